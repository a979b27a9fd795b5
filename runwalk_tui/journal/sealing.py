"""Takes what was recorded to its end out of its rows, into compressed blocks; gives space back.

Events are taken out of their rows only in the transaction in which their block was read back and
gave each of them again, key by key. Whatever this program does not understand stays in its rows.
"""

import logging
import sqlite3
from collections.abc import Sequence
from contextlib import closing, suppress
from pathlib import Path
from typing import Any, Final

import msgspec

from runwalk_tui.journal.blocks import sealed_tables, unsealed, unsealed_bodies
from runwalk_tui.journal.event_json import from_json, to_json, to_table
from runwalk_tui.journal.lock import is_held
from runwalk_tui.journal.schema import connect, lock_file, roll_back
from runwalk_tui.journal.states import drop_changed_state
from runwalk_tui.workout.event_types import kept_as
from runwalk_tui.workout.events import Event

BLOCK_EVENTS: Final = 4096
"""Most events in a block: what one damaged octet may cost, and what is in memory at once."""

AT_LEISURE: Final = 50_000
"""So many events are sealed at a time, a third of a second's work, and the session at hand."""

_decode: Final = msgspec.json.Decoder(dict[str, Any]).decode
_encode: Final = msgspec.json.Encoder().encode

_logger = logging.getLogger(__name__)


class _UnequalError(ValueError):
    """A block does not give back what it was made of."""


def seal_at_leisure(file: Path, most_events: int = AT_LEISURE) -> None:
    """Seals sessions that nobody records, the newest first; what fails is logged and stays.

    Args:
        file: The journal.
        most_events: No further session is begun after so many.
    """
    if not file.exists():
        return
    try:
        with closing(connect(file)) as connection:
            all_done = _seal_sessions(connection, file, most_events)
            _shrink(connection, all_done=all_done)
    except Exception:
        _logger.exception("finished sessions stay as they are")


def _seal_sessions(connection: sqlite3.Connection, file: Path, most_events: int) -> bool:
    """Returns whether every session was looked at."""
    before: int = 2**63 - 1
    count = 0
    while True:
        query = "SELECT max(session_id) FROM events WHERE session_id < ?"
        (session_id,) = connection.execute(query, (before,)).fetchone()
        if session_id is None:
            return True
        if count >= most_events:
            return False
        if not is_held(lock_file(file, session_id)):
            count += _seal_session(connection, session_id)
        before = session_id


def _seal_session(connection: sqlite3.Connection, session_id: int) -> int:
    """Block after block, each in a transaction of its own; returns how many events they were."""
    drop_changed_state(connection, session_id)
    count_before = connection.total_changes
    seq: int | None = 0
    while seq is not None:
        connection.execute("BEGIN IMMEDIATE")
        try:
            seq = seal_chunk(connection, session_id, seq)
            connection.execute("COMMIT")
        finally:
            roll_back(connection)
    return connection.total_changes - count_before


def seal_chunk(connection: sqlite3.Connection, session_id: int, seq: int) -> int | None:
    """Seals the events of a session from ``seq`` on that fit into one block, within a transaction.

    The event that opens the session has a block of its own: other damage leaves it readable. Events
    that are damaged, or that this program does not know, stay as they are.

    Returns:
        Where to go on; None at the end.
    """
    query = (
        "SELECT seq, t, type, body FROM events WHERE session_id = ? AND seq >= ? "
        "AND typeof(seq) = 'integer' ORDER BY seq LIMIT ?"
    )
    rows = connection.execute(query, (session_id, seq, BLOCK_EVENTS)).fetchall()
    if not rows:
        return None
    first = rows[0][0]
    most = 1 if first == 0 else BLOCK_EVENTS
    rows = [row for number, row in enumerate(rows[:most], start=first) if row[0] == number]
    last = rows[-1][0]
    connection.execute("SAVEPOINT chunk")
    try:
        _replace(connection, session_id, rows)
    except Exception as error:
        connection.execute("ROLLBACK TO chunk")
        if isinstance(error, sqlite3.Error):
            raise
        why = f"session {session_id}, events {first} to {last} stay as they are"
        _logger.warning("%s: %s", why, error)
    connection.execute("RELEASE chunk")
    return int(last) + 1


def add_sealed(connection: sqlite3.Connection, session_id: int, events: Sequence[Event]) -> None:
    """Adds the events of a new session in blocks, within a transaction.

    What a block would not give back as it is goes into rows first, as a recording does.

    Raises:
        sqlite3.Error: If the journal cannot be written.
    """
    begins = [0, *range(1, len(events), BLOCK_EVENTS)]
    has_rows = False
    for begin, end in zip(begins, [*begins[1:], len(events)], strict=True):
        part = list(events[begin:end])
        block = _block_of(part)
        if block is not None:
            insert = "INSERT INTO blocks (session_id, seq, count, body) VALUES (?, ?, ?, ?)"
            connection.execute(insert, (session_id, begin, len(part), block))
            continue
        has_rows = True
        rows = (
            (session_id, seq, event.t, kept_as(event), to_json(event).decode())
            for seq, event in enumerate(part, start=begin)
        )
        connection.executemany("INSERT INTO events VALUES (?, ?, ?, ?, ?)", rows)
    seq: int | None = 0 if has_rows else None
    while seq is not None:
        seq = seal_chunk(connection, session_id, seq)


def _block_of(events: list[Event]) -> bytes | None:
    """The block of events, if it gives each of them back."""
    try:
        block = sealed_tables(map(to_table, events))
        return block if unsealed(block) == events else None
    except ValueError:
        return None


def _replace(
    connection: sqlite3.Connection, session_id: int, rows: list[tuple[int, float, str, str]]
) -> None:
    """Puts a block in the place of rows.

    Raises:
        ValueError: If it would not stand for them.
        sqlite3.Error: If the journal cannot be written.
    """
    key = (session_id, rows[0][0])
    tables = [_decode(body) for *_, body in rows]
    connection.execute(
        "INSERT INTO blocks (session_id, seq, count, body) VALUES (?, ?, ?, ?)",
        (*key, len(rows), sealed_tables(tables)),
    )
    query = "SELECT body FROM blocks WHERE session_id = ? AND seq = ?"
    (block,) = connection.execute(query, key).fetchone()
    events = [from_json(body) for *_, body in rows]
    if [(event.t, kept_as(event)) for event in events] != [row[1:3] for row in rows]:
        raise _UnequalError("a time or type differs from its row")
    if unsealed(block) != events or unsealed_bodies(block) != list(map(_encode, tables)):
        raise _UnequalError("the block does not give back what it was made of")
    delete = "DELETE FROM events WHERE session_id = ? AND seq BETWEEN ? AND ?"
    if connection.execute(delete, (*key, rows[-1][0])).rowcount != len(rows):
        raise _UnequalError("there are other rows between")


def _shrink(connection: sqlite3.Connection, *, all_done: bool) -> None:
    """Gives free pages back to the system; a journal that never learned to is made anew, once.

    Nothing is lost if another process keeps it from that.
    """
    (learned,) = connection.execute("PRAGMA auto_vacuum").fetchone()
    with suppress(sqlite3.OperationalError):
        if learned:
            # Step by step to its end, which `execute` does not go to where there are no rows.
            connection.executescript("PRAGMA incremental_vacuum")
        elif all_done:
            connection.execute("PRAGMA auto_vacuum = INCREMENTAL")
            connection.execute("VACUUM")
