"""What the check-in before a workout changes about it.

Pain follows the rules of `runwalk_tui.training.pain`. For sleep, soreness and stress the rule is
this program's own: one that is poor makes the workout easier, two make it easier in both ways, and
three make it a day of rest; what is fair changes nothing.
"""

from dataclasses import dataclass

from runwalk_tui.training.diary import CheckIn, Level
from runwalk_tui.training.easing import How
from runwalk_tui.training.pain import STOP_FROM, Verdict, verdict_on


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check-in asks for.

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


def finding_of(check_in: CheckIn) -> Finding:
    """What ``check_in`` asks for; by default nothing."""
    pain = verdict_on(check_in.pain)
    place = f" ({check_in.where.strip()})" if check_in.where.strip() else ""
    if pain is Verdict.STOP:
        because = f"a pain of {check_in.pain}{place} today: from {STOP_FROM} on there is no running"
        return Finding(rest=True, because=because, by_pain=True)
    poor = [
        name
        for name, level in (
            ("sleep", check_in.sleep),
            ("soreness", check_in.soreness),
            ("stress", check_in.stress),
        )
        if level is Level.POOR
    ]
    if len(poor) == 3:
        because = "sleep, soreness and stress are all poor today: the body needs the day"
        return Finding(rest=True, because=because)
    reasons, hows = [], set()
    if pain is Verdict.CHANGE:
        reasons.append(f"a pain of {check_in.pain}{place}, which asks for a change")
        hows.add(How.MORE_WALKING)
    if poor:
        reasons.append(f"poor {' and '.join(poor)}")
        hows |= set(How) if len(poor) == 2 else {_way(poor[0])}
    if not reasons:
        return Finding()
    return Finding(hows=tuple(how for how in How if how in hows), because=", and ".join(reasons))


def _way(poor: str) -> How:
    """Sore legs run less; a tired head goes home earlier."""
    return How.MORE_WALKING if poor == "soreness" else How.SHORTER
