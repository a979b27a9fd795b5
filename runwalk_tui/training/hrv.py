"""How much the time between heartbeats varies."""

from collections.abc import Sequence
from itertools import pairwise
from math import sqrt

GAP_S = 3.0
"""Intervals further apart than this do not follow on each other."""

LEAST_DIFFERENCES = 10
"""Fewer say nothing."""


def rmssd_ms(rr: Sequence[tuple[float, float]], since: float) -> float | None:
    """Root mean square of successive differences of beat-to-beat intervals, in milliseconds.

    Source: Task Force of the European Society of Cardiology: Heart rate variability, Circulation
    1996.

    Args:
        rr: Intervals as (time of arrival, length), both in seconds.
        since: Earlier ones are left out.

    Returns:
        None if there are too few.
    """
    recent = [(t, length) for t, length in rr if t > since]
    squares = [
        (after - before) ** 2 for (t0, before), (t1, after) in pairwise(recent) if t1 - t0 <= GAP_S
    ]
    if len(squares) < LEAST_DIFFERENCES:
        return None
    return sqrt(sum(squares) / len(squares)) * 1000
