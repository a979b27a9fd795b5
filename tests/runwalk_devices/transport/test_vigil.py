"""A device that is connected and says nothing: what is done about it, and how often."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from bleak.exc import BleakError

from runwalk_devices.clock import Clock
from runwalk_devices.transport.vigil import RENEWED_S, SILENT_S, Vigil


class Watched:
    """A vigil, and what it did, when.

    Attributes:
        helps: A new subscription brings a value.
        fails: A new subscription fails.
        may_be_silent: Silence has a reason.
    """

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.did: list[tuple[str, float]] = []
        self.helps = self.fails = self.may_be_silent = False
        self.vigil = Vigil(
            clock, renew=self._renew, drop=self._drop, may_be_silent=lambda: self.may_be_silent
        )

    async def _renew(self) -> None:
        self.did.append(("renewed", round(self.clock.now(), 3)))
        if self.fails:
            raise BleakError("not connected")
        if self.helps:
            self.vigil.heard()

    def _drop(self) -> None:
        self.did.append(("dropped", round(self.clock.now(), 3)))
        self.vigil.disconnected()


@asynccontextmanager
async def watching(clock: Clock) -> AsyncIterator[Watched]:
    watched = Watched(clock)
    task = asyncio.create_task(watched.vigil.run())
    watched.vigil.connected()
    yield watched
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


@pytest.mark.parametrize("fails", [False, True])
async def test_silence_brings_a_new_subscription_then_a_new_connection(
    clock: Clock, fails: bool
) -> None:
    async with watching(clock) as watched:
        watched.fails = fails
        await clock.sleep(60)
        assert watched.did == [("renewed", SILENT_S), ("dropped", SILENT_S + RENEWED_S)]


async def test_a_subscription_that_helps_is_enough(clock: Clock) -> None:
    async with watching(clock) as watched:
        watched.helps = True
        await clock.sleep(25)
        assert [what for what, _ in watched.did] == ["renewed", "renewed"]


async def test_who_speaks_is_left_alone(clock: Clock) -> None:
    async with watching(clock) as watched:
        for _ in range(20):
            await clock.sleep(SILENT_S - 0.1)
            watched.vigil.heard()
        assert watched.did == []


async def test_a_silence_with_a_reason_is_left_alone_as_long_as_it_lasts(clock: Clock) -> None:
    async with watching(clock) as watched:
        watched.may_be_silent = True
        await clock.sleep(100)
        assert watched.did == []
        watched.may_be_silent = False
        await clock.sleep(1.1)
        assert [what for what, _ in watched.did] == ["renewed"]


async def test_what_never_helps_is_tried_ever_more_seldom(clock: Clock) -> None:
    async with watching(clock) as watched:
        drops = []
        for _ in range(6):
            began = clock.now()
            while not watched.did or watched.did[-1][0] != "dropped":
                await clock.sleep(1)
            drops.append(round(watched.did[-1][1] - began))
            watched.did.clear()
            watched.vigil.connected()
        assert drops == [13, 23, 43, 83, 83, 83]
        watched.vigil.heard()
        await clock.sleep(SILENT_S + 0.1)
        assert [what for what, _ in watched.did] == ["renewed"], "one word, and it starts afresh"


async def test_a_link_that_is_down_is_not_watched(clock: Clock) -> None:
    async with watching(clock) as watched:
        await clock.sleep(5)
        watched.vigil.disconnected()
        await clock.sleep(100)
        assert watched.did == []
