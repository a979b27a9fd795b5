"""Whether speeds are km/h, by the distance: certain or silent, never wrong."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runwalk_tui.units.constants import KMH_PER_MPH
from runwalk_tui.workout.odometer import Odometer

Reading = tuple[float, float | None, float | None]


def belt(
    seconds: float,
    kmh: float,
    factor: float,
    *,
    every_s: float = 0.5,
    step_m: int = 1,
    from_m: float = 0.4,
) -> list[Reading]:
    """Readings of a belt at a true speed, which it reports in units of so many km/h."""
    return [
        (
            n * every_s,
            round(kmh / factor, 2),
            (from_m + n * every_s * kmh / 3.6) // step_m * step_m,
        )
        for n in range(int(seconds / every_s))
    ]


def after(readings: Iterable[Reading]) -> Odometer:
    odometer = Odometer()
    for reading in readings:
        odometer = odometer.read(*reading)
        if odometer.factor is not None:
            break
    return odometer


@given(
    st.floats(0.8, 18),
    st.sampled_from([1.0, KMH_PER_MPH]),
    st.sampled_from([0.1, 0.5, 1.0, 2.0]),
    st.sampled_from([1, 10]),
    st.floats(0, 20),
    st.floats(0, 90),
)
def test_it_is_certain_of_what_is_and_of_nothing_else(
    kmh: float, factor: float, every_s: float, step_m: int, from_m: float, seconds: float
) -> None:
    readings = belt(seconds, kmh, factor, every_s=every_s, step_m=step_m, from_m=from_m)
    assert after(readings).factor in (None, factor)


@pytest.mark.parametrize("factor", [1.0, KMH_PER_MPH])
@pytest.mark.parametrize(("step_m", "within_s"), [(1, 16), (10, 40)])
@pytest.mark.parametrize("every_s", [0.1, 0.5, 1.0])
def test_a_walk_is_enough(factor: float, step_m: int, within_s: float, every_s: float) -> None:
    odometer = after(belt(90, 2.0 * factor, factor, every_s=every_s, step_m=step_m))
    assert odometer.factor == factor
    assert odometer.t is not None
    assert odometer.t <= within_s


@given(st.integers(1, 80), st.sampled_from([1.0, KMH_PER_MPH]))
def test_a_zero_among_them_changes_nothing(at: int, factor: float) -> None:
    readings = belt(60, 3.0, factor)
    t, _, counter_m = readings[at]
    readings[at] = t, 0.0, counter_m
    assert after(readings).factor == factor


def test_speed_and_distance_may_come_one_after_the_other() -> None:
    split = [
        reading
        for t, kmh, metres in belt(60, 3.0, KMH_PER_MPH)
        for reading in ((t, kmh, None), (t, None, metres))
    ]
    assert after(split).factor == KMH_PER_MPH


def test_without_a_counter_or_with_one_that_stands_nothing_is_certain() -> None:
    assert after((t, kmh, None) for t, kmh, _ in belt(600, 3.0, 1.0)).factor is None
    assert after((t, kmh, 0.0) for t, kmh, _ in belt(600, 3.0, 1.0)).factor is None


@pytest.mark.parametrize("scale", [0.3, 0.62, 1.28, 3.28, 10.0])
def test_a_counter_in_other_units_tells_nothing(scale: float) -> None:
    yards = [(t, kmh, metres * scale) for t, kmh, metres in belt(600, 6.0, 1.0) if metres]
    assert after(yards).factor is None


def test_what_is_lost_or_begins_anew_is_not_compared() -> None:
    there, back = belt(5, 3.0, 1.0), belt(5, 3.0, 1.0)
    gap = [*there, *((t + 20, kmh, (metres or 0) + 40) for t, kmh, metres in back)]
    assert after(gap).factor is None
    reset = [*there, *((t + 5, kmh, metres) for t, kmh, metres in back)]
    assert after(reset).factor is None


def test_on_a_ramp_nothing_is_compared() -> None:
    """A speed told 3 s late looks like miles where the belt speeds up."""
    readings = [
        (n / 2, round(max(0.8, 0.8 + n / 2 - 3), 2), (0.8 * n / 2 + n * n / 8) / 3.6 // 1)
        for n in range(40)
    ]
    assert after(readings).factor is None


@given(
    st.sampled_from([1.0, KMH_PER_MPH]),
    st.sampled_from([2.0, 2.5, 3.0, 5.0, 8.0, 10.0]),
    st.sampled_from([1, 5, 10]),
    st.floats(0, 10),
    st.sampled_from([(1.0,), (0.9, 1.2, 2.0), (0.5, 2.5), (0.2, 0.3, 1.0, 2.9)]),
    st.randoms(use_true_random=False),
)
def test_uneven_telemetry_makes_no_other_unit_of_it(
    factor: float, kmh: float, step_m: int, from_m: float, gaps_s: tuple[float, ...], random: Random
) -> None:
    assert after(uneven(factor, kmh, step_m, from_m, gaps_s, random)).factor in (None, factor)


@pytest.mark.parametrize("gaps_s", [(0.5, 2.5), (0.2, 0.3, 1.0, 2.9)])
def test_no_machine_in_miles_of_many_is_taken_for_one_in_kmh(gaps_s: tuple[float, ...]) -> None:
    """The longest interval counts, and not the one with which a comparison happens to begin."""
    random = Random(0)
    for _ in range(300):
        kmh, step_m = random.choice((2.0, 2.5, 3.0, 5.0, 8.0, 10.0)), random.choice((1, 5, 10))
        readings = uneven(KMH_PER_MPH, kmh, step_m, random.uniform(0, 10), gaps_s, random)
        assert after(readings).factor in (None, KMH_PER_MPH)


def uneven(
    factor: float, kmh: float, step_m: int, from_m: float, gaps_s: tuple[float, ...], random: Random
) -> Iterator[Reading]:
    """A belt whose telemetry comes in gaps of these lengths, in any order."""
    t, metres = 0.0, from_m
    for _ in range(200):
        gap_s = random.choice(gaps_s)
        t, metres = t + gap_s, metres + kmh / 3.6 * gap_s
        yield t, round(kmh / factor, 2), metres // step_m * step_m


BEGUN = Odometer(t=10.0, speed_kmh=3.6, counter_m=100.0, from_kmh=3.6, has_stepped=True)
"""A comparison at a metre a second."""


def test_a_reading_adds_what_the_speeds_and_what_the_counter_say() -> None:
    after_one = BEGUN.read(11.0, 3.8, 101.0)
    assert after_one.reported_m == pytest.approx((3.6 + 3.8) / 2 / 3.6)
    assert (after_one.counted_m, after_one.t, after_one.counter_m) == (1.0, 11.0, 101.0)
    assert after_one.longest_m == after_one.reported_m
    assert replace(BEGUN, longest_m=5.0).read(11.0, 3.6, 101.0).longest_m == 5.0


@pytest.mark.parametrize(
    ("before", "t", "speed_kmh", "counter_m"),
    [
        (BEGUN, 13.1, 3.6, 103.0),
        (BEGUN, 11.0, 3.6, 99.9),
        (BEGUN, 11.0, 4.0, 101.0),
        (BEGUN, 11.0, 3.2, 101.0),
        (replace(BEGUN, reported_m=250.1), 11.0, 3.6, 101.0),
        (replace(BEGUN, counter_m=None), 11.0, 3.6, 101.0),
        (replace(BEGUN, t=None), 11.0, 3.6, 101.0),
        (replace(BEGUN, counter_m=None), 11.0, 3.6, None),
    ],
)
def test_what_cannot_be_compared_begins_anew(
    before: Odometer, t: float, speed_kmh: float, counter_m: float | None
) -> None:
    before = replace(before, counted_m=50.0)
    fresh = Odometer(t, speed_kmh, counter_m, from_kmh=speed_kmh)
    assert before.read(t, speed_kmh, counter_m) == fresh


@pytest.mark.parametrize(
    ("before", "t", "counter_m"),
    [(BEGUN, 13.0, 103.0), (BEGUN, 11.0, 100.0), (replace(BEGUN, reported_m=250.0), 11.0, 101.0)],
)
def test_what_can_goes_on(before: Odometer, t: float, counter_m: float) -> None:
    assert replace(before, counted_m=50.0).read(t, 3.6, counter_m).counted_m >= 50.0


def test_the_comparison_begins_with_the_first_step_of_the_counter() -> None:
    before = replace(BEGUN, has_stepped=False, reported_m=7.0, from_kmh=3.5)
    stepped = before.read(11.0, 3.6, 110.0)
    assert stepped.has_stepped
    assert (stepped.counted_m, stepped.reported_m) == (0.0, 0.0)
    assert stepped.from_kmh == 3.5
    assert stepped.longest_m == pytest.approx(1.0)
    assert not before.read(11.0, 3.6, 100.0).has_stepped
    assert before.read(11.0, 3.6, 100.0).reported_m == pytest.approx(8.0)


def test_less_than_five_metres_are_not_compared() -> None:
    nearly = replace(BEGUN, reported_m=4.0, counted_m=3.9)
    assert nearly.read(11.0, 3.6, 101.0).factor is None
    enough = replace(BEGUN, reported_m=4.0, counted_m=4.0)
    assert enough.read(11.0, 3.6, 101.0).factor == 1.0


def test_a_belt_that_covered_nothing_by_its_speeds_tells_no_unit() -> None:
    standing = replace(BEGUN, speed_kmh=0.0, from_kmh=0.0, counted_m=6.0)
    assert standing.read(10.0, None, 101.0).factor is None


def test_a_new_comparison_knows_nothing() -> None:
    assert Odometer() == Odometer(None, 0.0, None, 0.0, False, 0.0, 0.0, 0.0, None)
