"""The coach's advice for a day, and each decision that led to it."""

from dataclasses import replace
from enum import StrEnum

from runwalk_tui.training.sentences import Say
from runwalk_tui.workout.frozen import dataclass
from runwalk_tui.workout.plan import Plan


class Key(StrEnum):
    """The subject of a decision; the runner refuses it by this word, for the day."""

    DOCTOR = "doctor"
    PAIN = "pain"
    SETTLE = "settle"
    READY = "ready"
    MOVED = "moved"
    DONE_TODAY = "done-today"
    REST_DAY = "rest-day"
    ENOUGH = "enough"
    RECOMMENDED = "recommended"
    POSITION = "position"
    EASE = "ease"
    CHECK_IN = "check-in"
    SPEED = "speed"
    GROWTH = "growth"
    READING = "reading"


@dataclass(frozen=True, slots=True)
class Decision:
    """One thing that was decided: what, and by which rule, in a sentence."""

    key: Key
    says: str
    refused: bool = False

    @property
    def sentence(self) -> str:
        """The sentence on the decision: advice that was refused stays."""
        return Say.REFUSED(says=self.says) if self.refused else self.says

    def under(self, refused: frozenset[str]) -> "Decision":
        """The same, refused if its key is among these."""
        return replace(self, refused=self.key in refused)


@dataclass(frozen=True, slots=True)
class Advice:
    """The advice for a day.

    Attributes:
        plan: The workout as adjusted; None is a day of rest.
        reason: Why this and not another, one sentence.
        decisions: What was changed or refused beside that, in order.
        warnings: What the runner should hear, though it changes nothing.
        upcoming: The workout that waits while the runner rests, as written.
        rest: What made it a day of rest.
        next_reason: Why the next workout is this one, also on a day of rest.
        chosen: What made it this workout and not the next one; its words are the reason.
    """

    plan: Plan | None
    reason: str
    decisions: tuple[Decision, ...] = ()
    warnings: tuple[str, ...] = ()
    upcoming: Plan | None = None
    rest: Decision | None = None
    chosen: Decision | None = None
    next_reason: str = ""

    @property
    def changes(self) -> tuple[str, ...]:
        """The decisions as sentences."""
        return tuple(dict.fromkeys(decision.sentence for decision in self.decisions))

    @property
    def keys(self) -> tuple[Key, ...]:
        """By which the runner can refuse what has not been refused."""
        decided = (self.rest, *self.decisions, self.chosen)
        keys = (each.key for each in decided if each is not None and not each.refused)
        return tuple(dict.fromkeys(keys))

    @property
    def first_keys(self) -> tuple[Key, ...]:
        """The decisions that a plain refusal is of; the choice of the workout only if alone."""
        return tuple(key for key in self.keys if key is not Key.POSITION) or self.keys

    @property
    def can_overrule(self) -> bool:
        """True if there is anything to refuse."""
        return bool(self.keys)
