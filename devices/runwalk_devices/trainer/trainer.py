"""A machine without a belt: connected for as long as it is wanted, its brake never left in force.

By the Fitness Machine Service, or by FE-C where a bike has only that. A brake is told a power or a
resistance; a machine that takes neither is only read.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import replace
from typing import Final, TypeVar

from bleak.exc import BleakError

from runwalk_devices.clock import Clock
from runwalk_devices.codecs.binary import DecodeError
from runwalk_devices.codecs.ftms.control_point import MachineStatus, decode_machine_status
from runwalk_devices.codecs.ftms.features import (
    ResistanceRange,
    TargetFeature,
    decode_features,
    decode_power_range,
    decode_resistance_range,
)
from runwalk_devices.codecs.uuids import (
    FEC_WRITE,
    FITNESS_MACHINE_CONTROL_POINT,
    FITNESS_MACHINE_FEATURE,
    FITNESS_MACHINE_STATUS,
    SUPPORTED_POWER_RANGE,
    SUPPORTED_RESISTANCE_RANGE,
)
from runwalk_devices.sentences import NO_CONTROL_POINT
from runwalk_devices.trainer.brake import Brake, TrainerCapabilities
from runwalk_devices.trainer.erg import DEFAULT_STEP_W, EASY_W, PERIOD_S, ErgGovernor
from runwalk_devices.trainer.fec_trainer import FecTrainer
from runwalk_devices.trainer.ftms_brake import FtmsBrake
from runwalk_devices.trainer.reading import DATA, Decoder, SpeedByDistance, TrainerReading, possible
from runwalk_devices.transport.adapter import Adapter, DeviceKind
from runwalk_devices.transport.discovery import Discovery
from runwalk_devices.transport.link import Link, LinkPhase, LinkReport
from runwalk_devices.transport.selection import Choice, Wanted
from runwalk_devices.transport.vigil import Vigil
from runwalk_devices.treadmill.command import Command, CommandReport, Stage
from runwalk_devices.treadmill.controls import Answer

_logger = logging.getLogger(__name__)

RELEASE_S = 4.0
"""Longest time that letting the brake go may take before the link is given up."""
STANDING_KMH: Final = 6.0
"""Below it nobody turns the pedals of a machine that tells no cadence."""
EASY_SHARE: Final = 0.1
"""A resistance that is let go, and the most that one write adds: this share of the range."""

T = TypeVar("T")
Report = LinkReport | TrainerCapabilities | TrainerReading | MachineStatus | CommandReport


class Trainer:
    """Follows one machine and passes on what it says; its brake does what it is told.

    Args:
        adapter: The adapter that reaches it.
        seeker: Finds devices on that adapter.
        choice: Which one; None takes the strongest of its kind in range.
        report: Called with everything that happens, in order; must not block.
        kind: The kind of machine.
        largest_step_w: The most that a target power may rise at once, by the runner's choice.

    Attributes:
        dropped_frames: How many values could not be decoded, or held what nobody can do.
    """

    def __init__(
        self,
        adapter: Adapter,
        seeker: Discovery,
        choice: Choice,
        report: Callable[[Report], None],
        *,
        kind: DeviceKind = DeviceKind.BIKE,
        largest_step_w: float = DEFAULT_STEP_W,
    ) -> None:
        self._clock: Clock = adapter.clock
        self._report = report
        self.dropped_frames = 0
        self._decoders = DATA[kind]
        self._data, self._decode = next(iter(self._decoders.items()))
        self._speeds = SpeedByDistance()
        self._capabilities = TrainerCapabilities()
        self._brake: Brake | None = None
        self._is_up = False
        self._was_asleep = False
        self._largest_step_w = largest_step_w
        self._aims_at = Command.POWER
        self._governor = ErgGovernor(largest_step_w)
        self._cadence_rpm: float | None = None
        self._tells_cadence = False
        self._wake = asyncio.Event()
        self._release_owed = False
        self._lacked_control = False
        self._link = Link(
            adapter,
            seeker,
            Wanted(kind, choice),
            set_up=self._set_up,
            report=self._link_changed,
        )
        self._fec = FecTrainer(self._link, self._said, self._dropped)
        self._listened: tuple[str, Callable[[object, bytearray], None]]
        self._listened = self._data, self._data_received
        self._vigil = Vigil(
            adapter.clock,
            renew=lambda: self._link.listen_again(*self._listened),
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
        self._aim(Command.POWER, power_w)

    def set_resistance(self, level: float | None) -> None:
        """Aim at a resistance on the machine's own scale; None lets the brake go."""
        self._aim(Command.RESISTANCE, level)

    async def released(self) -> bool:
        """Return when the brake was let go, or after `RELEASE_S`; True if it was."""
        self._aim(self._aims_at, None)
        with suppress(TimeoutError):
            async with self._clock.timeout(RELEASE_S):
                while self._release_owed and self._brake is not None:
                    await self._clock.sleep(0.05)
        return not self._release_owed or (self._is_up and self._capabilities.is_readable_only)

    def _aim(self, command: Command, target: float | None) -> None:
        if command is not self._aims_at:
            self._governor.forget()
        self._aims_at = command
        self._governor.aim(target)
        self._release_owed = target is None
        self._wake.set()

    def _link_changed(self, report: LinkReport) -> None:
        if report.phase is LinkPhase.UP:
            self._vigil.connected()
            self._is_up = True
            self._report(report)
            self._report(self._capabilities)
            self._wake.set()
            return
        self._vigil.disconnected()
        self._is_up = False
        self._brake = None
        self._cadence_rpm = None
        self._was_asleep = False
        self._governor.forget()
        self._report(report)

    async def _set_up(self) -> None:
        self._speeds = SpeedByDistance()
        offered = [uuid for uuid in self._decoders if self._link.offers(uuid)]
        if not offered and self._link.offers(FEC_WRITE):
            brake, self._capabilities = await self._fec.set_up()
            self._listened = self._fec.listened
            self._brake = brake
            return
        if offered:
            self._data, self._decode = offered[0], self._decoders[offered[0]]
        control = None
        if self._link.offers(FITNESS_MACHINE_CONTROL_POINT):
            self._lacked_control = False
            control = FtmsBrake(self._link)
            await control.listen()
            await control.request_control()
        elif not self._lacked_control:
            # BlueZ may list what there is before it has all of it (its issue 1489).
            self._lacked_control = True
            raise BleakError(NO_CONTROL_POINT)
        self._capabilities = await self._read_capabilities(control)
        self._listened = self._data, self._data_received
        await self._link.listen(*self._listened)
        await self._link.listen(FITNESS_MACHINE_STATUS, self._status_received)
        self._brake = None if self._capabilities.is_readable_only else control

    async def _read_capabilities(self, control: FtmsBrake | None) -> TrainerCapabilities:
        """Whatever the second word of the features does not name is not asked for."""
        features = await self._value(FITNESS_MACHINE_FEATURE, decode_features)
        powers = await self._value(SUPPORTED_POWER_RANGE, decode_power_range)
        levels = await self._value(SUPPORTED_RESISTANCE_RANGE, _levels)
        if control is not None:
            control.is_narrow = levels is not None and levels[1]
        targets = None if features is None else features.targets
        takes_power = targets is None or TargetFeature.POWER in targets
        takes_levels = targets is None or TargetFeature.RESISTANCE in targets
        return TrainerCapabilities(
            controllable=control is not None,
            powers=powers if powers is not None and powers.usable and takes_power else None,
            resistances=levels[0] if levels and levels[0].usable and takes_levels else None,
        )

    async def _value(self, uuid: str, decode: Callable[[bytes], T]) -> T | None:
        try:
            return decode(await self._link.read_gatt_char(uuid))
        except DecodeError:
            return None

    async def _drive(self) -> None:
        """Each second, and as soon as the wish changes: what the governor says."""
        while True:
            brake = self._brake
            if brake is not None and not self._sleeps(brake):
                if self._release_owed:
                    await self._let_go(brake)
                else:
                    await self._govern(brake)
            self._wake.clear()
            with suppress(TimeoutError):
                async with self._clock.timeout(PERIOD_S):
                    await self._wake.wait()

    def _sleeps(self, brake: Brake) -> bool:
        """Return True while the trainer sleeps; what was asked before is not in force after it."""
        if self._was_asleep and not brake.is_asleep:
            self._governor.forget()
        self._was_asleep = brake.is_asleep
        return brake.is_asleep

    async def _govern(self, brake: Brake) -> None:
        powers, levels = self._capabilities.powers, self._capabilities.resistances
        governor = self._governor
        if self._aims_at is Command.POWER and powers is not None:
            governor.easy, governor.largest_step = EASY_W, self._largest_step_w
        elif self._aims_at is Command.RESISTANCE and levels is not None:
            step = (levels.maximum - levels.minimum) * EASY_SHARE
            governor.easy, governor.largest_step = levels.minimum + step, step
        else:
            return
        asked = governor.next(self._clock.now(), self._cadence_rpm)
        if asked is None:
            return
        if self._aims_at is Command.POWER and powers is not None:
            power_w = powers.snap(asked)
            await self._ask(float(power_w), lambda sent: brake.set_power(power_w, sent))
        elif levels is not None:
            level = levels.snap(asked)
            await self._ask(level, lambda sent: brake.set_resistance(level, sent))

    async def _ask(
        self, value: float, ask: Callable[[Callable[[], None]], Awaitable[Answer]]
    ) -> None:
        command = self._aims_at
        answer = await ask(lambda: self._report(CommandReport(command, Stage.SENT, value)))
        self._tell(command, answer, value)
        if not answer.written:
            self._governor.forget()

    async def _let_go(self, brake: Brake) -> None:
        """The easiest that it can be: the least resistance, else the least power."""
        levels, powers = self._capabilities.resistances, self._capabilities.powers
        answer = Answer(written=True)
        if levels is not None:
            answer = await brake.set_resistance(levels.minimum, lambda: None)
        if powers is not None and (levels is None or answer.refused):
            answer = await brake.set_power(powers.minimum_w, lambda: None)
        self._release_owed = self._release_owed and not answer.written
        self._tell(self._aims_at, answer, 0.0)

    def _tell(self, command: Command, answer: Answer, value: float) -> None:
        stage = Stage.REJECTED if answer.refused else Stage.ACKNOWLEDGED
        if not answer.written:
            stage = Stage.UNKNOWN
        self._report(CommandReport(command, stage, value, answer.detail))
        if stage is Stage.ACKNOWLEDGED:
            self._report(CommandReport(command, Stage.CONFIRMED, value))

    def _data_received(self, _sender: object, data: bytearray) -> None:
        self._read(self._decode, data)

    def _read(self, decode: Decoder, data: bytearray) -> None:
        try:
            reading = decode(data)
        except DecodeError:
            self._dropped()
            return
        self._said(reading)

    def _said(self, told: TrainerReading) -> None:
        self._vigil.heard()
        said = possible(told)
        if said is not told:
            self.dropped_frames += 1
        reading = replace(said, speed_kmh=self._speeds.speed_kmh(self._clock.now(), said))
        if reading.cadence_rpm is not None:
            self._cadence_rpm, self._tells_cadence = reading.cadence_rpm, True
        elif not self._tells_cadence and reading.speed_kmh is not None:
            # Who tells no cadence tells by its speed at least that nobody pedals.
            self._cadence_rpm = None if reading.speed_kmh >= STANDING_KMH else 0.0
        self._report(reading)

    def _dropped(self) -> None:
        self._vigil.heard()
        self.dropped_frames += 1

    def _status_received(self, _sender: object, data: bytearray) -> None:
        try:
            self._report(decode_machine_status(data))
        except DecodeError:
            self.dropped_frames += 1


def _levels(data: bytes) -> tuple[ResistanceRange, bool]:
    """The resistances, and whether they are told in one octet a number."""
    return decode_resistance_range(data), len(data) < 6
