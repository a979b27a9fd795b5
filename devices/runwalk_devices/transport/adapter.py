"""The adapter: bleak's scanner and client on the platform's adapter, or on a virtual air."""

import asyncio
import sys
from collections import defaultdict
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import replace
from enum import StrEnum

from bleak import BleakAdapter, BleakClient, BleakScanner
from bleak.args.bluez import BlueZAdapterArgs, BlueZClientArgs, BlueZScannerArgs
from bleak.args.winrt import WinRTClientArgs
from bleak.backends.adapter import BaseBleakAdapter
from bleak.backends.client import BaseBleakClient
from bleak.backends.device import BLEDevice
from bleak.backends.scanner import AdvertisementData, BaseBleakScanner
from bleak.exc import BleakError

from runwalk_devices.clock import Clock
from runwalk_devices.codecs.uuids import (
    CYCLING_POWER_SERVICE,
    CYCLING_SPEED_SERVICE,
    FEC_SERVICE,
    FITNESS_MACHINE_SERVICE,
    FITSHOW_SERVICE,
    HEART_RATE_SERVICE,
    RUNNING_SPEED_SERVICE,
    WALKING_PAD_SERVICE,
)
from runwalk_devices.frozen import dataclass
from runwalk_devices.transport.bonds import Bonds
from runwalk_devices.transport.errors import adapter_error
from runwalk_devices.transport.first_use import FIRST_USE
from runwalk_devices.transport.own_protocols import is_own_treadmill
from runwalk_devices.transport.plain_text import plain
from runwalk_devices.transport.tap import Tap, tapped

START_TIMEOUT_S = 10.0
"""Seconds for the adapter to begin or end a scan, or to say what it holds."""
CONNECT_TIMEOUT_S = 20.0
"""Seconds for bleak to reach a device, services included, before it raises `TimeoutError`."""
UNHEARD_DBM = -127
"""Stands for the strength of a signal that is not measured, as in bleak."""

_TREADMILL_TYPE = 1 << 0
_BIKE_TYPE = 1 << 5
_MACHINE_TYPES = 0x3F


class DeviceKind(StrEnum):
    """The kind of device that an advertisement names."""

    TREADMILL = "treadmill"
    STRAP = "strap"
    BIKE = "bike"
    ELLIPTICAL = "elliptical"
    ROWER = "rower"
    CLIMBER = "climber"
    POD = "pod"
    POWER_METER = "power meter"
    CADENCE_SENSOR = "cadence sensor"

    @property
    def is_sensor(self) -> bool:
        """True if it only measures: a machine never waits for it."""
        return self in (
            DeviceKind.STRAP,
            DeviceKind.POD,
            DeviceKind.POWER_METER,
            DeviceKind.CADENCE_SENSOR,
        )


@dataclass(frozen=True, slots=True)
class Sighting:
    """A device as its last advertisement showed it.

    Attributes:
        address: Bluetooth address; on macOS a UUID that stands for it.
        name: As advertised, or as the system remembers it, without what a terminal cannot print;
            None if neither knows.
        rssi: Signal strength, dBm; nearer 0 is stronger. `UNHEARD_DBM` of a device that the system
            is connected to already: it is silent, and cannot be heard.
        kinds: What it says it is; empty for a machine that does not name its service.
        seen_at: Seconds on the adapter's clock.
        device: bleak's handle, to connect with.
        names: All that it has been called, in advertisements and by itself once connected: BlueZ
            tells the one or the other.
    """

    address: str
    name: str | None
    rssi: int
    kinds: frozenset[DeviceKind]
    seen_at: float
    device: BLEDevice
    names: frozenset[str] = frozenset()

    def is_called(self, name: str) -> bool:
        """Return True if ``name`` is one of its names, in small or capital letters."""
        own = self.names if self.name is None else self.names | {self.name}
        return name.casefold() in {one.casefold() for one in own}


class Adapter:
    """One Bluetooth adapter: who is near, and a client for each.

    Args:
        clock: Time for everything that waits here.
        scanner_backend: A bleak backend to scan with; None is the platform's own.
        client_backend: A bleak backend to connect with; None is the platform's own.
        adapter_backend: A bleak backend to ask which devices are connected already; None is BlueZ
            where that is the platform's own, else nobody is asked.
        adapter: Which adapter to use on Linux ("hci1"); None is the first that is on.
        reclaims: Devices that the system is connected to already may be used. BlueZ keeps the
            connections of a program that was killed, and no scan hears those devices; but it keeps
            those of a living program as well.

    Attributes:
        bonds: Which devices are paired with, and which want to be.
        tap: Is shown everything that passes through clients made from now on.
        walk: On a virtual air, takes how fast the runner goes on the ground; else None.
        called: The adapter's name on Linux; None is the first that is on.
        lock: Held while somebody scans or connects: an adapter does one of these at a time.
            `scan` and `watch` take it themselves; who connects takes it round `connect`.
    """

    def __init__(
        self,
        clock: Clock,
        *,
        scanner_backend: type[BaseBleakScanner] | None = None,
        client_backend: type[BaseBleakClient] | None = None,
        adapter_backend: type[BaseBleakAdapter] | None = None,
        adapter: str | None = None,
        reclaims: bool = True,
    ) -> None:
        self.clock = clock
        self.lock = asyncio.Lock()
        self._scanner_backend = scanner_backend
        self._client_backend = client_backend
        self._adapter_backend = adapter_backend
        self.called = adapter
        self._reclaims = reclaims and (
            adapter_backend is not None or (scanner_backend is None and sys.platform == "linux")
        )
        self.bonds = Bonds(is_bluez=scanner_backend is None and sys.platform == "linux")
        self.tap: Tap | None = None
        self.walk: Callable[[float], None] | None = None
        self._names: defaultdict[str, set[str]] = defaultdict(set)

    def remember(self, address: str, names: Iterable[str]) -> None:
        """The device at ``address`` has been called so before."""
        self._names[address].update(filter(None, names))

    async def scan(
        self, seconds: float, *, until: Callable[[Sequence[Sighting]], bool] | None = None
    ) -> list[Sighting]:
        """Listen for ``seconds``, or until ``until`` likes what has been seen; strongest first.

        Every device is reported, not only those that name a service: some treadmills advertise
        none and are known by their address.

        Raises:
            AdapterError: If the adapter cannot scan.
        """
        sightings: dict[str, Sighting] = {}
        news = asyncio.Event()

        def seen(sighting: Sighting) -> None:
            sightings[sighting.address] = sighting
            news.set()

        async with self.watch(seen):
            with suppress(TimeoutError):
                async with self.clock.timeout(seconds):
                    while until is None or not until(_strongest_first(sightings)):
                        news.clear()
                        await news.wait()
        return _strongest_first(sightings)

    @asynccontextmanager
    async def watch(
        self, seen: Callable[[Sighting], None], *, repeatedly: bool = False
    ) -> AsyncIterator[None]:
        """Call ``seen`` with every advertisement for as long as the block lasts.

        Args:
            seen: Must not block.
            repeatedly: Also with one that differs in nothing but its strength. BlueZ leaves these
                out otherwise.

        Raises:
            AdapterError: If the adapter cannot scan.
        """

        def received(device: BLEDevice, advertisement: AdvertisementData) -> None:
            sighting = _sighting(device, advertisement, self.clock.now())
            self.remember(sighting.address, sighting.names)
            seen(replace(sighting, names=frozenset(self._names[sighting.address])))

        async with self.lock:
            if self._scanner_backend is None and sys.platform == "darwin":
                await FIRST_USE.survive()
            with explained():
                bluez: BlueZScannerArgs = {"adapter": self.called} if self.called else {}
                if repeatedly:
                    bluez["filters"] = {"DuplicateData": True}
                scanner = BleakScanner(received, bluez=bluez, backend=self._scanner_backend)
                async with self.clock.timeout(START_TIMEOUT_S):
                    await scanner.start()
            try:
                for sighting in await self._held():
                    seen(sighting)
                yield
            finally:
                with explained():
                    async with self.clock.timeout(START_TIMEOUT_S):
                        await scanner.stop()

    def client(self, device: BLEDevice, on_disconnect: Callable[[], None]) -> BleakClient:
        """A client for a device just seen; hold `lock` while it connects.

        Args:
            device: From a `Sighting`.
            on_disconnect: Called when the link ends, whoever ended it.
        """
        bluez: BlueZClientArgs = {"adapter": self.called} if self.called else {}
        winrt: WinRTClientArgs = {"use_cached_services": False}
        client_class = BleakClient if self.tap is None else tapped(self.tap)
        return client_class(
            device,
            lambda _client: on_disconnect(),
            timeout=CONNECT_TIMEOUT_S,
            bluez=bluez,
            winrt=winrt,
            backend=self._client_backend,
        )

    async def _held(self) -> list[Sighting]:
        """The devices that the system is connected to already."""
        if not self._reclaims:
            return []
        bluez: BlueZAdapterArgs = {"adapter": self.called} if self.called else {}
        devices: dict[str, BLEDevice] = {}
        kinds: defaultdict[str, set[DeviceKind]] = defaultdict(set)
        with explained():
            async with self.clock.timeout(START_TIMEOUT_S):
                adapter = await BleakAdapter.get(bluez=bluez, backend=self._adapter_backend)
            for service, kind in _KINDS.items():
                async with self.clock.timeout(START_TIMEOUT_S):
                    connected = await adapter.get_connected_devices([service])
                for device in connected:
                    if service in _OWN and not is_own_treadmill(device.name, {service}):
                        continue
                    self.remember(device.address, filter(None, [_printable(device.name)]))
                    devices[device.address] = device
                    kinds[device.address].add(kind)
        now = self.clock.now()
        return [
            Sighting(
                address,
                _printable(device.name),
                UNHEARD_DBM,
                frozenset(kinds[address]),
                now,
                device,
                frozenset(self._names[address]),
            )
            for address, device in devices.items()
        ]


@contextmanager
def explained() -> Iterator[None]:
    """Turn whatever the adapter raises in this block into a `AdapterError`."""
    try:
        yield
    except (BleakError, OSError, EOFError) as error:
        raise adapter_error(error, sys.platform) from error


MACHINES = frozenset(kind for kind in DeviceKind if not kind.is_sensor)
"""The kinds that somebody trains on; a pod or a strap is worn."""

_TYPES = {
    1 << 1: DeviceKind.ELLIPTICAL,
    1 << 2: DeviceKind.CLIMBER,
    1 << 3: DeviceKind.CLIMBER,
    1 << 4: DeviceKind.ROWER,
    _BIKE_TYPE: DeviceKind.BIKE,
}
"""Bits of the machine types: cross trainer, step and stair climber, rower, indoor bike."""

_KINDS = {
    FITNESS_MACHINE_SERVICE: DeviceKind.TREADMILL,
    FEC_SERVICE: DeviceKind.BIKE,
    HEART_RATE_SERVICE: DeviceKind.STRAP,
    WALKING_PAD_SERVICE: DeviceKind.TREADMILL,
    FITSHOW_SERVICE: DeviceKind.TREADMILL,
    RUNNING_SPEED_SERVICE: DeviceKind.POD,
    CYCLING_POWER_SERVICE: DeviceKind.POWER_METER,
    CYCLING_SPEED_SERVICE: DeviceKind.CADENCE_SENSOR,
}
_OWN = {WALKING_PAD_SERVICE, FITSHOW_SERVICE}


_SENSORS = {service for service, kind in _KINDS.items() if kind.is_sensor}


def _sighting(device: BLEDevice, advertisement: AdvertisementData, seen_at: float) -> Sighting:
    return Sighting(
        address=device.address,
        name=_printable(advertisement.local_name or device.name),
        rssi=advertisement.rssi,
        kinds=_kinds(advertisement, device.name),
        seen_at=seen_at,
        device=device,
        names=frozenset(filter(None, map(_printable, (advertisement.local_name, device.name)))),
    )


def _printable(name: str | None) -> str | None:
    """A name that anybody may have sent."""
    return plain(name or "").strip() or None


def _kinds(advertisement: AdvertisementData, name: str | None) -> frozenset[DeviceKind]:
    """Return what the advertised services, the name and the Fitness Machine's service data say.

    Service data is flags u8, machine types u16 (FTMS 1.0, 3.1), bit 0 a treadmill. Some machines
    send the types with their octets swapped, so only data that names another machine excludes.
    """
    services = {uuid.lower() for uuid in advertisement.service_uuids}
    data = {uuid.lower(): value for uuid, value in advertisement.service_data.items()}
    types = int.from_bytes(data.get(FITNESS_MACHINE_SERVICE, b"")[1:3], "little") & _MACHINE_TYPES
    kinds = set()
    if FITNESS_MACHINE_SERVICE in services | data.keys() and (
        types == 0 or types & _TREADMILL_TYPE
    ):
        kinds.add(DeviceKind.TREADMILL)
    if types in (0, _TREADMILL_TYPE) and is_own_treadmill(
        advertisement.local_name or name, services | data.keys()
    ):
        kinds.add(DeviceKind.TREADMILL)
    if FITNESS_MACHINE_SERVICE in data:
        others = types & ~_BIKE_TYPE if types & _TREADMILL_TYPE else 0
        kinds.update(kind for bit, kind in _TYPES.items() if types & bit & ~others)
    if FEC_SERVICE in services:
        kinds.add(DeviceKind.BIKE)
    kinds |= {_KINDS[service] for service in _SENSORS & services}
    return frozenset(kinds)


def _strongest_first(sightings: dict[str, Sighting]) -> list[Sighting]:
    return sorted(sightings.values(), key=lambda sighting: -sighting.rssi)
