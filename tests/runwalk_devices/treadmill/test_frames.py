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
from runwalk_devices.simulator.connection import PacketKind
from runwalk_devices.simulator.scene import virtual_scene
from runwalk_devices.transport.adapter import DeviceKind
from runwalk_devices.transport.discovery import Discovery
from runwalk_devices.transport.link import Link
from runwalk_devices.transport.selection import Wanted
from runwalk_devices.treadmill.frames import FrameQueue, Rank

ASK, FIVE, STOP = walking_pad.ask_status(), walking_pad.set_speed(5.0), walking_pad.stop()


@asynccontextmanager
async def queue(clock: Clock, wire: list[Packet]) -> AsyncIterator[FrameQueue]:
    """A queue on a connection to a WalkingPad."""
    scene, up = virtual_scene(clock, "pad"), asyncio.Event()

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
