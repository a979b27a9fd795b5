"""Commands that wait their turn while the program stands still: none starts or speeds up a belt."""

import asyncio

import pytest

from runwalk_devices.codecs.ftms.treadmill_data import ControlOpcode
from runwalk_devices.simulator.air import Packet
from runwalk_devices.simulator.treadmill import VirtualTreadmill
from runwalk_devices.transport.adapter import Adapter
from runwalk_devices.treadmill.command import Command, Stage
from tests.runwalk_devices.rig import Answers, following, moving, write_times
from tests.virtual_time import VirtualTimeLoop

OP = ControlOpcode


def stand_still(seconds: float) -> None:
    loop = asyncio.get_running_loop()
    assert isinstance(loop, VirtualTimeLoop)
    loop.stand_still(seconds)


async def test_a_start_is_not_written_any_more(
    adapter: Adapter, wire: list[Packet], treadmill: VirtualTreadmill
) -> None:
    async with following(adapter) as follower:
        await follower.up()
        treadmill.behaviours.append(Answers(lambda _: ()))
        follower.treadmill.orders.set_incline(2.0)
        await asyncio.sleep(0.5)
        follower.treadmill.orders.start()
        await asyncio.sleep(0.1)
        stand_still(60)
        ended = await follower.ended(Command.START)
        assert ended.stage is Stage.UNKNOWN
        assert "no longer wanted" in ended.detail
        assert write_times(wire, OP.START_OR_RESUME) == []


@pytest.mark.parametrize(("target_kmh", "written"), [(9.0, False), (4.0, True)])
async def test_an_increase_is_not_written_any_more_and_a_decrease_is(
    adapter: Adapter,
    wire: list[Packet],
    treadmill: VirtualTreadmill,
    target_kmh: float,
    written: bool,
) -> None:
    async with moving(adapter, 6) as follower:
        treadmill.behaviours.append(Answers(lambda _: ()))
        follower.treadmill.orders.set_incline(2.0)
        await asyncio.sleep(0.5)
        before = len(write_times(wire, OP.SET_TARGET_SPEED))
        follower.treadmill.orders.set_speed(target_kmh)
        await asyncio.sleep(0.1)
        stand_still(60)
        await follower.ended(Command.SPEED)
        assert len(write_times(wire, OP.SET_TARGET_SPEED)) - before == written
