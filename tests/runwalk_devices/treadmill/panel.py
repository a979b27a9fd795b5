"""A treadmill's controls that answer as they are told to, and a dispatcher that commands them."""

import asyncio
from collections.abc import Callable

from runwalk_devices.clock import Clock
from runwalk_devices.codecs.ftms.control_point import (
    MachineStatus,
    MachineStatusCode,
    ResultCode,
)
from runwalk_devices.codecs.ftms.treadmill_data import StopOrPause, TreadmillData
from runwalk_devices.treadmill.command import Command, CommandReport
from runwalk_devices.treadmill.controls import Answer, Controls, Sent
from runwalk_devices.treadmill.dispatcher import Dispatcher
from runwalk_devices.treadmill.quirks import QuirkShown
from runwalk_devices.treadmill.telemetry import Telemetry

YES = Answer(written=True, result=ResultCode.SUCCESS)
NO = Answer(written=True, result=ResultCode.OPERATION_FAILED, refused=True, detail="no")
SILENT = Answer(written=True)
UNWRITTEN = Answer(written=False)
STARTED = MachineStatus(MachineStatusCode.STARTED_OR_RESUMED)
STOPPED = MachineStatus(MachineStatusCode.STOPPED_OR_PAUSED, stop_or_pause=StopOrPause.STOP)


def chosen(speed_kmh: float) -> MachineStatus:
    """A target that was set at the console."""
    return MachineStatus(MachineStatusCode.TARGET_SPEED_CHANGED, target_speed_kmh=speed_kmh)


def _always() -> bool:
    return True


class Panel(Controls):
    """Notes what it is asked, each command when its turn comes.

    Attributes:
        wrote: What was written.
        turn: While it is not set, no command but Stop and Pause has its turn.
        answers: By the first word of what is written; yes, unless it stands there.
        before_sent: Called when a Start is on its way, before its write is carried out.
    """

    def __init__(self) -> None:
        self.wrote: list[str] = []
        self.turn = asyncio.Event()
        self.turn.set()
        self.answers: dict[str, Answer] = {}
        self.before_sent: Callable[[], None] | None = None

    def _write(self, what: str, sent: Sent) -> Answer:
        self.wrote.append(what)
        answer = self.answers.get(what.split()[0], YES)
        if answer.written:
            sent()
        return answer

    async def request_control(self, patience_s: float = 1.0) -> Answer:
        return YES

    async def take_up(self, moves: Callable[[], bool], sent: Sent) -> None:
        self._write("take up", sent)

    async def start(self, sent: Sent, may_start: Callable[[], bool] = _always) -> Answer:
        await self.turn.wait()
        if not may_start():
            return UNWRITTEN
        if self.before_sent is not None:
            self.before_sent()
        return self._write("start", sent)

    async def set_speed(
        self,
        speed_kmh: float,
        sent: Sent,
        may_set: Callable[[], bool] = _always,
        *,
        patience_s: float = 2.0,
    ) -> Answer:
        await self.turn.wait()
        return self._write(f"speed {speed_kmh:g}", sent) if may_set() else UNWRITTEN

    async def set_incline(self, incline_percent: float, sent: Sent) -> Answer:
        return self._write(f"incline {incline_percent:g}", sent)

    async def stop(self, sent: Sent) -> Answer:
        return self._write("stop", sent)

    async def pause(self, sent: Sent, patience_s: float = 0.9) -> Answer:
        return self._write("pause", sent)

    async def stop_otherwise(self, sent: Sent, patience_s: float = 0.9) -> Answer:
        return self._write("pause", sent)

    def give_up(self, task: asyncio.Task[None]) -> None:
        task.cancel()

    def renew(self) -> None:
        self.wrote.append("renew")


class Desk:
    """A dispatcher, its panel, and the belt that it is told of."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.gauge = Telemetry(clock)
        self.reports: list[CommandReport | QuirkShown] = []
        self.orders = Dispatcher(clock, self.gauge, self.reports.append)
        self.panel = Panel()
        self.orders.connected(self.panel)

    @property
    def wrote(self) -> list[str]:
        return self.panel.wrote

    @property
    def quirks(self) -> list[QuirkShown]:
        return [one for one in self.reports if isinstance(one, QuirkShown)]

    def ends(self, command: Command) -> list[tuple[str, str]]:
        """How the orders of a kind ended, each with its reason."""
        found = [one for one in self.reports if isinstance(one, CommandReport)]
        return [
            (one.stage, one.detail) for one in found if one.command is command and one.stage.is_end
        ]

    async def pass_s(self, seconds: float = 0.0) -> None:
        """Lets what is due happen, and time pass."""
        for _ in range(5):
            await asyncio.sleep(0)
        if seconds:
            await self.clock.sleep(seconds)

    async def tell(self, *speeds_kmh: float, every_s: float = 0.5) -> None:
        """The belt's speeds, one after the other."""
        for speed_kmh in speeds_kmh:
            self.gauge.read(TreadmillData(speed_kmh))
            await self.pass_s(every_s)

    async def at(self, speed_kmh: float) -> None:
        """Has the belt run at a target that was asked and confirmed."""
        self.orders.set_speed(speed_kmh)
        await self.pass_s()
        await self.tell(speed_kmh)
        assert self.ends(Command.SPEED)[-1][0] == "confirmed"

    async def rest(self) -> None:
        """A belt that is known to stand."""
        self.gauge.agree()
        await self.tell(*[0.0] * 8)
        assert self.gauge.rests()

    async def stood(self) -> None:
        """The belt comes to a stand, and stays so for a countdown's length and longer."""
        await self.tell(*[0.0] * 24)
