"""The first weeks of a runner who is not used to running: speed, and how much of it.

Sources: the speeds are those of `runwalk_tui.training.physiology.first_speed`, and what a talk test
on the belt found since; heavy beginners (BMI over 30) were injured less often with under 3 km of
running in the first week (Nielsen 2014). Limits are our own.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from math import ceil

from runwalk_tui.training.advice.assessment import EASY_EFFORT, is_hard
from runwalk_tui.training.advice.athlete import Athlete, Experience
from runwalk_tui.training.advice.easing import with_less_running
from runwalk_tui.training.history.dates import day_of
from runwalk_tui.training.history.diary_index import Told
from runwalk_tui.training.history.session_stats import SessionStats
from runwalk_tui.training.physiology.first_speed import (
    first_run_kmh,
    first_walk_kmh,
)
from runwalk_tui.training.sentences import Say
from runwalk_tui.workout.plan import Plan, Step

USUAL_AGE = 40
"""The age that is assumed where only the mass is told."""

HEAVY_KG = 90.0
"""From here on the mass alone asks for a gentler beginning; a BMI of 30 at 1.73 m."""

FIRST_WEEK_M = 3000.0
FIRST_WEEK = timedelta(days=7)

LEAST_KEPT = 0.1
"""So much of each run is left at least."""

ROOM_KMH = 0.3
"""So much faster than what was found is offered, once it was easy."""

_NOT_USED = (Experience.NEW, Experience.RETURNING)


def begins(athlete: Athlete) -> bool:
    """True of one who is not used to running and whose age or mass says how to begin."""
    is_told = athlete.age is not None or athlete.mass_kg >= HEAVY_KG
    return is_told and athlete.experience in _NOT_USED


def begin_gently(
    plan: Plan, athlete: Athlete, runs: Sequence[SessionStats], told: Told
) -> tuple[Plan, str | None]:
    """The plan at speeds for a beginning, or at those that were found since.

    Args:
        plan: Today's workout.
        athlete: Who runs; whose age and mass are not told gets the plan as it is.
        runs: Sessions with running in them of the last weeks, oldest first.
        told: The diary.

    Returns:
        The plan and what was changed about it, in a sentence; None if nothing was.
    """
    easy = [each for each in runs if each.run_kmh and not is_hard(each)]
    if not begins(athlete):
        return plan, None
    age = USUAL_AGE if athlete.age is None else athlete.age
    walk_kmh = min(athlete.walk_kmh, first_walk_kmh(age, athlete.mass_kg))
    start_kmh = first_run_kmh(age, athlete.mass_kg, walk_kmh)
    found_kmh = _found_kmh(easy, told)
    effort = told.effort(runs[-1]) if runs else None
    room_kmh = ROOM_KMH if easy and effort is not None and effort <= EASY_EFFORT[0] else 0.0
    run_kmh = round(max(found_kmh, start_kmh) + room_kmh, 1)
    steps = tuple(_slowed(step, run_kmh, max(walk_kmh, found_kmh - 2.0)) for step in plan.steps)
    if steps == plan.steps:
        return plan, None
    rule = Say.SPEED_FOUND if easy else Say.SPEED_FIRST
    return replace(plan, steps=steps), rule(kmh=f"{run_kmh:g}")


def _found_kmh(easy: Sequence[SessionStats], told: Told) -> float:
    """The highest speed that was not too hard; where each was, the lowest; 0 without a run."""
    fine = [each.run_kmh or 0.0 for each in easy if (told.effort(each) or 0) <= EASY_EFFORT[1]]
    kmh = max(fine) if fine else min((each.run_kmh or 0.0 for each in easy), default=0.0)
    return ceil(kmh * 10 - 1e-6) / 10


def _slowed(step: Step, run_kmh: float, walk_kmh: float) -> Step:
    most_kmh = (
        run_kmh if step.kind.is_running else max(walk_kmh, min(step.speed_kmh, run_kmh - 1.5))
    )
    return replace(step, speed_kmh=min(step.speed_kmh, most_kmh))


def spare_first_week(
    plan: Plan, athlete: Athlete, runs: Sequence[SessionStats], today: date
) -> tuple[Plan, str | None]:
    """The plan with so little running that the first week of a heavy beginner has under 3 km.

    Args:
        plan: Today's workout.
        athlete: Who runs.
        runs: Every session with running in it, oldest first.
        today: The day.
    """
    is_heavy = athlete.mass_kg >= HEAVY_KG and athlete.experience in _NOT_USED
    if not is_heavy or (runs and today - day_of(runs[0]) >= FIRST_WEEK):
        return plan, None
    done_m = sum((each.run_kmh or 0.0) / 3.6 * each.run_s for each in runs)
    wanted_m = sum(s.planned_s * s.speed_kmh / 3.6 for s in plan.steps if s.kind.is_running)
    left_m = FIRST_WEEK_M - done_m
    if wanted_m < left_m:
        return plan, None
    kept = max(LEAST_KEPT, 0.99 * left_m / wanted_m)
    says = Say.HEAVY_FIRST_WEEK(km=f"{FIRST_WEEK_M / 1000:g}")
    return with_less_running(plan, kept, athlete.walk_kmh), says
