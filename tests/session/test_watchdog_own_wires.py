"""A WalkingPad or FitShow belt whose session was killed at 6 km/h is stopped over the air."""

from collections.abc import AsyncIterator

import pytest

from runwalk_devices.clock import Clock
from runwalk_devices.codecs.walking_pad import PadMode
from runwalk_devices.simulator.air import Packet
from runwalk_devices.simulator.belt_physics import BeltState
from runwalk_devices.simulator.belted import VirtualBelt
from runwalk_devices.simulator.connection import PacketKind
from runwalk_devices.simulator.pad import VirtualPad
from runwalk_devices.simulator.scene import VirtualScene, virtual_scene
from runwalk_tui.session.safety.watchdog import stop_orphan
from tests.runwalk_devices.rig import no_loose_ends

STOPS = {
    "f7a20100a3fd",  # a WalkingPad's speed of 0
    "f7a20202a6fd",  # its standby
    "0253035003",  # FitShow's Stop
    "0253065503",  # and its Pause
}
QUESTIONS = {"f7a20000a2fd", "02515103", "0250025203"}


@pytest.fixture
def clock(virtual_time_loop: None) -> Clock:
    return Clock()


def belt(scene: VirtualScene) -> VirtualBelt:
    assert isinstance(scene.treadmill, VirtualBelt)
    return scene.treadmill


@pytest.fixture
async def scene(clock: Clock, request: pytest.FixtureRequest) -> AsyncIterator[VirtualScene]:
    """A belt that runs at 6 km/h, and nobody who drives it."""
    clock.now()
    async with virtual_scene(clock, request.param) as scene:
        if isinstance(scene.treadmill, VirtualPad):
            scene.treadmill.mode = PadMode.MANUAL
        belt(scene).console.start()
        await clock.sleep(5)
        belt(scene).machine.set_speed(6.0)
        await clock.sleep(20)
        assert belt(scene).speed_kmh == pytest.approx(6.0)
        yield scene


BELTS = ["pad", "fitshow", "pad:pad_standby_only", "pad:pad_frames_lost", "fitshow:fitshow_no_echo"]


@pytest.mark.parametrize("scene", BELTS, indirect=True)
async def test_a_belt_that_nobody_drives_is_stopped(scene: VirtualScene, clock: Clock) -> None:
    wire: list[Packet] = []
    scene.air.on_packet(wire.append)
    began = clock.now()
    async with no_loose_ends():
        assert await stop_orphan(belt(scene).address, scene.adapter)
    assert belt(scene).state is BeltState.STANDING
    written = [(packet.t, packet.data.hex()) for packet in wire if packet.kind is PacketKind.WRITE]
    assert {octets for _, octets in written} <= STOPS | QUESTIONS
    assert next(t for t, octets in written if octets in STOPS) - began < 5


@pytest.mark.parametrize("scene", ["pad"], indirect=True)
async def test_a_pad_that_feet_start_again_is_stopped_again(
    scene: VirtualScene, clock: Clock
) -> None:
    """In automatic mode whoever steps on it starts it: Stop ends that mode."""
    pad = scene.treadmill
    assert isinstance(pad, VirtualPad)
    pad.mode = PadMode.AUTOMATIC
    assert await stop_orphan(pad.address, scene.adapter)
    assert pad.mode == PadMode.STANDBY
    pad.feet(3.0)
    await clock.sleep(10)
    assert pad.speed_kmh == 0


@pytest.mark.parametrize("scene", ["pad:pad_creeps"], indirect=True)
async def test_a_belt_that_creeps_on_is_not_called_a_standing_one(scene: VirtualScene) -> None:
    assert not await stop_orphan(belt(scene).address, scene.adapter)
    assert belt(scene).speed_kmh > 0
