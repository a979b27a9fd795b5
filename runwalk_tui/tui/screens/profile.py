"""The screen that asks who runs, and later changes what it was told."""

from contextlib import suppress
from dataclasses import replace
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Static

from runwalk_tui.personal import Profile
from runwalk_tui.training.zones import tanaka_max_bpm
from runwalk_tui.tui.choice import Skipped
from runwalk_tui.tui.fields import Field, Speed
from runwalk_tui.tui.keys import (
    CHOICE_KEYS,
    FORM_APP_KEYS,
    FORM_KEYS,
    HELP_KEYS,
    SKIP,
    Groups,
    bindings,
)
from runwalk_tui.tui.options import ScreenOptions
from runwalk_tui.tui.profile_form import (
    HEALTH,
    SEE_DOCTOR,
    FormError,
    completed,
    pages,
    read,
    style_in,
    style_of,
    value_of,
)
from runwalk_tui.tui.screens.base import RunwalkScreen
from runwalk_tui.tui.widgets.field_row import FieldRow
from runwalk_tui.tui.widgets.key_bar import KeyBar
from runwalk_tui.tui.widgets.title import Title

SERIOUS_CLASS = "-serious"
SHOWN_CLASS = "-shown"


class ProfileScreen(RunwalkScreen):
    """Page after page of fields; the app ends with the profile, or with `Skipped`.

    Unlike on other screens one field has the focus, so that it can be written in.

    Args:
        before: What is known so far.
        options: How the runner wants screens.
        year: This year.
        is_first: It is the very first start: what the coach may do is not asked yet.
    """

    BINDINGS = bindings((*FORM_KEYS, *HELP_KEYS))
    HELP_GROUPS: ClassVar[Groups] = (("Your profile", (*FORM_KEYS, *CHOICE_KEYS, *FORM_APP_KEYS)),)

    def __init__(
        self, before: Profile, options: ScreenOptions, *, year: int, is_first: bool = False
    ) -> None:
        super().__init__(options)
        self._before = before
        self._year = year
        self._is_first = is_first
        asked = pages(year, style_of(before))
        self._pages = asked[:2] if is_first else asked
        self._page = 0
        self._rows: dict[str, FieldRow] = {}
        self._resumed: FieldRow | None = None
        self._title = Title(options)
        self._keys = KeyBar((*FORM_KEYS, *FORM_APP_KEYS), options)

    def compose(self) -> ComposeResult:
        """The pages lie in one place; one of them is shown."""
        yield self._title
        for page in self._pages:
            with VerticalScroll(id=page.id, classes="page", can_focus=False):
                for group in page.groups:
                    rows = {field.key: self._row(field) for field in group}
                    rows[group[-1].key].add_class("last")
                    self._rows |= rows
                    yield from rows.values()
                yield Static(page.words, classes="words", markup=False)
        yield self.help_table
        yield self._keys

    def on_mount(self) -> None:
        """Begins with the first field."""
        for row in self._rows.values():
            self._judge(row)
        self._hint_by_age()
        self._warn()
        self._keys.draw({SKIP.id: "skip"} if self._is_first else {})
        self._turn_to(0)

    def on_field_row_changed(self, event: FieldRow.Changed) -> None:
        """What depends on the field follows; nobody complains while somebody writes."""
        row = event.row
        if row.field.key in ("units", "pace"):
            self._restyle()
        if row.field.key == "birth_year":
            self._hint_by_age()
        self._say(row)
        self._warn()

    def on_input_submitted(self) -> None:
        """Enter in a text goes on, as it does everywhere."""
        self.action_next()

    def on_field_row_left(self, event: FieldRow.Left) -> None:
        """Now what is wrong is said."""
        self._judge(event.row)

    def show_help(self, is_shown: bool) -> None:
        """Nothing can be written in while the keys are shown."""
        if is_shown:
            self._resumed = self._current or self._resumed
            self.set_focus(None)
        super().show_help(is_shown)
        if not is_shown:
            (self._resumed or self._page_rows[0]).editor.focus()

    def action_next(self) -> None:
        """The next field, or page, or the end; a field that does not fit comes first."""
        row, rows = self._current, self._page_rows
        if row is not None and not self._judge(row):
            return
        if row is not rows[-1]:
            self.action_move(1)
        elif wrong := next((each for each in rows if not self._judge(each)), None):
            wrong.editor.focus()
        elif self._page + 1 < len(self._pages):
            self._turn_to(self._page + 1)
        else:
            self.action_save()

    def action_move(self, by: int) -> None:
        """Another field of the page."""
        rows = self._page_rows
        index = rows.index(self._current) + by if self._current in rows else 0
        rows[max(0, min(index, len(rows) - 1))].editor.focus()

    def action_page(self, by: int) -> None:
        """Another page."""
        self._turn_to(max(0, min(self._page + by, len(self._pages) - 1)))

    def action_save(self) -> None:
        """Ends with the profile, unless something does not fit."""
        fields = [row.field for row in self._rows.values()]
        texts = {key: row.text for key, row in self._rows.items()}
        try:
            profile = completed(fields, texts, self._before)
        except FormError as error:
            row = self._rows[error.key]
            keys = [[field.key for field in page.fields] for page in self._pages]
            self._turn_to(next(n for n, each in enumerate(keys) if error.key in each))
            self._turn_to(next(n for n, page in enumerate(self._pages) if row.field in page.fields))
            row.editor.focus()
            row.complain(str(error))
        else:
            self.app.exit(profile)

    def action_skip(self) -> None:
        """Ends without an answer."""
        self.app.exit(Skipped())

    @property
    def _current(self) -> FieldRow | None:
        """The row that has the focus."""
        return next((row for row in self._rows.values() if row.editor is self.focused), None)

    @property
    def _page_rows(self) -> list[FieldRow]:
        return [self._rows[field.key] for field in self._pages[self._page].fields]

    def _row(self, field: Field) -> FieldRow:
        return FieldRow(field, field.show(value_of(self._before, field.key)))

    def _turn_to(self, page: int) -> None:
        self._page = page
        for number, each in enumerate(self._pages):
            self.query_one(f"#{each.id}").set_class(number == page, SHOWN_CLASS)
        self._title.draw(self._pages[page].title)
        self._page_rows[0].editor.focus()

    def _warn(self) -> None:
        """Says to see a doctor where the answers say so."""
        page = next(page for page in self._pages if page.id == HEALTH)
        is_serious = any(self._rows[field.key].text == "yes" for field in page.fields)
        words = self.query_one(f"#{page.id} .words", Static)
        words.update(SEE_DOCTOR if is_serious else page.words)
        words.set_class(is_serious, SERIOUS_CLASS)

    def _value(self, row: FieldRow) -> object:
        return read(row.field, row.text, self._before)

    def _judge(self, row: FieldRow) -> bool:
        """Says what is wrong with what is written, if anything; whether it fits."""
        try:
            self._value(row)
        except FormError as error:
            row.complain(str(error))
            return False
        self._say(row)
        return True

    def _say(self, row: FieldRow) -> None:
        aside = ""
        if isinstance(row.field, Speed):
            with suppress(FormError):
                aside = row.field.otherwise(self._value(row))
        row.say(aside)

    def _restyle(self) -> None:
        """Speeds are shown as the runner reads them now."""
        style = style_in(self._rows["units"].text, self._rows["pace"].text)
        for row in self._rows.values():
            if isinstance(row.field, Speed):
                with suppress(FormError):
                    value = self._value(row)
                    row.field = replace(row.field, style=style)
                    row.write(row.field.show(value))
                    self._say(row)

    def _hint_by_age(self) -> None:
        """What the highest heart rate is taken for as long as it was not measured."""
        try:
            born = self._value(self._rows["birth_year"])
        except FormError:
            born = None
        age = self._year - born if isinstance(born, int) else None
        hint = "" if age is None else f"{tanaka_max_bpm(age)} by age"
        self._rows["max_bpm"].hint(hint)
