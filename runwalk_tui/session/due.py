"""The alarm of a live session, and how long whatever draws has to wait for it."""

from collections.abc import Callable
from typing import Final

from runwalk_devices.clock import Alarm, Clock
from runwalk_tui.session.garbage import search_early

NEAR_S: Final = 0.1
"""A frame takes 5 ms of the processor's time, 30 at a sixth of it; what draws it waits as long."""
CALM_S: Final = 0.5
"""With so much time left there is some for what has to be done now and then."""
SETTLES_S: Final = 0.05
"""What is due has been written by then, or what the runner asked for, at a sixth as well."""


class Due:
    """Keeps an alarm for the next deadline; times are a session's, in seconds.

    A deadline that is put off leaves its alarm alone, which is set anew when it rings too early:
    every reading puts off the moment at which there were none for too long.

    Args:
        clock: Calls the alarm.
        work: Called with the deadline when that has come.
    """

    def __init__(self, clock: Clock, work: Callable[[float], None]) -> None:
        self._clock, self._work = clock, work
        self._alarm: Alarm | None = None
        self._rings_at = 0.0
        self._at: float | None = None
        self._origin = 0.0
        self._settled_at = 0.0

    def set(self, at: float | None, origin: float) -> None:
        """Take ``at`` for what is due next, if anything; ``origin`` is zero by the clock.

        Searches for garbage if that is far off, so that it does not become necessary then.
        """
        if at is None:
            self.cancel()
            return
        self._at, self._origin = at, origin
        if self._alarm is None or at < self._rings_at:
            self._wind()
        search_early(self._is_calm)

    def cancel(self) -> None:
        """Forget what is due."""
        if self._alarm is not None:
            self._alarm.cancel()
        self._alarm = self._at = None

    def _wind(self) -> None:
        assert self._at is not None
        if self._alarm is not None:
            self._alarm.cancel()
        self._rings_at = self._at
        self._alarm = self._clock.call_at(self._origin + self._at, self._ring)

    def _ring(self) -> None:
        self._alarm = None
        if self._at is None:
            return
        if self._rings_at < self._at and self._clock.now() - self._origin < self._at:
            self._wind()
        else:
            self._work(self._at)

    def _is_calm(self) -> bool:
        """Return True if nothing is due soon, nor on its way."""
        now = self._clock.now() - self._origin
        return self._at is not None and self._at - now > CALM_S and not self.hold_s(now)

    def writes(self, now: float) -> None:
        """Something is on its way to the machine."""
        self._settled_at = now + SETTLES_S

    def hold_s(self, now: float) -> float:
        """Return the seconds until the write that is due has gone out; 0 while none is near."""
        settled_at = self._settled_at
        if self._at is not None and self._at - now < NEAR_S:
            settled_at = max(settled_at, self._at + SETTLES_S, now + SETTLES_S)
        return max(0.0, settled_at - now)
