"""Days and weeks of what was recorded; a week begins on Monday (ISO 8601)."""

from datetime import date, timedelta

from runwalk_tui.training.history.session_stats import SessionStats

WEEK = timedelta(days=7)


def date_of(moment: str) -> date:
    """The day of a wall clock in ISO 8601, as it was where the runner was."""
    return date.fromisoformat(moment[:10])


def day_of(session: SessionStats) -> date:
    """The day on which a session began."""
    return date_of(session.opened_at)


def monday_of(day: date) -> date:
    """The day on which its week began."""
    return day - timedelta(days=day.weekday())
