"""Recommends the next ratio and length, with a reason in one sentence that the runner can refuse.

A doctor's word and pain come first, then what asks for less, then what was earned. The speed is
never touched; the share of running and the total time never grow together; a heart rate can ask
for less and for nothing else, and one that could not be trusted asks for nothing.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from runwalk_tui.training.advice.assessment import is_run
from runwalk_tui.training.advice.athlete import Athlete, Experience, Goal
from runwalk_tui.training.advice.pain_ledger import open_pains_on
from runwalk_tui.training.advice.pain_rules import Verdict, answer_to, fine_words
from runwalk_tui.training.advice.progression_limits import LONGEST_REMEMBERED, SHORTEST_S
from runwalk_tui.training.advice.training_history import (
    GAP_DAYS,
    HARDEST_EASY,
    LONG_GAP_DAYS,
    RETURN_DAYS,
    Past,
    ran_as_planned,
    ratio_of,
)
from runwalk_tui.training.history.dates import day_of
from runwalk_tui.training.history.diary_entries import Entry, Level
from runwalk_tui.training.history.session_stats import SessionStats
from runwalk_tui.training.programmes.ratios import LADDER, Ratio, minutes, rung_of
from runwalk_tui.training.sentences import Say
from runwalk_tui.workout.frozen import dataclass

WALKING = Ratio(0, 60)

GROWTH = 0.1
"""The total grows by no more than this at a time: see `progression_limits` for the source."""

EARNED_BY, EARNED_BY_FRAGILE = 3, 4
"""So many good sessions earn a change; after an injury it takes more."""

SLACK_S = 90.0
"""A shipped plan that is so much shorter is as good as one made for the time."""

_ALIKE = 1e-6
"""Shares of running that differ by less are the same."""

GAP_KEPT, LONG_GAP_KEPT = 0.8, 0.6
"""So much of the length is left after a gap; this program's own, as detraining goes by weeks."""

LONG_FROM_MIN, LONG_AFTER_EASY = 45, 2
"""A long run needs easy runs of so many minutes, and so many good ones in the week before it."""

START = {
    Experience.NEW: (minutes(1, 2), 30, Say.WHO_NEW()),
    Experience.RETURNING: (minutes(1, 1), 32, Say.WHO_RETURNING()),
    Experience.REGULAR: (minutes(4, 1), 50, Say.WHO_REGULAR()),
    Experience.SEASONED: (minutes(5, 1), 52, Say.WHO_SEASONED()),
}
"""The first workout of a runner without a history: the ratio, minutes in all, and the reason.

Source: practice of run-walk training (see `runwalk_tui.training.programmes.ratios`).
"""

WEIGHT_MIN = 45
"""The least for losing weight: 45 to 60 minutes in all."""

TOP = {
    Goal.FITNESS: (minutes(4, 1), 50),
    Goal.WEIGHT: (minutes(4, 1), 60),
    Goal.FIRST_5K: (minutes(4, 1), 50),
    Goal.TEN_K: (minutes(5, 1), 60),
    Goal.HALF: (minutes(5, 1), 60),
    Goal.MARATHON: (minutes(5, 1), 60),
    Goal.COMEBACK: (minutes(4, 1), 40),
}
"""As far as easy runs need to go for a goal: ratio, and minutes in all. Source: as `START`."""

LONG_MIN = {Goal.TEN_K: 90, Goal.HALF: 150, Goal.MARATHON: 240}
"""As far as the long run needs to go for a goal; other goals have none."""

LONG_EVERY = timedelta(days=7)
LONGER_EVERY, MUCH_LONGER_EVERY = timedelta(days=14), timedelta(days=21)
"""One long run a week; longer in every second week, from `VERY_LONG_M` on in every third.

Source: Galloway: long runs every second week from 10 miles, every third from 17.
"""

VERY_LONG_M = 17 * 1609.344

LONG_KEPT = 2 / 3
"""In the weeks between, the long run is so much of the longest."""

ROOM_MIN = (30, 30, 30, 40, 45, 50, 60, 75, 120, 180)
"""Up to so many minutes in all it is the time that grows on a rung of the `LADDER`, then the ratio.

Source: the articles' twelve weeks, from 1:2 in 20 minutes over 1:1 in 30 to 4:1 in 50.
"""

SHIPPED_MIN = {
    "1:4": ("return-1-4", 31),
    "1:3": ("1-3", 31),
    "1:2": ("1-2", 29),
    "1:1": ("1-1", 31),
    "2:1": ("2-1", 39),
    "3:1": ("3-1", 45),
    "4:1": ("4-1", 49),
    "5:1": ("5-1", 51),
    "9:1": ("9-1", 59),
    "10:1": ("10-1", 53),
}
"""The plan that ships with a ratio of whole minutes, and how many it takes in all."""


@dataclass(frozen=True, slots=True)
class Recommendation:
    """The next workout.

    Attributes:
        ratio: Without a run it is walking.
        total_s: Warm-up and cool-down included; 0 is a day of rest.
        plan_name: A plan that ships and is that to the minute; None where there is none.
        reason: One sentence.
        is_long: It is the long run of the week.
    """

    ratio: Ratio
    total_s: float
    plan_name: str | None
    reason: str
    is_long: bool = False


def recommend(
    athlete: Athlete, figures: Sequence[SessionStats], entries: Sequence[Entry], today: date
) -> Recommendation:
    """The ratio and the time of the next workout.

    Args:
        athlete: Who runs.
        figures: Recent sessions, the oldest first.
        entries: The diary, in order.
        today: The day of the workout.
    """
    if athlete.see_doctor:
        return _rest(Say.NEXT_SEE_DOCTOR())
    past = Past(athlete, figures, entries, today)
    found = _for_pain(past)
    if found is None and past.sessions:
        found = _less(past) or _by_table(past) or _same(past) or _lighter(past)
        found = found or _long(past) or _more(past)
    found = found or _start(past)
    if found.is_long or (found.ratio == LADDER[0] and not past.is_fragile):
        return found
    return replace(found, plan_name=_plan_name(found))


def _base(past: Past) -> Recommendation:
    """The last session once more, as it was meant."""
    last = past.last_as_meant
    longest_s = 60.0 * max(TOP[past.athlete.goal][1], TOP[Goal.WEIGHT][1])
    return Recommendation(past.ratio, min(last.planned_s or last.total_s, longest_s), None, "")


def _for_pain(past: Past) -> Recommendation | None:
    """The recommendation for a pain that is not over: the gravest, and of equal ones the last."""
    found = open_pains_on(past.today, past.figures, past.told)
    if not found:
        return None
    worst = max(reversed(found), key=lambda pain: (pain.verdict, pain.is_for_doctor))
    if worst.verdict is Verdict.STOP:
        if worst.is_for_doctor:
            return _rest(Say.PAIN_FOR_DOCTOR(pain=worst.what))
        if worst.sharp:
            what = worst.what.removeprefix("a ")
            return _rest(Say.NEXT_PAIN_KIND(pain=f"{what[0].upper()}{what[1:]}"))
        return _rest(Say.NEXT_PAIN_STOP(pain=worst.pain, fine=fine_words(worst.spot)))
    why = Say.NEXT_PAIN_CHANGE(pain=worst.pain)
    if not past.sessions:
        return _eased(_start(past), why)
    after_gap = _after_gap(past, _base(past))
    if after_gap is not None:
        return _eased(after_gap, Say.NEXT_PAIN_GAP(pain=worst.pain, days=_gap_days(past)))
    eased, less = _eased(_base(past), why), _less(past)
    if less is None or less.ratio.share >= eased.ratio.share - _ALIKE:
        return eased
    return replace(less, reason=Say.NEXT_GENTLER(why=why, ratio=less.ratio.name))


def _less(past: Past) -> Recommendation | None:
    """The recommendation of more walking than the last time, if anything asks for it."""
    base, recent = _by_table(past) or _base(past), past.sessions[-3:]
    efforts = [past.told.effort(session) or 0 for session in recent]
    if (after_gap := _after_gap(past, base)) is not None:
        return after_gap
    if answer_to(past.last, past.told).verdict is not Verdict.FINE:
        return _eased(base, Say.NEXT_HURT())
    if sum(effort > HARDEST_EASY for effort in efforts) >= 2:
        return _eased(_no_more_than_was_hard(past, base), Say.NEXT_HARDER())
    if len(recent) >= 2 and not any(map(ran_as_planned, recent[-2:])):
        return _eased(base, Say.NEXT_UNFINISHED_TWICE())
    if len(recent) >= 2 and all(map(past.stayed_up, recent[-2:])):
        return _eased(base, Say.NEXT_STAYED_UP_TWICE())
    return None


def _no_more_than_was_hard(past: Past, base: Recommendation) -> Recommendation:
    """A rung above what was hard the last time, made easier as it may have been: easing goes on."""
    last = ratio_of(past.last)
    if last is None or (past.told.effort(past.last) or 0) <= HARDEST_EASY:
        return base
    rung = LADDER[min(rung_of(last) + 1, len(LADDER) - 1)]
    return replace(base, ratio=rung) if rung.share < base.ratio.share else base


def _after_gap(past: Past, base: Recommendation) -> Recommendation | None:
    """The recommendation after days without a run; None if there were not so many."""
    gap_days = _gap_days(past)
    if gap_days > RETURN_DAYS:
        return _returning(past, base, gap_days)
    if gap_days > LONG_GAP_DAYS:
        shorter = _shortened(base, LONG_GAP_KEPT)
        return _eased(_eased(shorter, ""), Say.NEXT_LONG_GAP(days=gap_days))
    if gap_days > GAP_DAYS:
        return _eased(_shortened(base, GAP_KEPT), Say.NEXT_GAP(days=gap_days))
    return None


def _gap_days(past: Past) -> int:
    """Days since the last run."""
    gaps = ((past.today - day_of(each)).days for each in past.figures if is_run(each))
    return min(gaps, default=0)


def _shortened(base: Recommendation, share: float) -> Recommendation:
    """Less of it, in whole minutes."""
    total_s = min(base.total_s, max(SHORTEST_S, 60.0 * (share * base.total_s // 60)))
    return replace(base, total_s=total_s)


def _returning(past: Past, base: Recommendation, gap_days: int) -> Recommendation:
    """After so long a break it begins as with a beginner, and with no more than before."""
    ratio, total_min, _ = START[Experience.NEW]
    start = _start(past)
    ratio = min(ratio, base.ratio, start.ratio, key=lambda each: each.share)
    total_s = min(60.0 * total_min, base.total_s)
    return Recommendation(ratio, total_s, None, Say.NEXT_RETURN(days=gap_days, ratio=ratio.name))


def _lighter(past: Past) -> Recommendation | None:
    """The same once more in a lighter week, in which nothing grows."""
    if because := past.why_lighter:
        return replace(_base(past), reason=Say.NEXT_LIGHTER_DAYS(because=because))
    if not past.is_lighter_week:
        return None
    return replace(_base(past), reason=Say.NEXT_LIGHTER_WEEK())


def _long(past: Past) -> Recommendation | None:
    """The long run of the week, where the goal has one and the easy runs go well."""
    most_min = LONG_MIN.get(past.athlete.goal)
    base, today = _base(past), past.today
    recent = [each for each in past.figures if today - day_of(each) <= LONGEST_REMEMBERED]
    easy = [each for each in past.easy if today - day_of(each) < LONG_EVERY]
    is_due = all(today - day_of(each) >= LONG_EVERY for each in past.long)
    is_used = base.total_s >= 60.0 * LONG_FROM_MIN and len(easy) >= LONG_AFTER_EASY
    if most_min is None or not recent or not is_due or not is_used:
        return None
    if not all(map(past.is_good, past.sessions[-LONG_AFTER_EASY:])):
        return None
    longest = max(recent, key=lambda each: each.total_s)
    every = MUCH_LONGER_EVERY if longest.distance_m >= VERY_LONG_M else LONGER_EVERY
    if past.is_long(longest) and today - day_of(longest) < every:
        total_s = max(base.total_s, 60.0 * (LONG_KEPT * longest.total_s // 60))
        return replace(base, total_s=total_s, reason=Say.NEXT_LONG_SAME(), is_long=True)
    total_s = min(60.0 * most_min, 60.0 * ((1 + GROWTH) * longest.total_s // 60))
    return replace(base, total_s=total_s, reason=Say.NEXT_LONG_MORE(), is_long=True)


def _by_table(past: Past) -> Recommendation | None:
    """Galloway's table, where that is less running than the last time."""
    base = _base(past)
    if past.table is None or past.table[0].share >= base.ratio.share - _ALIKE:
        return None
    ratio, reason = past.table
    return replace(base, ratio=ratio, reason=reason)


def _same(past: Past) -> Recommendation | None:
    """The recommendation of no more than the last time, if anything asks for it."""
    effort = past.told.effort(past.last)
    has_run = day_of(past.last) == past.today  # its check-in is no word on the next run
    check_in = None if has_run else past.told.check_in(past.today)
    if not ran_as_planned(past.last):
        reason = Say.NEXT_UNFINISHED()
    elif effort is not None and effort > HARDEST_EASY:
        reason = Say.NEXT_EFFORT(effort=effort)
    elif past.stayed_up(past.last):
        reason = Say.NEXT_STAYED_UP()
    elif answer_to(past.last, past.told).settled is False:
        reason = Say.NEXT_NOT_SETTLED()
    elif check_in and Level.POOR in (check_in.sleep, check_in.soreness, check_in.stress):
        reason = Say.NEXT_POOR_DAY()
    else:
        return None
    return replace(_base(past), reason=reason)


def _more(past: Past) -> Recommendation:
    """One thing more where it was earned: the share of running, or the total time."""
    base, earned = _base(past), past.earned
    top, limit_min = TOP[past.athlete.goal]
    if past.table is not None:
        top, why = past.table
        if top.share < base.ratio.share + _ALIKE:
            base = replace(base, ratio=top, reason=why)
    needed = EARNED_BY_FRAGILE if past.is_fragile else EARNED_BY
    if earned < needed:
        return base if base.reason else replace(base, reason=_not_yet(past, needed - earned))
    done_s = min(base.total_s, past.last_as_meant.total_s)
    longer_s = 60.0 * ((1 + GROWTH) * done_s // 60)
    bolder = next((rung for rung in LADDER if rung.share > base.ratio.share + _ALIKE), None)
    if bolder is not None and bolder.share > top.share + _ALIKE:
        bolder = None
    room_s = 60.0 * (limit_min if bolder is None else ROOM_MIN[max(0, rung_of(base.ratio))])
    good = Say.GOOD_SESSIONS(count=earned)
    if base.total_s < longer_s <= 60 * limit_min and base.total_s < room_s:
        return replace(base, total_s=longer_s, reason=Say.NEXT_LONGER(good=good))
    if bolder is not None:
        reason = Say.NEXT_BOLDER(good=good, ratio=bolder.name)
        return Recommendation(bolder, done_s, None, reason)
    return replace(base, reason=base.reason or Say.NEXT_FAR_ENOUGH(good=good))


def _not_yet(past: Past, missing: int) -> str:
    if past.told.effort(past.last) is None:
        return Say.NEXT_UNKNOWN()
    name = past.ratio.name
    if missing == 1:
        return Say.NEXT_ONE_MORE(ratio=name)
    return Say.NEXT_MORE(count=missing, ratio=name)


def _start(past: Past) -> Recommendation:
    """The beginning of a runner of whom no session is known."""
    athlete = past.athlete
    ratio, total_min, why = START[athlete.experience]
    if athlete.goal is Goal.WEIGHT:
        total_min = max(total_min, WEIGHT_MIN)
    if athlete.goal is Goal.COMEBACK:
        reason = Say.NEXT_START_COMEBACK(ratio=LADDER[0].name, lengths=LADDER[0].lengths)
        return Recommendation(LADDER[0], 60.0 * START[Experience.NEW][1] + 120, None, reason)
    rung = rung_of(ratio)
    if athlete.injuries:
        ratio = LADDER[rung - 1]
        reason = Say.NEXT_START_INJURED(why=why, ratio=ratio.name)
        return Recommendation(ratio, 60.0 * total_min, None, reason)
    if past.table is not None:
        by_mile, why_mile = past.table
        if by_mile.share <= LADDER[rung + 1].share + _ALIKE:
            return Recommendation(by_mile, 60.0 * total_min, None, why_mile)
    reason = Say.NEXT_START(why=why, ratio=ratio.name, lengths=ratio.lengths)
    return Recommendation(ratio, 60.0 * total_min, None, reason)


def _eased(base: Recommendation, why: str) -> Recommendation:
    """A rung below, in no more time; on the lowest one in less."""
    gentler = [rung for rung in LADDER if rung.share < base.ratio.share - _ALIKE]
    if gentler:
        return replace(
            base, ratio=gentler[-1], reason=Say.NEXT_GENTLER(why=why, ratio=gentler[-1].name)
        )
    total_s = min(base.total_s, max(SHORTEST_S, 60.0 * (0.8 * base.total_s // 60)))
    if total_s < base.total_s:
        return replace(base, total_s=total_s, reason=Say.NEXT_LESS(why=why))
    return replace(base, reason=Say.NEXT_SLOWER(why=why))


def _rest(reason: str) -> Recommendation:
    return Recommendation(WALKING, 0.0, None, reason)


def _plan_name(found: Recommendation) -> str | None:
    """A shipped plan of this very ratio, if it is no longer and hardly shorter."""
    name, total_min = SHIPPED_MIN.get(found.ratio.name, ("", 0))
    is_of_minutes = any(found.ratio == rung for rung in LADDER)
    fits = 0 <= found.total_s - 60 * total_min <= SLACK_S
    return name if is_of_minutes and fits else None
