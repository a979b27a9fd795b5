"""Remembered power meters and cadence sensors of bikes."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from runwalk_devices.transport.adapter import DeviceKind
from runwalk_tui.known_devices.known import KnownSensor


class KnownPowerMeter(KnownSensor, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A remembered power meter."""


class KnownCadenceSensor(KnownSensor, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A remembered cadence sensor."""


KNOWN_METERS: Final[Mapping[DeviceKind, type[KnownSensor]]] = MappingProxyType(
    {
        DeviceKind.POWER_METER: KnownPowerMeter,
        DeviceKind.CADENCE_SENSOR: KnownCadenceSensor,
    }
)
"""How each kind of meter is remembered."""
