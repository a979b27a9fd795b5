"""Slower runs where easy ones were twice in hard zones, or hard at the gentlest ratio.

Source: easy runs are those in which one can talk, below zone 4; the amounts are our own.
"""

from collections.abc import Sequence
from dataclasses import replace
from math import floor, inf

from runwalk_tui.training.advice.assessment import EASY_EFFORT, is_hard
from runwalk_tui.training.advice.athlete import Athlete
from runwalk_tui.training.advice.debrief import is_in_hard_zones
from runwalk_tui.training.advice.progression_limits import run_kmh
from runwalk_tui.training.history.diary_index import Told
from runwalk_tui.training.history.session_stats import SessionStats
from runwalk_tui.training.programmes.ratios import LADDER
from runwalk_tui.training.sentences import Say
from runwalk_tui.workout.plan import Kind, Plan

SLOWER_KMH = 0.3
TIMES = 2
"""After so many easy runs on end in hard zones slower ones are offered."""

SAME_KMH = 0.1

LEAST_ABOVE_WALK_KMH = 1.0
"""A run is at least so much faster than a walk."""


def run_slower(
    plan: Plan, athlete: Athlete, runs: Sequence[SessionStats], told: Told
) -> tuple[Plan, str | None]:
    """The plan with slower runs, if the last easy ones were in hard zones and did not feel easy.

    Where they felt easy, the maximal heart rate is in doubt rather than the speed. At the gentlest
    ratio an effort that is too high asks for it as well, as nothing else is left to ease; and so it
    does where the last run was slower already.

    Args:
        plan: Today's workout.
        athlete: Who runs.
        runs: Sessions with running in them of the last weeks, oldest first.
        told: The diary.

    Returns:
        The plan and what was changed about it, in a sentence; None if nothing was.
    """
    last = [each for each in runs if not is_hard(each)][-TIMES:]
    if len(last) < TIMES:
        return plan, None
    rule = _rule(plan, athlete, last, told)
    if rule is None:
        return plan, None
    slowest = min(each.run_kmh for each in last if each.run_kmh) if last[-1].run_kmh else 0.0
    kmh = floor(round((slowest - SLOWER_KMH) * 10, 3)) / 10
    kmh = max(kmh, athlete.walk_kmh + LEAST_ABOVE_WALK_KMH)
    steps = tuple(
        replace(step, speed_kmh=min(step.speed_kmh, kmh)) if step.kind.is_running else step
        for step in plan.steps
    )
    if steps == plan.steps:
        return plan, None
    return replace(plan, steps=steps), rule(kmh=f"{kmh:g}")


def _rule(plan: Plan, athlete: Athlete, last: Sequence[SessionStats], told: Told) -> Say | None:
    """The reason for slower runs; None if they need not be."""
    efforts = [told.effort(each) for each in last]
    if all(map(is_in_hard_zones, last)):
        felt_easy = all(effort is not None and effort < EASY_EFFORT[1] for effort in efforts)
        return None if felt_easy and not athlete.max_is_measured else Say.SPEED_ZONES
    are_hard = all(effort is not None and effort > EASY_EFFORT[1] for effort in efforts)
    is_gentlest = _round_share(plan) <= LADDER[0].share + 0.01
    is_slower_already = (last[-1].run_kmh or inf) < run_kmh(plan) - SAME_KMH
    return Say.SPEED_HARD if are_hard and (is_gentlest or is_slower_already) else None


def _round_share(plan: Plan) -> float:
    """The share of running in the first round: the last one may be cut."""
    run_s = next((step.planned_s for step in plan.steps if step.kind.is_running), 0.0)
    walk_s = next((step.planned_s for step in plan.steps if step.kind is Kind.WALK), 0.0)
    return run_s / (run_s + walk_s) if run_s else 1.0
