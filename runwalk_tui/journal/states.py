"""The state that a session came to, kept so that its end is shown without folding all of it.

It holds for one number of events and for the very rules that folded them: where either is another,
it is as if it were not there. It is kept for whole sessions alone, in which nothing is damaged, and
used once their events are in blocks, which are the very ones that it was folded of.
"""

import sqlite3
import zlib
from collections.abc import Sequence
from functools import cache
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable
from types import GenericAlias
from typing import Any, Final, get_args, get_origin

import msgspec

from runwalk_tui.journal.schema import roll_back
from runwalk_tui.journal.tables import Tables
from runwalk_tui.workout.events import Event, SessionOpened
from runwalk_tui.workout.session import Session
from runwalk_tui.workout.trail import Trail

FORMAT: Final = "1"
ROOMS: Final = ("workout", "units", "language")
"""Where the rules are: what folds an event imports nothing else."""

_KEEP: Final = "INSERT OR REPLACE INTO states VALUES (?, ?, ?, ?, ?)"


@cache
def rules() -> str:
    """A digest of the sources of the rules: another version of them has another one."""
    digest = sha256(FORMAT.encode())
    for room in ROOMS:
        for file in _sources(files("runwalk_tui") / room):
            digest.update(file.name.encode())
            digest.update(file.read_bytes())
    return digest.hexdigest()


def keep_state(
    connection: sqlite3.Connection, session_id: int, count: int, checksum: int, session: Session
) -> None:
    """Keeps the state after so many events, which are all; those of other rules are dropped.

    Args:
        connection: To the journal.
        session_id: Whose state it is.
        count: So many events.
        checksum: `checksum_of` the bodies of those that are in rows.
        session: The state.

    Raises:
        sqlite3.Error: If the journal cannot be written.
    """
    body = zlib.compress(msgspec.msgpack.Encoder(enc_hook=_plain).encode(session))
    connection.execute("BEGIN IMMEDIATE")
    try:
        connection.execute("DELETE FROM states WHERE rules <> ?", (rules(),))
        connection.execute(_KEEP, (session_id, count, rules(), checksum, body))
        connection.execute("COMMIT")
    finally:
        roll_back(connection)


def checksum_of(body: str, before: int = 0) -> int:
    """The checksum of an event's body, and of all before it."""
    return zlib.crc32(body.encode("utf-8", "surrogateescape"), before)


def drop_changed_state(connection: sqlite3.Connection, session_id: int) -> None:
    """Drops the state of a session whose rows, about to be sealed, are not those it was folded of.

    Raises:
        sqlite3.Error: If the journal cannot be used.
    """
    kept = "SELECT checksum FROM states WHERE session_id = ?"
    found = connection.execute(kept, (session_id,)).fetchone()
    if found is None:
        return
    bodies = "SELECT body FROM events WHERE session_id = ? ORDER BY seq"
    checksum = 0
    for (body,) in connection.execute(bodies, (session_id,)):
        checksum = checksum_of(body, checksum) if isinstance(body, str) else -1
        if checksum < 0:
            break
    if found != (checksum,):
        connection.execute("DELETE FROM states WHERE session_id = ?", (session_id,))


def kept_state(tables: Tables, session_id: int, events: Sequence[Event]) -> Session | None:
    """The state after all these events, the session's; None if it has to be folded.

    Raises:
        JournalError: If the journal cannot be read.
    """
    body = tables.state(session_id, len(events), rules())
    if body is None:
        return None
    try:
        octets = zlib.decompress(body)
        session = msgspec.msgpack.Decoder(Session, dec_hook=_from_plain).decode(octets)
    except (msgspec.MsgspecError, NotImplementedError, TypeError, ValueError, zlib.error):
        return None
    first, last = events[0], events[-1]
    opened_at = first.opened_at if isinstance(first, SessionOpened) else None
    return session if (session.opened_at, session.t) == (opened_at, last.t) else None


def _sources(folder: Traversable) -> list[Traversable]:
    """Each source of a room, in order."""
    return sorted(
        (file for file in folder.iterdir() if file.name.endswith(".py")),
        key=lambda file: file.name,
    )


def _plain(value: object) -> object:
    if isinstance(value, Trail):
        return list(value)
    raise NotImplementedError(f"a state has no {type(value).__name__}")


def _from_plain(kind: Any, value: object) -> object:
    if get_origin(kind) is Trail:
        return Trail(msgspec.convert(value, GenericAlias(list, get_args(kind))))
    raise NotImplementedError(f"a state has no {kind}")
