"""Heart-rate maximum, reserve and zones."""

from collections.abc import Sequence

FLOORS_PERCENT = (50, 60, 70, 80, 90)
"""Where zones 1 to 5 begin, in percent of the maximum.

Source: the five-zone convention of watches and straps; a runner may set others.
"""


def tanaka_max_bpm(age_years: float) -> int:
    """Maximal heart rate expected at an age: 208 - 0.7 age. A measured maximum beats it.

    Source: Tanaka, Monahan, Seals: Age-predicted maximum heart rate revisited, JACC 2001. Its
    standard deviation is 7 to 11 bpm.
    """
    return round(208 - 0.7 * age_years)


def zone_of(bpm: int, max_bpm: int, floors_percent: Sequence[int] = FLOORS_PERCENT) -> int:
    """The zone, 1 to 5, that ``bpm`` is in; 0 below the first."""
    return sum(100 * bpm >= floor * max_bpm for floor in floors_percent)


def zone_floors_bpm(max_bpm: int, floors_percent: Sequence[int] = FLOORS_PERCENT) -> list[int]:
    """The lowest whole heart rate of each zone."""
    return [-(-floor * max_bpm // 100) for floor in floors_percent]


def karvonen_bpm(rest_bpm: float, max_bpm: float, share: float) -> float:
    """The heart rate at a ``share``, 0 to 1, of the reserve: rest + share (max - rest).

    Source: Karvonen, Kentala, Mustala: The effects of training on heart rate, 1957.
    """
    return rest_bpm + share * (max_bpm - rest_bpm)
