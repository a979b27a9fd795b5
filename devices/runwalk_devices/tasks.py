"""Tasks that are ended, and tasks that nothing ends."""

import asyncio
from collections.abc import Coroutine
from typing import Any


async def end_tasks(*tasks: asyncio.Future[Any] | None) -> None:
    """Cancels tasks and waits until each has ended, however it does; None stands for none."""
    started = [task for task in tasks if task is not None]
    for task in started:
        task.cancel()
    await asyncio.gather(*started, return_exceptions=True)


async def in_any_case(work: Coroutine[None, None, None]) -> None:
    """Does ``work`` to its end; who is cancelled meanwhile is cancelled after it."""
    task = asyncio.create_task(work)
    cancelled = False
    while not task.done():
        try:
            await asyncio.wait({task})
        except asyncio.CancelledError:
            cancelled = True
    if cancelled and not task.cancelled():
        raise asyncio.CancelledError from task.exception()
    task.result()
