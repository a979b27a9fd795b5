"""Changes a workout by the check-in before it.

Pain follows the rules of `runwalk_tui.training.advice.pain_rules`. For sleep, soreness and stress
the rule is this program's own: one that is poor makes the workout easier, two make it easier in
both ways, and three make it a day of rest; what is fair changes nothing.
"""

from collections.abc import Sequence

from runwalk_tui.training.advice.easing import How
from runwalk_tui.training.advice.pain_places import spot_of
from runwalk_tui.training.advice.pain_rules import (
    STOP_FROM,
    Verdict,
    is_for_doctor,
    pain_words,
    verdict_on,
)
from runwalk_tui.training.history.diary_entries import CheckIn, Level
from runwalk_tui.training.sentences import Say
from runwalk_tui.workout.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """The consequences of a check-in.

    Attributes:
        rest: No run today.
        hows: In which ways the workout is made easier.
        because: Why: the beginning of a sentence, without its full stop; "" if nothing changes.
        by_pain: Pain alone decided.
    """

    rest: bool = False
    hows: tuple[How, ...] = ()
    because: str = ""
    by_pain: bool = False


_POOR = {
    "sleep": (Say.POOR_SLEEP(), How.SHORTER),
    "soreness": (Say.SORE_LEGS(), How.MORE_WALKING),
    "stress": (Say.MUCH_STRESS(), How.SHORTER),
}
"""Poor answers in words, and the way in which each alone makes a workout easier."""


def finding_of(check_in: CheckIn) -> Finding:
    """The consequences of ``check_in``; by default none."""
    pain = verdict_on(check_in.pain, check_in.where)
    what = pain_words(check_in.pain, check_in.where)
    if is_for_doctor(check_in.pain, check_in.where):
        return Finding(rest=True, because=Say.CHECK_IN_DOCTOR(pain=what), by_pain=True)
    if pain is Verdict.STOP:
        is_bone = spot_of(check_in.where).is_bone
        rule = Say.CHECK_IN_BONE if is_bone else Say.CHECK_IN_STOP
        return Finding(rest=True, because=rule(pain=what, stop=STOP_FROM), by_pain=True)
    levels = {"sleep": check_in.sleep, "soreness": check_in.soreness, "stress": check_in.stress}
    poor = [_POOR[name] for name, level in levels.items() if level is Level.POOR]
    reasons = [words for words, _ in poor]
    if len(poor) == len(levels):
        return Finding(rest=True, because=Say.CHECK_IN_REST(poor=_joined(reasons)))
    hows = set(How) if len(poor) > 1 else {how for _, how in poor}
    if pain is Verdict.CHANGE:
        reasons.insert(0, what)
        hows.add(How.MORE_WALKING)
    return Finding(hows=tuple(how for how in How if how in hows), because=_joined(reasons))


def _joined(words: Sequence[str]) -> str:
    *others, last = words or [""]
    return f"{', '.join(others)} and {last}" if others else last
