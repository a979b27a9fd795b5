"""Writes that the machine does not take: every reason, in every place, and Stop above all."""

from itertools import count, cycle

import pytest

from runwalk_devices.clock import Clock
from runwalk_devices.codecs.ftms.treadmill_data import ControlOpcode
from runwalk_devices.simulator.air import Packet
from runwalk_devices.simulator.behaviour import Behaviour
from runwalk_devices.simulator.belt_physics import BeltState
from runwalk_devices.simulator.peripheral import AttError
from runwalk_devices.simulator.quirks.writing import WriteError
from runwalk_devices.simulator.treadmill import VirtualTreadmill
from runwalk_devices.transport.adapter import Adapter
from runwalk_devices.treadmill.command import Command, CommandReport, Stage
from tests.runwalk_devices.rig import (
    POINT,
    Follower,
    Refuses,
    following,
    moving,
    write_times,
    writes,
)

OP = ControlOpcode
CODES = (0x80, 0xFD, 0xFE, 0x0E)


def failing(treadmill: VirtualTreadmill, *codes: int, after: int) -> None:
    """Has it refuse every third command from now on, the first one after so many."""
    quirk = WriteError(treadmill)
    quirk._codes = cycle(codes)
    quirk._writes = count(3 - after)
    treadmill.take_on(quirk)


async def stop(follower: Follower, treadmill: VirtualTreadmill) -> CommandReport:
    follower.treadmill.orders.stop()
    report = await follower.ended(Command.STOP)
    assert (report.stage is Stage.CONFIRMED) <= (treadmill.state is BeltState.STANDING)
    return report


@pytest.mark.parametrize("after", [0, 1, 2])
@pytest.mark.parametrize("first", range(4))
async def test_stop_is_confirmed_although_every_third_write_fails(
    adapter: Adapter, treadmill: VirtualTreadmill, first: int, after: int
) -> None:
    async with moving(adapter) as follower:
        failing(treadmill, *CODES[first:], *CODES[:first], after=after)
        assert (await stop(follower, treadmill)).stage is Stage.CONFIRMED


@pytest.mark.parametrize("code", CODES, ids=hex)
async def test_stop_is_written_again_within_a_third_of_a_second(
    adapter: Adapter, treadmill: VirtualTreadmill, wire: list[Packet], clock: Clock, code: int
) -> None:
    async with moving(adapter) as follower:
        treadmill.behaviours.append(Refuses(OP.STOP_OR_PAUSE, code, times=1))
        began = clock.now()
        assert (await stop(follower, treadmill)).stage is Stage.CONFIRMED
        first, second = write_times(wire, OP.STOP_OR_PAUSE, since=began)
        assert second - first < 0.35


async def test_a_forgotten_subscription_is_renewed_before_stop_is_written_again(
    adapter: Adapter, treadmill: VirtualTreadmill
) -> None:
    async with moving(adapter) as follower:
        treadmill.forget_subscriptions(POINT)
        assert (await stop(follower, treadmill)).stage is Stage.CONFIRMED
        assert follower.stages(Command.STOP) == [Stage.SENT, Stage.ACKNOWLEDGED, Stage.CONFIRMED]
        await follower.moving(5)


class OneAtATime(Behaviour):
    """Says 0xFE to all that comes before its last answer, which takes it a while."""

    def __init__(self, clock: Clock, answers_after_s: float) -> None:
        self.clock = clock
        self.answers_after_s = answers_after_s
        self.until = 0.0

    async def incoming(self, uuid: str, data: bytes) -> bytes | None:
        if uuid == POINT:
            if self.clock.now() < self.until:
                raise AttError(0xFE)
            self.until = self.clock.now() + self.answers_after_s
        return data


@pytest.mark.parametrize("answers_after_s", [0.3, 0.9, 1.8, 2.9])
async def test_stop_in_the_middle_of_another_procedure(
    adapter: Adapter, treadmill: VirtualTreadmill, clock: Clock, answers_after_s: float
) -> None:
    async with moving(adapter) as follower:
        treadmill.behaviours.append(OneAtATime(clock, answers_after_s))
        follower.treadmill.orders.set_speed(6)
        await clock.sleep(0.1)
        began = clock.now()
        assert (await stop(follower, treadmill)).stage is Stage.CONFIRMED
        assert clock.now() - began < answers_after_s + 6


@pytest.mark.parametrize("code", CODES, ids=hex)
async def test_a_target_is_written_once_more(
    adapter: Adapter, treadmill: VirtualTreadmill, wire: list[Packet], clock: Clock, code: int
) -> None:
    async with moving(adapter) as follower:
        failing(treadmill, code, after=0)
        began = clock.now()
        follower.treadmill.orders.set_speed(6)
        assert (await follower.ended(Command.SPEED)).stage is Stage.CONFIRMED
        assert len(write_times(wire, OP.SET_TARGET_SPEED, since=began)) == 2


@pytest.mark.parametrize("code", CODES, ids=hex)
async def test_a_start_is_never_written_again(
    adapter: Adapter, treadmill: VirtualTreadmill, wire: list[Packet], clock: Clock, code: int
) -> None:
    async with following(adapter) as follower:
        await follower.up()
        failing(treadmill, code, after=0)
        follower.treadmill.orders.start()
        assert (await follower.ended(Command.START)).stage.is_end
        await clock.sleep(10)
        assert len(write_times(wire, OP.START_OR_RESUME)) == 1
        follower.treadmill.orders.start()
        assert (await follower.ended(Command.START, 2)).stage is Stage.CONFIRMED


async def test_what_a_newer_target_overtook_is_not_written_again(
    adapter: Adapter, treadmill: VirtualTreadmill, wire: list[Packet], clock: Clock
) -> None:
    async with moving(adapter) as follower:
        treadmill.behaviours.append(Refuses(OP.SET_TARGET_SPEED, 0xFE, times=1))
        began = clock.now()
        follower.treadmill.orders.set_speed(8)
        await clock.sleep(0.5)
        follower.treadmill.orders.set_speed(4)
        assert (await follower.ended(Command.SPEED, 2)).stage is Stage.CONFIRMED
        targets = [data[1] for data in writes(wire, since=began)]
        assert targets == [800 % 256, 400 % 256]


async def test_a_machine_that_takes_no_stop_is_paused(
    adapter: Adapter, treadmill: VirtualTreadmill, clock: Clock
) -> None:
    class NoStop(Behaviour):
        async def incoming(self, uuid: str, data: bytes) -> bytes | None:
            if uuid == POINT and data == b"\x08\x01":
                raise AttError(0x80)
            return data

    async with moving(adapter) as follower:
        treadmill.behaviours.append(NoStop())
        began = clock.now()
        assert (await stop(follower, treadmill)).stage is Stage.CONFIRMED
        assert clock.now() - began < 8
