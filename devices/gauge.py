"""What the belt was measured to do last, and a way to wait for what it does next."""

import asyncio
from collections.abc import Callable
from contextlib import suppress

from devices.clock import Clock
from devices.ftms import MachineStatus, MachineStatusCode, TreadmillData

_STOPPED = (MachineStatusCode.STOPPED_OR_PAUSED, MachineStatusCode.STOPPED_BY_SAFETY_KEY)


class Gauge:
    """The latest telemetry of one treadmill.

    Attributes:
        speed_kmh: Measured last; None while there is no connection.
        incline_percent: Measured last.
    """

    def __init__(self, clock: Clock) -> None:
        self.speed_kmh: float | None = None
        self.incline_percent: float | None = None
        self._clock = clock
        self._zeros = 0
        self._told_stopped = False
        self._news = asyncio.Event()

    def read(self, reading: TreadmillData) -> None:
        """Takes in a reading; one without a speed says nothing about it."""
        if reading.inclination_percent is not None:
            self.incline_percent = reading.inclination_percent
        if reading.speed_kmh is not None:
            self.speed_kmh = reading.speed_kmh
            self._zeros = self._zeros + 1 if reading.speed_kmh == 0 else 0
        self._news.set()

    def told(self, status: MachineStatus) -> None:
        """Takes in the machine's own word."""
        self._told_stopped = self._told_stopped or status.code in _STOPPED
        self._news.set()

    def forget(self) -> None:
        """The connection is gone: nothing is known."""
        self.speed_kmh = self.incline_percent = None
        self._zeros = 0

    def expect_standing(self) -> None:
        """From now on only what is measured afresh proves that the belt stands."""
        self._zeros = 0
        self._told_stopped = False

    def stands(self) -> bool:
        """Two zeros in a row, or one and the machine's word: a single zero may be a glitch."""
        return self._zeros >= 2 or (self._zeros == 1 and self._told_stopped)

    def moves(self) -> bool:
        """Whether the last reading was of a moving belt."""
        return self.speed_kmh is not None and self.speed_kmh > 0

    async def until(
        self, seconds: float, holds: Callable[[], bool], *, fresh: bool = False
    ) -> bool:
        """Whether ``holds`` comes true, with a reading or a status, within ``seconds``.

        Args:
            seconds: How long to wait.
            holds: What is waited for.
            fresh: What was measured before this call does not count.
        """
        with suppress(TimeoutError):
            async with self._clock.timeout(seconds):
                while fresh or not holds():
                    fresh = False
                    self._news.clear()
                    await self._news.wait()
                return True
        return False
