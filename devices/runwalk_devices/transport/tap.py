"""A bleak client that shows everything that passes through it to somebody else."""

from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from typing import Any, ClassVar, Protocol
from uuid import UUID

from bleak import BleakClient
from bleak.args import SizedBuffer
from bleak.backends.characteristic import BleakGATTCharacteristic
from bleak.backends.device import BLEDevice
from bleak.backends.service import BleakGATTServiceCollection

from runwalk_devices.transport.packet import PacketKind

Specifier = BleakGATTCharacteristic | int | str | UUID
Received = Callable[[BleakGATTCharacteristic, bytearray], Awaitable[None] | None]


class Tap(Protocol):
    """Is shown what passes; must neither block nor raise."""

    def connected(self, device: BLEDevice, services: BleakGATTServiceCollection) -> None:
        """A connection has come about, and this is what the device offers."""

    def passed(self, device: BLEDevice, kind: PacketKind, uuid: str, data: bytes) -> None:
        """Octets went to or came from the device; none and no UUID when it is disconnected."""

    def failed(self, device: BLEDevice, kind: PacketKind, uuid: str, error: BaseException) -> None:
        """Record a request to the device that failed."""


class TappedClient(BleakClient):
    """A client as any other; a subclass names the tap.

    A write is shown when it is asked for, as the answer may come before it has been carried out.
    """

    tap: ClassVar[Tap]

    def __init__(
        self,
        device: BLEDevice,
        disconnected_callback: Callable[[BleakClient], None] | None = None,
        **kwargs: Any,
    ) -> None:
        def disconnected(client: BleakClient) -> None:
            self.tap.passed(device, PacketKind.DISCONNECT, "", b"")
            if disconnected_callback is not None:
                disconnected_callback(client)

        super().__init__(device, disconnected, **kwargs)
        self._device = device
        self._held: dict[str, list[tuple[PacketKind, bytes]]] = {}

    async def connect(self, **kwargs: Any) -> None:
        """Connect, and show what the device offers."""
        with self._shown_if_it_fails(PacketKind.CONNECT):
            await super().connect(**kwargs)
        self.tap.connected(self._device, self.services)

    async def read_gatt_char(
        self, char_specifier: Specifier, *, use_cached: bool = False, **kwargs: Any
    ) -> bytearray:
        """Read, and show what was read."""
        uuid = self._uuid(char_specifier)
        self._held[uuid] = []
        data: bytearray | None = None
        try:
            with self._shown_if_it_fails(PacketKind.READ, uuid):
                data = await super().read_gatt_char(char_specifier, use_cached=use_cached, **kwargs)
        finally:
            self._show_held(uuid, None if data is None else bytes(data))
        self.tap.passed(self._device, PacketKind.READ, uuid, bytes(data))
        return data

    def _show_held(self, uuid: str, read: bytes | None) -> None:
        """Shows what came during a read but its own value, which BlueZ passes off as sent."""
        held = self._held.pop(uuid, [])
        echo = next((one for one in held if one[1] == read), None)
        for kind, data in held:
            if (kind, data) != echo:
                self.tap.passed(self._device, kind, uuid, data)

    async def write_gatt_char(
        self, char_specifier: Specifier, data: SizedBuffer, response: bool | None = None
    ) -> None:
        """Show what is to be written, and write it."""
        uuid = self._uuid(char_specifier)
        self.tap.passed(self._device, PacketKind.WRITE, uuid, bytes(data))
        with self._shown_if_it_fails(PacketKind.WRITE, uuid):
            await super().write_gatt_char(char_specifier, data, response)

    async def start_notify(
        self, char_specifier: Specifier, callback: Received, **kwargs: Any
    ) -> None:
        """Subscribe with a callback that is no coroutine, and show all that comes."""

        def received(sender: BleakGATTCharacteristic, data: bytearray) -> None:
            notifies = "notify" in sender.properties
            kind = PacketKind.NOTIFY if notifies else PacketKind.INDICATE
            held = self._held.get(sender.uuid)
            if held is None:
                self.tap.passed(self._device, kind, sender.uuid, bytes(data))
            else:
                held.append((kind, bytes(data)))
            callback(sender, data)

        uuid = self._uuid(char_specifier)
        with self._shown_if_it_fails(PacketKind.SUBSCRIBE, uuid):
            await super().start_notify(char_specifier, received, **kwargs)
        self.tap.passed(self._device, PacketKind.SUBSCRIBE, uuid, b"")

    @contextmanager
    def _shown_if_it_fails(self, kind: PacketKind, uuid: str = "") -> Iterator[None]:
        """A cancelled call is recorded as a failure."""
        try:
            yield
        except BaseException as error:
            self.tap.failed(self._device, kind, uuid, error)
            raise

    def _uuid(self, specifier: Specifier) -> str:
        if isinstance(specifier, BleakGATTCharacteristic):
            return specifier.uuid
        found = self.services.get_characteristic(specifier)
        return str(specifier) if found is None else found.uuid


def tapped(tap: Tap) -> type[TappedClient]:
    """The clients of this tap."""

    class Client(TappedClient):
        """Shows it what passes."""

    Client.tap = tap
    return Client
