"""Where each witness begins and ends to count: speeds, distances and times at their limits."""

import pytest

from runwalk_devices.clock import Clock
from runwalk_devices.codecs.ftms.treadmill_data import (
    TreadmillData,
)
from runwalk_devices.treadmill.rest import Rest
from runwalk_devices.treadmill.telemetry import Telemetry
from runwalk_devices.treadmill.witnesses import Contested, Witnesses
from tests.runwalk_devices.treadmill.panel import STARTED, STOPPED


@pytest.fixture
def witnesses(clock: Clock) -> Witnesses:
    return Witnesses(clock)


def tell(
    witnesses: Witnesses,
    speed_kmh: float,
    time_s: int | None = None,
    distance_m: int | None = None,
    maximum_kmh: float | None = None,
) -> float | str | None:
    """What is made of a speed."""
    told = TreadmillData(speed_kmh, total_distance_m=distance_m, elapsed_time_s=time_s)
    reading = witnesses.weigh(told, maximum_kmh)
    return "contested" if isinstance(reading, Contested) else reading.speed_kmh


@pytest.mark.parametrize(
    ("maximum_kmh", "speed_kmh", "can_be"),
    [
        (None, 25.5, True),
        (None, 25.6, False),
        (10.0, 17.0, True),
        (10.0, 17.1, False),
        (20.0, 25.5, True),
        (20.0, 25.6, False),
    ],
)
async def test_no_treadmill_is_faster_than_its_range_in_miles(
    witnesses: Witnesses, maximum_kmh: float | None, speed_kmh: float, can_be: bool
) -> None:
    assert tell(witnesses, speed_kmh, maximum_kmh=maximum_kmh) == (speed_kmh if can_be else None)
    assert witnesses.dropped == (0 if can_be else 1)


@pytest.mark.parametrize(
    ("gap_s", "gained_kmh", "can_be"),
    [(0.25, 3.0, True), (0.25, 3.1, False), (1.0, 6.0, True), (1.0, 6.1, False)],
)
async def test_no_belt_gains_more_at_once_or_a_second(
    witnesses: Witnesses, clock: Clock, gap_s: float, gained_kmh: float, can_be: bool
) -> None:
    assert tell(witnesses, 4.0) == 4.0
    await clock.sleep(gap_s)
    assert (tell(witnesses, 4.0 + gained_kmh) is not None) is can_be


async def test_after_a_leap_what_is_near_the_speed_before_it_is_one(
    witnesses: Witnesses, clock: Clock
) -> None:
    assert tell(witnesses, 4.0) == 4.0
    await clock.sleep(0.25)
    assert tell(witnesses, 12.0) is None
    # By now a belt could have gained so much: of one that has just leapt it is not believed yet.
    await clock.sleep(2.0)
    assert tell(witnesses, 7.1) is None
    assert tell(witnesses, 7.0) == 7.0


@pytest.mark.parametrize(
    ("speed_kmh", "lasts_s", "counted_m", "borne_out"),
    [
        (21.6, 3.0, None, True),
        (21.6, 2.9, None, False),
        (21.6, 3.0, 15, True),
        (21.6, 3.0, 6, True),
        (21.6, 3.0, 5, False),
        # 28 m: half of them are enough, though they are more than twelve behind.
        (25.2, 4.0, 14, True),
        (25.2, 4.0, 13, False),
    ],
)
async def test_a_leap_lasts_three_seconds_and_its_distance_comes_along(
    witnesses: Witnesses,
    clock: Clock,
    speed_kmh: float,
    lasts_s: float,
    counted_m: int | None,
    borne_out: bool,
) -> None:
    """Counters by ten metres may be twelve behind."""
    counts = counted_m is not None
    for second in range(4):
        tell(witnesses, 3.6, second, 100 + second if counts else None)
        await clock.sleep(1.0)
    assert tell(witnesses, speed_kmh, 4, 103 if counts else None) is None
    await clock.sleep(lasts_s)
    last_m = None if counted_m is None else 103 + counted_m
    assert (tell(witnesses, speed_kmh, 7, last_m) == speed_kmh) is borne_out


async def test_a_slow_leap_is_denied_by_no_coarse_counter(
    witnesses: Witnesses, clock: Clock
) -> None:
    """9 km/h are 7.5 m in three seconds: less than a step of the counter."""
    for second in range(4):
        tell(witnesses, 3.6, second, 100 + second)
        await clock.sleep(1.0)
    assert tell(witnesses, 9.8, 4, 103) is None
    await clock.sleep(3.0)
    assert tell(witnesses, 9.8, 7, 103) == 9.8


async def run(witnesses: Witnesses, clock: Clock, speed_kmh: float, seconds: int = 5) -> None:
    """A belt that runs, and whose counters count."""
    for second in range(seconds):
        tell(witnesses, speed_kmh, second, second)
        await clock.sleep(1.0)


@pytest.mark.parametrize(
    ("gained_m", "denied"),
    [(2, False), (3, True)],
)
async def test_a_zero_is_denied_by_three_metres(
    witnesses: Witnesses, clock: Clock, gained_m: int, denied: bool
) -> None:
    await run(witnesses, clock, 2.0)
    witnesses.halted()
    assert tell(witnesses, 0.0, 5, 5) == 0.0
    await clock.sleep(1.0)
    assert (tell(witnesses, 0.0, 5, 5 + gained_m) == "contested") is denied


async def test_counters_that_stand_for_two_and_a_half_seconds_deny_no_more(
    witnesses: Witnesses, clock: Clock
) -> None:
    await run(witnesses, clock, 2.0)
    witnesses.halted()
    for second in range(3):
        tell(witnesses, 0.0, 5 + second, 5)
        await clock.sleep(1.0)
    assert tell(witnesses, 0.0, 7, 5) == "contested"
    await clock.sleep(1.4)
    assert tell(witnesses, 0.0, 7, 5) == "contested"
    await clock.sleep(0.1)
    assert tell(witnesses, 0.0, 7, 5) == 0.0
    assert tell(witnesses, 0.0, 7, 5) == 0.0


@pytest.mark.parametrize(
    ("speed_kmh", "gap_s", "halted_s", "falls"),
    [
        (6.0, 1.0, None, True),
        (6.0, 2.0, None, True),
        (6.0, 2.1, None, False),
        (6.0, 1.0, 1.0, False),
        (6.0, 1.0, 15.0, False),
        (6.0, 1.0, 15.1, True),
        # Slower than a crawl, or than what a belt loses meanwhile.
        (1.0, 0.5, None, False),
        (1.1, 0.5, None, True),
        (1.5, 1.0, None, False),
        (1.6, 1.0, None, True),
        (3.0, 2.0, None, False),
        (3.1, 2.0, None, True),
    ],
)
async def test_no_belt_falls_to_zero_at_once_unless_it_was_stopped(
    witnesses: Witnesses,
    clock: Clock,
    speed_kmh: float,
    gap_s: float,
    halted_s: float | None,
    falls: bool,
) -> None:
    """Its counters are told no more: what fell is contested."""
    for second in range(40):
        tell(witnesses, speed_kmh, second, second)
        if halted_s is not None and second == 20:
            witnesses.halted()
        await clock.sleep(halted_s / 20 if halted_s is not None and second >= 20 else 1.0)
    tell(witnesses, speed_kmh, 40, 40)
    if halted_s is not None:
        witnesses.halted()
        await clock.sleep(max(0.0, halted_s - gap_s))
        tell(witnesses, speed_kmh, 41, 41)
    await clock.sleep(gap_s)
    tell(witnesses, 0.0)
    await clock.sleep(1.6)
    assert (tell(witnesses, 0.0) == "contested") is falls


async def test_a_machine_without_counters_has_no_other_witness_than_its_speed(
    witnesses: Witnesses, clock: Clock
) -> None:
    for _ in range(4):
        assert tell(witnesses, 6.0) == 6.0
        await clock.sleep(1.0)
    for _ in range(4):
        assert tell(witnesses, 0.0) == 0.0
        await clock.sleep(1.0)


async def test_a_first_zero_falls_from_nothing(witnesses: Witnesses, clock: Clock) -> None:
    for _ in range(4):
        assert tell(witnesses, 0.0, 0, 0) == 0.0
        await clock.sleep(1.0)


@pytest.mark.parametrize(("after_s", "believed"), [(64.9, True), (65.0, False)])
async def test_a_start_that_was_granted_explains_motion_for_65_seconds(
    witnesses: Witnesses, clock: Clock, after_s: float, believed: bool
) -> None:
    assert tell(witnesses, 0.0, 0, 0) == 0.0
    witnesses.started()
    await clock.sleep(after_s)
    assert (tell(witnesses, 3.0, 0, 0) == 3.0) is believed


async def test_a_counter_that_goes_on_at_that_very_moment_confirms(
    witnesses: Witnesses, clock: Clock
) -> None:
    assert tell(witnesses, 0.0, 0, 0) == 0.0
    await clock.sleep(1.0)
    assert tell(witnesses, 3.0, 1, 0) == 3.0


@pytest.mark.parametrize(("still_s", "believed"), [(2.9, True), (3.0, False)])
async def test_after_a_standstill_of_three_seconds_motion_needs_another_witness_again(
    witnesses: Witnesses, clock: Clock, still_s: float, believed: bool
) -> None:
    await run(witnesses, clock, 2.0)
    witnesses.halted()
    tell(witnesses, 0.0, 5, 5)
    await clock.sleep(still_s)
    tell(witnesses, 0.0, 5, 5)
    assert (tell(witnesses, 1.0, 5, 5) == 1.0) is believed


@pytest.mark.parametrize(("after_s", "forgiven"), [(3.0, True), (3.1, False)])
async def test_a_word_of_a_stop_soon_after_the_zero_explains_it(
    witnesses: Witnesses, clock: Clock, after_s: float, forgiven: bool
) -> None:
    await run(witnesses, clock, 6.0)
    tell(witnesses, 0.0)
    await clock.sleep(after_s)
    witnesses.told(STOPPED)
    await clock.sleep(2.0)
    assert (tell(witnesses, 0.0) == 0.0) is forgiven


@pytest.fixture
def rest(clock: Clock) -> Rest:
    return Rest(clock)


@pytest.mark.parametrize(
    ("lasted_s", "since_s", "known"),
    [(3.0, 0.0, True), (2.9, 0.0, False), (3.0, 2.5, True), (3.0, 2.6, False), (0.0, 10.0, False)],
)
async def test_a_belt_rests_by_zeros_that_lasted_and_are_fresh(
    rest: Rest, clock: Clock, lasted_s: float, since_s: float, known: bool
) -> None:
    await clock.sleep(20.0)
    rest.halted()
    rest.read(TreadmillData(0.0))
    await clock.sleep(lasted_s)
    rest.read(TreadmillData(0.0))
    await clock.sleep(since_s)
    assert rest.is_known() is known


async def test_what_rests_was_brought_to_a_stand_and_counts_nothing(
    rest: Rest, clock: Clock
) -> None:
    async def zeros(*distances_m: int | None) -> bool:
        for distance_m in distances_m:
            rest.read(TreadmillData(0.0, total_distance_m=distance_m))
            await clock.sleep(1.0)
        return rest.is_known()

    assert not await zeros(*[None] * 5), "nobody has stopped it"
    rest.told(STOPPED)
    assert await zeros(None)
    rest.read(TreadmillData(None))
    assert rest.is_known()
    assert not await zeros(1, 2, 3), "its distance goes on"
    assert await zeros(3, 3, 3, 3)
    rest.told(STARTED)
    assert not await zeros(3, 3, 3, 3, 3)
    rest.halted()
    assert rest.is_known()
    rest.read(TreadmillData(1.0))
    assert not await zeros(3, 3, 3, 3, 3)


@pytest.fixture
def gauge(clock: Clock) -> Telemetry:
    return Telemetry(clock)


@pytest.mark.parametrize(("lasted_s", "zeros", "comes"), [(0.5, 2, True), (0.3, 2, False)])
async def test_two_zeros_that_last_longer_than_a_glitch_are_coming_to_zero(
    gauge: Telemetry, clock: Clock, lasted_s: float, zeros: int, comes: bool
) -> None:
    await clock.sleep(5.0)
    gauge.read(TreadmillData(0.0))
    assert not gauge.comes_to_zero()
    await clock.sleep(lasted_s)
    gauge.read(TreadmillData(0.0))
    assert gauge.zeros == zeros
    assert gauge.comes_to_zero() is comes
    gauge.read(TreadmillData(1.0))
    assert not gauge.comes_to_zero()
