"""Words for each kind of machine; the texts themselves stand in `sentences`."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from runwalk_tui.workout import sentences as say
from runwalk_tui.workout.vocabulary import Device, MachineKind

NAMES: Final[Mapping[MachineKind, str]] = MappingProxyType(
    {
        MachineKind.TREADMILL: say.TREADMILL,
        MachineKind.BIKE: say.BIKE,
        MachineKind.ELLIPTICAL: say.ELLIPTICAL,
        MachineKind.ROWER: say.ROWER,
        MachineKind.CLIMBER: say.CLIMBER,
    }
)
NOT_CONNECTED: Final[Mapping[MachineKind, str]] = MappingProxyType(
    {
        MachineKind.TREADMILL: say.NOT_CONNECTED,
        MachineKind.BIKE: say.BIKE_NOT_CONNECTED,
        MachineKind.ELLIPTICAL: say.ELLIPTICAL_NOT_CONNECTED,
        MachineKind.ROWER: say.ROWER_NOT_CONNECTED,
        MachineKind.CLIMBER: say.CLIMBER_NOT_CONNECTED,
    }
)
SET_OFF: Final[Mapping[MachineKind, str]] = MappingProxyType(
    {
        MachineKind.BIKE: say.PEDAL,
        MachineKind.ELLIPTICAL: say.STRIDE,
        MachineKind.ROWER: say.ROW,
        MachineKind.CLIMBER: say.CLIMB,
    }
)
"""What starts a machine that does not move by itself."""


def device_name(machine: MachineKind, device: Device) -> str:
    """The name of a device in a session with that kind of machine."""
    match device:
        case Device.STRAP:
            return say.STRAP
        case Device.POD:
            return say.POD
    return NAMES[machine]
