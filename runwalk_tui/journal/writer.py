"""Records a session in the journal as it happens, from a thread of its own."""

import logging
import sqlite3
import tempfile
import threading
import zlib
from collections import deque
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from runwalk_tui.config.atomic import write_new
from runwalk_tui.config.paths import journal_file
from runwalk_tui.journal import sentences as texts
from runwalk_tui.journal.event_json import from_json, to_json
from runwalk_tui.journal.lock import Liveness
from runwalk_tui.journal.schema import (
    JournalError,
    complaint,
    connect,
    lock_file,
    roll_back,
    store_error,
)
from runwalk_tui.journal.sound_sessions import is_sound
from runwalk_tui.journal.states import checksum_of, keep_state
from runwalk_tui.workout.event_types import kept_as
from runwalk_tui.workout.events import Event
from runwalk_tui.workout.evolve import evolve
from runwalk_tui.workout.session import Phase, Session

GATHER_S = 0.2
"""Events within so many seconds are committed together."""

RETRY_S = 1.0
"""A commit that failed is tried again so long after."""

FOLD_AT_ONCE = 100
"""So many events are counted for the totals at a time: a flood is written first, then counted."""

PUT_BY = 1024
"""So many rows that are written are compressed together."""

_Row = tuple[int, int, float, str, str]
"""Session, place in it, time, type, JSON."""

_logger = logging.getLogger(__name__)

UPDATE = """
    UPDATE sessions SET opened_at = :opened_at, runner = :runner, plan = :plan, title = :title,
    outcome = :outcome, duration_s = :duration_s, active_s = :active_s, distance_m = :distance_m
    WHERE id = :id
"""


class JournalWriter:
    """Records one session; use it as a context manager.

    A thread of its own commits what `append` takes within `GATHER_S`, so that a ``kill -9`` loses
    a quarter of a second and the event loop never waits for a disk. While the journal cannot be
    written, ``trouble`` says why in one line, everything stays in memory, and it is tried again
    each second.

    Attributes:
        session_id: What the session is called in the history.
        trouble: Why nothing is being written at present; None when all is well.
    """

    def __init__(
        self,
        file: Path,
        connection: sqlite3.Connection,
        session_id: int,
        liveness: Liveness,
        before: Sequence[Event] = (),
    ) -> None:
        self.session_id = session_id
        self.trouble: str | None = None
        self._file = file
        self._connection = connection
        self._liveness = liveness
        self._waiting: deque[Event] = deque()
        lines = b"".join(to_json(event) + b"\n" for event in before)
        self._kept: list[bytes] = [zlib.compress(lines, 1)] if before else []
        count = next_seq(connection, session_id) if before else 0
        self._before = self._first = self._written = self._folded = count
        self._rows: list[_Row] = []
        self._session = Session()
        for event in before:
            self._session = evolve(self._session, event)
        self._totals = totals_of(self._session)
        self._row = before_row(connection, session_id) if before else None
        self._forgotten = False
        self._is_sound = count == len(before)
        self._checksum = 0
        self._news = threading.Event()
        self._closing = threading.Event()
        self._thread = threading.Thread(target=self._work, name="journal", daemon=True)
        self._thread.start()

    @classmethod
    def open(cls, file: Path | None = None) -> Self:
        """Begins a session in ``file``, by default the runner's journal.

        Raises:
            StoreError: At once, if the journal cannot be made or written.
        """
        file = file or journal_file()
        connection = connect(file)
        try:
            session_id = connection.execute("INSERT INTO sessions DEFAULT VALUES").lastrowid
            assert session_id is not None
            liveness = Liveness(lock_file(file, session_id))
        except sqlite3.Error as error:
            connection.close()
            raise store_error(file, error) from error
        return cls(file, connection, session_id, liveness)

    @classmethod
    def resume(cls, file: Path, session_id: int, before: Sequence[Event]) -> Self:
        """Goes on with a session that is over, after the events that it has.

        Raises:
            StoreError: At once, if the journal cannot be written, or another process has the
                session.
        """
        connection = connect(file)
        try:
            liveness = Liveness(lock_file(file, session_id))
            for table in ("figures", "states"):
                connection.execute(f"DELETE FROM {table} WHERE session_id = ?", (session_id,))
        except sqlite3.Error as error:
            connection.close()
            raise store_error(file, error) from error
        return cls(file, connection, session_id, liveness, before)

    def append(self, event: Event) -> None:
        """Takes an event, in order of time; never blocks."""
        self._waiting.append(event)
        if not self._news.is_set():
            self._news.set()

    def forget(self) -> None:
        """Makes `close` delete the session that was begun here: nothing was done in it."""
        self._forgotten = True

    def close(self) -> None:
        """Commits what is left and gives the session up.

        Raises:
            JournalError: If the journal could still not be written; names the file that has
                all of the session's events in its place.
        """
        if self._closing.is_set():
            return
        self._closing.set()
        self._news.set()
        self._thread.join()
        if self._forgotten or not self._count:
            self._written = self._count
            with suppress(sqlite3.Error):
                self._take_out()
        else:
            self._keep_state()
        self._connection.close()
        self._liveness.release()
        if self._written < self._count or self._waiting:
            raise JournalError(f"{self._file}: {self._rescue()}")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def _take_out(self) -> None:
        """Takes the session out, or leaves of it what was before."""
        self._connection.execute(
            "DELETE FROM events WHERE session_id = ? AND seq >= ?", (self.session_id, self._before)
        )
        if self._row is None:
            self._connection.execute("DELETE FROM sessions WHERE id = ?", (self.session_id,))
        else:
            self._connection.execute(UPDATE, {**self._row, "id": self.session_id})

    def _keep_state(self) -> None:
        """Keeps what a whole session came to; without that it is folded where it is looked at."""
        is_whole = self._written == self._folded == self._count and not self._waiting
        if not is_whole or not self._is_sound or self._session.phase is not Phase.ENDED:
            return
        try:
            of = self.session_id, self._count, self._checksum
            keep_state(self._connection, *of, self._session)
        except Exception:
            _logger.exception("the last state of session %s is not kept", self.session_id)

    def _work(self) -> None:
        """The thread: writes whenever there is news, and once more when closing."""
        while True:
            is_last = self._closing.is_set()
            self._keep_up(None if is_last else FOLD_AT_ONCE)
            if is_last:
                return
            if self.trouble is None:
                self._news.wait()
                self._news.clear()
            self._closing.wait(GATHER_S if self.trouble is None else RETRY_S)

    def _keep_up(self, fold_at_once: int | None) -> None:
        """Writes what there is; what keeps it from that is told, and logged once."""
        try:
            self._take()
            self._fold(fold_at_once)
            self._commit()
            self._put_by()
            self.trouble = None
        except Exception as error:
            if self.trouble is None:
                _logger.exception("the journal cannot be written")
            fails = texts.RECORDING_FAILS
            self.trouble = complaint(error) if isinstance(error, sqlite3.Error) else fails
            with suppress(sqlite3.Error):
                roll_back(self._connection)

    def _take(self) -> None:
        """Makes rows of what waits."""
        while self._waiting:
            event = self._waiting[0]
            body = to_json(event).decode()
            row = (self.session_id, self._count, event.t, kept_as(event), body)
            self._rows.append(row)
            self._waiting.popleft()

    def _fold(self, most: int | None) -> None:
        """Counts events for the totals; one that cannot be folded is recorded all the same.

        They are read from their rows: events that are kept would have to be searched for garbage.
        """
        begin = self._folded - self._first
        end = None if most is None else begin + most
        for *_, body in self._rows[begin:end]:
            self._folded += 1
            self._checksum = checksum_of(body, self._checksum)
            try:
                event = from_json(body)
                self._is_sound = self._is_sound and is_sound(event, self._session)
                self._session = evolve(self._session, event)
            except Exception:
                self._is_sound = False
                _logger.exception("an event of the journal cannot be folded: %s", body)

    def _commit(self) -> None:
        """Writes the rows and the totals that are not written yet, all or nothing."""
        rows, totals = self._rows[self._written - self._first :], totals_of(self._session)
        if not rows and totals == self._totals:
            return
        self._connection.execute("BEGIN IMMEDIATE")
        self._connection.executemany("INSERT INTO events VALUES (?, ?, ?, ?, ?)", rows)
        own_title = {} if self._row is None else {"title": self._row["title"]}
        self._connection.execute(UPDATE, {**totals, **own_title, "id": self.session_id})
        self._connection.execute("COMMIT")
        self._written += len(rows)
        self._totals = totals

    @property
    def _count(self) -> int:
        """Return the number of events."""
        return self._first + len(self._rows)

    def _put_by(self) -> None:
        """Keeps rows that are written for `_rescue` alone, in a twentieth of the room."""
        done = min(self._written, self._folded) - self._first
        if done >= PUT_BY:
            self._kept.append(zlib.compress(_lines(self._rows[:done]), 1))
            del self._rows[:done]
            self._first += done

    def _rescue(self) -> str:
        """Writes everything to the first folder that takes it; says where, or that none did."""
        content = b"".join((*map(zlib.decompress, self._kept), _lines(self._rows)))
        prefix = f"runwalk-session-{self.session_id}-"
        for folder in (self._file.parent, tempfile.gettempdir()):
            with suppress(OSError):
                rescue = write_new(folder, prefix, ".ndjson", content)
                return texts.RESCUED.format(why=self.trouble, file=rescue)
        return texts.LOST.format(why=self.trouble)


def before_row(connection: sqlite3.Connection, session_id: int) -> dict[str, object]:
    """The row in the history of the session that is continued."""
    columns = tuple(totals_of(Session()))
    query = f"SELECT {', '.join(columns)} FROM sessions WHERE id = ?"
    row = connection.execute(query, (session_id,)).fetchone()
    return dict(zip(columns, row, strict=True))


def next_seq(connection: sqlite3.Connection, session_id: int) -> int:
    """The number of the event that follows those of a session, damaged ones among them."""
    query = (
        "SELECT max(seq) + 1 FROM events WHERE session_id = :id UNION ALL "
        "SELECT max(seq + count) FROM blocks WHERE session_id = :id"
    )
    return max(found or 0 for (found,) in connection.execute(query, {"id": session_id}))


def _lines(rows: Iterable[_Row]) -> bytes:
    """Events as a file has them, one a line."""
    return "".join(f"{body}\n" for *_, body in rows).encode()


def totals_of(session: Session) -> dict[str, object]:
    """Return what the history shows of a session."""
    has_ended = session.phase is Phase.ENDED and session.outcome is not None
    return {
        "opened_at": session.opened_at,
        "runner": session.runner.id,
        "plan": session.plan.name if session.plan else None,
        "title": session.plan.title if session.plan else "Heart rate",
        "outcome": session.outcome if has_ended else None,
        "duration_s": session.t,
        "active_s": session.active_s,
        "distance_m": session.distance_m,
    }
