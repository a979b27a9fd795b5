"""Oxygen uptake and energy of walking and running.

Source: ACSM's Guidelines for Exercise Testing and Prescription, 10th edition, table 6.3. With S
the speed in m/min and G the grade as a fraction, in ml/kg/min:

- walking: 3.5 + 0.1 S + 1.8 S G
- running: 3.5 + 0.2 S + 0.9 S G

One litre of oxygen is taken as 5 kcal. What the body burns after the workout is not added in.
"""

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from runwalk_tui.workout.summary import KindTotal

Gait = Literal["walk", "run"]

REST_ML_KG_MIN = 3.5
KCAL_PER_LITRE = 5.0
JOULES_A_KCAL = 4184.0
GROSS_EFFICIENCY = 0.24

_ML_KG_PER_METRE: dict[Gait, tuple[float, float]] = {"walk": (0.1, 1.8), "run": (0.2, 0.9)}
"""For a metre along the belt, and for a metre of climb."""


def vo2_ml_kg_min(kind: Gait, speed_kmh: float, incline_percent: float = 0.0) -> float:
    """Oxygen uptake at a steady speed. The equations know no descent: below 0 % counts as level.

    Args:
        kind: The gait, ``"walk"`` or ``"run"``; walking holds for about 3 to 6 km/h, running from
            about 5 km/h when truly running.
        speed_kmh: 0 or above; a finite number.
        incline_percent: Grade; a finite number.

    Raises:
        ValueError: If an argument is none of these.
    """
    if kind not in _ML_KG_PER_METRE:
        raise ValueError(f"the kind must be 'walk' or 'run', not {kind!r}")
    if not 0 <= speed_kmh < math.inf:
        raise ValueError(f"the speed must be 0 km/h or above, not {speed_kmh}")
    if not math.isfinite(incline_percent):
        raise ValueError(f"the incline must be a finite number, not {incline_percent}")
    along, up = _ML_KG_PER_METRE[kind]
    metres = speed_kmh * 1000 / 60
    climb = metres * max(0.0, incline_percent) / 100
    return REST_ML_KG_MIN + along * metres + up * climb


def kcal_per_min(vo2: float, mass_kg: float) -> float:
    """Energy at an oxygen uptake of ``vo2`` ml/kg/min."""
    return vo2 * mass_kg / 1000 * KCAL_PER_LITRE


def kcal_of_work(work_j: float) -> float:
    """Energy for work at the pedals, in joules: a quarter of what is spent is done.

    Source: gross efficiency of cycling 0.20 to 0.25 (Coyle 1992, MSSE 24:782).
    """
    return work_j / JOULES_A_KCAL / GROSS_EFFICIENCY


def kcal_of(totals: "Sequence[KindTotal]", mass_kg: float) -> float:
    """Energy of a session, resting share included.

    The equations are linear in time, distance and climb, so their totals by kind suffice.
    """
    ml_kg = 0.0
    for total in totals:
        along, up = _ML_KG_PER_METRE["run" if total.kind.is_running else "walk"]
        ml_kg += REST_ML_KG_MIN * total.active_s / 60
        ml_kg += along * total.distance_m + up * max(0.0, total.climb_m)
    return kcal_per_min(ml_kg, mass_kg)
