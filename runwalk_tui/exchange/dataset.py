"""All sessions as one data set of Parquet files, a row a second, for engines like DuckDB.

A file holds a runner's month: ``runner=ada/month=2026-03/seconds.parquet``. A second time only the
months in which something has changed are written.
"""

import hashlib
from collections.abc import Iterator
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import Final

from runwalk_tui.config.paths import make_folder
from runwalk_tui.errors import FileError
from runwalk_tui.exchange import sentences as texts
from runwalk_tui.exchange.export_all import (
    Exported,
    FolderState,
    Told,
    fingerprint,
    session_key,
)
from runwalk_tui.exchange.session_accounting import account_of
from runwalk_tui.journal.reader import RUNNING, Journal, SessionRow
from runwalk_tui.journal.salvage import sound_events
from runwalk_tui.journal.schema import JournalError

NOBODY: Final = "_"
"""Stands for the runner without a profile: the name of a folder cannot be empty."""

FORMAT: Final = "parquet"


class DatasetError(FileError):
    """The data set cannot be written: one line on why and what to do."""


def export_dataset(
    journal: Journal,
    folder: Path,
    runner: str | None = None,
    told: Told = lambda _done, _of: None,
) -> Exported:
    """Write every session that is not under way.

    Args:
        journal: Where the sessions are.
        folder: Made if it is not there.
        runner: Only this one's, by id; None is everybody's.
        told: Hears of each month before it is written.

    Raises:
        DatasetError: If DuckDB is not installed.
        JournalError: If the journal cannot be read.
        StoreError: If the folder cannot be written.
    """
    try:
        from runwalk_tui.exchange.dataset_file import Part, part_of, write_part_file
    except ImportError as error:
        what = texts.NEEDS_DUCKDB
        raise DatasetError(folder, what) from error
    make_folder(folder)
    state, exported = FolderState(folder), Exported()
    months = list(_months(journal, runner, exported))
    try:
        for done, (name, rows) in enumerate(months):
            told(done, len(months))
            made_from = _made_from(rows)
            if state.is_current(name, made_from):
                exported.unchanged += 1
                continue
            parts: list[Part] = []
            for row in rows:
                try:
                    account = account_of(sound_events(journal, row.id))
                except (ValueError, JournalError) as error:
                    exported.left_out.append(texts.LEFT_OUT.format(id=row.id, why=error))
                else:
                    parts.append(part_of(session_key(row), account))
            if parts:
                state.put(name, partial(write_part_file, parts=parts), made_from)
                exported.written.append(folder / name)
        if runner is None:
            kept = {name for name, _ in months}
            state.drop(name for name in state.names(f"runner={NOBODY}/") if name not in kept)
    finally:
        state.close()
    return exported


def _months(
    journal: Journal, runner: str | None, exported: Exported
) -> Iterator[tuple[str, list[SessionRow]]]:
    """Each file's name in the folder, and the sessions in it, the oldest first."""
    rows = []
    for row in journal.sessions(runner):
        if row.outcome == RUNNING:
            exported.left_out.append(texts.STILL_RUNNING.format(id=row.id))
        else:
            rows.append(row)
    rows.sort(key=lambda row: (row.runner, row.opened_at, row.id))
    for (whose, month), found in groupby(rows, lambda row: (row.runner, row.opened_at[:7])):
        yield f"runner={whose or NOBODY}/month={month}/seconds.parquet", list(found)


def _made_from(rows: list[SessionRow]) -> str:
    marks = [fingerprint(row, FORMAT, ()) for row in rows]
    return hashlib.sha256("\n".join(marks).encode()).hexdigest()[:32]
