"""The findings on Bluetooth and this machine in lines, and as a file for the report of a fault."""

import platform
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Protocol

from runwalk_tui import __version__
from runwalk_tui.errors import FileError, reason
from runwalk_tui.exchange import sentences as shown
from runwalk_tui.known_devices.known_treadmill import KnownTreadmill
from runwalk_tui.known_devices.report import report_of

_SIGNS = {"ok": "  ", "warning": "! ", "failure": "!!"}


class Remark(Protocol):
    """The state of one thing that was examined; ``level`` is ok, warning or failure."""

    @property
    def name(self) -> str: ...

    @property
    def level(self) -> str: ...

    @property
    def what(self) -> str: ...

    @property
    def remedy(self) -> str: ...


def remark_lines(remark: Remark, called: str) -> list[str]:
    """A finding under a name, and its remedy below it."""
    lines = [f"{_SIGNS[remark.level]} {called:<16} {remark.what}"]
    return [*lines, f"{'':<19}{remark.remedy}"] if remark.remedy else lines


def write_diagnosis(
    remarks: Iterable[Remark], treadmills: Iterable[KnownTreadmill], folder: Path, now: datetime
) -> Path:
    """Write the findings, and what was found out about each checked treadmill; return where.

    Args:
        remarks: In the order in which they are to stand.
        treadmills: Those that were not checked are left out.
        folder: Where the file goes; it is named after the moment.
        now: The moment.

    Raises:
        FileError: If it cannot be written.
    """
    file = folder / f"runwalk-doctor-{now:%Y-%m-%dT%H%M%S}.txt"
    lines = [f"runwalk-tui {__version__}, {platform.platform()}, {now:%Y-%m-%d %H:%M}", ""]
    for remark in remarks:
        lines += remark_lines(remark, remark.name)
    for treadmill in treadmills:
        if treadmill.obeys is not None:
            lines += ["", report_of(treadmill).rstrip()]
    try:
        with file.open("x", encoding="utf-8") as opened:
            opened.write("\n".join(lines) + "\n")
    except OSError as error:
        raise FileError(file, shown.NO_PLACE_FOR_REPORT.format(why=reason(error))) from error
    return file
