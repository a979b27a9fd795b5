"""The queue of frames by itself: its order, and what becomes of it when the link is lost."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from bleak.exc import BleakError

from runwalk_devices.clock import Clock
from runwalk_devices.codecs import walking_pad
from runwalk_devices.codecs.uuids import WALKING_PAD_COMMAND
from runwalk_devices.simulator.air import Packet
from runwalk_devices.simulator.behaviour import Behaviour
from runwalk_devices.simulator.connection import PacketKind
from runwalk_devices.simulator.scene import virtual_scene
from runwalk_devices.transport.adapter import DeviceKind
from runwalk_devices.transport.discovery import Discovery
from runwalk_devices.transport.link import Link
from runwalk_devices.transport.selection import Wanted
from runwalk_devices.treadmill.controls import HALT_WRITE_S
from runwalk_devices.treadmill.frames import WRITE_S, FrameQueue, Rank

ASK, FIVE, STOP = walking_pad.ask_status(), walking_pad.set_speed(5.0), walking_pad.stop()


class Slow(Behaviour):
    """Takes so long to confirm a frame."""

    def __init__(self, clock: Clock, frame: bytes, seconds: float) -> None:
        self.clock = clock
        self.frame = frame
        self.seconds = seconds

    async def incoming(self, uuid: str, data: bytes) -> bytes | None:
        if data == self.frame:
            await self.clock.sleep(self.seconds)
        return data


@asynccontextmanager
async def queue(
    clock: Clock, wire: list[Packet], slow: tuple[bytes, float] | None = None
) -> AsyncIterator[FrameQueue]:
    """A queue on a connection to a WalkingPad, which may be slow to take one of the frames."""
    scene, up = virtual_scene(clock, "pad"), asyncio.Event()
    if slow is not None:
        scene.treadmill.take_on(Slow(clock, *slow))

    async def set_up() -> None:
        up.set()

    async with scene:
        scene.air.on_packet(wire.append)
        seeker = Discovery(scene.adapter)
        wanted = Wanted(DeviceKind.TREADMILL)
        link = Link(scene.adapter, seeker, wanted, set_up=set_up, report=lambda _report: None)
        running = asyncio.create_task(link.run())
        await up.wait()
        yield FrameQueue(link, WALKING_PAD_COMMAND, 0.69)
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)


def written(wire: list[Packet]) -> list[bytes]:
    return [packet.data for packet in wire if packet.kind is PacketKind.WRITE]


async def test_the_most_important_of_those_that_wait_goes_first(clock: Clock) -> None:
    wire: list[Packet] = []
    async with queue(clock, wire) as frames:
        began = clock.now()
        await asyncio.gather(
            frames.write(ASK, Rank.QUESTION),
            frames.write(ASK, Rank.QUESTION),
            frames.write(FIVE, Rank.COMMAND),
            frames.write(STOP, Rank.HALT),
            frames.write(STOP, Rank.HALT),
        )
        assert clock.now() - began == pytest.approx(4 * 0.69, abs=0.2)
    assert written(wire) == [ASK, STOP, ASK, STOP, FIVE]


async def test_a_command_goes_before_a_question_that_was_there_first(clock: Clock) -> None:
    wire: list[Packet] = []
    async with queue(clock, wire) as frames:
        await frames.write(STOP, Rank.COMMAND)
        await asyncio.gather(
            frames.write(ASK, Rank.QUESTION),
            frames.write(FIVE, Rank.COMMAND),
        )
    assert written(wire) == [STOP, FIVE, ASK]


async def test_what_waits_when_the_link_is_lost_is_not_written(clock: Clock) -> None:
    wire: list[Packet] = []
    async with queue(clock, wire) as frames:
        await frames.write(ASK, Rank.QUESTION)
        waiting = asyncio.create_task(frames.write(FIVE, Rank.COMMAND))
        await clock.sleep(0.1)
        frames.close()
        with pytest.raises(BleakError, match="the connection broke"):
            await waiting
        await clock.sleep(1)
    assert written(wire) == [ASK]


async def test_what_is_given_up_while_it_waits_is_not_written(clock: Clock) -> None:
    wire: list[Packet] = []
    async with queue(clock, wire) as frames:
        await frames.write(ASK, Rank.QUESTION)
        waiting = asyncio.create_task(frames.write(FIVE, Rank.COMMAND))
        await clock.sleep(0.1)
        frames.give_up(waiting)
        await asyncio.wait({waiting})
        assert waiting.cancelled()
        await frames.write(STOP, Rank.HALT)
    assert written(wire) == [ASK, STOP]


async def test_what_is_given_up_while_it_is_written_is_written_whole(clock: Clock) -> None:
    wire: list[Packet] = []
    async with queue(clock, wire, slow=(FIVE, 0.5)) as frames:
        writing = asyncio.create_task(frames.write(FIVE, Rank.COMMAND))
        await clock.sleep(0.1)
        frames.give_up(writing)
        await clock.sleep(0.1)
        assert not writing.done()
        await asyncio.wait({writing})
        assert writing.cancelled()
        began = clock.now()
        again = asyncio.create_task(frames.write(FIVE, Rank.COMMAND))
        await asyncio.wait({again})
        assert not again.cancelled(), "that was another task"
        assert clock.now() - began == pytest.approx(0.69 + 0.5, abs=0.1)


async def test_a_stop_waits_for_a_write_that_ends_and_goes_next(clock: Clock) -> None:
    wire: list[Packet] = []
    async with queue(clock, wire, slow=(FIVE, 0.6)) as frames:
        writing = asyncio.create_task(frames.write(FIVE, Rank.COMMAND))
        await clock.sleep(0.1)
        began = clock.now()
        await frames.write(STOP, Rank.HALT)
        assert clock.now() - began == pytest.approx(0.5 + 0.69, abs=0.1)
        assert writing.done()
    assert written(wire) == [FIVE, STOP]


@pytest.mark.parametrize(
    ("frame", "rank", "limit_s"),
    [(STOP, Rank.HALT, HALT_WRITE_S), (FIVE, Rank.COMMAND, WRITE_S), (ASK, Rank.QUESTION, WRITE_S)],
)
async def test_a_write_that_hangs_ends_the_link(
    frame: bytes, rank: Rank, limit_s: float, clock: Clock
) -> None:
    wire: list[Packet] = []
    async with queue(clock, wire, slow=(frame, 30.0)) as frames:
        began = clock.now()
        with pytest.raises(TimeoutError):
            await frames.write(frame, rank)
        assert clock.now() - began == pytest.approx(limit_s, abs=0.1)
        await clock.sleep(5)
        assert [p.kind for p in wire].count(PacketKind.CONNECT) == 2
