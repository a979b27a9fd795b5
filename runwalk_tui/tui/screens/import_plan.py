"""The screen on which a workout of another program becomes a plan, drawn before it is kept."""

from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult

from runwalk_tui.config.settings import Settings
from runwalk_tui.exchange.answers import answered
from runwalk_tui.exchange.foreign import Answers, Key, OpenQuestionError, WorkoutFileError
from runwalk_tui.exchange.plan_import import PlanDraft, draft_plan
from runwalk_tui.known_devices.known_treadmill import KnownTreadmill
from runwalk_tui.plans.compose import plan_name
from runwalk_tui.training.programmes.builder import SpecError
from runwalk_tui.tui.forms.fields import Field
from runwalk_tui.tui.forms.form import Form, Page
from runwalk_tui.tui.keys import (
    BUILDER_KEYS,
    CHOICE_KEYS,
    FORM_APP_KEYS,
    HELP_KEYS,
    Groups,
    bindings,
)
from runwalk_tui.tui.screen_options import ScreenOptions
from runwalk_tui.tui.screens.form_screen import FormScreen
from runwalk_tui.tui.widgets.banner import Title
from runwalk_tui.tui.widgets.key_bar import KeyBar
from runwalk_tui.tui.widgets.plan_summary import PlanTitle
from runwalk_tui.tui.widgets.speed_profile import Profile
from runwalk_tui.tui.widgets.text_block import Notice, Saying
from runwalk_tui.workout.plan import Plan

TITLE = "Choose a workout to import"

_FILE = Field("file", "file", "FIT, Zwift, QDomyos-Zwift, text")
_NAME = Field("name", "name", "empty: as its title")
_QUESTIONS: Mapping[Key, Field] = {
    "lengths": Field("lengths", "lengths", "seconds or metres"),
    "speeds": Field("speeds", "speeds", "km/h or mph"),
    "mile": Field("mile", "mile", "run hard, like 9:30"),
    "threshold": Field("threshold", "threshold", "pace of an hour, like 5:00"),
    "open": Field("open", "open steps", "how long, like 5:00"),
}


class ImportPlanScreen(FormScreen):
    """The file and its questions above, the plan that comes of it below.

    A question is asked once the file leaves it open; what was assumed stands in words.

    Args:
        settings: The runner's speeds and cap.
        options: How the runner wants screens.
        texts: What is written to begin with, by the fields' keys.
        taken: Names that plans have already, in small letters.
        machines: The runner's treadmills, as far as they are known.
        done: Keeps the plan; is given None where there is to be none.
    """

    BINDINGS = bindings((*BUILDER_KEYS, *FORM_APP_KEYS, *HELP_KEYS))
    HELP_GROUPS: ClassVar[Groups] = (
        ("A workout from elsewhere", (*BUILDER_KEYS, *CHOICE_KEYS, *FORM_APP_KEYS)),
    )

    def __init__(
        self,
        settings: Settings,
        options: ScreenOptions,
        texts: Mapping[str, str],
        taken: Collection[str],
        machines: Sequence[KnownTreadmill],
        done: Callable[[Plan | None], None],
    ) -> None:
        self._settings = settings
        self._taken = taken
        self._machines = machines
        self._done = done
        self._asked: list[Key] = []
        fields = (_FILE, _NAME, *_QUESTIONS.values())
        written = {field.key: texts.get(field.key, "") for field in fields}
        super().__init__(Form([self._page()], written), options)
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
        """Begins with the file."""
        self._title.draw(TITLE)
        self._keys.draw({})
        self._look()

    def edited(self) -> None:
        """A path that is being written is not looked for yet."""
        if self.form.field.key == "file":
            self._asked = []
            self.form.pages = [self._page()]
            self.form.complaints = {}
            self.form_panel.draw(self.form)
        else:
            self._look()

    def left(self) -> None:
        """The plan follows the file."""
        self._look()

    def action_next(self) -> None:
        """The next field; after the last, done."""
        self._look()
        if self.form.is_last:
            self.action_save()
        else:
            self.action_move(1)

    def action_save(self) -> None:
        """Ends with the plan; what is open or wrong comes first."""
        draft = self._look()
        if draft is None:
            self.form.go_to(next(iter(self.form.complaints), "file"))
            self.form_panel.draw(self.form)
        else:
            self._done(draft.plan)

    def action_skip(self) -> None:
        """Ends without a plan."""
        self._done(None)

    def _page(self) -> Page:
        return Page("plan", TITLE, "", ((_FILE, _NAME, *(_QUESTIONS[key] for key in self._asked)),))

    def _look(self) -> PlanDraft | None:
        """Draws the plan and what was assumed, or says what is open or wrong."""
        if not self.form.texts["file"].strip():
            self._say("file", "write its name, or drop the file on the window", "soft")
            return None
        try:
            draft = self._draft()
        except OpenQuestionError as question:
            if question.key not in self._asked:
                self._asked.append(question.key)
                self.form.pages = [self._page()]
            self._say(question.key, question.question, "danger")
        except WorkoutFileError as error:
            self._say("file", str(error), "danger")
        except SpecError as error:
            self._say("name", str(error), "danger")
        except _AnswerError as error:
            self._say(error.key, str(error), "danger")
        else:
            self.form.complaints = {}
            self.form_panel.draw(self.form)
            self._plan_title.draw(draft.plan)
            self._profile.draw(draft.plan)
            sentences = (f"{note[:1].upper()}{note[1:]}." for note in draft.notes)
            self._notice.draw(Saying(" ".join(sentences) or draft.plan.about, "soft"))
            return draft
        return None

    def _draft(self) -> PlanDraft:
        texts = self.form.texts
        answers = Answers()
        for key in self._asked:
            if texts[key].strip():
                try:
                    answers = answered(answers, key, texts[key], self._settings.units)
                except ValueError as error:
                    raise _AnswerError(key, str(error)) from error
        name = plan_name(texts["name"]) if texts["name"].strip() else ""
        file = Path(texts["file"].strip().strip("'\"")).expanduser()
        draft = draft_plan(file, answers, self._settings, name=name, machines=self._machines)
        if draft.plan.name.casefold() in self._taken:
            raise SpecError("name", f"there is a plan {draft.plan.name} already; write another")
        return draft

    def _say(self, key: str, words: str, tone: str) -> None:
        """What is open or wrong below, and a mark beside its field."""
        self.form.complaints = {} if tone == "soft" else {key: "see below"}
        self.form_panel.draw(self.form)
        self._notice.draw(Saying(f"{key}: {words}", tone))


class _AnswerError(ValueError):
    """An answer makes no sense."""

    def __init__(self, key: Key, what: str) -> None:
        super().__init__(what)
        self.key = key
