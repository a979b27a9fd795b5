"""Before a belt is said to stand it is looked at once more, and after that it is listened to."""

import asyncio

import pytest

from runwalk_devices.clock import Clock
from runwalk_devices.codecs.ftms.treadmill_data import (
    ControlOpcode,
    MachineStatus,
    MachineStatusCode,
    TreadmillData,
)
from runwalk_devices.sentences import NOT_SLOWING, RESTS
from runwalk_devices.simulator.air import Packet, VirtualAir
from runwalk_devices.simulator.belt_physics import BeltState
from runwalk_devices.simulator.quirks.standing import PauseIgnored, StopTogglesPaused
from runwalk_devices.simulator.treadmill import VirtualTreadmill
from runwalk_devices.transport.adapter import Adapter
from runwalk_devices.treadmill.command import Command, Stage
from runwalk_devices.treadmill.lookout import COUNTDOWN_S, LOOK_S, Lookout
from runwalk_devices.treadmill.quirks import QuirkShown
from runwalk_devices.treadmill.telemetry import Telemetry
from runwalk_devices.treadmill.witnesses import Contested
from tests.runwalk_devices.rig import Follower, following, moving, writes
from tests.runwalk_devices.treadmill.panel import STARTED

STOP = bytes([ControlOpcode.STOP_OR_PAUSE, 1])
MOVES, STANDS = TreadmillData(0.8), TreadmillData(0.0)
ALONE, DENIED = Contested(None, lone_kmh=0.8), Contested(None)
STOPPED = MachineStatus(MachineStatusCode.STOPPED_OR_PAUSED)


async def resting(follower: Follower, clock: Clock) -> None:
    """A belt that was stopped some time ago, and is not listened to any more."""
    await follower.up()
    await follower.moving(5)
    follower.treadmill.orders.stop()
    assert (await follower.ended(Command.STOP)).stage is Stage.CONFIRMED
    await clock.sleep(COUNTDOWN_S + 2)


async def test_a_belt_at_rest_is_left_alone_once_it_has_told_another_zero(
    adapter: Adapter, wire: list[Packet], clock: Clock
) -> None:
    async with following(adapter) as follower:
        await resting(follower, clock)
        await clock.sleep(0.2)
        asked = clock.now()
        for ask in (follower.treadmill.orders.stop, follower.treadmill.orders.pause) * 2:
            ask()
        assert follower.stages(Command.STOP)[-1] is Stage.CONFIRMED
        assert len(follower.stages(Command.STOP)) == 3, "the first stop alone"
        report = await follower.ended(Command.STOP, times=2)
        assert (report.stage, report.detail) == (Stage.CONFIRMED, RESTS)
        assert 0 < clock.now() - asked <= 0.5
        await clock.sleep(20)
        assert writes(wire, since=asked) == []


async def test_a_belt_that_starts_just_then_is_stopped(
    adapter: Adapter, treadmill: VirtualTreadmill, wire: list[Packet], clock: Clock
) -> None:
    async with following(adapter) as follower:
        await resting(follower, clock)
        treadmill.machine.start()
        while not treadmill.speed_kmh:
            await clock.sleep(0.01)
        asked = clock.now()
        follower.treadmill.orders.stop()
        await follower.ended(Command.STOP, times=2)
        assert treadmill.speed_kmh == 0
        assert writes(wire, since=asked)[0] == STOP


@pytest.mark.parametrize(("silent_s", "stops"), [(0.5, False), (2.2, True)])
async def test_a_belt_that_does_not_tell_another_zero_rests_by_a_fresh_one(
    adapter: Adapter,
    treadmill: VirtualTreadmill,
    air: VirtualAir,
    wire: list[Packet],
    clock: Clock,
    silent_s: float,
    stops: bool,
) -> None:
    async with following(adapter) as follower:
        await resting(follower, clock)
        air.mute(treadmill.address)
        await clock.sleep(silent_s)
        asked = clock.now()
        follower.treadmill.orders.stop()
        await clock.sleep(LOOK_S + 0.1)
        assert (writes(wire, since=asked) == [STOP]) is stops
        assert (follower.last(Command.STOP).detail == RESTS) is not stops


async def test_a_link_that_breaks_while_it_is_looked_owes_the_stop(
    adapter: Adapter,
    treadmill: VirtualTreadmill,
    air: VirtualAir,
    wire: list[Packet],
    clock: Clock,
) -> None:
    async with following(adapter) as follower:
        await resting(follower, clock)
        air.mute(treadmill.address)
        asked = clock.now()
        follower.treadmill.orders.stop()
        air.cut(treadmill.address)
        air.restore(treadmill.address)
        report = await follower.ended(Command.STOP, times=2)
        assert (report.stage, report.detail) == (Stage.CONFIRMED, "")
        assert writes(wire, since=asked)[0] == STOP


async def test_a_belt_that_starts_again_is_stopped_again_and_said_to_do_so(
    adapter: Adapter, treadmill: VirtualTreadmill, wire: list[Packet], clock: Clock
) -> None:
    async with moving(adapter) as follower:
        orders = follower.treadmill.orders
        orders.stop()
        await follower.ended(Command.STOP)
        listens = [orders.lookout.is_over]
        stood = clock.now()
        treadmill.machine.start()
        await follower.ended(Command.STOP, times=2)
        assert treadmill.speed_kmh == 0
        assert writes(wire, since=stood)[0] == STOP
        assert [one.stop_is_toggle for one in follower.all(QuirkShown)] == [True]
        listens.append(orders.lookout.is_over)
        await clock.sleep(COUNTDOWN_S + 0.1)
        assert [*listens, orders.lookout.is_over] == [False, False, True]


async def test_a_belt_that_was_stopped_in_the_place_of_a_pause_may_run_again(
    adapter: Adapter, treadmill: VirtualTreadmill, wire: list[Packet], clock: Clock
) -> None:
    async with moving(adapter) as follower:
        treadmill.take_on(PauseIgnored(treadmill))
        orders = follower.treadmill.orders
        orders.pause()
        assert (await follower.ended(Command.PAUSE)).detail == NOT_SLOWING
        assert (await follower.ended(Command.STOP)).stage is Stage.CONFIRMED
        assert orders.lookout.is_over
        stood = clock.now()
        orders.start()
        assert (await follower.ended(Command.START)).stage is Stage.CONFIRMED
        orders.set_speed(5)
        assert (await follower.ended(Command.SPEED)).stage is Stage.CONFIRMED
        assert STOP not in writes(wire, since=stood)
        assert not follower.all(QuirkShown)


async def test_nothing_but_stop_is_taken_until_the_belt_is_to_start(
    adapter: Adapter, wire: list[Packet], clock: Clock
) -> None:
    async with following(adapter) as follower:
        await resting(follower, clock)
        stood, orders = clock.now(), follower.treadmill.orders
        orders.set_speed(5)
        orders.set_incline(1)
        for command in (Command.SPEED, Command.INCLINE):
            assert follower.last(command).stage is Stage.REJECTED
        await clock.sleep(5)
        assert writes(wire, since=stood) == []
        orders.start()
        assert (await follower.ended(Command.START)).stage is Stage.CONFIRMED
        orders.set_speed(5)
        assert (await follower.ended(Command.SPEED, times=2)).stage is Stage.CONFIRMED


@pytest.fixture
def gauge(clock: Clock) -> Telemetry:
    return Telemetry(clock)


@pytest.mark.parametrize(
    ("told", "starts"),
    [
        ([], False),
        ([MOVES], False),
        ([MOVES, STANDS, MOVES], True),
        ([MOVES, MOVES], True),
        # Motion that nothing else confirms may be motion.
        ([ALONE], False),
        ([ALONE, ALONE], True),
        ([MOVES, ALONE], True),
        # Counters that run on after a stop are no motion.
        ([DENIED] * 4, False),
        ([STANDS] * 4, False),
        ([TreadmillData(None)] * 4, False),
        ([STARTED], True),
        ([STOPPED] * 2, False),
    ],
)
async def test_a_belt_starts_again_by_its_word_or_by_two_speeds(
    gauge: Telemetry, clock: Clock, told: list[TreadmillData | MachineStatus], starts: bool
) -> None:
    lookout = Lookout(gauge)
    for speed in (MOVES, ALONE, MOVES, STANDS):
        gauge.read(speed)
    lookout.told(STARTED)
    began = clock.now()
    listening = asyncio.create_task(lookout.sees_it_start())
    for one in told:
        await clock.sleep(1)
        if isinstance(one, MachineStatus):
            gauge.told(one)
            lookout.told(one)
        else:
            gauge.read(one)
    assert await listening is starts, "what was told before does not count"
    took_s = clock.now() - began
    assert took_s == pytest.approx(len(told) if starts else COUNTDOWN_S)


async def test_a_lookout_is_over_until_it_begins_and_once_it_ends(
    gauge: Telemetry, clock: Clock
) -> None:
    lookout = Lookout(gauge)
    await lookout.over()
    states = [lookout.is_over]
    lookout.begin()
    states.append(lookout.is_over)
    waits = asyncio.create_task(lookout.over())
    await clock.sleep(1)
    assert not waits.done()
    lookout.end()
    await waits
    assert [*states, lookout.is_over] == [True, False, True]


async def test_a_stop_in_the_place_of_a_pause_that_starts_the_belt_is_seen_through(
    adapter: Adapter,
    treadmill: VirtualTreadmill,
    clock: Clock,
) -> None:
    """It stands paused and says nothing: Stop starts it, as some do, and stops it again."""
    treadmill.take_on(StopTogglesPaused(treadmill))
    async with moving(adapter) as follower:
        orders = follower.treadmill.orders
        orders.pause()
        await follower.ended(Command.PAUSE)
        treadmill.muted = True
        await clock.sleep(1)
        orders.pause()
        await clock.sleep(2.5)
        treadmill.muted = False
        report = await follower.ended(Command.STOP)
        assert (report.stage, treadmill.state) == (Stage.CONFIRMED, BeltState.STANDING)
        assert QuirkShown(stop_is_toggle=True) in follower.all(QuirkShown)
        await clock.sleep(10)
        assert treadmill.speed_kmh == 0, "no countdown was under way"
