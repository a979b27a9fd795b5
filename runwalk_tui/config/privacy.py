"""Keeps the runner's files from everybody else: they hold heart rates, injuries and pain.

Windows keeps a user's folders private by itself; there nothing is done.
"""

import os
import stat
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from runwalk_tui.config.paths import config_folder, data_folder, log_file

OTHERS = 0o077
"""The rights of the group and of everybody else."""

_OWN = (
    "journal.sqlite3*",
    "journal-practice.sqlite3*",
    "session-*.lock",
    "runwalk-session-*",
    "live*",
    "*.toml",
    "serial",
    "plans",
    "plans/**/*",
    "runners",
    "runners/*",
    "logs",
    "logs/*",
)
"""The program's own files in a shared folder."""


def keep_private() -> None:
    """Takes the rights of others from every file and folder that exists or is made from now on."""
    if sys.platform == "win32":
        return
    os.umask(OTHERS)
    for folder in {config_folder(), data_folder(), log_file().parent}:
        for path in _kept_in(folder):
            _close_to_others(path)


def _kept_in(folder: Path) -> Iterator[Path]:
    """Everything in a folder of the program's own; elsewhere only what the program keeps there."""
    if not folder.is_dir():
        return
    if not _is_shared(folder):
        yield folder
        yield from folder.rglob("*")
        return
    for pattern in _OWN:
        yield from folder.glob(pattern)


def _is_shared(folder: Path) -> bool:
    """True if the folder is for other things too: a home, a folder above one, or for everybody."""
    resolved, home = folder.resolve(), Path.home().resolve()
    if resolved == home or resolved in home.parents:
        return True
    return bool(folder.stat().st_mode & stat.S_ISVTX)


def _close_to_others(path: Path) -> None:
    """Closes a file to others; leaves alone what belongs to somebody else or lies behind a link."""
    with suppress(OSError):
        found = path.lstat()
        if stat.S_ISLNK(found.st_mode) or found.st_uid != os.getuid():
            return
        if found.st_mode & OTHERS:
            path.chmod(stat.S_IMODE(found.st_mode) & ~OTHERS)
