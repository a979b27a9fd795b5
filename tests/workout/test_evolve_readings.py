"""What readings add up to: distance, counters, standing still, the heart's figures."""

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runwalk_tui.workout import events as ev
from runwalk_tui.workout.belt import HOLD_S, Belt
from runwalk_tui.workout.engine import Engine
from runwalk_tui.workout.evolve_readings import MOST_RECENT
from runwalk_tui.workout.motion import advance
from runwalk_tui.workout.plan import Kind, Step
from runwalk_tui.workout.session import Session, StepRecord
from tests.workout.model import plan_of, run, started, walk


def fed(*events: ev.Event, plan: Iterable[Step] = (walk(600, 3.6),)) -> Session:
    runner = Engine()
    runner.feed(ev.SessionOpened(0.0, plan_of(*plan), ev.RunnerProfile(), "2026", "test"))
    runner.feed(ev.LinkChanged(0.0, ev.Device.TREADMILL, ev.LinkState.UP))
    runner.feed(ev.MachineKnown(0.0, checked=True))
    runner.feed(ev.CapabilitiesRead(0.0, True, 0.5, 20.0, 0.1))
    for event in events:
        runner.feed(event)
    return runner.session


def belt_of(*speeds: tuple[float, float | None]) -> Belt:
    return fed(*(ev.BeltReading(t, kmh) for t, kmh in speeds)).belt


def test_distance_is_the_measured_speed_held_until_the_next_reading() -> None:
    session = fed(ev.BeltReading(0, 0), ev.BeltReading(1, 3.6), ev.BeltReading(3, 7.2))
    assert session.distance_m == pytest.approx(2.0)
    assert advance(session, 4).distance_m == pytest.approx(4.0)


def test_a_measured_speed_counts_for_three_seconds() -> None:
    session = fed(ev.BeltReading(0, 0), ev.BeltReading(1, 3.6))
    assert advance(session, 60).distance_m == pytest.approx(HOLD_S)


def test_a_lost_link_credits_nothing() -> None:
    session = fed(
        ev.BeltReading(0, 0),
        ev.BeltReading(1, 3.6),
        ev.LinkChanged(2, ev.Device.TREADMILL, ev.LinkState.LOST),
    )
    assert advance(session, 10).distance_m == pytest.approx(1.0)


@pytest.mark.parametrize(
    ("times_s", "credited_s"),
    [
        (list(range(30)), 29),
        ([*range(10), *[9] * 20], 9 + 3),
        ([*range(10), *[9] * 10, *range(10, 20)], 9 + 3 + 9),
        ([0] * 30, 4),
        ([None] * 30, 29),
        ([*range(10), *[None] * 20], 29),
        ([5, 3, *range(28)], 29),
    ],
    ids=["counts", "stands", "again", "never", "none", "no more", "restarts"],
)
def test_a_belt_whose_machine_counts_no_time_has_nobody_on_it(
    times_s: list[float | None], credited_s: float
) -> None:
    readings = [ev.BeltReading(t, 3.6, elapsed_s=time_s) for t, time_s in enumerate(times_s)]
    assert fed(*readings).distance_m == pytest.approx(credited_s)


@given(
    st.lists(st.floats(0.01, 2.0), min_size=1, max_size=20),
    st.lists(st.floats(0.0, 1.0), min_size=1, max_size=5),
)
def test_looking_in_between_changes_nothing(gaps_s: list[float], shares: list[float]) -> None:
    session, t = fed(ev.BeltReading(0, 0), ev.BeltReading(0.1, 8.0)), 0.1
    for gap_s in gaps_s:
        direct, seen = advance(session, t + gap_s), session
        for share in sorted(shares):
            seen = advance(seen, t + gap_s * share)
        seen = advance(seen, t + gap_s)
        assert seen.distance_m == pytest.approx(direct.distance_m)
        assert seen.active_s == pytest.approx(direct.active_s)
        assert seen.t == direct.t
        session, t = direct, t + gap_s


def test_time_does_not_go_back() -> None:
    session = fed(ev.BeltReading(0, 0), ev.BeltReading(5, 3.6))
    assert advance(session, 4.0) is session


@pytest.mark.parametrize(
    ("counters_m", "total_m"),
    [
        ((0, 10, 25), 25),
        ((1_000_000, 1_000_010, 1_000_025), 25),
        ((100, 110, 5, 20), 25),
        ((100, None, 110), 10),
        ((None, None), 0),
        ((65_530, 4), 0),
    ],
)
def test_counters_add_positive_differences(
    counters_m: tuple[int | None, ...], total_m: float
) -> None:
    readings = [ev.BeltReading(float(t), 5.0, distance_m=m) for t, m in enumerate(counters_m)]
    assert fed(*readings).belt.counter_m == total_m


def test_what_the_counter_did_during_a_loss_is_not_known() -> None:
    session = fed(
        ev.BeltReading(1, 5.0, distance_m=100),
        ev.LinkChanged(2, ev.Device.TREADMILL, ev.LinkState.LOST),
        ev.LinkChanged(9, ev.Device.TREADMILL, ev.LinkState.UP),
        ev.BeltReading(10, 5.0, distance_m=150),
        ev.BeltReading(11, 5.0, distance_m=151),
    )
    assert session.belt.counter_m == 1


def test_a_reading_without_speed_proves_no_speed() -> None:
    belt = fed(ev.BeltReading(1, 5.0), ev.BeltReading(9, None, incline_percent=2.0)).belt
    assert (belt.speed_kmh, belt.read_at, belt.incline_percent) == (5.0, 1, 2.0)


def test_what_a_reading_does_not_say_stays() -> None:
    belt = fed(
        ev.BeltReading(1, 5.0, distance_m=7, incline_percent=2.0, energy_kcal=9),
        ev.BeltReading(2, 5.0),
    ).belt
    assert (belt.incline_percent, belt.energy_kcal, belt.counter_last_m) == (2.0, 9, 7)


@pytest.mark.parametrize(
    ("speeds", "still"),
    [
        ([(1, 0)], True),
        ([(1, 5), (2, 0)], False),
        ([(1, 5), (2, 0), (4.9, 0)], False),
        ([(1, 5), (2, 0), (3.5, 0), (5, 0)], True),
        ([(1, 5), (2, 0), (3, 1), (4, 0), (6, 0)], False),
        ([(1, 5), (2, 0), (30, 0)], False),
        ([(1, 0), (2, 0), (3, 1)], False),
    ],
)
def test_a_belt_stands_after_three_seconds_of_zeros_or_from_the_first(
    speeds: list[tuple[float, float]], still: bool
) -> None:
    assert belt_of(*speeds).still is still


@pytest.mark.parametrize(
    ("speeds", "slowing"),
    [
        ([(0, 8.5), (1, 8.5)], False),
        ([(0, 8.5), (1, 8.4)], False),
        ([(0, 8.5), (1, 8.0)], True),
        ([(0, 8.5), (1, 8.0), (2, 8.0), (3, 8.0)], False),
        ([(0, 8.5), (0.5, 8.4), (1, 8.3), (1.5, 8.2)], True),
        ([(0, 8.5), (1, 0.0)], False),
        ([(0, 8.5), (1, 7.0), (2, 0.0), (3, 6.0)], True),
        ([(0, 8.5), (1, 0.0), (2, 8.5)], False),
        ([(0, 8.5), (1, 8.0), (2, 9.0)], False),
    ],
)
def test_a_belt_slows_down_from_the_second_reading_until_it_settles(
    speeds: list[tuple[float, float]], slowing: bool
) -> None:
    assert belt_of(*speeds).is_slowing is slowing


def heart(t: float, bpm: int | None, contact: bool | None = True) -> ev.HeartReading:
    return ev.HeartReading(t, bpm, contact, (0.5,))


def test_only_trusted_rates_of_the_step_count() -> None:
    session = fed(
        ev.BeltReading(0, 0, elapsed_s=0),
        heart(0.5, 160),
        ev.BeltReading(1, 3.6, elapsed_s=1),
        heart(2, 100),
        heart(3, 130),
        heart(4, 200, contact=False),
        heart(5, None),
        heart(6, 121),
    )
    step = session.step
    assert step is not None
    assert (step.samples, step.peak_bpm) == (3, 130)
    assert step.mean_bpm == pytest.approx(117)
    assert session.heart.recent == ((0.5, 160), (2, 100), (3, 130), (6, 121))


def test_recent_rates_and_beats_are_those_of_the_last_65_seconds() -> None:
    session = fed(*(heart(float(t), 100 + t % 3) for t in range(200)))
    assert [t for t, _ in session.heart.recent] == list(range(135, 200))
    assert [t for t, _ in session.heart.rr] == list(range(135, 200))


def test_a_strap_gone_wild_is_remembered_by_its_latest_readings_alone() -> None:
    heart_now = fed(*(heart(i / 5000, 100 + i % 2) for i in range(1000))).heart
    assert len(heart_now.recent) == len(heart_now.rr) == MOST_RECENT
    assert heart_now.recent[-1] == (999 / 5000, 101)


def test_the_trace_follows_the_plan_about_every_five_seconds() -> None:
    model = started(walk(60), run(60))
    model.run(100)
    at = [t for t, _ in model.session.heart.trace]
    assert len(at) == pytest.approx(20, abs=2)
    assert at == sorted(at)
    assert at[-1] == pytest.approx(model.session.plan_position_s, abs=6)


def test_the_fall_of_a_walk_is_from_just_before_it_to_its_end_and_to_its_first_minute() -> None:
    model = started(run(60), walk(90), run(60))
    model.heart_mode = "gone"
    begins = model.began()[0][0]
    rates = {range(60): 150, range(60, 110): 140, range(110, 145): 120, range(145, 160): 110}
    for second in range(160):
        bpm = next(rate for seconds, rate in rates.items() if second in seconds)
        model.run_until(begins + second + 0.5)
        model.feed(heart(model.t, bpm + second % 2))
    walked = model.session.done[1]
    assert walked.kind is Kind.WALK
    assert walked.entry_bpm == pytest.approx(150.5, abs=0.2)
    assert walked.minute_bpm == pytest.approx(120.5, abs=0.2)
    assert walked.exit_bpm == pytest.approx(110.5, abs=0.2)
    assert walked.fall_bpm == pytest.approx(40, abs=0.5)
    assert walked.first_minute_fall_bpm == pytest.approx(30, abs=0.5)


def test_a_step_without_a_heart_has_no_figures() -> None:
    record = StepRecord(0, Kind.WALK, 0.0, 0.0)
    assert (record.mean_bpm, record.fall_bpm, record.first_minute_fall_bpm) == (None, None, None)


def test_climb_is_distance_times_the_measured_grade() -> None:
    moving = ev.BeltReading(1, 3.6, incline_percent=10.0, elapsed_s=1)
    session = fed(ev.BeltReading(0, 0, elapsed_s=0), moving)
    step = advance(session, 3).step
    assert step is not None
    assert step.climb_m == pytest.approx(0.2)


@pytest.mark.parametrize(("bpm", "told"), [(1, 1), (254, 254), (0, None), (255, None), (281, None)])
def test_what_is_no_heart_rate_counts_for_nothing(bpm: int, told: int | None) -> None:
    moving = (ev.BeltReading(0, 0), ev.BeltReading(1, 3.6))
    session = fed(*moving, ev.HeartReading(2, bpm))
    assert session.heart.bpm == told
    assert [rate for _, rate in session.heart.recent] == ([] if told is None else [told])
