"""Two minutes of R-R intervals from a strap, lying still; nothing is recorded of them."""

from collections.abc import Callable

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


@dataclass(frozen=True, slots=True)
class Intervals:
    """The intervals that were read.

    Attributes:
        rr: Intervals as (session time, seconds).
        mean_bpm: Of the same time.
    """

    rr: tuple[tuple[float, float], ...]
    mean_bpm: float


async def read_intervals(live: LiveSession, clock: Clock, say: Callable[[str], None]) -> Intervals:
    """Reads the strap of a session without a workout.

    Args:
        live: The session.
        clock: Of the session.
        say: Told what to do, and how long it takes.

    Raises:
        NoIntervalsError: If no intervals come.
    """
    rr: list[tuple[float, float]] = []
    rates: list[tuple[float, int]] = []

    def heard(event: Event) -> None:
        if isinstance(event, HeartReading):
            rr.extend((event.t, length) for length in event.rr_s)
            if event.bpm:
                rates.append((event.t, event.bpm))

    live.subscribe(heard)
    say(shown.LIE_DOWN)
    until = clock.now() + FOUND_S
    while not rr:
        if clock.now() >= until:
            raise NoIntervalsError(shown.NO_INTERVALS)
        await clock.sleep(LOOK_EVERY_S)
    say(shown.LIE_STILL.format(s=round(SETTLE_S + READ_S)))
    await clock.sleep(SETTLE_S)
    since = rr[-1][0]
    await clock.sleep(READ_S)
    if not (told := [bpm for t, bpm in rates if t > since]):
        raise NoIntervalsError(shown.STRAP_LOST)
    kept = tuple(interval for interval in rr if interval[0] > since)
    return Intervals(kept, sum(told) / len(told))
