"""The journal: every session, one row an event, as it was recorded."""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

from runwalk_devices.transport.plain_text import plain
from runwalk_tui.config.paths import journal_file
from runwalk_tui.journal.damage import note_damage
from runwalk_tui.journal.event_json import EventError, from_json
from runwalk_tui.journal.lock import is_held
from runwalk_tui.journal.schema import JournalError, connect, lock_file, store_error
from runwalk_tui.journal.writer import JournalWriter
from runwalk_tui.workout.events import Event, Outcome

__all__ = ["Journal", "JournalError", "JournalWriter", "SessionRow"]

RUNNING = "running"
UNFINISHED = "unfinished"

LARGEST = 1e9
"""No session is so long or so far."""

T = TypeVar("T")

_SELECT = """
    SELECT id, opened_at, plan, title, outcome, duration_s, active_s, distance_m, runner,
    CASE WHEN typeof(body) = 'text' AND json_valid(body)
    THEN round(json_extract(body, '$.mean_bpm'), 1) END
    FROM sessions LEFT JOIN figures ON session_id = id
    WHERE opened_at IS NOT NULL AND (:runner IS NULL OR runner = :runner)
"""


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


class Journal:
    """Reads what was recorded, also while another process records; a context manager."""

    def __init__(self, file: Path, connection: sqlite3.Connection) -> None:
        self._file = file
        self._connection = connection

    @classmethod
    def open(cls, file: Path | None = None) -> Self:
        """The journal in ``file``, by default the runner's; an empty one if there is none.

        Raises:
            StoreError: If it cannot be made, written or understood.
        """
        file = file or journal_file()
        return cls(file, connect(file))

    def close(self) -> None:
        """Gives the file back."""
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def sessions(self, runner: str | None = None) -> list[SessionRow]:
        """Every session of a runner, by id, or of all; the newest first.

        Raises:
            JournalError: If the journal cannot be read.
        """
        self.note_nobodys("sessions")
        found = self.query(f"{_SELECT} ORDER BY id DESC", runner=runner)
        return [self._row(*values) for values in found]

    def find(self, which: int | str = "last", runner: str | None = None) -> SessionRow:
        """A session by its number, or the ``"last"`` one of a runner or of all.

        Raises:
            JournalError: If there is no such session.
        """
        if which == "last":
            found = self.query(f"{_SELECT} ORDER BY id DESC LIMIT 1", runner=runner)
        elif str(which).isdecimal() and len(str(which)) < 19:
            found = self.query(f"{_SELECT} AND id = :id", runner=None, id=int(which))
        else:
            found = []
        if found:
            return self._row(*found[0])
        if which == "last":
            raise JournalError(f"{self._file}: no session yet; runwalk run records one")
        raise JournalError(f"there is no session {which}; runwalk history lists them all")

    def events(self, session_id: int) -> Iterator[Event]:
        """The session's events in order.

        Raises:
            JournalError: If the journal cannot be read.
            EventError: If a newer program recorded a type of event that this one does not know.
        """
        query = "SELECT seq, body FROM events WHERE session_id = :id ORDER BY seq"
        for seq, body in self.query(query, id=session_id):
            try:
                yield from_json(body)
            except EventError as error:
                raise EventError(f"session {session_id}, event {seq}: {error}") from error

    def take_over(self, runner: str) -> int:
        """Gives a runner what belongs to none: sessions and diary; returns how many sessions.

        Raises:
            JournalError: If the journal cannot be written.
        """
        nobodys = "SELECT 1 FROM {} WHERE runner = '' LIMIT 1"
        give = "UPDATE {} SET runner = :runner WHERE runner = ''"
        given = [
            self.change(give.format(table), runner=runner)
            if self.query(nobodys.format(table))
            else 0
            for table in ("sessions", "diary")
        ]
        return given[0]

    def query(self, query: str, **values: object) -> list[Any]:
        """The rows that SQL finds, with ``values`` by their names.

        Raises:
            JournalError: If the journal cannot be read.
        """
        try:
            return self._connection.execute(query, values).fetchall()
        except sqlite3.Error as error:
            raise store_error(self._file, error) from error

    def change(self, statement: str, **values: object) -> int:
        """Carries out one statement of SQL, on the disk when it returns; how many rows it changed.

        Raises:
            JournalError: If the journal cannot be written.
        """
        try:
            return self._connection.execute(statement, values).rowcount
        except sqlite3.Error as error:
            raise store_error(self._file, error) from error

    def note_nobodys(self, table: str) -> None:
        """Notes the rows of a table of which it cannot be told whose they are.

        Raises:
            JournalError: If the journal cannot be read.
        """
        if all(
            _is_text(runner) for (runner,) in self.query(f"SELECT DISTINCT runner FROM {table}")
        ):
            return
        for number, runner in self.query(f"SELECT id, runner FROM {table}"):
            if not _is_text(runner):
                note_damage(f"row {number} of the table {table} is damaged: it is nobody's")

    def is_running(self, session_id: int) -> bool:
        """Whether a living process records the session."""
        return is_held(lock_file(self._file, session_id))

    def _row(
        self,
        session_id: int,
        opened_at: str,
        plan: str | None,
        title: str,
        outcome: str | None,
        duration_s: float,
        active_s: float,
        distance_m: float,
        runner: str,
        mean_bpm: float | None,
    ) -> SessionRow:
        row = _Cells(session_id)
        if outcome is None:
            outcome = RUNNING if self.is_running(session_id) else UNFINISHED
        elif outcome not in list(Outcome):
            outcome = row.without("outcome", UNFINISHED)
        return SessionRow(
            session_id,
            row.moment("opened_at", opened_at),
            None if plan is None else row.text("plan", plan),
            row.text("title", title),
            outcome,
            row.number("duration_s", duration_s),
            row.number("active_s", active_s),
            row.number("distance_m", distance_m),
            runner,
            mean_bpm,
        )


def _is_text(value: object) -> bool:
    """Whether a cell holds text; octets that are no UTF-8 come as lone surrogates."""
    return isinstance(value, str) and not any("\ud800" <= letter <= "\udfff" for letter in value)


class _Cells:
    """The values of one row of the sessions, each as it should be; what is not is noted."""

    def __init__(self, session_id: int) -> None:
        self._session_id = session_id

    def without(self, name: str, instead: T) -> T:
        """Notes that a cell is damaged, and gives what stands in its place."""
        note_damage(f"session {self._session_id}: its {name} in the journal is damaged")
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
