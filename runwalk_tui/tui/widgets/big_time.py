"""The largest thing on the screen: the time left, with what comes next beside it."""

from textwrap import wrap

from rich.style import Style

from runwalk_tui.tui.drawing.big_font import fit_px
from runwalk_tui.tui.drawing.canvas import Canvas
from runwalk_tui.tui.drawing.themes import Ink
from runwalk_tui.tui.run_status import Moment, moment_of
from runwalk_tui.tui.widgets.panel import Panel
from runwalk_tui.workout.session import Session

BESIDE_COLUMNS = 31
"""Room for what stands beside the figures; a narrower panel shows it below them."""

LARGE_BELOW, BELOW_ROWS = 11, 3
"""Of so many rows the figures leave some to what comes, in large letters."""

LONGEST = "00:00"
"""The figures keep the size at which this fits, so that they do not jump."""


class BigTime(Panel[Session, Moment]):
    """Figures on the left, what comes on the right, progress of the step below."""

    def look(self, source: Session) -> Moment:
        """The moment that the session is at."""
        return moment_of(source, self.options.units)

    def paint(self, canvas: Canvas, ink: Ink, face: Moment) -> None:
        """In the last seconds the ground has the colour of what comes, and everything is dark."""
        if face.flood is not None:
            canvas.fill(ink("background", face.flood))
        pad = 2 if canvas.width >= 60 else 1
        right = canvas.width - pad
        if canvas.width < 2 * BESIDE_COLUMNS:
            below = BELOW_ROWS if canvas.height >= LARGE_BELOW and face.headline else 0
            self._paint_figures(canvas, ink, face, pad, right, canvas.height - 2 - below)
            self._paint_below(canvas, ink, face, pad, right - pad, below)
        elif face.headline is None:
            rows = canvas.height - 1 - len(face.lines)
            self._paint_figures(canvas, ink, face, pad, right, rows)
            for y, (text, tone) in enumerate(face.lines, start=rows):
                canvas.put(pad, y, text, self._style(ink, face, tone, bold=tone != "soft"))
        else:
            beside = max(BESIDE_COLUMNS, canvas.width * 3 // 8)
            self._paint_figures(canvas, ink, face, pad, right - beside - 2, canvas.height - 1)
            self._paint_beside(canvas, ink, face, right - beside, right)
        self._paint_progress(canvas, ink, face, pad, right)

    def _paint_figures(
        self, canvas: Canvas, ink: Ink, face: Moment, left: int, right: int, rows: int
    ) -> None:
        columns = right - left - (len(face.unit) + 1 if face.unit else 0)
        longest = max(face.big, LONGEST, key=len)
        px = min(fit_px(longest, columns, rows), fit_px(face.big, columns, rows))
        top = max(0, (rows - (px + 1) // 2) // 2)
        style = self._style(ink, face, face.tone)
        x, bottom = canvas.put_large(left, top, face.big, style, columns, (px + 1) // 2)
        canvas.put(x + 1, bottom - 1, face.unit, self._style(ink, face, face.tone, bold=True))

    def _paint_beside(self, canvas: Canvas, ink: Ink, face: Moment, left: int, right: int) -> None:
        assert face.headline is not None
        room, is_tall = right - left, canvas.height >= 11
        if face.label:
            canvas.put(left, 0, face.label, self._style(ink, face, "soft", bold=bool(face.flood)))
        text, tone = face.headline
        lines = [(line, tone) for words, tone in face.lines for line in wrap(words, room)]
        spare = canvas.height - 2 - len(lines)
        most = max(1, min(max(4, canvas.height * 2 // 5), spare - is_tall))
        _, y = canvas.put_large(left, 1, text, self._style(ink, face, tone), room, most)
        y += 1 if is_tall else 0
        for line, tone in lines:
            if y < canvas.height - 1:
                canvas.put(left, y, line, self._style(ink, face, tone, bold=tone != "soft"))
                y += 1

    def _paint_below(
        self, canvas: Canvas, ink: Ink, face: Moment, x: int, columns: int, large_rows: int
    ) -> None:
        """Paints what comes on a line of its own; large where there are rows for it."""
        y = canvas.height - 2
        if y < 1:
            return
        if face.headline is not None and large_rows:
            text, tone = face.headline
            top = y - large_rows
            beside = f"{face.label} " if face.label else ""
            at = canvas.put(x, top + large_rows - 1, beside, self._style(ink, face, "soft"))
            canvas.put_large(at, top, text, self._style(ink, face, tone), columns, large_rows)
        elif face.headline is not None:
            text, tone = face.headline
            label = f"{face.label} " if face.label else ""
            x = canvas.put(x, y, label, self._style(ink, face, "soft"))
            x = canvas.put(x, y, f"{text} ", self._style(ink, face, tone, bold=True))
        for text, tone in face.lines[: 1 if face.label else 2]:
            if x + len(text) <= canvas.width:
                x = canvas.put(x, y, text, self._style(ink, face, tone)) + 2

    def _paint_progress(
        self, canvas: Canvas, ink: Ink, face: Moment, left: int, right: int
    ) -> None:
        if canvas.height < 3:
            return
        y = canvas.height - 1
        x = canvas.put(left, y, face.caption, self._style(ink, face, "soft")) + 2
        width = right - x
        if face.progress is None or width < 4:
            return
        done = round(face.progress * width)
        x = canvas.put(x, y, "━" * done, self._style(ink, face, face.tone))
        rest = "─" if face.flood else "━"
        canvas.put(x, y, rest * (width - done), self._style(ink, face, "faint"))

    def _style(self, ink: Ink, face: Moment, tone: str, *, bold: bool = False) -> Style:
        if face.flood is not None:
            return ink("background", face.flood, bold=bold)
        return ink(tone, bold=bold)
