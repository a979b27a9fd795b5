"""The screen that asks who runs, and later changes what it was told."""

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult

from runwalk_tui.config.profile import Profile
from runwalk_tui.language import tr
from runwalk_tui.tui import sentences_of_forms as shown
from runwalk_tui.tui.forms.fields import Field
from runwalk_tui.tui.forms.profile_form import (
    HEALTH,
    FormError,
    asides,
    completed,
    form_of,
    read,
    restyle,
    says_see_doctor,
)
from runwalk_tui.tui.keys import CHOICE_KEYS, FORM_APP_KEYS, FORM_KEYS, SKIP, Groups
from runwalk_tui.tui.screen_options import ScreenOptions
from runwalk_tui.tui.screens.form_screen import FormScreen
from runwalk_tui.tui.widgets.banner import Title
from runwalk_tui.tui.widgets.key_bar import KeyBar


class ProfileScreen(FormScreen):
    """Page after page of fields.

    Args:
        before: What is known so far.
        options: How the runner wants screens.
        year: This year.
        done: Keeps the profile; is given None where there is to be none.
        is_first: It is the very first start: what the coach may do is not asked yet.
        only_health: Nothing but health is asked, before the first workout on a real machine.
    """

    GIVES_WAY = True
    HELP_GROUPS: ClassVar[Groups] = (("Your profile", (*FORM_KEYS, *CHOICE_KEYS, *FORM_APP_KEYS)),)

    def __init__(
        self,
        before: Profile,
        options: ScreenOptions,
        done: Callable[[Profile | None], None],
        *,
        year: int,
        is_first: bool = False,
        only_health: bool = False,
    ) -> None:
        form = form_of(before, year, is_first=is_first, only_health=only_health)
        super().__init__(form, options)
        self._before = before
        self._done = done
        self._year = year
        self._is_first = is_first
        self._can_skip = is_first or only_health
        self._title = Title(options)
        self._keys = KeyBar((*FORM_KEYS, *FORM_APP_KEYS), options)

    def compose(self) -> ComposeResult:
        """From top to bottom."""
        yield self._title
        yield self.form_panel
        yield self.help_table
        yield self._keys

    def on_mount(self) -> None:
        """Begins with the first field."""
        self._keys.draw({SKIP.id: tr("skip")} if self._can_skip else {})
        self._draw()

    def edited(self) -> None:
        """Nobody complains while somebody writes."""
        self.form.complaints.pop(self.form.field.key, None)
        if self.form.field.key in ("units", "pace"):
            restyle(self.form, self._before, self._year)
        self._draw()

    def left(self) -> None:
        """Now what is wrong is said."""
        self._judge(self.form.field)

    def next(self) -> None:
        """The next field, or page, or the end; a field that does not fit comes first."""
        form = self.form
        if self._judge(form.field):
            wrong = (each for each in form.shown.fields if form.is_last and not self._judge(each))
            if found := next(wrong, None):
                form.go_to(found.key)
            elif not form.advance():
                self.save()
                return
        self._draw()

    def turn(self, by: int) -> None:
        """Another page."""
        self.left()
        self.form.turn(by)
        self._draw()

    def save(self) -> None:
        """Ends with the profile, unless something does not fit; the first time health is asked."""
        try:
            profile = completed(self.form, self._before)
        except FormError as error:
            self.form.complain(error.key, str(error))
            self._draw()
            return
        if self._is_first and self.form.shown.id != HEALTH:
            self.form.turn(1)
            self._draw()
        else:
            self._done(profile)

    def action_skip(self) -> None:
        """Ends without an answer."""
        self._done(None)

    def _draw(self) -> None:
        """Draws the form and all that depends on what is written in it."""
        form = self.form
        form.asides = asides(form, self._before, self._year)
        form.warnings = {HEALTH: shown.SEE_DOCTOR} if says_see_doctor(form) else {}
        self._title.draw(tr(form.shown.title))
        self.draw_form()

    def _judge(self, field: Field) -> bool:
        """Says what is wrong with what is written, if anything, and returns True if it fits."""
        try:
            read(field, self.form.texts[field.key], self._before)
        except FormError as error:
            self.form.complaints[field.key] = str(error)
            return False
        self.form.complaints.pop(field.key, None)
        return True
