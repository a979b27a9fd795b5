"""Tells a session that is being recorded from one whose process is gone, however it went."""

import sqlite3
import sys
from contextlib import closing, suppress
from pathlib import Path

LockError = sqlite3.Error
"""A lock cannot be had."""


def is_busy(error: LockError) -> bool:
    """Return True if another process holds the lock."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_BUSY


class Liveness:
    """A lock that lasts as long as this object is held or its process lives.

    The system takes it from a process that dies, even by ``kill -9``; a process number alone
    could belong to somebody else by then. The lock is SQLite's, so it is the same everywhere.

    Raises:
        sqlite3.Error: If the file cannot be made or another process holds it.
    """

    def __init__(self, file: Path) -> None:
        self._file = file
        while True:
            self._connection = _connect(file)
            self._connection.execute("BEGIN IMMEDIATE")
            if file.exists():
                return
            # `is_held` of another process took the file away between the two.
            self._connection.close()

    def release(self) -> None:
        """Gives the lock up and leaves nothing behind."""
        self._connection.close()
        _remove(self._file)


def is_held(file: Path) -> bool:
    """Return True if a living process holds the lock; what a dead one left behind is removed."""
    if not file.exists():
        return False
    try:
        with closing(_connect(file)) as connection:
            connection.execute("BEGIN IMMEDIATE")
            _remove(file)
    except sqlite3.Error as error:
        return is_busy(error)
    if sys.platform == "win32":
        # Which removes no file that is open.
        _remove(file)
    return False


def _connect(file: Path) -> sqlite3.Connection:
    return sqlite3.connect(file, timeout=0, isolation_level=None, check_same_thread=False)


def _remove(file: Path) -> None:
    with suppress(OSError):
        file.unlink(missing_ok=True)
