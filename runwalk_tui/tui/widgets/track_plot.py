"""A recorded session over its own clock: speed as columns, the heart as a line, another's beside.

The speeds are those that were measured, the colours those of the steps. The second heart line is
dotted, so that the two differ without colours.
"""

from collections.abc import Iterator
from typing import NamedTuple

from rich.style import Style

from runwalk_tui.plans.chart import EIGHTHS
from runwalk_tui.training.history.track import Track, smoothed
from runwalk_tui.tui.drawing.canvas import Canvas
from runwalk_tui.tui.drawing.themes import Ink, kind_tone
from runwalk_tui.tui.widgets.heart_line import LOWEST_SHARE, heart_dots
from runwalk_tui.tui.widgets.panel import Panel
from runwalk_tui.tui.widgets.speed_profile import (
    HEADROOM,
    LEFT,
    MOSTLY_FULL,
    RIGHT,
    tick_s,
)
from runwalk_tui.units.constants import Units
from runwalk_tui.units.format import clock, speed, speed_unit
from runwalk_tui.workout.plan import Kind
from runwalk_tui.workout.session import Session

STRENGTH = 0.5
"""Of the colours of steps, so that the hearts stand out."""

POINTS = 4
"""Heart rates that are joined in the width of a column."""

DOTTED = 0x01 | 0x04 | 0x10 | 0x80
"""Of the dots of a cell, every other one."""

LEAST_COLUMNS, LEAST_ROWS = 10, 2


class Tracks(NamedTuple):
    """A session, how it went, and how another one did."""

    session: Session
    mine: Track
    other: Track | None = None


class TrackFace(NamedTuple):
    """The plot's face: a colour and a speed a column, and the lines as points.

    Attributes:
        columns: Kind of step and mean speed in km/h; None where nothing was measured.
        fastest: Of the columns, km/h.
        mine, other: Heart rates as (seconds, bpm).
        total_s: Of the longer session.
        max_bpm: Top of the scale of heart rates.
        units: As the runner reads.
    """

    columns: tuple[tuple[Kind, float] | None, ...]
    fastest: float
    mine: tuple[tuple[float, int], ...]
    other: tuple[tuple[float, int], ...]
    total_s: float
    max_bpm: int
    units: Units


class TrackPlot(Panel[Tracks, TrackFace | None]):
    """The plot, and below it the axis; empty where there is no room or no second was recorded."""

    def look(self, source: Tracks) -> TrackFace | None:
        """Means of the width of a column."""
        width = self.size.width - LEFT - RIGHT
        others = source.other.length_s if source.other is not None else 0
        total_s = max(source.mine.length_s, others)
        if width < LEAST_COLUMNS or not total_s:
            return None
        mine_width = max(1, width * source.mine.length_s // total_s)
        speeds = smoothed(source.mine.kmh, mine_width)
        kinds = _kinds(source.session, source.mine.length_s, mine_width)
        columns = tuple(
            None if kmh is None else (kind, kmh) for kind, kmh in zip(kinds, speeds, strict=True)
        )
        return TrackFace(
            columns,
            max((kmh for kmh in speeds if kmh is not None), default=1.0),
            _points(source.mine, mine_width),
            () if source.other is None else _points(source.other, width * others // total_s),
            float(total_s),
            source.session.runner.max_bpm,
            self.options.units,
        )

    def paint(self, canvas: Canvas, ink: Ink, face: TrackFace | None) -> None:
        """Columns first, then the lines over them."""
        width, rows = canvas.width - LEFT - RIGHT, canvas.height - 1
        if face is None or width < LEAST_COLUMNS or rows < LEAST_ROWS:
            return
        top = max(0.1, face.fastest * HEADROOM)
        for x, column in enumerate(face.columns):
            if column is not None:
                self._paint_column(canvas, ink, LEFT + x, column[0], column[1] / top, rows)
        for points, tone, mask in ((face.other, "soft", DOTTED), (face.mine, "heart", 0xFF)):
            dots = heart_dots(points, face.total_s, face.max_bpm, width, rows)
            for (x, y), braille in dots.items():
                if braille & mask and x < width:
                    _put_dots(canvas, LEFT + x, y, braille & mask, ink(tone, bold=True))
        canvas.put_right(LEFT - 1, max(0, rows - round(rows / HEADROOM)),
                         speed(face.fastest, face.units), ink("soft"))  # fmt: skip
        self._paint_heart_scale(canvas, ink, face, rows)
        self._paint_axis(canvas, ink, face, width, rows)
        canvas.put(0, rows, speed_unit(face.units), ink("soft"))

    def _paint_column(
        self, canvas: Canvas, ink: Ink, x: int, kind: Kind, share: float, rows: int
    ) -> None:
        filling = ink(kind_tone(kind), strength=STRENGTH)
        full, rest = divmod(max(0, round(share * rows * 8)), 8)
        for row in range(max(0, rows - full), rows):
            canvas.put(x, row, "█", filling)
        if rest and full < rows:
            canvas.put(x, rows - 1 - full, EIGHTHS[rest], filling)

    def _paint_heart_scale(self, canvas: Canvas, ink: Ink, face: TrackFace, rows: int) -> None:
        if not face.mine and not face.other:
            return
        lowest = face.max_bpm * LOWEST_SHARE
        for bpm in range(80, face.max_bpm + 1, 20 if rows >= 12 else 40):
            row = int((face.max_bpm - bpm) / (face.max_bpm - lowest) * rows)
            if 0 <= row < rows:
                canvas.put_right(canvas.width, row, str(bpm), ink("heart", strength=0.75))

    def _paint_axis(self, canvas: Canvas, ink: Ink, face: TrackFace, width: int, rows: int) -> None:
        step_s = tick_s(face.total_s, width)
        x = 0
        for tick in range(int(face.total_s // step_s) + 1):
            text = clock(tick * step_s)
            at = LEFT + round(tick * step_s / face.total_s * width)
            at -= len(text) // 2 if tick else 0
            if at >= x and at + len(text) <= canvas.width:
                x = canvas.put(at, rows, text, ink("soft")) + 1


def _put_dots(canvas: Canvas, x: int, y: int, dots: int, line: Style) -> None:
    """Draws dots; behind them stays the colour that fills most of the cell."""
    glyph, below = canvas.at(x, y)
    if "\u2800" <= glyph <= "\u28ff":
        dots |= ord(glyph) - 0x2800
        ground = below.bgcolor
    else:
        ground = below.color if glyph in MOSTLY_FULL else below.bgcolor
    canvas.put(x, y, chr(0x2800 + dots), line + Style(bgcolor=ground))


def _points(track: Track, width: int) -> tuple[tuple[float, int], ...]:
    count = max(1, min(track.length_s, width * POINTS))
    rates = smoothed(track.bpm, count)
    return tuple(
        ((index + 0.5) * track.length_s / count, round(bpm))
        for index, bpm in enumerate(rates)
        if bpm is not None
    )


def _kinds(session: Session, length_s: int, width: int) -> Iterator[Kind]:
    """The kind of step in the middle of each column."""
    ends = [(step.began_active_s + step.active_s, step.kind) for step in session.records]
    for column in range(width):
        middle_s = (column + 0.5) * length_s / width
        last = ends[-1][1] if ends else Kind.RUN
        yield next((kind for end_s, kind in ends if middle_s < end_s), last)
