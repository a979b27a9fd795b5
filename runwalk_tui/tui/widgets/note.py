"""A few quiet words, wrapped."""

from itertools import chain
from textwrap import wrap

from runwalk_tui.tui.canvas import Canvas
from runwalk_tui.tui.themes import Ink
from runwalk_tui.tui.widgets.panel import Panel


class Note(Panel[str, str]):
    """Words in the colour of secondary text."""

    def look(self, source: str) -> str:
        """The words."""
        return source

    def paint(self, canvas: Canvas, ink: Ink, face: str) -> None:
        """Line by line."""
        width = max(1, canvas.width)
        for y, line in enumerate(chain(*(wrap(part, width) for part in face.split("\n")))):
            canvas.put(0, y, line, ink("soft"))
