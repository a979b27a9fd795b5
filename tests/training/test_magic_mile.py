"""Galloway's worked examples, his table at every edge, and the time over the measured mile."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runwalk_tui.config.settings import Settings
from runwalk_tui.plans.loader import load_plan
from runwalk_tui.training.advice.athlete import Athlete
from runwalk_tui.training.advice.mile_target import target_of
from runwalk_tui.training.history.diary_entries import Mile
from runwalk_tui.training.history.magic_miles import compared, miles
from runwalk_tui.training.history.session_stats import SessionStats
from runwalk_tui.training.programmes.magic_mile import (
    RACE_M,
    RATIOS,
    Race,
    belt_kmh,
    finish_s,
    heat_s,
    is_magic_mile,
    kmh_of,
    long_run_pace_s,
    mile_time_s,
    race_pace_s,
    ratio_for,
    ratios_for,
    tailored,
)
from runwalk_tui.training.programmes.race_plan import race_plan
from runwalk_tui.training.programmes.ratios import Ratio
from runwalk_tui.units.constants import METRES_PER_MILE
from runwalk_tui.workout import events as ev
from runwalk_tui.workout.plan import Kind, Plan, Step
from runwalk_tui.workout.session import StepRecord
from tests.training.simulated import MONDAY, session_of
from tests.workout.model import Model, plan_of, walk


def clock(minutes: int, seconds: float = 0) -> float:
    return minutes * 60 + seconds


def test_the_worked_example_of_a_mile_in_9_30() -> None:
    mile_s = clock(9, 30)
    paces = [race_pace_s(mile_s, race) for race in RACE_M]
    assert paces == pytest.approx([603, 655.5, 669.75, 684, 741])
    assert race_pace_s(mile_s, "marathon") == pytest.approx(clock(12, 21))
    assert long_run_pace_s(mile_s) == pytest.approx(clock(14, 21))
    assert ratio_for(long_run_pace_s(mile_s)) == Ratio(30, 30)


def test_the_worked_example_of_a_mile_in_8_00() -> None:
    assert race_pace_s(480, "5k") == pytest.approx(clock(8, 33))
    assert race_pace_s(480, "10k") == pytest.approx(clock(9, 12))
    assert race_pace_s(480, "half") == pytest.approx(clock(9, 36))
    assert long_run_pace_s(480) == pytest.approx(clock(12, 24))


def test_a_race_takes_its_distance_at_its_pace() -> None:
    assert finish_s(570, "5k") == pytest.approx(603 * 3.106856, rel=1e-6)
    assert finish_s(570, "marathon") == pytest.approx(clock(5 * 60 + 23, 48), abs=1)
    assert RACE_M["half"] * 2 == RACE_M["marathon"]


@pytest.mark.parametrize(
    ("pace", "options"),
    [
        ((7, 0), [(360, 30), (420, 40)]),
        ((7, 30), [(300, 30)]),
        ((8, 0), [(240, 30), (120, 15)]),
        ((8, 30), [(180, 30), (120, 20)]),
        ((9, 0), [(120, 30), (80, 20)]),
        ((9, 30), [(90, 30), (60, 20), (45, 15), (60, 30), (40, 20)]),
        ((10, 44.9), [(90, 30), (60, 20), (45, 15), (60, 30), (40, 20)]),
        ((11, 0), [(60, 30), (40, 20), (30, 15), (30, 30), (20, 20)]),
        ((14, 0), [(30, 30), (20, 20), (15, 15)]),
        ((15, 0), [(15, 30)]),
        ((16, 0), [(10, 30)]),
        ((18, 0), [(8, 30), (5, 25), (10, 30)]),
        ((18, 30), [(5, 30), (5, 25), (4, 30)]),
        ((19, 59), [(5, 30), (5, 25), (4, 30)]),
        ((20, 0), [(0, 60)]),
    ],
)
def test_the_table(pace: tuple[int, float], options: list[tuple[int, int]]) -> None:
    assert [(r.run_s, r.walk_s) for r in ratios_for(clock(*pace))] == options
    assert ratio_for(clock(*pace)) == Ratio(*options[0])


@pytest.mark.parametrize(
    ("pace", "as_at"),
    [
        ((5, 0), (7, 0)),
        ((7, 1), (7, 30)),
        ((8, 15), (8, 30)),
        ((9, 10), (9, 30)),
        ((10, 45), (11, 0)),
        ((12, 15), (14, 0)),
        ((14, 30), (15, 0)),
        ((15, 45), (16, 0)),
        ((17, 0), (18, 0)),
        ((25, 0), (20, 1)),
    ],
)
def test_in_doubt_it_is_the_row_with_more_walking(
    pace: tuple[int, int], as_at: tuple[int, int]
) -> None:
    assert ratios_for(clock(*pace)) == ratios_for(clock(*as_at))


@given(st.floats(200, 1500), st.floats(200, 1500))
def test_who_is_slower_walks_no_less(one: float, other: float) -> None:
    faster, slower = sorted((one, other))
    assert ratio_for(slower).share <= ratio_for(faster).share


def test_the_rows_follow_each_other() -> None:
    edges = [edge for row in RATIOS for edge in (row.from_s, row.to_s)]
    assert edges == sorted(edges)


MILE = Step(Kind.RUN, 12.0, distance_m=METRES_PER_MILE, timed=True)
PLAN = plan_of(walk(), MILE, walk())


def test_the_time_is_counted_over_the_measured_mile() -> None:
    model = Model(PLAN, profile=ev.RunnerProfile(cap_kmh=14.0))
    model.start()
    model.run(120)
    began_t = model.began()[1][0]
    model.act(ev.Act.NUDGE, 0.5)
    model.run(100)
    model.press_speed(-1.0)
    model.run(480)
    ended_t = model.began()[2][0]
    assert mile_time_s(model.session.records, PLAN) == pytest.approx(ended_t - began_t, rel=1e-3)
    assert 1609 / (12.5 / 3.6) < ended_t - began_t < 1609 / (11.4 / 3.6)


def test_a_mile_that_was_cut_short_drawn_out_or_interrupted_has_no_time() -> None:
    def time_of(distance_m: float, active_s: float, lasted_s: float) -> float | None:
        record = StepRecord(1, Kind.RUN, 60.0, 60.0, 60.0 + lasted_s, active_s, distance_m)
        return mile_time_s((record,), PLAN)

    assert time_of(1609.344, 480.0, 480.0) == pytest.approx(480)
    assert time_of(1614.0, 482.0, 482.0) == pytest.approx(480.6, abs=0.1)
    assert time_of(1600.0, 480.0, 480.0) is None
    assert time_of(1700.0, 510.0, 510.0) is None
    assert time_of(1609.344, 480.0, 500.0) is None


def test_the_last_of_two_miles_counts_and_a_running_one_does_not() -> None:
    first = StepRecord(1, Kind.RUN, 0.0, 0.0, 500.0, 500.0, METRES_PER_MILE)
    second = StepRecord(1, Kind.RUN, 600.0, 500.0, 1080.0, 480.0, METRES_PER_MILE)
    running = StepRecord(1, Kind.RUN, 600.0, 500.0, None, 480.0, METRES_PER_MILE)
    assert mile_time_s((first, second), PLAN) == pytest.approx(480)
    assert mile_time_s((first, running), PLAN) == pytest.approx(500)
    assert mile_time_s((), PLAN) is None


def test_only_a_timed_mile_makes_a_magic_mile() -> None:
    untimed = Plan("p", "P", (Step(Kind.RUN, 12.0, distance_m=METRES_PER_MILE),))
    lap = Plan("p", "P", (Step(Kind.RUN, 12.0, distance_m=400, timed=True),))
    record = StepRecord(0, Kind.RUN, 0.0, 0.0, 480.0, 480.0, METRES_PER_MILE)
    assert is_magic_mile(PLAN)
    assert not is_magic_mile(untimed)
    assert not is_magic_mile(lap)
    assert not is_magic_mile(None)
    assert mile_time_s((record,), untimed) is None
    assert mile_time_s((record,), None) is None


def test_the_miles_so_far_are_those_of_the_belt_and_those_that_were_told() -> None:
    def session(number: int, day: int, mile_s: float | None) -> SessionStats:
        at = f"2026-05-{day:02d}T07:30:00+02:00"
        return SessionStats(number, at, "p", "P", "finished", 60, 60, 100, 60, 0, mile_s=mile_s)

    figures = [session(1, 1, 600.0), session(2, 4, None), session(3, 9, 570.0)]
    elsewhere = Mile("2026-05-06T18:00:00+02:00", 580.0)
    twice = Mile("2026-05-09T08:00:00+02:00", 570.0, session_id=3)
    found = miles(figures, [elsewhere, twice])
    assert [(mile.mile_s, mile.session_id) for mile in found] == [(600, 1), (580, 0), (570, 3)]
    assert miles([], []) == []


@pytest.mark.parametrize(
    ("mile_s", "words"),
    [
        (None, ""),
        (570.2, "As fast as on 2026-01-02."),
        (548.0, "That is 0:22 faster than on 2026-01-02."),
        (635.0, "That is 1:05 slower than on 2026-01-02."),
    ],
)
def test_a_mile_beside_the_one_before(mile_s: float | None, words: str) -> None:
    at = "2026-03-01T08:00:00+01:00"
    session = SessionStats(2, at, "p", "P", "finished", 60, 60, 100, 60, 0, mile_s=mile_s)
    assert compared(session, [Mile("2026-01-02T08:00:00+01:00", 570.0)]) == words
    assert compared(session, []) == ""


def test_a_ratio_has_a_belt_speed() -> None:
    """An 8:00 mile: long runs at 7.8 km/h; at 30/30 with walks of 5.0 the runs are at 10.6."""
    mean_kmh = kmh_of(long_run_pace_s(480))
    assert mean_kmh == pytest.approx(7.8, abs=0.02)
    assert belt_kmh(mean_kmh, Ratio(30, 30), 5.0) == pytest.approx(10.6, abs=0.05)
    assert belt_kmh(4.8, Ratio(30, 30), 5.0) is None
    assert belt_kmh(4.8, Ratio(0, 60), 4.0) is None


@pytest.mark.parametrize(
    ("celsius", "slower_s"), [(10.0, 0.0), (16.0, 0.0), (18.8, 30.0), (21.6, 60.0), (30.0, 150.0)]
)
def test_in_the_heat_a_mile_takes_longer(celsius: float, slower_s: float) -> None:
    assert heat_s(celsius) == pytest.approx(slower_s)
    plan = race_plan(570, "half", 5.0, celsius)
    assert plan.pace_s == pytest.approx(684 + slower_s)
    assert race_plan(570, "5k", 5.0, celsius).heat_s == 0


@pytest.mark.parametrize(("race", "marks"), [("5k", 5), ("10k", 10), ("half", 5), ("marathon", 9)])
def test_splits_end_with_the_race(race: Race, marks: int) -> None:
    plan = race_plan(570, race, 5.0)
    assert len(plan.splits) == marks
    assert plan.splits[-1] == pytest.approx((RACE_M[race], plan.finish_s))
    assert all(option.ratio.run_s >= 15 for option in plan.options)


def test_a_mile_begins_at_its_target_after_a_mile_that_is_run() -> None:
    plan = tailored(load_plan("magic-mile", Settings()), 10.7, 8.5)
    (mile,) = [step for step in plan.steps if step.timed]
    slow = next(step for step in plan.steps if step.kind is Kind.RUN)
    assert (mile.speed_kmh, slow.speed_kmh, slow.distance_m) == (10.7, 8.5, METRES_PER_MILE)
    assert {step.speed_kmh for step in plan.steps if step.kind is Kind.SURGE} == {10.7}


def test_the_first_mile_is_gentle_and_later_ones_go_by_the_best_three_of_four() -> None:
    day = MONDAY + timedelta(days=9)
    run = session_of(1, MONDAY, load_plan("4-1", Settings()))
    first = target_of(Athlete(), [run], [], day)
    assert first.is_first
    assert first.mile_kmh == pytest.approx(1.05 * 8.5)
    told = [Mile(f"2026-03-0{n}T08:00:00+01:00", s) for n, s in enumerate((600, 560, 570, 580), 1)]
    later = target_of(Athlete(), [run], told, day)
    assert not later.is_first
    assert later.mile_kmh == pytest.approx(kmh_of(570))
    assert target_of(Athlete(cap_kmh=9.0), [run], told, day).mile_kmh == 9.0
