"""A page of a form: a row a field, with what is written in it and why it is asked.

Textual's Select opens over the rows below it, which are the form; here a choice is turned in place,
and the fifteen fields of a page with their reasons fit into 80x24.
"""

from textwrap import wrap
from typing import NamedTuple

from rich.cells import cell_len
from textual import events
from textual.message import Message

from runwalk_tui.tui.drawing.canvas import Canvas
from runwalk_tui.tui.drawing.themes import Ink
from runwalk_tui.tui.forms.fields import Field
from runwalk_tui.tui.forms.form import Form
from runwalk_tui.tui.widgets.panel import Panel

GAP = 2
BOX, WIDE_BOX = 20, 28
"""Columns of what is written."""
LEAST_WHY, LEAST_BOX = 20, 8
FOOT_ROWS = 2
"""Without room beside the fields, what is to be said of the current one stands in the last rows."""


class RowFace(NamedTuple):
    """A field; ``cursor`` is None unless it is the current one."""

    key: str
    label: str
    text: str
    why: str
    is_wrong: bool
    is_choice: bool
    is_fresh: bool
    cursor: int | None


class FormFace(NamedTuple):
    """The groups of a page, and the words below them."""

    groups: tuple[tuple[RowFace, ...], ...]
    words: str
    is_warning: bool


class FormPanel(Panel[Form, FormFace]):
    """Shows the current page, moved so that the current field is in sight."""

    class Clicked(Message):
        """The field with ``key`` was clicked."""

        def __init__(self, key: str) -> None:
            super().__init__()
            self.key = key

    _keys: tuple[str | None, ...] = ()
    """The field in each row, for clicks."""

    def look(self, source: Form) -> FormFace:
        """The page's fields as they stand."""
        page = source.shown
        warning = source.warnings.get(page.id)
        groups = tuple(tuple(_row(source, field) for field in group) for group in page.groups)
        return FormFace(groups, warning or page.words, warning is not None)

    def on_click(self, event: events.Click) -> None:
        """Tells the screen."""
        offset = event.get_content_offset(self)
        if offset is not None and offset.y < len(self._keys):
            key = self._keys[offset.y]
            if key is not None:
                self.post_message(self.Clicked(key))

    def paint(self, canvas: Canvas, ink: Ink, face: FormFace) -> None:
        """Groups with a blank row between, then the words."""
        if not canvas.width:
            return
        rows: list[RowFace | None] = []
        for group in face.groups:
            rows += [*group, None]
        widths = _widths(canvas.width, face)
        height = canvas.height - (0 if widths.has_room else FOOT_ROWS)
        current = next(
            y for y, row in enumerate(rows) if row is not None and row.cursor is not None
        )
        first = max(0, min(current - height + 2, len(rows) - height))
        visible = rows[first : first + height]
        self._keys = tuple(row.key if row is not None else None for row in visible)
        for y, row in enumerate(visible):
            if row is not None:
                _paint_row(canvas, ink, y, row, widths)
        style = ink("caution", bold=True) if face.is_warning else ink("soft")
        words = wrap(face.words, canvas.width)
        for y, line in zip(range(len(visible), height), words, strict=False):
            canvas.put(0, y, line, style)
        row = rows[current]
        if row is not None and not widths.has_room:
            _paint_foot(canvas, ink, row, height)


class _Widths(NamedTuple):
    """Columns of a row's parts, and whether all that is to be said fits into the row."""

    label: int
    box: int
    has_room: bool


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
    is_current = field is form.field
    complaint = form.complaints.get(field.key)
    aside = form.asides.get(field.key, "")
    text = form.texts[field.key]
    words = dict(field.choices).get(text, text)
    return RowFace(
        field.key,
        field.label,
        words,
        complaint or "  ".join(filter(None, (aside, field.why))),
        complaint is not None,
        bool(field.choices),
        is_current and form.is_fresh,
        form.cursor if is_current else None,
    )


def _paint_row(canvas: Canvas, ink: Ink, y: int, row: RowFace, widths: _Widths) -> None:
    is_current = row.cursor is not None
    label = row.label[: widths.label - 1]
    canvas.put(0, y, label, ink(bold=True) if is_current else ink("soft"))
    x = widths.label
    if row.is_choice:
        words = f"‹ {row.text} ›" if is_current else row.text
        canvas.put(x, y, words, ink(bold=is_current))
    else:
        _paint_text(canvas, ink, x, y, row, widths.box)
    if widths.has_room:
        style = ink("danger", bold=True) if row.is_wrong else ink("soft")
        canvas.put(x + widths.box + GAP, y, row.why, style)


def _paint_foot(canvas: Canvas, ink: Ink, row: RowFace, y: int) -> None:
    """The current field in full, below everything else."""
    words = f"{row.label}: {row.why}" if row.why else row.label
    style = ink("danger", bold=True) if row.is_wrong else ink("soft")
    for offset, line in enumerate(wrap(words, canvas.width)[:FOOT_ROWS]):
        canvas.put(0, y + offset, line, style)


def _paint_text(canvas: Canvas, ink: Ink, x: int, y: int, row: RowFace, width: int) -> None:
    """What is written, so much of it that the cursor is in sight; hinted at while there is none."""
    canvas.put(x, y, " " * width, ink(on="raised"))
    cursor = len(row.text) if row.cursor is None else row.cursor
    start = 0
    while cell_len(row.text[start:cursor]) >= width:
        start += 1
    shown = row.text[start:]
    while cell_len(shown) > width:
        shown = shown[:-1]
    is_replaced = row.is_fresh and bool(row.text)
    canvas.put(x, y, shown, ink("background", "kind-walk") if is_replaced else ink(on="raised"))
    if row.cursor is not None:
        at = x + cell_len(row.text[start:cursor])
        under = row.text[cursor : cursor + 1] or " "
        canvas.put(at, y, under, ink("background", "foreground"))
