"""A WalkingPad over the air: frames apart, Stop first, and nothing believed but telemetry."""

from collections.abc import AsyncIterator, Callable
from itertools import pairwise

import pytest

from runwalk_devices.clock import Clock
from runwalk_devices.codecs import walking_pad
from runwalk_devices.codecs.ftms.features import SpeedRange
from runwalk_devices.codecs.ftms.treadmill_data import TreadmillData
from runwalk_devices.codecs.walking_pad import PadMode, PadState
from runwalk_devices.simulator.air import Packet
from runwalk_devices.simulator.behaviour import Behaviour
from runwalk_devices.simulator.connection import PacketKind
from runwalk_devices.simulator.pad import VirtualPad
from runwalk_devices.simulator.scene import VirtualScene, virtual_scene
from runwalk_devices.transport.adapter import DeviceKind
from runwalk_devices.transport.link import LinkPhase
from runwalk_devices.treadmill.command import Command, Stage
from runwalk_devices.treadmill.controls import HALT_WRITE_S
from runwalk_devices.treadmill.quirks import TreadmillQuirks
from runwalk_devices.treadmill.wire import Capabilities
from tests.runwalk_devices.rig import following

STOP, STANDBY, MANUAL = (1, 0), (2, 2), (2, 1)


@pytest.fixture
async def scene(clock: Clock) -> AsyncIterator[VirtualScene]:
    async with virtual_scene(clock, "pad") as scene:
        yield scene


@pytest.fixture
def pad(scene: VirtualScene) -> VirtualPad:
    assert isinstance(scene.treadmill, VirtualPad)
    return scene.treadmill


@pytest.fixture
def wire(scene: VirtualScene) -> list[Packet]:
    packets: list[Packet] = []
    scene.air.on_packet(packets.append)
    return packets


def frames(wire: list[Packet]) -> list[tuple[float, tuple[int, int]]]:
    """Every frame that was written, and when."""
    return [
        (packet.t, walking_pad.decode_pad_command(packet.data))
        for packet in wire
        if packet.kind is PacketKind.WRITE and packet.characteristic == "FE02"
    ]


def commands(wire: list[Packet]) -> list[tuple[int, int]]:
    return [command for _, command in frames(wire) if command[0]]


class Hangs(Behaviour):
    """Does not confirm writes while ``when`` holds."""

    def __init__(self, clock: Clock, when: Callable[[bytes], bool]) -> None:
        self.clock = clock
        self.when = when

    async def incoming(self, uuid: str, data: bytes) -> bytes | None:
        if self.when(data):
            await self.clock.sleep(30)
        return data


async def test_a_workout_on_its_wire(
    scene: VirtualScene, pad: VirtualPad, wire: list[Packet]
) -> None:
    async with following(scene.adapter) as follower:
        await follower.up()
        assert follower.all(Capabilities)[-1] == Capabilities(
            controllable=True, speed_range=SpeedRange(0.5, 6.0, 0.1), speaks="pad"
        )
        assert pad.mode == PadMode.STANDBY, "connecting changes nothing"
        await follower.moving(3.5)
        assert pad.speed_kmh == pytest.approx(3.5, abs=0.1)
        follower.treadmill.orders.stop()
        assert (await follower.ended(Command.STOP)).stage is Stage.CONFIRMED
        assert pad.speed_kmh == 0
        assert Stage.ACKNOWLEDGED not in follower.stages(Command.STOP)
        await follower.treadmill.orders.lookout.over()
    assert commands(wire)[:3] == [MANUAL, (4, 1), (1, 35)]
    assert set(commands(wire)[3:]) <= {STOP, STANDBY}
    assert pad.dropped == 0
    assert all(later[0] - one[0] >= 0.689 for one, later in pairwise(frames(wire)))
    readings = [one for one in follower.all(TreadmillData) if one.speed_kmh]
    assert readings[-1].step_count is not None
    assert readings[-1].elapsed_time_s is not None


async def test_stop_goes_next_and_a_target_that_waits_is_dropped(
    scene: VirtualScene, clock: Clock, wire: list[Packet]
) -> None:
    async with following(scene.adapter) as follower:
        await follower.up()
        await follower.moving(3.0)
        while clock.now() - frames(wire)[-1][0] > 0.01:
            await clock.sleep(0.005)
        follower.treadmill.orders.set_speed(5.0)
        await clock.sleep(0.1)
        asked_at = clock.now()
        follower.treadmill.orders.stop()
        await follower.ended(Command.STOP)
    after = [(t, command) for t, command in frames(wire) if t > asked_at]
    assert after[0][1] == STOP
    assert after[0][0] - asked_at < 0.69
    assert (1, 50) not in commands(wire)
    assert follower.last(Command.SPEED).stage is Stage.UNKNOWN


async def test_between_two_stops_it_is_asked_what_came_of_the_first(
    clock: Clock, wire: list[Packet]
) -> None:
    async with virtual_scene(clock, "pad:pad_creeps") as scene:
        scene.air.on_packet(wire.append)
        async with following(scene.adapter) as follower:
            await follower.up()
            await follower.moving(3.0)
            follower.treadmill.orders.stop()
            assert (await follower.ended(Command.STOP)).stage is Stage.UNKNOWN
    written = [command for _, command in frames(wire)]
    first = written.index(STOP)
    halts = [command in (STOP, STANDBY) for command in written[first:]]
    assert halts.count(True) >= 4
    assert not any(one and other for one, other in pairwise(halts))


async def test_a_start_that_was_lost_may_be_asked_again(
    scene: VirtualScene, pad: VirtualPad, wire: list[Packet]
) -> None:
    async with following(scene.adapter) as follower:
        await follower.up()
        pad.mode = PadMode.STANDBY
        pad.take_on(lost := Loses(walking_pad.start()))
        follower.treadmill.orders.start()
        assert (await follower.ended(Command.START)).stage is Stage.UNKNOWN
        lost.times = 0
        follower.treadmill.orders.start()
        assert (await follower.ended(Command.START, times=2)).stage is Stage.CONFIRMED
    assert commands(wire).count((4, 1)) == 2


class Loses(Behaviour):
    """A frame does not arrive, so many times."""

    def __init__(self, frame: bytes, times: int = 10**6) -> None:
        self.frame = frame
        self.times = times

    async def incoming(self, uuid: str, data: bytes) -> bytes | None:
        if data != self.frame or not self.times:
            return data
        self.times -= 1
        return None


async def test_nothing_is_started_that_counts_down_already(
    scene: VirtualScene, pad: VirtualPad, clock: Clock, wire: list[Packet]
) -> None:
    """Start is a switch: a second one would stop it."""
    async with following(scene.adapter) as follower:
        await follower.up()
        await clock.sleep(2)
        pad.mode = PadMode.MANUAL
        pad.console.start()
        await clock.sleep(1.5)
        follower.treadmill.orders.start()
        assert (await follower.ended(Command.START)).stage is Stage.CONFIRMED
    assert (4, 1) not in commands(wire)


async def test_a_start_whose_turn_comes_too_late_is_not_written(
    scene: VirtualScene, pad: VirtualPad, clock: Clock, wire: list[Packet]
) -> None:
    """The answer to the last question before it says that the pad is being started."""
    async with following(scene.adapter) as follower:
        await follower.up()
        pad.mode = PadMode.MANUAL
        await clock.sleep(2)
        last = frames(wire)[-1][0]
        while frames(wire)[-1][0] == last:
            await clock.sleep(0.005)
        pad.console.start()
        follower.treadmill.orders.start()
        assert (await follower.ended(Command.START)).stage is not Stage.CONFIRMED
        await follower.until(lambda: pad.speed_kmh > 0)
    assert (4, 1) not in commands(wire)


async def test_no_start_goes_before_a_target(scene: VirtualScene, wire: list[Packet]) -> None:
    """Some FTMS machines want one there; a moving pad would stop."""
    quirks = TreadmillQuirks(ask_control_again=True)
    async with following(scene.adapter, quirks=quirks) as follower:
        await follower.up()
        await follower.moving(3.0)
        follower.treadmill.orders.set_speed(4.0)
        assert (await follower.ended(Command.SPEED)).stage is Stage.CONFIRMED
    assert commands(wire).count((4, 1)) == 1


async def test_in_automatic_mode_stop_is_standby_and_a_target_is_manual_first(
    scene: VirtualScene, pad: VirtualPad, clock: Clock, wire: list[Packet]
) -> None:
    async with following(scene.adapter) as follower:
        await follower.up()
        pad.mode = PadMode.AUTOMATIC
        pad.feet(2.5)
        await follower.until(lambda: pad.speed_kmh > 2.4)
        await clock.sleep(2)
        follower.treadmill.orders.set_speed(3.5)
        assert (await follower.ended(Command.SPEED)).stage is Stage.CONFIRMED
        assert commands(wire) == [MANUAL, (1, 35)]
        pad.mode = PadMode.AUTOMATIC
        await clock.sleep(2)
        follower.treadmill.orders.stop()
        assert (await follower.ended(Command.STOP)).stage is Stage.CONFIRMED
        assert commands(wire)[2] == STANDBY
        assert pad.speed_kmh == 0


async def test_a_write_that_hangs_does_not_hold_up_stop(
    scene: VirtualScene, pad: VirtualPad, clock: Clock
) -> None:
    async with following(scene.adapter) as follower:
        await follower.up()
        await follower.moving(4.0)
        pad.take_on(hanging := Hangs(clock, lambda data: data == walking_pad.ask_status()))
        await clock.sleep(0.75)
        asked_at = clock.now()
        follower.treadmill.orders.stop()
        await follower.until(lambda: LinkPhase.LOST in follower.phases())
        assert clock.now() - asked_at == pytest.approx(HALT_WRITE_S, abs=0.1)
        hanging.when = lambda _data: False
        assert (await follower.ended(Command.STOP)).stage is Stage.CONFIRMED
        assert pad.speed_kmh == 0


async def test_what_means_nothing_is_counted(
    scene: VirtualScene, pad: VirtualPad, clock: Clock
) -> None:
    async with following(scene.adapter) as follower:
        await follower.up()
        status = walking_pad.PadStatus(PadState.RUNS, 3.0, PadMode.MANUAL)
        frame = bytearray(walking_pad.encode_pad_status(status))
        frame[3] += 1
        heard = len(follower.all(TreadmillData))
        pad.notify(pad.characteristic("0000fe01-0000-1000-8000-00805f9b34fb"), bytes(frame))
        await clock.sleep(0.04)
        assert follower.treadmill.dropped_frames == 1
        assert len(follower.all(TreadmillData)) == heard


async def test_a_scan_takes_it_for_a_treadmill(scene: VirtualScene) -> None:
    (seen,) = [one for one in await scene.adapter.scan(3) if one.name == "Virtual WalkingPad"]
    assert seen.kinds == {DeviceKind.TREADMILL}
