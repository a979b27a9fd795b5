"""The first speeds of a new runner: a walk, and a run a little faster.

The rule is this program's own, and gentle on purpose: it only has to be slow enough for a talk test
on the belt, which finds the speed. Where whole sentences can be said, it may be faster.

Source: that who can still talk in comfort is below the ventilatory threshold: Persinger et al.:
Consistency of the talk test for exercise prescription, Med Sci Sports Exerc 36 (2004).
"""

from math import floor

USUAL_AGE, USUAL_KG = 40.0, 80.0
"""From here on each year and each kilogram more takes something off."""

WALK_KMH, SLOWEST_WALK_KMH = 5.0, 3.0
WALK_LESS_A_YEAR, WALK_LESS_A_KG = 0.03, 0.02

RUN_ABOVE_WALK_KMH, LEAST_ABOVE_WALK_KMH = 2.0, 1.5
"""A run is so much faster than the walk beside it; slower is a walk."""

RUN_LESS = 0.01
"""So much less than that for each year and each kilogram."""


def first_walk_kmh(age: float, mass_kg: float) -> float:
    """A walking speed that is easy enough, in tenths of km/h."""
    less = WALK_LESS_A_YEAR * _years(age) + WALK_LESS_A_KG * _kilograms(mass_kg)
    return _tenths(max(SLOWEST_WALK_KMH, WALK_KMH - less))


def first_run_kmh(age: float, mass_kg: float, walk_kmh: float) -> float:
    """A running speed that is easy enough beside walks of ``walk_kmh``, in tenths of km/h."""
    above = RUN_ABOVE_WALK_KMH - RUN_LESS * (_years(age) + _kilograms(mass_kg))
    return _tenths(walk_kmh + max(LEAST_ABOVE_WALK_KMH, above))


def _years(age: float) -> float:
    return max(0.0, age - USUAL_AGE)


def _kilograms(mass_kg: float) -> float:
    return max(0.0, mass_kg - USUAL_KG)


def _tenths(kmh: float) -> float:
    return floor(kmh * 10 + 1e-6) / 10
