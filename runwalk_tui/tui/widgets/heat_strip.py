"""The days of the last months: the longer a runner was on the belt, the fuller and brighter a cell.

One row where there is little room, with a mark at each Monday; seven rows, Monday first, where
there is more.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import NamedTuple

from runwalk_tui.tui.drawing.canvas import Canvas
from runwalk_tui.tui.drawing.themes import Ink
from runwalk_tui.tui.widgets.panel import Panel

SHADES = "░▒▓█"
STEPS_S = (1200.0, 2400.0, 3600.0)
"""From so many seconds a day on the next shade is taken."""

NONE, AHEAD = "·", " "
DAYS = ("Mo", "", "We", "", "Fr", "", "Su")
ROWS = 8
"""Seven days and the names of the months."""

CELL = 2
"""Columns of a week."""

DAY = timedelta(days=1)


class Days(NamedTuple):
    """Seconds by day, and which day it is."""

    seconds: Mapping[date, float]
    today: date


class HeatFace(NamedTuple):
    """What the strip shows."""

    seconds: tuple[tuple[date, float], ...]
    today: date


class HeatStrip(Panel[Days, HeatFace]):
    """As many days as there is room for, the last one at the right."""

    def look(self, source: Days) -> HeatFace:
        """The days with a session."""
        return HeatFace(tuple(sorted(source.seconds.items())), source.today)

    def paint(self, canvas: Canvas, ink: Ink, face: HeatFace) -> None:
        """A calendar, or one row."""
        seconds = dict(face.seconds)
        if canvas.height >= ROWS:
            self._paint_weeks(canvas, ink, seconds, face.today)
        else:
            self._paint_row(canvas, ink, seconds, face.today)

    def _paint_row(
        self, canvas: Canvas, ink: Ink, seconds: Mapping[date, float], today: date
    ) -> None:
        x = canvas.width
        day = today
        while True:
            width = 1 + (day.weekday() == 0)
            if x - width < 0:
                return
            glyph, tone = _cell(seconds.get(day, 0.0))
            canvas.put(x - 1, 0, glyph, ink(tone))
            x -= width
            day -= DAY

    def _paint_weeks(
        self, canvas: Canvas, ink: Ink, seconds: Mapping[date, float], today: date
    ) -> None:
        for row, name in enumerate(DAYS):
            canvas.put(0, row, name, ink("soft"))
        weeks = (canvas.width - 3) // CELL
        monday = today - timedelta(days=today.weekday() + 7 * (weeks - 1))
        free = 0
        for week in range(weeks):
            x = 3 + week * CELL
            for row in range(7):
                day = monday + timedelta(days=7 * week + row)
                glyph, tone = _cell(seconds.get(day, 0.0)) if day <= today else (AHEAD, "soft")
                canvas.put(x, row, glyph, ink(tone))
            first = monday + timedelta(days=7 * week)
            if first.day <= 7 and x >= free and x + 3 <= canvas.width:
                free = canvas.put(x, 7, f"{first:%b}", ink("soft")) + 1


def _cell(seconds: float) -> tuple[str, str]:
    if seconds <= 0:
        return NONE, "faint"
    return SHADES[sum(seconds >= step for step in STEPS_S)], "good"
