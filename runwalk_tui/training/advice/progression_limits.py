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

from runwalk_tui.training.advice.assessment import DONE_SHARE, is_hard
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

WEEKS_SEEN = timedelta(days=49)
"""As far back as the load of a week and of the four before it needs."""

LONGEST_REMEMBERED = timedelta(days=30)
MOST_LONGER = 0.1
"""A run longer by more than this share of the longest of so many days is a spike."""

MEASURED_SHARE = 0.02
"""So much less than planned a belt measures, as it takes its time from one speed to another."""

FIRST_M, FIRST_S = 2700.0, 1740.0
"""A beginner's first workout: half an hour at 1:2."""

SHORTEST_S, SHORTEST_M = 1200.0, 2000.0
"""Nothing is made shorter than this: warm-up and cool-down have their place in it."""

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
        sessions: Every session, oldest first.
        told: The diary.
        today: The day.
        athlete: Who runs; of one who is used to running a young record is not all there is.
        is_published: The workout is that of a published programme, which grows as it does.
    """
    said: list[str] = []
    if plan is not None and not is_published and not is_race(plan):
        said += _of_workout(plan, sessions, today, athlete)
    recent = _since(sessions, today, WEEKS_SEEN)
    weeks = {week.monday: week for week in week_loads(recent, told, today)}
    last = weeks.get(monday_of(today) - WEEK)
    if last is not None and last.is_monotonous and last.monotony is not None:
        value = number(last.monotony)
        said.append(Weeks.MONOTONOUS_LAST(value=value, most=f"{MOST_MONOTONY:g}"))
    return tuple(said)


def _of_workout(
    plan: Plan, sessions: Sequence[SessionStats], today: date, athlete: Athlete | None
) -> Iterator[str]:
    if athlete is not None and is_record_young(athlete, sessions, today):
        return
    if more_in_both(plan, sessions, today):
        yield Weeks.BOTH_GROW()
    more = spike(plan, sessions, today)
    if more is not None:
        yield Weeks.SPIKE(more=f"{more:.0%}")


def is_record_young(athlete: Athlete, sessions: Sequence[SessionStats], today: date) -> bool:
    """True of one who is used to running while the record is no measure of it yet."""
    is_young = not sessions or today - day_of(sessions[0]) < REMEMBERED
    return is_young and athlete.experience in _USED


def more_in_both(plan: Plan, sessions: Sequence[SessionStats], today: date) -> bool:
    """True if a workout is longer and has a larger share of running than any of four weeks."""
    recent = _since(sessions, today, REMEMBERED)
    if not recent:
        return False
    most = max(_share(session.run_s, session.walk_s) for session in recent)
    is_longer = plan.planned_s > longest_of_month_s(sessions, today) + _SAME_S
    return is_longer and main_share(plan) > most + _MUCH_MORE_SHARE


def longest_of_month_s(sessions: Sequence[SessionStats], today: date) -> float:
    """The length of the longest session of four weeks, at least that of the shortest workout.

    Where all of them were broken off it is that of a beginner's first workout at least.
    """
    recent = _since(sessions, today, REMEMBERED)
    least_s = SHORTEST_S if any(map(is_whole, recent)) else FIRST_S
    return max(least_s, max((each.total_s for each in recent), default=0.0))


def longest_m(sessions: Sequence[SessionStats], today: date) -> float:
    """The distance of the longest run of 30 days; 0 without one.

    Where all of them were broken off it is that of a beginner's first workout at least.
    """
    runs = [each for each in _since(sessions, today, LONGEST_REMEMBERED) if each.run_s > 0]
    longest = max((each.distance_m for each in runs), default=0.0)
    return max(FIRST_M, longest) if longest and not any(map(is_whole, runs)) else longest


def _since(sessions: Sequence[SessionStats], today: date, age: timedelta) -> Sequence[SessionStats]:
    return [each for each in sessions if today - age <= day_of(each) <= today]


def is_whole(session: SessionStats) -> bool:
    """True if a session was not broken off."""
    return session.total_s >= DONE_SHARE * session.planned_s


def spike(plan: Plan, sessions: Sequence[SessionStats], today: date) -> float | None:
    """The share by which a workout is longer than the longest run of 30 days; None if it may be.

    Without a run in these days there is nothing that it could be compared with.
    """
    longest = longest_m(sessions, today)
    if not longest or plan.planned_m <= SHORTEST_M:
        return None
    more = plan.planned_m / longest - 1
    return more if more > MOST_LONGER + MEASURED_SHARE else None


def main_share(plan: Plan) -> float:
    """The share of running between warm-up and cool-down."""
    walks = (step.planned_s for step in plan.steps if step.kind is Kind.WALK)
    return _share(running_s(plan), sum(walks))


def _share(run_s: float, walk_s: float) -> float:
    return run_s / (run_s + walk_s) if run_s > 0 else 0.0


def _slowed(step: Step, kmh: float) -> Step:
    return replace(step, speed_kmh=min(step.speed_kmh, kmh)) if step.kind.is_running else step
