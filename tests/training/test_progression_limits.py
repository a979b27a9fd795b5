"""What grows fast is said: each in its own words, and only where all of its conditions hold."""

from dataclasses import replace

import pytest

from runwalk_tui.training.advice.progression_limits import growth_warnings
from runwalk_tui.training.history.dates import WEEK
from runwalk_tui.training.history.diary_index import Told
from runwalk_tui.workout.plan import Kind, Plan, Step
from tests.training.simulated import MONDAY, session_of

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
    [
        (22, ""),
        (23, "15% above"),
        (30, "50% above"),
        (39, "95% above"),
        (40, "more than twice"),
        (60, "more than twice"),
    ],
)
def test_a_week_that_grows_fast_by_time_is_said(minutes: float, words: str) -> None:
    said = warned(workout(minutes / 2, minutes / 2))
    assert ("With this workout the week comes to" in said) == bool(words)
    assert words in said


def test_what_was_run_this_week_counts_too_and_fewer_than_four_weeks_say_nothing() -> None:
    assert "the week comes to" not in warned(workout(20, 20), per_week=2)
    assert "the week comes to" not in warned(workout(20, 20), weeks=3)
    before = [session_of(week, MONDAY + week * WEEK, workout(10, 10)) for week in range(4)]
    this = replace(before[-1], opened_at=f"{DAY}T08:00:00+01:00")
    plan = workout(10, 10)
    said = growth_warnings(plan, [*before, this], Told([]), DAY + WEEK / 7)
    assert "comes to 40 min, more than twice the mean of the last four" in " ".join(said)


def test_after_four_weeks_without_a_run_there_is_no_mean_to_grow_from() -> None:
    long_ago = session_of(0, MONDAY - WEEK, workout(10, 10))
    said = growth_warnings(workout(10, 10), [long_ago], Told([]), DAY)
    assert "the week comes to" not in " ".join(said)
