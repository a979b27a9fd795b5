"""The diary: what a runner told between workouts, entry after entry, never changed."""

from runwalk_tui.journal.reader import Journal
from runwalk_tui.journal.tables import DiaryRow
from runwalk_tui.journal.typed_json import TypedJson
from runwalk_tui.training.history.diary_entries import ENTRY_TYPES, Entry


class EntryError(ValueError):
    """A piece of JSON that is not one of the entries that this program knows."""


_entries = TypedJson(ENTRY_TYPES, "at", "entry", EntryError)

entry_to_json = _entries.to_json
"""`TypedJson.to_json` of an entry: ``at``, ``type``, then its fields."""

entry_from_json = _entries.from_json
"""`TypedJson.from_json` of an entry.

Raises:
    EntryError: If it is none.
"""


def diarists(journal: Journal) -> list[str]:
    """The ids of all runners who have a diary; "" is the one without a profile.

    Raises:
        JournalError: If the journal cannot be read.
    """
    return sorted(str(runner) for runner in journal.tables.owners("diary"))


class Diary:
    """The entries of one runner's diary.

    Args:
        journal: Where it is kept.
        runner: The runner's id; empty for the one without a profile.
    """

    def __init__(self, journal: Journal, runner: str = "") -> None:
        self._journal = journal
        self._runner = runner

    def append(self, entry: Entry) -> None:
        """Adds an entry; it is on the disk when this returns.

        Raises:
            JournalError: If the journal cannot be written.
        """
        body = _entries.to_json(entry).decode()
        row = DiaryRow(self._runner, entry.at, type(entry).__name__, body)
        self._journal.tables.add_to_diary(row)

    def entries(self) -> list[Entry]:
        """Every entry, in the order in which they were told.

        Raises:
            JournalError: If the journal cannot be read.
            EntryError: If a newer program wrote a type of entry that this one does not know.
        """
        rows = self._journal.tables.diary(self._runner)
        return [_entries.from_json(body) for *_, body in rows]
