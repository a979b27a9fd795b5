"""The virtual air: which peripherals are in range, and everything that passes between two ends."""

from collections.abc import Callable, Mapping
from functools import partial
from types import TracebackType
from typing import NamedTuple, Self

from bleak.exc import BleakDBusError

from runwalk_devices.clock import Clock
from runwalk_devices.codecs.uuids import short
from runwalk_devices.simulator.bleak_backend import VirtualClient, VirtualScanner
from runwalk_devices.simulator.connection import Connection, PacketKind
from runwalk_devices.simulator.peripheral import Peripheral
from runwalk_devices.transport.adapter import Adapter

CONNECT_S = 0.5
"""Seconds of a connection and the discovery of services."""


class Packet(NamedTuple):
    """One thing that passed through the air.

    Attributes:
        t: Seconds on the air's clock.
        kind: What it was.
        address: Of the peripheral.
        characteristic: Short UUID such as "2ACD"; "" for a connection's begin and end.
        data: Its octets.
    """

    t: float
    kind: PacketKind
    address: str
    characteristic: str
    data: bytes


class VirtualAir:
    """Peripherals within reach of one virtual adapter.

    Within ``async with air:`` the peripherals live; when it ends their links and tasks end too.

    Attributes:
        busy: The adapter is scanning or connecting, and refuses to do another of these.
        powered: The adapter is on; see `power`.
        walked_kmh: How fast the runner goes on the ground, away from any machine.
    """

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self._in_range: list[Peripheral] = []
        self.busy = False
        self.powered = True
        self.walked_kmh = 0.0
        self._open = False
        self._listeners: list[Callable[[Packet], None]] = []

    @property
    def peripherals(self) -> Mapping[str, Peripheral]:
        """Everything in range, by the address it has now."""
        return {peripheral.address: peripheral for peripheral in self._in_range}

    async def __aenter__(self) -> Self:
        self._open = True
        for peripheral in self._in_range:
            peripheral.start()
        return self

    async def __aexit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._open = False
        for peripheral in self._in_range:
            await peripheral.stop()

    def adapter(self) -> Adapter:
        """An adapter on this air."""
        air = self

        class Scanner(VirtualScanner):
            """A scanner that hears the advertisements of this air."""

        class Client(VirtualClient):
            """Connects through this air."""

        Scanner.air = Client.air = air
        adapter = Adapter(self.clock, scanner_backend=Scanner, client_backend=Client)
        adapter.walk = self.walk
        return adapter

    def walk(self, speed_kmh: float) -> None:
        """The runner goes so fast on the ground."""
        self.walked_kmh = speed_kmh

    def add(self, peripheral: Peripheral) -> None:
        """Bring a peripheral into range."""
        self._in_range.append(peripheral)
        if self._open:
            peripheral.start()

    async def remove(self, address: str) -> None:
        """Take a peripheral away for good; its links are lost."""
        peripheral = self.peripherals[address]
        self._in_range.remove(peripheral)
        await peripheral.stop()

    def cut(self, address: str) -> None:
        """Lose the link; the device is still there and can be connected to again."""
        self.peripherals[address].drop_links()

    def silence(self, address: str) -> None:
        """Take the device off the air until `restore`: its links are lost, connecting times out."""
        self.peripherals[address].silent = True
        self.cut(address)

    def mute(self, address: str) -> None:
        """Keep the link, but let no notification through until `restore`."""
        self.peripherals[address].muted = True

    def restore(self, address: str) -> None:
        """Undo `silence` and `mute`."""
        self.peripherals[address].silent = self.peripherals[address].muted = False

    def power(self, on: bool) -> None:
        """Switch the adapter on or off; off, it loses its links, hears nothing and finds nobody."""
        self.powered = on
        if not on:
            for peripheral in self._in_range:
                peripheral.drop_links()

    def on_packet(self, listener: Callable[[Packet], None]) -> Callable[[], None]:
        """Tell ``listener`` of every packet from now on; call what is returned to end that."""
        self._listeners.append(listener)
        return partial(self._listeners.remove, listener)

    async def connect(self, address: str, on_lost: Callable[[], None]) -> Connection:
        """Try to reach ``address`` for as long as it takes: the caller has the time-out."""
        while True:
            await self.clock.sleep(CONNECT_S)
            if not self.powered:
                raise BleakDBusError("org.bluez.Error.Failed", ["br-connection-canceled"])
            peripheral = self.peripherals.get(address)
            if peripheral is not None and peripheral.accepting:
                return Connection(peripheral, partial(self._record, address), on_lost)

    def _record(self, address: str, kind: PacketKind, uuid: str, data: bytes) -> None:
        packet = Packet(self.clock.now(), kind, address, short(uuid), data)
        for listener in tuple(self._listeners):
            listener(packet)
