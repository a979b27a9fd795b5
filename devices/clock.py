"""The clock that the device layer and the shell wait on: injected, so that it can run fast."""

import asyncio
from collections.abc import Callable


class Clock:
    """Seconds that pass ``rate`` times as fast as the running event loop's own.

    Whoever needs the time or a pause is given a clock and never asks the system. With
    ``rate=60`` an hour's workout on the virtual treadmill takes a minute; tests run it on an
    event loop whose time jumps, where it takes milliseconds.

    Args:
        rate: How many seconds pass in one second of the event loop; above 0.

    Raises:
        ValueError: If ``rate`` is not above 0.
    """

    def __init__(self, rate: float = 1.0) -> None:
        if not rate > 0:
            raise ValueError(f"a clock's rate must be above 0, not {rate}")
        self.rate = rate
        self._origin: float | None = None

    def now(self) -> float:
        """Seconds since this clock was first asked, monotonic; needs a running event loop."""
        loop_time = asyncio.get_running_loop().time()
        if self._origin is None:
            self._origin = loop_time
        return (loop_time - self._origin) * self.rate

    async def sleep(self, seconds: float) -> None:
        """Wait for ``seconds`` of this clock; 0 or less yields to other tasks once."""
        await asyncio.sleep(max(0.0, seconds) / self.rate)

    def timeout(self, seconds: float) -> asyncio.Timeout:
        """A context manager that raises `TimeoutError` after ``seconds`` of this clock."""
        return asyncio.timeout(seconds / self.rate)

    def call_at(self, t: float, callback: Callable[[], None]) -> asyncio.TimerHandle:
        """Have ``callback`` called when `now` is ``t``; cancel what is returned to prevent it."""
        loop = asyncio.get_running_loop()
        return loop.call_later(max(0.0, t - self.now()) / self.rate, callback)
