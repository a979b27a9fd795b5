"""The last start of the belt, its cause, and what a stop after it says of the machine."""

from runwalk_devices.clock import Clock
from runwalk_devices.treadmill.lookout import COUNTDOWN_S
from runwalk_devices.treadmill.telemetry import ALONE_S, Telemetry

TOGGLES_S = 3.0
"""A belt that Start pauses is told to be paused within so long."""


class Starting:
    """Remembers the last start, at the console or by a Start command."""

    def __init__(self, clock: Clock, gauge: Telemetry) -> None:
        self._clock = clock
        self._gauge = gauge
        self._sent_at: float | None = None
        self._sent_moved: int | None = None
        self._met_at: float | None = None
        self._console_at: float | None = None

    def forget_console(self) -> None:
        """The console's start is over, or was on another connection."""
        self._console_at = None

    def connected(self) -> None:
        """Forget the findings of an earlier connection: they prove nothing of this one."""
        self._console_at = self._met_at = None

    def console(self) -> None:
        """Note that the console starts a belt that does not move yet."""
        self._console_at = self._clock.now()

    def due(self) -> None:
        """A Start is about to be written."""
        self._sent_at = self._clock.now()

    def sent(self) -> None:
        """A Start has been written."""
        self._sent_moved = self._gauge.moved

    def met(self) -> None:
        """A Start has met a moving belt."""
        self._met_at = self._clock.now()

    def withdrawn(self) -> None:
        """The belt was asked to stand since: another Start undoes nothing."""
        self._sent_moved = None

    def is_unanswered(self) -> bool:
        """Return True if nothing has moved since the last Start was written."""
        return self._sent_moved == self._gauge.moved

    def is_counting_down(self) -> bool:
        """Return True if its console is starting the belt, which a Start might undo."""
        since = self._console_at
        return since is not None and self._clock.now() - since < COUNTDOWN_S

    def alone_s(self) -> float:
        """Seconds that unexplained zeros must last: longer while a start may be under way."""
        since = self._sent_at
        starting = since is not None and self._clock.now() - since < COUNTDOWN_S
        return COUNTDOWN_S if starting else ALONE_S

    def undone(self) -> bool:
        """True if a belt that stops now, though nobody asked it to, is stopped by that Start."""
        met_at, self._met_at = self._met_at, None
        return met_at is not None and self._clock.now() - met_at <= TOGGLES_S

    def held(self) -> bool:
        """Return True if a moving belt has met a Start and run on; said once."""
        was_met, self._met_at = self._met_at is not None, None
        return was_met
