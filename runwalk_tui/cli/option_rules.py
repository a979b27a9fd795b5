"""Checks options that go together, and their values."""

import re
import sys
from typing import TYPE_CHECKING

from runwalk_tui.config.toml import shown
from runwalk_tui.errors import UsageError
from runwalk_tui.workout.vocabulary import MachineKind

if TYPE_CHECKING:
    from runwalk_tui.session.air import AirOptions


def checked(options: "AirOptions") -> "AirOptions":
    """The options, if they go together."""
    if not 0 < options.rate <= 100_000:
        raise UsageError(f"--rate {options.rate:g} is not above 0 and at most 100000")
    if options.rate != 1.0 and options.virtual is None:
        raise UsageError("--rate goes with --virtual: a real belt knows only real time")
    if options.by_hand and options.treadmill is not None:
        raise UsageError("--cues drives no treadmill: leave out --treadmill, or leave out --cues")
    check_adapter(options.adapter)
    return options


def machine_of(named: str | None, virtual: str | None, *, bike: bool) -> MachineKind:
    """The kind of machine that is named; else that of the virtual scene, else a treadmill."""
    if named is None and not bike:
        from runwalk_tui.session.air import virtual_machine

        return MachineKind.TREADMILL if virtual is None else virtual_machine(virtual)
    kind = next((one for one in MachineKind if one == named), None)
    if named is not None and kind is None:
        raise UsageError(f"--machine {shown(named)}: write one of {', '.join(MachineKind)}")
    if bike and kind not in (None, MachineKind.BIKE):
        raise UsageError(f"--bike and --machine {named} are two machines: leave one out")
    return kind or MachineKind.BIKE


def check_adapter(adapter: str | None) -> None:
    """Refuses an adapter that is not named as Linux names them, and any other than on Linux."""
    if adapter is None:
        return
    if sys.platform != "linux":
        raise UsageError("--adapter is for Linux: this system has one adapter for all programs")
    if not re.fullmatch(r"hci\d+", adapter):
        raise UsageError(f"--adapter {adapter}: write hci0 or hci1; 'bluetoothctl list' shows them")


def listening(seconds: float) -> float:
    """Returns the seconds to listen, if they make sense."""
    if not 1 <= seconds <= 60:
        raise UsageError(f"devices: --seconds {seconds:g} is not within 1 to 60")
    return seconds
