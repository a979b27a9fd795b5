"""The journal: every session, as it was recorded."""

import sqlite3
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self, TypeVar

from runwalk_devices.transport.plain_text import plain
from runwalk_tui.config.paths import journal_file, real_file
from runwalk_tui.errors import EventError
from runwalk_tui.journal import sentences as texts
from runwalk_tui.journal.damage import note_damage
from runwalk_tui.journal.lock import is_held
from runwalk_tui.journal.schema import JournalError, lock_file
from runwalk_tui.journal.tables import ALL, Table, Tables
from runwalk_tui.workout.frozen import dataclass
from runwalk_tui.workout.vocabulary import Outcome

if TYPE_CHECKING:
    from runwalk_tui.journal.writer import JournalWriter
    from runwalk_tui.workout.events import Event

__all__ = ["Journal", "JournalError", "JournalWriter", "SessionRow", "journal_stamp"]

RUNNING = "running"
UNFINISHED = "unfinished"

_JULIAN_DAYS = 1_721_425
"""The Julian day number before the 1st of January of the year 1, at noon."""

LARGEST = 1e9
"""No session is so long or so far."""

T = TypeVar("T")


def __getattr__(name: str) -> object:
    """The writer, which who only reads does not import."""
    if name != "JournalWriter":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from runwalk_tui.journal.writer import JournalWriter

    return JournalWriter


def journal_stamp(file: Path) -> tuple[tuple[str, int, int], ...]:
    """Changes whenever something is written to a journal, or to its log of writes."""
    found = []
    for part in (file, file.with_name(f"{file.name}-wal")):
        with suppress(OSError):
            state = part.stat()
            found.append((part.name, state.st_mtime_ns, state.st_size))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class SessionRow:
    """A session in the history.

    Attributes:
        id: The number that people call it by.
        opened_at: Wall clock, ISO 8601 with offset.
        plan: Name of the plan; None without one.
        title: The plan's title.
        outcome: A value of `Outcome`; or ``running`` while a process records it, or
            ``unfinished`` if that process is gone.
        duration_s: From its first event to its last.
        active_s: The workout's clock.
        distance_m: Measured distance.
        runner: Id of who ran; empty for the one without a profile.
        mean_bpm: Mean heart rate; None if it could not be trusted or is not figured out yet.
        origin: What recorded a session that was imported; empty for one of our own.
    """

    id: int
    opened_at: str
    plan: str | None
    title: str
    outcome: str
    duration_s: float
    active_s: float
    distance_m: float
    runner: str = ""
    mean_bpm: float | None = None
    origin: str = ""

    @property
    def ended_at(self) -> datetime:
        """The moment of its last event; that of the epoch where its date cannot be read."""
        with suppress(ValueError, OverflowError):
            opened_at = datetime.fromisoformat(self.opened_at).astimezone()
            return opened_at + timedelta(seconds=self.duration_s)
        return datetime.fromtimestamp(0).astimezone()


class Journal:
    """Reads what was recorded, also while another process records; a context manager."""

    def __init__(self, tables: Tables) -> None:
        self.tables = tables

    @classmethod
    def open(cls, file: Path | None = None) -> Self:
        """The journal in ``file``, by default the runner's; an empty one if there is none.

        Raises:
            StoreError: If it cannot be made, written or understood.
        """
        return cls(Tables(file or journal_file()))

    def close(self) -> None:
        """Gives the file back."""
        self.tables.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def sessions(self, runner: str | None = None, most: int = ALL) -> list[SessionRow]:
        """The sessions of a runner, by id, or of all; the newest first, at most so many.

        Raises:
            JournalError: If the journal cannot be read.
        """
        self.note_nobodys("sessions")
        return [self._row(row) for row in self.tables.sessions(runner, most=most)]

    def find(self, which: int | str = "last", runner: str | None = None) -> SessionRow:
        """A session by its number, or the ``"last"`` one of a runner or of all.

        Raises:
            JournalError: If there is no such session.
        """
        found = None
        if which == "last":
            found = self.tables.last_session(runner)
        elif str(which).isdecimal() and len(str(which)) < 19:
            found = self.tables.session(int(which))
        if found is not None:
            return self._row(found)
        if which == "last":
            raise JournalError(texts.NO_SESSION_YET.format(file=self.tables.file))
        if self._deleted(which) is not None:
            raise JournalError(texts.IS_DELETED.format(which=which, option=self._option))
        raise JournalError(texts.NO_SESSION.format(which=which, option=self._option))

    def weeks(self, runner: str | None = None) -> dict[date, int]:
        """The number of sessions in each week, by its Monday: a runner's, by id, or everybody's.

        Raises:
            JournalError: If the journal cannot be read.
        """
        return {
            date.fromordinal(7 * week - _JULIAN_DAYS): count
            for week, count in self.tables.weeks(runner)
        }

    @property
    def _option(self) -> str:
        """Return the option that makes a command read this journal."""
        return "" if real_file(self.tables.file) is None else " --practice"

    def trash(self, runner: str | None = None) -> list[SessionRow]:
        """The sessions of a runner, or of all, that were deleted; nothing of them is lost.

        Raises:
            JournalError: If the journal cannot be read.
        """
        return [self._row(row) for row in self.tables.sessions(runner, deleted=True)]

    def delete(self, session_id: int) -> SessionRow:
        """Takes a session out of the history; `restore` brings it back.

        Raises:
            JournalError: If there is no such session, or it is still running.
        """
        row = self._ended(session_id)
        now = datetime.now().astimezone().isoformat(timespec="seconds")
        self.tables.mark_deleted(row.id, now)
        return row

    def restore(self, which: int | str) -> SessionRow:
        """Brings a deleted session back, by its number.

        Raises:
            JournalError: If there is no such session in the trash.
        """
        found = self._deleted(which)
        if found is None:
            raise JournalError(texts.NOT_DELETED.format(which=which, option=self._option))
        self.tables.mark_deleted(found["id"], None)
        return self.find(found["id"])

    def retitle(self, session_id: int, title: str) -> SessionRow:
        """Gives a session another title; returns it as it was.

        Raises:
            JournalError: If there is no such session, or it is still running.
        """
        row = self._ended(session_id)
        self.tables.retitle(row.id, title)
        return row

    def _ended(self, session_id: int) -> SessionRow:
        row = self.find(session_id)
        if row.outcome == RUNNING:
            raise JournalError(texts.STILL_RUNNING.format(id=session_id))
        return row

    def _deleted(self, which: int | str) -> sqlite3.Row | None:
        is_number = str(which).isdecimal() and len(str(which)) < 19
        return self.tables.session(int(which), deleted=True) if is_number else None

    def events(self, session_id: int, first: int = 0) -> "Iterator[Event]":
        """The session's events in order, read from the disk one by one, or block by block.

        Args:
            session_id: Which session.
            first: The number of the first event that is wanted; the session's first is 0.

        Raises:
            JournalError: If the journal cannot be read.
            EventError: If a newer program recorded a type of event that this one does not know, or
                a block of events is damaged.
        """
        from runwalk_tui.journal.stored import named, stored_events

        for place, event in stored_events(self.tables, session_id, first=first):
            if isinstance(event, EventError):
                raise EventError(
                    texts.AT_PLACE.format(id=session_id, place=named(place), why=event)
                ) from event
            yield event

    def take_over(self, runner: str) -> int:
        """Gives a runner what belongs to none: sessions and diary; returns how many sessions.

        Raises:
            JournalError: If the journal cannot be written.
        """
        given = self.tables.give_away("sessions", runner)
        self.tables.give_away("diary", runner)
        return given

    def note_nobodys(self, table: Table) -> None:
        """Notes the rows of a table of which it cannot be told whose they are.

        Raises:
            JournalError: If the journal cannot be read.
        """
        if all(_is_text(runner) for runner in self.tables.owners(table)):
            return
        for number, runner in self.tables.owned(table):
            if not _is_text(runner):
                note_damage(texts.NOBODYS_ROW.format(number=number, table=table))

    def is_running(self, session_id: int) -> bool:
        """Return True if a living process records the session."""
        return is_held(lock_file(self.tables.file, session_id))

    def _row(self, row: sqlite3.Row) -> SessionRow:
        cells = _Cells(row["id"])
        outcome, plan = row["outcome"], row["plan"]
        if outcome is None:
            outcome = RUNNING if self.is_running(row["id"]) else UNFINISHED
        elif outcome not in list(Outcome):
            outcome = cells.without("outcome", UNFINISHED)
        return SessionRow(
            id=row["id"],
            opened_at=cells.moment("opened_at", row["opened_at"]),
            plan=None if plan is None else cells.text("plan", plan),
            title=cells.text("title", row["title"]),
            outcome=outcome,
            duration_s=cells.number("duration_s", row["duration_s"]),
            active_s=cells.number("active_s", row["active_s"]),
            distance_m=cells.number("distance_m", row["distance_m"]),
            runner=row["runner"],
            mean_bpm=row["mean_bpm"],
            origin=cells.text("origin", row["origin"]),
        )


def _is_text(value: object) -> bool:
    """Return True if a cell holds text; octets that are no UTF-8 come as lone surrogates."""
    return isinstance(value, str) and not any("\ud800" <= letter <= "\udfff" for letter in value)


class _Cells:
    """The values of one row of the sessions, each as it should be; what is not is noted."""

    def __init__(self, session_id: int) -> None:
        self._session_id = session_id

    def without(self, name: str, instead: T) -> T:
        """Notes that a cell is damaged, and gives what stands in its place."""
        note_damage(texts.DAMAGED_CELL.format(id=self._session_id, name=name))
        return instead

    def text(self, name: str, value: object) -> str:
        """Text, in place of which there is none."""
        if _is_text(value):
            return plain(str(value))
        return self.without(name, "")

    def moment(self, name: str, value: object) -> str:
        """A wall clock in ISO 8601."""
        text = self.text(name, value)
        try:
            datetime.fromisoformat(text)
        except ValueError:
            return self.without(name, "")
        return text

    def number(self, name: str, value: object) -> float:
        """A number from 0 on that can be."""
        if isinstance(value, (int, float)) and 0 <= value <= LARGEST:
            return float(value)
        return self.without(name, 0.0)
