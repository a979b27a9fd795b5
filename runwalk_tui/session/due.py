"""The alarm of a live session, and how long whatever draws has to wait for it."""

from collections.abc import Callable
from functools import partial
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
    """Sets an alarm for the next deadline, one at a time; times are a session's, in seconds.

    Args:
        clock: Calls the alarm.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._alarm: Alarm | None = None
        self._at: float | None = None
        self._settled_at = 0.0

    def set(self, at: float, origin: float, work: Callable[[float], None]) -> None:
        """Calls ``work`` with ``at`` when that has come; ``origin`` is 0 by the clock.

        Searches for garbage if that is far off, so that it does not become necessary then.
        """
        self._at = at
        self._alarm = self._clock.call_at(origin + at, partial(work, at))
        now = self._clock.now() - origin
        if at - now > CALM_S and not self.hold_s(now):
            search_early()

    def cancel(self) -> None:
        """Forget what is due."""
        if self._alarm is not None:
            self._alarm.cancel()
        self._alarm = self._at = None

    def writes(self, now: float) -> None:
        """Something is on its way to the machine."""
        self._settled_at = now + SETTLES_S

    def hold_s(self, now: float) -> float:
        """Return the seconds until the write that is due has gone out; 0 while none is near."""
        settled_at = self._settled_at
        if self._at is not None and self._at - now < NEAR_S:
            settled_at = max(settled_at, self._at + SETTLES_S, now + SETTLES_S)
        return max(0.0, settled_at - now)
