"""The days of the last months: the longer a runner was on the belt, the fuller and brighter a cell.

One row where there is little room, with a mark at each Monday; seven rows, Monday first, where
there is more. A ring is a day that the runner means to run on.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import NamedTuple

from runwalk_tui.language.dates import month, weekday
from runwalk_tui.tui.drawing.canvas import Canvas
from runwalk_tui.tui.drawing.themes import Ink
from runwalk_tui.tui.widgets.panel import Panel

SHADES = "░▒▓█"
STEPS_S = (1200.0, 2400.0, 3600.0)
"""From so many seconds a day on the next shade is taken."""

NONE, AHEAD = "·", " "
ROWS = 8
"""Seven days and the names of the months."""

CELL = 2
"""Columns of a week."""

DAY = timedelta(days=1)
MONDAY = date(2024, 1, 1)


PLANNED = "○"


class Days(NamedTuple):
    """Seconds by day, which day it is, and the weekdays to run on, from 0 for Monday."""

    seconds: Mapping[date, float]
    today: date
    planned: tuple[int, ...] = ()


class HeatFace(NamedTuple):
    """The content of the strip."""

    seconds: tuple[tuple[date, float], ...]
    today: date
    planned: tuple[int, ...] = ()


class HeatStrip(Panel[Days, HeatFace]):
    """As many days as there is room for, the last one at the right."""

    def look(self, source: Days) -> HeatFace:
        """The days with a session."""
        return HeatFace(tuple(sorted(source.seconds.items())), source.today, source.planned)

    def paint(self, canvas: Canvas, ink: Ink, face: HeatFace) -> None:
        """A calendar, or one row."""
        cells = _Cells(dict(face.seconds), face.today, face.planned)
        if canvas.height >= ROWS:
            self._paint_weeks(canvas, ink, cells)
        else:
            self._paint_row(canvas, ink, cells)

    def _paint_row(self, canvas: Canvas, ink: Ink, cells: "_Cells") -> None:
        """Up to today, or to the end of the week where days of it are planned."""
        x, day = canvas.width, cells.today
        if cells.planned:
            day += DAY * (6 - day.weekday())
        while True:
            width = 1 + (day.weekday() == 0)
            if x - width < 0:
                return
            glyph, tone = cells.at(day)
            canvas.put(x - 1, 0, glyph, ink(tone))
            x -= width
            day -= DAY

    def _paint_weeks(self, canvas: Canvas, ink: Ink, cells: "_Cells") -> None:
        today = cells.today
        for row in range(0, 7, 2):
            canvas.put(0, row, weekday(MONDAY + row * DAY)[:2], ink("soft"))
        weeks = (canvas.width - 3) // CELL
        monday = today - timedelta(days=today.weekday() + 7 * (weeks - 1))
        free = 0
        for week in range(weeks):
            x = 3 + week * CELL
            for row in range(7):
                day = monday + timedelta(days=7 * week + row)
                glyph, tone = cells.at(day)
                canvas.put(x, row, glyph, ink(tone))
            first = monday + timedelta(days=7 * week)
            if first.day <= 7 and x >= free and x + 3 <= canvas.width:
                free = canvas.put(x, 7, month(first), ink("soft")) + 1


class _Cells(NamedTuple):
    """The content of each day."""

    seconds: Mapping[date, float]
    today: date
    planned: tuple[int, ...]

    def at(self, day: date) -> tuple[str, str]:
        """Glyph and tone: what was run, or is meant to be; a planned day that passed is faint."""
        seconds = self.seconds.get(day, 0.0)
        if seconds > 0:
            return SHADES[sum(seconds >= step for step in STEPS_S)], "good"
        if day.weekday() in self.planned:
            return PLANNED, "faint" if day < self.today else "foreground"
        return (NONE, "faint") if day <= self.today else (AHEAD, "soft")
