"""The devices that a trace is recorded of."""

from runwalk_devices.transport.adapter import DeviceKind
from runwalk_devices.transport.selection import Choice
from runwalk_tui.config.settings import Devices
from runwalk_tui.known_devices.known import KnownStrap
from runwalk_tui.known_devices.listing import KNOWN, named_in
from runwalk_tui.known_devices.registry import choice_of
from runwalk_tui.session.air import AirOptions
from runwalk_tui.session.remembered import known_devices
from runwalk_tui.workout.vocabulary import MachineKind


def trace_choices(
    air: AirOptions, named: Devices, machine: MachineKind
) -> dict[DeviceKind, Choice]:
    """The machine and the strap to listen to.

    Args:
        air: What is on the air; a treadmill and a strap that it names come first.
        named: What the settings name; what is chosen comes after that.
        machine: The kind of machine.
    """
    known, kind = known_devices(air), DeviceKind(machine.value)
    word = air.treadmill or named_in(named, kind)
    return {
        kind: choice_of(known, KNOWN[kind], word),
        DeviceKind.STRAP: choice_of(known, KnownStrap, air.strap or named.strap),
    }
