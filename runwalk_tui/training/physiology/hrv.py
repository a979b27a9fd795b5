"""Heart-rate variability, by those intervals that a heart can have made."""

from collections.abc import Sequence
from itertools import pairwise
from math import sqrt

from runwalk_tui.units.averages import median

GAP_S = 3.0
"""Intervals further apart than this do not follow on each other."""

LEAST_DIFFERENCES = 10
"""Fewer say nothing."""

SHORTEST_S, LONGEST_S = 0.25, 2.0
"""Between beats of 240 and of 30 a minute; outside lie a false beat and a missed one."""

NEIGHBOURS = 5
"""So many intervals before and after one are what it is held against."""

OFF_SHARE = 0.2
"""An interval further off its neighbours' median has a beat too many in it, or one too few."""

MOST_LEFT_OUT = 0.2
"""With a greater share left out, what remains is chosen by the fault and not by the heart."""


def rmssd_ms(rr: Sequence[tuple[float, float]], since: float) -> float | None:
    """Root mean square of successive differences of beat-to-beat intervals, in milliseconds.

    An interval that is no heartbeat's is left out, with both differences that it is part of.

    Sources: Task Force of the European Society of Cardiology: Heart rate variability, Circulation
    1996, also for the 20 %.

    Args:
        rr: Intervals as (time of arrival, length), both in seconds.
        since: Earlier ones are left out.

    Returns:
        None if there are too few, or too many had to be left out.
    """
    recent = [(t, length) for t, length in rr if t > since]
    sound = _sound([length for _, length in recent])
    if sound.count(False) > MOST_LEFT_OUT * len(recent):
        return None
    squares = [
        (after - before) ** 2
        for ((t0, before), (t1, after)), both in zip(pairwise(recent), pairwise(sound), strict=True)
        if t1 - t0 <= GAP_S and all(both)
    ]
    if len(squares) < LEAST_DIFFERENCES:
        return None
    return sqrt(sum(squares) / len(squares)) * 1000


def _sound(lengths: Sequence[float]) -> list[bool]:
    """True for each interval that may lie between two beats that follow on each other."""
    possible = [SHORTEST_S <= length <= LONGEST_S for length in lengths]
    return [
        possible[i] and _is_near(length, _usual(lengths, possible, i, length))
        for i, length in enumerate(lengths)
    ]


def _is_near(length: float, usual: float) -> bool:
    return abs(length - usual) <= OFF_SHARE * usual


def _usual(lengths: Sequence[float], possible: Sequence[bool], at: int, own: float) -> float:
    """Median of the possible intervals beside that one; its own where it has no neighbours."""
    beside = [
        lengths[i]
        for i in range(max(0, at - NEIGHBOURS), min(len(lengths), at + NEIGHBOURS + 1))
        if i != at and possible[i]
    ]
    return median(beside) if beside else own
