"""The base of screens with a form: which key moves, which chooses, which ends it."""

from textual.events import Key

from runwalk_tui.tui.forms.fields import Secret
from runwalk_tui.tui.forms.form import Form
from runwalk_tui.tui.forms.panel import FormPanel
from runwalk_tui.tui.forms.paths import PathField, PathSuggester
from runwalk_tui.tui.keys import CHOICE_KEYS, FORM_APP_KEYS, FORM_KEYS, HELP_KEYS, bindings
from runwalk_tui.tui.screen_options import ScreenOptions
from runwalk_tui.tui.screens.base import ALWAYS, RunwalkScreen


class FormScreen(RunwalkScreen, inherit_bindings=False):
    """Letters are written in the line; the form's own keys act in the order in which they come.

    A key of the form waits until the line has taken the letters before it. What is written is in
    the form by then, and whatever has focus afterwards takes the next letter.

    Args:
        form: What is asked and what is written.
        options: How the runner wants screens.
    """

    BINDINGS = bindings((*FORM_KEYS, *CHOICE_KEYS, *FORM_APP_KEYS, *HELP_KEYS))

    def __init__(self, form: Form, options: ScreenOptions) -> None:
        super().__init__(options)
        self.form = form
        self.form_panel = FormPanel(options)
        self._begun = ""

    def edited(self) -> None:
        """Something else is written or chosen in the current field."""
        raise NotImplementedError

    def left(self) -> None:
        """The runner goes on from the current field."""

    def next(self) -> None:
        """Goes to the next field; after the last, ends."""
        raise NotImplementedError

    def save(self) -> None:
        """Ends with what is written, if it fits."""
        raise NotImplementedError

    def turn(self, by: int) -> None:
        """Shows another page, if there are several."""

    def draw_form(self) -> None:
        """Shows the form as it is now; a field that one comes to begins in the line."""
        self.form_panel.draw(self.form)
        if self._begun != self.form.field.key:
            self._begun = self.form.field.key
            self._focus_field()

    def write(self, text: str) -> None:
        """Writes ``text`` in the current field, in place of what stands there."""
        self.form_panel.line.value = text
        self.take()

    def take(self) -> None:
        """Takes over what stands in the line."""
        form, text = self.form, self.form_panel.line.value
        if not form.field.choices and self._begun == form.field.key and text != form.text:
            form.texts[form.field.key] = text
            self.edited()

    def go_to(self, key: str) -> None:
        """Another field, by its key."""
        self.take()
        self.left()
        self.form.go_to(key)
        self.draw_form()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Options are turned only where there are some."""
        if action in ALWAYS:
            return True
        if action == "choose" and not self.form.field.choices:
            return False
        return super().check_action(action, parameters)

    def show_help(self, is_shown: bool) -> None:
        """Under the help, nothing is written."""
        super().show_help(is_shown)
        if is_shown:
            self.set_focus(None)
        else:
            self._focus_field()

    def on_input_changed(self) -> None:
        """Something is written."""
        self.take()

    def on_key(self, event: Key) -> None:
        """A letter chooses the option that begins with it: y and n where it is asked yes or no."""
        letter = event.character or ""
        if self.form.field.choices and letter.isalpha() and self.form.pick(letter):
            event.stop()
            self.edited()

    def on_form_panel_clicked(self, event: FormPanel.Clicked) -> None:
        """Goes there; a click on a choice is the next one."""
        self.go_to(event.key)
        if self.form.field.choices:
            self.action_choose(1)

    def action_choose(self, by: int) -> None:
        """Another option."""
        self.form.choose(by)
        self.edited()

    async def action_move(self, by: int) -> None:
        """Another field of the page."""
        await self._catch_up()
        self.left()
        self.form.move(by)
        self.draw_form()

    async def action_page(self, by: int) -> None:
        """Another page."""
        await self._catch_up()
        self.turn(by)

    async def action_next(self) -> None:
        """The next field; after the last, done."""
        await self._catch_up()
        self.next()

    async def action_save(self) -> None:
        """Done."""
        await self._catch_up()
        self.save()

    async def _catch_up(self) -> None:
        await self.form_panel.line.written()
        self.take()

    def _focus_field(self) -> None:
        line = self.form_panel.line
        if self.form.field.choices:
            self.set_focus(None)
        else:
            field = self.form.field
            line.suggester = PathSuggester(field) if isinstance(field, PathField) else None
            line.password = isinstance(field, Secret)
            line.begin(self.form.text)
            self.set_focus(line)
