"""Stretches of time, each with a rate: cut by pauses, and summed up between any two moments."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple


class Span(NamedTuple):
    """From, to (seconds), and how much comes in each second of it."""

    begin: float
    end: float
    rate: float

    @property
    def amount(self) -> float:
        """All that comes in it."""
        return (self.end - self.begin) * self.rate


class Sum:
    """Sums spans, which are in ascending order and apart, between two moments."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self._spans = spans
        self._begins = [span.begin for span in spans]
        self._before = [0.0, *accumulate(span.amount for span in spans)]

    def between(self, begin: float, end: float) -> float:
        """The sum from ``begin`` to ``end``."""
        return self._until(end) - self._until(begin)

    def _until(self, t: float) -> float:
        index = bisect_right(self._begins, t) - 1
        if index < 0:
            return 0.0
        span = self._spans[index]
        return self._before[index] + (min(t, span.end) - span.begin) * span.rate


def without_pauses(spans: Sequence[Span], pauses: Sequence[tuple[float, float]]) -> Iterator[Span]:
    """The spans outside the pauses; what came in a span comes in what is left of it."""
    first = 0
    for span in spans:
        while first < len(pauses) and pauses[first][1] <= span.begin:
            first += 1
        left = []
        begin, index = span.begin, first
        while index < len(pauses) and pauses[index][0] < span.end:
            if pauses[index][0] > begin:
                left.append((begin, pauses[index][0]))
            begin = pauses[index][1]
            index += 1
        if begin < span.end:
            left.append((begin, span.end))
        length = sum(end - begin for begin, end in left)
        for begin, end in left:
            yield Span(begin, end, span.amount / length)
