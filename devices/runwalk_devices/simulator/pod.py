"""A virtual running pod: the Running Speed and Cadence Service in front of two feet."""

from collections.abc import Callable, Iterable
from typing import Final

from runwalk_devices.clock import Clock
from runwalk_devices.codecs import uuids
from runwalk_devices.codecs.heart_rate import encode_battery_level
from runwalk_devices.codecs.running_speed import RunningSpeed, encode_running_speed
from runwalk_devices.simulator.effort import RUN_FROM_KMH
from runwalk_devices.simulator.peripheral import (
    Characteristic,
    DeviceBehaviour,
    Peripheral,
    Service,
    device_information,
)

PERIOD_S: Final = 1.0
"""Seconds between measurements, as pods send them."""
STANDS_KMH: Final = 0.5
"""Below this no foot is taken to move."""

_FEATURES: Final = bytes([0b0111, 0])
"""Stride length, total distance, walking or running (RSC Feature, 2A54)."""


def steps_per_min(speed_kmh: float) -> float:
    """Steps a minute of both feet of an ordinary walker and runner; 0 of one who stands."""
    if speed_kmh < STANDS_KMH:
        return 0.0
    if speed_kmh < RUN_FROM_KMH:
        return 60 + 11 * speed_kmh
    return 140 + 2.5 * speed_kmh


class VirtualPod(Peripheral):
    """A pod on the virtual air, on the shoe of the runner.

    Args:
        clock: Its time.
        feet_kmh: How fast the feet go now, km/h.
        reads: It measures so many times the true speed and distance.
        battery_percent: 0 to 100.
    """

    def __init__(
        self,
        clock: Clock,
        feet_kmh: Callable[[], float],
        *,
        name: str = "Virtual Pod",
        address: str = "F8:00:00:00:18:14",
        reads: float = 1.0,
        battery_percent: int = 71,
    ) -> None:
        self._feet_kmh = feet_kmh
        self.reads = reads
        self._distance_m = 0.0
        self._measurement = Characteristic(uuids.RSC_MEASUREMENT, ("notify",))
        super().__init__(
            clock,
            address=address,
            name=name,
            services=[
                Service(
                    uuids.RUNNING_SPEED_SERVICE,
                    [self._measurement, Characteristic(uuids.RSC_FEATURE, ("read",), _FEATURES)],
                ),
                Service(
                    uuids.BATTERY_SERVICE,
                    [
                        Characteristic(
                            uuids.BATTERY_LEVEL,
                            ("read", "notify"),
                            encode_battery_level(battery_percent),
                        )
                    ],
                ),
                device_information("Virtual", name),
            ],
            rssi=-52,
        )

    async def run(self) -> None:
        """Send each second what the feet do."""
        due = self.clock.now()
        while True:
            due += PERIOD_S
            await self.clock.sleep(due - self.clock.now())
            self._send(self._feet_kmh())

    def _send(self, true_kmh: float) -> None:
        steps = steps_per_min(true_kmh)
        moves = steps > 0
        if moves:
            self.begun.set()
        speed_kmh = true_kmh * self.reads if moves else 0.0
        self._distance_m += speed_kmh / 3.6 * PERIOD_S
        measured = RunningSpeed(
            speed_kmh=speed_kmh,
            cadence_spm=round(steps),
            stride_m=speed_kmh / 0.06 / steps * 2 if moves else 0.0,
            total_distance_m=self._distance_m,
            running=true_kmh >= RUN_FROM_KMH,
        )
        readings: Iterable[RunningSpeed] = (measured,)
        for behaviour in self.behaviours:
            if isinstance(behaviour, PodBehaviour):
                readings = [said for one in readings for said in behaviour.measuring(one)]
        for one in readings:
            self.notify(self._measurement, encode_running_speed(one))


class PodBehaviour(DeviceBehaviour["VirtualPod"]):
    """A pod's deviation from the rule."""

    def measuring(self, measured: RunningSpeed) -> Iterable[RunningSpeed]:
        """Return what is sent instead of one measurement: none, one or several."""
        return (measured,)
