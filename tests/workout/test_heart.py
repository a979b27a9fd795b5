"""What makes a heart rate doubtful, each reason by itself."""

from dataclasses import replace
from typing import Any

import pytest

from runwalk_tui.workout.heart import Heart

T = 100.0
SURE = Heart(bpm=120, read_at=T, contact=True, same_since=99.0)


@pytest.mark.parametrize(
    ("changed", "doubt"),
    [
        ({}, None),
        ({"contact": None}, None),
        ({"bpm": None}, "no heart rate"),
        ({"read_at": None}, "no heart rate"),
        ({"read_at": 95.0}, None),
        ({"read_at": 94.9}, "silent"),
        ({"contact": False}, "off the skin"),
        ({"same_since": 40.1}, None),
        ({"same_since": 40.0}, "frozen"),
        ({"leapt": True}, "a leap"),
        ({"swapped_at": 70.0}, None),
        ({"swapped_at": 70.1}, "another strap"),
    ],
    ids=str,
)
def test_why_a_rate_is_not_believed(changed: dict[str, Any], doubt: str | None) -> None:
    assert replace(SURE, **changed).doubt(T) == doubt


def test_a_strap_that_was_never_seen_says_nothing() -> None:
    assert Heart().doubt(T) == "no heart rate"
    assert not Heart().leapt
    assert Heart().same_since == 0


def test_a_mean_is_of_the_rates_read_after_a_moment() -> None:
    heart = Heart(recent=((10.0, 100), (11.0, 120), (12.0, 130)))
    assert heart.mean_bpm(10.0) == 125
    assert heart.mean_bpm(9.9) == 350 / 3
    assert heart.mean_bpm(12.0) is None
