"""A treadmill: connected for as long as it is wanted, what it can do and what it measures."""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TypeVar

from bleak.exc import BleakError

from runwalk_devices.codecs.ftms.treadmill_data import (
    DecodeError,
    InclinationRange,
    MachineStatus,
    MachineStatusCode,
    ResultCode,
    SpeedRange,
    TreadmillData,
    decode_inclination_range,
    decode_machine_status,
    decode_speed_range,
    decode_treadmill_data,
)
from runwalk_devices.codecs.heart_rate import decode_heart_rate_measurement
from runwalk_devices.codecs.uuids import (
    FITNESS_MACHINE_CONTROL_POINT,
    FITNESS_MACHINE_STATUS,
    HEART_RATE_MEASUREMENT,
    SUPPORTED_INCLINATION_RANGE,
    SUPPORTED_SPEED_RANGE,
    TREADMILL_DATA,
)
from runwalk_devices.tasks import end_tasks
from runwalk_devices.transport.adapter import Adapter, DeviceKind
from runwalk_devices.transport.discovery import Discovery
from runwalk_devices.transport.link import Hindrance, Link, LinkPhase, LinkReport
from runwalk_devices.transport.selection import Choice, Wanted
from runwalk_devices.transport.vigil import Vigil
from runwalk_devices.treadmill.command import Command, CommandReport, Stage
from runwalk_devices.treadmill.control_point import ControlPoint
from runwalk_devices.treadmill.dispatcher import Dispatcher
from runwalk_devices.treadmill.keep_alive import KeepAlive
from runwalk_devices.treadmill.quirks import QuirkShown, TreadmillQuirks
from runwalk_devices.treadmill.standstill import Standstill
from runwalk_devices.treadmill.telemetry import Telemetry
from runwalk_devices.treadmill.witnesses import Contested, Witnesses

_logger = logging.getLogger(__name__)

SPEED_ALONE = 4
"""A frame of flags and speed, which may be all zero, has so many octets."""

SPEAKS_S = 8.0
"""A treadmill that has told zeros for so long has no reason to fall silent while it stands."""

EMPTY_ALONE = 3
"""So many empty frames without a speed between them tell a speed of zero."""

_HALTS = (Command.STOP, Command.PAUSE)

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Capabilities:
    """The capabilities of a connected treadmill.

    Attributes:
        controllable: It has a control point.
        speed_range: None where it names none that makes sense.
        inclination_range: None where it has no incline.
        tells: It has a machine status, which says what is done at its console.
    """

    controllable: bool = False
    speed_range: SpeedRange | None = None
    inclination_range: InclinationRange | None = None
    tells: bool = False


QuirksOf = Callable[[str | None, str], TreadmillQuirks]
"""Returns a machine's known quirks, by its name and address."""

Report = LinkReport | Capabilities | TreadmillData | MachineStatus | CommandReport | QuirkShown


class Treadmill:
    """Follows one treadmill and passes on what it says; speeds are km/h, whatever its own units.

    Args:
        adapter: The adapter.
        seeker: Finds devices on that adapter.
        choice: Which one; None takes the strongest treadmill in range.
        report: Called with everything that happens, in order; must not block.
        quirks_of: Asked at each connection what is known of the machine of that name and address.

    Attributes:
        orders: How to command it.
    """

    def __init__(
        self,
        adapter: Adapter,
        seeker: Discovery,
        choice: Choice,
        report: Callable[[Report], None],
        quirks_of: QuirksOf = lambda _name, _address: TreadmillQuirks(),
    ) -> None:
        self._clock = adapter.clock
        self._report = report
        self._quirks_of = quirks_of
        self._quirks = TreadmillQuirks()
        self._is_up = False
        self._lacked_control = False
        self._own_range: SpeedRange | None = None
        self._gauge = Telemetry(adapter.clock)
        self._standstill = Standstill(adapter.clock)
        self._witnesses = Witnesses(adapter.clock)
        self._is_empty, self._empty = False, 0
        self.orders = Dispatcher(adapter.clock, self._gauge, self._ordered)
        self._undecoded = 0
        self._capabilities = Capabilities()
        self._link = Link(
            adapter,
            seeker,
            Wanted(DeviceKind.TREADMILL, choice),
            set_up=self._set_up,
            report=self._link_changed,
        )
        self._control: ControlPoint | None = None
        self._stands = self._speaks_at_rest = False
        self._zero_since: float | None = None
        self._vigil = Vigil(
            adapter.clock,
            renew=self._listen_again,
            drop=lambda: self._link.drop(mute=True),
            may_be_silent=self._may_be_silent,
        )
        self._keep_alive = KeepAlive(
            adapter.clock,
            lambda: self._link.asked_at,
            lambda: self._link.read_gatt_char(SUPPORTED_SPEED_RANGE),
            lambda limit_s: self._ordered(QuirkShown(idle_limit_s=limit_s)),
        )

    @property
    def dropped_frames(self) -> int:
        """The number of values that could not be decoded, or could not be true."""
        return self._undecoded + self._witnesses.dropped

    async def run(self) -> None:
        """Stay connected until cancelled.

        Raises:
            AdapterError: If the adapter cannot be used at all.
        """
        watching = asyncio.gather(self._vigil.run(), self._keep_alive.run())
        try:
            await self._link.run()
        finally:
            await end_tasks(watching)
            await self.orders.close()

    def adopt(self, quirks: TreadmillQuirks) -> None:
        """Takes the machine's quirks to be these from now on; what it can do is told anew."""
        changed, self._quirks = quirks != self._quirks, quirks
        self.orders.adopt(quirks, self._own_range)
        if changed and self._is_up:
            self._report(self._converted())

    def convert(self, target_factor: float, data_factor: float) -> None:
        """Takes its targets and its readings to be in these units, of so many km/h, from now on."""
        self.adopt(replace(self._quirks, target_factor=target_factor, data_factor=data_factor))

    def _ordered(self, report: CommandReport | QuirkShown) -> None:
        """Handles what comes of commands; a quirk that they showed holds from now on."""
        if isinstance(report, CommandReport) and report.command is Command.START:
            self._stands = False
        if isinstance(report, QuirkShown):
            self._quirks = report.added_to(self._quirks)
            self.orders.adopt(self._quirks, self._own_range)
        elif report.command is Command.START and report.stage is Stage.ACKNOWLEDGED:
            self._witnesses.started()
        elif report.command in _HALTS and report.stage is Stage.ACKNOWLEDGED:
            self._witnesses.halted()
        self._report(report)

    def _link_changed(self, report: LinkReport) -> None:
        if report.phase is LinkPhase.CONNECTING and report.address is not None:
            self._own_range = None
            self.adopt(self._quirks_of(report.name, report.address))
            self._keep_alive.adopt(self._quirks.idle_limit_s)
        self._is_up = report.phase is LinkPhase.UP
        if report.phase is LinkPhase.UP:
            self._vigil.connected()
            self._keep_alive.connected()
            self._report(report)
            self._report(self._converted())
            return
        self._vigil.disconnected()
        if report.phase is LinkPhase.LOST and report.hindrance is not Hindrance.MUTE:
            self._keep_alive.lost()
        self._stands = self._speaks_at_rest = False
        self._zero_since = None
        self._report(report)
        self._gauge.forget()
        self._standstill.forget()
        self._witnesses.forget()
        self._is_empty, self._empty = False, 0
        self.orders.disconnected()

    async def _set_up(self) -> None:
        """Has a Stop that is owed go first, or takes control; then listens and reads.

        A Stop does not wait for control, nor for anything else: where it needs control it asks for
        it. Only the telemetry itself is indispensable.
        """
        link = self._link
        control = await self._control_point()
        self._control = control
        self.orders.connected(control)
        if control is not None and not self.orders.is_stopping:
            await _take_control(control)
        await link.listen(FITNESS_MACHINE_STATUS, self._status_received)
        speeds = await self._read(SUPPORTED_SPEED_RANGE, decode_speed_range)
        inclinations = await self._read(SUPPORTED_INCLINATION_RANGE, decode_inclination_range)
        self._capabilities = Capabilities(
            controllable=control is not None,
            speed_range=speeds if speeds and speeds.usable else None,
            inclination_range=inclinations if inclinations and inclinations.usable else None,
            tells=link.offers(FITNESS_MACHINE_STATUS),
        )
        self._own_range = self._capabilities.speed_range
        self.orders.adopt(self._quirks, self._own_range)
        await link.start_notify(TREADMILL_DATA, self._data_received)
        await link.listen(HEART_RATE_MEASUREMENT, self._heart_received)

    def _converted(self) -> Capabilities:
        """Return what it can do, in km/h."""
        return replace(self._capabilities, speed_range=self._quirks.range_kmh(self._own_range))

    async def _control_point(self) -> ControlPoint | None:
        """The control point, its answers subscribed to; None for a machine that only reports.

        BlueZ may say that services are resolved before it lists them all (its issue 1489): that
        there is no control point is believed only when two connections in a row say so.
        """
        if not self._link.offers(FITNESS_MACHINE_CONTROL_POINT):
            if not self._lacked_control:
                self._lacked_control = True
                raise BleakError("no control point was listed: looking once more")
            return None
        self._lacked_control = False
        control = ControlPoint(self._link)
        await control.listen()
        return control

    async def _read(self, uuid: str, decode: Callable[[bytes], T]) -> T | None:
        try:
            return decode(await self._link.read_gatt_char(uuid))
        except DecodeError:
            return None

    async def _listen_again(self) -> None:
        """Subscribes anew to all that it says: what it forgot of one it forgot of the others."""
        await self._link.listen_again(TREADMILL_DATA, self._data_received)
        await self._link.listen_again(FITNESS_MACHINE_STATUS, self._status_received)
        if self._control is not None:
            await self._control.listen_again()

    def _may_be_silent(self) -> bool:
        """Some say nothing while they stand; and while Stop is tried, that has its own ways."""
        return (self._stands and not self._speaks_at_rest) or self.orders.is_stopping

    def _data_received(self, _sender: object, data: bytearray) -> None:
        self._vigil.heard()
        try:
            reading = self._quirks.reading(self._decoded(data))
        except DecodeError:
            self._undecoded += 1
            return
        own = self._own_range
        reading = self._witnesses.weigh(reading, own.maximum_kmh if own else None)
        weighed = self._standstill.weigh(reading)
        if not self.orders.is_stopping:
            reading = weighed
        if reading.speed_kmh is not None or isinstance(reading, Contested):
            self._stands = reading.speed_kmh == 0
            self._notice_rest()
        self._gauge.read(self._as_stop_sees(reading))
        self._report(reading)

    def _as_stop_sees(self, reading: TreadmillData) -> TreadmillData:
        """The reading; to Stop any motion counts, and shows if the belt slows down."""
        if isinstance(reading, Contested) and reading.lone_kmh and self.orders.is_stopping:
            return TreadmillData(speed_kmh=reading.lone_kmh)
        return reading

    def _notice_rest(self) -> None:
        """Notes if it speaks while it stands, for this connection."""
        now = self._clock.now()
        if not self._stands:
            self._zero_since = None
        elif self._zero_since is None:
            self._zero_since = now
        elif now - self._zero_since >= SPEAKS_S:
            self._speaks_at_rest = True

    def _heart_received(self, _sender: object, data: bytearray) -> None:
        """A heart rate at its grips: a word without a speed, as of its data cut in two."""
        try:
            bpm = decode_heart_rate_measurement(data).bpm
        except DecodeError:
            self._undecoded += 1
            return
        self._report(TreadmillData(heart_rate_bpm=bpm))

    def _status_received(self, _sender: object, data: bytearray) -> None:
        try:
            status = decode_machine_status(data)
        except DecodeError:
            self._undecoded += 1
            return
        if status.code is MachineStatusCode.STARTED_OR_RESUMED:
            self._stands = False
        self._gauge.told(status)
        self._witnesses.told(status)
        self._standstill.told(status)
        self.orders.told(status)
        self._report(self._quirks.status(status))
        if status.is_stop:
            self.orders.give_way()

    def _decoded(self, data: bytearray) -> TreadmillData:
        """A frame, unless it is one of the empty ones that some machines send between true ones.

        All zero it would tell a speed of zero; but nothing in it announces what follows the speed.
        Other machines tell so that the belt stands: then two come in a row, or, where the rest of a
        record comes by itself, several without a speed between them.

        Raises:
            DecodeError: If it is no frame.
        """
        was_empty = self._is_empty
        self._is_empty = len(data) > SPEED_ALONE and not any(data)
        if self._is_empty:
            self._empty += 1
            if not was_empty and self._empty < EMPTY_ALONE:
                raise DecodeError("an empty frame")
            return decode_treadmill_data(data)
        reading = decode_treadmill_data(data)
        if reading.speed_kmh is not None:
            self._empty = 0
        return reading


async def _take_control(control: ControlPoint) -> None:
    answer = await control.request_control()
    if answer.result is ResultCode.CONTROL_NOT_PERMITTED:
        answer = await control.request_control()
    _logger.info("request control: %s", answer)
