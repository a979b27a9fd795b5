"""Backends through which bleak's own scanner and client reach the virtual air.

They behave as bleak 3.1 does on BlueZ, errors and delays included, so that a program that is right
here has met what it will meet on a real adapter.
"""
# ruff: noqa: ARG002 (an override takes the arguments of what it overrides)

import asyncio
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from itertools import count
from typing import TYPE_CHECKING, Any, ClassVar, Literal, Protocol

from bleak.args import SizedBuffer
from bleak.args.bluez import BlueZClientArgs, BlueZScannerArgs
from bleak.args.corebluetooth import CBScannerArgs
from bleak.args.winrt import WinRTClientArgs
from bleak.backends.characteristic import BleakGATTCharacteristic
from bleak.backends.client import BaseBleakClient, NotifyCallback
from bleak.backends.descriptor import BleakGATTDescriptor
from bleak.backends.device import BLEDevice
from bleak.backends.scanner import AdvertisementDataCallback, BaseBleakScanner
from bleak.backends.service import BleakGATTService, BleakGATTServiceCollection
from bleak.exc import (
    BleakBluetoothNotAvailableError,
    BleakBluetoothNotAvailableReason,
    BleakDBusError,
    BleakError,
    BleakGATTProtocolError,
    BleakGATTProtocolErrorCode,
)
from bleak.uuids import normalize_uuid_16

from runwalk_devices.clock import Clock
from runwalk_devices.simulator.peripheral import AttError, Characteristic, Peripheral

if TYPE_CHECKING:
    from runwalk_devices.simulator.connection import Connection

ADVERTISING_S = 0.2
"""Seconds between two advertisements of a device."""
DISCONNECT_S = 2.0
"""Seconds that BlueZ keeps a link that the program has asked it to end."""

_MTU = 247
_ATT_HEADER = 3
_CLIENT_CONFIGURATION = normalize_uuid_16(0x2902)
_SENDS = {"notify", "indicate"}


class Air(Protocol):
    """The interface that the backends need of an air."""

    clock: Clock
    busy: bool
    powered: bool

    @property
    def peripherals(self) -> Mapping[str, Peripheral]: ...

    async def connect(self, address: str, on_lost: Callable[[], None]) -> "Connection": ...


class VirtualScanner(BaseBleakScanner):
    """Hears every advertising peripheral of its air; a subclass names the air."""

    air: ClassVar["Air"]

    def __init__(
        self,
        detection_callback: AdvertisementDataCallback | None,
        service_uuids: list[str] | None,
        scanning_mode: Literal["active", "passive"],
        *,
        bluez: BlueZScannerArgs,
        cb: CBScannerArgs,
    ) -> None:
        super().__init__(detection_callback, service_uuids)
        self._listening: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Begin to listen; an adapter that is off, scanning or connecting refuses."""
        if not self.air.powered:
            raise BleakBluetoothNotAvailableError(
                "No powered Bluetooth adapters found. Turn on Bluetooth and try again.",
                BleakBluetoothNotAvailableReason.POWERED_OFF,
            )
        _refuse_if_busy(self.air)
        self.air.busy = True
        self.seen_devices = {}
        self._listening = asyncio.create_task(self._listen())

    async def stop(self) -> None:
        """End listening; harmless when it has ended already."""
        if self._listening is None:
            return
        listening, self._listening = self._listening, None
        self.air.busy = False
        listening.cancel()
        await asyncio.wait({listening})

    async def _listen(self) -> None:
        while True:
            await self.air.clock.sleep(ADVERTISING_S)
            for peripheral in self.air.peripherals.values():
                if peripheral.connectable and self.air.powered:
                    self._hear(peripheral)

    def _hear(self, peripheral: Peripheral) -> None:
        advertisement = peripheral.advertisement()
        if not self.is_allowed_uuid(advertisement.service_uuids):
            return
        device = self.create_or_update_device(
            peripheral.address, peripheral.address, advertisement.local_name, None, advertisement
        )
        self.call_detection_callbacks(device, advertisement)


class VirtualClient(BaseBleakClient):
    """Connects to a peripheral of its air; a subclass names the air."""

    air: ClassVar["Air"]

    def __init__(
        self,
        address_or_ble_device: BLEDevice | str,
        services: set[str] | None = None,
        *,
        disconnected_callback: Callable[[], None] | None,
        timeout: float,
        bluez: BlueZClientArgs,
        winrt: WinRTClientArgs,
    ) -> None:
        super().__init__(
            address_or_ble_device, disconnected_callback=disconnected_callback, timeout=timeout
        )
        self._requested_services = services
        self._connection: Connection | None = None
        self._gone = asyncio.Event()

    @property
    def name(self) -> str:
        """The device's name, or its address where it has none."""
        peripheral = self.air.peripherals.get(self.address)
        return (peripheral and peripheral.name) or self.address

    @property
    def mtu_size(self) -> int:
        """Largest ATT packet, octets."""
        return _MTU

    @property
    def is_connected(self) -> bool:
        """True if the link holds."""
        return self._connection is not None

    async def connect(self, pair: bool, **kwargs: Any) -> None:
        """Connect and list the services. Pairing is not needed here and ``pair`` is ignored.

        Raises:
            TimeoutError: If the device does not answer within bleak's own time-out.
            BleakError: If this client is connected, or the adapter is busy.
        """
        if self.is_connected:
            raise BleakError("Client is already connected")
        _refuse_if_busy(self.air)
        if not self.air.powered:
            raise BleakDBusError("org.bluez.Error.NotReady", ["Resource Not Ready"])
        self.air.busy = True
        try:
            async with self.air.clock.timeout(self._timeout):
                self._connection = await self.air.connect(self.address, self._lost)
        finally:
            self.air.busy = False
        self._gone.clear()
        self.services = _collection(self._connection.peripheral, self._requested_services)

    async def disconnect(self) -> None:
        """End the link; like BlueZ's, it holds for another `DISCONNECT_S`."""
        connection = self._connection
        if connection is None:
            return
        try:
            with suppress(TimeoutError):
                async with self.air.clock.timeout(DISCONNECT_S):
                    await self._gone.wait()
        finally:
            connection.lose()
            self._lost()

    async def pair(self, *args: Any, **kwargs: Any) -> None:
        """Nothing to do: virtual devices need no pairing."""

    async def unpair(self) -> None:
        """Nothing to do: virtual devices need no pairing."""

    async def read_gatt_char(
        self,
        characteristic: BleakGATTCharacteristic,
        *,
        use_cached: bool = False,
        **kwargs: Any,
    ) -> bytearray:
        """Read a value."""
        with _att_errors():
            return bytearray(await self._link().read(_model(characteristic)))

    async def write_gatt_char(
        self, characteristic: BleakGATTCharacteristic, data: SizedBuffer, response: bool
    ) -> None:
        """Write a value."""
        with _att_errors():
            await self._link().write(_model(characteristic), bytes(data), response=response)

    async def start_notify(
        self,
        characteristic: BleakGATTCharacteristic,
        callback: NotifyCallback,
        **kwargs: Any,
    ) -> None:
        """Subscribe to a characteristic that notifies or indicates."""
        if not _SENDS.intersection(characteristic.properties):
            raise BleakDBusError("org.bluez.Error.NotSupported", ["Operation is not supported"])
        with _att_errors():
            await self._link().subscribe(_model(characteristic), callback)

    async def stop_notify(self, characteristic: BleakGATTCharacteristic) -> None:
        """Unsubscribe."""
        with _att_errors():
            await self._link().unsubscribe(_model(characteristic))

    async def read_gatt_descriptor(
        self,
        descriptor: BleakGATTDescriptor,
        *,
        use_cached: bool = False,
        **kwargs: Any,
    ) -> bytearray:
        """Read the one descriptor there is: whether this client has subscribed."""
        characteristic: Characteristic = descriptor.obj
        subscribed = characteristic in self._link().callbacks
        notifies = "notify" in characteristic.properties
        return bytearray([(1 if notifies else 2) if subscribed else 0, 0])

    async def write_gatt_descriptor(
        self, descriptor: BleakGATTDescriptor, data: SizedBuffer
    ) -> None:
        """Refused: the one descriptor there is is bleak's own to write."""
        raise BleakGATTProtocolError(BleakGATTProtocolErrorCode.WRITE_NOT_PERMITTED)

    def _link(self) -> "Connection":
        if self._connection is None:
            raise BleakError("Not connected")
        return self._connection

    def _lost(self) -> None:
        if self._connection is None:
            return
        self._connection = None
        self.services = None
        self._gone.set()
        if self._disconnected_callback is not None:
            self._disconnected_callback()


def _refuse_if_busy(air: "Air") -> None:
    if air.busy:
        raise BleakDBusError("org.bluez.Error.InProgress", ["Operation already in progress"])


@contextmanager
def _att_errors() -> Iterator[None]:
    try:
        yield
    except AttError as error:
        raise BleakGATTProtocolError(error.code) from error


def _model(characteristic: BleakGATTCharacteristic) -> Characteristic:
    model: Characteristic = characteristic.obj
    return model


def _collection(peripheral: Peripheral, requested: set[str] | None) -> BleakGATTServiceCollection:
    """Return what service discovery finds, all services or those ``requested``."""
    collection = BleakGATTServiceCollection()
    handles = count(1)
    for service in peripheral.services:
        if requested is not None and service.uuid not in requested:
            continue
        found = BleakGATTService(service, next(handles), service.uuid)
        collection.add_service(found)
        for characteristic in service.characteristics:
            if characteristic.uuid in peripheral.hidden:
                continue
            offered = BleakGATTCharacteristic(
                characteristic,
                next(handles),
                characteristic.uuid,
                list(characteristic.properties),
                lambda: _MTU - _ATT_HEADER,
                found,
            )
            collection.add_characteristic(offered)
            if _SENDS.intersection(characteristic.properties):
                collection.add_descriptor(
                    BleakGATTDescriptor(
                        characteristic, next(handles), _CLIENT_CONFIGURATION, offered
                    )
                )
    return collection
