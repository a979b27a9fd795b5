"""The commands under way on one treadmill: each is told of, stage by stage, until its one end."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, field

from runwalk_devices.sentences import OVERTAKEN, OWN_FAULT, UNSHOWN
from runwalk_devices.tasks import end_tasks
from runwalk_devices.treadmill.command import Command, CommandReport, Stage
from runwalk_devices.treadmill.controls import Controls

_logger = logging.getLogger(__name__)


@dataclass(eq=False)
class Order:
    """A command under way.

    Attributes:
        command: What was asked.
        value: In km/h or percent.
        speeds: How many readings of the speed there were when it was written.
        inclines: How many of the incline.
        asked_at: When it was asked.
        stages: What was told of it.
    """

    command: Command
    value: float | None
    speeds: int
    inclines: int
    asked_at: float
    stages: set[Stage] = field(default_factory=set)
    task: asyncio.Task[None] | None = None


class PendingSpeed:
    """The commands under way, at most one of each kind.

    Args:
        report: Called with each stage of each command; also from within these methods.
    """

    def __init__(self, report: Callable[[CommandReport], None]) -> None:
        self._report = report
        self._orders: dict[Command, Order] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    def __contains__(self, command: Command) -> bool:
        return command in self._orders

    def __iter__(self) -> Iterator[Command]:
        return iter(tuple(self._orders))

    def begin(self, order: Order, work: Callable[[Order], Awaitable[None]]) -> None:
        """Has ``work`` done for ``order``, to which it gives an end."""
        self._orders[order.command] = order
        order.task = asyncio.create_task(self._follow(order, work))
        self._tasks.add(order.task)
        order.task.add_done_callback(self._tasks.discard)

    def unsent(self, command: Command) -> Order | None:
        """The command of a kind that is under way and not written yet."""
        order = self._orders.get(command)
        return None if order is None or Stage.SENT in order.stages else order

    def advance(self, order: Order, stage: Stage) -> None:
        """Tells a stage, once; of an order that has ended nothing more is told."""
        if self._orders.get(order.command) is order and stage not in order.stages:
            order.stages.add(stage)
            self._report(CommandReport(order.command, stage, order.value))

    def advance_to(self, command: Command, stage: Stage) -> None:
        """Advance the command of a kind that is under way, if there is one, to a stage."""
        order = self._orders.get(command)
        if order is not None:
            self.advance(order, stage)

    def end(self, order: Order, stage: Stage, detail: str = "") -> None:
        """Tells its end, once."""
        if self._orders.get(order.command) is order:
            del self._orders[order.command]
            self._report(CommandReport(order.command, stage, order.value, detail))

    def judge(self, order: Order, measured: bool) -> None:
        """End a command by what was measured of it in time: confirmed, or unknown."""
        end = (Stage.CONFIRMED, "") if measured else (Stage.UNKNOWN, UNSHOWN)
        self.end(order, *end)

    def drop(self, order: Order) -> None:
        """Another order of its kind goes on for it: no end is told."""
        if self._orders.get(order.command) is order:
            del self._orders[order.command]

    def overtake(self, command: Command, control: Controls | None, detail: str = OVERTAKEN) -> None:
        """End the command of a kind that is under way; a write that has begun goes out."""
        order = self._orders.get(command)
        if order is None:
            return
        assert order.task is not None
        if control is None:
            order.task.cancel()
        else:
            control.give_up(order.task)
        self.end(order, Stage.UNKNOWN, detail)

    def break_off(self, command: Command, detail: str = OVERTAKEN) -> None:
        """Ends whatever is under way of a kind, at once."""
        self.overtake(command, None, detail)

    async def close(self) -> None:
        """Waits for whatever still goes on to be cancelled."""
        await end_tasks(*self._tasks)

    async def _follow(self, order: Order, work: Callable[[Order], Awaitable[None]]) -> None:
        try:
            await work(order)
        except Exception:
            _logger.exception("%s failed", order.command)
            self.end(order, Stage.UNKNOWN, OWN_FAULT)
