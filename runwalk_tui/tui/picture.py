"""Keeps what a screen shows as a file."""

from pathlib import Path

from runwalk_tui.config.atomic import replace_file
from runwalk_tui.errors import FileError, reason


class FilmError(FileError):
    """A file cannot be written: one line with the file and what to do."""


def keep_text(file: Path, text: str) -> None:
    """Writes a file, whole or not at all; raises `FilmError`."""
    try:
        replace_file(file, text.encode())
    except OSError as error:
        raise FilmError(file, f"cannot be written: {reason(error)}; name another file") from error
