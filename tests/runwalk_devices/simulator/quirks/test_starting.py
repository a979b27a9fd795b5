"""What Start does, and what a target needs before it."""

import pytest

from runwalk_devices.simulator.belt_physics import BeltState
from tests.runwalk_devices.simulator.quirks.remote import (
    PAUSE,
    REQUEST_CONTROL,
    START,
    STOP,
    Remote,
    beside_the_model,
    incline,
    speed,
)


@beside_the_model("speed_before_start_rejected")
async def test_target_of_a_standing_belt(remote: Remote) -> None:
    await remote.write(REQUEST_CONTROL)
    assert await remote.write(incline(2)) == [b"\x80\x03\x05" if remote.quirky else b"\x80\x03\x01"]
    assert await remote.write(speed(5)) == [b"\x80\x02\x05" if remote.quirky else b"\x80\x02\x04"]
    await remote.write(START)
    assert await remote.write(speed(5)) == [b"\x80\x02\x05" if remote.quirky else b"\x80\x02\x01"]
    await remote.clock.sleep(4)
    assert await remote.write(speed(5)) == [b"\x80\x02\x01"]


@beside_the_model("start_countdown")
async def test_countdown(remote: Remote) -> None:
    await remote.write(REQUEST_CONTROL)
    await remote.write(START)
    await remote.clock.sleep(3.6)
    assert (remote.frames()[-1].speed_kmh == 0) == remote.quirky
    await remote.clock.sleep(2)
    assert remote.frames()[-1].speed_kmh


@beside_the_model("start_countdown:9")
async def test_longer_countdown(remote: Remote) -> None:
    await remote.write(REQUEST_CONTROL)
    await remote.write(START)
    await remote.clock.sleep(8)
    assert (remote.frames()[-1].speed_kmh == 0) == remote.quirky


@beside_the_model("early_speed_drops_link")
async def test_target_in_the_countdown(remote: Remote) -> None:
    await remote.write(REQUEST_CONTROL)
    await remote.write(START)
    await remote.write(speed(5))
    assert remote.client.is_connected != remote.quirky


@beside_the_model("early_speed_drops_link")
async def test_target_in_motion(remote: Remote) -> None:
    await remote.begin(5)
    assert remote.client.is_connected
    assert remote.frames()[-1].speed_kmh == 5


@beside_the_model("start_is_toggle")
async def test_start_of_a_running_belt(remote: Remote) -> None:
    await remote.begin(6)
    assert await remote.write(START) == [b"\x80\x07\x01"]
    await remote.clock.sleep(6)
    assert remote.frames()[-1].speed_kmh == (0 if remote.quirky else 6)
    assert (b"\x02\x02" in remote.said("2ADA")) == remote.quirky
    await remote.write(START)
    await remote.clock.sleep(6)
    assert remote.frames()[-1].speed_kmh == (0.8 if remote.quirky else 6)


@beside_the_model("start_restarts_countdown")
async def test_start_again_and_again(remote: Remote) -> None:
    await remote.write(REQUEST_CONTROL)
    for _ in range(5):
        assert await remote.write(START, wait_s=2) == [b"\x80\x07\x01"]
    assert (remote.treadmill.state is BeltState.COUNTDOWN) == remote.quirky
    await remote.clock.sleep(2)
    assert remote.frames()[-1].speed_kmh


@beside_the_model("preamble_breaks")
@pytest.mark.parametrize("preamble", [REQUEST_CONTROL, START])
async def test_preamble_of_a_moving_belt(remote: Remote, preamble: bytes) -> None:
    await remote.begin(6)
    await remote.write(preamble)
    await remote.write(speed(7))
    await remote.clock.sleep(10)
    assert remote.frames()[-1].speed_kmh == (0.8 if remote.quirky else 7)


@beside_the_model("preamble_breaks")
async def test_stop_after_a_preamble(remote: Remote) -> None:
    await remote.begin(6)
    await remote.write(REQUEST_CONTROL)
    await remote.write(STOP)
    await remote.clock.sleep(10)
    assert remote.frames()[-1].speed_kmh == 0


@beside_the_model("needs_preamble")
async def test_target_without_a_preamble(remote: Remote) -> None:
    await remote.begin()
    assert await remote.write(speed(5)) == [b"\x80\x02\x01"]
    refused = [b"\x80\x02\x04"] if remote.quirky else [b"\x80\x02\x01"]
    assert await remote.write(speed(6)) == refused
    await remote.write(START)
    assert await remote.write(speed(6)) == refused
    await remote.write(REQUEST_CONTROL)
    await remote.write(START)
    assert await remote.write(speed(6)) == [b"\x80\x02\x01"]


@beside_the_model("resume_at_minimum")
async def test_resume(remote: Remote) -> None:
    await remote.begin(6)
    await remote.write(PAUSE)
    await remote.clock.sleep(6)
    await remote.write(START)
    await remote.clock.sleep(6)
    assert remote.frames()[-1].speed_kmh == (0.5 if remote.quirky else 0.8)
    await remote.write(speed(6))
    await remote.clock.sleep(8)
    assert remote.frames()[-1].speed_kmh == 6
