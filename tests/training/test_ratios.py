"""What ratios are called, and which has more running in it."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runwalk_tui.training.programmes.ratios import LADDER, Ratio, minutes, rung_of


@pytest.mark.parametrize(
    ("ratio", "name", "lengths"),
    [
        (minutes(4, 1), "4:1", "run 4 min, walk 1 min"),
        (minutes(1, 2), "1:2", "run 1 min, walk 2 min"),
        (minutes(10, 1), "10:1", "run 10 min, walk 1 min"),
        (minutes(1.5, 1.5), "1:1", "run 90 s, walk 90 s"),
        (Ratio(90, 30), "3:1", "run 90 s, walk 30 s"),
        (Ratio(60, 90), "2:3", "run 1 min, walk 90 s"),
        (Ratio(150, 60), "5:2", "run 2:30, walk 1 min"),
        (Ratio(59.98, 120.02), "1:2", "run 1 min, walk 2 min"),
        (Ratio(0, 60), "walk", "walk 1 min"),
    ],
)
def test_names(ratio: Ratio, name: str, lengths: str) -> None:
    assert (ratio.name, ratio.lengths) == (name, lengths)


def test_a_ratio_without_a_walk_is_none() -> None:
    with pytest.raises(ValueError, match="needs a walk"):
        Ratio(60, 0)
    with pytest.raises(ValueError, match="needs a walk"):
        Ratio(float("nan"), 60)


def test_each_rung_of_the_ladder_has_more_running_than_the_one_below() -> None:
    assert all(low.share < high.share for low, high in pairwise(LADDER))
    assert (LADDER[0].name, LADDER[-1].name) == ("1:4", "10:1")
    assert [rung_of(rung) for rung in LADDER] == list(range(len(LADDER)))


@given(st.floats(1, 3600), st.floats(1, 3600))
def test_a_ratio_lies_on_its_rung_or_above_it(run_s: float, walk_s: float) -> None:
    ratio, rung = Ratio(run_s, walk_s), rung_of(Ratio(run_s, walk_s))
    assert rung < 0 or LADDER[rung].share <= ratio.share + 1e-9
    assert rung == len(LADDER) - 1 or LADDER[rung + 1].share > ratio.share
