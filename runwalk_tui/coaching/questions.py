"""Questions that are answered by one key each, and where one stands in answering them."""

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from runwalk_tui.language import in_context, tr
from runwalk_tui.training.sentences_of_questions import Asks
from runwalk_tui.workout.frozen import dataclass

TEN_KEY = "x"
"""The key for ten, where 0 means none."""


ACCEPT_KEY = "enter"
"""The key for the answer that is offered."""


class Choice(NamedTuple):
    """An answer: the key for it, the word for it, and the number that is kept."""

    key: str
    word: str
    value: int


class Question(NamedTuple):
    """One question.

    Attributes:
        id: What its answer is kept under.
        word: It in a word or two, for large letters.
        asks: It in full.
        choices: The answers.
        needs: It is only asked if the question of this id was answered with so much or more.
        offer: The answer that Enter gives, where it is known already.
    """

    id: str
    word: str
    asks: str
    choices: tuple[Choice, ...]
    needs: tuple[str, int] | None = None
    offer: int | None = None

    @property
    def offered(self) -> Choice | None:
        """The choice that Enter takes."""
        return next((each for each in self.choices if each.value == self.offer), None)


@dataclass(frozen=True, slots=True)
class Inquiry:
    """Questions in order, and the answers so far; a question that was passed over has none."""

    questions: tuple[Question, ...]
    answers: tuple[tuple[str, int], ...] = ()
    index: int = 0

    @property
    def current(self) -> Question | None:
        """The question that is asked now; None after the last."""
        return self.questions[self.index] if self.index < len(self.questions) else None

    @property
    def given(self) -> dict[str, int]:
        """The answers by question."""
        return dict(self.answers)

    def choice_of(self, question: Question) -> Choice | None:
        """The answer that was given to a question."""
        value = self.given.get(question.id)
        return next((each for each in question.choices if each.value == value), None)

    def press(self, key: str, *others: str) -> "Inquiry":
        """The inquiry after a key; the same if that is no answer to what is asked.

        ``others`` are keys of other keyboard layouts that it may be as well.

        A letter that is yes on one keyboard layout and no on another is none.
        """
        question = self.current
        if question is None:
            return self
        names = (key, *others)
        chosen = [choice for choice in question.choices if choice.key in names]
        if ACCEPT_KEY in names and question.offered is not None:
            chosen = [question.offered]
        if len(chosen) != 1:
            return self
        answer = (question.id, chosen[0].value)
        return self._after(replace(self, answers=(*self.answers, answer)))

    def pass_over(self) -> "Inquiry":
        """Without an answer to what is asked."""
        return self if self.current is None else self._after(self)

    def back(self) -> "Inquiry":
        """The question before, unanswered."""
        index = self.index - 1
        while index >= 0 and not _is_needed(self.questions[index], self.given):
            index -= 1
        if index < 0:
            return self
        question = self.questions[index]
        answers = tuple(each for each in self.answers if each[0] != question.id)
        return replace(self, answers=answers, index=index)

    def _after(self, answered: "Inquiry") -> "Inquiry":
        index = self.index + 1
        while index < len(self.questions):
            if _is_needed(self.questions[index], answered.given):
                break
            index += 1
        return replace(answered, index=index)


def _is_needed(question: Question, given: dict[str, int]) -> bool:
    if question.needs is None:
        return True
    id, least = question.needs
    return given.get(id, least - 1) >= least


def _levels(*words: str) -> tuple[Choice, ...]:
    return tuple(Choice(str(number), word, number) for number, word in enumerate(words, 1))


PLACES = (
    *("foot", "ankle", "shin", "calf", "knee", "thigh", "hip", "back", "chest", "elsewhere"),
    *("pelvis", "arm", "jaw"),
)
"""Places that may hurt; the answers are their positions in this list."""


def place_name(place: str) -> str:
    """A place that may hurt, in the language in use."""
    return tr(in_context("place", place))


_PLACE_KEYS = "1234567890paj"
_PLACES = tuple(
    Choice(key, in_context("place", word), at)
    for at, (key, word) in enumerate(zip(_PLACE_KEYS, PLACES, strict=True))
)
_PAIN = (
    Choice("0", "none", 0),
    *(Choice(str(pain), "", pain) for pain in range(1, 10)),
    Choice(TEN_KEY, "the worst", 10),
)
_EFFORT = (
    Choice("1", "very easy", 1),
    *(Choice(str(effort), "", effort) for effort in range(2, 10)),
    Choice("0", "ten: all out", 10),
)
_YES_OR_NO = (Choice("y", "yes", 1), Choice("n", "no", 0))

CHECK_IN = (
    Question("sleep", "SLEEP", Asks.SLEEP.text, _levels("well", "fairly", "badly")),
    Question("soreness", "LEGS", Asks.SORENESS.text, _levels("not at all", "a little", "very")),
    Question("stress", "STRESS", Asks.STRESS.text, _levels("little", "some", "much")),
    Question("pain", "PAIN", Asks.PAIN_TODAY.text, _PAIN),
    Question("where", "WHERE", Asks.WHERE_TODAY.text, _PLACES, needs=("pain", 1)),
)
NEXT_DAY = (
    Question("after", "SINCE", Asks.PAIN_SINCE.text, _PAIN),
    Question("swollen", "STIFF", Asks.SWOLLEN_SINCE.text, _YES_OR_NO),
)
READY = (
    Question("walks", "WALK", Asks.WALKS.text, _YES_OR_NO),
    Question("swelling", "SWOLLEN", Asks.SWOLLEN.text, _YES_OR_NO),
    Question("against", "ADVICE", Asks.AGAINST.text, _YES_OR_NO),
)
DEBRIEF = (
    Question("effort", "EFFORT", Asks.EFFORT.text, _EFFORT),
    Question("pain", "PAIN", Asks.PAIN.text, _PAIN),
    Question("where", "WHERE", Asks.WHERE.text, _PLACES, needs=("pain", 1)),
    Question(
        "sharp",
        "WORSE",
        Asks.SHARP.text,
        _YES_OR_NO,
        needs=("pain", 1),
    ),
)


FTP = "ftp"
"""Of whether the power that a test gave is to be the runner's own."""


def debrief_of(
    pain: int | None, ftp_w: int | None = None, known_w: int = 0
) -> tuple[Question, ...]:
    """The questions after a workout; a pain that was noted in it is offered as the answer.

    After a test of threshold power that gave ``ftp_w``, whether it is to be the runner's own.
    """
    if ftp_w is not None:
        words = Asks.FTP(ftp=ftp_w, known=known_w)
        return (Question(FTP, "FTP", words, _YES_OR_NO), *debrief_of(pain))
    if pain is None:
        return DEBRIEF
    asks = Asks.PAIN_NOTED(pain=pain)
    return tuple(
        question._replace(asks=asks, offer=pain) if question.id == "pain" else question
        for question in DEBRIEF
    )


DOCTOR = "doctor"
"""Of whether a doctor has seen a pain that waits for one."""

NOW = "now."
"""Before the place of a pain of which it is asked how it is now."""

MOST_PLACES = 3
"""Of no more places is it asked at once."""


def of_doctor(pains: Sequence[str]) -> tuple[Question, ...]:
    """Asks if a doctor has seen pains that wait for one; no question if there are none."""
    if not pains:
        return ()
    asks = Asks.DOCTOR(pain=place_name(pains[0]))
    return (Question(DOCTOR, "DOCTOR", asks, _YES_OR_NO),)


def of_places(places: Sequence[str]) -> tuple[Question, ...]:
    """Asks for the pain in each of some places."""
    return tuple(
        Question(
            f"{NOW}{place}",
            "NOW",
            Asks.PAIN_NOW(place=place_name(place)),
            _PAIN,
        )
        for place in dict.fromkeys(places[:MOST_PLACES])
    )
