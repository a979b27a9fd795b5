"""Procedures and their responses: one at a time, the right answer, and Stop before its turn."""

import asyncio
from collections.abc import AsyncIterator
from itertools import pairwise

import pytest

from runwalk_devices.clock import Clock
from runwalk_devices.codecs.ftms.treadmill_data import ControlOpcode, ResultCode
from runwalk_devices.simulator.air import Packet, VirtualAir
from runwalk_devices.simulator.behaviour import Behaviour
from runwalk_devices.simulator.connection import PacketKind
from runwalk_devices.simulator.treadmill import VirtualTreadmill
from runwalk_devices.transport.adapter import Adapter, DeviceKind
from runwalk_devices.transport.discovery import Discovery
from runwalk_devices.transport.link import Link
from runwalk_devices.transport.selection import Wanted
from runwalk_devices.treadmill.control_point import WRITE_GAP_S, ControlPoint
from runwalk_devices.treadmill.controls import CONTROL_S, RESPONSE_S, Answer
from tests.runwalk_devices.rig import Answers, Refuses, Swallows, no_loose_ends, write_times, writes

OP = ControlOpcode


def nobody() -> None:
    """Who wants to know when it was written."""


@pytest.fixture
async def point(adapter: Adapter) -> AsyncIterator[ControlPoint]:
    """The control point of a connected treadmill, in control."""
    ready = asyncio.Event()

    async def set_up() -> None:
        await control.listen()
        await control.request_control()
        ready.set()

    link = Link(
        adapter,
        Discovery(adapter),
        Wanted(DeviceKind.TREADMILL),
        set_up=set_up,
        report=lambda _: None,
    )
    control = ControlPoint(link)
    async with no_loose_ends():
        task = asyncio.create_task(link.run())
        await ready.wait()
        yield control
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def test_success(point: ControlPoint, treadmill: VirtualTreadmill) -> None:
    assert treadmill.has_control
    written: list[float] = []
    answer = await point.start(lambda: written.append(0))
    assert answer == Answer(written=True, result=ResultCode.SUCCESS)
    assert written == [0]


async def test_refusals(point: ControlPoint) -> None:
    refused = await point.set_speed(99.0, nobody)
    assert refused == Answer(
        written=True, result=ResultCode.INVALID_PARAMETER, refused=True, detail="invalid parameter"
    )
    assert (await point.set_incline(-90, nobody)).refused


async def test_numbers_are_rounded(point: ControlPoint, wire: list[Packet]) -> None:
    for speed_kmh in (8.2, 0.57, 19.99):
        await point.set_speed(speed_kmh, nobody)
    for percent in (-1.1, 0.3):
        await point.set_incline(percent, nobody)
    assert writes(wire)[-5:] == [
        b"\x02" + (820).to_bytes(2, "little"),
        b"\x02" + (57).to_bytes(2, "little"),
        b"\x02" + (1999).to_bytes(2, "little"),
        b"\x03" + (-11).to_bytes(2, "little", signed=True),
        b"\x03" + (3).to_bytes(2, "little"),
    ]


async def test_silence_is_no_answer(
    point: ControlPoint, treadmill: VirtualTreadmill, clock: Clock
) -> None:
    treadmill.behaviours.append(Answers(lambda _: ()))
    await clock.sleep(WRITE_GAP_S)
    began = clock.now()
    assert await point.start(nobody) == Answer(written=True, detail="no response")
    assert clock.now() - began == pytest.approx(RESPONSE_S, abs=0.1)
    began = clock.now()
    await point.request_control()
    assert clock.now() - began == pytest.approx(CONTROL_S, abs=0.1)


async def test_a_response_may_come_before_the_writes_own(
    point: ControlPoint, treadmill: VirtualTreadmill, clock: Clock
) -> None:
    class Eager(Behaviour):
        async def incoming(self, uuid: str, data: bytes) -> bytes | None:
            treadmill.notify(treadmill._control_point, bytes([0x80, data[0], 4]))
            await clock.sleep(0.2)
            return None

    treadmill.behaviours.append(Eager())
    assert (await point.start(nobody)).result is ResultCode.OPERATION_FAILED


async def test_a_late_response_is_not_taken_for_another_procedures(
    point: ControlPoint, treadmill: VirtualTreadmill, clock: Clock
) -> None:
    treadmill.behaviours.append(Swallows(OP.START_OR_RESUME, OP.SET_TARGET_SPEED))
    await point.start(nobody)
    setting = asyncio.create_task(point.set_speed(5, nobody))
    await clock.sleep(0.5)
    treadmill.notify(treadmill._control_point, b"\x80\x07\x01")
    await clock.sleep(0.5)
    assert not setting.done()
    treadmill.notify(treadmill._control_point, b"\x80\x02\x04")
    treadmill.notify(treadmill._control_point, b"\x80\x02\x01")
    assert (await setting).result is ResultCode.OPERATION_FAILED, "the first counts"


async def test_what_has_begun_is_given_its_time_though_nobody_waits(
    point: ControlPoint, treadmill: VirtualTreadmill, wire: list[Packet], clock: Clock
) -> None:
    treadmill.behaviours.append(Swallows(OP.SET_TARGET_SPEED))
    await clock.sleep(WRITE_GAP_S)
    began = clock.now()
    first, queued = [asyncio.create_task(point.set_speed(5, nobody)) for _ in range(2)]
    await clock.sleep(0.01)
    point.give_up(first)  # type: ignore[arg-type]
    point.give_up(queued)  # type: ignore[arg-type]
    await point.set_incline(1, nobody)
    (speed_at,) = write_times(wire, OP.SET_TARGET_SPEED)
    (incline_at,) = write_times(wire, OP.SET_TARGET_INCLINATION)
    assert speed_at == pytest.approx(began)
    assert incline_at - speed_at == pytest.approx(RESPONSE_S, abs=0.1)
    assert first.cancelled()
    assert queued.cancelled()


async def test_what_is_cancelled_outright_frees_the_turn_at_once(
    point: ControlPoint, treadmill: VirtualTreadmill, clock: Clock
) -> None:
    treadmill.behaviours.append(Swallows(OP.SET_TARGET_SPEED))
    first = asyncio.create_task(point.set_speed(5, nobody))
    await clock.sleep(WRITE_GAP_S + 0.5)
    first.cancel()
    began = clock.now()
    await point.set_incline(1, nobody)
    assert clock.now() - began < 0.2


async def test_requests_are_spaced_and_stop_is_not(
    point: ControlPoint, wire: list[Packet], clock: Clock
) -> None:
    """Some machines acknowledge what comes too soon after another request, and drop it."""
    await point.set_speed(5, nobody)
    await point.set_incline(1, nobody)
    await point.stop(nobody)
    await point.request_control()
    times = [packet.t for packet in wire if packet.kind is PacketKind.WRITE]
    gaps = [later - earlier for earlier, later in pairwise(times)]
    assert gaps == [pytest.approx(gap_s, abs=0.01) for gap_s in (WRITE_GAP_S, 0.08, WRITE_GAP_S)]


async def test_the_space_after_a_request_counts_from_its_repetition(
    point: ControlPoint, treadmill: VirtualTreadmill, wire: list[Packet]
) -> None:
    treadmill.behaviours.append(Refuses(OP.SET_TARGET_SPEED, 0xFE, times=1))
    await point.set_speed(5, nobody)
    await point.set_incline(1, nobody)
    first, again = write_times(wire, OP.SET_TARGET_SPEED)
    (incline,) = write_times(wire, OP.SET_TARGET_INCLINATION)
    assert again - first >= WRITE_GAP_S
    assert incline - again >= WRITE_GAP_S - 0.01


async def test_a_belt_that_moves_when_its_turn_has_come_is_not_started(
    point: ControlPoint, wire: list[Packet]
) -> None:
    answer = await point.start(nobody, lambda: False)
    assert (answer.written, answer.detail) == (False, "no longer wanted")
    assert not write_times(wire, OP.START_OR_RESUME)


async def test_a_belt_that_stopped_meanwhile_is_not_taken_up(
    point: ControlPoint, wire: list[Packet]
) -> None:
    """Between the request for control and the Start it wants, the runner may press stop."""
    await point.take_up(lambda: False, nobody)
    await point.take_up(lambda: True, nobody)
    assert [data[0] for data in writes(wire)[-3:]] == [0, 0, 7]


async def test_who_is_cancelled_in_the_queue_writes_nothing(
    point: ControlPoint, treadmill: VirtualTreadmill, wire: list[Packet], clock: Clock
) -> None:
    queue = [asyncio.create_task(point.set_speed(5 + n, nobody)) for n in range(3)]
    await clock.sleep(0.01)
    queue[1].cancel()
    await asyncio.gather(*queue, return_exceptions=True)
    assert len(write_times(wire, OP.SET_TARGET_SPEED)) == 2


async def test_stop_and_pause_wait_for_nobody(
    point: ControlPoint, treadmill: VirtualTreadmill, wire: list[Packet], clock: Clock
) -> None:
    treadmill.behaviours.append(Swallows(OP.SET_TARGET_SPEED))
    for halt in (point.stop, point.pause):
        setting = asyncio.create_task(point.set_speed(5, nobody))
        await clock.sleep(0.5)
        asked = clock.now()
        answer = await halt(nobody)
        assert answer.result is ResultCode.SUCCESS
        assert write_times(wire, OP.STOP_OR_PAUSE)[-1] == pytest.approx(asked)
        await asyncio.gather(setting, return_exceptions=True)
    assert writes(wire)[-3:] == [b"\x08\x01", b"\x02\xf4\x01", b"\x08\x02"]


async def test_a_write_without_a_link(
    point: ControlPoint, treadmill: VirtualTreadmill, air: VirtualAir, clock: Clock
) -> None:
    air.silence(treadmill.address)
    await clock.sleep(1)
    sent: list[float] = []
    answer = await point.start(lambda: sent.append(0))
    assert (answer.written, answer.refused, sent) == (False, False, [])
    assert answer.detail
