"""A sheet of character cells to put text on, cut into strips in the end."""

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region
from textual.strip import Strip

from runwalk_tui.tui.drawing.big_font import fit_px, letters, width_px

ELLIPSIS = "…"


class Canvas:
    """Cells in rows; whatever falls outside is clipped, and words end in an ellipsis there.

    Args:
        width: Columns.
        height: Rows.
        style: Of the empty cells.
    """

    def __init__(self, width: int, height: int, style: Style) -> None:
        self.width = width
        self.height = height
        self._glyphs = [[" "] * width for _ in range(height)]
        self._styles = [[style] * width for _ in range(height)]

    def put(self, x: int, y: int, text: str, style: Style) -> int:
        """Writes ``text`` from column ``x`` of row ``y``; returns the column after it."""
        if not 0 <= y < self.height:
            return x + cell_len(text)
        glyphs = list(text) if text.isascii() or cell_len(text) == len(text) else _cells(text)
        end = x + len(glyphs)
        if x < 0:
            glyphs = glyphs[-x:]
        start, stop = max(0, x), min(end, self.width)
        if start < stop:
            self._glyphs[y][start:stop] = glyphs[: stop - start]
            self._styles[y][start:stop] = [style] * (stop - start)
            if end > self.width and _has_words("".join(glyphs[stop - start :])):
                self._glyphs[y][stop - 1] = ELLIPSIS
        return end

    def at(self, x: int, y: int) -> tuple[str, Style]:
        """The text of a cell, and its style."""
        return self._glyphs[y][x], self._styles[y][x]

    def put_right(self, x: int, y: int, text: str, style: Style) -> int:
        """Writes ``text`` so that it ends before column ``x``; returns the column it begins at."""
        start = x - cell_len(text)
        self.put(start, y, text, style)
        return start

    def put_centred(self, y: int, text: str, style: Style) -> None:
        """Writes ``text`` in the middle of row ``y``."""
        self.put((self.width - cell_len(text)) // 2, y, text, style)

    def put_rows(self, x: int, y: int, rows: list[str], style: Style) -> None:
        """Writes each row of a drawing below the other."""
        for offset, row in enumerate(rows):
            self.put(x, y + offset, row, style)

    def put_large(
        self, x: int, y: int, text: str, style: Style, columns: int, rows: int
    ) -> tuple[int, int]:
        """Writes ``text`` as large as fits into ``columns`` and ``rows``, plainly if none does.

        Returns:
            The column after it, and the row after it.
        """
        px = fit_px(text, columns, rows)
        if not px:
            return self.put(x, y, text, style + Style(bold=True)), y + 1
        self.put_rows(x, y, letters(text, px), style)
        return x + width_px(text, px), y + (px + 1) // 2

    def fill(self, style: Style) -> None:
        """Gives every cell ``style`` and empties it."""
        for y in range(self.height):
            self.put(0, y, " " * self.width, style)

    def strip(self, y: int) -> Strip:
        """Row ``y``, cells of one style joined into one segment."""
        return Strip(_segments(self._glyphs[y], self._styles[y]), self.width)

    def changes(self, before: "Canvas") -> list[Region]:
        """The differences from a canvas of the same size: a region a row."""
        regions: list[Region] = []
        for y in range(self.height):
            glyphs, styles = self._glyphs[y], self._styles[y]
            old_glyphs, old_styles = before._glyphs[y], before._styles[y]
            if glyphs == old_glyphs and styles == old_styles:
                continue
            columns = [
                x
                for x in range(self.width)
                if glyphs[x] != old_glyphs[x] or styles[x] is not old_styles[x]
            ]
            if columns:
                regions.append(Region(columns[0], y, columns[-1] + 1 - columns[0], 1))
        return regions


def _has_words(text: str) -> bool:
    return any(character.isalnum() for character in text)


def _cells(text: str) -> list[str]:
    """One entry a cell: a wide character is followed by an empty one."""
    cells: list[str] = []
    for character in text:
        width = cell_len(character)
        if width:
            cells += [character, *[""] * (width - 1)]
        elif cells:
            cells[-1] += character
    return cells


def _segments(glyphs: list[str], styles: list[Style]) -> list[Segment]:
    segments: list[Segment] = []
    start = 0
    for index in range(1, len(styles) + 1):
        if index == len(styles) or styles[index] is not styles[start]:
            segments.append(Segment("".join(glyphs[start:index]), styles[start]))
            start = index
    return segments
