"""The queue of uploads: which session was asked to go where, and what became of it.

A session that a service has taken is never sent there again, unless it went on since: then the
service has its first part alone. One that is being sent is claimed, so
that two processes never send it at the same time; a claim that is older than `STALE_S` was left by
a process that died, and nobody knows whether what it sent arrived.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from runwalk_tui.config.paths import journal_file
from runwalk_tui.journal.schema import connect, roll_back, store_error
from runwalk_tui.workout.frozen import dataclass

STALE_S: Final = 600.0

SLACK: Final = timedelta(seconds=30)
"""Between the end of a session and its upload the clock may have been set; who goes on walks for
longer first."""

PART: Final = "part "
"""Before what a service calls the first part of a session, which went on after it was taken."""

FILE: Final = "file "
"""Before a format, in the place of a service: it was written to a file."""


class UploadState(StrEnum):
    """The progress of an upload; the last two are ends."""

    QUEUED = "queued"
    SENDING = "sending"
    UNKNOWN = "unknown"
    DONE = "done"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class UploadRow:
    """One session on its way to one service.

    Attributes:
        session_id: Which session.
        state: How far it has come.
        tries: How often it was sent, or tried to.
        told: What the service said last, in words.
        remote: What the service calls it; after `PART`, what it calls its first part.
    """

    session_id: int
    state: UploadState
    tries: int = 0
    told: str = ""
    remote: str = ""

    @property
    def first_part(self) -> str:
        """The service's id of its first part; empty if it has none, or the whole."""
        return self.remote.removeprefix(PART) if self.remote.startswith(PART) else ""


@dataclass(frozen=True, slots=True)
class Departure:
    """A place that a session went to.

    Attributes:
        service: A service, or `FILE` and a format.
        state: How far it has come.
        at: When that was, ISO 8601.
        told: What the service said last.
        remote: What the service calls it, or the file.
    """

    service: str
    state: UploadState
    at: str
    told: str
    remote: str

    def is_before(self, moment: datetime) -> bool:
        """Return True if it was well before a moment."""
        with suppress(ValueError):
            return datetime.fromisoformat(self.at) < moment - SLACK
        return False


class UploadQueue:
    """The uploads of a journal; a context manager.

    Raises:
        StoreError: Each method, if the journal cannot be used.
    """

    def __init__(self, file: Path | None = None) -> None:
        self._file = file or journal_file()
        self._connection = connect(self._file)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._connection.close()

    def ask(self, session_id: int, service: str, ended_at: datetime | None = None) -> UploadRow:
        """Put a session in the queue, unless it is there; what was refused is queued anew.

        Args:
            session_id: Which session.
            service: Where to.
            ended_at: When it ended. If it was taken before that, the service has its first part:
                it is queued as one of which nobody knows whether it is there.
        """
        with self._change() as connection:
            connection.execute(
                "INSERT INTO uploads (session_id, service, state, at) VALUES (?, ?, ?, ?) "
                "ON CONFLICT DO UPDATE SET state = "
                "CASE WHEN substr(remote, 1, length(?)) = ? THEN ? ELSE excluded.state END "
                "WHERE state = ?",
                (
                    *(session_id, service, UploadState.QUEUED, _now()),
                    *(PART, PART, UploadState.UNKNOWN, UploadState.REFUSED),
                ),
            )
            if ended_at is not None:
                connection.execute(
                    "UPDATE uploads SET state = ?, remote = ? || remote "
                    "WHERE session_id = ? AND service = ? AND state = ? AND at < ?",
                    (
                        *(UploadState.UNKNOWN, PART, session_id, service, UploadState.DONE),
                        (ended_at - SLACK).astimezone(UTC).isoformat(),
                    ),
                )
        found = self.row(session_id, service)
        assert found is not None
        return found

    def claim(self, session_id: int, service: str) -> UploadRow | None:
        """Have it be sent by this process; the row as it was before, None if it is not to be sent.

        A stale claim of another process is `UploadState.UNKNOWN`.
        """
        stale = (datetime.now(UTC) - timedelta(seconds=STALE_S)).isoformat()
        with self._change() as connection:
            found = self.row(session_id, service)
            if found is None or found.state in (UploadState.DONE, UploadState.REFUSED):
                return None
            if found.state is UploadState.SENDING:
                query = "SELECT at < ? FROM uploads WHERE session_id = ? AND service = ?"
                (is_stale,) = connection.execute(query, (stale, session_id, service)).fetchone()
                if not is_stale:
                    return None
                found = UploadRow(
                    session_id, UploadState.UNKNOWN, found.tries, found.told, found.remote
                )
            connection.execute(
                "UPDATE uploads SET state = ?, tries = tries + 1, at = ? "
                "WHERE session_id = ? AND service = ?",
                (UploadState.SENDING, _now(), session_id, service),
            )
        return found

    def settle(self, service: str, row: UploadRow) -> None:
        """Keep what became of a session that was claimed."""
        with self._change() as connection:
            connection.execute(
                "UPDATE uploads SET state = ?, told = ?, remote = ?, at = ? "
                "WHERE session_id = ? AND service = ?",
                (row.state, row.told, row.remote, _now(), row.session_id, service),
            )

    def row(self, session_id: int, service: str) -> UploadRow | None:
        """A session on its way to a service; None if that was never asked for."""
        found = self._rows("AND session_id = ?", service, session_id)
        return found[0] if found else None

    def note_file(self, session_id: int, format: str, path: str) -> None:
        """Keep that a session was written to a file; the last one of each format is known."""
        with self._change() as connection:
            connection.execute(
                "INSERT INTO uploads (session_id, service, state, at, remote) "
                "VALUES (?, ?, ?, ?, ?) "
                "ON CONFLICT DO UPDATE SET at = excluded.at, remote = excluded.remote",
                (session_id, f"{FILE}{format}", UploadState.DONE, _now(), path),
            )

    def departures(self, session_id: int) -> list[Departure]:
        """The places that a session went to, or is to go to, in that order."""
        query = (
            "SELECT service, state, at, told, remote FROM uploads "
            "WHERE session_id = ? ORDER BY at, service"
        )
        try:
            found = self._connection.execute(query, (session_id,)).fetchall()
        except sqlite3.Error as error:
            raise store_error(self._file, error) from error
        return [Departure(row[0], UploadState(row[1]), *row[2:]) for row in found]

    def waiting(self, service: str) -> list[UploadRow]:
        """Return what was asked for and has not come to an end, the oldest first."""
        ends = (UploadState.DONE, UploadState.REFUSED)
        return self._rows("AND state NOT IN (?, ?)", service, *ends)

    def _rows(self, where: str, *values: object) -> list[UploadRow]:
        query = (
            "SELECT session_id, state, tries, told, remote FROM uploads "
            f"WHERE service = ? {where} ORDER BY session_id"
        )
        try:
            found = self._connection.execute(query, values).fetchall()
        except sqlite3.Error as error:
            raise store_error(self._file, error) from error
        return [UploadRow(row[0], UploadState(row[1]), *row[2:]) for row in found]

    @contextmanager
    def _change(self) -> Iterator[sqlite3.Connection]:
        """A transaction that is on the disk when it ends."""
        try:
            self._connection.execute("BEGIN IMMEDIATE")
            yield self._connection
            self._connection.execute("COMMIT")
        except sqlite3.Error as error:
            raise store_error(self._file, error) from error
        finally:
            roll_back(self._connection)


def _now() -> str:
    return datetime.now(UTC).isoformat()
