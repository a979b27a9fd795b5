"""Rows of words, each with a label before it or none, wrapped beside their labels."""

from collections.abc import Sequence
from textwrap import wrap
from typing import NamedTuple

from textual.geometry import Size

from runwalk_tui.coaching.race_text import Line
from runwalk_tui.tui.drawing.canvas import Canvas
from runwalk_tui.tui.drawing.themes import Ink
from runwalk_tui.tui.widgets.panel import Panel
from runwalk_tui.units.format import in_units

GAP = 2


class Placed(NamedTuple):
    """A row as it is drawn: a label, words, and the column where they begin."""

    label: str
    words: str
    x: int


class Labelled(Panel[Sequence[Line], tuple[Line, ...]]):
    """Labels calm, words bright; sentences without a label calm below them."""

    def draw(self, source: Sequence[Line]) -> None:
        """Shows ``source`` from now on, in the runner's units."""
        units = self.options.units
        new = [Line(label, in_units(words, units)) for label, words in source]
        is_new = new != self._source
        super().draw(new)
        if is_new:
            self.refresh(layout=True)

    def get_content_height(
        self,
        container: Size,  # noqa: ARG002 (Textual's signature)
        viewport: Size,  # noqa: ARG002
        width: int,
    ) -> int:
        """Rows that all of it takes in so many columns."""
        return len(placed(self._source or (), width))

    def look(self, source: Sequence[Line]) -> tuple[Line, ...]:
        """The rows themselves."""
        return tuple(source)

    def paint(self, canvas: Canvas, ink: Ink, face: tuple[Line, ...]) -> None:
        """Row by row; without room, first without gaps."""
        rows = placed(face, canvas.width)
        if len(rows) > canvas.height:
            rows = [row for row in rows if row.words]
        for y, row in enumerate(rows[: canvas.height]):
            canvas.put(0, y, row.label, ink("soft"))
            canvas.put(row.x, y, row.words, ink("foreground" if row.x or not y else "soft"))
        if len(rows) > canvas.height > 0:
            canvas.put_right(canvas.width, canvas.height - 1, " …", ink("soft"))


def placed(lines: Sequence[Line], width: int) -> list[Placed]:
    """The rows in so many columns; a group of words with a label is set off from the others."""
    column = max((len(line.label) + GAP for line in lines if line.label), default=0)
    rows: list[Placed] = []
    for before, line in zip((None, *lines), lines, strict=False):
        if before is not None and bool(before.label) is not bool(line.label):
            rows.append(Placed("", "", 0))
        x = column if line.label else 0
        parts = _wrapped(line.words, max(1, width - x)) or [""]
        rows += [Placed("" if y else line.label, part, x) for y, part in enumerate(parts)]
    return rows


def _wrapped(words: str, width: int) -> list[str]:
    """Lines of so many columns; what two spaces set apart is kept together where it fits."""
    kept = words.replace(" ", "\N{NO-BREAK SPACE}").replace("\N{NO-BREAK SPACE}" * 2, "  ")
    is_list = "  " in kept and all(len(part) <= width for part in kept.split("  "))
    return [
        each.replace("\N{NO-BREAK SPACE}", " ") for each in wrap(kept if is_list else words, width)
    ]
