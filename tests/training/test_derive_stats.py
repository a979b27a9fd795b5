"""What a session comes to: figures that can be worked out by hand, and when there are none."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from runwalk_tui.training.history.derive_stats import figures_of
from runwalk_tui.training.history.session_stats import SessionStats
from runwalk_tui.training.physiology.energy import kcal_of, vo2_ml_kg_min
from runwalk_tui.workout.events import (
    Act,
    BeltReading,
    ClockStarted,
    Event,
    HeartReading,
    MachineKind,
    Outcome,
    RunnerProfile,
    SessionEnded,
    SessionOpened,
    StepBegan,
)
from runwalk_tui.workout.plan import Kind, Plan, Step
from runwalk_tui.workout.session import Phase
from tests.tui.feeds import FakeFeed, brief, half_an_hour, run_walk


def finished(feed: FakeFeed) -> list[Event]:
    while feed.session.phase is not Phase.ENDED:
        feed.go(feed.now() + 10)
    return feed.log


def steps(*lengths: tuple[Kind, float]) -> Plan:
    return Plan("made", "Made up", tuple(Step(kind, 6.0, duration_s=s) for kind, s in lengths))


@pytest.fixture(scope="module")
def usual() -> SessionStats:
    return figures_of(half_an_hour().events, 7)


def test_times_and_runs_are_those_of_the_plan(usual: SessionStats) -> None:
    assert (usual.session_id, usual.plan, usual.title) == (7, "1-2", "One to two, gently")
    assert (usual.opened_at, usual.outcome) == ("2026-05-02T07:30:00+02:00", "finished")
    assert [usual.total_s, usual.planned_s] == pytest.approx([1800, 1800])
    assert [usual.run_s, usual.walk_s] == pytest.approx([480, 960])
    assert usual.runs == 8
    assert usual.ratio == (60.0, 120.0)


def test_heart_and_belt_are_what_was_measured(usual: SessionStats) -> None:
    log = half_an_hour().events
    session = half_an_hour().last
    records = session.records
    assert usual.mean_bpm == sum(r.beats for r in records) / sum(r.samples for r in records)
    assert usual.peak_bpm == max(event.bpm or 0 for event in log if isinstance(event, HeartReading))
    assert usual.run_kmh == pytest.approx(8.42, abs=0.01)
    assert usual.run_bpm is not None
    assert usual.mean_bpm < usual.run_bpm < usual.peak_bpm
    assert len(usual.falls_bpm) == len(usual.minute_falls_bpm) == 8
    assert all(
        0 < minute < whole
        for whole, minute in zip(usual.falls_bpm, usual.minute_falls_bpm, strict=True)
    )
    assert usual.distance_m == session.distance_m


def test_every_second_is_in_a_zone_or_in_doubt(usual: SessionStats) -> None:
    assert len(usual.zone_s) == 6
    assert sum(usual.zone_s) == pytest.approx(usual.total_s)
    assert usual.doubtful_share == 0
    feed = FakeFeed(run_walk(2)).start().run(300)
    feed.strap_talks = False
    lost = figures_of(finished(feed))
    share = 1 - sum(lost.zone_s) / lost.total_s
    assert lost.doubtful_share == pytest.approx(share) == pytest.approx(1 - 305 / 720, abs=0.01)


def test_energy_is_that_of_the_equations(usual: SessionStats) -> None:
    from runwalk_tui.workout.summary import kind_totals

    assert usual.kcal == kcal_of(kind_totals(half_an_hour().last), 68.0)


def test_an_efficiency_factor_is_metres_a_beat(usual: SessionStats) -> None:
    assert usual.run_bpm is not None
    assert usual.run_kmh is not None
    metres = usual.run_kmh * 1000 / 60 / usual.run_bpm
    assert usual.metres_a_beat == pytest.approx(metres)
    assert usual.decoupling is None, "eight minutes of running have no thirds"
    assert usual.run_end_bpm is not None
    assert usual.run_end_bpm > usual.run_bpm
    assert usual.held_peak_bpm is not None
    assert usual.peak_bpm is not None
    assert usual.held_peak_bpm <= usual.peak_bpm


def test_the_farthest_in_ten_minutes_is_that_of_any_ten(usual: SessionStats) -> None:
    best = usual.best_600_m
    assert best is not None
    assert usual.distance_m / 3 <= best <= usual.distance_m / 2
    short = figures_of(finished(FakeFeed(brief()).start()))
    assert short.total_s < 600
    assert short.best_600_m is None


def test_a_walk_that_the_heart_ended_took_as_long_as_meant() -> None:
    walk = Step(Kind.WALK, 5.0, duration_s=300, until_bpm=180)
    run = Step(Kind.RUN, 8.0, duration_s=120)
    figures = figures_of(finished(FakeFeed(Plan("hard", "Hard", (run, walk, run))).start()))
    assert figures.outcome == "finished"
    assert figures.total_s < 500
    assert figures.planned_s == pytest.approx(figures.total_s, abs=1)


def test_without_a_strap_there_is_no_heart_rate() -> None:
    figures = figures_of(finished(FakeFeed(brief(), strap=False).start()))
    assert (figures.mean_bpm, figures.peak_bpm, figures.run_bpm) == (None, None, None)
    assert (figures.falls_bpm, figures.minute_falls_bpm) == ((), ())
    assert figures.zone_s == (0.0,) * 6
    assert figures.doubtful_share == 1.0


def test_a_strap_that_freezes_tells_nothing_of_the_whole() -> None:
    feed = FakeFeed(run_walk()).start().run(200)
    feed.frozen = True
    figures = figures_of(finished(feed))
    assert (figures.mean_bpm, figures.run_bpm) == (None, None)
    assert figures.doubtful_share == pytest.approx(1 - 260 / 1800, abs=0.02)
    assert len(figures.falls_bpm) <= 1


def test_a_surge_and_the_run_around_it_are_one_run() -> None:
    surges = steps(
        (Kind.WARM_UP, 20),
        *((Kind.SURGE, 30), (Kind.RUN, 90), (Kind.WALK, 60)) * 2,
        (Kind.COOL_DOWN, 20),
    )
    figures = figures_of(finished(FakeFeed(surges).start()))
    assert figures.ratio == (120.0, 60.0)
    assert figures.runs == 4
    assert figures.run_s == pytest.approx(240)


@pytest.mark.parametrize(
    ("plan", "ratio"),
    [
        (steps((Kind.RUN, 90), (Kind.WALK, 90), (Kind.RUN, 180), (Kind.WALK, 180)), (90.0, 90.0)),
        (steps((Kind.WARM_UP, 20), (Kind.RUN, 120), (Kind.COOL_DOWN, 20)), None),
        (
            steps(
                (Kind.WALK, 120),
            ),
            None,
        ),
    ],
)
def test_the_ratio_is_one_that_was_run(plan: Plan, ratio: tuple[float, float] | None) -> None:
    assert figures_of(finished(FakeFeed(plan).start())).ratio == ratio


def test_what_was_stopped_and_what_was_cut_off_say_so() -> None:
    feed = FakeFeed(run_walk()).start().run(400)
    cut_off = figures_of(feed.log)
    assert cut_off.outcome == "unfinished"
    assert cut_off.total_s == pytest.approx(400, abs=1)
    feed.act(Act.STOP)
    stopped = figures_of(finished(feed))
    assert (stopped.outcome, stopped.planned_s) == ("stopped", 1800)
    assert stopped.ratio == (60.0, 120.0)


def _with_energy(log: Sequence[Event], kcal: Sequence[float | None]) -> list[Event]:
    values = iter(kcal)
    return [
        replace(event, energy_kcal=next(values, None)) if isinstance(event, BeltReading) else event
        for event in log
    ]


@pytest.mark.parametrize(
    ("counted", "kcal"),
    [
        ([], None),
        ([None, 500, 510, None, 530], 30.0),
        ([0, 10, 20, 0, 5], 25.0),
        ([12], 0.0),
    ],
)
def test_of_the_machines_energy_only_what_it_adds_counts(
    counted: list[float | None], kcal: float | None
) -> None:
    log = FakeFeed(brief()).start().run(60).log
    assert figures_of(_with_energy(log, counted)).machine_kcal == kcal


def test_the_worst_pain_on_the_belt_is_noted() -> None:
    feed = FakeFeed(brief()).start().run(30)
    assert figures_of(feed.log).pain is None
    for pain in (2.0, 4.0, 1.0):
        feed.act(Act.PAIN, pain)
    assert figures_of(feed.log).pain == 4


def test_a_log_without_a_workout_has_empty_figures() -> None:
    figures = figures_of([])
    assert (figures.total_s, figures.runs, figures.ratio, figures.plan) == (0.0, 0, None, None)
    assert (figures.run_kmh, figures.doubtful_share) == (None, 0.0)


def test_a_walked_warm_up_is_a_steady_piece_beside_the_runs() -> None:
    """Oxygen uptake needs two speeds, and a runner at one has no other steady walk."""
    walked = figures_of(
        finished(FakeFeed(steps((Kind.WARM_UP, 300), (Kind.COOL_DOWN, 60))).start())
    )
    assert walked.steady_vo2 == pytest.approx([vo2_ml_kg_min("walk", 6.0)], abs=0.2)
    jogged = Plan("made", "Made up", (Step(Kind.WARM_UP, 7.0, duration_s=300),))
    assert figures_of(finished(FakeFeed(jogged).start())).steady_vo2 == ()


def test_a_mean_power_is_of_the_seconds_in_which_a_power_was_told() -> None:
    """Twenty seconds of silence are no work: three of them count as the reading before them."""
    plan = Plan("bike", "On the bike", (Step(Kind.RUN, 6.0, duration_s=600),))
    log: list[Event] = [
        SessionOpened(0.0, plan, RunnerProfile(mass_kg=80.0), "", "", machine=MachineKind.BIKE),
        ClockStarted(0.0),
        StepBegan(0.0, 0, Kind.RUN, 6.0),
        *(BeltReading(float(t), 30.0, power_w=100.0) for t in range(8)),
        *(BeltReading(float(t), 30.0, power_w=200.0) for t in range(27, 32)),
        SessionEnded(31.0, Outcome.STOPPED, belt_stopped=True),
    ]
    mean_w = (10 * 100 + 4 * 200) / 14
    assert figures_of(log, 1).cross_met == pytest.approx((10.8 * mean_w / 80 + 7) / 3.5, abs=0.05)
