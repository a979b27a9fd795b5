"""A smart trainer: connected for as long as it is wanted, told a power, never left holding one."""

import asyncio
import logging
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import TypeVar

from runwalk_devices.clock import Clock
from runwalk_devices.codecs.binary import DecodeError
from runwalk_devices.codecs.ftms.bike_data import BikeData, decode_bike_data
from runwalk_devices.codecs.ftms.control_point import MachineStatus, decode_machine_status
from runwalk_devices.codecs.ftms.features import (
    PowerRange,
    ResistanceRange,
    TargetFeature,
    decode_features,
    decode_power_range,
    decode_resistance_range,
)
from runwalk_devices.codecs.uuids import (
    FITNESS_MACHINE_CONTROL_POINT,
    FITNESS_MACHINE_FEATURE,
    FITNESS_MACHINE_STATUS,
    INDOOR_BIKE_DATA,
    SUPPORTED_POWER_RANGE,
    SUPPORTED_RESISTANCE_RANGE,
)
from runwalk_devices.trainer.erg import PERIOD_S, ErgGovernor
from runwalk_devices.transport.adapter import Adapter, DeviceKind
from runwalk_devices.transport.discovery import Discovery
from runwalk_devices.transport.link import Link, LinkPhase, LinkReport
from runwalk_devices.transport.selection import Choice, Wanted
from runwalk_devices.transport.vigil import Vigil
from runwalk_devices.treadmill.command import Command, CommandReport, Stage
from runwalk_devices.treadmill.control_point import ControlPoint
from runwalk_devices.treadmill.controls import Answer

_logger = logging.getLogger(__name__)

RELEASE_S = 4.0
"""Longest time that letting the brake go may take before the link is given up."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class BikeCapabilities:
    """The capabilities of a connected bike.

    Attributes:
        controllable: It has a control point.
        powers: What powers it takes; None where it takes none.
        resistances: What resistances it takes; None where it names none.
    """

    controllable: bool = False
    powers: PowerRange | None = None
    resistances: ResistanceRange | None = None


Report = LinkReport | BikeCapabilities | BikeData | MachineStatus | CommandReport


class Bike:
    """Follows one bike and passes on what it says; readings split over packets come merged.

    Args:
        adapter: The adapter that reaches it.
        seeker: Finds devices on that adapter.
        choice: Which one; None takes the strongest bike in range.
        report: Called with everything that happens, in order; must not block.
        largest_step_w: The most that a target may rise at once, by the runner's choice.

    Attributes:
        dropped_frames: How many values could not be decoded.
    """

    def __init__(
        self,
        adapter: Adapter,
        seeker: Discovery,
        choice: Choice,
        report: Callable[[Report], None],
        *,
        largest_step_w: float | None = None,
    ) -> None:
        self._clock: Clock = adapter.clock
        self._report = report
        self.dropped_frames = 0
        self._capabilities = BikeCapabilities()
        self._control: ControlPoint | None = None
        self._governor = ErgGovernor()
        if largest_step_w is not None:
            self._governor.largest_step_w = largest_step_w
        self._cadence_rpm: float | None = None
        self._wake = asyncio.Event()
        self._release_owed = False
        self._link = Link(
            adapter,
            seeker,
            Wanted(DeviceKind.BIKE, choice),
            set_up=self._set_up,
            report=self._link_changed,
        )
        self._vigil = Vigil(
            adapter.clock,
            renew=lambda: self._link.listen_again(INDOOR_BIKE_DATA, self._data_received),
            drop=lambda: self._link.drop(mute=True),
        )

    async def run(self) -> None:
        """Stay connected until cancelled; the brake is let go before the link is.

        Raises:
            AdapterError: If the adapter cannot be used at all.
        """
        watching = asyncio.gather(self._vigil.run(), self._drive())
        try:
            await self._link.run()
        finally:
            watching.cancel()
            await asyncio.gather(watching, return_exceptions=True)

    def set_power(self, power_w: float | None) -> None:
        """Aim at a power in watts; None lets the brake go."""
        self._governor.aim(power_w)
        self._release_owed = power_w is None
        self._wake.set()

    async def released(self) -> None:
        """Return when the brake was let go, or after `RELEASE_S`."""
        self.set_power(None)
        with suppress(TimeoutError):
            async with self._clock.timeout(RELEASE_S):
                while self._release_owed and self._control is not None:
                    await self._clock.sleep(0.05)

    def _link_changed(self, report: LinkReport) -> None:
        if report.phase is LinkPhase.UP:
            self._vigil.connected()
            self._report(report)
            self._report(self._capabilities)
            self._wake.set()
            return
        self._vigil.disconnected()
        self._control = None
        self._cadence_rpm = None
        self._governor.forget()
        self._report(report)

    async def _set_up(self) -> None:
        control = None
        if self._link.offers(FITNESS_MACHINE_CONTROL_POINT):
            control = ControlPoint(self._link)
            await control.listen()
            await control.request_control()
        features = await self._read(FITNESS_MACHINE_FEATURE, decode_features)
        powers = await self._read(SUPPORTED_POWER_RANGE, decode_power_range)
        levels = await self._read(SUPPORTED_RESISTANCE_RANGE, decode_resistance_range)
        targets = None if features is None else features.targets
        takes_power = targets is None or TargetFeature.POWER in targets
        self._capabilities = BikeCapabilities(
            controllable=control is not None,
            powers=powers if powers is not None and powers.usable and takes_power else None,
            resistances=levels if levels is not None and levels.usable else None,
        )
        await self._link.listen(INDOOR_BIKE_DATA, self._data_received)
        await self._link.listen(FITNESS_MACHINE_STATUS, self._status_received)
        self._control = control

    async def _read(self, uuid: str, decode: Callable[[bytes], T]) -> T | None:
        try:
            return decode(await self._link.read_gatt_char(uuid))
        except DecodeError:
            return None

    async def _drive(self) -> None:
        """Each second, and as soon as the wish changes: what the governor says."""
        while True:
            control, powers = self._control, self._capabilities.powers
            if control is not None and self._release_owed:
                await self._let_go(control)
            elif control is not None and powers is not None:
                asked_w = self._governor.next(self._clock.now(), self._cadence_rpm)
                if asked_w is not None:
                    await self._ask(control, powers.snap(asked_w))
            self._wake.clear()
            with suppress(TimeoutError):
                async with self._clock.timeout(PERIOD_S):
                    await self._wake.wait()

    async def _ask(self, control: ControlPoint, power_w: int) -> None:
        value = float(power_w)
        answer = await control.set_power(
            power_w, lambda: self._report(CommandReport(Command.POWER, Stage.SENT, value))
        )
        self._tell(answer, value)
        if not answer.written:
            self._governor.forget()

    async def _let_go(self, control: ControlPoint) -> None:
        """The easiest that it can be: the least resistance, else the least power."""
        levels, powers = self._capabilities.resistances, self._capabilities.powers
        if levels is not None:
            answer = await control.set_resistance(levels.minimum, lambda: None)
        elif powers is not None:
            answer = await control.set_power(powers.minimum_w, lambda: None)
        else:
            self._release_owed = False
            return
        self._release_owed = self._release_owed and not answer.written
        self._tell(answer, 0.0)

    def _tell(self, answer: Answer, value: float) -> None:
        stage = Stage.REJECTED if answer.refused else Stage.ACKNOWLEDGED
        if not answer.written:
            stage = Stage.UNKNOWN
        self._report(CommandReport(Command.POWER, stage, value, answer.detail))
        if stage is Stage.ACKNOWLEDGED:
            self._report(CommandReport(Command.POWER, Stage.CONFIRMED, value))

    def _data_received(self, _sender: object, data: bytearray) -> None:
        self._vigil.heard()
        try:
            reading = decode_bike_data(data)
        except DecodeError:
            self.dropped_frames += 1
            return
        if reading.cadence_rpm is not None:
            self._cadence_rpm = reading.cadence_rpm
        self._report(reading)

    def _status_received(self, _sender: object, data: bytearray) -> None:
        try:
            self._report(decode_machine_status(data))
        except DecodeError:
            self.dropped_frames += 1
