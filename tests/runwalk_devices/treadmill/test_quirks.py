"""Machines with units and wishes of their own: on the wire as they want it, in reports as km/h."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runwalk_devices.clock import Clock
from runwalk_devices.codecs import uuids
from runwalk_devices.codecs.ftms.treadmill_data import (
    ControlOpcode,
    MachineStatus,
    MachineStatusCode,
    SpeedRange,
    TreadmillData,
    encode_speed_range,
)
from runwalk_devices.simulator.air import Packet
from runwalk_devices.simulator.belt_physics import BeltState
from runwalk_devices.simulator.scene import VirtualScene, virtual_scene
from runwalk_devices.simulator.treadmill import VirtualTreadmill
from runwalk_devices.transport.adapter import Adapter
from runwalk_devices.treadmill.command import Command, Stage
from runwalk_devices.treadmill.quirks import KMH_PER_MPH, QuirkShown, TreadmillQuirks
from runwalk_devices.treadmill.wire import Capabilities
from tests.runwalk_devices.rig import Follower, Swallows, following, having, write_times, writes

OP = ControlOpcode
MPH_TARGETS = TreadmillQuirks(target_factor=KMH_PER_MPH)
MPH_DATA = TreadmillQuirks(data_factor=KMH_PER_MPH)
RANGES = st.builds(
    SpeedRange,
    st.sampled_from((0.0, 0.5, 0.8, 0.96, 1.0)),
    st.sampled_from((6.43, 16.0, 20.0)),
    st.sampled_from((0.01, 0.1, 0.32, 0.5)),
)


@asynccontextmanager
async def quirky(
    clock: Clock, spec: str, quirks: TreadmillQuirks
) -> AsyncIterator[tuple[VirtualScene, Follower, list[Packet]]]:
    """A client that knows a machine's habits, on a scene with that machine."""
    wire: list[Packet] = []
    async with virtual_scene(clock, spec) as scene:
        scene.air.on_packet(wire.append)
        async with following(scene.adapter, quirks=quirks) as follower:
            await follower.up()
            yield scene, follower, wire


@given(st.floats(0.5, 20), st.none() | RANGES)
def test_a_target_in_mph_is_on_the_machines_steps_and_never_above(
    speed_kmh: float, own: SpeedRange | None
) -> None:
    written = MPH_TARGETS.target(speed_kmh, own)
    assert round(written * 100) / 100 == written
    base = round(own.minimum_kmh * 100) if own else 0
    step = round((own.increment_kmh if own else 0.1) * 100)
    assert (round(written * 100) - base) % step == 0
    lowest = max(base, step) / 100 if not base else base / 100
    assert written * KMH_PER_MPH <= speed_kmh + 0.005 + 1e-6 or written == lowest
    assert written * KMH_PER_MPH > speed_kmh - step / 100 * KMH_PER_MPH - 1e-6


@given(st.integers(50, 2000), st.none() | RANGES)
def test_a_target_in_kmh_is_written_as_it_is(hundredths: int, own: SpeedRange | None) -> None:
    assert TreadmillQuirks().target(hundredths / 100, own) == hundredths / 100


def test_a_range_in_unknown_units_is_the_narrower_of_both() -> None:
    assert MPH_TARGETS.range_kmh(SpeedRange(0.8, 20.0, 0.1)) == SpeedRange(1.29, 20.0, 0.16)
    assert MPH_TARGETS.range_kmh(None) is None
    assert TreadmillQuirks().range_kmh(SpeedRange(0.8, 20.0, 0.1)) == SpeedRange(0.8, 20.0, 0.1)


async def test_targets_in_mph_run_at_what_was_asked(clock: Clock) -> None:
    async with quirky(clock, "quirks:targets_in_mph", MPH_TARGETS) as (scene, follower, wire):
        treadmill = scene.treadmill
        assert isinstance(treadmill, VirtualTreadmill)
        assert follower.all(Capabilities)[-1].speed_range == SpeedRange(1.29, 20.0, 0.16)
        await follower.moving(8.0)
        await clock.sleep(1)
        assert treadmill.speed_kmh == pytest.approx(8.0, abs=0.17)
        assert treadmill.speed_kmh <= 8.0
        assert writes(wire)[-1] == bytes([OP.SET_TARGET_SPEED, 490 % 256, 490 // 256])
        follower.treadmill.orders.set_speed(5.0)
        done = await follower.ended(Command.SPEED)
        assert (done.stage, done.value) == (Stage.CONFIRMED, 5.0), "told as it was asked"
        (status,) = (
            status
            for status in follower.all(MachineStatus)
            if status.code is MachineStatusCode.TARGET_SPEED_CHANGED
        )
        assert status.target_speed_kmh == pytest.approx(5.0, abs=0.17)
        follower.treadmill.orders.set_speed(5.0)
        await follower.ended(Command.SPEED, 2)
        assert len(write_times(wire, OP.SET_TARGET_SPEED)) == 2, "never the same target twice"


async def test_data_in_mph_are_told_as_kmh(clock: Clock) -> None:
    async with quirky(clock, "quirks:data_in_mph", MPH_DATA) as (scene, follower, wire):
        await follower.moving(8.0)
        await clock.sleep(2)
        assert scene.treadmill.speed_kmh == pytest.approx(8.0)
        assert follower.all(TreadmillData)[-1].speed_kmh == pytest.approx(8.0, abs=0.02)
        assert writes(wire)[-1] == bytes([OP.SET_TARGET_SPEED, 800 % 256, 800 // 256])


async def test_habits_found_out_meanwhile_hold_from_then_on(clock: Clock) -> None:
    async with quirky(clock, "quirks:targets_in_mph", TreadmillQuirks()) as (scene, follower, _):
        await follower.moving()
        follower.treadmill.orders.set_speed(2.0)
        assert (await follower.ended(Command.SPEED)).stage is not Stage.REJECTED
        await clock.sleep(3)
        assert scene.treadmill.speed_kmh == pytest.approx(3.22, abs=0.01)
        follower.treadmill.adopt(MPH_TARGETS)
        assert follower.all(Capabilities)[-1].speed_range == SpeedRange(1.29, 20.0, 0.16)
        follower.treadmill.orders.set_speed(5.0)
        await follower.ended(Command.SPEED, 2)
        assert scene.treadmill.speed_kmh == pytest.approx(5.0, abs=0.17)


async def test_a_machine_that_wants_it_is_asked_for_control_before_each_target(
    clock: Clock,
) -> None:
    asks = TreadmillQuirks(ask_control_again=True)
    async with quirky(clock, "quirks:needs_preamble", asks) as (_, follower, wire):
        await follower.moving(6.0)
        follower.treadmill.orders.set_speed(4.0)
        assert (await follower.ended(Command.SPEED)).stage is Stage.CONFIRMED
        opcodes = [data[0] for data in writes(wire)]
        preamble = [OP.REQUEST_CONTROL, OP.START_OR_RESUME, OP.SET_TARGET_SPEED]
        assert opcodes == [OP.REQUEST_CONTROL, OP.START_OR_RESUME, *preamble, *preamble]


async def test_no_preamble_goes_to_a_belt_that_stands(clock: Clock) -> None:
    asks = TreadmillQuirks(ask_control_again=True)
    async with quirky(clock, "", asks) as (_, follower, wire):
        follower.treadmill.orders.set_speed(4.0)
        await follower.ended(Command.SPEED)
        assert write_times(wire, OP.START_OR_RESUME) == []


async def test_without_the_setting_nothing_comes_before_a_target(clock: Clock) -> None:
    async with quirky(clock, "quirks:needs_preamble", TreadmillQuirks()) as (_, follower, wire):
        await follower.moving(4.0)
        follower.treadmill.orders.set_speed(5.0)
        assert (await follower.ended(Command.SPEED)).stage is Stage.REJECTED
        assert [data[0] for data in writes(wire)][-2:] == [OP.SET_TARGET_SPEED] * 2


async def test_that_start_leaves_a_moving_belt_alone_is_seen_where_one_meets_it(
    clock: Clock,
) -> None:
    asks = TreadmillQuirks(ask_control_again=True)
    async with quirky(clock, "quirks:needs_preamble", asks) as (_, follower, _wire):
        await follower.moving()
        assert follower.all(QuirkShown) == []
        follower.treadmill.orders.set_speed(4.0)
        assert (await follower.ended(Command.SPEED)).stage is Stage.CONFIRMED
        assert follower.all(QuirkShown) == [QuirkShown(start_is_toggle=False)]


async def test_that_start_is_a_toggle_is_seen_where_one_meets_a_moving_belt(clock: Clock) -> None:
    """Who agreed to the preamble has the belt paused by it, once: never again after that."""
    asks = TreadmillQuirks(ask_control_again=True)
    async with quirky(clock, "quirks:start_is_toggle", asks) as (scene, follower, wire):
        await follower.moving()
        follower.treadmill.orders.set_speed(4.0)
        assert (await follower.ended(Command.SPEED)).stage is Stage.UNKNOWN
        assert follower.all(QuirkShown) == [QuirkShown(start_is_toggle=True)]
        await clock.sleep(6)
        assert isinstance(scene.treadmill, VirtualTreadmill)
        assert scene.treadmill.speed_kmh == 0
        await follower.moving()
        began = clock.now()
        follower.treadmill.orders.set_speed(4.0)
        assert (await follower.ended(Command.SPEED)).stage is Stage.CONFIRMED
        assert [data[0] for data in writes(wire, since=began)] == [OP.SET_TARGET_SPEED]


@pytest.mark.parametrize("who", ["console", "runner"])
async def test_who_stops_the_belt_otherwise_shows_no_toggle(clock: Clock, who: str) -> None:
    asks = TreadmillQuirks(ask_control_again=True)
    async with quirky(clock, "quirks:needs_preamble", asks) as (scene, follower, _wire):
        assert isinstance(scene.treadmill, VirtualTreadmill)
        await follower.moving()
        follower.treadmill.orders.set_speed(12.0)
        await clock.sleep(2.0 if who == "runner" else 6.0)
        if who == "runner":
            follower.treadmill.orders.stop()
        else:
            scene.treadmill.console.stop()
        await clock.sleep(20)
        assert QuirkShown(start_is_toggle=True) not in follower.all(QuirkShown)


@pytest.mark.parametrize("quirk", ["", "quirks:start_is_toggle", "quirks:start_countdown:7"])
async def test_no_start_goes_to_a_belt_that_its_console_starts(clock: Clock, quirk: str) -> None:
    """It stands still in its countdown: another Start might pause it, or begin that again."""
    async with quirky(clock, quirk, TreadmillQuirks()) as (scene, follower, wire):
        assert isinstance(scene.treadmill, VirtualTreadmill)
        scene.treadmill.console.start()
        await clock.sleep(1.5)
        follower.treadmill.orders.start()
        assert (await follower.ended(Command.START)).stage is Stage.CONFIRMED
        assert write_times(wire, OP.START_OR_RESUME) == []
        scene.treadmill.console.stop()
        await clock.sleep(8)
        follower.treadmill.orders.start()
        assert (await follower.ended(Command.START, 2)).stage is Stage.CONFIRMED
        assert len(write_times(wire, OP.START_OR_RESUME)) == 1


async def test_a_machine_that_takes_control_back_silently_is_asked_before_each_command(
    clock: Clock,
) -> None:
    async with quirky(clock, "", TreadmillQuirks()) as (scene, follower, wire):
        assert isinstance(scene.treadmill, VirtualTreadmill)
        await follower.moving(4.0)
        scene.treadmill.has_control = False
        began = clock.now()
        follower.treadmill.orders.set_speed(5.0)
        assert (await follower.ended(Command.SPEED)).stage is Stage.CONFIRMED
        assert [data[0] for data in writes(wire, since=began)] == [2, 0, 2]
        assert follower.all(QuirkShown) == [QuirkShown(control_lapses=True)]
        began = clock.now()
        follower.treadmill.orders.set_speed(6.0)
        assert (await follower.ended(Command.SPEED, 2)).stage is Stage.CONFIRMED
        assert [data[0] for data in writes(wire, since=began)] == [0, 2]


async def test_who_says_so_and_who_wants_a_start_first_takes_no_control_back_silently(
    clock: Clock,
) -> None:
    async with quirky(clock, "quirks:speed_before_start_rejected", TreadmillQuirks()) as (
        scene,
        follower,
        _wire,
    ):
        assert isinstance(scene.treadmill, VirtualTreadmill)
        follower.treadmill.orders.set_speed(5.0)
        assert (await follower.ended(Command.SPEED)).stage is Stage.REJECTED
        await follower.moving(4.0)
        scene.treadmill.revoke_control()
        await clock.sleep(0.5)
        follower.treadmill.orders.set_speed(5.0)
        assert (await follower.ended(Command.SPEED)).stage is Stage.CONFIRMED
        assert follower.all(QuirkShown) == []


async def test_an_incline_that_was_not_answered_shows_no_offset(clock: Clock) -> None:
    """A slope left from before is no level belt that tells too much."""
    async with quirky(clock, "", TreadmillQuirks()) as (scene, follower, _wire):
        assert isinstance(scene.treadmill, VirtualTreadmill)
        await follower.moving(4.0)
        belt = scene.treadmill.machine.belt
        belt.incline_percent = belt.incline_target_percent = 3.0
        await clock.sleep(2)
        scene.treadmill.take_on(Swallows(OP.SET_TARGET_INCLINATION, times=1))
        follower.treadmill.orders.set_incline(0.0)
        assert (await follower.ended(Command.INCLINE)).stage is Stage.UNKNOWN
        assert follower.all(QuirkShown) == []
        follower.treadmill.orders.set_incline(0.0)
        assert (await follower.ended(Command.INCLINE, 2)).stage is Stage.CONFIRMED
        assert follower.all(QuirkShown) == []
        assert belt.incline_percent == 0.0


@pytest.mark.parametrize("is_toggle", [True, False])
async def test_where_start_is_a_toggle_no_second_start_goes_out(
    adapter: Adapter, treadmill: VirtualTreadmill, wire: list[Packet], clock: Clock, is_toggle: bool
) -> None:
    treadmill.take_on(Swallows(OP.START_OR_RESUME))
    async with following(adapter, quirks=TreadmillQuirks(start_is_toggle=is_toggle)) as follower:
        await follower.up()
        orders = follower.treadmill.orders
        orders.start()
        assert (await follower.ended(Command.START)).stage is Stage.UNKNOWN
        orders.start()
        await follower.ended(Command.START, 2)
        assert len(write_times(wire, OP.START_OR_RESUME)) == (1 if is_toggle else 2)
        orders.pause()
        await follower.ended(Command.PAUSE)
        orders.start()
        await follower.ended(Command.START, 3)
        assert len(write_times(wire, OP.START_OR_RESUME)) == (2 if is_toggle else 3)


async def test_a_toggle_that_ran_and_stands_again_is_started(
    adapter: Adapter, treadmill: VirtualTreadmill, wire: list[Packet], clock: Clock
) -> None:
    async with following(adapter, quirks=TreadmillQuirks(start_is_toggle=True)) as follower:
        await follower.up()
        await follower.moving(5.0)
        treadmill.console.stop()
        await follower.until(lambda: treadmill.state is BeltState.STANDING)
        await clock.sleep(3)
        await follower.moving()
        assert len(write_times(wire, OP.START_OR_RESUME)) == 2


async def test_what_is_known_is_asked_for_at_each_connection(
    adapter: Adapter, treadmill: VirtualTreadmill
) -> None:
    asked: list[tuple[str | None, str]] = []

    def quirks_of(name: str | None, address: str) -> TreadmillQuirks:
        asked.append((name, address))
        return TreadmillQuirks()

    range_value = encode_speed_range(SpeedRange(1.0, 12.0, 0.5))
    having(treadmill, uuids.SUPPORTED_SPEED_RANGE).value = range_value
    async with following(adapter, quirks_of=quirks_of) as follower:
        await follower.up()
        treadmill.drop_links()
        await follower.up(2)
    assert asked == [("Virtual F80", treadmill.address)] * 2
