"""Two minutes of R-R intervals from a strap, lying still; the session of it is not recorded."""

from collections.abc import Callable
from enum import StrEnum

from runwalk_devices.clock import Clock
from runwalk_tui.session import sentences_of_commands as shown
from runwalk_tui.session.live import LiveSession
from runwalk_tui.workout.events import Event, HeartReading
from runwalk_tui.workout.frozen import dataclass

SETTLE_S, READ_S = 30.0, 120.0
"""The heart settles for so long, and is read for so long."""

FOUND_S = 90.0
"""A strap that sends no intervals is waited for so long."""

LOOK_EVERY_S = 1.0


class NoIntervalsError(Exception):
    """The strap sent no intervals; the message says in one line what to do."""


class Stage(StrEnum):
    """The progress of a reading."""

    SEEKS = "seeks"
    SETTLES = "settles"
    READS = "reads"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Intervals:
    """The intervals that were read.

    Attributes:
        rr: Intervals as (session time, seconds).
        mean_bpm: Of the same time.
    """

    rr: tuple[tuple[float, float], ...]
    mean_bpm: float


class RestReading:
    """Reads the strap of a session without a workout.

    Args:
        live: The session.
        clock: Of the session.

    Attributes:
        stage: How far it has come.
    """

    def __init__(self, live: LiveSession, clock: Clock) -> None:
        self.stage = Stage.SEEKS
        self._live, self._clock = live, clock
        self._ends_at: float | None = None
        self._rr: list[tuple[float, float]] = []
        self._rates: list[tuple[float, int]] = []

    @property
    def left_s(self) -> float:
        """Seconds to lie still; all of them as long as the strap is sought."""
        if self._ends_at is None:
            return SETTLE_S + READ_S
        return max(0.0, self._ends_at - self._clock.now())

    async def run(self, say: Callable[[str], None]) -> Intervals:
        """Reads; ``say`` is told what to do, and how long it takes.

        Raises:
            NoIntervalsError: If no intervals come.
        """
        unsubscribe = self._live.subscribe(self._heard)
        try:
            return await self._read(say)
        finally:
            self.stage = Stage.DONE
            unsubscribe()

    async def _read(self, say: Callable[[str], None]) -> Intervals:
        clock, rr = self._clock, self._rr
        say(shown.LIE_DOWN)
        until = clock.now() + FOUND_S
        while not rr:
            if clock.now() >= until:
                raise NoIntervalsError(shown.NO_INTERVALS)
            await clock.sleep(LOOK_EVERY_S)
        say(shown.LIE_STILL.format(s=round(SETTLE_S + READ_S)))
        self.stage, self._ends_at = Stage.SETTLES, clock.now() + SETTLE_S + READ_S
        await clock.sleep(SETTLE_S)
        self.stage = Stage.READS
        since = rr[-1][0]
        await clock.sleep(READ_S)
        if not (told := [bpm for t, bpm in self._rates if t > since]):
            raise NoIntervalsError(shown.STRAP_LOST)
        kept = tuple(interval for interval in rr if interval[0] > since)
        return Intervals(kept, sum(told) / len(told))

    def _heard(self, event: Event) -> None:
        if isinstance(event, HeartReading):
            self._rr.extend((event.t, length) for length in event.rr_s)
            if event.bpm:
                self._rates.append((event.t, event.bpm))
