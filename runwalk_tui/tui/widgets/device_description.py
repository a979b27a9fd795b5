"""A device in a few sentences: who it is, and what it can do."""

from textwrap import wrap
from typing import NamedTuple

from runwalk_tui.tui.drawing.canvas import Canvas
from runwalk_tui.tui.drawing.themes import Ink
from runwalk_tui.tui.widgets.panel import Panel


class PortraitFace(NamedTuple):
    """The device's name, other marks that identify it, and the sentences."""

    called: str
    identity: str = ""
    lines: tuple[str, ...] = ()


class Portrait(Panel[PortraitFace, PortraitFace]):
    """The name above, the sentences below it."""

    def look(self, source: PortraitFace) -> PortraitFace:
        """The same."""
        return source

    def paint(self, canvas: Canvas, ink: Ink, face: PortraitFace) -> None:
        """Line by line, without a mark before them: they are sentences."""
        x = canvas.put(0, 0, face.called, ink(bold=True)) + 2
        canvas.put(x, 0, face.identity, ink("soft"))
        y = 1
        for sentence in face.lines:
            for line in wrap(sentence, max(1, canvas.width)):
                canvas.put(0, y, line, ink())
                y += 1
