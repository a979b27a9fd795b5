"""What grows fast is said: each in its own words, and only where all of its conditions hold."""

from dataclasses import replace
from datetime import timedelta

import pytest

from runwalk_tui.training.advice.athlete import Athlete, Experience
from runwalk_tui.training.advice.progression_limits import growth_warnings
from runwalk_tui.training.history.dates import WEEK
from runwalk_tui.training.history.diary_index import Told
from runwalk_tui.workout.plan import Kind, Plan, Step
from tests.training.simulated import MONDAY, Day, Run, Simulation, session_of

DAY = MONDAY + 4 * WEEK
"""The first day of the fifth week."""


def workout(run_min: float, walk_min: float) -> Plan:
    steps = (
        Step(Kind.RUN, 8.0, duration_s=60 * run_min),
        Step(Kind.WALK, 5.0, duration_s=60 * walk_min),
    )
    return Plan("any", "Any", steps)


def warned(plan: Plan, per_week: int = 1, weeks: int = 4) -> str:
    """What is said of a plan after so many weeks of 10 min of running and 10 min of walking."""
    sessions = [
        session_of(number, MONDAY + week * WEEK + (WEEK / 7) * day, workout(10, 10))
        for number, (week, day) in enumerate(
            (week, day) for week in range(4 - weeks, 4) for day in range(per_week)
        )
    ]
    return " ".join(growth_warnings(plan, sessions, Told([]), DAY))


@pytest.mark.parametrize(
    ("run_min", "walk_min", "said"),
    [(20, 10, True), (10, 10, False), (15, 15, False), (12, 6, False), (10, 2, False)],
)
def test_longer_and_with_a_larger_share_of_running_is_too_much_at_once(
    run_min: float, walk_min: float, said: bool
) -> None:
    assert ("one at a time" in warned(workout(run_min, walk_min))) == said


@pytest.mark.parametrize(
    ("minutes", "words"),
    [(20, ""), (22, ""), (23, "15% longer"), (30, "50% longer"), (50, "150% longer")],
)
def test_a_run_much_longer_than_those_of_thirty_days_is_said(minutes: float, words: str) -> None:
    """Frandsen 2025: over a tenth longer than the longest of 30 days, 1.64 times the injuries."""
    said = warned(workout(minutes / 2, minutes / 2))
    assert ("longer than your longest of the last 30 days" in said) == bool(words)
    assert words in said


def test_distance_counts_and_not_time() -> None:
    fast = replace(workout(10, 10), steps=(Step(Kind.RUN, 12.0, duration_s=1200),))
    assert "of the last 30 days" in warned(fast)
    slow = replace(workout(10, 10), steps=(Step(Kind.WALK, 4.0, duration_s=1800),))
    assert "of the last 30 days" not in warned(slow)


def test_what_was_run_before_these_days_and_walks_are_no_measure() -> None:
    long_ago = session_of(0, DAY - timedelta(days=31), workout(10, 10))
    assert growth_warnings(workout(30, 30), [long_ago], Told([]), DAY) == ()
    walk = replace(session_of(1, DAY - WEEK, workout(10, 10)), run_s=0.0, distance_m=1000.0)
    assert growth_warnings(workout(30, 10), [walk], Told([]), DAY)[1:] == ()


def test_of_one_who_has_run_for_years_a_young_record_is_not_all() -> None:
    week_ago = session_of(0, DAY - WEEK, workout(10, 10))
    seasoned, new = Athlete(experience=Experience.SEASONED), Athlete()
    plan = workout(20, 20)
    assert growth_warnings(plan, [week_ago], Told([]), DAY, seasoned) == ()
    assert growth_warnings(plan, [week_ago], Told([]), DAY, new)
    before = session_of(1, DAY - 5 * WEEK, workout(5, 5))
    assert growth_warnings(plan, [before, week_ago], Told([]), DAY, seasoned)


@pytest.mark.parametrize(
    ("name", "experience"),
    [
        ("race-10k", Experience.REGULAR),
        ("c25k", Experience.NEW),
        ("first-5k", Experience.NEW),
        ("fitness", Experience.REGULAR),
        ("half-marathon", Experience.REGULAR),
        ("marathon", Experience.SEASONED),
        ("twelve-weeks", Experience.NEW),
        ("twelve-weeks-hour", Experience.NEW),
        ("weight", Experience.NEW),
    ],
)
def test_no_programme_that_ships_trips_a_warning(name: str, experience: Experience) -> None:
    athlete = Athlete(experience=experience)
    days = Simulation(lambda day, plan: Run(), name, athlete=athlete).live(7 * 24)
    assert [(_name(day), day.advice.warnings) for day in days if day.advice.warnings] == []


def _name(day: Day) -> str:
    return "" if day.advice.plan is None else day.advice.plan.name
