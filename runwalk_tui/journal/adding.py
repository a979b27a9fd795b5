"""Adds whole sessions to the journal: those that were recorded elsewhere, or kept in a file."""

import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing
from functools import reduce
from pathlib import Path

from runwalk_tui.config.paths import journal_file
from runwalk_tui.journal.schema import connect, roll_back, store_error
from runwalk_tui.journal.sealing import add_sealed
from runwalk_tui.journal.writer import UPDATE, totals_of
from runwalk_tui.workout.events import Event, SessionOpened
from runwalk_tui.workout.evolve import evolve
from runwalk_tui.workout.session import Session


def is_practice(events: Sequence[Event]) -> bool:
    """Return True if a session was run on virtual devices."""
    return bool(events) and isinstance(events[0], SessionOpened) and events[0].virtual


def add_session(
    events: Sequence[Event],
    runner: str,
    file: Path | None = None,
    totals: Mapping[str, object] | None = None,
) -> int:
    """Adds a session, all of it or nothing.

    Args:
        events: In order of time, the first opens it.
        runner: Whose it is, by id.
        file: The journal; by default the runner's own, for practice that of practice.
        totals: What `totals_of` the session would be, where that is known without folding it.

    Returns:
        What it is called in the history.

    Raises:
        StoreError: If the journal cannot be written.
    """
    if totals is None:
        totals = totals_of(reduce(evolve, events, Session()))
    opened = events[0]
    origin = opened.origin if isinstance(opened, SessionOpened) else ""
    file = file or journal_file(practice=is_practice(events))
    with closing(connect(file)) as connection:
        try:
            connection.execute("BEGIN IMMEDIATE")
            insert = "INSERT INTO sessions (origin) VALUES (?)"
            session_id = connection.execute(insert, (origin,)).lastrowid
            assert session_id is not None
            add_sealed(connection, session_id, events)
            connection.execute(UPDATE, {**totals, "id": session_id, "runner": runner})
            connection.execute("COMMIT")
        except sqlite3.Error as error:
            roll_back(connection)
            raise store_error(file, error) from error
        except BaseException:
            roll_back(connection)
            raise
    return session_id
