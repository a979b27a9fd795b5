"""How fast somebody who has not run here yet may begin: a guess that a talk test mends.

Source: maximal oxygen uptake on a treadmill by the FRIEND registry's equation (Myers et al. 2017:
79.9 - 0.39 age - 13.7 if a woman - 0.127 pounds of mass, standard deviation 7.2 ml/kg/min), with
the mean of men and women; speeds at a share of it by ACSM's equations. Where the talk test is
passed (whole sentences), the effort is below the first ventilatory threshold.
"""

from math import floor

from runwalk_tui.training.physiology.energy import REST_ML_KG_MIN

POUNDS_PER_KG = 2.2046

RUN_SHARE, WALK_SHARE = 0.65, 0.6
"""Of the maximal oxygen uptake: what an easy run and a brisk walk may ask for."""

LEAST_VO2MAX = 14.0
"""The equation falls below what anybody who walks has."""

SLOWEST_WALK_KMH = 3.0
RUN_ABOVE_WALK_KMH = 1.5
"""A run is at least so much faster than a walk."""

ML_PER_METRE_WALKED, ML_PER_METRE_RUN = 0.1, 0.2


def vo2max_ml_kg_min(age: float, mass_kg: float) -> float:
    """The maximal oxygen uptake expected at an age and a mass."""
    expected = 79.9 - 0.39 * age - 13.7 / 2 - 0.127 * mass_kg * POUNDS_PER_KG
    return max(LEAST_VO2MAX, expected)


def first_walk_kmh(age: float, mass_kg: float) -> float:
    """A walking speed that is easy enough, in tenths of km/h."""
    return max(SLOWEST_WALK_KMH, _kmh(vo2max_ml_kg_min(age, mass_kg) * WALK_SHARE, 0.1))


def first_run_kmh(age: float, mass_kg: float, walk_kmh: float) -> float:
    """A running speed that is easy enough, and is a run beside walks of ``walk_kmh``."""
    easy_kmh = _kmh(vo2max_ml_kg_min(age, mass_kg) * RUN_SHARE, ML_PER_METRE_RUN)
    return round(max(easy_kmh, walk_kmh + RUN_ABOVE_WALK_KMH), 1)


def _kmh(vo2: float, ml_per_metre: float) -> float:
    """The speed at an oxygen uptake, cut to tenths."""
    metres_per_min = max(0.0, vo2 - REST_ML_KG_MIN) / ml_per_metre
    return floor(metres_per_min * 0.06 * 10 + 1e-6) / 10
