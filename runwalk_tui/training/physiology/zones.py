"""Heart-rate maximum, reserve and zones."""

from collections.abc import Sequence

FLOORS_PERCENT = (50, 60, 70, 80, 90)
"""Lower bounds of zones 1 to 5, in percent of the reserve, or without a resting rate of the
maximum.

Sources: the five-zone convention of watches and straps, a runner may set others; the reserve is
Karvonen's (1957): rest + share (maximum - rest). At rest 0 the two are the same.
"""


def tanaka_max_bpm(age_years: float) -> int:
    """Maximal heart rate expected at an age: 208 - 0.7 age. A measured maximum beats it.

    Source: Tanaka, Monahan, Seals: Age-predicted maximum heart rate revisited, JACC 2001. Its
    standard deviation is 7 to 11 bpm.
    """
    return round(208 - 0.7 * age_years)


def zone_of(
    bpm: int, max_bpm: int, floors_percent: Sequence[int] = FLOORS_PERCENT, rest_bpm: int = 0
) -> int:
    """The zone, 1 to 5, that ``bpm`` is in; 0 below the first. ``rest_bpm`` 0 is not known."""
    reserve = max_bpm - rest_bpm
    return sum(100 * (bpm - rest_bpm) >= floor * reserve for floor in floors_percent)


def zone_floors_bpm(
    max_bpm: int, floors_percent: Sequence[int] = FLOORS_PERCENT, rest_bpm: int = 0
) -> list[int]:
    """The lowest whole heart rate of each zone. ``rest_bpm`` 0 is not known."""
    return [rest_bpm - (-floor * (max_bpm - rest_bpm) // 100) for floor in floors_percent]


def karvonen_bpm(rest_bpm: float, max_bpm: float, share: float) -> float:
    """The heart rate at a ``share``, 0 to 1, of the reserve: rest + share (max - rest).

    Source: Karvonen, Kentala, Mustala: The effects of training on heart rate, 1957.
    """
    return rest_bpm + share * (max_bpm - rest_bpm)
