"""The clocks that the device layer and the shell wait on: injected, so that time can run fast."""

import asyncio
import heapq
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from itertools import count
from typing import Protocol


class Alarm(Protocol):
    """Something that will happen at a time; it can be called off."""

    def cancel(self) -> None:
        """Calls it off; harmless when it has happened."""


class Clock:
    """Seconds of the running event loop, from 0 when it is first asked.

    Whoever needs the time or a pause is given a clock and never asks the system. Tests run on an
    event loop whose time jumps, where an hour takes milliseconds.
    """

    def __init__(self) -> None:
        self._origin: float | None = None

    def now(self) -> float:
        """Seconds since this clock was first asked, monotonic; needs a running event loop."""
        loop_time = asyncio.get_running_loop().time()
        if self._origin is None:
            self._origin = loop_time
        return loop_time - self._origin

    def call_at(self, t: float, callback: Callable[[], None]) -> Alarm:
        """Has ``callback`` called when `now` is ``t``; at once if that is past."""
        return asyncio.get_running_loop().call_later(max(0.0, t - self.now()), callback)

    async def sleep(self, seconds: float) -> None:
        """Waits; 0 or less lets other tasks run once."""
        await asyncio.sleep(max(0.0, seconds))

    def timeout(self, seconds: float) -> AbstractAsyncContextManager[object]:
        """A context that ends with `TimeoutError` after ``seconds``."""
        return asyncio.timeout(seconds)


class FastClock(Clock):
    """A clock that runs ``rate`` times as fast and never past what is due.

    Time stands at an alarm until its callback has been called. A machine that is too slow for
    the rate, or busy for a moment, makes the clock slower: what happens on it stays the same, as if
    the machine had been fast enough. That is for virtual devices only; real ones do not wait.

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
        self._real_at: float | None = None
        self._alarms: list[tuple[float, int, _Due]] = []
        self._places = count()
        self._timer: asyncio.TimerHandle | None = None

    def now(self) -> float:
        """Seconds since this clock was first asked; at most the time of the next alarm."""
        real = asyncio.get_running_loop().time()
        if self._real_at is None:
            self._real_at = real
        t = self._at + (real - self._real_at) * self._rate
        self._drop_cancelled()
        return min(t, self._alarms[0][0]) if self._alarms else t

    def call_at(self, t: float, callback: Callable[[], None]) -> Alarm:
        """Has ``callback`` called when `now` is ``t``; at once if that is past."""
        due = _Due(callback)
        heapq.heappush(self._alarms, (max(t, self.now()), next(self._places), due))
        self._set_timer()
        return due

    async def sleep(self, seconds: float) -> None:
        """Waits; 0 or less lets other tasks run once."""
        if seconds <= 0:
            await asyncio.sleep(0)
            return
        over = asyncio.Event()
        alarm = self.call_at(self.now() + seconds, over.set)
        try:
            await over.wait()
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
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        self._drop_cancelled()
        if self._alarms:
            now = self.now()
            delay_s = (self._alarms[0][0] - now) / self._rate
            self._timer = asyncio.get_running_loop().call_later(max(0.0, delay_s), self._ring)

    def _ring(self) -> None:
        """Calls the next alarm, and lets time go on from there."""
        self._drop_cancelled()
        if self._alarms:
            t, _, due = heapq.heappop(self._alarms)
            self._at, self._real_at = t, asyncio.get_running_loop().time()
            due.callback()
        self._set_timer()

    def _drop_cancelled(self) -> None:
        while self._alarms and self._alarms[0][2].is_cancelled:
            heapq.heappop(self._alarms)


class _Due:
    """An alarm of a `FastClock`."""

    def __init__(self, callback: Callable[[], None]) -> None:
        self.callback = callback
        self.is_cancelled = False

    def cancel(self) -> None:
        self.is_cancelled = True


def clock_of(rate: float) -> Clock:
    """The clock that runs at ``rate``."""
    return Clock() if rate == 1 else FastClock(rate)
