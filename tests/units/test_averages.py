"""Averages are those of the standard library."""

import statistics

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runwalk_tui.units.averages import fmean, median, stdev

VALUES = st.floats(-1e6, 1e6)


@given(st.lists(VALUES, min_size=1))
def test_mean_and_median_are_exactly_the_same(values: list[float]) -> None:
    assert fmean(iter(values)) == statistics.fmean(values)
    assert median(iter(values)) == statistics.median(values)


@given(st.lists(VALUES, min_size=2))
def test_the_deviation_is_the_same_but_for_rounding(values: list[float]) -> None:
    assert stdev(iter(values)) == pytest.approx(statistics.stdev(values), rel=1e-9, abs=1e-6)


@pytest.mark.parametrize(("average", "few"), [(fmean, []), (median, []), (stdev, [1.0])])
def test_too_few_values_have_none(average: object, few: list[float]) -> None:
    assert callable(average)
    with pytest.raises(ValueError, match="needs"):
        average(few)
