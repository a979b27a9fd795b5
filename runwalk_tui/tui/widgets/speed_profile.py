"""The whole plan as a profile of speed, what is done of it, and the heart rate over it."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from rich.style import Style

from runwalk_tui.plans.chart import EIGHTHS, profile_columns
from runwalk_tui.tui.drawing.canvas import Canvas
from runwalk_tui.tui.drawing.themes import Ink, kind_tone
from runwalk_tui.tui.widgets.panel import Panel
from runwalk_tui.units.constants import Units
from runwalk_tui.units.format import clock, speed
from runwalk_tui.workout.completion import Span, is_done, spans_done
from runwalk_tui.workout.plan import Kind, Plan
from runwalk_tui.workout.session import Phase, Session

LEFT, RIGHT = 5, 4
"""Columns for the labels of speed and of heart rate."""

DONE, TO_COME = 0.62, 0.24
"""Strength of the colours."""

HEADROOM = 1.1
"""The scale of speed ends so far above the fastest step; the slowest fills about a third."""

LOWEST_SHARE = 0.45
"""The scale of the heart rate goes from this share of the maximum up to the maximum."""

GAP_S = 2.0
"""So much that was not done between two heart rates parts the line."""

SKIPPED = "░"

_DOTS = ((0x01, 0x02, 0x04, 0x40), (0x08, 0x10, 0x20, 0x80))
"""Braille dots by column and row of a cell."""

MOSTLY_FULL = EIGHTHS[4:]

_TICKS_S = (10, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400, 43_200)

columns_of = lru_cache(maxsize=8)(profile_columns)


class ProfileFace(NamedTuple):
    """The profile's face; ``cursor`` is a column, None before the start."""

    plan: Plan
    nudges_kmh: tuple[tuple[Kind, float], ...]
    cursor: int | None
    trace: Sequence[tuple[float, int]]
    max_bpm: int
    units: Units
    done: tuple[Span, ...] = ()


class SpeedScale:
    """Places speeds between the bottom and the top of the plot."""

    def __init__(self, plan: Plan, nudges_kmh: Mapping[Kind, float]) -> None:
        speeds = [step.speed_kmh + nudges_kmh.get(step.kind, 0.0) for step in plan.steps]
        self.slowest, self.fastest = max(0.1, min(speeds)), max(0.1, *speeds)
        self._bottom = max(0.0, self.slowest - (self.fastest - self.slowest) / 2)
        if self.slowest == self.fastest:
            self._bottom = 0.0

    def share(self, kmh: float) -> float:
        """Height of a speed, 0 to 1."""
        return max(0.0, (kmh - self._bottom) / (self.fastest * HEADROOM - self._bottom))


def heart_dots(
    trace: Sequence[tuple[float, int]],
    plan_s: float,
    max_bpm: int,
    columns: int,
    rows: int,
    done: tuple[Span, ...] = (),
) -> dict[tuple[int, int], int]:
    """The heart rate as braille: bits by (column, row), joined from reading to reading.

    It is not joined across a part of the plan that was passed over.
    """
    cells: dict[tuple[int, int], int] = {}
    lowest = max_bpm * LOWEST_SHARE
    across, down = 2 * columns - 1, 4 * rows - 1

    def point(at_s: float, bpm: int) -> tuple[int, int]:
        share = min(1.0, max(0.0, (bpm - lowest) / (max_bpm - lowest)))
        return round(min(1.0, at_s / plan_s) * across), round((1 - share) * down)

    for before, after in pairwise(trace):
        (x0, y0), (x1, y1) = point(*before), point(*after)
        if x1 < x0 or (done and _is_gap(done, before[0], after[0])):
            continue
        steps = max(x1 - x0, abs(y1 - y0), 1)
        for step in range(steps + 1):
            x, y = round(x0 + (x1 - x0) * step / steps), round(y0 + (y1 - y0) * step / steps)
            cell = (x // 2, y // 4)
            cells[cell] = cells.get(cell, 0) | _DOTS[x % 2][y % 4]
    return cells


def _is_gap(done: tuple[Span, ...], begin_s: float, end_s: float) -> bool:
    """Whether part of what lies between was not done: by more than a reading takes."""
    done_s = sum(max(0.0, min(end, end_s) - max(begin, begin_s)) for begin, end in merged(done))
    return end_s - begin_s - done_s > GAP_S


def merged(spans: tuple[Span, ...]) -> list[Span]:
    """Spans in order, those that overlap as one."""
    found: list[Span] = []
    for begin, end in sorted(spans):
        if found and begin <= found[-1][1]:
            found[-1] = found[-1][0], max(end, found[-1][1])
        else:
            found.append((begin, end))
    return found


def tick_s(total_s: float, columns: int) -> int:
    """Seconds between labels of the axis, so that each has some 10 columns."""
    room = max(1, columns // 10)
    return next((tick for tick in _TICKS_S if total_s / tick <= room), 86_400)


class Profile(Panel[Session | Plan, ProfileFace | None]):
    """Speed as filled columns, heart rate as a line, time along the bottom."""

    def look(self, source: Session | Plan) -> ProfileFace | None:
        """A plan alone, or with what is done of it."""
        units = self.options.units
        if isinstance(source, Plan):
            return ProfileFace(source, (), None, (), 0, units)
        if source.plan is None:
            return None
        return ProfileFace(
            source.plan,
            tuple(source.nudges_kmh.items()),
            self._cursor(source, source.plan),
            source.heart.trace,
            source.runner.max_bpm,
            units,
            spans_done(source) if source.step is not None or source.done else (),
        )

    def _cursor(self, session: Session, plan: Plan) -> int | None:
        columns = self.size.width - LEFT - RIGHT
        if session.phase in (Phase.OPENING, Phase.ARMING) or columns < 1:
            return None
        share = session.plan_position_s / plan.planned_s
        if session.step is None and session.done:
            last = session.done[-1].index + 1
            share = plan.start_s(last) / plan.planned_s
        return min(columns, int(share * columns))

    def paint(self, canvas: Canvas, ink: Ink, face: ProfileFace | None) -> None:
        """The plot, and below it the axis."""
        columns, rows = canvas.width - LEFT - RIGHT, canvas.height - 1
        if face is None or columns < 10 or rows < 2:
            return
        nudges = dict(face.nudges_kmh)
        scale = SpeedScale(face.plan, nudges)
        plan_s = face.plan.planned_s
        dots = heart_dots(face.trace, plan_s, face.max_bpm, columns, rows, face.done)
        for column, (kind, kmh) in enumerate(columns_of(face.plan, columns)):
            eighths = max(1, round(scale.share(kmh + nudges.get(kind, 0.0)) * rows * 8))
            is_past = face.cursor is not None and column < face.cursor
            strength = DONE if face.cursor is None or is_past else TO_COME
            filling = ink(kind_tone(kind), strength=strength)
            full, rest = divmod(eighths, 8)
            here = column / columns * plan_s, (column + 1) / columns * plan_s
            is_skipped = is_past and not is_done(face.done, *here)
            for row in range(max(0, rows - full), rows):
                canvas.put(LEFT + column, row, SKIPPED if is_skipped else "█", filling)
            if is_skipped:
                continue
            if rest and full < rows:
                canvas.put(LEFT + column, rows - 1 - full, EIGHTHS[rest], filling)
        self._paint_heart(canvas, ink, dots)
        if face.cursor is not None:
            self._paint_cursor(canvas, ink, min(face.cursor, columns - 1), rows)
        self._paint_speeds(canvas, ink, face, scale, rows)
        self._paint_heart_scale(canvas, ink, face, rows)
        self._paint_axis(canvas, ink, face, columns, rows)

    def _paint_heart(self, canvas: Canvas, ink: Ink, dots: Mapping[tuple[int, int], int]) -> None:
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

    def _paint_speeds(
        self, canvas: Canvas, ink: Ink, face: ProfileFace, scale: SpeedScale, rows: int
    ) -> None:
        """The fastest and the slowest speed, at the top of their columns."""
        for kmh in sorted({scale.fastest, scale.slowest}):
            row = rows - 1 - max(0, min(rows - 1, round(scale.share(kmh) * rows - 0.75)))
            canvas.put_right(LEFT - 1, row, speed(kmh, face.units), ink("soft"))

    def _paint_heart_scale(self, canvas: Canvas, ink: Ink, face: ProfileFace, rows: int) -> None:
        if not face.trace:
            return
        lowest = face.max_bpm * LOWEST_SHARE
        for bpm in range(80, face.max_bpm + 1, 20 if rows >= 12 else 40):
            row = int((face.max_bpm - bpm) / (face.max_bpm - lowest) * rows)
            if 0 <= row < rows:
                canvas.put_right(canvas.width, row, str(bpm), ink("heart", strength=0.7))

    def _paint_axis(
        self, canvas: Canvas, ink: Ink, face: ProfileFace, columns: int, rows: int
    ) -> None:
        total_s = face.plan.planned_s
        step_s = tick_s(total_s, columns)
        x = 0
        for tick in range(int(total_s // step_s) + 1):
            text = clock(tick * step_s)
            at = LEFT + round(tick * step_s / total_s * columns)
            at -= len(text) // 2 if tick else 0
            if at >= x and at + len(text) <= canvas.width:
                x = canvas.put(at, rows, text, ink("soft")) + 1
