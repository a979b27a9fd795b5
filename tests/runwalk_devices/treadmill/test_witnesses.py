"""Speeds against counters and against any belt's nature."""

import pytest

from runwalk_devices.clock import Clock
from runwalk_devices.codecs.ftms.treadmill_data import (
    TreadmillData,
)
from runwalk_devices.treadmill.witnesses import Contested, Witnesses
from tests.runwalk_devices.treadmill.panel import STARTED

Record = tuple[float, int | None, int | None]


@pytest.fixture
def witnesses(clock: Clock) -> Witnesses:
    return Witnesses(clock)


async def weighed(
    witnesses: Witnesses, clock: Clock, records: list[Record], maximum_kmh: float | None = None
) -> list[float | str | None]:
    """What is made of the speed of each record: (km/h, seconds, metres), told once a second."""
    made: list[float | str | None] = []
    for speed_kmh, time_s, distance_m in records:
        told = TreadmillData(speed_kmh, total_distance_m=distance_m, elapsed_time_s=time_s)
        reading = witnesses.weigh(told, maximum_kmh)
        made.append("contested" if isinstance(reading, Contested) else reading.speed_kmh)
        await clock.sleep(1)
    return made


def running(seconds: int, speed_kmh: float = 7.2, since: int = 0) -> list[Record]:
    """A belt whose counters count; 7.2 km/h are 2 m a second."""
    return [(speed_kmh, t, 2 * t) for t in range(since, since + seconds)]


async def test_a_zero_is_denied_by_time_and_by_distance(witnesses: Witnesses, clock: Clock) -> None:
    await weighed(witnesses, clock, running(5))
    made = await weighed(witnesses, clock, running(5, speed_kmh=0.0, since=5))
    assert made == [0.0, 0.0, "contested", "contested", "contested"]
    stands: list[Record] = [(0.0, 9, 18)] * 5
    assert await weighed(witnesses, clock, stands) == ["contested"] * 2 + [0.0] * 3


async def test_one_late_tick_denies_nothing(witnesses: Witnesses, clock: Clock) -> None:
    await weighed(witnesses, clock, running(5))
    assert await weighed(witnesses, clock, [(0.0, 5, 9), *[(0.0, 6, 10)] * 5]) == [0.0] * 6


async def test_a_leap_that_is_only_told_again_denies_no_zero(
    witnesses: Witnesses, clock: Clock
) -> None:
    """A distance that was zero for long leaps as the belt stops; only time makes it plausible."""
    await weighed(witnesses, clock, [(7.2, t, 0) for t in range(5)])
    leapt: list[Record] = [(7.2, 5, 59), (4.0, 6, 59), (2.0, 7, 59), *[(0.0, 8, 59)] * 6]
    assert await weighed(witnesses, clock, leapt) == [7.2, 4.0, 2.0, *[0.0] * 6]


async def test_a_distance_that_goes_on_after_a_leap_denies_a_zero(
    witnesses: Witnesses, clock: Clock
) -> None:
    await weighed(witnesses, clock, [(7.2, None, 0) for t in range(5)])
    goes_on: list[Record] = [(7.2, None, 59), *[(0.0, None, 59 + 2 * t) for t in range(12)]]
    assert (await weighed(witnesses, clock, goes_on))[-1] == "contested"


async def test_time_alone_denies_it_too(witnesses: Witnesses, clock: Clock) -> None:
    made = await weighed(witnesses, clock, [(0.0, t, None) for t in range(4)])
    assert made == [0.0, 0.0, "contested", "contested"]


async def test_a_first_speed_needs_a_second_witness(witnesses: Witnesses, clock: Clock) -> None:
    alone: list[Record] = [(3.2, 0, 0)] * 3
    assert await weighed(witnesses, clock, alone) == ["contested"] * 3
    assert await weighed(witnesses, clock, [(3.2, 1, 0)]) == [3.2]
    witnesses.forget()
    witnesses.told(STARTED)
    assert await weighed(witnesses, clock, alone) == [3.2] * 3
    witnesses.forget()
    assert await weighed(witnesses, clock, [(3.2, None, None)]) == [3.2], "it has no other"
    witnesses.forget()
    empty: list[Record] = [(3.2, 0, 0)] * 13
    assert (await weighed(witnesses, clock, empty))[-1] == 3.2, "an empty belt"


@pytest.mark.parametrize("spike_kmh", [24.0, 60.0, 655.34])
@pytest.mark.parametrize("frames", [1, 4])
async def test_a_spike_is_dropped_and_counted(
    witnesses: Witnesses, clock: Clock, spike_kmh: float, frames: int
) -> None:
    await weighed(witnesses, clock, running(5))
    made = await weighed(witnesses, clock, running(frames, spike_kmh, since=5), 20.0)
    assert made == [None] * frames
    assert witnesses.dropped == frames
    assert await weighed(witnesses, clock, running(2, since=5 + frames)) == [7.2, 7.2]


async def test_a_leap_that_the_distance_bears_out_is_a_speed(
    witnesses: Witnesses, clock: Clock
) -> None:
    await weighed(witnesses, clock, running(5))
    faster: list[Record] = [(18.0, 5 + t, 10 + 5 * t) for t in range(6)]
    assert (await weighed(witnesses, clock, faster))[-1] == 18.0


async def test_counters_that_leap_are_left_out(witnesses: Witnesses, clock: Clock) -> None:
    await weighed(witnesses, clock, running(5))
    leapt = TreadmillData(7.2, total_distance_m=40_010, elapsed_time_s=30_005, energy_kcal=127)
    reading = witnesses.weigh(leapt, None)
    assert (reading.total_distance_m, reading.elapsed_time_s) == (None, None)
    assert reading.energy_kcal == 127, "the first of its kind"
    assert witnesses.weigh(TreadmillData(7.2, energy_kcal=65_408), None).energy_kcal is None
    assert witnesses.dropped == 3
    restarted = witnesses.weigh(TreadmillData(7.2, total_distance_m=0, elapsed_time_s=0), None)
    assert (restarted.total_distance_m, restarted.elapsed_time_s) == (0, 0)
    back = witnesses.weigh(TreadmillData(7.2, total_distance_m=12, elapsed_time_s=6), None)
    assert (back.total_distance_m, back.elapsed_time_s) == (12, 6)


def gone(seconds: int) -> list[Record]:
    """Zeros, and no counter any more."""
    return [(0.0, None, None)] * seconds


async def test_a_fall_to_zero_that_nothing_explains_is_none_once_the_counters_are_silent(
    witnesses: Witnesses, clock: Clock
) -> None:
    """At 2.3 km/h on its way up; a belt takes 2 to 3 s from there."""
    await weighed(witnesses, clock, running(5, speed_kmh=2.3))
    assert (await weighed(witnesses, clock, gone(4)))[1:] == ["contested"] * 3


async def test_a_belt_that_slowed_down_before_stands(witnesses: Witnesses, clock: Clock) -> None:
    slowing: list[Record] = [(6.0, 5, 9), (4.2, 6, 10), (2.3, 7, 11)]
    await weighed(witnesses, clock, [*running(5), *slowing])
    assert await weighed(witnesses, clock, gone(4)) == [0.0] * 4


async def test_a_word_of_a_stop_explains_a_fall(witnesses: Witnesses, clock: Clock) -> None:
    await weighed(witnesses, clock, running(5))
    witnesses.halted()
    assert await weighed(witnesses, clock, gone(4)) == [0.0] * 4


async def test_counters_that_never_ran_bear_out_no_fall(witnesses: Witnesses, clock: Clock) -> None:
    await weighed(witnesses, clock, [(7.2, 0, 0)] * 20)
    assert await weighed(witnesses, clock, [(0.0, 0, 0)] * 3) == ["contested"] * 3


async def test_a_lone_motion_is_told_apart_from_a_zero_that_is_denied(
    witnesses: Witnesses, clock: Clock
) -> None:
    alone = witnesses.weigh(TreadmillData(3.2, total_distance_m=0, elapsed_time_s=0), None)
    assert isinstance(alone, Contested)
    assert (alone.speed_kmh, alone.lone_kmh) == (None, 3.2)
    witnesses.forget()
    await weighed(witnesses, clock, [*running(5), *running(3, speed_kmh=0.0, since=5)])
    denied = witnesses.weigh(TreadmillData(0.0, total_distance_m=20, elapsed_time_s=9), None)
    assert isinstance(denied, Contested)
    assert denied.lone_kmh is None
