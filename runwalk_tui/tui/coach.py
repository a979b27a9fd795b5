"""What screens ask of the coach: today's workout, the check-in, the programmes, the weeks."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple, Protocol

from runwalk_tui.core.plan import Plan
from runwalk_tui.training.progress import WeekRow
from runwalk_tui.training.trends import Trend
from runwalk_tui.tui.questions import Question

TODAY = "today"
"""Under this name the workout that is advised is run."""


class Advised(Protocol):
    """What is advised for today.

    Attributes:
        plan: The workout; None is a day of rest.
        reason: Why this one, in a sentence.
        changes: What was changed about it, a sentence each.
        warnings: What the runner should hear, though it changes nothing.
        can_overrule: There is something to refuse.
        upcoming: The workout that waits while the runner rests.
    """

    @property
    def plan(self) -> Plan | None: ...

    @property
    def reason(self) -> str: ...

    @property
    def changes(self) -> tuple[str, ...]: ...

    @property
    def warnings(self) -> tuple[str, ...]: ...

    @property
    def can_overrule(self) -> bool: ...

    @property
    def upcoming(self) -> Plan | None: ...


class ProgrammeEntry(NamedTuple):
    """A programme in the list.

    Attributes:
        name: What commands call it.
        title: What people call it.
        about: A sentence for the one who chooses, or why it cannot be used.
        weeks: What each week brings, in words; none where it cannot be used.
        is_followed: It is the one that is followed.
    """

    name: str
    title: str
    about: str
    weeks: tuple[str, ...]
    is_followed: bool = False


class Progress(NamedTuple):
    """The weeks, oldest first, what the heart says over them, and what there is to say."""

    weeks: Sequence[WeekRow]
    recovery: Trend
    same_speed: Trend
    words: str = ""


class Coach(Protocol):
    """Whoever asks, advises, and keeps what is told."""

    def questions(self) -> tuple[Question, ...]:
        """What there is to ask before a workout; nothing if all was told today."""

    def tell(self, answers: Mapping[str, int]) -> None:
        """Keeps the answers."""

    def advise(self) -> Advised:
        """What follows from all that was told."""

    def overrule(self) -> None:
        """The runner refuses what was advised, for today; what lies behind it may be seen then."""

    def put_off(self) -> None:
        """The workout of today is one of tomorrow."""

    def programmes(self) -> Sequence[ProgrammeEntry]:
        """Every programme, in the order in which they are shown."""

    def follow(self, name: str) -> None:
        """Follows one from its first week; the empty name follows none."""

    def progress(self) -> Progress:
        """The weeks so far."""
