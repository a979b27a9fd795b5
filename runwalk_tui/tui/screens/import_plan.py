"""The screen on which a workout of another program becomes a plan, drawn before it is kept."""

from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path
from typing import ClassVar

from runwalk_tui.config.settings import Settings
from runwalk_tui.exchange.answers import answered
from runwalk_tui.exchange.foreign import Answers, Key, OpenQuestionError, WorkoutFileError
from runwalk_tui.exchange.plan_import import PlanDraft, draft_plan, open_questions
from runwalk_tui.known_devices.known_treadmill import KnownTreadmill
from runwalk_tui.language import mark
from runwalk_tui.plans.compose import plan_name
from runwalk_tui.training.programmes.builder import SpecError
from runwalk_tui.tui import sentences_of_forms as shown
from runwalk_tui.tui.forms.fields import Field
from runwalk_tui.tui.forms.form import Form, Page
from runwalk_tui.tui.forms.paths import PathField, path_of
from runwalk_tui.tui.keys import BUILDER_KEYS, CHOICE_KEYS, FORM_APP_KEYS, Groups
from runwalk_tui.tui.screen_options import ScreenOptions
from runwalk_tui.tui.screens.plan_form_screen import PlanFormScreen
from runwalk_tui.workout.plan import Plan

TITLE = mark("Choose a workout to import")

_FILE = PathField("file", "file", "FIT, Zwift, QDomyos-Zwift, text")
_NAME = Field("name", "name", "empty: as its title")
_QUESTIONS: Mapping[Key, Field] = {
    "lengths": Field("lengths", "lengths", "seconds or metres"),
    "speeds": Field("speeds", "speeds", "km/h or mph"),
    "mile": Field("mile", "mile", "run hard, like 9:30"),
    "threshold": Field("threshold", "threshold", "pace of an hour, like 5:00"),
    "open": Field("open", "open steps", "how long, like 5:00"),
}


class ImportPlanScreen(PlanFormScreen):
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
        self._asked: list[Key] = []
        fields = (_FILE, _NAME, *_QUESTIONS.values())
        written = {field.key: texts.get(field.key, "") for field in fields}
        super().__init__(TITLE, Form([self._page()], written), options, done)

    def edited(self) -> None:
        """A path that is being written is not looked for yet."""
        if self.form.field.key == "file":
            self._asked = []
            self.form.pages = [self._page()]
            self.form.complaints = {}
            self.draw_form()
        else:
            self.look()

    def left(self) -> None:
        """The plan follows the file."""
        self.look()

    def next(self) -> None:
        """The next field; after the last, done."""
        self.look()
        super().next()

    def save(self) -> None:
        """Ends with the plan; what is open or wrong comes first."""
        draft = self.look()
        if draft is None:
            self.form.go_to(next(iter(self.form.complaints), "file"))
            self.draw_form()
        else:
            self.done(draft.plan)

    def _page(self) -> Page:
        return Page("plan", TITLE, "", ((_FILE, _NAME, *(_QUESTIONS[key] for key in self._asked)),))

    def look(self) -> PlanDraft | None:
        """Draws the plan and what was assumed, or says what is open or wrong."""
        if not self.form.texts["file"].strip():
            words = shown.WRITE_FILE
            self.say(words, beside={}, tone="soft")
            return None
        try:
            draft = self._draft()
        except OpenQuestionError as question:
            self._ask()
            self._complain(question.key, question.question)
        except WorkoutFileError as error:
            self._complain("file", str(error))
        except SpecError as error:
            self._complain("name", str(error))
        except _AnswerError as error:
            self._complain(error.key, str(error))
        else:
            sentences = (f"{note[:1].upper()}{note[1:]}." for note in draft.notes)
            self.show_plan(draft.plan, " ".join(sentences) or draft.plan.about)
            return draft
        return None

    def _ask(self) -> None:
        """Asks everything that the file leaves open, at once."""
        try:
            file, answers = self._answered()
            keys = [each.key for each in open_questions(file, answers, self._settings)]
        except (WorkoutFileError, _AnswerError):
            return
        self._asked += [key for key in keys if key not in self._asked]
        self.form.pages = [self._page()]

    def _complain(self, key: str, words: str) -> None:
        self.say(f"{key}: {words}", beside={key: shown.SEE_BELOW})

    def _answered(self) -> tuple[Path, Answers]:
        """The file, and what was answered so far."""
        texts = self.form.texts
        answers = Answers()
        for key in self._asked:
            if texts[key].strip():
                try:
                    answers = answered(answers, key, texts[key], self._settings.units)
                except ValueError as error:
                    raise _AnswerError(key, str(error)) from error
        return path_of(texts["file"]), answers

    def _draft(self) -> PlanDraft:
        file, answers = self._answered()
        text = self.form.texts["name"]
        name = plan_name(text) if text.strip() else ""
        draft = draft_plan(file, answers, self._settings, name=name, machines=self._machines)
        if draft.plan.name.casefold() in self._taken:
            raise SpecError("name", shown.ANOTHER.format(name=draft.plan.name))
        return draft


class _AnswerError(ValueError):
    """An answer makes no sense."""

    def __init__(self, key: Key, what: str) -> None:
        super().__init__(what)
        self.key = key
