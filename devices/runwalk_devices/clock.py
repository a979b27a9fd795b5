"""The clocks that the device layer and the shell wait on: injected, so that time can run fast."""

import asyncio
import heapq
import selectors
import sys
from asyncio import get_running_loop
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from functools import partial
from itertools import count
from math import inf
from typing import Protocol

from runwalk_devices.uptime import asleep_s as asleep_s
from runwalk_devices.uptime import awake_s as awake_s

LONGEST_STEP_S = 0.02
"""Of real time: what a fast clock takes for a busy moment."""

AHEAD_S = 0.005
"""Of real time: so much before its due an alarm is called, for a loop waits a millisecond or more.

It then waits once for many alarms, and not once for each.
"""

SETTLING_TURNS = 8
"""So many turns of the event loop come between two alarms, for what the first of them brings.

Fewer once the loop has nothing more to do, where that can be told.
"""

LOOK_EVERY = 16
"""So many turns of a fast event loop that has work go by between two looks at its files."""

LEAST_S = 1e-6
"""A shorter wait is lost in the rounding of a loop's time: whoever waits so would wait for ever."""

DOZE_S = 1.0
"""A sleep of the computer is noticed from this on; less is the time between two looks."""


class Alarm(Protocol):
    """Something that will happen at a time; it can be called off."""

    def cancel(self) -> None:
        """Calls it off; harmless when it has happened."""


class Clock:
    """Seconds of the running event loop, from 0 when it is first asked, and of a computer's sleep.

    What waits for a time that passes while the computer sleeps is late by its sleep at the most.

    Whoever needs the time or a pause is given a clock and never asks the system. Tests run on an
    event loop whose time jumps, where an hour takes milliseconds.

    Args:
        asleep: How long the computer has slept, seconds from any origin.
    """

    def __init__(self, asleep: Callable[[], float] = asleep_s) -> None:
        self._asleep = asleep
        self._asleep_s = 0.0
        self._origin: float | None = None

    def now(self) -> float:
        """Seconds since this clock was first asked, monotonic; needs a running event loop."""
        loop_time, asleep_s = get_running_loop().time(), self._asleep()
        if self._origin is None:
            self._origin, self._asleep_s = loop_time, asleep_s
        elif asleep_s - self._asleep_s >= DOZE_S:
            self._origin -= asleep_s - self._asleep_s
            self._asleep_s = asleep_s
        return loop_time - self._origin

    def call_at(self, t: float, callback: Callable[[], None]) -> Alarm:
        """Calls ``callback`` when `now` is ``t``; at once if that is past."""
        return asyncio.get_running_loop().call_later(max(0.0, t - self.now()), callback)

    async def sleep(self, seconds: float) -> None:
        """Waits; 0 or less lets other tasks run once, more takes at least `LEAST_S`."""
        await asyncio.sleep(max(LEAST_S, seconds) if seconds > 0 else 0.0)

    def timeout(self, seconds: float) -> AbstractAsyncContextManager[object]:
        """A context that ends with `TimeoutError` after ``seconds``."""
        return asyncio.timeout(seconds)


class FastClock(Clock):
    """A clock that runs ``rate`` times as fast, as long as the machine can keep up.

    Time stands at an alarm until its callback has been called, and a moment in which the event
    loop was busy counts for `LONGEST_STEP_S` at the most. So a machine that is too slow for the
    rate makes the clock slower, and what happens on it stays as if it had been fast enough. That
    is for virtual devices only; real ones do not wait.

    Args:
        rate: Seconds of this clock in one second; above 0.

    Raises:
        ValueError: If ``rate`` is not above 0.
    """

    def __init__(self, rate: float) -> None:
        super().__init__()
        if not rate > 0:
            raise ValueError(f"a clock's rate must be above 0, not {rate}")
        self._rate = rate
        self._at = 0.0
        self._real_at = 0.0
        self._real: Callable[[], float] | None = None
        self._alarms: list[tuple[float, int, _Due]] = []
        self._places = count()
        self._timer: asyncio.Handle | None = None
        self._turns = 0

    def now(self) -> float:
        """Seconds since this clock was first asked; at most the time of the next alarm."""
        if self._turns:
            return self._at
        if self._real is None:
            self._real = asyncio.get_running_loop().time
            self._real_at = self._real()
        lapse_s, t = self._real() - self._real_at, self._at
        if lapse_s > 0:
            t += (lapse_s if lapse_s < LONGEST_STEP_S else LONGEST_STEP_S) * self._rate
        next_t = self._next_t()
        return next_t if next_t < t else t

    def call_at(self, t: float, callback: Callable[[], None]) -> Alarm:
        """Calls ``callback`` when `now` is ``t``; at once if that is past."""
        due, now = _Due(callback), self.now()
        heapq.heappush(self._alarms, (t if t > now else now, next(self._places), due))
        if self._alarms[0][2] is due:
            self._set_timer()
        return due

    async def sleep(self, seconds: float) -> None:
        """Waits; 0 or less lets other tasks run once."""
        if seconds <= 0:
            await asyncio.sleep(0)
            return
        over = asyncio.get_running_loop().create_future()
        alarm = self.call_at(self.now() + seconds, partial(_end, over))
        try:
            await over
        finally:
            alarm.cancel()

    @asynccontextmanager
    async def timeout(self, seconds: float) -> AsyncIterator[object]:
        """A context that ends with `TimeoutError` after ``seconds``."""
        loop = asyncio.get_running_loop()
        async with asyncio.timeout(None) as limit:
            alarm = self.call_at(self.now() + seconds, lambda: limit.reschedule(loop.time()))
            try:
                yield limit
            finally:
                alarm.cancel()

    def _set_timer(self) -> None:
        """Wake for the next alarm; any later one has its timer set once that has been called."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        early_s = self._early_s()
        if early_s > AHEAD_S:
            self._turns = 0
            if early_s == inf:
                return
            wait_s = min(early_s, LONGEST_STEP_S / 2)
            self._timer = asyncio.get_running_loop().call_later(wait_s, self._step)
        else:
            if not self._turns:
                self._go_on()
            self._turns = SETTLING_TURNS
            self._turn()

    def _next_t(self) -> float:
        """The time of the next alarm; infinite without one."""
        alarms = self._alarms
        while alarms and alarms[0][2].is_cancelled:
            heapq.heappop(alarms)
        return alarms[0][0] if alarms else inf

    def _early_s(self) -> float:
        """For how much of real time the next alarm is still to wait; infinite without one."""
        assert self._real is not None
        return self._real_at + (self._next_t() - self._at) / self._rate - self._real()

    def _turn(self) -> None:
        """Let the loop do what has become of the last alarm, then go on to the next.

        Time stands meanwhile: nobody has to ask how late it is in reality.
        """
        loop = asyncio.get_running_loop()
        self._turns -= 1
        if not self._turns or _is_idle(loop):
            self._turns = 1
            self._timer = loop.call_soon(self._step)
        else:
            self._timer = loop.call_soon(self._turn)

    def _step(self) -> None:
        """Lets time go on from here, and calls the alarm that it has come to."""
        assert self._real is not None
        early_s = self._early_s()
        if early_s <= AHEAD_S:
            self._at, self._real_at = self._alarms[0][0], self._real() + max(0.0, early_s)
            self._turns = SETTLING_TURNS
            heapq.heappop(self._alarms)[2].callback()
        else:
            self._turns = 0
            self._go_on()
        self._set_timer()

    def _go_on(self) -> None:
        """Count real time from here."""
        assert self._real is not None
        real = self._real()
        if self._real_at <= real:
            self._at, self._real_at = self.now(), real


def _is_idle(loop: asyncio.AbstractEventLoop) -> bool:
    """Return True if nothing but the caller is to be called by the loop.

    asyncio keeps that in an attribute of its own; with a loop that has none nobody knows.
    """
    ready = getattr(loop, "_ready", None)
    return ready is not None and not ready


def _end(wait: "asyncio.Future[None]") -> None:
    if not wait.done():
        wait.set_result(None)


class _Due:
    """An alarm of a `FastClock`."""

    def __init__(self, callback: Callable[[], None]) -> None:
        self.callback = callback
        self.is_cancelled = False

    def cancel(self) -> None:
        self.is_cancelled = True


class _SeldomLooking(selectors.DefaultSelector):
    """Looks at its files at every so manieth time only, as long as nobody waits for them."""

    _looks = 0

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        self._looks += 1
        if timeout is None or timeout > 0 or self._looks % LOOK_EVERY == 0:
            return super().select(timeout)
        return []


def fast_loop() -> asyncio.AbstractEventLoop:
    """An event loop for a `FastClock`: files and signals are seen a millisecond late at most.

    With a fast clock there is always something to do next; to ask the system for files in each turn
    takes more time than many a turn. Windows waits for files by other means: there it is the usual.
    """
    if sys.platform == "win32":
        return asyncio.new_event_loop()
    return asyncio.SelectorEventLoop(_SeldomLooking())


def clock_of(rate: float) -> Clock:
    """The clock that runs at ``rate``."""
    return Clock() if rate == 1 else FastClock(rate)
