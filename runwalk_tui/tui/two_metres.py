"""Messages of consequence, for who looks at the screen from two metres: a word, a sentence, a key.

They stand in large letters beside the time left while they are fresh; a pain for as long as it can
be taken back, also across a change of step.
"""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from runwalk_tui.session.spoken import spoken
from runwalk_tui.tui import sentences as shown
from runwalk_tui.tui import sentences_of_machines as machine_words
from runwalk_tui.tui.step_text import step_name
from runwalk_tui.units.constants import Units
from runwalk_tui.units.format import clock, in_units
from runwalk_tui.workout import sentences as say
from runwalk_tui.workout.completion import share_done
from runwalk_tui.workout.pain import UNDO_S, may_undo_pain
from runwalk_tui.workout.session import Phase, Session
from runwalk_tui.workout.speed_gate import has_wish
from runwalk_tui.workout.vocabulary import SORE, TOO_SORE

FRESH_S = 6.0
"""A message stands so long."""

SKIPPED_S = 4.0
"""That a step was left out stands so long."""


class Word(NamedTuple):
    """A message.

    Attributes:
        big: In large letters.
        tone: Their colour.
        sentence: What it means.
        key: The one key that has to do with it, and what it does; may be empty.
    """

    big: str
    tone: str
    sentence: str
    key: str = ""


def word_of(session: Session, units: Units = "km") -> Word | None:
    """The message that stands at the moment, in the runner's units; None if there is none."""
    if may_undo_pain(session, session.t):
        return _pain(session)
    if session.phase not in (Phase.RUNNING, Phase.PAUSED, Phase.ARMING):
        return None
    return _kept(session) or _told(session, units) or _skipped(session)


def _pain(session: Session) -> Word:
    pain = session.pain or 0
    has_belt = session.machine.has_belt
    means = shown.NOTED
    if pain >= TOO_SORE:
        means = shown.NO_MORE_RUNNING if has_belt else machine_words.NO_MORE_WORK
    elif pain >= SORE:
        means = shown.WALK_NOW if has_belt else machine_words.GO_EASY_NOW
    left_s = UNDO_S - (session.t - (session.pain_at or 0.0))
    return Word(
        shown.PAIN_PAIN.format(pain=pain), "danger", means, shown.UNDO_PAIN.format(seconds=left_s)
    )


def _kept(session: Session) -> Word | None:
    if not has_wish(session, session.t):
        return None
    return Word(shown.SLOWING, "caution", shown.STARTS_AGAIN, shown.NOT_YET)


def _told(session: Session, units: Units) -> Word | None:
    """The last cue, where it is one of consequence."""
    if session.last_cue is None:
        return None
    at, _, words = session.last_cue
    if not 0 <= session.t - at < FRESH_S:
        return None
    exact = _WORDS.get(words)
    if exact is not None:
        return exact(session)
    for beginning, about in _BEGINNINGS.items():
        if words.startswith(beginning):
            big, tone, key = about()
            number = in_units(words, units).removeprefix(beginning).partition(" ")[0]
            said = in_units(spoken(words), units)
            return Word(big.format(number=number), tone, said, key)
    return None


def _skipped(session: Session) -> Word | None:
    """A step that was left before its end, just now."""
    step, before = session.step, session.done[-1] if session.done else None
    if step is None or before is None or session.t - step.began_t >= SKIPPED_S:
        return None
    if before.index >= step.index or share_done(session, before) >= 1.0:
        return None
    return Word(
        shown.SKIPPED,
        "caution",
        shown.REST_OF_STEP.format(step=step_name(session, before.kind)),
        shown.BACK_TO_IT,
    )


_WORDS: Mapping[str, Callable[[Session], Word]] = {
    say.LONGER: lambda session: Word(
        f"+{clock(session.extra_s)}", "good", shown.MORE_OF_STEP, shown.ENDS_IT
    ),
    say.RESUMED: lambda _: Word(shown.GO_ON, "good", shown.CLOCK_RUNS, shown.SPACE_PAUSES),
    say.SLOWING_DOWN: lambda _: Word(
        shown.SLOWING, "caution", shown.STANDS_FIRST, shown.ONCE_IT_STANDS
    ),
    say.PAIN_UNDONE: lambda _: Word(shown.UNDONE, "good", shown.PLAN_AS_BEFORE, shown.P_NOTES_PAIN),
    say.SLOWER_RUNS: lambda _: Word(
        shown.EASIER, "caution", shown.NEXT_RUNS_SLOWER, shown.UP_FASTER
    ),
    say.YOUR_SPEED: lambda _: Word(shown.YOURS, "foreground", shown.YOUR_SPEED, shown.NEXT_STEP),
    say.PRESS_START: lambda _: Word(shown.START, "foreground", shown.PRESS_ON_TREADMILL),
}

_BEGINNINGS: Mapping[str, Callable[[], tuple[str, str, str]]] = {
    say.YOUR_CAP.partition("{")[0]: lambda: (shown.CAP_AT, "caution", shown.CHANGE_CAP),
    say.PLANS_CAP.partition("{")[0]: lambda: (shown.MOST_IS, "caution", ""),
    say.BELTS_CAP.partition("{")[0]: lambda: (shown.MOST_IS, "caution", ""),
    say.LIMIT.partition("{")[0]: lambda: (shown.AT_LIMIT, "caution", shown.DOWN_SLOWER),
    say.EASE_OFF.partition("{")[0]: lambda: (shown.EASE_OFF, "danger", shown.DOWN_SLOWER),
}
