"""A FitShow treadmill over the air."""

from collections.abc import AsyncIterator

import pytest

from runwalk_devices.clock import Clock
from runwalk_devices.codecs import fitshow, uuids
from runwalk_devices.codecs.fitshow import FitShowControl, FitShowState
from runwalk_devices.codecs.ftms.control_point import MachineStatus, MachineStatusCode
from runwalk_devices.codecs.ftms.features import SpeedRange
from runwalk_devices.codecs.ftms.treadmill_data import TreadmillData
from runwalk_devices.sentences import NO_KEY
from runwalk_devices.simulator.air import Packet
from runwalk_devices.simulator.connection import PacketKind
from runwalk_devices.simulator.fitshow import VirtualFitShow
from runwalk_devices.simulator.scene import VirtualScene, virtual_scene
from runwalk_devices.transport.adapter import DeviceKind
from runwalk_devices.treadmill.command import Command, Stage
from runwalk_devices.treadmill.wire import Capabilities
from tests.runwalk_devices.rig import Follower, following

ENDED_WELL = [Stage.SENT, Stage.ACKNOWLEDGED, Stage.CONFIRMED]


@pytest.fixture
async def scene(clock: Clock) -> AsyncIterator[VirtualScene]:
    async with virtual_scene(clock, "fitshow") as scene:
        yield scene


@pytest.fixture
def machine(scene: VirtualScene) -> VirtualFitShow:
    assert isinstance(scene.treadmill, VirtualFitShow)
    return scene.treadmill


@pytest.fixture
def wire(scene: VirtualScene) -> list[Packet]:
    packets: list[Packet] = []
    scene.air.on_packet(packets.append)
    return packets


def commands(wire: list[Packet]) -> list[FitShowControl]:
    written = [packet.data for packet in wire if packet.kind is PacketKind.WRITE]
    requests = [fitshow.decode_request(data) for data in written if data[0] == 0x02]
    return [request.control for request in requests if request.control is not None]


def told(follower: Follower) -> list[MachineStatusCode]:
    return [status.code for status in follower.all(MachineStatus)]


async def test_a_workout_on_its_wire(
    scene: VirtualScene, machine: VirtualFitShow, wire: list[Packet], clock: Clock
) -> None:
    async with following(scene.adapter) as follower:
        await follower.up()
        assert follower.all(Capabilities)[-1] == Capabilities(
            controllable=True, speed_range=SpeedRange(1.0, 14.0, 0.1), speaks="fitshow"
        )
        await clock.sleep(1)
        follower.treadmill.orders.start()
        await follower.ended(Command.START)
        follower.treadmill.orders.set_speed(8.2)
        await follower.ended(Command.SPEED)
        assert machine.speed_kmh == pytest.approx(8.2, abs=0.1)
        follower.treadmill.orders.stop()
        await follower.ended(Command.STOP)
        assert machine.speed_kmh == 0
    for command in (Command.START, Command.SPEED, Command.STOP):
        assert follower.stages(command) == ENDED_WELL
    started, stopped = MachineStatusCode.STARTED_OR_RESUMED, MachineStatusCode.STOPPED_OR_PAUSED
    assert told(follower) == [started, stopped]
    assert commands(wire) == [FitShowControl.START, FitShowControl.TARGET, FitShowControl.STOP]


async def test_what_is_not_answered_is_confirmed_by_the_belt_alone(clock: Clock) -> None:
    scene = virtual_scene(clock, "fitshow:fitshow_no_echo")
    async with scene, following(scene.adapter) as follower:
        await follower.up()
        follower.treadmill.orders.start()
        await follower.ended(Command.START)
        assert follower.stages(Command.START) == [Stage.SENT, Stage.CONFIRMED]


async def test_a_target_leaves_the_incline_as_it_is(
    scene: VirtualScene, machine: VirtualFitShow, wire: list[Packet], clock: Clock
) -> None:
    async with following(scene.adapter) as follower:
        await follower.up()
        await follower.moving(5.0)
        machine.machine.belt.incline_target_percent = 3.0
        await clock.sleep(10)
        follower.treadmill.orders.set_speed(6.0)
        await follower.ended(Command.SPEED)
    targets = [
        request
        for packet in wire
        if packet.kind is PacketKind.WRITE
        and (request := fitshow.decode_request(packet.data)).speed_kmh is not None
    ]
    assert [(one.speed_kmh, one.incline_percent) for one in targets] == [(5.0, 0), (6.0, 3)]


async def test_a_pulled_key_is_told_and_its_zero_believed_late(
    scene: VirtualScene, machine: VirtualFitShow, clock: Clock
) -> None:
    async with following(scene.adapter) as follower:
        await follower.up()
        await follower.moving(8.0)
        machine.console.safety_key()
        await clock.sleep(2)
        assert told(follower) == [MachineStatusCode.STOPPED_BY_SAFETY_KEY]
        assert 0 not in [one.speed_kmh for one in follower.all(TreadmillData)]
        await clock.sleep(4)
        assert follower.all(TreadmillData)[-1].speed_kmh == 0
        follower.treadmill.orders.start()
        ended = await follower.ended(Command.START)
        assert (ended.stage, ended.detail) == (Stage.REJECTED, NO_KEY)


async def test_a_key_that_was_pulled_while_nobody_heard_is_told_afterwards(
    scene: VirtualScene, machine: VirtualFitShow
) -> None:
    async with following(scene.adapter) as follower:
        await follower.up()
        await follower.moving(6.0)
        scene.air.silence(machine.address)
        machine.drop_links()
        machine.console.safety_key()
        scene.air.restore(machine.address)
        await follower.up()
        await follower.until(lambda: MachineStatusCode.STOPPED_BY_SAFETY_KEY in told(follower))


async def test_a_stop_that_is_owed_goes_first(
    scene: VirtualScene, machine: VirtualFitShow, wire: list[Packet]
) -> None:
    async with following(scene.adapter) as follower:
        await follower.up()
        await follower.moving(6.0)
        machine.drop_links()
        follower.treadmill.orders.stop()
        wire.clear()
        await follower.ended(Command.STOP)
    written = [packet.data for packet in wire if packet.kind is PacketKind.WRITE]
    assert written[0] == fitshow.stop()


async def test_an_error_is_a_stop(
    scene: VirtualScene, machine: VirtualFitShow, clock: Clock
) -> None:
    async with following(scene.adapter) as follower:
        await follower.up()
        await follower.moving(6.0)
        await clock.sleep(1)
        error = fitshow.encode_status(fitshow.FitShowStatus(FitShowState.ERROR))
        machine.notify(machine.characteristic(uuids.FITSHOW_STATUS), error)
        await clock.sleep(0.04)
        assert told(follower) == [MachineStatusCode.STOPPED_OR_PAUSED]


async def test_without_a_range_it_is_asked_twice_and_taken_without(clock: Clock) -> None:
    scene = virtual_scene(clock, "fitshow:fitshow_no_range")
    async with scene, following(scene.adapter) as follower:
        await follower.up()
        assert follower.all(Capabilities)[-1] == Capabilities(controllable=True, speaks="fitshow")


async def test_a_scan_takes_it_for_a_treadmill(scene: VirtualScene) -> None:
    (seen,) = [one for one in await scene.adapter.scan(3) if one.name == "FS-Virtual"]
    assert seen.kinds == {DeviceKind.TREADMILL}
