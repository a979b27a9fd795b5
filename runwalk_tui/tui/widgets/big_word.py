"""A word in large letters with one sentence and one key, for who stands two metres away."""

from textwrap import wrap

from runwalk_tui.tui.drawing.canvas import Canvas
from runwalk_tui.tui.drawing.themes import Ink
from runwalk_tui.tui.two_metres import Word
from runwalk_tui.tui.widgets.panel import Panel

MOST_ROWS = 5
"""Of the letters."""


class BigWord(Panel[Word, Word]):
    """The word as large as fits, the sentence and the key below."""

    def look(self, source: Word) -> Word:
        """The word as it was given."""
        return source

    def paint(self, canvas: Canvas, ink: Ink, face: Word) -> None:
        """From top to bottom; the letters leave a row each to the sentence and the key."""
        below = [(line, True) for line in wrap(face.sentence, max(1, canvas.width))]
        below += [(face.key, False)] if face.key else []
        rows = max(1, min(MOST_ROWS, canvas.height - len(below)))
        _, y = canvas.put_large(0, 0, face.big, ink(face.tone), canvas.width, rows)
        for line, is_loud in below:
            canvas.put(0, y, line, ink(bold=True) if is_loud else ink("soft"))
            y += 1
