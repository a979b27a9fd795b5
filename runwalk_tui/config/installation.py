"""The serial number of this installation, for files that leave it, as a watch has one."""

import secrets
from contextlib import suppress
from pathlib import Path

from runwalk_tui.config import sentences
from runwalk_tui.config.atomic import write_new
from runwalk_tui.config.paths import config_folder, make_folder
from runwalk_tui.errors import REMEDY, StoreError, reason
from runwalk_tui.language import tr

GREATEST = 0xFFFFFFFF


def serial_file() -> Path:
    """The file of the number."""
    return config_folder() / "serial"


def serial_number() -> int:
    """This installation's number, 1 to `GREATEST`; drawn at random when it is first asked for.

    Raises:
        StoreError: If it cannot be kept.
    """
    file = serial_file()
    kept = _kept(file)
    if kept is not None:
        return kept
    number = secrets.randbelow(GREATEST) + 1
    make_folder(file.parent)
    try:
        draft = write_new(file.parent, "serial-", ".new", f"{number}\n".encode())
        try:
            if file.exists():
                draft.replace(file)
            else:
                # Unlike a rename, this leaves what another process has just written.
                with suppress(FileExistsError):
                    file.hardlink_to(draft)
        finally:
            draft.unlink(missing_ok=True)
    except OSError as error:
        what = f"{sentences.NOT_WRITTEN.format(file=file, why=reason(error))}; {tr(REMEDY)}"
        raise StoreError(what) from error
    return _kept(file) or number


def _kept(file: Path) -> int | None:
    """The number in a file; None if there is none that can be used."""
    try:
        number = int(file.read_text(encoding="ascii"))
    except (OSError, ValueError):
        return None
    return number if 1 <= number <= GREATEST else None
