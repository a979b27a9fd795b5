"""The check-in before today's workout: four keys, then what they change about it and why."""

from collections.abc import Callable
from typing import ClassVar

from textual import events
from textual.app import ComposeResult

from runwalk_tui.coaching.questions import Inquiry, Question
from runwalk_tui.language.titles import title_words
from runwalk_tui.tui import sentences_of_lists as shown
from runwalk_tui.tui.destinations import Rest, Run
from runwalk_tui.tui.keys import (
    ADVICE_KEYS,
    CLOSE,
    HELP,
    HELP_KEYS,
    QUESTION_KEYS,
    REST_FIRST,
    Groups,
    bindings,
)
from runwalk_tui.tui.keys.layouts import meanings
from runwalk_tui.tui.ports import TODAY, Advised, CoachPort
from runwalk_tui.tui.screen_options import ScreenOptions
from runwalk_tui.tui.screens.base import RunwalkScreen
from runwalk_tui.tui.two_metres import Word
from runwalk_tui.tui.widgets.big_word import BigWord
from runwalk_tui.tui.widgets.key_bar import KeyBar
from runwalk_tui.tui.widgets.plan_summary import PlanTitle
from runwalk_tui.tui.widgets.question_panel import Questions
from runwalk_tui.tui.widgets.speed_profile import Profile
from runwalk_tui.tui.widgets.text_block import Note

ASKS = "-asks"
RESTS = "-rests"
SAYS = "-says"


class CheckInScreen(RunwalkScreen):
    """Asks, then advises; nothing moves from here.

    Args:
        coach: Whoever asks and advises.
        options: How the runner wants screens.
    """

    GIVES_WAY = True
    BINDINGS = bindings((*QUESTION_KEYS, REST_FIRST, *ADVICE_KEYS, *HELP_KEYS))
    HELP_GROUPS: ClassVar[Groups] = (
        ("Before the workout", (*QUESTION_KEYS, REST_FIRST, *ADVICE_KEYS, CLOSE, HELP)),
    )

    def __init__(self, coach: CoachPort, options: ScreenOptions) -> None:
        super().__init__(options)
        self._coach = coach
        self._inquiry = Inquiry(())
        self._advised: Advised | None = None
        self._questions = Questions(options)
        self._word = BigWord(options)
        self._title = PlanTitle(options)
        self._profile = Profile(options)
        self._note = Note(options)
        self._asking_keys = KeyBar((*QUESTION_KEYS, REST_FIRST, CLOSE, HELP), options)
        self._advice_keys = KeyBar((*ADVICE_KEYS, REST_FIRST, CLOSE, HELP), options)
        self._asking_keys.id, self._advice_keys.id = "asking", "told"

    def compose(self) -> ComposeResult:
        """The advice takes the place of the questions."""
        yield self._questions
        yield self._word
        yield self._title
        yield self._profile
        yield self._note
        yield self.help_table
        yield self._asking_keys
        yield self._advice_keys

    def on_screen_resume(self) -> None:
        """Asks from the first, or advises at once."""
        self._inquiry = Inquiry(())
        self._advised = None
        self.add_class(ASKS)
        self._asking_keys.draw({})
        self._questions.draw(self._inquiry)
        self.load(self._coach.questions, self._ask)

    def _ask(self, questions: tuple[Question, ...]) -> None:
        self._inquiry = Inquiry(questions)
        self._show()

    def on_key(self, event: events.Key) -> None:
        """An answer."""
        if self.has_class(ASKS):
            self._go_on(self._inquiry.press(event.key, *meanings(event.key)))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Questions are passed over while they are asked, advice is taken once it is given."""
        asks = self.has_class(ASKS)
        if action in ("pass_over", "ask_again") and not asks:
            return False
        if action in ("accept", "overrule", "put_off", "go_back") and asks:
            return False
        return super().check_action(action, parameters)

    def action_pass_over(self) -> None:
        """No answer to this; where nothing is asked yet, back."""
        if self._inquiry.current is None:
            self.action_go_back()
        self._go_on(self._inquiry.pass_over())

    def action_ask_again(self) -> None:
        """The question before; before the first there is none, and it goes back."""
        before = self._inquiry.back()
        if before is self._inquiry:
            self.action_go_back()
        else:
            self._go_on(before)

    def action_rest(self) -> None:
        """The heart at rest first; the advice follows from that, too."""
        self.guide.go(Rest())

    def action_accept(self) -> None:
        """To the belt with what is advised."""
        if self._advised is None or self._advised.plan is None:
            self.app.bell()
        else:
            self.guide.go(Run(TODAY))

    def action_overrule(self) -> None:
        """As written, in spite of the advice."""
        if self._advised is not None and self._advised.can_overrule:
            self._advise(self._coach.overrule)
        else:
            self.app.bell()

    def action_put_off(self) -> None:
        """Tomorrow, then."""
        if self._advised is None or self._advised.plan is None:
            self.app.bell()
        else:
            self._advise(self._coach.put_off)

    def _go_on(self, inquiry: Inquiry) -> None:
        if inquiry is not self._inquiry:
            self._inquiry = inquiry
            self._show()

    def _show(self) -> None:
        self._questions.draw(self._inquiry)
        if self._inquiry.current is not None:
            return
        given = self._inquiry.given
        self.remove_class(ASKS)
        self._advise(lambda: self._coach.tell(given) if given else None)

    def _advise(self, after: Callable[[], None]) -> None:
        """Shows the advice that follows from all that was told, after ``after`` was done, too."""

        def advise() -> Advised:
            after()
            return self._coach.advise()

        self._advised = None
        self.load(advise, self._show_advice)

    def _word_of(self, advised: Advised) -> Word | None:
        """The message for two metres; none on a day like others."""
        if self.options.warning:
            return Word(shown.SEE_A_DOCTOR, "danger", shown.BEFORE_YOU_RUN_AGAIN, shown.ESC_BACK)
        if advised.plan is not None:
            return None
        refuses = shown.RUNS_AS_WRITTEN if advised.can_overrule else shown.ESC_BACK
        return Word(shown.REST, "good", shown.NOTHING_TO_RUN_TODAY, refuses)

    def _show_advice(self, advised: Advised) -> None:
        self._advised = advised
        plan = advised.plan
        word = self._word_of(advised)
        self.set_class(word is not None, SAYS)
        if word is not None:
            self._word.draw(word)
        self._profile.display = self._title.display = plan is not None
        if plan is not None:
            self._title.draw(plan)
            self._profile.draw(plan)
        self.set_class(plan is None, RESTS)
        words = [
            advised.reason if plan is not None else shown.DAY_OF_REST.format(reason=advised.reason)
        ]
        if advised.upcoming is not None:
            words.append(shown.THEN_PLAN.format(title=title_words(advised.upcoming.title)))
        self._note.draw("\n".join((*words, *advised.changes, *advised.warnings)))
        hidden = {} if advised.can_overrule else {"advice.overrule": ""}
        if plan is None:
            hidden |= {"advice.accept": "", "advice.later": ""}
        self._advice_keys.draw(hidden)
