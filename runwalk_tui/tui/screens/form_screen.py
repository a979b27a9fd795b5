"""The base of screens with a form: which key writes, which moves, which ends it."""

from textual import events

from runwalk_tui.tui.forms.form import Form
from runwalk_tui.tui.forms.panel import FormPanel
from runwalk_tui.tui.keys import FORM_KEYS
from runwalk_tui.tui.screen_options import ScreenOptions
from runwalk_tui.tui.screens.base import HELP_CLASS, RunwalkScreen

_ACTIONS = {name: key.action for key in FORM_KEYS for name in key.keys.split(",")}


class FormScreen(RunwalkScreen, inherit_bindings=False):
    """Letters and the form's own keys are taken in the order in which they come, however quickly.

    Args:
        form: What is asked and what is written.
        options: How the runner wants screens.
    """

    def __init__(self, form: Form, options: ScreenOptions) -> None:
        super().__init__(options)
        self.form = form
        self.form_panel = FormPanel(options)

    def edited(self) -> None:
        """Something else is written or chosen in the current field."""
        raise NotImplementedError

    def left(self) -> None:
        """The runner goes on from the current field."""

    async def on_key(self, event: events.Key) -> None:
        """Writes, or does what the key does in a form."""
        if self.has_class(HELP_CLASS):
            return
        if self.form.press(event.key, event.character):
            self.edited()
        elif event.key in _ACTIONS:
            await self.run_action(_ACTIONS[event.key])
        else:
            return
        event.stop()
        event.prevent_default()

    def on_paste(self, event: events.Paste) -> None:
        """Writes what is pasted, as one line."""
        self.form.insert(" ".join(event.text.split()))
        self.edited()

    def on_form_panel_clicked(self, event: FormPanel.Clicked) -> None:
        """Goes there; a click on a choice is the next one."""
        self.go_to(event.key)
        if self.form.press("right", None):
            self.edited()

    def go_to(self, key: str) -> None:
        """Another field, by its key."""
        self.left()
        self.form.go_to(key)
        self.form_panel.draw(self.form)

    def action_move(self, by: int) -> None:
        """Another field of the page."""
        self.left()
        self.form.move(by)
        self.form_panel.draw(self.form)
