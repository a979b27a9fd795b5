"""Rows of cells under a heading: to read, or to choose one of.

Textual's DataTable has no column that takes the width which the others leave, and takes the focus:
at 80 columns a plan's title would be cut or scroll, and a screen's letters would go to the table.
"""

from collections.abc import Sequence
from typing import NamedTuple

from rich.cells import cell_len, set_cell_size
from rich.style import Style
from textual import events
from textual.message import Message

from runwalk_tui.tui.drawing.canvas import Canvas
from runwalk_tui.tui.drawing.themes import Ink
from runwalk_tui.tui.screen_options import ScreenOptions
from runwalk_tui.tui.widgets.panel import Panel

GAP = 2


class Column(NamedTuple):
    """A heading and a width in cells; a width of 0 takes what the others leave."""

    title: str
    width: int
    is_right: bool = False


class Row(NamedTuple):
    """Cells, the colour of the first, and how strong all colours are; below 1 they fade."""

    cells: tuple[str, ...]
    tone: str = "foreground"
    strength: float = 1.0


class TableFace(NamedTuple):
    """All rows, which one is the first in sight, and which one is marked, if any."""

    rows: tuple[Row, ...]
    first: int
    marked: int | None


class Table(Panel[Sequence[Row], TableFace]):
    """As many rows as fit, moved with `move`.

    Args:
        columns: From left to right.
        options: How the runner wants screens.
        can_mark: One row is marked, and moving moves the mark.
    """

    class Marked(Message):
        """Another row is marked."""

    class Chosen(Message):
        """The marked row was clicked."""

    def __init__(
        self, columns: Sequence[Column], options: ScreenOptions, *, can_mark: bool = False
    ) -> None:
        super().__init__(options)
        self._columns = columns
        self._can_mark = can_mark
        self._first = 0
        self.marked = 0

    def look(self, source: Sequence[Row]) -> TableFace:
        """The rows, moved so that the marked one is in sight and no room is wasted."""
        room = self._room(len(source))
        self.marked = max(0, min(self.marked, len(source) - 1))
        if self._can_mark:
            self._first = max(min(self._first, self.marked), self.marked - room + 1)
        self._first = max(0, min(self._first, len(source) - room))
        return TableFace(tuple(source), self._first, self.marked if self._can_mark else None)

    def move(self, rows: int) -> None:
        """Moves the mark, or the rows where there is none."""
        if self._source is None:
            return
        if not self._can_mark:
            self._first += rows
        else:
            before = self.marked
            self.marked = max(0, min(self.marked + rows, len(self._source) - 1))
            if self.marked != before:
                self.post_message(self.Marked())
        self.draw(self._source)

    def on_mouse_scroll_down(self) -> None:
        """The wheel moves as the keys do."""
        self.move(1)

    def on_mouse_scroll_up(self) -> None:
        """The wheel moves as the keys do."""
        self.move(-1)

    def on_click(self, event: events.Click) -> None:
        """Marks the row; a click on the marked one chooses it."""
        offset = event.get_content_offset(self)
        if offset is None or self._face is None or not self._can_mark or offset.y < 1:
            return
        row = self._first + offset.y - 1
        if row == self.marked:
            self.post_message(self.Chosen())
        elif row < len(self._face.rows):
            self.move(row - self.marked)

    def paint(self, canvas: Canvas, ink: Ink, face: TableFace) -> None:
        """The heading, the rows, and how many are out of sight."""
        widths = self._widths(canvas.width)
        titles = tuple(column.title for column in self._columns)
        self._paint_row(canvas, 0, titles, [ink("soft")] * len(titles), widths)
        room = self._room(len(face.rows))
        visible = face.rows[face.first : face.first + room]
        for y, row in enumerate(visible, start=1):
            on = "raised" if face.first + y - 1 == face.marked else "background"
            canvas.put(0, y, " " * canvas.width, ink(on=on))
            bold = on == "raised"
            first = ink(row.tone, on, bold=True, strength=row.strength)
            others = ink(on=on, bold=bold, strength=row.strength)
            styles = [first, *[others] * len(row.cells)]
            self._paint_row(canvas, y, row.cells, styles, widths)
            if on == "raised":
                canvas.put(0, y, "▌", ink("kind-run", on))
        if len(visible) < len(face.rows):
            up = "▲ " if face.first else ""
            last = face.first + len(visible)
            down = " ▼" if last < len(face.rows) else ""
            words = f"{up}{face.first + 1} to {last} of {len(face.rows)}{down}"
            canvas.put(self._indent(), canvas.height - 1, words, ink("soft"))

    def _room(self, rows: int) -> int:
        """Rows in sight: below the heading, and above the line that says what is not."""
        room = self.size.height - 1
        return max(1, room if rows <= room else room - 1)

    def _widths(self, width: int) -> list[int]:
        taken = sum(column.width + GAP for column in self._columns) - GAP + self._indent()
        spare = max(4, width - taken)
        return [column.width or spare for column in self._columns]

    def _indent(self) -> int:
        """Room for the mark."""
        return 2 if self._can_mark else 0

    def _paint_row(
        self,
        canvas: Canvas,
        y: int,
        cells: Sequence[str],
        styles: Sequence[Style],
        widths: Sequence[int],
    ) -> None:
        x = self._indent()
        for cell, column, style, width in zip(cells, self._columns, styles, widths, strict=False):
            text = cell if cell_len(cell) <= width else set_cell_size(cell, width - 1) + "…"
            if column.is_right:
                canvas.put_right(x + width, y, text, style)
            else:
                canvas.put(x, y, text, style)
            x += width + GAP
