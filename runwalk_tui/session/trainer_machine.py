"""A machine without a belt as a session drives it: the orders of a belt, of which it takes its own.

A bike's brake takes a power or a resistance, that of an elliptical, a rower or a climber at most a
resistance. Nothing here moves by itself: whoever is on it starts it.
"""

import asyncio
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from runwalk_devices.tasks import end_tasks
from runwalk_devices.trainer.reading import TrainerReading
from runwalk_devices.trainer.trainer import Report as TrainerReport
from runwalk_devices.trainer.trainer import Trainer
from runwalk_devices.transport.adapter import Adapter, DeviceKind
from runwalk_devices.transport.discovery import Discovery
from runwalk_devices.transport.selection import Choice
from runwalk_devices.treadmill.command import Command, CommandReport, Stage
from runwalk_tui.known_devices.meters import MeterMemory
from runwalk_tui.session.meters import Meters
from runwalk_tui.session.trainer_events import trainer_event
from runwalk_tui.workout.events import Event
from runwalk_tui.workout.vocabulary import MachineKind

DEVICES: Final[Mapping[MachineKind, DeviceKind]] = MappingProxyType(
    {
        MachineKind.TREADMILL: DeviceKind.TREADMILL,
        MachineKind.BIKE: DeviceKind.BIKE,
        MachineKind.ELLIPTICAL: DeviceKind.ELLIPTICAL,
        MachineKind.ROWER: DeviceKind.ROWER,
        MachineKind.CLIMBER: DeviceKind.CLIMBER,
    }
)


class TrainerMachine:
    """Passes a session's wishes on to a machine without a belt.

    Args:
        adapter: The Bluetooth adapter.
        discovery: Finds devices on it.
        choice: Which one; None takes the strongest of its kind in range.
        take: Called with everything that happens, in order.
        kind: The kind of machine.
        meters: Which sensors are beside a bike, and what is known of them.
        now: Tells the seconds since the session began.

    Attributes:
        orders: How to command it; the same object.
    """

    def __init__(
        self,
        adapter: Adapter,
        discovery: Discovery,
        choice: Choice,
        take: Callable[[Event], None],
        kind: MachineKind,
        meters: MeterMemory | None = None,
        *,
        now: Callable[[], float],
    ) -> None:
        self._take, self._kind, self._now = take, kind, now
        self._meters = None
        if kind is MachineKind.BIKE:
            self._meters = Meters(adapter, discovery, self._report, meters)
        self._trainer = Trainer(adapter, discovery, choice, self._said, kind=DEVICES[kind])
        self._stopping: asyncio.Task[None] | None = None
        self.orders = self

    async def run(self) -> None:
        """Stay connected until cancelled."""
        meters = None if self._meters is None else asyncio.create_task(self._meters.run())
        try:
            await self._trainer.run()
        finally:
            await end_tasks(meters, self._stopping)

    def _said(self, report: TrainerReport) -> None:
        if self._meters is not None and isinstance(report, TrainerReading):
            self._meters.told(report)
        self._report(report)

    def _report(self, report: TrainerReport) -> None:
        if event := trainer_event(self._now(), report, self._kind):
            self._take(event)

    def set_power(self, power_w: float | None) -> None:
        """Ask for a power in watts; None lets the brake go."""
        self._trainer.set_power(power_w)

    def set_resistance(self, level: float | None) -> None:
        """Ask for a resistance on its own scale; None lets the brake go."""
        self._trainer.set_resistance(level)

    def stop(self) -> None:
        """Let the brake go; the end is reported once that was written."""
        if self._stopping is None or self._stopping.done():
            self._stopping = asyncio.create_task(self._stop())

    async def _stop(self) -> None:
        self._report(CommandReport(Command.STOP, Stage.SENT))
        is_free = await self._trainer.released()
        stage = Stage.CONFIRMED if is_free else Stage.UNKNOWN
        self._report(CommandReport(Command.STOP, stage, detail="" if is_free else "no connection"))

    def pause(self) -> None:
        """Let the brake go."""
        self._trainer.set_power(None)

    def start(self) -> None:
        """Do nothing: whoever is on it starts it."""

    def set_speed(self, speed_kmh: float) -> None:
        """Do nothing: whoever is on it sets its speed."""

    def set_incline(self, incline_percent: float) -> None:
        """Do nothing: it stands level."""

    def convert(self, target_factor: float, data_factor: float) -> None:
        """Do nothing: its speeds are km/h."""

    @property
    def lookout(self) -> "TrainerMachine":
        """Return itself: nothing needs to listen on after the end."""
        return self

    @property
    def is_over(self) -> bool:
        """True: it does not start by itself."""
        return True

    async def over(self) -> None:
        """Return at once."""
