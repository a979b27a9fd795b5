"""The findings of the doctor, for screens: they know nothing of where they come from."""

import sys
from contextlib import redirect_stdout
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from runwalk_tui.doctor import Finding


async def examined() -> "list[Finding]":
    """Everything that was found about this machine."""
    from runwalk_devices.clock import Clock
    from runwalk_tui.doctor import examine

    # A screen has put another stream in the terminal's place; the terminal is looked at, too.
    with redirect_stdout(sys.__stdout__ or sys.stdout):
        return [finding async for finding in examine(Clock())]
