"""The belt's physics, as a pure object that time is handed to."""

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from runwalk_devices.simulator.belt_physics import Belt, BeltState

SPEEDS = st.floats(0.8, 20).map(lambda speed: round(speed, 2))
SECONDS = st.floats(0.001, 40)
ACTS = st.one_of(
    st.just("start"),
    st.just("stop"),
    SPEEDS,
    st.floats(-3, 15).map(lambda percent: f"tilt {percent}"),
)


def do(belt: Belt, act: str | float) -> None:
    match act:
        case "start":
            belt.start()
        case "stop":
            belt.stop()
        case str():
            belt.incline_target_percent = float(act.removeprefix("tilt "))
        case _ if belt.state in (BeltState.MOVING, BeltState.COUNTDOWN):
            belt.set_target(act)


@given(st.lists(st.tuples(ACTS, SECONDS, st.lists(st.floats(0, 1), max_size=6)), max_size=6))
def test_any_split_of_a_time_gives_the_same_belt(
    story: list[tuple[str | float, float, list[float]]],
) -> None:
    whole, split = Belt(), Belt()
    for act, seconds, cuts in story:
        assume(whole.state is split.state)  # they differ only within a rounding of a change
        do(whole, act)
        do(split, act)
        whole.advance(seconds)
        marks = [0.0, *sorted(cut * seconds for cut in cuts), seconds]
        for start, end in pairwise(marks):
            split.advance(end - start)
        for name in ("speed_kmh", "incline_percent", "distance_m", "elapsed_s", "energy_kcal"):
            expected = pytest.approx(getattr(whole, name), rel=1e-6, abs=1e-6)
            assert getattr(split, name) == expected, name


@given(st.lists(st.tuples(ACTS, SECONDS), max_size=8))
def test_belt_obeys_its_limits(story: list[tuple[str | float, float]]) -> None:
    belt = Belt()
    for act, seconds in story:
        do(belt, act)
        speed, distance, elapsed = belt.speed_kmh, belt.distance_m, belt.elapsed_s
        belt.advance(seconds)
        assert belt.speed_kmh - speed <= belt.acceleration_kmh_s * seconds + 1e-9
        assert speed - belt.speed_kmh <= belt.deceleration_kmh_s * seconds + 1e-9
        assert 0 <= belt.speed_kmh <= belt.maximum_kmh
        assert 0 <= belt.distance_m - distance <= belt.maximum_kmh / 3.6 * seconds + 1e-6
        assert 0 <= belt.elapsed_s - elapsed <= seconds + 1e-9
        assert (belt.state is BeltState.STANDING) <= (belt.speed_kmh == 0)


@given(SPEEDS, SPEEDS)
def test_distance_of_a_ramp_is_the_area_under_it(first: float, second: float) -> None:
    belt = Belt(countdown_s=0)
    belt.start()
    belt.set_target(first)
    belt.advance(60)
    before = belt.distance_m
    belt.set_target(second)
    belt.advance(60)
    rate = Fraction(3, 2) if second < first else Fraction(1)
    ramp_s = abs(Fraction(second) - Fraction(first)) / rate
    area = (Fraction(first) + Fraction(second)) / 2 * ramp_s + Fraction(second) * (60 - ramp_s)
    assert belt.distance_m - before == pytest.approx(float(area / Fraction("3.6")), rel=1e-9)


def test_start_counts_down_then_moves_at_the_minimum() -> None:
    belt = Belt(minimum_kmh=1.0, countdown_s=3)
    belt.start()
    belt.advance(2.9)
    assert (belt.state, belt.speed_kmh, belt.elapsed_s) == (BeltState.COUNTDOWN, 0, 0)
    belt.advance(0.6)
    assert belt.state is BeltState.MOVING
    assert belt.speed_kmh == pytest.approx(0.5)
    assert belt.elapsed_s == pytest.approx(0.5)
    belt.advance(10)
    assert belt.speed_kmh == 1.0


def test_starting_again_does_not_count_down_again() -> None:
    belt = Belt()
    belt.start()
    belt.advance(2)
    belt.start()
    belt.advance(1.5)
    assert belt.speed_kmh == pytest.approx(0.5)


def test_stop_slows_to_a_stand_and_can_be_called_off() -> None:
    belt = Belt(countdown_s=0, deceleration_kmh_s=1)
    belt.start()
    belt.set_target(4)
    belt.advance(10)
    belt.stop()
    belt.advance(2)
    assert (belt.state, belt.speed_kmh) == (BeltState.STOPPING, 2)
    belt.start()
    belt.advance(5)
    assert (belt.state, belt.speed_kmh) == (BeltState.MOVING, belt.minimum_kmh)
    belt.stop()
    belt.advance(5)
    assert (belt.state, belt.speed_kmh) == (BeltState.STANDING, 0)


def test_stop_in_the_countdown_is_a_stand() -> None:
    belt = Belt()
    belt.start()
    belt.stop()
    belt.advance(10)
    assert (belt.state, belt.distance_m) == (BeltState.STANDING, 0)


@pytest.mark.parametrize("speed_kmh", [0.7, 20.1, -1, float("nan")])
def test_target_outside_the_range_is_refused(speed_kmh: float) -> None:
    belt = Belt(countdown_s=0)
    belt.start()
    with pytest.raises(ValueError, match="outside"):
        belt.set_target(speed_kmh)


def test_standing_belt_takes_no_target() -> None:
    with pytest.raises(ValueError, match="standing"):
        Belt().set_target(5)


def test_energy_is_the_textbooks() -> None:
    """ACSM: 2.5 mph at 3 % for 30 min is 103.5 kcal for 50 kg."""
    belt = Belt(countdown_s=0, weight_kg=50, minimum_kmh=4.02, acceleration_kmh_s=1e9)
    belt.incline_percent = belt.incline_target_percent = 3
    belt.start()
    belt.advance(30 * 60)
    assert belt.energy_kcal == pytest.approx(103.5, abs=0.5)


def test_running_takes_more_energy_than_walking_at_nearly_the_same_speed() -> None:
    spent = []
    for speed_kmh in (7.1, 7.3):
        belt = Belt(countdown_s=0, acceleration_kmh_s=1e9)
        belt.start()
        belt.set_target(speed_kmh)
        belt.advance(600)
        spent.append(belt.energy_kcal)
    assert spent[1] > 1.5 * spent[0]


class Unhurried(Belt):
    """A belt that works everything out, however steady it is."""

    def _is_steady(self) -> bool:
        return False


@given(st.lists(st.tuples(ACTS, st.lists(SECONDS, max_size=4)), max_size=6))
def test_a_steady_belt_is_what_working_everything_out_gives(
    story: list[tuple[str | float, list[float]]],
) -> None:
    quick, unhurried = Belt(), Unhurried()
    for act, times in story:
        for belt in (quick, unhurried):
            do(belt, act)
            for seconds in times:
                belt.advance(seconds)
        assert vars(quick) == vars(unhurried)
