"""A machine that ends idle links is learned from two losses, and nothing else is."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from bleak.exc import BleakError

from runwalk_devices.clock import Clock
from runwalk_devices.treadmill.keep_alive import KeepAlive


class Machine:
    """What is asked of it, and a link that is lost by hand."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.asked_at = 0.0
        self.reads = 0
        self.keep = KeepAlive(clock, lambda: self.asked_at, self._read)

    async def _read(self) -> None:
        self.asked_at = self.clock.now()
        self.reads += 1
        if self.reads == 1:
            raise BleakError("not connected")

    async def lost_after(self, idle_s: float) -> None:
        self.keep.connected()
        self.asked_at = self.clock.now()
        await self.clock.sleep(idle_s)
        self.keep.lost()


@asynccontextmanager
async def machine_of(clock: Clock) -> AsyncIterator[Machine]:
    machine = Machine(clock)
    task = asyncio.create_task(machine.keep.run())
    yield machine
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


async def test_two_losses_alike_are_a_habit(clock: Clock) -> None:
    async with machine_of(clock) as machine:
        await machine.lost_after(30)
        assert machine.keep.every_s is None
        await machine.lost_after(31)
        assert machine.keep.every_s == pytest.approx(15.5)
        machine.keep.connected()
        machine.asked_at = clock.now()
        await clock.sleep(100)
        assert machine.reads == pytest.approx(6, abs=1)


@pytest.mark.parametrize("idle", [(30, 20), (1, 1), (20, 3, 20)], ids=str)
async def test_other_losses_are_none(clock: Clock, idle: tuple[float, ...]) -> None:
    async with machine_of(clock) as machine:
        for idle_s in idle:
            await machine.lost_after(idle_s)
        machine.keep.connected()
        await clock.sleep(200)
        assert machine.reads == 0


async def test_a_loss_of_another_kind_ends_no_habit(clock: Clock) -> None:
    async with machine_of(clock) as machine:
        await machine.lost_after(30)
        await machine.lost_after(30)
        await machine.lost_after(4)
        assert machine.keep.every_s == pytest.approx(15)


async def test_nothing_is_read_without_a_link(clock: Clock) -> None:
    async with machine_of(clock) as machine:
        await machine.lost_after(30)
        await machine.lost_after(30)
        await clock.sleep(300)
        assert machine.reads == 0
