"""A heart-rate strap: connected for as long as it is wanted, with its battery."""

import asyncio
from collections.abc import Callable

from pycycling.heart_rate_service import HeartRateService

from runwalk_devices.codecs.ftms.treadmill_data import DecodeError
from runwalk_devices.codecs.heart_rate import (
    HeartRateMeasurement,
    decode_battery_level,
    decode_heart_rate_measurement,
)
from runwalk_devices.codecs.uuids import BATTERY_LEVEL, HEART_RATE_MEASUREMENT
from runwalk_devices.tasks import end_tasks
from runwalk_devices.transport.adapter import Adapter, DeviceKind
from runwalk_devices.transport.battery import BatteryReport
from runwalk_devices.transport.discovery import Discovery
from runwalk_devices.transport.link import Link, LinkPhase, LinkReport
from runwalk_devices.transport.selection import Choice, Wanted
from runwalk_devices.transport.vigil import Vigil

StrapReport = LinkReport | HeartRateMeasurement | BatteryReport


class _RawHeartRateService(HeartRateService):  # type: ignore[misc]  # pycycling has no types
    """pycycling's subscription with our own decoding.

    Its parser takes "contact supported, none detected" for contact.
    """

    def __init__(self, link: Link, received: Callable[[bytearray], None]) -> None:
        super().__init__(link)
        self._received = received

    def _hr_measurement_notification_handler(self, _sender: object, data: bytearray) -> None:
        self._received(data)


class Strap:
    """Follows one strap and passes on what it measures.

    Args:
        adapter: The adapter.
        seeker: Finds devices on that adapter.
        choice: Which one; None takes the strongest strap in range.
        report: Called with everything that happens, in order; must not block.

    Attributes:
        dropped_frames: How many values could not be decoded.
    """

    def __init__(
        self,
        adapter: Adapter,
        seeker: Discovery,
        choice: Choice,
        report: Callable[[StrapReport], None],
    ) -> None:
        self._report = report
        self._percent: int | None = None
        self._is_up = False
        self.dropped_frames = 0
        self._link = Link(
            adapter,
            seeker,
            Wanted(DeviceKind.STRAP, choice),
            set_up=self._set_up,
            report=self._link_changed,
        )
        self._vigil = Vigil(
            adapter.clock,
            renew=lambda: self._link.listen_again(HEART_RATE_MEASUREMENT, self._heard),
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
        if report.phase is LinkPhase.UP and self._percent is not None:
            self._report(BatteryReport(self._percent))

    async def _set_up(self) -> None:
        service = _RawHeartRateService(self._link, self._measured)
        await service.enable_hr_measurement_notifications()
        self._percent = self._battery(await self._link.read_gatt_char(BATTERY_LEVEL))
        await self._link.listen(BATTERY_LEVEL, self._battery_changed)

    def _heard(self, _sender: object, data: bytearray) -> None:
        self._measured(data)

    def _measured(self, data: bytearray) -> None:
        """Reports a measurement, once the connection is up."""
        self._vigil.heard()
        if not self._is_up:
            return
        try:
            measurement = decode_heart_rate_measurement(data)
        except DecodeError:
            self.dropped_frames += 1
            return
        self._report(measurement)

    def _battery_changed(self, _sender: object, data: bytearray) -> None:
        percent = self._battery(data)
        if percent is not None:
            self._report(BatteryReport(percent))

    def _battery(self, data: bytes | bytearray) -> int | None:
        try:
            return decode_battery_level(data)
        except DecodeError:
            return None


REACH_S = 20.0
"""Seconds for a strap to be found and connected."""


async def read_battery(adapter: Adapter, choice: Choice) -> int | None:
    """The charge of a strap, 0 to 100 %; None if it does not say.

    Raises:
        AdapterError: If the adapter cannot be used.
        TimeoutError: If the strap does not answer within `REACH_S`.
    """
    percent: int | None = None
    answered = asyncio.Event()

    def said(report: StrapReport) -> None:
        nonlocal percent
        match report:
            case BatteryReport():
                percent = report.percent
            case LinkReport(phase=LinkPhase.UP):
                # What the battery said follows at once, before anybody wakes.
                answered.set()

    following = asyncio.create_task(Strap(adapter, Discovery(adapter), choice, said).run())
    waiting = asyncio.create_task(answered.wait())
    try:
        async with adapter.clock.timeout(REACH_S):
            await asyncio.wait({following, waiting}, return_when=asyncio.FIRST_COMPLETED)
        if following.done():
            following.result()
        return percent
    finally:
        await end_tasks(following, waiting)
