"""Reads what can be used of a damaged diary, and notes each row that cannot."""

from collections.abc import Iterator
from datetime import date, datetime

from runwalk_tui.journal import sentences as texts
from runwalk_tui.journal.damage import note_damage
from runwalk_tui.journal.diary import EntryError, entry_from_json
from runwalk_tui.journal.reader import Journal
from runwalk_tui.journal.sound_stats import FARTHEST
from runwalk_tui.training.history.diary_entries import (
    CheckIn,
    Debrief,
    Entry,
    Followed,
    Mile,
    Moved,
    NextDay,
)

WORST = 10
"""Of pain and effort."""

STRONGEST = 5
"""Of how the runner felt."""


def sound_entries(journal: Journal, runner: str) -> list[Entry]:
    """Return what the runner told, as far as it can be understood, in order.

    Raises:
        JournalError: If the journal cannot be read.
    """
    journal.note_nobodys("diary")
    return list(_sound_entries(journal, runner))


def _sound_entries(journal: Journal, runner: str) -> Iterator[Entry]:
    for number, at, kind, body in journal.tables.diary(runner):
        try:
            entry = entry_from_json(body)
            if (entry.at, type(entry).__name__) != (at, kind):
                raise EntryError(texts.DIFFERS_FROM_ROW)
            check_entry(entry)
        except ValueError as error:
            note_damage(texts.ENTRY_SKIPPED.format(number=number, why=error))
        else:
            yield entry


def check_entry(entry: Entry) -> None:
    """Refuses what nobody can have told.

    Raises:
        ValueError: If it is such.
    """
    datetime.fromisoformat(entry.at)
    match entry:
        case CheckIn(pain=pain) | Debrief(pain=pain) | NextDay(pain=pain):
            if pain is not None and not 0 <= pain <= WORST:
                raise ValueError(texts.NO_PAIN.format(pain=pain, most=WORST))
        case Followed(week=week):
            if not 1 <= week <= FARTHEST:
                raise ValueError(texts.NO_WEEK.format(week=week))
        case Moved(to_date=to_date):
            date.fromisoformat(to_date)
        case Mile(mile_s=mile_s):
            if not 0 < mile_s <= FARTHEST:
                raise ValueError(texts.NO_MILE_TIME.format(seconds=mile_s))
    if isinstance(entry, Debrief):
        _check_debrief(entry)


def _check_debrief(entry: Debrief) -> None:
    if entry.effort is not None and not 1 <= entry.effort <= WORST:
        raise ValueError(texts.NO_EFFORT.format(effort=entry.effort, most=WORST))
    if entry.feel is not None and not 1 <= entry.feel <= STRONGEST:
        raise ValueError(texts.NO_FEELING.format(feel=entry.feel, most=STRONGEST))
