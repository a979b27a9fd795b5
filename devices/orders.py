"""Commands to a treadmill, each followed to its end.

A command is sent, acknowledged, and then confirmed by fresh telemetry, or rejected, or unknown. A
write is not success, and neither is a response. Unknown is told and never repeated. A newer command
of its kind overtakes an older one; Stop overtakes everything.
"""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass
from enum import StrEnum

from devices.clock import Clock
from devices.control_point import Answer, ControlPoint
from devices.ftms import ResultCode
from devices.gauge import Gauge

HARD_LIMIT_KMH = 20.0
TOLERANCE_KMH = 0.1
TOLERANCE_PERCENT = 0.3
SLOWEST_RAMP_KMH_S = 0.3
"""The slowest machine seen changes its speed by so much a second."""
MARGIN_S = 5.0
START_S = 15.0
INCLINE_S = 30.0
STOP_TRIES = 4
STOP_GAP_S = 1.0
STOP_S = 10.0
"""After so long without a measured zero, whether the belt stands is unknown."""


class Command(StrEnum):
    """What can be asked."""

    START = "start"
    SPEED = "speed"
    INCLINE = "incline"
    PAUSE = "pause"
    STOP = "stop"


class Stage(StrEnum):
    """How far a command has come; the last three are ends."""

    SENT = "sent"
    ACKNOWLEDGED = "acknowledged"
    CONFIRMED = "confirmed"
    REJECTED = "rejected"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class CommandReport:
    """A command reached a stage; ``value`` in km/h or percent, ``detail`` for people."""

    command: Command
    stage: Stage
    value: float | None = None
    detail: str = ""


Procedure = Callable[[ControlPoint, Callable[[], None]], Awaitable[Answer]]


class Orders:
    """The commands under way on one treadmill; methods return at once.

    Args:
        clock: Time for deadlines.
        gauge: The treadmill's telemetry.
        report: Called with each stage of each command.
    """

    def __init__(self, clock: Clock, gauge: Gauge, report: Callable[[CommandReport], None]) -> None:
        self._clock = clock
        self._gauge = gauge
        self._report = report
        self._control: ControlPoint | None = None
        self._under_way: dict[Command, asyncio.Task[None]] = {}
        self._stopping = False

    def connected(self, control: ControlPoint | None) -> None:
        """Commands go through ``control`` from now on; a Stop that is not confirmed goes first."""
        self._control = control
        if self._stopping and control is not None:
            self.stop()

    def disconnected(self) -> None:
        """The link is lost: what was under way is unknown, but Stop is still wanted."""
        self._control = None
        self._overtake(*(command for command in Command if command is not Command.STOP))

    def close(self) -> None:
        """Nothing more will be sent or told."""
        self._control = None
        self._overtake(*Command)

    def start(self) -> None:
        """Start the belt: once, and never again by itself."""
        self._stopping = False
        self._begin(Command.START, None, self._start())

    def set_speed(self, speed_kmh: float) -> None:
        """Ask for a speed, above 0 and at most 20 km/h.

        Raises:
            ValueError: If it is not.
        """
        if not 0 < speed_kmh <= HARD_LIMIT_KMH:
            raise ValueError(f"a target of {speed_kmh:g} km/h is out of bounds")
        self._begin(Command.SPEED, speed_kmh, self._speed(speed_kmh))

    def set_incline(self, percent: float) -> None:
        """Ask for an incline."""
        self._begin(Command.INCLINE, percent, self._incline(percent))

    def pause(self) -> None:
        """Have the belt stand, to be resumed."""
        self._overtake(Command.START, Command.SPEED, Command.INCLINE)
        self._begin(Command.PAUSE, None, self._pause())

    def stop(self) -> None:
        """Have the belt stand, before anything else."""
        self._stopping = True
        self._overtake(*Command)
        self._begin(Command.STOP, None, self._stop())

    def _begin(
        self, command: Command, value: float | None, work: Coroutine[None, None, None]
    ) -> None:
        if self._stopping and command is not Command.STOP:
            work.close()
            self._tell(command, Stage.REJECTED, value, "the belt is being stopped")
            return
        self._overtake(command)
        task = asyncio.create_task(self._to_its_end(command, value, work))
        self._under_way[command] = task

    def _overtake(self, *commands: Command) -> None:
        for command in commands:
            task = self._under_way.pop(command, None)
            if task is not None:
                task.cancel()

    async def _to_its_end(
        self, command: Command, value: float | None, work: Coroutine[None, None, None]
    ) -> None:
        try:
            await work
        except asyncio.CancelledError:
            self._tell(command, Stage.UNKNOWN, value, "overtaken")
            raise

    async def _start(self) -> None:
        if await self._carry_out(Command.START, None, ControlPoint.start):
            moves = await self._gauge.until(START_S, self._gauge.moves, fresh=True)
            self._verdict(Command.START, None, moves)

    async def _speed(self, speed_kmh: float) -> None:
        gauge = self._gauge
        change_kmh = abs(speed_kmh - (gauge.speed_kmh or 0.0))

        def reached() -> bool:
            measured = gauge.speed_kmh
            return measured is not None and abs(measured - speed_kmh) <= TOLERANCE_KMH + 1e-9

        def write(control: ControlPoint, sent: Callable[[], None]) -> Awaitable[Answer]:
            return control.set_speed(speed_kmh, sent)

        if await self._carry_out(Command.SPEED, speed_kmh, write):
            limit_s = MARGIN_S + change_kmh / SLOWEST_RAMP_KMH_S
            self._verdict(Command.SPEED, speed_kmh, await gauge.until(limit_s, reached, fresh=True))

    async def _incline(self, percent: float) -> None:
        gauge = self._gauge

        def reached() -> bool:
            measured = gauge.incline_percent
            return measured is not None and abs(measured - percent) <= TOLERANCE_PERCENT

        def write(control: ControlPoint, sent: Callable[[], None]) -> Awaitable[Answer]:
            return control.set_incline(percent, sent)

        if await self._carry_out(Command.INCLINE, percent, write):
            self._verdict(
                Command.INCLINE, percent, await gauge.until(INCLINE_S, reached, fresh=True)
            )

    async def _pause(self) -> None:
        gauge = self._gauge
        gauge.expect_standing()
        limit_s = MARGIN_S + (gauge.speed_kmh or 0.0) / SLOWEST_RAMP_KMH_S
        if await self._carry_out(Command.PAUSE, None, _pause_or_stop):
            self._verdict(Command.PAUSE, None, await gauge.until(limit_s, gauge.stands))

    async def _stop(self) -> None:
        """Sends Stop up to `STOP_TRIES` times; only a measured zero ends it well."""
        gauge, tries = self._gauge, 0
        gauge.expect_standing()
        deadline = self._clock.now() + STOP_S
        sending: set[asyncio.Task[None]] = set()
        while self._clock.now() < deadline:
            if self._control is not None and tries < STOP_TRIES:
                tries += 1
                sending.add(asyncio.create_task(self._send_stop(self._control)))
            if await gauge.until(STOP_GAP_S, gauge.stands):
                break
        for task in sending:
            task.cancel()
        if gauge.stands():
            self._stopping = False
            self._tell(Command.STOP, Stage.CONFIRMED, None)
        elif tries:
            self._tell(Command.STOP, Stage.UNKNOWN, None, "no standing belt was measured")
        else:
            self._tell(Command.STOP, Stage.UNKNOWN, None, "the treadmill cannot be told to stop")

    async def _send_stop(self, control: ControlPoint) -> None:
        answer = await control.stop(lambda: self._tell(Command.STOP, Stage.SENT, None))
        if answer.result is ResultCode.SUCCESS:
            self._tell(Command.STOP, Stage.ACKNOWLEDGED, None)
        elif answer.result is ResultCode.CONTROL_NOT_PERMITTED:
            await control.request_control()

    async def _carry_out(self, command: Command, value: float | None, procedure: Procedure) -> bool:
        """Writes and awaits the answer; whether the belt may now be expected to obey."""
        control = self._control
        if control is None:
            self._tell(command, Stage.REJECTED, value, "the treadmill takes no commands")
            return False

        def sent() -> None:
            self._tell(command, Stage.SENT, value)

        answer = await procedure(control, sent)
        if answer.result is ResultCode.CONTROL_NOT_PERMITTED:
            await control.request_control()
            answer = await procedure(control, sent)
        if not answer.written:
            self._tell(command, Stage.UNKNOWN, value, answer.detail)
            return False
        if answer.is_refusal:
            assert answer.result is not None
            reason = answer.result.name.lower().replace("_", " ")
            self._tell(command, Stage.REJECTED, value, reason)
            return False
        if answer.result is not None:
            self._tell(command, Stage.ACKNOWLEDGED, value)
        return True

    def _verdict(self, command: Command, value: float | None, measured: bool) -> None:
        if measured:
            self._tell(command, Stage.CONFIRMED, value)
        else:
            self._tell(command, Stage.UNKNOWN, value, "the telemetry does not show it")

    def _tell(self, command: Command, stage: Stage, value: float | None, detail: str = "") -> None:
        self._report(CommandReport(command, stage, value, detail))


async def _pause_or_stop(control: ControlPoint, sent: Callable[[], None]) -> Answer:
    """Pause; a machine that knows no pause is stopped."""
    answer = await control.pause(sent)
    unknown = (ResultCode.OP_CODE_NOT_SUPPORTED, ResultCode.INVALID_PARAMETER)
    return await control.stop(sent) if answer.result in unknown else answer
