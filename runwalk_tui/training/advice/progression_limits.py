"""Keeps a workout from asking for more in every way at once, and warns of one that is a spike.

Sources: practice of run-walk training, to grow the time of running or the time in all, not both;
Frandsen 2025 (BJSM 10.1136/bjsports-2024-109380; 5,205 runners): a run over a tenth longer than the
longest of the last 30 days went with 1.64 times as many injuries (10 to 30 %), over twice as long
with 2.28 times. Week by week it found no such thing.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from math import ceil

from runwalk_tui.training.advice.assessment import is_hard
from runwalk_tui.training.advice.athlete import Athlete, Experience
from runwalk_tui.training.history.dates import WEEK, day_of, monday_of
from runwalk_tui.training.history.diary_index import Told
from runwalk_tui.training.history.load import MOST_MONOTONY, number, week_loads
from runwalk_tui.training.history.session_stats import SessionStats
from runwalk_tui.training.programmes.programme import is_race, running_s, running_share
from runwalk_tui.training.sentences import Say
from runwalk_tui.training.sentences_of_weeks import Weeks
from runwalk_tui.workout.plan import Kind, Plan, Step

REMEMBERED = timedelta(days=28)
"""The age beyond which a session is no measure of what is too much today."""

LONGEST_REMEMBERED = timedelta(days=30)
MOST_LONGER = 0.1
"""A run longer by more than this share of the longest of so many days is a spike."""

MEASURED_SHARE = 0.02
"""So much less than planned a belt measures, as it takes its time from one speed to another."""

_USED = (Experience.REGULAR, Experience.SEASONED)

_SAME_S = 30.0
_SAME_SHARE = 0.005
_SAME_KMH = 0.05
_MUCH_MORE_SHARE = 0.05


def hold_speed(
    plan: Plan, runs: Sequence[SessionStats], walk_kmh: float
) -> tuple[Plan, str | None]:
    """The plan, no faster than before if it is longer and has more running as well.

    Speed, length and the share of running never rise all at once: neither on the last easy
    session, nor on the whole of the last four weeks. What was hard is no measure of any of them,
    so that one session of sprints unlocks nothing.

    Args:
        plan: Today's workout.
        runs: Sessions with running in them of the last four weeks, oldest first.
        walk_kmh: Runs are no slower than walks: those of the plan, without any than this.

    Returns:
        The plan and what was changed about it, in a sentence; None if nothing was.
    """
    easy = [each for each in runs if not is_hard(each)] or list(runs)
    measures = []
    if easy and is_more_in_both(plan, easy[-1]):
        measures.append(easy[-1].run_kmh)
    if easy and _is_more_than_all(plan, easy):
        measures.append(max((each.run_kmh or 0.0 for each in easy), default=None))
    known = [kmh for kmh in measures if kmh]
    if not known:
        return plan, None
    base_kmh = min(known)
    walks_kmh = [step.speed_kmh for step in plan.steps if step.kind is Kind.WALK]
    kept_kmh = max(max(walks_kmh, default=walk_kmh), ceil(base_kmh * 10 - 1e-6) / 10)
    if run_kmh(plan) <= max(kept_kmh, base_kmh + _SAME_KMH):
        return plan, None
    steps = tuple(_slowed(step, kept_kmh) for step in plan.steps)
    return replace(plan, steps=steps), Say.SPEED_HELD(kmh=f"{kept_kmh:g}")


def _is_more_than_all(plan: Plan, runs: Sequence[SessionStats]) -> bool:
    """True if a workout is longer and has a larger share of running than all of them."""
    shares = (each.run_s / each.total_s for each in runs if each.total_s > 0)
    is_larger = running_share(plan) > max(shares, default=1.0) + _SAME_SHARE
    return is_larger and plan.planned_s > max(each.total_s for each in runs) + _SAME_S


def is_more_in_both(plan: Plan, last: SessionStats) -> bool:
    """True if a workout is longer than a session and has a larger share of running."""
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
    plan: Plan | None,
    sessions: Sequence[SessionStats],
    told: Told,
    today: date,
    athlete: Athlete | None = None,
    *,
    is_published: bool = False,
) -> tuple[str, ...]:
    """Warnings on a workout beside the last weeks, and on last week's days.

    Args:
        plan: Today's workout; None on a day of rest.
        sessions: At least those of the last five weeks, oldest first.
        told: The diary.
        today: The day.
        athlete: Who runs; of one who is used to running a young record is not all there is.
        is_published: The workout is that of a published programme, which grows as it does.
    """
    said: list[str] = []
    if plan is not None and not is_published and not is_race(plan):
        said += _of_workout(plan, sessions, today, athlete)
    weeks = {week.monday: week for week in week_loads(sessions, told, today)}
    last = weeks.get(monday_of(today) - WEEK)
    if last is not None and last.is_monotonous and last.monotony is not None:
        value = number(last.monotony)
        said.append(Weeks.MONOTONOUS_LAST(value=value, most=f"{MOST_MONOTONY:g}"))
    return tuple(said)


def _of_workout(
    plan: Plan, sessions: Sequence[SessionStats], today: date, athlete: Athlete | None
) -> Iterator[str]:
    recent = [each for each in sessions if today - REMEMBERED <= day_of(each) <= today]
    if recent:
        longest_s = max(session.total_s for session in recent)
        most = max(_share(session.run_s, session.walk_s) for session in recent)
        if plan.planned_s > longest_s + _SAME_S and main_share(plan) > most + _MUCH_MORE_SHARE:
            yield Weeks.BOTH_GROW()
    more = spike(plan, sessions, today)
    is_young = not sessions or today - day_of(sessions[0]) < REMEMBERED
    is_used = athlete is not None and athlete.experience in _USED
    if more is not None and not (is_young and is_used):
        yield Weeks.SPIKE(more=f"{more:.0%}")


def spike(plan: Plan, sessions: Sequence[SessionStats], today: date) -> float | None:
    """The share by which a workout is longer than the longest run of 30 days; None if it may be.

    Without a run in these days there is nothing that it could be compared with.
    """
    metres = [
        each.distance_m
        for each in sessions
        if each.run_s > 0 and today - LONGEST_REMEMBERED <= day_of(each) <= today
    ]
    if not max(metres, default=0.0):
        return None
    more = plan.planned_m / max(metres) - 1
    return more if more > MOST_LONGER + MEASURED_SHARE else None


def main_share(plan: Plan) -> float:
    """The share of running between warm-up and cool-down."""
    walks = (step.planned_s for step in plan.steps if step.kind is Kind.WALK)
    return _share(running_s(plan), sum(walks))


def _share(run_s: float, walk_s: float) -> float:
    return run_s / (run_s + walk_s) if run_s > 0 else 0.0


def _slowed(step: Step, kmh: float) -> Step:
    return replace(step, speed_kmh=min(step.speed_kmh, kmh)) if step.kind.is_running else step
