"""Checks options that go together, and their values."""

import re
import sys
from typing import TYPE_CHECKING

from runwalk_tui.cli import sentences_of_refusals as refusals
from runwalk_tui.config.toml import shown
from runwalk_tui.errors import UsageError
from runwalk_tui.workout.vocabulary import MachineKind

if TYPE_CHECKING:
    from runwalk_tui.session.air import AirOptions


def checked(options: "AirOptions") -> "AirOptions":
    """Return the options, if they go together.

    Raises:
        UsageError: If they do not, or the rate is not within 0 to 100,000.
    """
    if not 0 < options.rate <= 100_000:
        raise UsageError(refusals.RATE.format(rate=f"{options.rate:g}"))
    if options.rate != 1.0 and options.virtual is None:
        raise UsageError(refusals.RATE_IS_VIRTUAL)
    if options.by_hand and options.treadmill is not None:
        raise UsageError(refusals.CUES_DRIVE_NOTHING)
    check_adapter(options.adapter)
    return options


def machine_of(named: str | None, virtual: str | None, *, bike: bool) -> MachineKind:
    """Return the kind of machine that is named; else that of the virtual scene, or a treadmill.

    Raises:
        UsageError: If there is no such machine, or two are named.
    """
    if named is None and not bike:
        from runwalk_tui.session.air import virtual_machine

        return MachineKind.TREADMILL if virtual is None else virtual_machine(virtual)
    kind = next((one for one in MachineKind if one == named), None)
    if named is not None and kind is None:
        machines = ", ".join(MachineKind)
        raise UsageError(refusals.MACHINE.format(text=shown(named), machines=machines))
    if bike and kind not in (None, MachineKind.BIKE):
        raise UsageError(refusals.TWO_MACHINES.format(machine=named))
    return kind or MachineKind.BIKE


def check_adapter(adapter: str | None) -> None:
    """Refuse an adapter that is not named as Linux names them, and any on another system.

    Raises:
        UsageError: If it is refused.
    """
    if adapter is None:
        return
    if sys.platform != "linux":
        raise UsageError(refusals.ADAPTER_ON_LINUX)
    if not re.fullmatch(r"hci\d+", adapter):
        raise UsageError(refusals.ADAPTER.format(adapter=adapter))


def listening(seconds: float) -> float:
    """Return the seconds to listen, if there are 1 to 60 of them.

    Raises:
        UsageError: If there are not.
    """
    if not 1 <= seconds <= 60:
        raise UsageError(refusals.SECONDS.format(seconds=f"{seconds:g}"))
    return seconds
