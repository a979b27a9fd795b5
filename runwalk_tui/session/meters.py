"""A power meter and a cadence sensor beside a bike that reports no such values itself."""

import asyncio
import logging
from collections.abc import Callable
from typing import Final

from runwalk_devices.codecs.cycling import CyclingPower, CyclingSensor, RevolutionRate, Revolutions
from runwalk_devices.sensor import CADENCE_SENSOR, POWER_METER, Measures, Sensor
from runwalk_devices.tasks import end_tasks
from runwalk_devices.trainer.reading import TrainerReading, possible
from runwalk_devices.transport.adapter import Adapter, DeviceKind
from runwalk_devices.transport.battery import BatteryReport
from runwalk_devices.transport.discovery import Discovery
from runwalk_devices.transport.errors import AdapterError
from runwalk_devices.transport.link import LinkPhase, LinkReport
from runwalk_tui.known_devices.meters import MeterMemory

_logger = logging.getLogger(__name__)

OWN_S: Final = 10.0
"""A value that the bike tells itself counts for so long, and no sensor's."""

Measured = CyclingPower | CyclingSensor


class Meters:
    """Follows both; one that is not expected is taken if the bike's own scans happen to hear it.

    Args:
        adapter: The Bluetooth adapter.
        discovery: Finds devices on it.
        report: Is given what the bike has not told itself of late.
        memory: Which ones, and what is known of them; without it each one is a stranger.
    """

    def __init__(
        self,
        adapter: Adapter,
        discovery: Discovery,
        report: Callable[[TrainerReading], None],
        memory: MeterMemory | None = None,
    ) -> None:
        self._memory = memory
        self._adapter = adapter
        self._discovery = discovery
        self._report = report
        self._power_at: float | None = None
        self._cadence_at: float | None = None

    def told(self, reading: TrainerReading) -> None:
        """The bike said so itself."""
        now = self._adapter.clock.now()
        if reading.power_w is not None:
            self._power_at = now
        if reading.cadence_rpm is not None:
            self._cadence_at = now

    async def run(self) -> None:
        """Stay with both until cancelled."""
        following = [
            asyncio.create_task(self._follow(measures))
            for measures in (POWER_METER, CADENCE_SENSOR)
        ]
        try:
            await asyncio.gather(*following)
        finally:
            await end_tasks(*following)

    async def _follow(self, measures: Measures[Measured]) -> None:
        crank, memory, kind = RevolutionRate(), self._memory, measures.kind

        def said(report: LinkReport | BatteryReport | Measured) -> None:
            if memory is not None:
                _remember(memory, kind, report)
            match report:
                case CyclingPower():
                    self._tell(report.power_w, _rpm(crank, report.crank, self._now))
                case CyclingSensor():
                    self._tell(None, _rpm(crank, report.crank, self._now))

        try:
            if memory is None or not memory.is_expected(kind):
                await self._discovery.noticed(kind)
            choice = None if memory is None else memory.choice(kind)
            await Sensor(self._adapter, self._discovery, choice, measures, said).run()
        except AdapterError as error:
            _logger.warning("no %s: %s", kind, error)

    @property
    def _now(self) -> float:
        return self._adapter.clock.now()

    def _tell(self, power_w: float | None, cadence_rpm: float | None) -> None:
        if self._is_own(self._power_at):
            power_w = None
        if self._is_own(self._cadence_at):
            cadence_rpm = None
        reading = possible(TrainerReading(power_w=power_w, cadence_rpm=cadence_rpm))
        if reading.power_w is not None or reading.cadence_rpm is not None:
            self._report(reading)

    def _is_own(self, told_at: float | None) -> bool:
        return told_at is not None and self._now - told_at <= OWN_S


def _rpm(rate: RevolutionRate, crank: Revolutions | None, now: float) -> float | None:
    return None if crank is None else rate.add(crank, now)


def _remember(
    memory: MeterMemory, kind: DeviceKind, report: LinkReport | BatteryReport | Measured
) -> None:
    """A meter that somebody pedals with is the runner's own."""
    match report:
        case LinkReport(phase=LinkPhase.UP, address=str(address)):
            memory.connected(kind, report.name, address)
        case BatteryReport():
            memory.charged(kind, report.percent)
        case CyclingPower(power_w=power_w) if power_w > 0:
            memory.measured(kind)
        case CyclingSensor(crank=Revolutions()):
            memory.measured(kind)
