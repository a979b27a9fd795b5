"""The rows of the journal's tables, read and changed: all the SQL that a reader of it needs."""

import sqlite3
from collections.abc import Iterator
from dataclasses import astuple
from pathlib import Path
from typing import Any, Literal

from runwalk_tui.journal.schema import connect, store_error
from runwalk_tui.workout.frozen import dataclass

Table = Literal["sessions", "diary"]
"""A table whose rows belong to a runner."""

ALL = -1
"""As many as there are."""

_SESSIONS = """
    SELECT id, opened_at, plan, title, outcome, duration_s, active_s, distance_m, runner,
    CASE WHEN typeof(body) = 'text' AND json_valid(body)
    THEN round(json_extract(body, '$.mean_bpm'), 1) END AS mean_bpm, origin
    FROM sessions LEFT JOIN figures ON session_id = id
    WHERE opened_at IS NOT NULL AND (:runner IS NULL OR runner = :runner)
    AND (deleted_at IS NOT NULL) = :deleted
"""
_NEWEST_FIRST = "ORDER BY coalesce(julianday(opened_at), 1e9) DESC, id DESC"
"""By when they were run: an imported one is older than its number says; damaged ones first."""

_LATEST = f"""
    SELECT id FROM sessions WHERE opened_at IS NOT NULL AND (:runner IS NULL OR runner = :runner)
    AND (deleted_at IS NOT NULL) = :deleted {_NEWEST_FIRST} LIMIT :most
"""
_COUNT = """
    SELECT count(*) FROM sessions WHERE opened_at IS NOT NULL AND deleted_at IS NULL
    AND (:runner IS NULL OR runner = :runner)
"""
_NO_FIGURES = """
    SELECT id, outcome IS NULL, version FROM sessions LEFT JOIN figures ON session_id = id
    WHERE opened_at IS NOT NULL AND id NOT IN (SELECT session_id FROM figures
    WHERE version >= :version AND typeof(version) = 'integer')
"""
_DAMAGED_FIGURES = f"""
    SELECT id, outcome IS NULL, version FROM sessions JOIN figures ON session_id = id
    WHERE body IS NOT NULL AND (typeof(body) <> 'text' OR NOT json_valid(body))
    AND id IN ({_LATEST})
"""
_FIGURES = """
    SELECT coalesce(julianday(opened_at), 0), id, body FROM sessions CROSS JOIN figures
    ON session_id = id WHERE deleted_at IS NULL AND body IS NOT NULL AND opened_at >= :since
    AND (:runner IS NULL OR runner = :runner)
"""
_WEEKS = """
    SELECT CAST(julianday(substr(opened_at, 1, 10)) + 0.5 AS INTEGER) / 7 AS week, count(*)
    FROM sessions WHERE deleted_at IS NULL AND active_s > 0 AND week IS NOT NULL
    AND opened_at GLOB '[0-9][0-9][0-9][0-9]-[0-9]*' AND opened_at >= '0001'
    AND (:runner IS NULL OR runner = :runner) GROUP BY week
"""
"""Julian day numbers that 7 divides are Mondays."""

_EVENTS = """
    SELECT seq, t, type, body, NULL FROM events WHERE session_id = :id AND seq >= :first
    UNION ALL SELECT seq, NULL, NULL, body, count FROM blocks
    WHERE session_id = :id AND seq + count > :first ORDER BY seq
"""


@dataclass(frozen=True, slots=True)
class DiaryRow:
    """An entry of the diary as it is kept; ``body`` is the whole entry as JSON."""

    runner: str
    at: str
    type: str
    body: str


class Tables:
    """The tables of one journal; each method raises `JournalError` if they cannot be used."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self._connection = connect(file)

    def close(self) -> None:
        """Gives the file back."""
        self._connection.close()

    def sessions(
        self, runner: str | None = None, *, deleted: bool = False, most: int = ALL
    ) -> list[sqlite3.Row]:
        """The newest sessions of a runner, or of all, the newest first; columns by name.

        Those that were deleted are told alone.
        """
        query = f"{_SESSIONS} AND id IN ({_LATEST}) {_NEWEST_FIRST}"
        return self._named(query, runner=runner, deleted=deleted, most=most)

    def count(self, runner: str | None = None) -> int:
        """The number of a runner's sessions, or of all."""
        ((count,),) = self._stream(_COUNT, runner=runner)
        return int(count)

    def last_session(self, runner: str | None) -> sqlite3.Row | None:
        """The newest session of a runner, or of all."""
        query = f"{_SESSIONS} {_NEWEST_FIRST} LIMIT 1"
        found = self._named(query, runner=runner, deleted=False)
        return found[0] if found else None

    def session(self, session_id: int, *, deleted: bool = False) -> sqlite3.Row | None:
        """The session of that number, whosever it is; one that was deleted with ``deleted``."""
        query = f"{_SESSIONS} AND id = :id"
        found = self._named(query, runner=None, id=session_id, deleted=deleted)
        return found[0] if found else None

    def mark_deleted(self, session_id: int, at: str | None) -> None:
        """Takes a session out of the history, or with None puts it there again."""
        self._change("UPDATE sessions SET deleted_at = ? WHERE id = ?", (at, session_id))

    def retitle(self, session_id: int, title: str) -> None:
        """Gives a session another title."""
        self._change("UPDATE sessions SET title = ? WHERE id = ?", (title, session_id))

    def events(self, session_id: int, first: int = 0) -> Iterator[tuple[Any, Any, Any, Any, Any]]:
        """Number, time, type and body of each event in order, read one by one.

        From event number ``first`` on; a block that holds it is read whole.

        A block stands for all events in it: number of the first, None, None, the block, and how
        many there are, which is None of an event. They are one reading, so that none is missed
        while another process seals them.
        """
        return self._stream(_EVENTS, id=session_id, first=first)

    def without_stats(self, version: int) -> list[tuple[Any, Any, Any]]:
        """Id, whether it is open, and version, of sessions with no figures so new."""
        return list(self._stream(_NO_FIGURES, version=version))

    def with_damaged_stats(
        self, runner: str | None = None, most: int = ALL
    ) -> list[tuple[Any, Any, Any]]:
        """The same of the newest sessions whose figures are no JSON."""
        return list(self._stream(_DAMAGED_FIGURES, runner=runner, deleted=False, most=most))

    def stats(self, runner: str | None, since: str = "") -> list[tuple[int, str]]:
        """Session and body of the figures of a runner's sessions, or of all; oldest first.

        Of all sessions, or of those from a day on, in ISO 8601.
        """
        found = sorted(self._stream(_FIGURES, runner=runner, since=since))
        return [(number, body) for _, number, body in found]

    def weeks(self, runner: str | None) -> list[tuple[int, int]]:
        """Each week with sessions of a runner, or of all, and how many; the oldest first.

        A week is a seventh of the Julian day number of its Monday.
        """
        return list(self._stream(_WEEKS, runner=runner))

    def keep_stats(self, session_id: int, version: int, body: str | None) -> None:
        """Keeps the figures of a session in place of any before; None if there can be none."""
        self._change("INSERT OR REPLACE INTO figures VALUES (?, ?, ?)", (session_id, version, body))

    def state(self, session_id: int, count: int, rules: str) -> bytes | None:
        """The kept state of a session after so many events, all in blocks, by these rules."""
        query = (
            "SELECT body FROM states WHERE session_id = :id AND count = :count "
            "AND rules = :rules AND typeof(body) = 'blob' "
            "AND NOT EXISTS (SELECT 1 FROM events WHERE session_id = :id)"
        )
        found = next(self._stream(query, id=session_id, count=count, rules=rules), None)
        return None if found is None else bytes(found[0])

    def diary(self, runner: str) -> list[tuple[Any, Any, Any, Any]]:
        """Number, moment, type and body of what a runner told, in order."""
        query = "SELECT id, at, type, body FROM diary WHERE runner = :runner ORDER BY id"
        return list(self._stream(query, runner=runner))

    def add_to_diary(self, row: DiaryRow) -> None:
        """Adds an entry; it is on the disk when this returns."""
        insert = "INSERT INTO diary (runner, at, type, body) VALUES (?, ?, ?, ?)"
        self._change(insert, astuple(row))

    def owners(self, table: Table) -> list[Any]:
        """Each runner that has rows in a table, once."""
        return [runner for (runner,) in self._stream(f"SELECT DISTINCT runner FROM {table}")]

    def owned(self, table: Table) -> Iterator[tuple[Any, Any]]:
        """Number and runner of each row of a table."""
        return self._stream(f"SELECT id, runner FROM {table}")

    def give_away(self, table: Table, runner: str) -> int:
        """Gives a runner the rows that belong to none; returns how many."""
        if not list(self._stream(f"SELECT 1 FROM {table} WHERE runner = '' LIMIT 1")):
            return 0
        return self._change(f"UPDATE {table} SET runner = ? WHERE runner = ''", (runner,))

    def _stream(self, query: str, **values: object) -> Iterator[Any]:
        try:
            # "yield from" the cursor would close it, and its connection may be closed before.
            yield from iter(self._connection.execute(query, values).fetchone, None)
        except sqlite3.Error as error:
            raise store_error(self.file, error) from error

    def _named(self, query: str, **values: object) -> list[sqlite3.Row]:
        try:
            cursor = self._connection.cursor()
            cursor.row_factory = sqlite3.Row
            return cursor.execute(query, values).fetchall()
        except sqlite3.Error as error:
            raise store_error(self.file, error) from error

    def _change(self, statement: str, values: tuple[object, ...]) -> int:
        try:
            return self._connection.execute(statement, values).rowcount
        except sqlite3.Error as error:
            raise store_error(self.file, error) from error
