"""A GATT server as a model: characteristics, services, and the peripheral that offers them."""

import asyncio
import logging
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from bleak.assigned_numbers import CharacteristicPropertyName
from bleak.backends.scanner import AdvertisementData

from runwalk_devices.clock import Clock
from runwalk_devices.codecs import uuids
from runwalk_devices.simulator.behaviour import Behaviour

logger = logging.getLogger(__name__)


class AttError(Exception):
    """The server refuses a request, with a code of the Core Specification, 3.F.3.4.1.1."""

    def __init__(self, code: int) -> None:
        super().__init__(f"ATT error 0x{code:02X}")
        self.code = code


@dataclass(eq=False)
class Characteristic:
    """A value that a central can read, write or subscribe to, as ``properties`` allow.

    Attributes:
        uuid: 128-bit UUID in lower case.
        value: What a read returns; the last one sent, where it notifies.
        on_write: Given what a central wrote; may raise `AttError`.
    """

    uuid: str
    properties: tuple[CharacteristicPropertyName, ...]
    value: bytes = b""
    on_write: Callable[[bytes], None] | None = None


@dataclass(eq=False)
class Service:
    """Characteristics that belong together."""

    uuid: str
    characteristics: list[Characteristic]


class Central(Protocol):
    """The interface that a peripheral needs of a connection to it."""

    callbacks: dict[Characteristic, Callable[[bytearray], None]]

    def push(self, characteristic: Characteristic, value: bytes) -> None:
        """Delivers a notification or indication."""

    def lose(self) -> None:
        """Ends it, as a lost link does."""


class Peripheral:
    """A device on the virtual air.

    Subclasses are the devices: they build their services, override `run` for what they do by
    themselves, and `notify` their subscribers.

    Args:
        clock: Time for everything the device does.
        address: Its Bluetooth address.
        name: Its advertised name, or None.
        services: What it offers. The first one is advertised.
        service_data: What it advertises for a service, by UUID.
        rssi: How strongly it is heard, dBm.
        single_central: It takes one connection, and does not advertise meanwhile.

    Attributes:
        silent: It is out of range or off: neither advertises nor answers.
        muted: It is connected as ever, and no notification gets through.
        hidden: UUIDs of characteristics that a central does not find.
        behaviours: What it does differently from a model device.
        connections: Who is connected now.
        begun: Set when the device first does what it is for; scheduled behaviours count from then.
    """

    def __init__(
        self,
        clock: Clock,
        *,
        address: str,
        name: str | None,
        services: list[Service],
        service_data: dict[str, bytes] | None = None,
        rssi: int = -60,
        single_central: bool = True,
    ) -> None:
        self.clock = clock
        self.address = address
        self.name = name
        self.services = services
        self.service_data = service_data or {}
        self.rssi = rssi
        self.single_central = single_central
        self.silent = False
        self.muted = False
        self.hidden: set[str] = set()
        self.behaviours: list[Behaviour] = []
        self.connections: list[Central] = []
        self.begun = asyncio.Event()
        self._on_air = False
        self._tasks: set[asyncio.Task[None]] = set()

    @property
    def connectable(self) -> bool:
        """True if it advertises as one that can be connected to."""
        return not self.silent and not (self.single_central and self.connections)

    @property
    def accepting(self) -> bool:
        """True if a connection would come about."""
        return self.connectable and all(behaviour.accepts() for behaviour in self.behaviours)

    def characteristic(self, uuid: str) -> Characteristic:
        """The first characteristic of this UUID, hidden or not.

        Raises:
            LookupError: If there is none.
        """
        for service in self.services:
            for characteristic in service.characteristics:
                if characteristic.uuid == uuid:
                    return characteristic
        raise LookupError(f"{self.name} has no {uuids.name(uuid)}")

    def take_on(self, behaviour: Behaviour) -> None:
        """Behave so as well from now on, after what was taken on before."""
        self.behaviours.append(behaviour)
        behaviour.install()
        if self._on_air:
            self.spawn(behaviour.run())

    def advertisement(self) -> AdvertisementData:
        """Return what a scanner hears."""
        advertisement = AdvertisementData(
            local_name=self.name,
            manufacturer_data={},
            service_data=dict(self.service_data),
            service_uuids=[self.services[0].uuid],
            tx_power=None,
            rssi=self.rssi,
            platform_data=(),
        )
        for behaviour in self.behaviours:
            advertisement = behaviour.advertisement(advertisement)
        return advertisement

    def read(self, characteristic: Characteristic) -> bytes:
        """Return what a central reads from ``characteristic``."""
        value = characteristic.value
        for behaviour in self.behaviours:
            value = behaviour.reading(characteristic.uuid, value)
        return value

    async def write(self, characteristic: Characteristic, data: bytes) -> None:
        """Take what a central wrote to ``characteristic``.

        Raises:
            AttError: If the device refuses it.
        """
        for behaviour in self.behaviours:
            changed = await behaviour.incoming(characteristic.uuid, data)
            if changed is None:
                return
            data = changed
        if characteristic.on_write is not None:
            characteristic.on_write(data)

    def notify(self, characteristic: Characteristic, value: bytes) -> None:
        """Send ``value`` to every central that has subscribed to ``characteristic``."""
        characteristic.value = value
        values: Sequence[bytes] = [value]
        for behaviour in self.behaviours:
            values = [
                sent for one in values for sent in behaviour.outgoing(characteristic.uuid, one)
            ]
        for connection in tuple(self.connections):
            for sent in values:
                connection.push(characteristic, sent)

    def subscribes(self, characteristic: Characteristic) -> bool:
        """Return True if a subscription that arrives now takes effect."""
        verdicts = [behaviour.subscribes(characteristic.uuid) for behaviour in self.behaviours]
        return all(verdicts)

    def subscribed(self, characteristic: Characteristic) -> bool:
        """Return True if any central has subscribed to ``characteristic``."""
        return any(characteristic in connection.callbacks for connection in self.connections)

    def forget_subscriptions(self, uuid: str) -> None:
        """Send nothing more of ``uuid``, without a word to those who have subscribed to it."""
        for connection in self.connections:
            connection.callbacks.pop(self.characteristic(uuid), None)

    async def run(self) -> None:
        """Run by itself while the device is on the air."""

    def subscription(self, characteristic: Characteristic) -> None:
        """A central has subscribed to ``characteristic``."""

    def disconnected(self) -> None:
        """A central's link has ended."""
        for behaviour in self.behaviours:
            behaviour.disconnected()

    def drop_links(self) -> None:
        """End every connection, as a lost link does."""
        for connection in tuple(self.connections):
            connection.lose()

    def start(self) -> None:
        """Begin to `run`; needs a running event loop."""
        self._on_air = True
        self.spawn(self.run())
        for behaviour in self.behaviours:
            self.spawn(behaviour.run())

    async def stop(self) -> None:
        """End whatever the device is doing, and its connections.

        Raises:
            Exception: What one of its tasks failed with.
        """
        self._on_air = False
        self.drop_links()
        tasks = tuple(self._tasks)
        for task in tasks:
            task.cancel()
        for outcome in await asyncio.gather(*tasks, return_exceptions=True):
            if isinstance(outcome, Exception):
                raise outcome

    def spawn(self, work: Coroutine[None, None, None]) -> None:
        """Do ``work`` in a task that ends with the device at the latest."""
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Task[None]) -> None:
        error = None if task.cancelled() else task.exception()
        if error is None:
            self._tasks.discard(task)
        else:
            logger.error("virtual device %s failed", self.address, exc_info=error)


def device_information(manufacturer: str, model: str) -> Service:
    """The Device Information service (0x180A) of a virtual device."""
    texts = {uuids.MANUFACTURER_NAME: manufacturer, uuids.MODEL_NUMBER: model}
    return Service(
        uuids.DEVICE_INFORMATION_SERVICE,
        [Characteristic(uuid, ("read",), text.encode()) for uuid, text in texts.items()],
    )


Device = TypeVar("Device", bound="Peripheral")


class DeviceBehaviour(Behaviour, Generic[Device]):
    """A behaviour that knows the device that it is made for."""

    def __init__(self, device: Device) -> None:
        self.device = device
