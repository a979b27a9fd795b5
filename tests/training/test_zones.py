"""Zones against worked numbers, and their order for any heart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runwalk_tui.config.effective import personal
from runwalk_tui.config.profile import Profile
from runwalk_tui.config.settings import RunnerSettings, Settings
from runwalk_tui.plans.steps import zones_bpm
from runwalk_tui.training.physiology.zones import (
    FLOORS_PERCENT,
    karvonen_bpm,
    tanaka_max_bpm,
    zone_floors_bpm,
    zone_of,
)
from runwalk_tui.workout.runner import RunnerProfile


@pytest.mark.parametrize(("age", "bpm"), [(20, 194), (40, 180), (60, 166)])
def test_maximum_by_age(age: int, bpm: int) -> None:
    assert tanaka_max_bpm(age) == bpm


def test_reserve() -> None:
    assert karvonen_bpm(60, 180, 0.5) == 120
    assert karvonen_bpm(60, 180, 0.0) == 60
    assert karvonen_bpm(60, 180, 1.0) == 180


@pytest.mark.parametrize(
    ("bpm", "zone"), [(0, 0), (99, 0), (100, 1), (119, 1), (120, 2), (140, 3), (179, 4), (180, 5)]
)
def test_a_zone_begins_at_its_floor(bpm: int, zone: int) -> None:
    assert zone_of(bpm, 200) == zone


@pytest.mark.parametrize(("bpm", "zone"), [(119, 0), (120, 1), (144, 3), (155, 3), (156, 4)])
def test_where_rest_is_known_zones_are_those_of_the_reserve(bpm: int, zone: int) -> None:
    """Karvonen 1957: rest + share (maximum - rest)."""
    assert zone_of(bpm, 180, rest_bpm=60) == zone
    floors = zone_floors_bpm(180, rest_bpm=60)
    assert floors == [karvonen_bpm(60, 180, share / 100) for share in FLOORS_PERCENT]
    runner = RunnerProfile(max_bpm=180, rest_bpm=60)
    assert [runner.floor_bpm(number) for number in range(1, 6)] == floors


def test_a_plans_zones_and_own_limits_are_of_the_reserve() -> None:
    runner = RunnerSettings(max_bpm=180, rest_bpm=60)
    assert zones_bpm(Settings(runner=runner))["zone 4"] == (156, 167)
    own = Profile(max_bpm=180, rest_bpm=60, zones=(50, 60, 70, 75, 90))
    mine = personal(Settings(), "ada", own)
    assert zones_bpm(mine)["zone 4"] == (150, 167)
    assert mine.profile().floor_bpm(4) == 150
    with pytest.raises(ValueError, match="ascend"):
        Profile(zones=(50, 60, 60, 75, 90))


@given(st.integers(100, 230), st.integers(0, 250), st.just(0) | st.integers(30, 90))
def test_zones_ascend_and_agree_with_their_floors(max_bpm: int, bpm: int, rest_bpm: int) -> None:
    zone = zone_of(bpm, max_bpm, rest_bpm=rest_bpm)
    assert zone <= zone_of(bpm + 1, max_bpm, rest_bpm=rest_bpm) <= 5
    floors = zone_floors_bpm(max_bpm, rest_bpm=rest_bpm)
    assert len(floors) == len(FLOORS_PERCENT)
    assert zone == sum(bpm >= floor for floor in floors)
