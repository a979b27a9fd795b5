"""Rows of cells under a heading: to read, or to choose one of.

Textual's DataTable with what a screen of 80 columns needs: one column takes the width which the
others leave, some give way where it would be too little, and what does not fit ends in an ellipsis.
It never takes the focus, so every key goes to the screen. A row costs a millisecond, and a runner
of years has thousands: the first screenful is drawn, and more as the mark or the scroll bar comes
near its end.
"""

from collections.abc import Callable, Sequence
from itertools import islice, zip_longest
from typing import NamedTuple, overload

from rich.console import JustifyMethod
from rich.style import Style
from rich.text import Text
from textual import events
from textual.coordinate import Coordinate
from textual.widgets import DataTable
from textual.widgets.data_table import ColumnKey

from runwalk_tui.language import tr
from runwalk_tui.tui.drawing.themes import ink_of

MARK, UNMARKED = "▌ ", "  "
"""Before the first cell of the marked row, and of the others; colours alone mark nothing."""


class Column(NamedTuple):
    """A heading and a width in cells; a width of 0 takes what the others leave.

    One that is spare is left out where there is no room, the highest first; 0 always stays.
    """

    title: str
    width: int
    is_right: bool = False
    spare: int = 0


class Row(NamedTuple):
    """Cells, the colour of the first, and how strong all colours are; below 1 they fade."""

    cells: tuple[str, ...]
    tone: str = "foreground"
    strength: float = 1.0


class Rows(Sequence[Row]):
    """Rows that are made when they are drawn.

    Args:
        count: How many there are.
        row_at: Makes the one with that index, from 0.
    """

    def __init__(self, count: int, row_at: Callable[[int], Row]) -> None:
        self._indices, self._row_at = range(count), row_at

    def __len__(self) -> int:
        return len(self._indices)

    @overload
    def __getitem__(self, at: int) -> Row: ...

    @overload
    def __getitem__(self, at: slice) -> Sequence[Row]: ...

    def __getitem__(self, at: int | slice) -> Row | Sequence[Row]:
        if isinstance(at, slice):
            return [self._row_at(y) for y in self._indices[at]]
        return self._row_at(self._indices[at])


class Table(DataTable[Text], can_focus=False):
    """As many rows as fit, moved with `move`.

    Args:
        columns: From left to right.
        can_mark: The cursor marks a row, and moving moves the mark; else moving scrolls.
    """

    LEAST, GOOD = 4, 18
    """Cells of the column that takes what is left: at least, and before one is left out."""
    LEAP = 500
    """So many rows at most are drawn for one movement of the mark, in half a second."""
    AHEAD = 16
    """So many rows are drawn beyond a screenful."""

    def __init__(self, columns: Sequence[Column], *, can_mark: bool = False) -> None:
        super().__init__(
            cursor_type="row",
            show_cursor=can_mark,
            show_row_labels=False,
            cursor_foreground_priority="renderable",
        )
        self._wanted = columns
        self._kept: Sequence[int] = range(len(columns))
        self._rows: Sequence[Row] = ()
        self._shown: Sequence[Row] = ()
        self._indent = UNMARKED if can_mark else ""
        self._names = self._headed()

    @property
    def marked(self) -> int:
        """Index of the marked row; 0 where there is none."""
        return self.cursor_row

    def _headed(self) -> list[ColumnKey]:
        """Adds the columns that are kept; returns their keys."""
        columns = [self._wanted[x] for x in self._kept]
        return [
            self.add_column(_cell(column, before + tr(column.title)), width=self.LEAST)
            for before, column in zip((self._indent, *[""] * len(columns)), columns, strict=False)
        ]

    def draw(self, rows: Sequence[Row], *, mark: int | None = None) -> None:
        """Shows ``rows`` from now on; the mark stays where it is, or goes to the row ``mark``."""
        self._rows = rows
        at = max(self.cursor_row, round(self.scroll_y))
        self._draw_to(at if mark is None else mark)
        if mark is not None:
            self.move_cursor(row=mark)

    def _draw_to(self, last: int) -> None:
        """Draws the rows as far as ``last``, and a screenful beyond."""
        before = self._shown
        self._shown = tuple(islice(self._rows, last + 1 + self.app.size.height + self.AHEAD))
        for y, (old, new) in enumerate(zip_longest(before, self._shown)):
            if new is None:
                self.remove_row(self.ordered_rows[-1].key)
            elif old is None:
                self.add_row(*self._cells(y, new))
            elif new != old:
                self._update(y)

    def _draw_more(self, last: int) -> None:
        """Makes sure that there is a screenful of rows beyond ``last``, if there are so many."""
        have = len(self._shown)
        wanted = min(
            last + 1 + self.app.size.height + self.AHEAD, len(self._rows), have + self.LEAP
        )
        if wanted <= have:
            return
        more = self._rows[have:wanted]
        self._shown = (*self._shown, *more)
        for y, row in enumerate(more, have):
            self.add_row(*self._cells(y, row))

    def move(self, rows: int) -> None:
        """Moves the mark, or the rows where there is none."""
        if self.show_cursor:
            self._draw_more(self.cursor_row + rows)
            self.move_cursor(row=max(0, self.cursor_row + rows))
        else:
            self.scroll_relative(y=rows, animate=False)

    def watch_scroll_y(self, old: float, new: float) -> None:
        """Draws what is scrolled to."""
        super().watch_scroll_y(old, new)
        self._draw_more(round(new) + self.size.height)

    def on_click(self, event: events.Click) -> None:
        """A click on the marked row chooses it, in whichever column."""
        if self.show_cursor and event.style.meta.get("row") == self.cursor_row:
            self.action_select_cursor()
            event.prevent_default()

    def on_resize(self, _: events.Resize) -> None:
        """Gives one column what the others leave, and draws what there is room for now."""
        self._draw_more(self.cursor_row)
        self._keep(self._fitting(self.scrollable_content_region.width))
        widths = [self._wanted[x].width for x in self._kept]
        if widths[0]:
            widths[0] += len(self._indent)
        padding = 2 * self.cell_padding * len(widths)
        spare = self.scrollable_content_region.width - padding - sum(widths)
        for name, width in zip(self._names, widths, strict=True):
            self.columns[name].width = width or max(self.LEAST, spare)
        self._update(0)

    def _fitting(self, room: int) -> list[int]:
        """The columns that there is room for."""
        kept = list(range(len(self._wanted)))

        def is_tight() -> bool:
            widths = [self._wanted[x].width or self.GOOD for x in kept]
            return sum(widths) + 2 * self.cell_padding * len(kept) + len(self._indent) > room

        while is_tight():
            last = max(kept, key=lambda x: self._wanted[x].spare)
            if not self._wanted[last].spare:
                break
            kept.remove(last)
        return kept

    def _keep(self, columns: Sequence[int]) -> None:
        """Shows these columns alone."""
        if list(columns) == list(self._kept):
            return
        self._kept, mark = columns, self.cursor_row
        self.clear(columns=True)
        self._names = self._headed()
        for y, row in enumerate(self._shown):
            self.add_row(*self._cells(y, row))
        self.move_cursor(row=mark)

    def watch_cursor_coordinate(self, old: Coordinate, new: Coordinate) -> None:
        """Moves the mark."""
        super().watch_cursor_coordinate(old, new)
        self._update(old.row)
        self._update(new.row)

    def notify_style_update(self) -> None:
        """Draws the rows in the colours of another theme."""
        super().notify_style_update()
        for y in range(len(self._shown)):
            self._update(y)

    def _update(self, y: int) -> None:
        """Draws row ``y`` anew, if it is there."""
        if y < min(self.row_count, len(self._shown)):
            for x, cell in enumerate(self._cells(y, self._shown[y])):
                self.update_cell_at(Coordinate(y, x), cell, update_width=True)

    def _cells(self, y: int, row: Row) -> list[Text]:
        ink = ink_of(self.app.theme)
        first = Style(color=ink(row.tone, strength=row.strength).color, bold=True)
        other = Style(color=ink(strength=row.strength).color)
        styles = [first, *[other] * (len(row.cells) - 1)]
        cells = [_cell(self._wanted[x], row.cells[x], styles[x]) for x in self._kept]
        if self._indent:
            is_marked = self.show_cursor and y == self.cursor_row
            colour = Style(color=ink("kind-run").color)
            mark = Text(MARK if is_marked else UNMARKED, colour, no_wrap=True, overflow="ellipsis")
            cells[0] = mark.append_text(cells[0])
        return cells


def _cell(column: Column, text: str, style: Style | str = "") -> Text:
    justify: JustifyMethod = "right" if column.is_right else "left"
    return Text(text, style, justify=justify, no_wrap=True, overflow="ellipsis")
