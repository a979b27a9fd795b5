"""The program's own needs: packages, the runner's files, a terminal, a voice."""

import os
import shutil
from collections.abc import Callable, Mapping
from importlib.metadata import PackageNotFoundError
from pathlib import Path

from runwalk_tui.doctor import sentences as shown
from runwalk_tui.doctor.finding import Finding
from runwalk_tui.errors import REMEDY, FileError, StoreError
from runwalk_tui.language import tr

LITTLE_SPACE_BYTES = 200 * 1024**2
NO_SPACE_BYTES = 20 * 1024**2
"""An hour's session takes about one megabyte."""

COLUMNS, LINES = 80, 24


def package_finding(package: str, version: Callable[[str], str]) -> Finding:
    """Check that a package is installed."""
    try:
        return Finding.ok(package, version(package))
    except PackageNotFoundError:
        return Finding.failure(package, shown.NOT_INSTALLED, "pip install --upgrade runwalk-tui")


def folder_finding(name: str, folder: Path) -> Finding:
    """Check that the runner's files can be written, without creating any."""
    place = _nearest(folder)
    if not place.is_dir():
        return Finding.failure(name, shown.NOT_A_FOLDER.format(place=place), shown.MOVE_AWAY)
    if not os.access(place, os.W_OK | os.X_OK):
        return Finding.failure(name, shown.NOT_WRITABLE.format(place=place), tr(REMEDY))
    return Finding.ok(name, str(folder))


def space_finding(folder: Path, free_bytes: Callable[[Path], int]) -> Finding:
    """Check that there is room to record sessions."""
    free = free_bytes(_nearest(folder))
    what = shown.MEGABYTES_FREE.format(megabytes=free / 1024**2, folder=folder)
    if free < NO_SPACE_BYTES:
        return Finding.failure("disk", what, shown.FREE_SPACE)
    if free < LITTLE_SPACE_BYTES:
        return Finding.warning("disk", what, shown.FREE_SPACE_SOON)
    return Finding.ok("disk", what)


def readable_finding(name: str, read: Callable[[], str]) -> Finding:
    """Check that one of the runner's files can be read by ``read``."""
    try:
        return Finding.ok(name, read())
    except (FileError, StoreError) as error:
        return Finding.failure(name, str(error), shown.REPAIR)


def voice_finding(command: str | None) -> Finding:
    """Check that cues can be spoken."""
    if command is None:
        return Finding.warning("voice", shown.NO_SPEECH, shown.INSTALL_SPEECH)
    return Finding.ok("voice", command)


def terminal_finding(
    is_terminal: bool, size: tuple[int, int], encoding: str, environment: Mapping[str, str]
) -> Finding:
    """Check that the terminal can show the screens.

    Args:
        is_terminal: Standard output is one.
        size: Columns and lines.
        encoding: Of standard output.
        environment: Environment variables.
    """
    columns, lines = size
    colours = _colours(environment)
    if not is_terminal:
        return Finding.warning("terminal", shown.NO_TERMINAL, shown.USE_HEADLESS)
    if encoding.lower().replace("-", "") != "utf8":
        return Finding.warning(
            "terminal", shown.NO_UTF_8.format(encoding=encoding), "export LANG=C.UTF-8"
        )
    if not colours:
        return Finding.warning(
            "terminal",
            shown.NO_COLOURS.format(term=environment.get("TERM", "")),
            shown.SET_TERM,
        )
    if columns < COLUMNS or lines < LINES:
        return Finding.warning(
            "terminal",
            shown.TOO_SMALL.format(columns=columns, lines=lines),
            shown.MAKE_LARGER.format(columns=COLUMNS, lines=LINES),
        )
    return Finding.ok("terminal", f"{columns}x{lines}, UTF-8, {colours}")


def _colours(environment: Mapping[str, str]) -> str:
    if environment.get("NO_COLOR"):
        return shown.COLOURS_NOT_WANTED
    if environment.get("COLORTERM") in ("truecolor", "24bit") or "WT_SESSION" in environment:
        return shown.TRUE_COLOURS
    term = environment.get("TERM", "")
    if term.endswith(("256color", "direct", "kitty", "ghostty", "alacritty")):
        return shown.COLOURS_256
    return "" if term in ("", "dumb") else shown.COLOURS_16


def free_bytes(folder: Path) -> int:
    """Return what is left on a folder's disk."""
    return shutil.disk_usage(folder).free


def _nearest(folder: Path) -> Path:
    """The folder, or the part of the way to it that is there."""
    return next(place for place in (folder, *folder.parents) if place.exists())
