"""One central connected to one virtual peripheral: what each request does, and the link's end."""

import asyncio
from collections.abc import Callable
from contextlib import suppress

from bleak.exc import BleakGATTProtocolErrorCode as AttErrorCode

from runwalk_devices.simulator.peripheral import AttError, Characteristic, Peripheral
from runwalk_devices.transport.packet import PacketKind

__all__ = ["EXCHANGE_S", "Connection", "PacketKind"]

EXCHANGE_S = 0.03
"""Seconds of a request and its response: two connection intervals of 15 ms."""


class Connection:
    """A link that holds until `lose`.

    Args:
        peripheral: The other end.
        record: Told of every packet: its kind, the characteristic's UUID, and the octets.
        on_lost: Called in the event loop's next turn when the link has ended.

    Attributes:
        callbacks: Who has subscribed, by characteristic.
    """

    def __init__(
        self,
        peripheral: Peripheral,
        record: Callable[[PacketKind, str, bytes], None],
        on_lost: Callable[[], None],
    ) -> None:
        self.peripheral = peripheral
        self.alive = True
        self.callbacks: dict[Characteristic, Callable[[bytearray], None]] = {}
        self._record = record
        self._on_lost = on_lost
        self._bearer = asyncio.Lock()
        peripheral.connections.append(self)
        record(PacketKind.CONNECT, "", b"")

    async def read(self, characteristic: Characteristic) -> bytes:
        """The value of ``characteristic``.

        Raises:
            AttError: If it cannot be read, or the link is lost meanwhile.
        """
        async with self._bearer:
            await self._exchange()
        if "read" not in characteristic.properties:
            raise AttError(AttErrorCode.READ_NOT_PERMITTED)
        value = self.peripheral.read(characteristic)
        self._record(PacketKind.READ, characteristic.uuid, value)
        return value

    async def write(self, characteristic: Characteristic, data: bytes, *, response: bool) -> None:
        """Write ``data``, and with ``response`` wait until the server has taken it.

        A write without response that the server would refuse is lost without a word; it alone
        passes a request that is under way (Core Specification, volume 3, part F, 3.3.2).

        Raises:
            AttError: If the server refuses it, or the link is lost meanwhile.
        """
        allowed = ("write" if response else "write-without-response") in characteristic.properties
        if response:
            async with self._bearer:
                self._record(PacketKind.WRITE, characteristic.uuid, data)
                await self._exchange()
                if not allowed:
                    raise AttError(AttErrorCode.WRITE_NOT_PERMITTED)
                await self.peripheral.write(characteristic, data)
            return
        self._record(PacketKind.WRITE, characteristic.uuid, data)
        if allowed:
            with suppress(AttError):
                await self.peripheral.write(characteristic, data)

    async def subscribe(
        self, characteristic: Characteristic, callback: Callable[[bytearray], None]
    ) -> None:
        """Have ``callback`` called with every value sent from now on."""
        await self._exchange()
        self._record(PacketKind.SUBSCRIBE, characteristic.uuid, b"")
        if self.peripheral.subscribes(characteristic):
            self.callbacks[characteristic] = callback
            self.peripheral.subscription(characteristic)

    async def unsubscribe(self, characteristic: Characteristic) -> None:
        """Have nothing more of ``characteristic`` sent."""
        await self._exchange()
        self.callbacks.pop(characteristic, None)
        self._record(PacketKind.UNSUBSCRIBE, characteristic.uuid, b"")

    def push(self, characteristic: Characteristic, value: bytes) -> None:
        """Send ``value``; the client hears of it in the event loop's next turn."""
        if characteristic not in self.callbacks or self.peripheral.muted:
            return
        notifies = "notify" in characteristic.properties
        kind = PacketKind.NOTIFY if notifies else PacketKind.INDICATE
        self._record(kind, characteristic.uuid, value)
        asyncio.get_running_loop().call_soon(self._deliver, characteristic, value)

    def lose(self) -> None:
        """End the link; harmless when it has ended already."""
        if not self.alive:
            return
        self.alive = False
        self.callbacks.clear()
        self.peripheral.connections.remove(self)
        self.peripheral.disconnected()
        self._record(PacketKind.DISCONNECT, "", b"")
        asyncio.get_running_loop().call_soon(self._on_lost)

    def _deliver(self, characteristic: Characteristic, value: bytes) -> None:
        callback = self.callbacks.get(characteristic)
        if callback is not None:
            callback(bytearray(value))

    async def _exchange(self) -> None:
        await self.peripheral.clock.sleep(EXCHANGE_S)
        if not self.alive:
            raise AttError(AttErrorCode.UNLIKELY_ERROR)
