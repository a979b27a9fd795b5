"""Keeps what a screen shows as a file."""

from pathlib import Path

from runwalk_tui.config.atomic import replace_file
from runwalk_tui.errors import FileError, reason
from runwalk_tui.tui import sentences_of_lists as shown


class FilmError(FileError):
    """A file cannot be written: one line with the file and what to do."""


def keep_text(file: Path, text: str) -> None:
    """Writes a file, whole or not at all; raises `FilmError`."""
    try:
        replace_file(file, text.encode())
    except OSError as error:
        raise FilmError(file, shown.NOT_WRITTEN.format(reason=reason(error))) from error
