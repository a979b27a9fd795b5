"""A queue of frames for a machine that is told each thing in one frame, with time between them."""

import asyncio
from collections.abc import Callable
from enum import IntEnum
from heapq import heapify, heappush
from itertools import count
from math import inf

from bleak.exc import BleakError

from runwalk_devices.sentences import BROKE, NO_LONGER_WANTED
from runwalk_devices.transport.link import Link
from runwalk_devices.treadmill.controls import HALT_WRITE_S, NOTHING_S

WRITE_S = 2.0
"""A frame that cannot be written for so long, while nobody wants the belt to stand, is given up."""


class Rank(IntEnum):
    """The priority of a frame in the queue."""

    HALT = 0
    COMMAND = 1
    QUESTION = 2


class FrameQueue:
    """Writes frames one at a time, the most important of those that wait first.

    After a frame that has the belt stand, a question that waits goes before another such frame: who
    only repeats Stop does not hear what came of it.

    Args:
        link: The connection.
        uuid: Of the characteristic that takes frames.
        gap_s: The least time between two frames; the machine drops what comes sooner.
    """

    def __init__(self, link: Link, uuid: str, gap_s: float) -> None:
        self._link = link
        self._clock = link.clock
        self._uuid = uuid
        self._gap_s = gap_s
        self._numbers = count()
        self._waiting: list[tuple[Rank, int]] = []
        self._is_writing = self._is_closed = False
        self._wrote_at = -inf
        self._wrote: Rank | None = None
        self._changed = asyncio.Event()
        self._begun: set[asyncio.Task[object] | None] = set()
        self._given_up: set[asyncio.Task[object] | None] = set()

    async def write(
        self, frame: bytes, rank: Rank, wanted: Callable[[], bool] = lambda: True
    ) -> None:
        """Write a frame when its turn comes.

        Args:
            frame: What to write.
            rank: How important it is.
            wanted: Asked when its turn has come: False leaves it out.

        Raises:
            BleakError: If it could not be written, or is not wanted any more.
            TimeoutError: If that took too long; then the link is given up.
        """
        place = (rank, next(self._numbers))
        heappush(self._waiting, place)
        try:
            await self._turn(place)
            if not wanted():
                raise BleakError(NO_LONGER_WANTED)
            await self._write_now(frame, rank)
        finally:
            self._waiting.remove(place)
            heapify(self._waiting)
            self._tell()

    def close(self) -> None:
        """Drop all waiting frames: the connection is gone."""
        self._is_closed = True
        self._tell()

    def give_up(self, task: asyncio.Task[None]) -> None:
        """Cancel ``task``; if its frame is being written, once it is."""
        if task in self._begun:
            self._given_up.add(task)
        else:
            task.cancel()

    async def _turn(self, place: tuple[Rank, int]) -> None:
        while True:
            if self._is_closed:
                raise BleakError(BROKE)
            early_s = self._wrote_at + self._gap_s - self._clock.now()
            if self._is_writing and place[0] is Rank.HALT:
                await self._end_of_write()
            elif self._is_writing or self._first() != place:
                await self._changed.wait()
            elif early_s > NOTHING_S:
                await self._clock.sleep(early_s)
            else:
                return

    def _first(self) -> tuple[Rank, int]:
        """The place whose turn it is."""
        questions = [place for place in self._waiting if place[0] is Rank.QUESTION]
        if self._wrote is Rank.HALT and questions:
            return min(questions)
        return self._waiting[0]

    async def _end_of_write(self) -> None:
        """Awaits the end of another's write; where that hangs, the link is made anew."""
        try:
            async with self._clock.timeout(HALT_WRITE_S):
                await self._changed.wait()
        except TimeoutError:
            self._link.drop()
            raise

    async def _write_now(self, frame: bytes, rank: Rank) -> None:
        task = asyncio.current_task()
        self._begun.add(task)
        self._is_writing = True
        try:
            async with self._clock.timeout(HALT_WRITE_S if rank is Rank.HALT else WRITE_S):
                await self._link.write_gatt_char(self._uuid, frame)
            if task in self._given_up:
                raise asyncio.CancelledError
        except TimeoutError:
            # Where one write hangs no other gets through, Stop least of all.
            self._link.drop()
            raise
        finally:
            self._is_writing = False
            self._wrote_at, self._wrote = self._clock.now(), rank
            self._begun.discard(task)
            self._given_up.discard(task)

    def _tell(self) -> None:
        changed, self._changed = self._changed, asyncio.Event()
        changed.set()
