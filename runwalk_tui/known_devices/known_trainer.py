"""Remembered machines without a belt: one class a kind, as only one of a kind is chosen."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from runwalk_tui.known_devices.known import KnownDevice
from runwalk_tui.workout.vocabulary import MachineKind


class KnownTrainer(KnownDevice, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A remembered machine that stands until somebody moves it."""


class KnownBike(KnownTrainer, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A remembered bike."""


class KnownElliptical(KnownTrainer, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A remembered elliptical."""


class KnownRower(KnownTrainer, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A remembered rower."""


class KnownClimber(KnownTrainer, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A remembered stair climber."""


KNOWN_TRAINERS: Final[Mapping[MachineKind, type[KnownTrainer]]] = MappingProxyType(
    {
        MachineKind.BIKE: KnownBike,
        MachineKind.ELLIPTICAL: KnownElliptical,
        MachineKind.ROWER: KnownRower,
        MachineKind.CLIMBER: KnownClimber,
    }
)
"""How each kind of machine is remembered."""
