"""The days of the week on which the runner means to run: which one is next, and how many a week."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, timedelta

from runwalk_tui.training.history.dates import day_of
from runwalk_tui.training.history.session_stats import SessionStats
from runwalk_tui.training.sentences_of_weeks import Weeks


def next_planned(days: Collection[int], today: date, *, after_today: bool) -> date | None:
    """The first planned day from today, or from tomorrow on; None where none is planned.

    Args:
        days: Weekdays, from 0 for Monday.
        today: Which day it is.
        after_today: Today does not count: it is done.
    """
    ahead = (today + timedelta(days=n) for n in range(after_today, 7 + after_today))
    return next((day for day in ahead if day.weekday() in days), None)


def planned_words(days: Sequence[int], figures: Iterable[SessionStats], today: date) -> str:
    """Today in the runner's own week, in words; "" if no days are planned."""
    is_done = any(day_of(session) == today for session in figures if session.total_s > 0)
    following = next_planned(days, today, after_today=is_done)
    if following is None:
        return ""
    if following == today:
        return Weeks.RUNNING_DAY()
    return Weeks.NEXT_RUNNING_DAY(day=f"{following:%A}")
