"""Mean, median and standard deviation, as `statistics` has them.

That module imports fractions, decimals and random numbers for them: 4 ms of a command's 60.
"""

from collections.abc import Iterable
from math import fsum, sqrt


def fmean(values: Iterable[float]) -> float:
    """The mean.

    Raises:
        ValueError: If there is no value.
    """
    known = tuple(values)
    if not known:
        raise ValueError("a mean needs a value")
    return fsum(known) / len(known)


def median(values: Iterable[float]) -> float:
    """The middle value in order, or the mean of the two in the middle.

    Raises:
        ValueError: If there is no value.
    """
    ordered = sorted(values)
    if not ordered:
        raise ValueError("a median needs a value")
    half = len(ordered) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2


def stdev(values: Iterable[float]) -> float:
    """The standard deviation of a sample.

    Raises:
        ValueError: If there are fewer than two values.
    """
    known = tuple(values)
    if len(known) < 2:
        raise ValueError("a standard deviation needs two values")
    mean = fmean(known)
    return sqrt(fsum((value - mean) ** 2 for value in known) / (len(known) - 1))
