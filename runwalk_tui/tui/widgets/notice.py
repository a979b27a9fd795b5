"""A few words that matter now, wrapped, in a colour that says how much."""

from textwrap import wrap
from typing import NamedTuple

from runwalk_tui.tui.canvas import Canvas
from runwalk_tui.tui.themes import Ink
from runwalk_tui.tui.widgets.panel import Panel


class Saying(NamedTuple):
    """Words and the name of their colour."""

    words: str
    tone: str = "foreground"


class Notice(Panel[Saying, Saying]):
    """The words, bold."""

    def look(self, source: Saying) -> Saying:
        """The words themselves."""
        return source

    def paint(self, canvas: Canvas, ink: Ink, face: Saying) -> None:
        """Line by line."""
        for y, line in enumerate(wrap(face.words, max(1, canvas.width))):
            canvas.put(0, y, line, ink(face.tone, bold=True))
