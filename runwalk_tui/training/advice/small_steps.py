"""Holds a workout to a small step beyond what was run lately: its length, and its share of running.

Sources: those of `runwalk_tui.training.advice.progression_limits`; how many rungs at a time is our
own. Whatever that module would warn of is held here, so that nothing is advised and warned of at
once; the warning is left for whoever refuses this.
"""

from collections.abc import Sequence
from datetime import date

from runwalk_tui.training.advice.assessment import is_hard
from runwalk_tui.training.advice.athlete import Athlete, Experience
from runwalk_tui.training.advice.easing import AROUND, shortened, with_less_running
from runwalk_tui.training.advice.progression_limits import (
    MOST_LONGER,
    SHORTEST_M,
    is_record_young,
    is_whole,
    longest_m,
    longest_of_month_s,
    main_share,
    more_in_both,
    spike,
)
from runwalk_tui.training.advice.recommend import START
from runwalk_tui.training.history.session_stats import SessionStats
from runwalk_tui.training.programmes.programme import is_race
from runwalk_tui.training.programmes.ratios import LADDER
from runwalk_tui.training.sentences import Say
from runwalk_tui.workout.plan import Plan

TIMES = 2
"""A share of running that was run so often earns the next rung of the ladder of ratios."""

BOLDER_SHARE = 0.1
"""A share of running that is larger by no more is as good as the same; our own rule."""

LEAST_KEPT = 0.1
"""So much of the main part is left, however long its warm-up is."""

_NOT_USED = (Experience.NEW, Experience.RETURNING)


def hold_share(
    plan: Plan, athlete: Athlete, runs: Sequence[SessionStats]
) -> tuple[Plan, str | None]:
    """The plan with no more running than a rung above what was run twice.

    Args:
        plan: Today's workout.
        athlete: Who runs; whoever is used to running gets the plan as it is.
        runs: Sessions with running in them of the last eight weeks.

    Returns:
        The plan and what was changed about it, in a sentence; None if nothing was.
    """
    share = main_share(plan)
    if athlete.experience not in _NOT_USED or is_race(plan) or not share:
        return plan, None
    start, _, who = START[athlete.experience]
    done = [_share(each) for each in runs if is_whole(each) and not is_hard(each)]
    base = sorted(done, reverse=True)[TIMES - 1] if len(done) >= TIMES else start.share
    rungs = (rung for rung in LADDER if rung.share > max(base, start.share) + BOLDER_SHARE / 4)
    most = next(rungs, LADDER[-1]) if len(done) >= TIMES else start
    if share <= most.share + BOLDER_SHARE:
        return plan, None
    held = with_less_running(plan, most.share / share, athlete.walk_kmh)
    if done:
        return held, Say.SHARE_HELD(ratio=most.name, times=TIMES)
    return held, Say.BOLD_BEGINNING(who=who, ratio=start.name)


def hold_length(
    plan: Plan, athlete: Athlete, sessions: Sequence[SessionStats], today: date
) -> tuple[Plan, str | None]:
    """The plan, no more than a tenth longer than the longest of 30 days.

    With a larger share of running than any of four weeks it is no longer than the longest of them.

    Args:
        plan: Today's workout.
        athlete: Who runs.
        sessions: Every session, oldest first.
        today: The day.

    Returns:
        The plan and what was changed about it, in a sentence; None if nothing was.
    """
    if is_race(plan) or is_record_young(athlete, sessions, today):
        return plan, None
    around = [step for step in plan.steps if step.kind in AROUND]
    around_s = sum(step.planned_s for step in around)
    around_m = sum(step.planned_s * step.speed_kmh / 3.6 for step in around)
    main_s, main_m = plan.planned_s - around_s, plan.planned_m - around_m
    found: list[tuple[float, Say]] = []
    if spike(plan, sessions, today) is not None:
        most_m = max(SHORTEST_M, (1 + MOST_LONGER) * longest_m(sessions, today))
        found.append(((most_m - around_m) / main_m, Say.SHORTER_SPIKE))
    if more_in_both(plan, sessions, today):
        most_s = longest_of_month_s(sessions, today)
        found.append(((most_s - around_s) / main_s, Say.SHORTER_BOTH))
    if not found:
        return plan, None
    kept, rule = min(found, key=lambda each: each[0])
    held, kept_words, whole_words = shortened(plan, max(kept, LEAST_KEPT))
    return held, rule(kept=kept_words, whole=whole_words)


def _share(session: SessionStats) -> float:
    return session.run_s / (session.run_s + session.walk_s) if session.run_s > 0 else 0.0
