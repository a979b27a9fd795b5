"""A sensor that only measures: a strap, a running pod, a power meter, a cadence sensor.

Connected for as long as it is wanted, with its battery. Nothing is ever asked of it.
"""

import asyncio
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final, Generic, TypeVar

from runwalk_devices.codecs.binary import DecodeError, Octets
from runwalk_devices.codecs.cycling import (
    CyclingPower,
    CyclingSensor,
    decode_cycling_power,
    decode_cycling_sensor,
)
from runwalk_devices.codecs.heart_rate import (
    HeartRateMeasurement,
    decode_battery_level,
    decode_heart_rate_measurement,
)
from runwalk_devices.codecs.running_speed import RunningSpeed, decode_running_speed
from runwalk_devices.codecs.uuids import (
    BATTERY_LEVEL,
    CSC_MEASUREMENT,
    CYCLING_POWER_MEASUREMENT,
    HEART_RATE_MEASUREMENT,
    RSC_MEASUREMENT,
)
from runwalk_devices.frozen import dataclass
from runwalk_devices.tasks import end_tasks
from runwalk_devices.transport.adapter import Adapter, DeviceKind
from runwalk_devices.transport.battery import BatteryReport
from runwalk_devices.transport.discovery import Discovery
from runwalk_devices.transport.link import Link, LinkPhase, LinkReport
from runwalk_devices.transport.selection import Choice, Wanted
from runwalk_devices.transport.vigil import Vigil

M = TypeVar("M", covariant=True)


@dataclass(frozen=True, slots=True)
class Measures(Generic[M]):
    """What a kind of sensor measures.

    Attributes:
        kind: The kind of device.
        uuid: The characteristic that it notifies.
        decode: Its octets as values; may raise `DecodeError`.
    """

    kind: DeviceKind
    uuid: str
    decode: Callable[[Octets], M]


HEART: Final[Measures[HeartRateMeasurement]] = Measures(
    DeviceKind.STRAP, HEART_RATE_MEASUREMENT, decode_heart_rate_measurement
)
POD: Final[Measures[RunningSpeed]] = Measures(DeviceKind.POD, RSC_MEASUREMENT, decode_running_speed)
POWER_METER: Final[Measures[CyclingPower]] = Measures(
    DeviceKind.POWER_METER, CYCLING_POWER_MEASUREMENT, decode_cycling_power
)
CADENCE_SENSOR: Final[Measures[CyclingSensor]] = Measures(
    DeviceKind.CADENCE_SENSOR, CSC_MEASUREMENT, decode_cycling_sensor
)
MEASURES: Final[Mapping[DeviceKind, Measures[object]]] = MappingProxyType(
    {one.kind: one for one in (HEART, POD, POWER_METER, CADENCE_SENSOR)}
)
"""What each kind of sensor measures."""
REACH_S = 20.0
"""Seconds for a sensor to be found and connected."""

PodReport = LinkReport | RunningSpeed | BatteryReport


class Sensor(Generic[M]):
    """Follows one sensor and passes on what it measures.

    Args:
        adapter: The adapter.
        seeker: Finds devices on that adapter.
        choice: Which one; None takes the strongest of its kind in range.
        measures: What it is and measures.
        report: Called with everything that happens, in order; must not block.

    Attributes:
        dropped_frames: How many values could not be decoded.
    """

    def __init__(
        self,
        adapter: Adapter,
        seeker: Discovery,
        choice: Choice,
        measures: Measures[M],
        report: Callable[[LinkReport | M | BatteryReport], None],
    ) -> None:
        self._report = report
        self._measures = measures
        self._percent: int | None = None
        self._is_up = False
        self.dropped_frames = 0
        self._link = Link(
            adapter,
            seeker,
            Wanted(measures.kind, choice),
            set_up=self._set_up,
            report=self._link_changed,
        )
        self._vigil = Vigil(
            adapter.clock,
            renew=lambda: self._link.listen_again(measures.uuid, self._measured),
            drop=lambda: self._link.drop(mute=True),
        )

    async def run(self) -> None:
        """Stay connected until cancelled.

        Raises:
            AdapterError: If the adapter cannot be used at all.
        """
        watching = asyncio.create_task(self._vigil.run())
        try:
            await self._link.run()
        finally:
            await end_tasks(watching)

    def _link_changed(self, report: LinkReport) -> None:
        self._is_up = report.phase is LinkPhase.UP
        if self._is_up:
            self._vigil.connected()
        else:
            self._vigil.disconnected()
        self._report(report)
        if self._is_up and self._percent is not None:
            self._report(BatteryReport(self._percent))

    async def _set_up(self) -> None:
        await self._subscribe(self._link, self._measured)
        self._percent = _battery(await self._link.read_gatt_char(BATTERY_LEVEL))
        await self._link.listen(BATTERY_LEVEL, self._battery_changed)

    async def _subscribe(self, link: Link, heard: Callable[[object, bytearray], None]) -> None:
        """Subscribe: ``heard`` is called with each value."""
        await link.start_notify(self._measures.uuid, heard)

    def _measured(self, _sender: object, data: bytearray) -> None:
        """Reports a measurement, once the connection is up."""
        self._vigil.heard()
        if not self._is_up:
            return
        try:
            measured = self._measures.decode(data)
        except DecodeError:
            self.dropped_frames += 1
            return
        self._report(measured)

    def _battery_changed(self, _sender: object, data: bytearray) -> None:
        percent = _battery(data)
        if percent is not None:
            self._report(BatteryReport(percent))


def _battery(data: bytes | bytearray) -> int | None:
    try:
        return decode_battery_level(data)
    except DecodeError:
        return None


async def read_battery(
    adapter: Adapter, choice: Choice, kind: DeviceKind = DeviceKind.STRAP
) -> int | None:
    """The charge of a sensor, 0 to 100 %; None if it does not say.

    Raises:
        AdapterError: If the adapter cannot be used.
        TimeoutError: If the sensor does not answer within `REACH_S`.
    """
    percent: int | None = None
    answered = asyncio.Event()

    def said(report: object) -> None:
        nonlocal percent
        match report:
            case BatteryReport():
                percent = report.percent
            case LinkReport(phase=LinkPhase.UP):
                # What the battery said follows at once, before anybody wakes.
                answered.set()

    sensor = Sensor(adapter, Discovery(adapter), choice, MEASURES[kind], said)
    following = asyncio.create_task(sensor.run())
    waiting = asyncio.create_task(answered.wait())
    try:
        async with adapter.clock.timeout(REACH_S):
            await asyncio.wait({following, waiting}, return_when=asyncio.FIRST_COMPLETED)
        if following.done():
            following.result()
        return percent
    finally:
        await end_tasks(following, waiting)
