"""Moves sessions from one journal to another, with all that belongs to them.

The practice journal has what was run on virtual devices; older journals held both.
"""

import sqlite3
from collections.abc import Iterable

PRACTISED = """
    SELECT session_id FROM events WHERE seq = 0 AND type = 'SessionOpened'
    AND typeof(body) = 'text' AND json_valid(body) AND json_extract(body, '$.virtual') = 1
    ORDER BY session_id
"""
"""The numbers of sessions on virtual devices, by their first event."""

_SESSION_OF = "CASE WHEN json_valid(body) THEN json_extract(body, '$.session_id') END"
"""The session that an entry of the diary is about; NULL if about none."""

_PARTS = ("events", "figures", "uploads")
"""Tables whose rows belong to a session."""


def move_sessions(
    source: sqlite3.Connection, target: sqlite3.Connection, numbers: Iterable[int]
) -> None:
    """Moves sessions within a transaction of each journal, none of which is in blocks yet.

    ``target`` has the newest tables; ``source`` may lack what later versions add to them.
    They keep their numbers where these are free. One that is in ``target`` already, since the
    program was killed between the two commits, is not added twice.

    Raises:
        sqlite3.Error: If one of the journals cannot be read or written.
    """
    for number in numbers:
        if source.execute("SELECT 1 FROM sessions WHERE id = ?", (number,)).fetchone() is None:
            continue
        _copy_session(source, target, number)
        for table in _PARTS:
            source.execute(f"DELETE FROM {table} WHERE session_id = ?", (number,))
        source.execute(f"DELETE FROM diary WHERE {_SESSION_OF} = ?", (number,))
        source.execute("DELETE FROM sessions WHERE id = ?", (number,))


def _copy_session(source: sqlite3.Connection, target: sqlite3.Connection, number: int) -> None:
    ((row,), names) = _rows(source, "sessions", "id", number)
    begun = dict(zip(names, row, strict=True))
    same = "SELECT 1 FROM sessions WHERE opened_at IS ? AND duration_s IS ?"
    if target.execute(same, (begun["opened_at"], begun["duration_s"])).fetchone() is not None:
        return
    is_taken = target.execute("SELECT 1 FROM sessions WHERE id = ?", (number,)).fetchone()
    at = _insert(target, "sessions", names, (None if is_taken else number, *row[1:]))
    for table in _PARTS:
        parts, names = _rows(source, table, "session_id", number)
        for part in parts:
            _insert(target, table, names, (at, *part[1:]))
    if at != number:
        # Figures name their session; they are derived anew.
        target.execute("DELETE FROM figures WHERE session_id = ?", (at,))
    told = source.execute(
        f"SELECT runner, at, type, body FROM diary WHERE {_SESSION_OF} = ? ORDER BY id", (number,)
    )
    target.executemany(
        "INSERT INTO diary (runner, at, type, body) "
        "VALUES (?, ?, ?, json_set(?, '$.session_id', ?))",
        [(*entry, at) for entry in told],
    )


def _rows(
    source: sqlite3.Connection, table: str, key: str, number: int
) -> tuple[list[tuple[object, ...]], list[str]]:
    """The rows of a session, and the names of their columns; the first is its number."""
    cursor = source.execute(f"SELECT * FROM {table} WHERE {key} = ?", (number,))
    return cursor.fetchall(), [name for name, *_ in cursor.description]


def _insert(
    target: sqlite3.Connection, table: str, names: Iterable[str], values: tuple[object, ...]
) -> int | None:
    marks = ", ".join("?" * len(values))
    insert = f"INSERT INTO {table} ({', '.join(names)}) VALUES ({marks})"
    return target.execute(insert, values).lastrowid
