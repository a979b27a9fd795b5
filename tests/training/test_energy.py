"""The ACSM equations against worked examples, and totals against the sum over minutes."""

import math
from dataclasses import replace
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runwalk_tui.training.history.session_energy import session_kcal
from runwalk_tui.training.physiology.energy import (
    Gait,
    kcal_of,
    kcal_per_min,
    vo2_ml_kg_min,
)
from runwalk_tui.workout.belt import Belt
from runwalk_tui.workout.events import MachineKind
from runwalk_tui.workout.plan import Kind
from runwalk_tui.workout.runner import RunnerProfile
from runwalk_tui.workout.session import Session
from runwalk_tui.workout.step_record import StepRecord
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


RIDDEN = StepRecord(0, Kind.RUN, 0.0, 0.0, active_s=600.0, distance_m=5000.0, work_j=150 * 600.0)
"""Ten minutes at 150 W, which a bike calls 30 km/h."""


@pytest.mark.parametrize(
    ("machine", "belt", "work_j", "kcal"),
    [
        (MachineKind.BIKE, Belt(energy_kcal=540.0, burned_kcal=40.0), 90_000.0, 89.6),
        (MachineKind.ROWER, Belt(energy_kcal=540.0, burned_kcal=40.0), 0.0, 40.0),
        (MachineKind.ELLIPTICAL, Belt(), 0.0, 5.0 * 3.5 * 80 / 1000 * 5 * 10),
        (MachineKind.TREADMILL, Belt(energy_kcal=540.0), 0.0, (0.2 * 5000 + 35) * 80 / 200),
    ],
)
def test_only_what_is_run_costs_what_running_does(
    machine: MachineKind, belt: Belt, work_j: float, kcal: float
) -> None:
    record = replace(RIDDEN, work_j=work_j)
    session = Session(
        machine=machine,
        belt=belt,
        runner=RunnerProfile(mass_kg=80.0),
        active_s=600.0,
        done=(record,),
    )
    assert session_kcal(session) == pytest.approx(kcal, abs=0.1)
