"""Tasks are cancelled, and nobody goes on before they have ended."""

import asyncio

from runwalk_devices.tasks import end_tasks


async def test_each_has_ended_however_it_ends() -> None:
    said: list[str] = []

    async def tidy() -> None:
        try:
            await asyncio.Event().wait()
        finally:
            await asyncio.sleep(0)
            said.append("tidied")

    async def stubborn() -> None:
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            raise ValueError("broken") from None

    tasks = [asyncio.create_task(tidy()), asyncio.create_task(stubborn())]
    await asyncio.sleep(0)
    await end_tasks(*tasks, None)
    assert said == ["tidied"]
    assert all(task.done() for task in tasks)
