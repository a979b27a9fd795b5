"""Writes files whole or not at all, readable by their owner alone."""

import os
from contextlib import suppress
from pathlib import Path

from runwalk_tui.config import sentences
from runwalk_tui.config.paths import make_folder
from runwalk_tui.errors import REMEDY, StoreError, reason
from runwalk_tui.language import tr


def replace_file(file: Path, content: bytes) -> None:
    """Puts ``content`` in the place of a file; whoever reads sees the old one or the new one.

    Raises:
        OSError: If it cannot be written; the old file is unchanged.
    """
    draft = _draft(file.parent, f"{file.stem}-", ".new", content)
    try:
        draft.replace(file)
    except OSError:
        _remove(draft)
        raise


def store(file: Path, text: str) -> None:
    """The same for a text of the runner's, in a folder that is made where there is none.

    Raises:
        StoreError: If it cannot be written.
    """
    make_folder(file.parent)
    try:
        replace_file(file, text.encode("utf-8", "replace"))
    except OSError as error:
        what = f"{sentences.NOT_WRITTEN.format(file=file, why=reason(error))}; {tr(REMEDY)}"
        raise StoreError(what) from error


def write_new(folder: Path | str, prefix: str, suffix: str, content: bytes) -> Path:
    """Writes a file of a new name, and returns once the disk has it.

    Raises:
        OSError: If it cannot be written; nothing is left behind.
    """
    return _draft(Path(folder), prefix, suffix, content, synced=True)


def _draft(folder: Path, prefix: str, suffix: str, content: bytes, *, synced: bool = False) -> Path:
    """A new file, which `tempfile.mkstemp` makes with mode 0600."""
    import tempfile

    number, name = tempfile.mkstemp(suffix, prefix, folder)
    path = Path(name)
    try:
        with os.fdopen(number, "wb") as opened:
            opened.write(content)
            if synced:
                opened.flush()
                os.fsync(opened.fileno())
    except OSError:
        _remove(path)
        raise
    return path


def _remove(path: Path) -> None:
    with suppress(OSError):
        path.unlink(missing_ok=True)
