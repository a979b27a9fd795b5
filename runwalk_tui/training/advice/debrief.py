"""After a session: what it means for the next one, in one sentence; the limits are our own rule."""

from collections.abc import Sequence

from runwalk_tui.training.advice.assessment import (
    DONE_SHARE,
    EASY_EFFORT,
    did_the_running,
    effort_range,
    effort_range_of,
    is_hard,
    own_fall_bpm,
    stayed_up,
)
from runwalk_tui.training.advice.athlete import Athlete
from runwalk_tui.training.advice.pain_places import spot_of
from runwalk_tui.training.advice.pain_rules import Verdict, answer_to, fine_words
from runwalk_tui.training.history.diary_entries import Entry
from runwalk_tui.training.history.diary_index import Told
from runwalk_tui.training.history.session_stats import SessionStats, can_be_trusted
from runwalk_tui.training.sentences import Say
from runwalk_tui.units.averages import fmean
from runwalk_tui.workout.plan import Plan

FADING_BPM = 8.0
"""Walks at the end that bring the heart down by so much less than those at the beginning."""

LEAST_WALKS = 4
"""Fewer have no beginning and end."""

ZONES_SEEN = 9
"""In so many sessions a word on the zones comes twice at most."""

MOST_HARD_SHARE = 0.3
"""More of an easy run in zones 4 and 5 is not easy."""


def debrief(
    figures: Sequence[SessionStats],
    entries: Sequence[Entry],
    athlete: Athlete,
    plan: Plan | None = None,
    means: str = "",
    cap: int | None = None,
) -> str:
    """Sums up the last session, and its consequence for the next.

    Args:
        figures: Every session, oldest first.
        entries: The diary.
        athlete: Who ran.
        plan: What was run, as written, if it is known: a workout with surges may feel harder, and
            one that was made easier comes again.
        means: What comes next by the rules of the day (`Advice.next_reason`), so that both say one
            thing; without it a general word.
        cap: The most effort that this workout allows, where it has a limit of its own.

    Returns:
        "" without a session.
    """
    if not figures:
        return ""
    last, told = figures[-1], Told(entries)
    pain = _of_pain(last, told)
    if pain:
        return pain
    what, general = (
        _of_completion(last, plan)
        or _of_effort(figures, told, plan, cap)
        or _of_heart(figures, told, athlete, plan)
        or _all_well(last, told, plan)
    )
    return f"{what}. {means}" if means else f"{what}: {general}."


def fading_bpm(session: SessionStats) -> float | None:
    """The loss of recovery, in bpm, from the first third of the walks to the last.

    None where the heart rate could not be trusted, or there were too few walks.
    """
    falls = session.falls_bpm
    if len(falls) < LEAST_WALKS or not can_be_trusted(session):
        return None
    third = max(1, len(falls) // 3)
    return fmean(falls[:third]) - fmean(falls[-third:])


def hard_share(session: SessionStats) -> float | None:
    """The share of the trusted time in zones 4 and 5, 0 to 1; None if too little was trusted."""
    known_s = sum(session.zone_s)
    if not known_s or not can_be_trusted(session):
        return None
    return sum(session.zone_s[4:]) / known_s


def _of_pain(last: SessionStats, told: Told) -> str:
    answer = answer_to(last, told)
    what = f"{answer.what[0].upper()}{answer.what[1:]}"
    if answer.in_chest:
        return Say.AFTER_DOCTOR(pain=what)
    if answer.verdict is Verdict.STOP:
        return Say.AFTER_STOP(pain=what, fine=fine_words(spot_of(answer.where)))
    return Say.AFTER_CHANGE(pain=what) if answer.verdict is Verdict.CHANGE else ""


Said = tuple[str, str]
"""A finding, and its meaning in general; both without their full stop."""


def _of_completion(last: SessionStats, plan: Plan | None) -> Said | None:
    if last.mile_s is not None:
        return Say.AFTER_MILE(), Say.MEANS_EASY()
    is_long_enough = last.planned_s <= 0 or last.total_s >= DONE_SHARE * last.planned_s
    is_done = plan is not None and last.outcome == "finished" and did_the_running(last, plan)
    if is_long_enough or is_done:
        return None
    done = Say.AFTER_CUT(done=f"{last.total_s / 60:.0f}", whole=f"{last.planned_s / 60:.0f}")
    return done, Say.MEANS_SAME()


def _of_effort(
    figures: Sequence[SessionStats], told: Told, plan: Plan | None, cap: int | None
) -> Said | None:
    effort = told.effort(figures[-1])
    if cap is not None:
        if effort is None or effort <= cap:
            return None
        return Say.LADDER_EFFORT(effort=effort, cap=cap).capitalize(), Say.MEANS_ONCE_MORE()
    low, high = effort_range_of(figures[-1], plan)
    if effort is None or effort <= high:
        return None
    last = figures[-2] if len(figures) > 1 else None
    before = None if last is None else told.effort(last)
    if last is not None and before is not None and before > high and not is_hard(last):
        return Say.AFTER_HARD_AGAIN(effort=effort, low=low, high=high), Say.MEANS_WALKING()
    return Say.AFTER_HARD(effort=effort, low=low, high=high), Say.MEANS_ONCE_MORE()


def _of_heart(
    figures: Sequence[SessionStats], told: Told, athlete: Athlete, plan: Plan | None
) -> Said | None:
    last = figures[-1]
    if is_hard(last):
        return None
    if stayed_up(last, athlete.max_bpm, figures[:-1]):
        fall, own_bpm = f"{fmean(last.minute_falls_bpm):.0f}", own_fall_bpm(last, figures[:-1])
        if own_bpm is None:
            return Say.AFTER_SMALL_FALL(bpm=fall), Say.MEANS_LONGER_WALKS()
        return Say.AFTER_SMALLER_FALL(bpm=fall, own=f"{own_bpm:.0f}"), Say.MEANS_LONGER_WALKS()
    fading = fading_bpm(last)
    if fading is not None and fading >= FADING_BPM:
        return Say.AFTER_FADING(bpm=f"{fading:.0f}"), Say.MEANS_ENOUGH()
    is_easy = plan is None or effort_range(plan) == EASY_EFFORT
    if is_easy and is_in_hard_zones(last):
        return _of_zones(figures, told, athlete)
    return None


def _of_zones(figures: Sequence[SessionStats], told: Told, athlete: Athlete) -> Said | None:
    """It is said once; then what to do about it is, or that the maximum may be higher."""
    times = sum(map(is_in_hard_zones, figures[-ZONES_SEEN:-1]))
    share = f"{hard_share(figures[-1]) or 0:.0%}"
    if not times:
        return Say.AFTER_ZONES(share=share), Say.MEANS_NOTCH()
    if times > 1:
        return None
    effort = told.effort(figures[-1])
    if effort is not None and effort < EASY_EFFORT[1] and not athlete.max_is_measured:
        return Say.AFTER_ZONES_EASY(share=share), Say.MEANS_MAXIMUM(bpm=athlete.max_bpm)
    return Say.AFTER_ZONES(share=share), Say.MEANS_SLOWER()


def is_in_hard_zones(session: SessionStats) -> bool:
    """True if more of a session than an easy run's was in zones 4 and 5."""
    return (hard_share(session) or 0.0) > MOST_HARD_SHARE


def _all_well(last: SessionStats, told: Told, plan: Plan | None) -> Said:
    effort = told.effort(last)
    done = Say.AFTER_DONE() if effort is None else Say.AFTER_DONE_EFFORT(effort=effort)
    if not can_be_trusted(last):
        heart = Say.AFTER_DOUBT()
    elif last.falls_bpm and fmean(last.falls_bpm) > 0:
        heart = Say.AFTER_FALLS(bpm=f"{fmean(last.falls_bpm):.0f}")
    else:
        heart = ""
    is_whole = plan is None or did_the_running(last, plan)
    return f"{done}{heart}", Say.MEANS_COUNTS() if is_whole else Say.MEANS_AS_WRITTEN()
