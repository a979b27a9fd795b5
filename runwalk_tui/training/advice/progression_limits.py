"""Keeps a workout from asking for more in every way at once, and says when a week grows fast.

Source: practice of run-walk training, to grow the time of running or the time in all, not both. For
the growth of a week see `runwalk_tui.training.history.load`.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from math import ceil

from runwalk_tui.training.advice.athlete import Athlete
from runwalk_tui.training.advice.training_history import is_hard
from runwalk_tui.training.history.dates import WEEK, day_of, monday_of
from runwalk_tui.training.history.diary_index import Told
from runwalk_tui.training.history.load import MOST_GROWTH, WEEKS_COMPARED, much_more, week_loads
from runwalk_tui.training.history.session_stats import SessionStats
from runwalk_tui.training.programmes.programme import running_s, running_share
from runwalk_tui.training.sentences import Say
from runwalk_tui.workout.plan import Kind, Plan, Step

REMEMBERED = timedelta(days=28)
"""What was done longer ago is no measure of what is too much today."""

_SAME_S = 30.0
_SAME_SHARE = 0.005
_SAME_KMH = 0.05
_MUCH_MORE_SHARE = 0.05


def hold_speed(
    plan: Plan, runs: Sequence[SessionStats], walk_kmh: float
) -> tuple[Plan, str | None]:
    """The plan, no faster than before if it is longer and has more running as well.

    Speed, length and the share of running never rise all at once: neither on the last easy
    session, nor on the whole of the last four weeks. The measure of speed is that session, and for
    the weeks the fastest easy run: what was hard says nothing of it.

    Args:
        plan: Today's workout.
        runs: Sessions with running in them of the last four weeks, oldest first.
        walk_kmh: Runs are no slower than walks.

    Returns:
        The plan and what was changed about it, in a sentence; None if nothing was.
    """
    easy = [each for each in runs if not is_hard(each)] or list(runs)
    measures = []
    if easy and is_more_in_both(plan, easy[-1]):
        measures.append(easy[-1].run_kmh)
    if runs and _is_more_than_all(plan, runs):
        measures.append(max((each.run_kmh or 0.0 for each in easy), default=None))
    known = [kmh for kmh in measures if kmh]
    if not known:
        return plan, None
    base_kmh = min(known)
    kept_kmh = max(walk_kmh, ceil(base_kmh * 10 - 1e-6) / 10)
    if run_kmh(plan) <= max(kept_kmh, base_kmh + _SAME_KMH):
        return plan, None
    steps = tuple(_slowed(step, kept_kmh) for step in plan.steps)
    return replace(plan, steps=steps), Say.SPEED_HELD(kmh=f"{kept_kmh:g}")


def _is_more_than_all(plan: Plan, runs: Sequence[SessionStats]) -> bool:
    """Whether a workout is longer and has a larger share of running than all of them."""
    shares = (each.run_s / each.total_s for each in runs if each.total_s > 0)
    is_larger = running_share(plan) > max(shares, default=1.0) + _SAME_SHARE
    return is_larger and plan.planned_s > max(each.total_s for each in runs) + _SAME_S


def is_more_in_both(plan: Plan, last: SessionStats) -> bool:
    """Whether a workout is longer than a session and has a larger share of running."""
    share = last.run_s / last.total_s if last.total_s > 0 else 0.0
    return plan.planned_s > last.total_s + _SAME_S and running_share(plan) > share + _SAME_SHARE


def run_kmh(plan: Plan) -> float:
    """The mean speed of a plan's runs; 0 without any."""
    running = [step for step in plan.steps if step.kind.is_running]
    metres = sum(step.planned_s * step.speed_kmh / 3.6 for step in running)
    return metres / running_s(plan) * 3.6 if running else 0.0


def capped(plan: Plan, athlete: Athlete) -> Plan:
    """The plan with nothing faster than the runner's cap."""
    if all(step.speed_kmh <= athlete.cap_kmh for step in plan.steps):
        return plan
    steps = tuple(
        replace(step, speed_kmh=min(step.speed_kmh, athlete.cap_kmh)) for step in plan.steps
    )
    return replace(plan, steps=steps)


def growth_warnings(
    plan: Plan | None, sessions: Sequence[SessionStats], told: Told, today: date
) -> tuple[str, ...]:
    """What grows fast: this workout beside the last weeks', this week, and the load of either.

    Args:
        plan: Today's workout; None on a day of rest.
        sessions: At least those of the last five weeks, oldest first.
        told: The diary.
        today: The day.
    """
    said: list[str] = []
    recent = [each for each in sessions if today - REMEMBERED <= day_of(each) <= today]
    if plan is not None and recent:
        longest_s = max(session.total_s for session in recent)
        most = max(_share(session.run_s, session.walk_s) for session in recent)
        if plan.planned_s > longest_s + _SAME_S and main_share(plan) > most + _MUCH_MORE_SHARE:
            said.append(Say.BOTH_GROW())
    weeks = {week.monday: week for week in week_loads(sessions, told, today)}
    this, last = (weeks.get(monday_of(today) - back) for back in (timedelta(), WEEK))
    if this is not None and this.warnings:
        said += this.warnings
    elif plan is not None:
        said += _week_by_time(plan, sessions, today)
    if last is not None and last.is_monotonous:
        said.append(f"Last week: {last.warnings[-1][0].lower()}{last.warnings[-1][1:]}")
    return tuple(said)


def _week_by_time(plan: Plan, sessions: Sequence[SessionStats], today: date) -> list[str]:
    """A week that today's workout brings over a tenth more than the mean of the last four."""
    this = monday_of(today)
    begun = [this - count * WEEK for count in range(WEEKS_COMPARED, 0, -1)]
    if not sessions or monday_of(day_of(sessions[0])) > begun[0]:
        return []
    totals = dict.fromkeys([*begun, this], 0.0)
    for session in sessions:
        monday = monday_of(day_of(session))
        if monday in totals:
            totals[monday] += session.total_s
    mean_s = sum(totals[monday] for monday in begun) / WEEKS_COMPARED
    week_s = totals[this] + plan.planned_s
    if not mean_s or week_s <= mean_s * (1 + MOST_GROWTH) + _SAME_S:
        return []
    return [
        f"With this workout the week comes to {week_s / 60:.0f} min, "
        f"{much_more(week_s / mean_s - 1)} the mean of the last four: growth over "
        f"{MOST_GROWTH:.0%} is fast."
    ]


def main_share(plan: Plan) -> float:
    """The share of running between warm-up and cool-down."""
    walks = (step.planned_s for step in plan.steps if step.kind is Kind.WALK)
    return _share(running_s(plan), sum(walks))


def _share(run_s: float, walk_s: float) -> float:
    return run_s / (run_s + walk_s) if run_s > 0 else 0.0


def _slowed(step: Step, kmh: float) -> Step:
    return replace(step, speed_kmh=min(step.speed_kmh, kmh)) if step.kind.is_running else step
