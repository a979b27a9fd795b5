"""Units, steps and ramps."""

import pytest

from runwalk_devices.codecs import uuids
from runwalk_devices.codecs.ftms.treadmill_data import SpeedRange, decode_speed_range
from tests.runwalk_devices.simulator.quirks.remote import (
    Remote,
    beside_the_model,
    only,
    speed,
    speeds,
)


@beside_the_model("targets_in_mph")
async def test_target_is_in_miles(remote: Remote) -> None:
    await remote.begin(1.0)
    assert remote.frames()[-1].speed_kmh == (1.61 if remote.quirky else 1.0)
    await remote.write(speed(2.0))
    await remote.clock.sleep(6)
    assert remote.frames()[-1].speed_kmh == (3.22 if remote.quirky else 2.0)
    assert remote.said("2ADA")[-1] == bytes.fromhex("05c800"), "it echoes what it was asked"
    answer = b"\x80\x02\x03" if remote.quirky else b"\x80\x02\x01"
    assert await remote.write(speed(14)) == [answer], "no belt runs at 22.5 km/h"
    remote.treadmill.console.minus(200)
    await remote.clock.sleep(20)
    assert remote.frames()[-1].speed_kmh == (1.29 if remote.quirky else 0.8)


@beside_the_model("data_in_mph")
async def test_data_are_in_miles(remote: Remote) -> None:
    await remote.begin(8)
    since = remote.clock.now()
    await remote.clock.sleep(100)
    frames = remote.frames(since)
    assert set(speeds(frames)) == {4.97 if remote.quirky else 8.0}
    metres = (frames[-1].total_distance_m or 0) - (frames[0].total_distance_m or 0)
    assert metres == pytest.approx(100 * 8 / 3.6, abs=3)


@beside_the_model("increment_rejected")
async def test_targets_off_the_increment(remote: Remote) -> None:
    offered = decode_speed_range(await remote.client.read_gatt_char(uuids.SUPPORTED_SPEED_RANGE))
    assert offered == (SpeedRange(0.96, 6.43, 0.32) if remote.quirky else SpeedRange(0.8, 20, 0.1))
    await remote.begin()
    assert remote.frames()[-1].speed_kmh == (0.96 if remote.quirky else 0.8)
    refusal = b"\x80\x02\x03" if remote.quirky else b"\x80\x02\x01"
    for kmh in (5.0, 6.43, 8.0):
        assert await remote.write(speed(kmh)) == [refusal]
    for kmh in (0.96, 1.28, 4.16, 6.4):
        assert await remote.write(speed(kmh)) == [b"\x80\x02\x01"]


@beside_the_model("slow_ramp")
async def test_ramp(remote: Remote) -> None:
    await remote.begin()
    await remote.write(speed(8.8))
    await remote.clock.sleep(10)
    assert (remote.treadmill.speed_kmh == 8.8) != remote.quirky
    await remote.clock.sleep(20)
    assert remote.frames()[-1].speed_kmh == 8.8
    await remote.write(speed(5.8))
    await remote.clock.sleep(5)
    assert (remote.treadmill.speed_kmh == 5.8) != remote.quirky
    assert await remote.stops()
    await remote.clock.sleep(6)
    assert remote.frames()[-1].speed_kmh == 0, "it stops as fast as any"


@only("slow_ramp:2")
async def test_ramp_of_another_rate(remote: Remote) -> None:
    await remote.begin()
    await remote.write(speed(8.8))
    await remote.clock.sleep(4)
    assert remote.frames()[-1].speed_kmh == 8.8


@beside_the_model("coarse_steps")
async def test_half_steps(remote: Remote) -> None:
    await remote.begin()
    assert await remote.write(speed(8.2)) == [b"\x80\x02\x01"]
    await remote.clock.sleep(20)
    assert remote.frames()[-1].speed_kmh == (8.0 if remote.quirky else 8.2)
