"""A few quiet words, wrapped."""

from itertools import chain
from textwrap import wrap
from typing import NamedTuple

from textual.geometry import Size

from runwalk_tui.tui.drawing.canvas import Canvas
from runwalk_tui.tui.drawing.themes import Ink
from runwalk_tui.tui.widgets.panel import Panel
from runwalk_tui.units.format import in_units

BETWEEN = " · "
"""Between parts, the most important first."""


class Note(Panel[str, str]):
    """Words in the colour of secondary text; by itself it is as high as they are."""

    def draw(self, source: str) -> None:
        """Shows ``source`` from now on, in the runner's units."""
        source = in_units(source, self.options.units)
        is_new = source != self._source
        super().draw(source)
        if is_new:
            self.refresh(layout=True)

    def get_content_height(
        self,
        container: Size,  # noqa: ARG002 (Textual's signature)
        viewport: Size,  # noqa: ARG002
        width: int,
    ) -> int:
        """Rows that the words take in so many columns."""
        return len(_lines(self._source or "", width))

    def look(self, source: str) -> str:
        """The words."""
        return source

    def paint(self, canvas: Canvas, ink: Ink, face: str) -> None:
        """Line by line; what there is no room for is hinted at."""
        for y, line in enumerate(_in_rows(face, canvas)):
            canvas.put(0, y, line, ink("soft"))


def _lines(words: str, width: int) -> list[str]:
    return list(chain(*(wrap(part, max(1, width)) for part in words.split("\n"))))


def _in_rows(words: str, canvas: Canvas) -> list[str]:
    """As many as fit: of parts between dots in one row, else of lines, with a hint at the rest."""
    while canvas.height == 1 and len(words) > canvas.width and BETWEEN in words:
        words = words.rpartition(BETWEEN)[0]
    lines = _lines(words, canvas.width)
    if len(lines) > canvas.height > 0:
        lines[canvas.height - 1] = f"{lines[canvas.height - 1][: canvas.width - 2]} …"
    return lines[: canvas.height]


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
        for y, line in enumerate(_in_rows(face.words, canvas)):
            canvas.put(0, y, line, ink(face.tone, bold=True))
