"""A treadmill: connected for as long as it is wanted, what it can do and what it measures."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from devices.control_point import ControlPoint
from devices.ftms import (
    DecodeError,
    InclinationRange,
    MachineStatus,
    SpeedRange,
    TreadmillData,
    decode_inclination_range,
    decode_machine_status,
    decode_speed_range,
    decode_treadmill_data,
)
from devices.gatt import (
    FITNESS_MACHINE_CONTROL_POINT,
    FITNESS_MACHINE_STATUS,
    SUPPORTED_INCLINATION_RANGE,
    SUPPORTED_SPEED_RANGE,
    TREADMILL_DATA,
)
from devices.gauge import Gauge
from devices.link import Link, LinkPhase, LinkReport
from devices.orders import CommandReport, Orders
from devices.radio import DeviceKind, Radio
from devices.seeker import Seeker, Wanted

_logger = logging.getLogger(__name__)

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Capabilities:
    """What a connected machine can do.

    Attributes:
        controllable: It has a control point.
        speed_range: None where it names none that makes sense.
        inclination_range: None where it has no incline.
    """

    controllable: bool = False
    speed_range: SpeedRange | None = None
    inclination_range: InclinationRange | None = None


Report = LinkReport | Capabilities | TreadmillData | MachineStatus | CommandReport


class Treadmill:
    """Follows one treadmill and passes on what it says.

    Args:
        radio: The adapter.
        seeker: Finds devices on that adapter.
        choice: Name or address; None takes the strongest treadmill in range.
        report: Called with everything that happens, in order; must not block.

    Attributes:
        orders: How to command it.
        dropped_frames: How many values could not be decoded.
    """

    def __init__(
        self,
        radio: Radio,
        seeker: Seeker,
        choice: str | None,
        report: Callable[[Report], None],
    ) -> None:
        self._report = report
        self._gauge = Gauge(radio.clock)
        self.orders = Orders(radio.clock, self._gauge, report)
        self.dropped_frames = 0
        self._control: ControlPoint | None = None
        self._capabilities = Capabilities()
        self._link = Link(
            radio,
            seeker,
            Wanted(DeviceKind.TREADMILL, choice),
            set_up=self._set_up,
            report=self._link_changed,
        )

    async def run(self) -> None:
        """Stay connected until cancelled.

        Raises:
            RadioError: If the adapter cannot be used at all.
        """
        try:
            await self._link.run()
        finally:
            self.orders.close()

    def _link_changed(self, report: LinkReport) -> None:
        if report.phase is LinkPhase.UP:
            self._report(report)
            self._report(self._capabilities)
            self.orders.connected(self._control)
            return
        self._gauge.forget()
        self.orders.disconnected()
        self._report(report)

    async def _set_up(self) -> None:
        """Reads, listens and asks for control; only the telemetry itself is indispensable."""
        link = self._link
        speed_range = await self._read(SUPPORTED_SPEED_RANGE, decode_speed_range)
        incline_range = await self._read(SUPPORTED_INCLINATION_RANGE, decode_inclination_range)
        await link.start_notify(TREADMILL_DATA, self._data_received)
        if link.offers(FITNESS_MACHINE_STATUS):
            await link.start_notify(FITNESS_MACHINE_STATUS, self._status_received)
        self._control = None
        if link.offers(FITNESS_MACHINE_CONTROL_POINT):
            control = ControlPoint(link)
            await control.subscribe()
            answer = await control.request_control()
            _logger.info("request control: %s", answer)
            self._control = control
        self._capabilities = Capabilities(
            controllable=self._control is not None,
            speed_range=speed_range if speed_range and speed_range.usable else None,
            inclination_range=incline_range if incline_range and incline_range.usable else None,
        )

    async def _read(self, uuid: str, decode: Callable[[bytes], T]) -> T | None:
        try:
            return decode(await self._link.read_gatt_char(uuid))
        except DecodeError:
            return None

    def _data_received(self, _sender: object, data: bytearray) -> None:
        try:
            reading = decode_treadmill_data(data)
        except DecodeError:
            self.dropped_frames += 1
            return
        self._gauge.read(reading)
        self._report(reading)

    def _status_received(self, _sender: object, data: bytearray) -> None:
        try:
            status = decode_machine_status(data)
        except DecodeError:
            self.dropped_frames += 1
            return
        self._gauge.told(status)
        self._report(status)
