"""The whole plan as a profile of speed or power, what is done of it, and the heart rate over it."""

from collections.abc import Sequence
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from rich.style import Style

from runwalk_tui.plans.chart import EIGHTHS, TimeAxis
from runwalk_tui.tui.brake_text import NO_EFFORTS, Efforts, plan_efforts, session_efforts
from runwalk_tui.tui.drawing.canvas import Canvas
from runwalk_tui.tui.drawing.themes import Ink, kind_tone
from runwalk_tui.tui.widgets.heart_line import LOWEST_SHARE, Dots, HeartLine, merged
from runwalk_tui.tui.widgets.panel import Panel
from runwalk_tui.units.constants import Units
from runwalk_tui.units.format import clock, speed
from runwalk_tui.workout.completion import Span, spans_done
from runwalk_tui.workout.pain import is_too_sore
from runwalk_tui.workout.plan import Kind, Plan
from runwalk_tui.workout.session import Phase, Session

LEFT, RIGHT = 5, 4
"""Columns for the labels of speed and of heart rate."""

PAST, AHEAD = 0.42, 1.0
"""Strength of the colours: what lies ahead stands out, and the heart rate before what is done."""

SKIPPED_STRENGTH = 0.55

HEADROOM = 1.1
"""The scale of speed ends so far above the fastest step; the slowest fills about a third."""

SKIPPED = "░"

MOSTLY_FULL = EIGHTHS[4:]

_QUADRANTS = {(0, 1): "▗", (0, 2): "▐", (1, 0): "▖", (1, 1): "▄", (1, 2): "▟", (2, 0): "▌"}
_QUADRANTS |= {(2, 1): "▙", (2, 2): "█"}
"""The block that fills so many halves of a cell's left and right side, from the bottom."""

LINE_ROWS, VALUE_ROWS = 7, 4
"""So many rows and the axis has a line; so many of the plot and bars have their values."""

_TICKS_S = (10, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400, 43_200)


@lru_cache(maxsize=8)
def axis_of(plan: Plan, columns: int) -> TimeAxis:
    """Along so many columns in halves, of which a step gets one only where a whole is too much."""
    shortest_s = min(step.planned_s for step in plan.steps)
    is_fine = shortest_s / plan.planned_s * columns < 1
    return TimeAxis(plan, columns, parts=2) if is_fine else TimeAxis(plan, columns, times=2)


class ProfileFace(NamedTuple):
    """The profile's face; ``cursor`` is a column, None before the start.

    With ``walks_only`` no run that lies ahead will be done: the runner is in pain.
    """

    plan: Plan
    nudges_kmh: tuple[tuple[Kind, float], ...]
    cursor: int | None
    trace: Sequence[tuple[float, int]]
    max_bpm: int
    units: Units
    done: tuple[Span, ...] = ()
    efforts: Efforts = NO_EFFORTS
    walks_only: bool = False

    def is_left_out(self, index: int) -> bool:
        """True if a step that lies ahead will not be done."""
        return self.walks_only and self.plan.steps[index].kind.is_running

    @property
    def values(self) -> tuple[float, ...]:
        """The height of each step: its speed in km/h, or what it asks of a brake."""
        if self.efforts.values:
            return self.efforts.values
        nudges = dict(self.nudges_kmh)
        return tuple(
            round(step.speed_kmh + nudges.get(step.kind, 0.0), 2) for step in self.plan.steps
        )

    def text(self, value: float) -> str:
        """A height in words; nothing where it is no number that anybody is asked for."""
        if not self.efforts.values:
            return speed(value, self.units)
        return f"{value:.0f}" if self.efforts.has_numbers else ""


class Bar(NamedTuple):
    """A half column: how high it is in eighths of a cell, and how it is filled."""

    eighths: int
    filling: Style
    is_skipped: bool = False


class SpeedScale:
    """Places speeds, or efforts, between the bottom and the top of the plot."""

    def __init__(self, speeds: Sequence[float]) -> None:
        self.slowest, self.fastest = max(0.1, min(speeds)), max(0.1, *speeds)
        self._bottom = max(0.0, self.slowest - (self.fastest - self.slowest) / 2)
        if self.slowest == self.fastest:
            self._bottom = 0.0

    def share(self, kmh: float) -> float:
        """Height of a speed, 0 to 1."""
        return max(0.0, (kmh - self._bottom) / (self.fastest * HEADROOM - self._bottom))


def tick_s(total_s: float, columns: int) -> int:
    """Seconds between labels of the axis, so that each has some 10 columns."""
    room = max(1, columns // 10)
    return next((tick for tick in _TICKS_S if total_s / tick <= room), 86_400)


class Profile(Panel[Session | Plan, ProfileFace | None]):
    """Speed as filled columns, heart rate as a line, time along the bottom."""

    _line: HeartLine | None = None
    _plot: tuple[Plan, int, int, int] | None = None

    def look(self, source: Session | Plan) -> ProfileFace | None:
        """A plan alone, or with what is done of it."""
        units = self.options.units
        if isinstance(source, Plan):
            return ProfileFace(source, (), None, (), 0, units, efforts=plan_efforts(source))
        if source.plan is None:
            return None
        return ProfileFace(
            source.plan,
            tuple(source.nudges_kmh.items()),
            self._cursor(source, source.plan),
            source.heart.trace,
            source.runner.max_bpm,
            units,
            spans_done(source) if source.records else (),
            session_efforts(source),
            source.is_before_the_end and is_too_sore(source),
        )

    def _cursor(self, session: Session, plan: Plan) -> int | None:
        columns = self.size.width - LEFT - RIGHT
        waits = session.phase in (Phase.OPENING, Phase.ARMING) and not session.done
        if waits or columns < 1:
            return None
        at_s = session.plan_position_s
        if session.step is None and session.done:
            at_s = plan.start_s(session.done[-1].index + 1)
        return min(columns, int(axis_of(plan, columns).column(at_s) / 2))

    def paint(self, canvas: Canvas, ink: Ink, face: ProfileFace | None) -> None:
        """The plot, and below it the axis: a line and its labels, or labels alone."""
        has_line = canvas.height >= LINE_ROWS
        columns, rows = canvas.width - LEFT - RIGHT, canvas.height - 1 - has_line
        if face is None or columns < 10 or rows < 2:
            return
        scale = SpeedScale(face.values)
        axis = axis_of(face.plan, columns)
        bars = self._bars(ink, face, axis, scale, rows)
        for column in range(columns):
            _paint_cell_column(canvas, LEFT + column, rows, *bars[2 * column : 2 * column + 2])
        written = self._paint_values(canvas, ink, face, axis, rows, bars)
        self._paint_heart(canvas, ink, self._dots(face, axis, columns, rows))
        if face.cursor is not None:
            self._paint_cursor(canvas, ink, min(face.cursor, columns - 1), rows)
        self._paint_speeds(canvas, ink, face, scale, rows, written)
        self._paint_heart_scale(canvas, ink, face, rows)
        if has_line:
            done = face.cursor or 0
            canvas.put(LEFT, rows, "━" * done, ink())
            canvas.put(LEFT + done, rows, "─" * (columns - done), ink("soft"))
        self._paint_axis(canvas, ink, face, axis, rows + has_line)

    @staticmethod
    def _bars(
        ink: Ink, face: ProfileFace, axis: TimeAxis, scale: SpeedScale, rows: int
    ) -> list[Bar]:
        """One for each half column."""
        plan, values = face.plan, face.values
        spans = [(axis.column(begin), axis.column(end)) for begin, end in merged(face.done)]
        bars = []
        for half, index in enumerate(axis.owners):
            step = plan.steps[index]
            kmh = values[index]
            is_past = face.cursor is not None and half < 2 * face.cursor
            is_done = any(left <= half + 0.5 <= right for left, right in spans)
            is_skipped = not is_done if is_past else face.is_left_out(index)
            strength = SKIPPED_STRENGTH if is_skipped else PAST if is_past else AHEAD
            filling = ink(kind_tone(step.kind), strength=strength)
            bars.append(Bar(max(1, round(scale.share(kmh) * rows * 8)), filling, is_skipped))
        return bars

    def _dots(self, face: ProfileFace, axis: TimeAxis, columns: int, rows: int) -> Dots:
        """The heart rate along the axis, in which a short step may be wider than its time.

        The line drawn last is drawn on where it is the same, and longer.
        """
        plot = face.plan, face.max_bpm, columns, rows
        line, trace = self._line, face.trace
        if plot != self._plot or line is None or not line.begins(trace):
            self._plot = plot
            self._line = line = HeartLine(face.plan.planned_s, face.max_bpm, columns, rows)
        if line.count < len(trace):
            plan_s = face.plan.planned_s

            def along(t: float) -> float:
                return axis.column(t) / axis.width * plan_s

            done = [(along(begin), along(end)) for begin, end in face.done]
            line.draw(trace, done, along)
        return line.cells

    def _paint_heart(self, canvas: Canvas, ink: Ink, dots: Dots) -> None:
        """The line; behind it stays the colour that fills most of the cell."""
        line = ink("heart", bold=True)
        for (column, row), braille in dots.items():
            x = LEFT + column
            glyph, below = canvas.at(x, row)
            ground = below.color if glyph in MOSTLY_FULL else below.bgcolor
            canvas.put(x, row, chr(0x2800 + braille), line + Style(bgcolor=ground))

    def _paint_cursor(self, canvas: Canvas, ink: Ink, column: int, rows: int) -> None:
        for row in range(rows):
            canvas.put(LEFT + column, row, "┃" if row else "▼", ink(bold=True))

    @staticmethod
    def _paint_values(
        canvas: Canvas, ink: Ink, face: ProfileFace, axis: TimeAxis, rows: int, bars: list[Bar]
    ) -> set[float]:
        """The speed on the first bar of each that is wide enough; returns which were written."""
        values = face.values
        written: set[float] = set()
        begin = 0
        for index, halves in groupby(axis.owners):
            half, begin = begin, begin + len(list(halves))
            kmh = values[index]
            text = face.text(kmh)
            left, right = (half + 1) // 2, begin // 2
            is_past = face.cursor is not None and left <= face.cursor
            is_idle = is_past or face.is_left_out(index)
            if not text or kmh in written or is_idle or right - left < len(text):
                continue
            bar = bars[2 * left]
            if bar.eighths < 8 or rows < VALUE_ROWS:
                continue
            x = LEFT + left + (right - left - len(text)) // 2
            filling = Style(color=ink().bgcolor, bgcolor=bar.filling.color, bold=True)
            canvas.put(x, rows - bar.eighths // 8, text, filling)
            written.add(kmh)
        return written

    def _paint_speeds(
        self,
        canvas: Canvas,
        ink: Ink,
        face: ProfileFace,
        scale: SpeedScale,
        rows: int,
        written: set[float],
    ) -> None:
        """The fastest and the slowest speed, at the top of their columns, if no bar says it."""
        asked = {kmh for at, kmh in enumerate(face.values) if not face.is_left_out(at)}
        for kmh in sorted({scale.fastest, scale.slowest} & asked):
            if round(kmh, 2) in written:
                continue
            row = rows - 1 - max(0, min(rows - 1, round(scale.share(kmh) * rows - 0.75)))
            canvas.put_right(LEFT - 1, row, face.text(kmh), ink("soft"))

    def _paint_heart_scale(self, canvas: Canvas, ink: Ink, face: ProfileFace, rows: int) -> None:
        if not face.trace:
            return
        lowest = face.max_bpm * LOWEST_SHARE
        for bpm in range(80, face.max_bpm + 1, 20 if rows >= 12 else 40):
            row = int((face.max_bpm - bpm) / (face.max_bpm - lowest) * rows)
            if 0 <= row < rows:
                canvas.put_right(canvas.width, row, str(bpm), ink("heart", strength=0.75))

    def _paint_axis(
        self, canvas: Canvas, ink: Ink, face: ProfileFace, axis: TimeAxis, row: int
    ) -> None:
        total_s = face.plan.planned_s
        step_s = tick_s(total_s, axis.width // 2)
        x = 0
        for tick in range(int(total_s // step_s) + 1):
            text = clock(tick * step_s)
            at = LEFT + round(axis.column(tick * step_s) / 2)
            at -= len(text) // 2 if tick else 0
            if at >= x and at + len(text) <= canvas.width:
                x = canvas.put(at, row, text, ink("soft")) + 1


def _paint_cell_column(canvas: Canvas, x: int, rows: int, left: Bar, right: Bar) -> None:
    """A column of cells: in eighths where both halves are alike, else in halves of a cell."""
    for row in range(rows):
        low, high = (max(0, min(8, bar.eighths - 8 * (rows - 1 - row))) for bar in (left, right))
        if not low and not high:
            continue
        if left == right:
            glyph = SKIPPED if left.is_skipped and low == 8 else EIGHTHS[low]
            canvas.put(x, row, glyph, left.filling)
        elif low >= 4 and high >= 4 and left.filling != right.filling:
            canvas.put(x, row, "▌", left.filling + Style(bgcolor=right.filling.color))
        else:
            filling = left.filling if low >= high else right.filling
            halves = round(low / 4), round(high / 4)
            if halves in _QUADRANTS:
                canvas.put(x, row, _QUADRANTS[halves], filling)
