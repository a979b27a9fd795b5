"""The journal's tables: makes them, brings older ones up to date, says what SQLite cannot do."""

import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing, suppress
from pathlib import Path

from runwalk_tui.config.paths import make_folder, practice_file, real_file
from runwalk_tui.errors import REMEDY, StoreError
from runwalk_tui.journal import sentences as texts
from runwalk_tui.journal.lock import is_held
from runwalk_tui.journal.practice import PRACTISED, move_sessions
from runwalk_tui.language import tr

BUSY_S = 5.0
"""Seconds to wait for another process that is writing."""

TRIES = 10
"""So often another process may be at the same before it is a fault."""

Migration = Callable[[sqlite3.Connection], None]


class JournalError(StoreError):
    """The journal cannot do what was asked: one line on what, where and what to do."""


def _first_tables(connection: sqlite3.Connection) -> None:
    connection.execute(
        """
        CREATE TABLE sessions (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            opened_at TEXT,              -- wall clock, ISO 8601; NULL before the first event
            plan TEXT,                   -- the plan's name; NULL without a plan
            title TEXT NOT NULL DEFAULT '',
            outcome TEXT,                -- NULL until the session has ended
            duration_s REAL NOT NULL DEFAULT 0,
            active_s REAL NOT NULL DEFAULT 0,
            distance_m REAL NOT NULL DEFAULT 0
        )
        """
    )
    connection.execute(
        """
        CREATE TABLE events (
            session_id INTEGER NOT NULL REFERENCES sessions (id),
            seq INTEGER NOT NULL,        -- from 0, without gaps
            t REAL NOT NULL,             -- seconds since the session began
            type TEXT NOT NULL,
            body TEXT NOT NULL,          -- the whole event as JSON
            PRIMARY KEY (session_id, seq)
        ) WITHOUT ROWID
        """
    )


def _runners_figures_diary(connection: sqlite3.Connection) -> None:
    connection.execute("ALTER TABLE sessions ADD COLUMN runner TEXT NOT NULL DEFAULT ''")
    connection.execute(
        """
        CREATE TABLE figures (
            session_id INTEGER PRIMARY KEY REFERENCES sessions (id),
            version INTEGER NOT NULL,    -- of the rules that derived them
            body TEXT                    -- the figures as JSON; NULL if there can be none
        )
        """
    )
    connection.execute(
        """
        CREATE TABLE diary (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            runner TEXT NOT NULL,
            at TEXT NOT NULL,            -- wall clock, ISO 8601
            type TEXT NOT NULL,
            body TEXT NOT NULL           -- the whole entry as JSON
        )
        """
    )


def _origins_uploads(connection: sqlite3.Connection) -> None:
    # What recorded a session that was imported; empty for one of our own.
    connection.execute("ALTER TABLE sessions ADD COLUMN origin TEXT NOT NULL DEFAULT ''")
    connection.execute(
        """
        CREATE TABLE uploads (
            session_id INTEGER NOT NULL REFERENCES sessions (id),
            service TEXT NOT NULL,
            state TEXT NOT NULL,         -- queued, sending, unknown, done or refused
            tries INTEGER NOT NULL DEFAULT 0,
            at TEXT NOT NULL,            -- of the last change: wall clock, ISO 8601
            told TEXT NOT NULL DEFAULT '', -- what the service said last, in words
            remote TEXT NOT NULL DEFAULT '', -- what the service calls it
            PRIMARY KEY (session_id, service)
        ) WITHOUT ROWID
        """
    )


def _practice_apart(connection: sqlite3.Connection) -> None:
    """Moves what was run on virtual devices, and what was told of it, to the practice journal.

    That journal has it on the disk before it leaves this one, so nothing is lost in between.
    """
    path = connection.execute(
        "SELECT file FROM pragma_database_list WHERE name = 'main'"
    ).fetchone()
    file = Path(path[0])
    if not path[0] or real_file(file) is not None:
        return
    practised = [number for (number,) in connection.execute(PRACTISED)]
    numbers = [number for number in practised if not is_held(lock_file(file, number))]
    if not numbers:
        return
    with closing(_opened(practice_file(file))) as practice:
        practice.execute("BEGIN IMMEDIATE")
        try:
            move_sessions(connection, practice, numbers)
            practice.execute("COMMIT")
        finally:
            roll_back(practice)


def _blocks(connection: sqlite3.Connection) -> None:
    # What was recorded to its end is taken out of its rows of `events` into these.
    connection.execute(
        """
        CREATE TABLE blocks (
            session_id INTEGER NOT NULL REFERENCES sessions (id),
            seq INTEGER NOT NULL,        -- of the first event in it
            count INTEGER NOT NULL,      -- of the events in it, which have no row
            body BLOB NOT NULL,          -- compressed columns: runwalk_tui/journal/blocks.py
            PRIMARY KEY (session_id, seq)
        )
        """
    )


def _trash(connection: sqlite3.Connection) -> None:
    # When the runner deleted it: wall clock, ISO 8601; NULL of a session that is in the history.
    connection.execute("ALTER TABLE sessions ADD COLUMN deleted_at TEXT")


def _versions_at_a_glance(connection: sqlite3.Connection) -> None:
    # Which figures are missing is asked before each look at many; they themselves are not read.
    connection.execute("CREATE INDEX figures_by_version ON figures (version)")


def _states(connection: sqlite3.Connection) -> None:
    # What whole sessions came to; any row may be dropped, and the events be folded again.
    connection.execute(
        """
        CREATE TABLE states (
            session_id INTEGER PRIMARY KEY REFERENCES sessions (id),
            count INTEGER NOT NULL,      -- of the events that led to it
            rules TEXT NOT NULL,         -- digest of the rules that folded them
            checksum INTEGER NOT NULL,   -- of their bodies, held against them as they are sealed
            body BLOB NOT NULL           -- compressed: runwalk_tui/journal/states.py
        )
        """
    )


MIGRATIONS: tuple[Migration, ...] = (
    _first_tables,
    _runners_figures_diary,
    _origins_uploads,
    _practice_apart,
    _blocks,
    _trash,
    _versions_at_a_glance,
    _states,
)
"""The n-th brings a journal from version n - 1 to n; a released one is never edited."""


def lock_file(file: Path, session_id: int) -> Path:
    """Return what the process that records a session keeps locked, beside the journal."""
    return file.with_name(f"session-{session_id}.lock")


def connect(file: Path) -> sqlite3.Connection:
    """A connection to the journal in ``file``, made if it is not there, up to date.

    A commit is on the disk when it returns: WAL with ``synchronous=FULL``. That costs the
    writer's thread one fsync each time, and neither a killed process nor a power cut takes more
    than what was not committed yet. The connection may be handed to one other thread.

    Before the practice journal is opened, the journal that it belongs to hands over what is its.

    Raises:
        StoreError: If it cannot be made, written or understood.
    """
    real = real_file(file)
    if real is not None and real.exists():
        _opened(real).close()
    return _opened(file)


def _opened(file: Path) -> sqlite3.Connection:
    make_folder(file.parent)
    if not file.exists():
        with suppress(OSError):
            # SQLite gives the files beside it the same rights.
            file.touch(mode=0o600)
    try:
        connection = sqlite3.connect(
            file, timeout=BUSY_S, isolation_level=None, check_same_thread=False
        )
        try:
            connection.text_factory = _text
            if connection.execute("PRAGMA page_count").fetchone() == (0,):
                # A new journal can shrink; an older one learns to when it is made anew.
                connection.execute("PRAGMA auto_vacuum = INCREMENTAL")
            _write_ahead(connection)
            connection.execute("PRAGMA synchronous = FULL")
            migrate(connection, file)
        except BaseException:
            connection.close()
            raise
    except sqlite3.Error as error:
        raise store_error(file, error) from error
    return connection


def _text(octets: bytes) -> str:
    """A cell of text; octets of a damaged one that are no UTF-8 stay, as lone surrogates."""
    return octets.decode("utf-8", "surrogateescape")


def _write_ahead(connection: sqlite3.Connection) -> None:
    """WAL, also where several processes make the journal at once.

    The pragma does not wait for a lock; a transaction does, and then the other one has done it.
    """
    for _ in range(TRIES):
        if connection.execute("PRAGMA journal_mode").fetchone() == ("wal",):
            return
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError:
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("COMMIT")
    connection.execute("PRAGMA journal_mode = WAL")


def migrate(
    connection: sqlite3.Connection, file: Path, migrations: Sequence[Migration] = MIGRATIONS
) -> None:
    """Brings the tables to the version that ``migrations`` end with, all or nothing.

    Raises:
        JournalError: If a newer program has been at it.
        sqlite3.Error: If it cannot be written.
    """
    if _version(connection, file, migrations) == len(migrations):
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        for migration in migrations[_version(connection, file, migrations) :]:
            migration(connection)
        connection.execute(f"PRAGMA user_version = {len(migrations)}")
        connection.execute("COMMIT")
    finally:
        roll_back(connection)


def roll_back(connection: sqlite3.Connection) -> None:
    """Gives up the transaction, if there is one that SQLite has not given up itself."""
    if connection.in_transaction:
        connection.execute("ROLLBACK")


def store_error(file: Path, error: sqlite3.Error) -> JournalError:
    """The error in words that help."""
    return JournalError(f"{file}: {complaint(error)}")


def complaint(error: sqlite3.Error) -> str:
    """Return what is wrong and what to do, without the file."""
    match getattr(error, "sqlite_errorcode", 0) & 0xFF:
        case sqlite3.SQLITE_FULL:
            return texts.DISK_FULL
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_CANTOPEN | sqlite3.SQLITE_PERM:
            return texts.NOT_WRITABLE.format(remedy=tr(REMEDY))
        case sqlite3.SQLITE_NOTADB | sqlite3.SQLITE_CORRUPT:
            return texts.DAMAGED
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return texts.LOCKED
    return texts.UNUSABLE.format(why=error)


def _version(connection: sqlite3.Connection, file: Path, migrations: Sequence[Migration]) -> int:
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version > len(migrations):
        raise JournalError(texts.NEWER.format(file=file, version=version, known=len(migrations)))
    return int(version)
