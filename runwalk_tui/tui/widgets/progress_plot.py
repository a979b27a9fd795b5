"""One figure over time: bars for what is a sum, a line for what is not."""

from collections.abc import Sequence
from math import ceil, floor, log10
from typing import NamedTuple

from runwalk_tui.language import decimal
from runwalk_tui.plans.chart import EIGHTHS
from runwalk_tui.tui.drawing.canvas import Canvas
from runwalk_tui.tui.drawing.themes import Ink
from runwalk_tui.tui.widgets.heart_line import heart_dots
from runwalk_tui.tui.widgets.panel import Panel

MOST_POINTS = 26
"""So many of the last weeks or sessions are drawn."""

LEAST_PITCH, MOST_PITCH = 2, 9
"""Columns from one bar to the next."""

RIGHT = 5
"""Columns for the last value of a line."""

LEAST_COLUMNS, LEAST_ROWS = 12, 3


class Figure(NamedTuple):
    """One figure over time.

    Attributes:
        name: What it is.
        points: Label and value, the oldest first.
        tone: Its colour.
        is_sum: It grows from zero, and is drawn in bars; else as a line.
    """

    name: str
    points: tuple[tuple[str, float], ...]
    tone: str
    is_sum: bool = False


class Scale(NamedTuple):
    """Values from the bottom of the plot to its top, with round ticks between."""

    bottom: float
    top: float
    ticks: tuple[float, ...]

    def share(self, value: float) -> float:
        """Height of a value, 0 to 1."""
        return min(1.0, max(0.0, (value - self.bottom) / (self.top - self.bottom)))

    def text(self, value: float) -> str:
        """A value as exact as the ticks are."""
        if all(tick % 1 == 0 for tick in self.ticks):
            return _text(value)
        return decimal(f"{value:.1f}")


def scale_of(low: float, high: float, most_ticks: int) -> Scale:
    """Return a scale between ticks that are multiples of 1, 2 or 5 times a power of ten.

    There are at most ``most_ticks`` of them, which is 2 or more.
    """
    span = max(high - low, 1.0)
    power = 10.0 ** floor(log10(span / most_ticks))
    for step in (power * size for size in (1, 2, 5, 10, 20, 50)):
        first, last = floor(low / step), max(ceil(high / step), floor(low / step) + 1)
        if last - first < most_ticks:
            break
    return Scale(first * step, last * step, tuple(n * step for n in range(first, last + 1)))


class FigurePlot(Panel[Figure, Figure]):
    """The last points of a figure with their values, over one thin axis."""

    def look(self, source: Figure) -> Figure:
        """As many points as there may be."""
        return source._replace(points=source.points[-MOST_POINTS:])

    def paint(self, canvas: Canvas, ink: Ink, face: Figure) -> None:
        """The plot with its scale at the left, then the axis and its labels."""
        rows = canvas.height - 2
        if canvas.width < LEAST_COLUMNS or rows < LEAST_ROWS or not face.points:
            return
        values = [value for _, value in face.points]
        low, high = (0.0, max(values)) if face.is_sum else (min(values), max(values))
        scale = scale_of(low, high, max(2, (rows - face.is_sum) // 2 + 1))
        if face.is_sum:
            scale = scale._replace(top=high, ticks=tuple(t for t in scale.ticks if t <= high))
        left = max(len(scale.text(tick)) for tick in scale.ticks) + 1
        columns = canvas.width - left - (0 if face.is_sum else RIGHT)
        points = face.points[-(columns // LEAST_PITCH) :]
        pitch = min(MOST_PITCH, columns // len(points))
        height = rows - 1 if face.is_sum else rows
        for tick in scale.ticks:
            row = rows - 1 - min(height - 1, floor(scale.share(tick) * height))
            canvas.put_right(left - 1, row, scale.text(tick), ink("soft"))
        if face.is_sum:
            _paint_bars(canvas, ink, face._replace(points=points), scale, left, pitch, rows)
        else:
            _paint_line(canvas, ink, face._replace(points=points), scale, left, pitch, rows)
        canvas.put(left, rows, "─" * (pitch * len(points)), ink("soft"))
        _paint_labels(canvas, ink, [label for label, _ in points], left, pitch, rows + 1)


def _paint_bars(
    canvas: Canvas, ink: Ink, face: Figure, scale: Scale, left: int, pitch: int, rows: int
) -> None:
    """Each in eighths of a cell, its value on it; where those are too wide, of the last ones."""
    filling = ink(face.tone)
    widest = max(len(_text(value)) for _, value in face.points)
    every = ceil((widest + 1) / pitch)
    for index, (_, value) in enumerate(face.points):
        x = left + index * pitch
        full, rest = divmod(round(scale.share(value) * (rows - 1) * 8), 8)
        if value > 0:
            full, rest = (full, rest) if full or rest else (0, 1)
        for row in range(rows - full, rows):
            canvas.put(x, row, "█" * (pitch - 1), filling)
        if rest:
            canvas.put(x, rows - 1 - full, EIGHTHS[rest] * (pitch - 1), filling)
        if (len(face.points) - 1 - index) % every == 0:
            row = rows - 1 - full - (rest > 0)
            text = _text(value)
            canvas.put(max(left, x + (pitch - 1 - len(text)) // 2), row, text, ink())


def _paint_line(
    canvas: Canvas, ink: Ink, face: Figure, scale: Scale, left: int, pitch: int, rows: int
) -> None:
    """In dots from point to point; the last value stands behind it."""
    columns, count = pitch * len(face.points), len(face.points)
    whole = 1000
    trace = [
        ((index + 0.5) / count, round(scale.share(value) * whole))
        for index, (_, value) in enumerate(face.points)
    ]
    for (x, y), dots in heart_dots(trace, 1.0, whole, columns, rows, lowest=0.0).items():
        canvas.put(left + x, y, chr(0x2800 + dots), ink(face.tone, bold=True))
    last = face.points[-1][1]
    row = rows - 1 - min(rows - 1, floor(scale.share(last) * rows))
    canvas.put(left + columns, row, f" {scale.text(last)}", ink(bold=True))


def _paint_labels(
    canvas: Canvas, ink: Ink, labels: Sequence[str], left: int, pitch: int, row: int
) -> None:
    """As many as fit, the last one among them."""
    widest = max(len(label) for label in labels)
    every = ceil((widest + 1) / pitch)
    for index, label in enumerate(labels):
        at = left + index * pitch + (pitch - 1 - len(label)) // 2
        if (len(labels) - 1 - index) % every == 0 and 0 <= at <= canvas.width - len(label):
            canvas.put(at, row, label, ink("soft"))


def _text(value: float) -> str:
    return decimal(f"{value:.1f}") if value % 1 and abs(value) < 10 else f"{value:.0f}"
