"""A smart trainer as a session drives it: the orders of a belt, of which it takes its own."""

import asyncio
from collections.abc import Callable

from runwalk_devices.tasks import end_tasks
from runwalk_devices.trainer.bike import Bike
from runwalk_devices.trainer.bike import Report as BikeReport
from runwalk_devices.transport.adapter import Adapter
from runwalk_devices.transport.discovery import Discovery
from runwalk_devices.transport.selection import Choice
from runwalk_devices.treadmill.command import Command, CommandReport, Stage


class BikeMachine:
    """Passes a session's wishes on to a bike.

    Args:
        adapter: The Bluetooth adapter.
        discovery: Finds devices on it.
        choice: Which bike; None takes the strongest in range.
        report: Called with everything that happens, in order.

    Attributes:
        orders: How to command it; the same object.
    """

    def __init__(
        self,
        adapter: Adapter,
        discovery: Discovery,
        choice: Choice,
        report: Callable[[BikeReport], None],
    ) -> None:
        self._report = report
        self._bike = Bike(adapter, discovery, choice, report)
        self._stopping: asyncio.Task[None] | None = None
        self.orders = self

    async def run(self) -> None:
        """Stay connected until cancelled."""
        try:
            await self._bike.run()
        finally:
            if self._stopping is not None:
                await end_tasks(self._stopping)

    def set_power(self, power_w: float | None) -> None:
        """Ask for a power in watts; None lets the brake go."""
        self._bike.set_power(power_w)

    def stop(self) -> None:
        """Let the brake go; the end is reported once that was written."""
        if self._stopping is None or self._stopping.done():
            self._stopping = asyncio.create_task(self._stop())

    async def _stop(self) -> None:
        self._report(CommandReport(Command.STOP, Stage.SENT))
        await self._bike.released()
        self._report(CommandReport(Command.STOP, Stage.CONFIRMED))

    def pause(self) -> None:
        """Let the brake go."""
        self._bike.set_power(None)

    def start(self) -> None:
        """Nothing: the rider starts it by pedalling."""

    def set_speed(self, speed_kmh: float) -> None:
        """Nothing: a bike's speed is its rider's."""

    def set_incline(self, incline_percent: float) -> None:
        """Nothing: a bike stands level."""

    def convert(self, target_factor: float, data_factor: float) -> None:
        """Nothing: its speeds are km/h."""

    @property
    def lookout(self) -> "BikeMachine":
        """Itself: nothing needs to listen on after the end."""
        return self

    @property
    def is_over(self) -> bool:
        """True: a bike does not start by itself."""
        return True

    async def over(self) -> None:
        """Return at once."""
