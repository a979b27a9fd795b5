"""The frame of a screen that asks a few things and does one: fields, and a word below them."""

from textual.app import ComposeResult

from runwalk_tui.language import tr
from runwalk_tui.tui import sentences_of_files as shown
from runwalk_tui.tui.forms.form import Form
from runwalk_tui.tui.keys import BUILDER_KEYS, FORM_APP_KEYS
from runwalk_tui.tui.screen_options import ScreenOptions
from runwalk_tui.tui.screens.form_screen import FormScreen
from runwalk_tui.tui.widgets.banner import Title
from runwalk_tui.tui.widgets.key_bar import KeyBar
from runwalk_tui.tui.widgets.text_block import Notice, Saying

SHORT = 40
"""Letters that there is room for beside a field."""


class NoticeFormScreen(FormScreen):
    """What is wrong is said beside its field and below.

    Args:
        title: What stands above the fields, in English.
        words: What stands below them to begin with.
        form: What is asked and what is written.
        options: How the runner wants screens.
    """

    def __init__(self, title: str, words: str, form: Form, options: ScreenOptions) -> None:
        super().__init__(form, options)
        self._heading, self._words = title, words
        self._title = Title(options)
        self.notice = Notice(options)
        self.keys = KeyBar((*BUILDER_KEYS, *FORM_APP_KEYS), options)

    def compose(self) -> ComposeResult:
        """From top to bottom."""
        yield self._title
        yield self.form_panel
        yield self.notice
        yield self.help_table
        yield self.keys

    def on_mount(self) -> None:
        """Begins with the first field."""
        self._title.draw(tr(self._heading))
        self.notice.draw(Saying(self._words, "soft"))
        self.keys.draw({})
        self.draw_form()

    def edited(self) -> None:
        """What was wrong may be right now."""
        self.form.complaints = {}
        self.draw_form()

    def next(self) -> None:
        """The next field; after the last, done."""
        if self.form.advance():
            self.draw_form()
        else:
            self.save()

    def action_skip(self) -> None:
        """Does nothing, and goes back."""
        self.guide.back()

    def complain(self, key: str, words: str) -> None:
        """Goes to the field that does not fit, and says why."""
        self.form.complain(key, words if len(words) <= SHORT else shown.SEE_BELOW)
        self.notice.draw(Saying(words, "danger"))
        self.draw_form()

    def tell(self, words: str, tone: str = "soft") -> None:
        """Says something below the fields."""
        self.notice.draw(Saying(words, tone))
