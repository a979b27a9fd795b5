"""Run jobs in tasks of their own, independent of the screens.

A session that drives a belt is such a job. No screen owns it: a screen asks for it to be closed,
and it closes in its own time, the belt first. One job has the adapter at a time.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any, Generic, TypeVar

_logger = logging.getLogger(__name__)

T = TypeVar("T")

Stop = Callable[[], Awaitable[None]]


class Job(Generic[T]):
    """A task beside the screens.

    Args:
        tell: Is given what the job fails with, at once, before it closes.

    Attributes:
        stop: Stops the belt; None where the job drives none.
        is_released: No screen needs it any more.
        told: What it failed with, if that was told at once.
    """

    def __init__(self, tell: Callable[[Exception], None] = lambda _: None) -> None:
        self.stop: Stop | None = None
        self.is_released = False
        self.told: Exception | None = None
        self._tell = tell
        self._value: T | None = None
        self._failure: BaseException | None = None
        self._open = asyncio.Event()
        self._released = asyncio.Event()

    def opened(self, value: T, stop: Stop | None = None) -> None:
        """Report that the job is under way; ``value`` is what screens look at."""
        self._value, self.stop = value, stop
        self._open.set()

    def failed(self, error: BaseException) -> None:
        """Report that the session could not be opened."""
        self._failure = error
        self._open.set()

    def release(self) -> None:
        """Lets the job close in its own time."""
        self.is_released = True
        self._released.set()

    @property
    def is_open(self) -> bool:
        """True if it was opened, or could not be."""
        return self._open.is_set()

    async def value(self) -> T:
        """Return what the job opened, once it is there; raise the failure of the opening."""
        await self._open.wait()
        if self._failure is not None:
            raise self._failure
        assert self._value is not None
        return self._value

    async def until_released(self, work: Coroutine[None, None, None]) -> None:
        """Run ``work`` until the job is released; tell and raise an earlier failure of it."""
        working = asyncio.ensure_future(work)
        released = asyncio.ensure_future(self._released.wait())
        try:
            await asyncio.wait({working, released}, return_when=asyncio.FIRST_COMPLETED)
            if working.done():
                working.result()
                await released
        except Exception as error:
            self.told = error
            self._tell(error)
            raise
        finally:
            for task in (working, released):
                task.cancel()
            await asyncio.gather(working, released, return_exceptions=True)


Life = Callable[[Job[T]], Coroutine[None, None, None]]
"""Opens a job, lives until it is released, and closes it."""


class Jobs:
    """Opens one job after the other.

    Attributes:
        on_failure: Called with what a job failed with while a screen still looked at it.
        failure: What the first job failed with that nobody was told of.
    """

    def __init__(self) -> None:
        self.on_failure: Callable[[Exception], None] = self._keep
        self.failure: Exception | None = None
        self._job: Job[Any] | None = None
        self._task: asyncio.Task[None] | None = None

    @property
    def are_done(self) -> bool:
        """True if nothing lives."""
        return self._task is None or self._task.done()

    @property
    def drives_belt(self) -> bool:
        """True if what lives may have to stop a belt."""
        return not self.are_done and self._job is not None and self._job.stop is not None

    async def open(self, life: Life[T]) -> T:
        """Begins a job once the one before has closed; returns what screens look at.

        Raises:
            Exception: What the opening failed with.
        """
        self.release()
        await self.closed()
        job: Job[T] = Job(lambda error: self.on_failure(error))
        self._job = job
        self._task = asyncio.create_task(self._live(job, life))
        return await job.value()

    def release(self) -> None:
        """Lets the running job close in its own time."""
        if self._job is not None:
            self._job.release()

    async def closed(self) -> None:
        """Returns when nothing lives any more."""
        if self._task is not None:
            await asyncio.wait({self._task})

    async def stop(self) -> None:
        """Stops the belt of the job that lives, if it has one."""
        if self._job is not None and self._job.stop is not None and not self.are_done:
            await self._job.stop()

    async def close(self) -> None:
        """Closes what lives, and waits for it; raises the failure that nobody was told of."""
        self.release()
        await self.closed()
        if self.failure is not None:
            raise self.failure

    async def _live(self, job: Job[T], life: Life[T]) -> None:
        try:
            await life(job)
        except Exception as error:  # noqa: BLE001 (it is handed on)
            if not job.is_open:
                job.failed(error)
            elif error is not job.told:
                (self._keep if job.is_released else self.on_failure)(error)
        except BaseException as error:
            if not job.is_open:
                job.failed(error)
            raise

    def _keep(self, error: Exception) -> None:
        _logger.error("what closed behind the screens failed", exc_info=error)
        self.failure = self.failure or error
