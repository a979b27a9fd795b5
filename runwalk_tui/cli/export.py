"""One session to a file, or every session into a folder."""

import sys
from pathlib import Path

from runwalk_tui.cli import sentences
from runwalk_tui.cli import sentences_of_refusals as refusals
from runwalk_tui.cli.options import Practice, RunnerOption
from runwalk_tui.config.paths import journal_file
from runwalk_tui.config.profiles import who_runs
from runwalk_tui.errors import DONE, UsageError
from runwalk_tui.exchange.exporter import export_session
from runwalk_tui.exchange.exporting import FolderFormat, export_folder


def export(
    session: str = "last",
    *,
    all: bool = False,
    format: FolderFormat | None = None,
    output: Path | None = None,
    runner: RunnerOption = None,
    practice: Practice = False,
    force: bool = False,
) -> int:
    """Write a recorded session to a file, or with --all every session into a folder.

    Parameters
    ----------
    session
        Number of the session in the history, last, or a file of events; with --all the folder.
    all
        Write every session of all runners, or of --runner; skip files that are up to date.
    format
        FIT or TCX for other programs, CSV with a row per second, JSON with everything, to import
        it again; with --all also Parquet, a data set. Default: FIT, with --all JSON.
    output
        File to write. Default: one in this folder, named after the session.
    force
        Replace an existing file.
    """
    if all:
        if session == "last" or output is not None or force:
            raise UsageError(refusals.EXPORT_FOLDER)
        where = journal_file(practice=practice)
        return _every_session(Path(session).expanduser(), format or "json", runner, where)
    if format == "parquet":
        raise UsageError(refusals.EXPORT_PARQUET)
    whose = who_runs(runner).id if session == "last" else None
    where = journal_file(practice=practice)
    file = export_session(session, format or "fit", output, whose, journal_file=where, force=force)
    print(file)
    return DONE


def _every_session(folder: Path, form: FolderFormat, runner: str | None, where: Path) -> int:
    """Writes every session into a folder, or of those already there what has changed."""
    whose = None if runner is None else who_runs(runner).id
    exported = export_folder(where, folder, form, whose)
    for file in exported.written:
        print(file)
    for line in exported.left_out:
        print(sentences.LEFT_OUT.format(what=line), file=sys.stderr)
    written = len(exported.written)
    print(sentences.FILES_WRITTEN(written, unchanged=exported.unchanged))
    return DONE
