"""What running pods send that is not quite what the feet did."""

import pytest

from runwalk_devices.codecs import uuids
from runwalk_devices.codecs.running_speed import RunningSpeed, decode_running_speed
from runwalk_devices.simulator.pod import VirtualPod, steps_per_min
from runwalk_devices.simulator.scene import VirtualScene
from tests.runwalk_devices.simulator.quirks.remote import Remote, only


@pytest.fixture
async def shod(stranger: Remote, scene: VirtualScene) -> Remote:
    """A client that listens to the pod of somebody who runs at 8 km/h from now on."""
    await stranger.connect(scene.sensor(VirtualPod))
    await stranger.listen(uuids.RSC_MEASUREMENT)
    scene.air.walk(8.0)
    return stranger


def readings(shod: Remote) -> list[RunningSpeed]:
    return [decode_running_speed(data) for data in shod.said("2A53")]


@only("one_foot_pod")
async def test_one_foot(shod: Remote) -> None:
    await shod.clock.sleep(5)
    assert readings(shod)[-1].cadence_spm == steps_per_min(8.0) // 2


@only("pod_sleeps")
async def test_asleep_at_rest(shod: Remote, scene: VirtualScene) -> None:
    await shod.clock.sleep(30)
    assert not shod.lost_at
    scene.air.walk(0.0)
    await shod.clock.sleep(15)
    assert shod.lost_at
    assert scene.sensor(VirtualPod).silent
    scene.air.walk(5.0)
    await shod.clock.sleep(2)
    assert not scene.sensor(VirtualPod).silent


@only("pod_dies:20")
async def test_an_empty_battery(shod: Remote, scene: VirtualScene) -> None:
    await shod.clock.sleep(15)
    assert not shod.lost_at
    await shod.clock.sleep(10)
    assert shod.lost_at
    assert not scene.sensor(VirtualPod).accepting


@only("pod_loses_frames")
async def test_lost_frames(shod: Remote) -> None:
    await shod.clock.sleep(30)
    assert len(readings(shod)) == pytest.approx(10, abs=1)


@only("stuck_cadence:5")
async def test_one_cadence_for_ever(shod: Remote, scene: VirtualScene) -> None:
    await shod.clock.sleep(10)
    scene.air.walk(4.0)
    await shod.clock.sleep(10)
    last = readings(shod)[-1]
    assert (round(last.speed_kmh), last.cadence_spm) == (4, steps_per_min(8.0))


@only("pod_bare")
async def test_speed_and_cadence_alone(shod: Remote) -> None:
    await shod.clock.sleep(5)
    assert {len(data) for data in shod.said("2A53")} == {4}


@only("pod_step_length")
async def test_the_length_of_one_step(shod: Remote) -> None:
    await shod.clock.sleep(5)
    assert readings(shod)[-1].stride_m == pytest.approx(8.0 / 0.06 / steps_per_min(8.0), abs=0.01)


@only("pod_reads_long:10")
async def test_ten_percent_too_much(shod: Remote) -> None:
    await shod.clock.sleep(5)
    assert readings(shod)[-1].speed_kmh == pytest.approx(8.8, abs=0.02)
