"""Reads what can be used of a damaged diary, and notes each row that cannot."""

from collections.abc import Iterator
from datetime import date, datetime

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
                raise EntryError("its time or type differs from its row")
            check_entry(entry)
        except ValueError as error:
            note_damage(f"entry {number} of the diary is damaged and skipped: {error}")
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
                raise ValueError(f"a pain of {pain} is not within 0 to {WORST}")
        case Followed(week=week):
            if not 1 <= week <= FARTHEST:
                raise ValueError(f"there is no week {week}")
        case Moved(to_date=to_date):
            date.fromisoformat(to_date)
        case Mile(mile_s=mile_s):
            if not 0 < mile_s <= FARTHEST:
                raise ValueError(f"{mile_s:g} s is not a mile time")
    if isinstance(entry, Debrief):
        _check_debrief(entry)


def _check_debrief(entry: Debrief) -> None:
    if entry.effort is not None and not 1 <= entry.effort <= WORST:
        raise ValueError(f"an effort of {entry.effort} is not within 1 to {WORST}")
    if entry.feel is not None and not 1 <= entry.feel <= STRONGEST:
        raise ValueError(f"a feeling of {entry.feel} is not within 1 to {STRONGEST}")
