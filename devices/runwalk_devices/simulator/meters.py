"""Virtual sensors on a bike's crank: a power meter, and a sensor of cadence alone."""

from collections.abc import Callable
from typing import Final

from runwalk_devices.clock import Clock
from runwalk_devices.codecs import uuids
from runwalk_devices.codecs.cycling import (
    CRANK_TICKS_PER_S,
    CyclingPower,
    CyclingSensor,
    Revolutions,
    encode_cycling_power,
    encode_cycling_sensor,
)
from runwalk_devices.simulator.peripheral import (
    Characteristic,
    Peripheral,
    Service,
    device_information,
)

PERIOD_S: Final = 1.0
"""Seconds between measurements."""

Crank = Callable[[], tuple[float, float]]
"""Turns a minute and watts, now."""


class CrankSensor(Peripheral):
    """A sensor that counts the turns of a crank.

    Args:
        clock: Its time.
        crank: The crank that it is on.
        measures_power: It is a power meter; else it tells the cadence alone.
    """

    def __init__(
        self, clock: Clock, crank: Crank, *, name: str, address: str, measures_power: bool
    ) -> None:
        self._crank = crank
        self._measures_power = measures_power
        self._turns = 0.0
        service, uuid = (
            (uuids.CYCLING_POWER_SERVICE, uuids.CYCLING_POWER_MEASUREMENT)
            if measures_power
            else (uuids.CYCLING_SPEED_SERVICE, uuids.CSC_MEASUREMENT)
        )
        self._measurement = Characteristic(uuid, ("notify",))
        super().__init__(
            clock,
            address=address,
            name=name,
            services=[
                Service(service, [self._measurement]),
                device_information("Virtual", name),
            ],
            rssi=-50,
        )

    async def run(self) -> None:
        """Send each second how far the crank has come."""
        due = self.clock.now()
        turned_at = due
        while True:
            due += PERIOD_S
            await self.clock.sleep(due - self.clock.now())
            rpm, power_w = self._crank()
            before = int(self._turns)
            self._turns += rpm / 60 * PERIOD_S
            if int(self._turns) > before:
                over = self._turns - int(self._turns)
                turned_at = due - over * 60 / rpm
            ticks = int(turned_at * CRANK_TICKS_PER_S) % 65536
            crank = Revolutions(int(self._turns) % 65536, ticks)
            self.notify(self._measurement, self._packet(crank, power_w))

    def _packet(self, crank: Revolutions, power_w: float) -> bytes:
        if self._measures_power:
            return encode_cycling_power(CyclingPower(round(power_w), crank=crank))
        return encode_cycling_sensor(CyclingSensor(None, crank))
