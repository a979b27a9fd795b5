"""Reads and writes files beside the event loop: screens go on, and so does a belt."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from threading import Thread
from typing import TypeVar

T = TypeVar("T")


async def off_loop(work: Callable[[], T]) -> T:
    """Does ``work`` in a thread that nothing waits for when the program ends."""
    loop = asyncio.get_running_loop()
    done: asyncio.Future[T] = loop.create_future()

    def pass_on(settle: Callable[[], None]) -> None:
        def unless_cancelled() -> None:
            if not done.done():
                settle()

        # A loop that has been closed waits for nothing.
        with suppress(RuntimeError):
            loop.call_soon_threadsafe(unless_cancelled)

    def run() -> None:
        try:
            result = work()
        except BaseException as error:  # noqa: BLE001 (it is handed on)
            pass_on(partial(done.set_exception, error))
        else:
            pass_on(partial(done.set_result, result))

    Thread(target=run, name="loading", daemon=True).start()
    return await done
