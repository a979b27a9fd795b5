"""The seams through which a virtual device is given the habits of a particular real one."""
# ruff: noqa: ARG002 (the arguments are there for those who override)

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Generic, TypeVar

from bleak.backends.scanner import AdvertisementData

from devices.ftms import ControlRequest, ControlResponse, TreadmillData
from devices.heart_rate import HeartRateMeasurement
from devices.virtual.machine import Outcome

if TYPE_CHECKING:
    from devices.virtual.gatt_server import Peripheral
    from devices.virtual.strap import VirtualStrap  # noqa: F401 (named in quotes)
    from devices.virtual.treadmill import VirtualTreadmill  # noqa: F401 (named in quotes)

Device = TypeVar("Device", bound="Peripheral")


class Behaviour:
    """What passes between a peripheral and the air, to be changed on its way.

    This base class changes nothing. A subclass overrides what its machine does differently and is
    given to `Peripheral.take_on`; several apply one after the other. Characteristics are given by
    their 128-bit UUID in lower case.

    Attributes:
        number: The one quantity that it can be tuned by, where it has one; set before `take_on`.
    """

    number: float = 0.0

    def install(self) -> None:
        """Change the device itself, once, when it takes this on."""

    async def run(self) -> None:
        """What happens by itself while the device is on the air."""

    def advertisement(self, advertisement: AdvertisementData) -> AdvertisementData:
        """What goes out for each advertisement."""
        return advertisement

    def accepts(self) -> bool:
        """Whether a device that advertises lets anybody connect."""
        return True

    def disconnected(self) -> None:
        """A central's link has ended."""

    def reading(self, uuid: str, value: bytes) -> bytes:
        """What a read of ``uuid`` returns."""
        return value

    def subscribes(self, uuid: str) -> bool:
        """Whether a subscription to ``uuid`` takes effect; the central believes that it does."""
        return True

    def outgoing(self, uuid: str, value: bytes) -> Iterable[bytes]:
        """What is sent instead of one notification or indication: none, one or several."""
        return (value,)

    async def incoming(self, uuid: str, data: bytes) -> bytes | None:
        """What reaches the device of a write, now or after a wait; None swallows it.

        Raises:
            AttError: To have the write refused.
        """
        return data


class DeviceBehaviour(Behaviour, Generic[Device]):
    """A behaviour that knows the device that it is made for."""

    def __init__(self, device: Device) -> None:
        self.device = device


class TreadmillBehaviour(DeviceBehaviour["VirtualTreadmill"]):
    """What a treadmill does when it is asked, and what it says of itself."""

    def obeying(
        self, request: ControlRequest, obey: Callable[[ControlRequest], Outcome]
    ) -> Outcome:
        """What comes of a request; ``obey`` does what the machine would without this behaviour."""
        return obey(request)

    def answering(self, response: ControlResponse) -> Iterable[tuple[float, ControlResponse]]:
        """What is answered instead of one response, and how many seconds later each."""
        return ((0.0, response),)

    def measuring(self, data: TreadmillData) -> Iterable[TreadmillData]:
        """What is reported instead of one record: none, one or several."""
        return (data,)


class StrapBehaviour(DeviceBehaviour["VirtualStrap"]):
    """What a strap makes of a heartbeat."""

    def measuring(self, measurement: HeartRateMeasurement) -> Iterable[HeartRateMeasurement]:
        """What is sent instead of one measurement: none, one or several."""
        return (measurement,)
