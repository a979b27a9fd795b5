"""Zones against worked numbers, and their order for any heart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runwalk_tui.training.physiology.zones import (
    FLOORS_PERCENT,
    karvonen_bpm,
    tanaka_max_bpm,
    zone_floors_bpm,
    zone_of,
)


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


@given(st.integers(100, 230), st.integers(0, 250))
def test_zones_ascend_and_agree_with_their_floors(max_bpm: int, bpm: int) -> None:
    zone = zone_of(bpm, max_bpm)
    assert zone <= zone_of(bpm + 1, max_bpm) <= zone + 1
    floors = zone_floors_bpm(max_bpm)
    assert len(floors) == len(FLOORS_PERCENT)
    assert zone == sum(bpm >= floor for floor in floors)
