"""The keys with a sentence each, from the key table: what the help shows, page by page."""

from collections.abc import Iterator, Sequence
from itertools import chain
from textwrap import wrap
from typing import NamedTuple

from runwalk_tui.language import tr
from runwalk_tui.tui.drawing.canvas import Canvas
from runwalk_tui.tui.drawing.themes import Ink
from runwalk_tui.tui.keys import Groups, Key
from runwalk_tui.tui.keys.keymap import shown_groups
from runwalk_tui.tui.screen_options import ScreenOptions
from runwalk_tui.tui.widgets.panel import Panel

CAP_COLUMNS = 11

LEAST_ROWS = 4
"""A page is no smaller."""


class _Row(NamedTuple):
    """A key or its continuation; a heading is in the place of a key."""

    cap: str
    about: str
    tone: str = "foreground"


class KeyTable(Panel[Groups, Groups]):
    """A heading and its keys, group after group; what there is no room for is on the next page."""

    def __init__(self, options: ScreenOptions) -> None:
        super().__init__(options)
        self._page = 0

    def draw(self, source: Groups) -> None:
        """Shows the first page."""
        self._page = 0
        super().draw(source)
        self._paint_anew()

    def turn(self) -> bool:
        """Shows the next page; returns False where there is none."""
        if self._source is None or self._page + 1 >= len(
            self._pages(self.size.width, self.size.height)
        ):
            return False
        self._page += 1
        self._paint_anew()
        return True

    def look(self, source: Groups) -> Groups:
        """The groups."""
        return shown_groups(source, self.options.keymap)

    def paint(self, canvas: Canvas, ink: Ink, face: Groups) -> None:  # noqa: ARG002 (the pages)
        """STOP stands out here too."""
        pages = self._pages(canvas.width, canvas.height)
        page = min(self._page, len(pages) - 1)
        for y, row in enumerate(pages[page]):
            canvas.put(0, y, row.cap, ink(row.tone, bold=row.tone != "soft"))
            canvas.put(CAP_COLUMNS, y, row.about, ink())
        if page + 1 < len(pages):
            canvas.put(0, canvas.height - 1, tr("? shows more"), ink("soft"))

    def _pages(self, width: int, height: int) -> list[list[_Row]]:
        groups = [list(_rows(heading, keys, width)) for heading, keys in self._face or ()]
        blank = [_Row("", "")]
        rows = list(chain(*(group + blank for group in groups)))[:-1]
        if len(rows) <= height or height < LEAST_ROWS:
            return [rows]
        pages: list[list[_Row]] = [[]]
        for group in groups:
            for row in group:
                if len(pages[-1]) >= height - 1:
                    pages.append([])
                pages[-1].append(row)
            if len(pages[-1]) < height - 2:
                pages[-1] += blank
        return pages

    def _paint_anew(self) -> None:
        self._canvas = None
        self.refresh()


def _rows(heading: str, keys: Sequence[Key], width: int) -> Iterator[_Row]:
    yield _Row(heading, "", "soft")
    for key in keys:
        first, *more = wrap(key.about, max(1, width - CAP_COLUMNS)) or [""]
        yield _Row(key.cap, first, "danger" if key.id == "stop" else "foreground")
        for line in more:
            yield _Row("", line)
