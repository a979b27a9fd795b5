"""Every session into a folder, in whichever format, as commands and screens ask for it."""

from pathlib import Path
from typing import Final, Literal, get_args

from runwalk_tui.exchange.export_all import Exported, Told, export_all
from runwalk_tui.exchange.exporter import Format
from runwalk_tui.journal.reader import Journal

FolderFormat = Format | Literal["parquet"]

FORMATS: Final[tuple[Format, ...]] = get_args(Format)
"""Of the file of one session."""

FOLDER_FORMATS: Final[tuple[FolderFormat, ...]] = (*FORMATS, "parquet")
"""Of a folder of all."""


def export_folder(
    journal_file: Path,
    folder: Path,
    form: FolderFormat,
    runner: str | None = None,
    told: Told = lambda _done, _of: None,
) -> Exported:
    """Write every session into a folder, or of those already there what has changed.

    Args:
        journal_file: Where the sessions are.
        folder: Made if it is not there.
        form: Of the files.
        runner: Only this one's, by id; None is everybody's.
        told: Hears how far it has come.

    Raises:
        FileError: If the data set needs what is not installed.
        StoreError: If the journal cannot be read, or the folder not be written.
    """
    with Journal.open(journal_file) as journal:
        if form == "parquet":
            from runwalk_tui.exchange.dataset import export_dataset

            return export_dataset(journal, folder, runner, told)
        return export_all(journal, folder, form, runner, told)
