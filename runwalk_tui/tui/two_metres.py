"""Messages of consequence, for who looks at the screen from two metres: a word, a sentence, a key.

They stand in large letters beside the time left while they are fresh; a pain for as long as it can
be taken back, also across a change of step.
"""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from runwalk_tui.units.format import clock
from runwalk_tui.workout import sentences as say
from runwalk_tui.workout.completion import share_done
from runwalk_tui.workout.pain import UNDO_S, may_undo_pain
from runwalk_tui.workout.plan import Kind
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


def word_of(session: Session) -> Word | None:
    """The message that stands at the moment; None if there is none."""
    if may_undo_pain(session, session.t):
        return _pain(session)
    if session.phase not in (Phase.RUNNING, Phase.PAUSED, Phase.ARMING):
        return None
    return _kept(session) or _told(session) or _skipped(session)


def _pain(session: Session) -> Word:
    pain = session.pain or 0
    means = "noted"
    if pain >= TOO_SORE:
        means = "no more running today"
    elif pain >= SORE:
        means = "walk now; runs left eased"
    left_s = UNDO_S - (session.t - (session.pain_at or 0.0))
    return Word(f"PAIN {pain}", "danger", means, f"⌫ undo, {left_s:.0f} s")


def _kept(session: Session) -> Word | None:
    if not has_wish(session, session.t):
        return None
    return Word("SLOWING", "caution", "then it starts again, after 3 s", "space: not yet")


def _told(session: Session) -> Word | None:
    """The last cue, where it is one of consequence."""
    if session.last_cue is None:
        return None
    at, _, words = session.last_cue
    if not 0 <= session.t - at < FRESH_S:
        return None
    exact = _WORDS.get(words)
    if exact is not None:
        return exact(session)
    for beginning, (big, tone, key) in _BEGINNINGS.items():
        if words.startswith(beginning):
            number = words.removeprefix(beginning).removesuffix(" km/h")
            return Word(big.format(number), tone, words, key)
    return None


def _skipped(session: Session) -> Word | None:
    """A step that was left before its end, just now."""
    step, before = session.step, session.done[-1] if session.done else None
    if step is None or before is None or session.t - step.began_t >= SKIPPED_S:
        return None
    if before.index >= step.index or share_done(session, before) >= 1.0:
        return None
    return Word("SKIPPED", "caution", f"the rest of the {_NAMES[before.kind]}", "< back to it")


_NAMES = {
    Kind.WARM_UP: "warm-up",
    Kind.RUN: "run",
    Kind.WALK: "walk",
    Kind.SURGE: "surge",
    Kind.COOL_DOWN: "cool-down",
}

_WORDS: Mapping[str, Callable[[Session], Word]] = {
    say.LONGER: lambda session: Word(
        f"+{clock(session.extra_s)}", "good", "more of this step", "> ends it"
    ),
    say.RESUMED: lambda _: Word("GO ON", "good", "the clock runs again", "space pauses"),
    say.SLOWING_DOWN: lambda _: Word(
        "SLOWING", "caution", "the belt comes to a stand first", "space, once it stands"
    ),
    say.PAIN_UNDONE: lambda _: Word("UNDONE", "good", "the plan goes on as before", "p notes pain"),
    say.SLOWER_RUNS: lambda _: Word("EASIER", "caution", "the next runs are slower", "↑ faster"),
    say.YOUR_SPEED: lambda _: Word(
        "YOURS", "foreground", "your speed until this step ends", "> next step"
    ),
    say.PRESS_START: lambda _: Word("START", "foreground", "press it on the treadmill"),
}

_BEGINNINGS = {
    say.YOUR_CAP.partition("{")[0]: ("CAP {}", "caution", ", changes your cap afterwards"),
    say.PLANS_CAP.partition("{")[0]: ("MAX {}", "caution", ""),
    say.BELTS_CAP.partition("{")[0]: ("MAX {}", "caution", ""),
    say.LIMIT.partition("{")[0]: ("LIMIT", "caution", "↓ slower"),
    say.EASE_OFF.partition("{")[0]: ("EASE OFF", "danger", "↓ slower"),
}
