"""The ACSM equations against worked examples, and totals against the sum over minutes."""

import math
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runwalk_tui.training.physiology.energy import Gait, kcal_of, kcal_per_min, vo2_ml_kg_min
from runwalk_tui.workout.plan import Kind
from runwalk_tui.workout.summary import KindTotal

METRE_PER_MIN = 0.06
"""In km/h."""


def test_the_worked_example_of_walking_uphill() -> None:
    vo2 = vo2_ml_kg_min("walk", 67 * METRE_PER_MIN, 3)
    assert vo2 == pytest.approx(13.8, abs=0.05)
    assert 30 * kcal_per_min(13.8, 50) == pytest.approx(103.5)


def test_running_on_the_level_and_uphill() -> None:
    assert vo2_ml_kg_min("run", 160 * METRE_PER_MIN, 0) == pytest.approx(35.5)
    assert vo2_ml_kg_min("run", 160 * METRE_PER_MIN, 5) == pytest.approx(42.7)


def test_standing_is_rest_and_a_descent_counts_as_level() -> None:
    assert vo2_ml_kg_min("walk", 0, 0) == 3.5
    assert vo2_ml_kg_min("walk", 5, -3) == vo2_ml_kg_min("walk", 5, 0)


@pytest.mark.parametrize(
    ("kind", "speed_kmh", "incline_percent"),
    [
        ("hop", 5, 0),
        ("run", -1, 0),
        ("run", math.nan, 0),
        ("run", math.inf, 0),
        ("run", 5, math.nan),
    ],
)
def test_nonsense_is_refused(kind: str, speed_kmh: float, incline_percent: float) -> None:
    with pytest.raises(ValueError, match="must be"):
        vo2_ml_kg_min(cast(Gait, kind), speed_kmh, incline_percent)


@given(
    st.lists(
        st.tuples(
            st.sampled_from(Kind),
            st.floats(0.1, 60),
            st.floats(0, 20),
            st.floats(0, 15),
        ),
        max_size=6,
    ),
    st.floats(20, 200),
)
def test_totals_give_what_the_steps_add_up_to(
    parts: list[tuple[Kind, float, float, float]], mass_kg: float
) -> None:
    totals = []
    kcal = 0.0
    for kind, minutes, speed_kmh, incline_percent in parts:
        distance_m = speed_kmh / 3.6 * minutes * 60
        climb_m = distance_m * incline_percent / 100
        totals.append(KindTotal(kind, minutes * 60, distance_m, climb_m))
        gait: Gait = "run" if kind.is_running else "walk"
        kcal += minutes * kcal_per_min(vo2_ml_kg_min(gait, speed_kmh, incline_percent), mass_kg)
    assert kcal_of(totals, mass_kg) == pytest.approx(kcal)
