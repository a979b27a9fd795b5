"""An event loop whose time jumps to the next timer whenever nothing else is ready."""

import asyncio
import selectors


class _JumpingSelector(selectors.SelectSelector):
    """Never waits: reports how long it was asked to wait instead."""

    skipped_s = 0.0

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        # The loop has work, and no file of a test's own: a look at its own pipe can wait.
        if timeout == 0 and len(self.get_map()) == 1:
            return []
        ready = super().select(0)
        if ready or timeout is None:
            return ready or super().select(None)
        self.skipped_s += max(0.0, timeout)
        return []


class VirtualTimeLoop(asyncio.SelectorEventLoop):
    """Runs an hour of timers in the time their callbacks take.

    A loop with nothing ready and no timer waits for real file descriptors, as any loop does:
    a thread's result still arrives. Do not mix threads with timers: time would jump past them.
    """

    def __init__(self) -> None:
        self._jumping = _JumpingSelector()
        super().__init__(self._jumping)

    def time(self) -> float:
        return self._jumping.skipped_s

    def stand_still(self, seconds: float) -> None:
        """Lets time pass in which nothing runs, as in a process that is stopped."""
        self._jumping.skipped_s += seconds
