"""The frame of the screens on which a plan is made: fields above, the plan below."""

from collections.abc import Callable

from textual.app import ComposeResult

from runwalk_tui.language import tr
from runwalk_tui.tui.forms.form import Form
from runwalk_tui.tui.keys import BUILDER_KEYS, FORM_APP_KEYS
from runwalk_tui.tui.screen_options import ScreenOptions
from runwalk_tui.tui.screens.form_screen import FormScreen
from runwalk_tui.tui.widgets.banner import Title
from runwalk_tui.tui.widgets.key_bar import KeyBar
from runwalk_tui.tui.widgets.plan_summary import PlanTitle
from runwalk_tui.tui.widgets.speed_profile import Profile
from runwalk_tui.tui.widgets.text_block import Notice, Saying
from runwalk_tui.workout.plan import Plan


class PlanFormScreen(FormScreen):
    """Draws the plan that the fields make, or says what is missing or wrong.

    Args:
        title: What stands above the fields.
        form: What is asked and what is written.
        options: How the runner wants screens.
        done: Keeps the plan; is given None where there is to be none.
    """

    def __init__(
        self,
        title: str,
        form: Form,
        options: ScreenOptions,
        done: Callable[[Plan | None], None],
    ) -> None:
        super().__init__(form, options)
        self.done = done
        self._heading = title
        self._title = Title(options)
        self._plan_title = PlanTitle(options)
        self._profile = Profile(options)
        self._notice = Notice(options)
        self._keys = KeyBar((*BUILDER_KEYS, *FORM_APP_KEYS), options)

    def compose(self) -> ComposeResult:
        """From top to bottom."""
        yield self._title
        yield self.form_panel
        yield self._plan_title
        yield self._profile
        yield self._notice
        yield self.help_table
        yield self._keys

    def on_mount(self) -> None:
        """Begins with the first field."""
        self._title.draw(tr(self._heading))
        self._keys.draw({})
        self.look()

    def look(self) -> object:
        """Draws what is written, or says why that cannot be."""
        raise NotImplementedError

    def show_plan(self, plan: Plan, words: str) -> None:
        """The plan that the fields make, and a word on it."""
        self.form.complaints = {}
        self.draw_form()
        self._plan_title.draw(plan)
        self._profile.draw(plan)
        self._notice.draw(Saying(words, "soft"))

    def say(self, words: str, *, beside: dict[str, str], tone: str = "danger") -> None:
        """Says what is missing or wrong, below and beside its field; the plan stays as it was."""
        self.form.complaints = beside
        self.draw_form()
        self._notice.draw(Saying(words, tone))

    def next(self) -> None:
        """The next field; after the last, done."""
        if self.form.is_last:
            self.save()
        else:
            self.left()
            self.form.move(1)
            self.draw_form()

    def action_skip(self) -> None:
        """Ends without a plan."""
        self.done(None)
