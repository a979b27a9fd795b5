"""A virtual chest strap: the Heart Rate Service in front of a heart that answers the belt."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from runwalk_devices.clock import Clock
from runwalk_devices.codecs import uuids
from runwalk_devices.codecs.heart_rate import (
    BodyLocation,
    HeartRateMeasurement,
    encode_battery_level,
    encode_body_location,
    encode_heart_rate_measurement,
)
from runwalk_devices.simulator.heart_model import Heart
from runwalk_devices.simulator.peripheral import (
    Characteristic,
    Peripheral,
    Service,
    device_information,
)

if TYPE_CHECKING:
    from runwalk_devices.simulator.peripheral import Peripheral

from runwalk_devices.simulator.peripheral import DeviceBehaviour

PERIOD_S = 1.0
"""Seconds between measurements, as straps send them."""


class VirtualStrap(Peripheral):
    """A strap on the virtual air, worn by the runner from the start.

    Args:
        clock: Its time.
        effort: What the wearer is doing now: speed, km/h, and incline, percent.
        heart: Whose beats it hears; None is an ordinary one.
        battery_percent: 0 to 100.
    """

    def __init__(
        self,
        clock: Clock,
        effort: Callable[[], tuple[float, float]],
        *,
        name: str = "Virtual H10",
        address: str = "F8:00:00:00:18:0D",
        heart: Heart | None = None,
        battery_percent: int = 84,
    ) -> None:
        self._effort = effort
        self._heart = heart or Heart()
        self._worn = True
        self._measurement = Characteristic(uuids.HEART_RATE_MEASUREMENT, ("notify",))
        self._battery = Characteristic(
            uuids.BATTERY_LEVEL, ("read", "notify"), encode_battery_level(battery_percent)
        )
        location = encode_body_location(BodyLocation.CHEST)
        super().__init__(
            clock,
            address=address,
            name=name,
            services=[
                Service(
                    uuids.HEART_RATE_SERVICE,
                    [
                        self._measurement,
                        Characteristic(uuids.BODY_SENSOR_LOCATION, ("read",), location),
                    ],
                ),
                Service(uuids.BATTERY_SERVICE, [self._battery]),
                device_information("Virtual", name),
            ],
            rssi=-48,
        )

    @property
    def bpm(self) -> int:
        """The heart's true rate, whether or not the strap hears it."""
        return round(self._heart.bpm)

    async def run(self) -> None:
        """Let the heart beat, and send what it did each second."""
        began = due = self.clock.now()
        while True:
            due += PERIOD_S
            await self.clock.sleep(due - self.clock.now())
            now = self.clock.now()
            beats = self._heart.advance(now - began, *self._effort())
            began = now
            self._send(beats)

    def subscription(self, characteristic: Characteristic) -> None:
        """Measuring has begun when a client first listens."""
        if characteristic is self._measurement:
            self.begun.set()

    def off_skin(self) -> None:
        """Lose contact: no rate and no beats until `on_skin`."""
        self._worn = False

    def on_skin(self) -> None:
        """Have contact again."""
        self._worn = True

    def set_battery(self, percent: int) -> None:
        """Have this much charge left, and notify it.

        Raises:
            ValueError: If ``percent`` is not within 0 to 100.
        """
        self.notify(self._battery, encode_battery_level(percent))

    def _send(self, beats: tuple[float, ...]) -> None:
        measurement = HeartRateMeasurement(
            bpm=self.bpm if self._worn else None,
            contact=self._worn,
            rr_intervals_s=beats if self._worn else (),
        )
        measurements = [measurement]
        for behaviour in self.behaviours:
            if isinstance(behaviour, StrapBehaviour):
                measurements = [said for one in measurements for said in behaviour.measuring(one)]
        for one in measurements:
            self.notify(self._measurement, encode_heart_rate_measurement(one))


class StrapBehaviour(DeviceBehaviour["VirtualStrap"]):
    """A strap's deviation from the standard."""

    def measuring(self, measurement: HeartRateMeasurement) -> Iterable[HeartRateMeasurement]:
        """Return what is sent instead of one measurement: none, one or several."""
        return (measurement,)
