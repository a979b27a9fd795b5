"""What a treadmill measures, or makes up."""

from itertools import pairwise

import pytest

from runwalk_devices.simulator.quirks.measuring import RunnerOffBelt, ZeroGlitch
from tests.runwalk_devices.simulator.quirks.remote import (
    PAUSE,
    STOP,
    Remote,
    beside_the_model,
    only,
    speeds,
)


@beside_the_model("zero_glitch")
async def test_single_zeros(remote: Remote) -> None:
    await remote.begin(6)
    since = remote.clock.now()
    await remote.clock.sleep(60)
    said = speeds(remote.frames(since))
    assert said.count(0) == (4 if remote.quirky else 0)
    assert (0, 0) not in pairwise(said)


@only("zero_glitch:inf")
async def test_zero_by_hand(remote: Remote) -> None:
    await remote.begin(6)
    since = remote.clock.now()
    await remote.clock.sleep(60)
    assert isinstance(remote.quirk, ZeroGlitch)
    remote.quirk.happen()
    await remote.clock.sleep(5)
    assert speeds(remote.frames(since)).count(0) == 1


@beside_the_model("moving_while_paused")
async def test_pause(remote: Remote) -> None:
    await remote.begin(6)
    await remote.write(PAUSE)
    await remote.clock.sleep(6)
    since = remote.clock.now()
    await remote.clock.sleep(6)
    paused = remote.frames(since)
    assert set(speeds(paused)) == {6 if remote.quirky else 0}
    assert len({frame.elapsed_time_s for frame in paused}) == 1
    await remote.write(STOP)
    assert remote.frames()[-1].speed_kmh == 0


@beside_the_model("runner_off_belt")
async def test_runner_steps_off(remote: Remote) -> None:
    await remote.begin(6)
    await remote.clock.sleep(20)
    since = remote.clock.now()
    await remote.clock.sleep(8)
    first, *_, last = frames = remote.frames(since)
    assert set(speeds(frames)) == {6}
    assert (first.elapsed_time_s == last.elapsed_time_s) == remote.quirky
    await remote.clock.sleep(20)
    counted = remote.frames()[-1].elapsed_time_s or 0
    truly = remote.treadmill.machine.belt.elapsed_s
    assert truly - counted == pytest.approx(15 if remote.quirky else 0, abs=2)


@only("runner_off_belt:inf")
async def test_runner_steps_off_and_on_by_hand(remote: Remote) -> None:
    await remote.begin(6)
    assert isinstance(remote.quirk, RunnerOffBelt)
    remote.quirk.happen()
    await remote.clock.sleep(10)
    remote.quirk.end()
    before = remote.frames()[-1].elapsed_time_s or 0
    await remote.clock.sleep(5)
    assert (remote.frames()[-1].elapsed_time_s or 0) - before == pytest.approx(5, abs=1)


@beside_the_model("counters_reset")
async def test_counters_start_again(remote: Remote) -> None:
    await remote.begin(6)
    await remote.clock.sleep(30)
    metres = [frame.total_distance_m or 0 for frame in remote.frames()]
    times = [frame.elapsed_time_s or 0 for frame in remote.frames()]
    drops = [earlier > later for earlier, later in pairwise(metres)]
    assert sum(drops) == (1 if remote.quirky else 0)
    assert [earlier > later for earlier, later in pairwise(times)] == drops


@beside_the_model("lifetime_odometer")
async def test_counters_count_for_ever(remote: Remote) -> None:
    base_m, base_s = (1_234_567, 65_500) if remote.quirky else (0, 0)
    assert remote.frames()[0].total_distance_m == base_m
    assert remote.frames()[0].elapsed_time_s == base_s
    await remote.begin(6)
    await remote.write(STOP)
    await remote.clock.sleep(10)
    first = remote.frames()[-1]
    await remote.begin(6)
    await remote.clock.sleep(30)
    second = remote.frames()[-1]
    gained_m = (second.total_distance_m or 0) - (first.total_distance_m or 0)
    assert gained_m > 60 if remote.quirky else gained_m < 60
    truly_s = remote.treadmill.machine.belt.elapsed_s
    assert second.elapsed_time_s is not None
    if remote.quirky:
        assert first.elapsed_time_s == pytest.approx(base_s + 18, abs=3)
        assert second.elapsed_time_s < 60, "it ran over 65,535"
    else:
        assert second.elapsed_time_s == pytest.approx(truly_s, abs=2)


@beside_the_model("silent_stop")
async def test_stop(remote: Remote) -> None:
    assert remote.frames()[-1].speed_kmh == 0, "at first it does report"
    await remote.begin(6)
    await remote.write(STOP)
    await remote.clock.sleep(20)
    assert remote.treadmill.speed_kmh == 0
    assert remote.frames()[-1].speed_kmh == (6 if remote.quirky else 0)
    since = remote.clock.now()
    await remote.clock.sleep(20)
    assert (remote.frames(since) == []) == remote.quirky
    await remote.begin()
    assert remote.frames()[-1].speed_kmh == 0.8


@pytest.mark.parametrize(
    ("spec", "standing_hz", "moving_hz"),
    [("", 2, 2), ("quirks:rates", 1, 10), ("quirks:rates:1", 1, 1), ("quirks:rates:4", 1, 4)],
)
async def test_rates(remote: Remote, standing_hz: int, moving_hz: int) -> None:
    since = remote.clock.now()
    await remote.clock.sleep(10)
    assert len(remote.frames(since)) == pytest.approx(10 * standing_hz, abs=1)
    await remote.begin()
    since = remote.clock.now()
    await remote.clock.sleep(10)
    assert len(remote.frames(since)) == pytest.approx(10 * moving_hz, abs=1)


@beside_the_model("silence")
async def test_silence(remote: Remote) -> None:
    await remote.begin(6)
    await remote.clock.sleep(18)
    since = remote.clock.now()
    await remote.clock.sleep(10)
    assert (remote.frames(since) == []) == remote.quirky
    assert remote.client.is_connected
    since = remote.clock.now()
    await remote.clock.sleep(10)
    assert remote.frames(since)


@beside_the_model("sentinels")
async def test_all_ones(remote: Remote) -> None:
    await remote.begin()
    said = remote.said("2ACD")[-1]
    assert (said[1:2] + said[13:17] == bytes.fromhex("040000ff7f")) == remote.quirky
    assert remote.frames()[-1].elevation_loss_m is None
