"""Weeks in a row with the runs that were planned, and a line on the week for a partner."""

from collections.abc import Mapping, Sequence
from datetime import date
from types import MappingProxyType

from runwalk_tui.training.history.dates import WEEK, monday_of
from runwalk_tui.training.history.weekly_progress import WeekRow
from runwalk_tui.training.sentences_of_weeks import Weeks
from runwalk_tui.units.constants import Units
from runwalk_tui.units.format import METRES

NONE_EARLIER: Mapping[date, int] = MappingProxyType({})


def weeks_in_a_row(
    rows: Sequence[WeekRow], today: date, earlier: Mapping[date, int] = NONE_EARLIER
) -> int:
    """The weeks in a row up to now that had what was planned; this one counts once it has it.

    ``earlier`` is how many sessions there were in the weeks before the rows, by their Mondays.
    """
    kept = {row.monday for row in rows if row.sessions >= row.goal}
    for row in rows[:1]:
        kept |= {day for day, count in earlier.items() if day < row.monday and count >= row.goal}
    monday = monday_of(today)
    count = int(monday in kept)
    monday -= WEEK
    while monday in kept:
        count += 1
        monday -= WEEK
    return count


def row_words(
    rows: Sequence[WeekRow], today: date, earlier: Mapping[date, int] = NONE_EARLIER
) -> str:
    """The weeks in a row as a sentence; "" below two."""
    count = weeks_in_a_row(rows, today, earlier)
    return Weeks.IN_A_ROW(weeks=count) if count >= 2 else ""


def partner_line(
    rows: Sequence[WeekRow],
    today: date,
    units: Units,
    earlier: Mapping[date, int] = NONE_EARLIER,
) -> str:
    """One line on this week to send to a partner: no heart rate, no pain, no name."""
    monday = monday_of(today)
    row = next((each for each in rows if each.monday == monday), None)
    count = weeks_in_a_row(rows, today, earlier)
    day = f"{monday.day} {monday:%B}"
    if row is None:
        return Weeks.TO_PARTNER_NONE(day=day)
    line = Weeks.TO_PARTNER(
        day=day,
        done=row.sessions,
        goal=row.goal,
        minutes=f"{row.total_s / 60:.0f}",
        distance=f"{row.distance_m / METRES[units]:.1f} {units}",
    )
    return line + (Weeks.TO_PARTNER_ROW(weeks=count) if count >= 2 else "")
