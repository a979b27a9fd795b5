"""A page of a form: a row a field, with what is written in it and why it is asked.

One Textual Input goes from row to row; a choice is turned in place. Why no Input and no Select for
each field: docs/decisions/0007-stock-widgets.md.
"""

from textwrap import shorten, wrap
from typing import NamedTuple

from rich.cells import cell_len, set_cell_size
from textual import events
from textual.app import ComposeResult
from textual.message import Message

from runwalk_tui.language import tr
from runwalk_tui.tui.drawing.canvas import Canvas
from runwalk_tui.tui.drawing.themes import Ink
from runwalk_tui.tui.forms.fields import Field, Secret
from runwalk_tui.tui.forms.form import Form
from runwalk_tui.tui.forms.line import Line
from runwalk_tui.tui.screen_options import ScreenOptions
from runwalk_tui.tui.widgets.panel import Panel

GAP = 2
BOX, WIDE_BOX = 20, 28
"""Columns of what is written."""
LEAST_WHY, LEAST_BOX = 30, 8
DOT = "•"
"""For each letter of what nobody is to read."""

FOOT_ROWS = 2
"""Without room beside the fields, what is to be said of the current one stands in the last rows."""


class RowFace(NamedTuple):
    """A field as its row shows it."""

    key: str
    label: str
    text: str
    why: str
    is_wrong: bool
    is_choice: bool
    is_current: bool


class FormFace(NamedTuple):
    """The groups of a page, and the words below them."""

    groups: tuple[tuple[RowFace, ...], ...]
    words: str
    is_warning: bool


class FormPanel(Panel[Form, FormFace]):
    """Shows the current page, moved so that the current field is in sight.

    Attributes:
        line: What the current field is written in; hidden where there is a choice.
    """

    class Clicked(Message):
        """The field with ``key`` was clicked."""

        def __init__(self, key: str) -> None:
            super().__init__()
            self.key = key

    def __init__(self, options: ScreenOptions) -> None:
        super().__init__(options)
        self.line = Line()

    def compose(self) -> ComposeResult:
        """The line lies over the painting."""
        yield self.line

    def draw(self, source: Form) -> None:
        """Shows ``source`` from now on, with the line in its place."""
        super().draw(source)
        self._place()

    def look(self, source: Form) -> FormFace:
        """The page's fields as they stand."""
        page = source.shown
        warning = source.warnings.get(page.id)
        groups = tuple(tuple(_row(source, field) for field in group) for group in page.groups)
        return FormFace(groups, warning or tr(page.words), warning is not None)

    def on_resize(self) -> None:
        """The fields may have moved."""
        self._place()

    def on_click(self, event: events.Click) -> None:
        """Tells the screen."""
        offset = event.get_content_offset(self)
        if offset is None or self._face is None:
            return
        rows = _laid_out(self._face, *self.size).rows
        row = rows[offset.y] if offset.y < len(rows) else None
        if row is not None:
            self.post_message(self.Clicked(row.key))

    def paint(self, canvas: Canvas, ink: Ink, face: FormFace) -> None:
        """Groups with a blank row between where there is room, then the words."""
        if not canvas.width:
            return
        page = _laid_out(face, canvas.width, canvas.height)
        for y, row in enumerate(page.rows):
            if row is not None:
                _paint_row(canvas, ink, y, row, page.widths)
        style = ink("caution", bold=True) if face.is_warning else ink("soft")
        words = wrap(face.words, canvas.width)
        current = page.rows[page.current]
        is_long = current is not None and not _fits(current, page, canvas)
        if current is not None and is_long and not face.is_warning:
            words = wrap(f"{current.label}: {current.why}", canvas.width)
            style = ink("danger", bold=True) if current.is_wrong else ink("soft")
        for y, line in zip(range(len(page.rows), page.height), words, strict=False):
            canvas.put(0, y, line, style)
        if current is not None and not page.widths.has_room:
            _paint_foot(canvas, ink, current, page.height)

    def _place(self) -> None:
        """Puts the line where the current field's text is."""
        if self._face is None or not self.size:
            return
        page = _laid_out(self._face, *self.size)
        row, line = page.rows[page.current], self.line
        line.display = row is not None and not row.is_choice
        line.styles.offset = (page.widths.label, page.current)
        line.styles.width = max(1, page.widths.box)


class _Widths(NamedTuple):
    """Columns of a row's parts, and whether all that is to be said fits into the row."""

    label: int
    box: int
    has_room: bool


class _Layout(NamedTuple):
    """The rows in sight (None is a blank one), which is the current one, and room for them."""

    rows: list[RowFace | None]
    current: int
    widths: _Widths
    height: int


def _laid_out(face: FormFace, width: int, rows_of_panel: int) -> _Layout:
    rows: list[RowFace | None] = []
    for group in face.groups:
        rows += [*group, None]
    widths = _widths(width, face)
    height = max(1, rows_of_panel - (0 if widths.has_room else FOOT_ROWS))
    blank = [y for y, row in enumerate(rows[:-1]) if row is None]
    lacking = len(rows) + len(wrap(face.words, max(1, width))) - height
    if 0 < lacking <= len(blank):
        # A page that fits without some of its blank rows is shown whole.
        for y in blank[: -lacking - 1 : -1]:
            del rows[y]
    current = next(y for y, row in enumerate(rows) if row is not None and row.is_current)
    first = max(0, min(current - height + 2, len(rows) - height, current))
    return _Layout(rows[first : first + height], current - first, widths, height)


def _widths(width: int, face: FormFace) -> _Widths:
    label = max(len(row.label) for group in face.groups for row in group) + GAP + 1
    box = WIDE_BOX if width >= 100 else BOX
    if any(row.why for group in face.groups for row in group):
        if label + box + GAP + LEAST_WHY <= width:
            return _Widths(label, box, True)
        return _Widths(min(label, width // 2), width - min(label, width // 2), False)
    label_room = min(label, width - LEAST_BOX)
    return _Widths(label_room, width - label_room, label_room == label)


def _row(form: Form, field: Field) -> RowFace:
    complaint = form.complaints.get(field.key)
    aside = form.asides.get(field.key, "")
    text = form.texts[field.key]
    words = tr(dict(field.choices).get(text, text)) if field.choices else text
    words = DOT * len(words) if isinstance(field, Secret) else words
    return RowFace(
        field.key,
        tr(field.label),
        words,
        complaint or "  ".join(filter(None, (aside, tr(field.why)))),
        complaint is not None,
        bool(field.choices),
        field is form.field,
    )


def _paint_row(canvas: Canvas, ink: Ink, y: int, row: RowFace, widths: _Widths) -> None:
    label = row.label[: widths.label - 1]
    canvas.put(0, y, label, ink(bold=True) if row.is_current else ink("soft"))
    x = widths.label
    if row.is_choice:
        words = f"‹ {row.text} ›" if row.is_current else row.text
        canvas.put(x, y, words, ink(bold=row.is_current))
    else:
        canvas.put(x, y, set_cell_size(row.text, widths.box), ink(on="raised"))
    if widths.has_room:
        style = ink("danger", bold=True) if row.is_wrong else ink("soft")
        x += widths.box + GAP
        room = max(1, canvas.width - x)
        is_long = cell_len(row.why) > room
        canvas.put(x, y, shorten(row.why, room, placeholder=" …") if is_long else row.why, style)


def _fits(row: RowFace, page: _Layout, canvas: Canvas) -> bool:
    """True if all that is to be said fits behind the row's box, or stands below."""
    if not row.why or not page.widths.has_room:
        return True
    return page.widths.label + page.widths.box + GAP + cell_len(row.why) <= canvas.width


def _paint_foot(canvas: Canvas, ink: Ink, row: RowFace, y: int) -> None:
    """The current field in full, below everything else."""
    words = f"{row.label}: {row.why}" if row.why else row.label
    style = ink("danger", bold=True) if row.is_wrong else ink("soft")
    lines = wrap(words, canvas.width)
    for at, line in zip(range(y, canvas.height), lines, strict=False):
        canvas.put(0, at, line, style)
