"""A heart rate over time as a line of braille dots, which can be drawn on."""

from collections.abc import Callable, Mapping, Sequence
from itertools import islice

from runwalk_tui.workout.completion import Span

LOWEST_SHARE = 0.45
"""The scale of the heart rate goes from this share of the maximum up to the maximum."""

GAP_S = 2.0
"""So much that was not done between two heart rates parts the line."""

_DOTS = ((0x01, 0x02, 0x04, 0x40), (0x08, 0x10, 0x20, 0x80))
"""Braille dots by column and row of a cell."""

Dots = Mapping[tuple[int, int], int]
"""The bits of a braille character by column and row."""

Reading = tuple[float, int]
"""Seconds of the plan, and a heart rate."""


class HeartLine:
    """The line on a plot of so many columns and rows, joined from reading to reading.

    It is not joined across a part of the plan that was passed over.

    Args:
        plan_s: What the columns stand for.
        max_bpm: The top of the scale.
        columns, rows: Of the plot.
        lowest: The bottom of the scale, by default `LOWEST_SHARE` of its top.

    Attributes:
        count: So many readings are drawn.
        cells: The dots.
    """

    def __init__(
        self, plan_s: float, max_bpm: float, columns: int, rows: int, lowest: float | None = None
    ) -> None:
        self.count = 0
        self.cells: dict[tuple[int, int], int] = {}
        self._plan_s = plan_s
        self._lowest = max_bpm * LOWEST_SHARE if lowest is None else lowest
        self._span_bpm = max_bpm - self._lowest
        self._across, self._down = 2 * columns - 1, 4 * rows - 1
        self._last: Reading | None = None
        self._last_s, self._x, self._y = 0.0, 0, 0

    def begins(self, trace: Sequence[Reading]) -> bool:
        """Return True if what is drawn is how a sequence that only grows begins."""
        if self._last is None:
            return not self.count
        return len(trace) >= self.count and trace[self.count - 1] is self._last

    def draw(
        self,
        trace: Sequence[Reading],
        done: Sequence[Span] = (),
        along: Callable[[float], float] = float,
    ) -> None:
        """Draws the readings that are not drawn yet.

        Args:
            trace: All readings.
            done: The parts of the plan that were done, as places along the axis.
            along: Makes such a place of a reading's time.
        """
        spans = merged(done)
        for reading in islice(trace, self.count, None):
            self._add(along(reading[0]), reading[1], spans)
            self.count += 1
            self._last = reading

    def _add(self, at_s: float, bpm: int, spans: Sequence[Span]) -> None:
        share = min(1.0, max(0.0, (bpm - self._lowest) / self._span_bpm))
        x1 = round(min(1.0, at_s / self._plan_s) * self._across)
        y1 = round((1 - share) * self._down)
        if self.count:
            x0, y0 = self._x, self._y
            is_joined = x1 >= x0 and not (spans and _is_gap(spans, self._last_s, at_s))
            steps = max(x1 - x0, abs(y1 - y0), 1) if is_joined else -1
            for step in range(steps + 1):
                x, y = round(x0 + (x1 - x0) * step / steps), round(y0 + (y1 - y0) * step / steps)
                cell = (x // 2, y // 4)
                self.cells[cell] = self.cells.get(cell, 0) | _DOTS[x % 2][y % 4]
        self._last_s, self._x, self._y = at_s, x1, y1


def heart_dots(
    trace: Sequence[Reading],
    plan_s: float,
    max_bpm: int,
    columns: int,
    rows: int,
    done: Sequence[Span] = (),
    lowest: float | None = None,
) -> Dots:
    """The dots of a `HeartLine` that is drawn once."""
    line = HeartLine(plan_s, max_bpm, columns, rows, lowest)
    line.draw(trace, done)
    return line.cells


def _is_gap(done: Sequence[Span], begin_s: float, end_s: float) -> bool:
    """Return True if part of what lies between was not done: by more than a reading takes.

    ``done`` is `merged`; all are seconds of the plan.
    """
    if end_s - begin_s <= GAP_S:
        return False
    done_s = sum(max(0.0, min(end, end_s) - max(begin, begin_s)) for begin, end in done)
    return end_s - begin_s - done_s > GAP_S


def merged(spans: Sequence[Span]) -> list[Span]:
    """Spans in order, those that overlap as one."""
    found: list[Span] = []
    for begin, end in sorted(spans):
        if found and begin <= found[-1][1]:
            found[-1] = found[-1][0], max(end, found[-1][1])
        else:
            found.append((begin, end))
    return found
