"""Hold the last measurement of the belt, and wait for the next."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from math import inf

from runwalk_devices.clock import Clock
from runwalk_devices.codecs.ftms.treadmill_data import MachineStatus, TreadmillData
from runwalk_devices.treadmill.rest import Rest
from runwalk_devices.treadmill.witnesses import Contested

ALONE_S = 3.0
"""A belt stands that was measured at zero for so long, whatever the machine says."""
ABRUPT_KMH = 3.0
DENIAL_S = 2.5
"""A belt that was faster than that slows down on its way to zero; else its counters may know."""
SAME_KMH = 0.05
"""Speeds that differ by no more are the same."""
AGREED_S = 0.4
"""The same where the machine says that it stops; a glitch is shorter."""


class Telemetry:
    """The latest telemetry of one treadmill.

    Attributes:
        speed_kmh: Measured last; None while there is no connection.
        incline_percent: Measured last.
        speeds: How many readings of the speed there were.
        inclines: How many readings of the incline there were.
        incline_since: Since when it has been the same.
        speed_since: Since when it has been the same.
        read_at: When the speed was read last; None while there is no connection.
        moved: How many readings of a moving belt there were.
        moved_kmh: The last of them.
        stirred: How many readings told of motion, also those that nothing else confirmed.
        agreed: The machine has said that it stops, since `expect_standing`.
        contested: The machine's witnesses disagree on whether the belt moves.
        rest: Knows whether the belt was brought to a stand, and has stayed so.
    """

    def __init__(self, clock: Clock) -> None:
        self.speed_kmh: float | None = None
        self.incline_percent: float | None = None
        self.speeds = 0
        self.inclines = 0
        self.incline_since = self.speed_since = 0.0
        self.moved = self.stirred = 0
        self.moved_kmh: float | None = None
        self.read_at: float | None = None
        self._clock = clock
        self._zeros = 0
        self._zero_since = self._zero_at = 0.0
        self._alone_s = ALONE_S
        self.agreed = False
        self.contested = False
        self._counts = False
        self._ran_kmh = 0.0
        self._stood_since = 0.0
        self.rest = Rest(clock)
        self._news = asyncio.Event()

    def read(self, reading: TreadmillData) -> None:
        """Takes in a reading; one without a speed says nothing about it."""
        self.rest.read(reading)
        if reading.inclination_percent is not None:
            if reading.inclination_percent != self.incline_percent:
                self.incline_since = self._clock.now()
            self.incline_percent = reading.inclination_percent
            self.inclines += 1
        self._weigh(reading)
        if reading.speed_kmh is not None:
            if abs(reading.speed_kmh - (self.speed_kmh or 0.0)) > SAME_KMH:
                self.speed_since = self._clock.now()
            self.speed_kmh = reading.speed_kmh
            self.speeds += 1
            self.read_at = self._clock.now()
            if reading.speed_kmh > 0:
                self._zeros = 0
                self.moved += 1
                self.stirred += 1
                self.moved_kmh = reading.speed_kmh
            else:
                self._zeros += 1
                self._zero_at = self._clock.now()
                if self._zeros == 1:
                    self._zero_since = self._zero_at
        self._news.set()

    def _weigh(self, reading: TreadmillData) -> None:
        """A contested speed is none; and the belt may be moving."""
        told = reading.elapsed_time_s, reading.total_distance_m
        self._counts = self._counts or told != (None, None)
        if isinstance(reading, Contested):
            self.contested = True
            self.stirred += bool(reading.lone_kmh)
            self._zeros = 0
        elif reading.speed_kmh is not None:
            if reading.speed_kmh > 0:
                self._ran_kmh = reading.speed_kmh
            elif self.contested or self.speed_kmh != 0:
                self._stood_since = self._clock.now()
            self.contested = False

    def told(self, status: MachineStatus) -> None:
        """Takes in the machine's own word."""
        self.rest.told(status)
        if status.is_stop:
            self.agree()

    def agree(self) -> None:
        """The machine says that it stops."""
        self.agreed = True
        self.rest.halted()
        self._news.set()

    def wake(self) -> None:
        """Make every task that waits in `until` look again."""
        self._news.set()

    def forget(self) -> None:
        """The connection is gone: nothing is known."""
        self.rest.forget()
        if self.may_move():
            self._ran_kmh = inf
        elif self._ran_kmh < inf:
            self._ran_kmh = 0.0
        self.speed_kmh = self.moved_kmh = self.incline_percent = None
        self.read_at = None
        self._zeros = 0
        self.contested = False

    def expect_standing(self, alone_s: float = ALONE_S) -> None:
        """Let only new measurements prove from now on that the belt stands.

        Args:
            alone_s: How long zeros alone must last to prove it.
        """
        self._zeros = 0
        self.agreed = False
        self._alone_s = alone_s

    def stands(self) -> bool:
        """Two zeros in a row since `expect_standing` from a machine that said that it stops.

        A single zero may be a glitch; and zeros alone, as in the countdown of a start, prove
        nothing until they have lasted. A speed that fell to zero at once may be no measurement:
        the machine's counters are given time to deny it, as they are on the connection that follows
        one on which the belt moved.
        """
        lasted_s = self._zero_at - self._zero_since
        fell = (
            self._counts
            and self._ran_kmh > ABRUPT_KMH
            and self._zero_at - self._stood_since < DENIAL_S
        )
        if fell or self.contested:
            return False
        return self._zeros >= 2 and lasted_s >= (AGREED_S if self.agreed else self._alone_s)

    @property
    def zeros(self) -> int:
        """The number of zeros in a row that were measured last, since `expect_standing`."""
        return self._zeros

    def comes_to_zero(self) -> bool:
        """Return True if it has told zero for longer than a glitch."""
        return self._zeros >= 2 and self._zero_at - self._zero_since >= AGREED_S

    def may_move(self) -> bool:
        """Return True if any witness says that the belt moves."""
        return self.contested or self.moves()

    def rests(self) -> bool:
        """Return True if the belt stands beyond doubt, because it was told to."""
        return self.rest.is_known() and not self.may_move()

    def moves(self) -> bool:
        """Return True if the last reading was of a moving belt."""
        return self.speed_kmh is not None and self.speed_kmh > 0

    async def until(self, seconds: float, holds: Callable[[], bool]) -> bool:
        """Wait until ``holds`` is true, now or after a report; False after ``seconds``."""
        with suppress(TimeoutError):
            async with self._clock.timeout(seconds):
                while not holds():
                    self._news.clear()
                    await self._news.wait()
                return True
        return False
