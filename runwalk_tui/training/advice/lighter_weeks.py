"""The picture over days and weeks: when a week is to be a lighter one, and when to see somebody.

Sources: the lighter week every fourth is practice of coaches; effort that rises at one heart rate
shows what the heart does not (Foster 2001). Amounts and limits are our own.
"""

from collections.abc import Sequence
from datetime import date, timedelta

from runwalk_tui.training.advice.assessment import is_hard
from runwalk_tui.training.history.dates import WEEK, day_of, monday_of
from runwalk_tui.training.history.diary_entries import Level
from runwalk_tui.training.history.diary_index import Told
from runwalk_tui.training.history.session_stats import SessionStats, can_be_trusted
from runwalk_tui.training.history.trends import SAME_KMH, is_same_ratio
from runwalk_tui.training.sentences_of_weeks import Weeks
from runwalk_tui.units.averages import median

POOR_DAYS, DAYS_SEEN = 3, 5
"""So many of the last days with something poor ask for a lighter week."""

EFFORT_UP, SAME_BPM = 2, 3.0
"""An effort so much higher at a heart rate that differs by no more is a sign."""

LEAST_BEFORE = 3
COMPARED = timedelta(days=28)
"""With so many runs of so many days it is compared."""

LOOKS_BACK = COMPARED + 2 * WEEK
"""No session before that has a say in whether a week is lighter."""

LONG_BREAK = timedelta(days=14)
"""From here on the workout itself is another, and says so."""

HARD_WEEKS, LEAST_RUNS = 3, 2
"""After so many weeks with so many runs each comes a lighter one."""


def are_poor_days(told: Told, day: date) -> bool:
    """True if sleep, soreness or stress were poor on most of the days up to ``day``."""
    seen = (told.check_in(day - timedelta(days=back)) for back in range(DAYS_SEEN))
    levels = [(each.sleep, each.soreness, each.stress) for each in seen if each is not None]
    return sum(Level.POOR in each for each in levels) >= POOR_DAYS


def why_lighter(sessions: Sequence[SessionStats], told: Told, today: date) -> str:
    """The reason for a lighter rest of this week, to end a sentence; "" if it is not lighter."""
    monday = monday_of(today)
    days = [monday + timedelta(days=number) for number in range((today - monday).days + 1)]
    if any(are_poor_days(told, day) for day in days):
        return Weeks.POOR_DAYS()
    if _is_effort_up(sessions, told, today):
        return Weeks.EFFORT_UP()
    return ""


def see_somebody(sessions: Sequence[SessionStats], told: Told, today: date) -> str:
    """Advice in the second week on end that had to be lighter; "" in any other."""
    last_sunday = monday_of(today) - timedelta(days=1)
    is_twice = why_lighter(sessions, told, today) and why_lighter(sessions, told, last_sunday)
    return Weeks.SEE_SOMEBODY() if is_twice else ""


def lighter_mondays(sessions: Sequence[SessionStats], today: date) -> frozenset[date]:
    """The weeks that are lighter because three of training went before, by their Mondays."""
    counts: dict[date, int] = {}
    for session in sessions:
        if session.run_s > 0 and day_of(session) <= today:
            monday = monday_of(day_of(session))
            counts[monday] = counts.get(monday, 0) + 1
    found: set[date] = set()
    hard, monday = 0, min(counts, default=today)
    while monday <= today:
        if hard >= HARD_WEEKS:
            found.add(monday)
            hard = 0
        else:
            hard = hard + 1 if counts.get(monday, 0) >= LEAST_RUNS else 0
        monday += WEEK
    return frozenset(found)


def missed_week(sessions: Sequence[SessionStats], today: date) -> str:
    """A word on a week without a run; "" if there was none, or the workout says it."""
    runs = [day_of(each) for each in sessions if each.run_s > 0 and day_of(each) <= today]
    if not runs or today - max(runs) >= LONG_BREAK:
        return ""
    is_missed = monday_of(today) - monday_of(max(runs)) > WEEK
    return Weeks.MISSED() if is_missed else ""


def _is_effort_up(sessions: Sequence[SessionStats], told: Told, today: date) -> bool:
    """True if the last easy run of the week was harder than alike ones at the same heart rate."""
    easy = [
        (each, effort)
        for each in sessions
        if (effort := told.effort(each)) is not None
        and not is_hard(each)
        and each.run_bpm is not None
        and can_be_trusted(each)
        and day_of(each) <= today
    ]
    if not easy:
        return False
    last, effort = easy[-1]
    if today - day_of(last) >= WEEK:
        return False
    alike = [
        before
        for each, before in easy[:-1]
        if day_of(last) - day_of(each) <= COMPARED and _is_alike(each, last)
    ]
    return len(alike) >= LEAST_BEFORE and effort >= median(alike) + EFFORT_UP


def _is_alike(one: SessionStats, other: SessionStats) -> bool:
    return (
        is_same_ratio(one, other)
        and abs((one.run_bpm or 0.0) - (other.run_bpm or 0.0)) <= SAME_BPM
        and abs((one.run_kmh or 0.0) - (other.run_kmh or 0.0)) <= SAME_KMH
    )
