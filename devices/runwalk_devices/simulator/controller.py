"""Serves a virtual peripheral through a Bluetooth controller, so that any app can connect to it.

The controller is reached over HCI by bumble, which the extra ``simulate`` installs. Every central
that connects becomes a `Connection` of the peripheral, as on the virtual air: whatever the device
does there, its behaviours included, it does over the air.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from functools import partial
from types import TracebackType
from typing import Final, Self, TypeAlias

from bleak.exc import BleakGATTProtocolErrorCode as AttErrorCode
from bumble import gatt, hci
from bumble.att import ATT_Error, Attribute, AttributeValue
from bumble.core import BaseBumbleError
from bumble.device import Connection as Central
from bumble.device import Device, DeviceConfiguration
from bumble.transport import open_transport
from bumble.transport.common import Transport

from runwalk_devices import sentences as said
from runwalk_devices.simulator.advertising import bluetooth_uuid, payloads
from runwalk_devices.simulator.connection import Connection, PacketKind
from runwalk_devices.simulator.peripheral import AttError, Characteristic, Peripheral, Service
from runwalk_devices.transport.errors import AdapterError

LOOK_S: Final = 0.2
"""Seconds between looks at what the peripheral advertises, if it does."""
INTERVAL_MS: Final = 100.0
"""Time between two advertisements, in ms."""
START_S: Final = 10.0
"""Seconds for the controller to be opened, and to be set up."""
FAREWELL_S: Final = 2.0
"""Seconds for the controller to end its links and to fall silent."""

_ANYTHING = Attribute.READABLE | Attribute.WRITEABLE
_ENCRYPTED = Attribute.READ_REQUIRES_ENCRYPTION | Attribute.WRITE_REQUIRES_ENCRYPTION
_NOTIFY, _INDICATE = 1, 2

Offered: TypeAlias = "gatt.Characteristic[bytes]"
"""A characteristic as bumble's server has it."""
Record = Callable[[PacketKind, str, bytes], None]
"""Is told of every packet: its kind, the characteristic's UUID, and the octets."""


class HciServer:
    """One peripheral behind one controller; it lives within ``async with server:``.

    The peripheral's address must be a static random one (C0 to FF in its first octet), as the
    controller is given it.

    Args:
        peripheral: What is served; nobody else starts or stops it.
        transport: The way to the controller; whoever opened it closes it.
        record: Told of every packet; None where nobody listens.
        wants_bond: It answers nobody whom it is not paired with.
    """

    def __init__(
        self,
        peripheral: Peripheral,
        transport: Transport,
        record: Record | None = None,
        *,
        wants_bond: bool = False,
    ) -> None:
        self._permissions = _ANYTHING | _ENCRYPTED if wants_bond else _ANYTHING
        self._peripheral = peripheral
        self._transport = transport
        self._record = record or _forget
        self._address = peripheral.address
        self._device = Device.from_config_with_hci(
            DeviceConfiguration(
                name=peripheral.name or "",
                address=_random_address(peripheral.address),
                advertising_interval_min=INTERVAL_MS,
                advertising_interval_max=INTERVAL_MS,
            ),
            transport.source,
            transport.sink,
        )
        self._links: dict[Central, Connection] = {}
        server = self._device.gatt_server
        self._own = (len(server.attributes), len(server.services))
        self._hidden: set[str] | None = None
        self._offer_services()
        self._device.on(Device.EVENT_CONNECTION, self._connected)
        self._advertised: tuple[bytes, bytes] | None = None
        self._advertising: asyncio.Task[None] | None = None
        self._is_leaving = False
        self._sending: set[asyncio.Task[None]] = set()

    async def __aenter__(self) -> Self:
        """Begin to advertise.

        Raises:
            AdapterError: If the controller does not work.
        """
        try:
            async with self._peripheral.clock.timeout(START_S):
                await self._device.power_on()
        except (TimeoutError, BaseBumbleError) as error:
            raise AdapterError(said.CONTROLLER_FAILS.format(why=_words(error))) from error
        self._peripheral.start()
        self._advertising = asyncio.create_task(self._advertise())
        return self

    async def __aexit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._is_leaving = True
        try:
            await self._peripheral.stop()
        finally:
            with suppress(TimeoutError, BaseBumbleError):
                async with self._peripheral.clock.timeout(FAREWELL_S):
                    # Not cancelled: bumble goes on waiting for the answer to a command under way.
                    if self._advertising is not None:
                        await asyncio.wait({self._advertising})
                    await self._device.stop_advertising()
                    for central in tuple(self._links):
                        await central.disconnect()
            for task in (*self._sending, self._advertising):
                if task is not None:
                    task.cancel()

    async def forget_bonds(self) -> None:
        """Know nobody any more, as after a reset at the console."""
        if self._device.keystore is not None:
            await self._device.keystore.delete_all()

    async def failed(self) -> None:
        """Wait for the controller to fail; while it works this does not end.

        Raises:
            AdapterError: What it failed with.
        """
        assert self._advertising is not None
        gone = self._transport.source.terminated
        await asyncio.wait({self._advertising, gone}, return_when=asyncio.FIRST_COMPLETED)
        error = self._advertising.exception() if self._advertising.done() else None
        words = said.IS_GONE if error is None else _words(error)
        raise AdapterError(said.CONTROLLER_FAILED.format(why=words)) from error

    async def _advertise(self) -> None:
        """Have the controller advertise what the peripheral does, while it does."""
        while not self._is_leaving:
            wanted = None
            if self._peripheral.connectable:
                wanted = payloads(self._peripheral.advertisement())
            if wanted != self._advertised:
                self._advertised = wanted
                await self._device.stop_advertising()
                if wanted is not None:
                    await self._take_address()
                    await self._device.start_advertising(
                        advertising_data=wanted[0], scan_response_data=wanted[1]
                    )
            await self._peripheral.clock.sleep(LOOK_S)

    async def _take_address(self) -> None:
        """Some peripherals make up a new address when they have lost a link."""
        if self._address != self._peripheral.address:
            self._address = self._peripheral.address
            address = self._device.random_address = _random_address(self._address)
            await self._device.send_sync_command(
                hci.HCI_LE_Set_Random_Address_Command(random_address=address)
            )

    def _connected(self, central: Central) -> None:
        # A controller that is connected to has ended its advertising by itself.
        self._advertised = None
        if not self._peripheral.accepting:
            self._spawn(central.disconnect())
            return
        link = Connection(self._peripheral, self._record, partial(self._hang_up, central))
        self._links[central] = link
        central.on(Central.EVENT_DISCONNECTION, lambda _reason: self._gone(central))

    def _gone(self, central: Central) -> None:
        self._links.pop(central).lose()
        self._offer_services()

    def _hang_up(self, central: Central) -> None:
        """The peripheral has ended the link; when the central has, there is nothing to do."""
        if central in self._links:
            self._spawn(central.disconnect())

    def _link(self, central: Central) -> Connection:
        link = self._links.get(central)
        if link is None:
            raise AttError(AttErrorCode.UNLIKELY_ERROR)
        return link

    def _offer_services(self) -> None:
        """Have the server offer what the peripheral does now, after bumble's own services."""
        if self._links or self._hidden == self._peripheral.hidden:
            return
        self._hidden = set(self._peripheral.hidden)
        server = self._device.gatt_server
        attributes, services = self._own
        del server.attributes[attributes:], server.services[services:]
        server.attributes_by_handle.clear()
        server.add_services(map(self._service, self._peripheral.services))

    def _service(self, service: Service) -> gatt.Service:
        hidden = self._peripheral.hidden
        found = [model for model in service.characteristics if model.uuid not in hidden]
        return gatt.Service(bluetooth_uuid(service.uuid), [self._offer(model) for model in found])

    def _offer(self, model: Characteristic) -> Offered:
        properties = gatt.Characteristic.Properties(0)
        for name in model.properties:
            properties |= gatt.Characteristic.Properties[name.upper().replace("-", "_")]
        offered: Offered = gatt.Characteristic(
            bluetooth_uuid(model.uuid),
            properties,
            self._permissions,
            AttributeValue(read=partial(self._read, model), write=partial(self._write, model)),
        )
        if properties & (properties.NOTIFY | properties.INDICATE):
            configuration = AttributeValue(
                read=partial(self._read_configuration, model),
                write=partial(self._write_configuration, model, offered),
            )
            kind = gatt.GATT_CLIENT_CHARACTERISTIC_CONFIGURATION_DESCRIPTOR
            offered.descriptors = [gatt.Descriptor(kind, self._permissions, configuration)]
        return offered

    async def _read(self, model: Characteristic, central: Central) -> bytes:
        with _att_errors():
            return await self._link(central).read(model)

    async def _write(self, model: Characteristic, central: Central, data: bytes) -> None:
        """Take a write; bumble does not tell which kind it is."""
        with _att_errors():
            link = self._link(central)
            await link.write(model, data, response="write" in model.properties)

    async def _read_configuration(self, model: Characteristic, central: Central) -> bytes:
        with _att_errors():
            subscribed = model in self._link(central).callbacks
        kind = _NOTIFY if "notify" in model.properties else _INDICATE
        return bytes([kind if subscribed else 0, 0])

    async def _write_configuration(
        self,
        model: Characteristic,
        offered: Offered,
        central: Central,
        data: bytes,
    ) -> None:
        """Subscribe or unsubscribe (Core Specification, 3.G.3.3.3.3)."""
        with _att_errors():
            link = self._link(central)
            if len(data) != 2:
                raise AttError(AttErrorCode.INVALID_ATTRIBUTE_VALUE_LENGTH)
            if data[0] & (_NOTIFY | _INDICATE):
                send = self._indicate if data[0] & _INDICATE else self._notify
                await link.subscribe(model, partial(send, central, offered))
            else:
                await link.unsubscribe(model)

    def _notify(self, central: Central, offered: Offered, value: bytearray) -> None:
        server = self._device.gatt_server
        self._spawn(server.notify_subscriber(central, offered, bytes(value), force=True))

    def _indicate(self, central: Central, offered: Offered, value: bytearray) -> None:
        server = self._device.gatt_server
        self._spawn(server.indicate_subscriber(central, offered, bytes(value), force=True))

    def _spawn(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._sending.add(task)
        task.add_done_callback(self._sent)

    def _sent(self, task: asyncio.Task[None]) -> None:
        self._sending.discard(task)
        error = None if task.cancelled() else task.exception()
        if error is not None:
            _logger.info("%s: %r", self._peripheral.address, error)


_logger = logging.getLogger(__name__)


@asynccontextmanager
async def serving(
    peripheral: Peripheral, controller: str, record: Record | None = None
) -> AsyncIterator[HciServer]:
    """Serve ``peripheral`` through a controller for as long as the block lasts.

    Args:
        peripheral: As for `HciServer`.
        controller: Its transport as bumble names it: "usb:0", "serial:/dev/ttyACM0,1000000".
        record: As for `HciServer`.

    Raises:
        AdapterError: If the controller cannot be opened, or does not work.
    """
    try:
        async with peripheral.clock.timeout(START_S):
            transport = await open_transport(controller)
    except Exception as error:
        # Each kind of transport fails in its own way, with exceptions of the library below it.
        _logger.info("opening %s failed", controller, exc_info=error)
        what = said.NO_CONTROLLER.format(controller=repr(controller), why=_words(error))
        raise AdapterError(what) from error
    async with transport, HciServer(peripheral, transport, record) as server:
        yield server


def _random_address(address: str) -> hci.Address:
    return hci.Address(address, hci.Address.RANDOM_DEVICE_ADDRESS)


@contextmanager
def _att_errors() -> Iterator[None]:
    try:
        yield
    except AttError as error:
        raise ATT_Error(error.code) from error


def _words(error: BaseException) -> str:
    return " ".join(str(error).split()) or type(error).__name__


def _forget(kind: PacketKind, uuid: str, data: bytes) -> None:
    """Keeps no record."""
