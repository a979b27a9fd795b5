"""The columns of lists of sessions, and a session as a row of them."""

from datetime import date

from runwalk_tui.language.dates import day_and_month, day_of_year
from runwalk_tui.language.titles import title_words
from runwalk_tui.tui import sentences_of_lists as shown
from runwalk_tui.tui.ports import SessionEntry
from runwalk_tui.tui.widgets.table import Column, Row
from runwalk_tui.units.constants import Units
from runwalk_tui.units.format import clock, distance

COLUMNS = (
    Column("date", 13),
    Column("workout", 0),
    Column("time", 7, is_right=True),
    Column("distance", 8, is_right=True),
    Column("bpm", 3, is_right=True, spare=1),
    Column("ended", 10, spare=2),
)


def session_row(session: SessionEntry, units: Units, today: date) -> Row:
    """A session as a row of `COLUMNS`."""
    return Row(
        (
            when(session, today),
            title_words(session.title),
            clock(session.active_s),
            f"{distance(session.distance_m, units)} {units}",
            "–" if session.mean_bpm is None else f"{session.mean_bpm:.0f}",
            shown.OUTCOMES.get(session.outcome, session.outcome),
        ),
        "soft",
    )


def when(session: SessionEntry, today: date) -> str:
    """``28 May 07:30``; the year in place of the hour where it is another one."""
    day = day_of(session)
    if day is None:
        return session.opened_at[:10]
    if day.year != today.year:
        return day_of_year(day)
    return f"{day_and_month(day)} {session.opened_at[11:16]}"


def day_of(session: SessionEntry) -> date | None:
    """The day of a session; None where its moment is damaged."""
    try:
        return date.fromisoformat(session.opened_at[:10])
    except ValueError:
        return None
