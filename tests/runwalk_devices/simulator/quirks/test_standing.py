"""What Pause and Stop do to a belt."""

import pytest

from runwalk_devices.codecs import uuids
from tests.runwalk_devices.simulator.quirks.remote import (
    PAUSE,
    REQUEST_CONTROL,
    START,
    STOP,
    Remote,
    beside_the_model,
    only,
)


@beside_the_model("pause_refused")
async def test_there_is_no_pause(remote: Remote) -> None:
    await remote.begin(6)
    assert await remote.write(PAUSE) == [b"\x80\x08\x04" if remote.quirky else b"\x80\x08\x01"]
    await remote.clock.sleep(8)
    assert remote.treadmill.speed_kmh == (6 if remote.quirky else 0)
    assert await remote.write(STOP) == [b"\x80\x08\x01"]
    await remote.clock.sleep(8)
    assert remote.treadmill.speed_kmh == 0


@beside_the_model("pause_ignored")
async def test_pause_does_nothing(remote: Remote) -> None:
    await remote.begin(6)
    assert await remote.write(PAUSE) == [b"\x80\x08\x01"]
    await remote.clock.sleep(8)
    assert remote.treadmill.speed_kmh == (6 if remote.quirky else 0)


@beside_the_model("stop_toggles_paused")
async def test_stop_starts_a_belt_that_stands_paused(remote: Remote) -> None:
    await remote.begin(6)
    await remote.write(PAUSE)
    await remote.clock.sleep(8)
    assert remote.treadmill.speed_kmh == 0
    assert await remote.write(STOP) == [b"\x80\x08\x01"]
    await remote.clock.sleep(5)
    assert (remote.treadmill.speed_kmh > 0) == remote.quirky
    await remote.write(STOP)
    await remote.clock.sleep(5)
    assert remote.treadmill.speed_kmh == 0, "one that moves is stopped"
    await remote.write(STOP)
    await remote.clock.sleep(5)
    assert remote.treadmill.speed_kmh == 0, "and so is one that stands stopped"


@beside_the_model("stop_refused_moving")
async def test_a_moving_belt_is_only_paused(remote: Remote) -> None:
    await remote.begin(6)
    assert await remote.write(STOP) == [b"\x80\x08\x05" if remote.quirky else b"\x80\x08\x01"]
    await remote.clock.sleep(0.5)
    assert (remote.treadmill.target_kmh > 0) == remote.quirky
    assert await remote.write(PAUSE) == [b"\x80\x08\x01"]
    await remote.clock.sleep(8)
    assert remote.treadmill.speed_kmh == 0
    assert await remote.write(START) == [b"\x80\x07\x05" if remote.quirky else b"\x80\x07\x01"]
    await remote.write(REQUEST_CONTROL)
    assert await remote.write(START) == [b"\x80\x07\x01"]


@beside_the_model("pause_is_stop")
async def test_a_pause_begins_the_counters_anew(remote: Remote) -> None:
    await remote.begin(6)
    await remote.write(PAUSE)
    await remote.clock.sleep(8)
    assert (remote.treadmill.distance_m < 10) == remote.quirky
    await remote.write(START)
    await remote.clock.sleep(12)
    assert remote.treadmill.speed_kmh == pytest.approx(6 if remote.quirky else 0.8)


@beside_the_model("response_echo")
async def test_an_answer_has_more_octets(remote: Remote) -> None:
    await remote.begin()
    echo = b"\x2c\x01" if remote.quirky else b""
    assert await remote.write(b"\x02\x2c\x01") == [b"\x80\x02\x01" + echo]


@only("stale_status")
async def test_the_last_status_is_told_again(remote: Remote) -> None:
    assert remote.said("2ADA") == [b"\x02\x01"]
    await remote.begin()
    assert remote.said("2ADA")[-1] == b"\x04"
    told = len(remote.said("2ADA"))
    await remote.client.stop_notify(uuids.FITNESS_MACHINE_STATUS)
    await remote.listen(uuids.FITNESS_MACHINE_STATUS)
    assert remote.said("2ADA")[told:] == [b"\x04"]


@beside_the_model("start_stop_unsupported")
async def test_start_and_stop_are_the_consoles(remote: Remote) -> None:
    assert await remote.write(REQUEST_CONTROL) == [b"\x80\x00\x01"]
    assert await remote.write(START) == [b"\x80\x07\x02" if remote.quirky else b"\x80\x07\x01"]
    await remote.clock.sleep(8)
    assert (remote.treadmill.speed_kmh == 0) == remote.quirky
    remote.treadmill.console.start()
    await remote.clock.sleep(8)
    assert remote.treadmill.speed_kmh > 0
    for how in (PAUSE, STOP):
        result = 2 if remote.quirky else 1
        assert await remote.write(how) == [bytes([0x80, 0x08, result])]
    await remote.clock.sleep(8)
    assert (remote.treadmill.speed_kmh > 0) == remote.quirky
