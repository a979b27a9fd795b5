"""Devices as they are listed: what is heard, beside what is remembered."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from runwalk_devices.transport.adapter import UNHEARD_DBM, DeviceKind, Sighting
from runwalk_tui.config.settings import Devices
from runwalk_tui.known_devices.known import KnownDevice, KnownStrap
from runwalk_tui.known_devices.known_meter import KNOWN_METERS
from runwalk_tui.known_devices.known_pod import KnownPod
from runwalk_tui.known_devices.known_trainer import (
    KnownBike,
    KnownClimber,
    KnownElliptical,
    KnownRower,
)
from runwalk_tui.known_devices.known_treadmill import KnownTreadmill
from runwalk_tui.known_devices.registry import DeviceRegistry
from runwalk_tui.workout.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Entry:
    """A device in a list.

    Attributes:
        device: What is remembered of it, or of a stranger no more than its name and address.
        address: Where it is heard; of one that is not, where it was met last.
        is_known: It is remembered.
        is_chosen: It is the one of its kind that is connected to.
        rssi_dbm: Strength of its signal; None where it is not measured.
        heard_at: When it was heard, on the adapter's clock; None if it was not.
    """

    device: KnownDevice
    address: str
    is_known: bool = False
    is_chosen: bool = False
    rssi_dbm: int | None = None
    heard_at: float | None = None

    @property
    def kind(self) -> DeviceKind:
        """The kind of machine or sensor."""
        return kind_of(self.device)

    @property
    def called(self) -> str:
        """The device's name for people."""
        return self.device.called

    def answers_to(self, word: str) -> bool:
        """Return True if ``word`` is one of its names or addresses."""
        return self.device.answers_to(word) or self.address.casefold() == word.casefold()

    @property
    def is_held(self) -> bool:
        """True if the system is connected to it: then it is silent."""
        return self.heard_at is not None and self.rssi_dbm is None


KNOWN: Mapping[DeviceKind, type[KnownDevice]] = MappingProxyType(
    {
        DeviceKind.TREADMILL: KnownTreadmill,
        DeviceKind.BIKE: KnownBike,
        DeviceKind.ELLIPTICAL: KnownElliptical,
        DeviceKind.ROWER: KnownRower,
        DeviceKind.CLIMBER: KnownClimber,
        DeviceKind.STRAP: KnownStrap,
        DeviceKind.POD: KnownPod,
        **KNOWN_METERS,
    }
)
"""How each kind is remembered; of a device that is several, the first one counts."""


def kind_of(device: KnownDevice) -> DeviceKind:
    """The kind of a remembered device."""
    return next(kind for kind, known in KNOWN.items() if isinstance(device, known))


def named_in(named: Devices, kind: DeviceKind) -> str | None:
    """The name of that kind of device in the runner's settings."""
    match kind:
        case DeviceKind.TREADMILL:
            return named.treadmill
        case DeviceKind.STRAP:
            return named.strap
        case DeviceKind.POD:
            return named.pod
        case _:
            return None


def roster(sightings: Sequence[Sighting], machines: DeviceRegistry, named: Devices) -> list[Entry]:
    """Everything heard in its order, then what is remembered and was not.

    Args:
        sightings: What neither says that it is a machine or a sensor nor is remembered is left out.
        machines: What is remembered.
        named: What the runner's settings name; that counts more than what was chosen.
    """
    met = [(seen, kind) for seen in sightings if (kind := _kind(seen, machines)) is not None]
    known = [machines.known(kind, seen.name, seen.address) for seen, kind in met]
    entries = []
    for (seen, kind), device in zip(met, known, strict=True):
        is_it = device is not None and (device.address == seen.address or known.count(device) == 1)
        entries.append(
            Entry(
                device if device is not None and is_it else kind(seen.address, seen.name or ""),
                seen.address,
                is_known=is_it,
                rssi_dbm=None if seen.rssi == UNHEARD_DBM else seen.rssi,
                heard_at=seen.seen_at,
            )
        )
    present = [entry.device for entry in entries]
    entries += [
        Entry(device, device.address, is_known=True)
        for device in machines.of(KnownDevice)
        if device not in present
    ]
    return [replace(entry, is_chosen=_is_chosen(entry.device, named)) for entry in entries]


def _kind(seen: Sighting, machines: DeviceRegistry) -> type[KnownDevice] | None:
    """Return what it says that it is, else what it is remembered as."""
    said = next((known for kind, known in KNOWN.items() if kind in seen.kinds), None)
    if said is not None or seen.kinds:
        return said
    known = (type(one) for one in machines.of(KnownDevice) if one.address == seen.address)
    return next(known, None)


def _is_chosen(device: KnownDevice, named: Devices) -> bool:
    word = named_in(named, kind_of(device))
    return device.answers_to(word) if word else device.chosen
