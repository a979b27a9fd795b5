"""After a session: what it means for the next one, in one sentence; the limits are our own rule."""

from collections.abc import Sequence
from statistics import fmean

from runwalk_tui.training.advice.assessment import (
    DONE_SHARE,
    EASY_EFFORT,
    did_the_running,
    effort_range,
    stayed_up,
)
from runwalk_tui.training.advice.athlete import Athlete
from runwalk_tui.training.advice.pain_places import spot_of
from runwalk_tui.training.advice.pain_rules import Verdict, answer_to, fine_words
from runwalk_tui.training.history.diary_entries import Entry
from runwalk_tui.training.history.diary_index import Told
from runwalk_tui.training.history.session_stats import SessionStats, can_be_trusted
from runwalk_tui.workout.plan import Plan

FADING_BPM = 8.0
"""Walks at the end that bring the heart down by so much less than those at the beginning."""

LEAST_WALKS = 4
"""Fewer have no beginning and end."""

MOST_HARD_SHARE = 0.3
"""More of an easy run in zones 4 and 5 is not easy."""


def debrief(
    figures: Sequence[SessionStats],
    entries: Sequence[Entry],
    athlete: Athlete,
    plan: Plan | None = None,
) -> str:
    """What the last session means next.

    Args:
        figures: Every session, oldest first.
        entries: The diary.
        athlete: Who ran.
        plan: What was run, as written, if it is known: a workout with surges may feel harder, and
            one that was made easier comes again.

    Returns:
        One sentence; "" without a session.
    """
    if not figures:
        return ""
    last, told = figures[-1], Told(entries)
    return (
        _of_pain(last, told)
        or _of_completion(last)
        or _of_effort(figures, told, plan)
        or _of_heart(last, athlete, plan)
        or _all_well(last, told, plan)
    )


def fading_bpm(session: SessionStats) -> float | None:
    """How much less the heart came down in the last third of the walks than in the first third.

    None where the heart rate could not be trusted, or there were too few walks.
    """
    falls = session.falls_bpm
    if len(falls) < LEAST_WALKS or not can_be_trusted(session):
        return None
    third = max(1, len(falls) // 3)
    return fmean(falls[:third]) - fmean(falls[-third:])


def hard_share(session: SessionStats) -> float | None:
    """How much of the trusted time was in zones 4 and 5, 0 to 1; None if too little was."""
    known_s = sum(session.zone_s)
    if not known_s or not can_be_trusted(session):
        return None
    return sum(session.zone_s[4:]) / known_s


def _of_pain(last: SessionStats, told: Told) -> str:
    answer = answer_to(last, told)
    what = f"{answer.what[0].upper()}{answer.what[1:]}"
    if answer.in_chest:
        return f"{what} ends running for now: see a doctor before the next run."
    if answer.verdict is Verdict.STOP:
        return (
            f"{what} ends running for now: rest until it is {fine_words(spot_of(answer.where))}, "
            "then begin a step lower."
        )
    if answer.verdict is Verdict.CHANGE:
        return (
            f"{what} asks for a change: more walking next time, and only if it "
            "is back as before within 24 hours."
        )
    return ""


def _of_completion(last: SessionStats) -> str:
    if last.mile_s is not None:
        return "A Magic Mile is as hard as it gets: the next run is an easy one."
    if last.planned_s <= 0 or last.total_s >= DONE_SHARE * last.planned_s:
        return ""
    return (
        f"{last.total_s / 60:.0f} of {last.planned_s / 60:.0f} min were done: the same comes again "
        "before anything is added."
    )


def _of_effort(figures: Sequence[SessionStats], told: Told, plan: Plan | None) -> str:
    effort = told.effort(figures[-1])
    low, high = EASY_EFFORT if plan is None else effort_range(plan)
    if effort is None or effort <= high:
        return ""
    before = told.effort(figures[-2]) if len(figures) > 1 else None
    if before is not None and before > high:
        return f"An effort of {effort} is above {low} to {high} again: next time with more walking."
    return f"An effort of {effort} is above {low} to {high}: the same once more, and nothing added."


def _of_heart(last: SessionStats, athlete: Athlete, plan: Plan | None) -> str:
    if stayed_up(last, athlete.max_bpm):
        return (
            f"The heart fell only {fmean(last.minute_falls_bpm):.0f} bpm in the first minute of "
            "the walks: longer walks or slower runs next time."
        )
    fading = fading_bpm(last)
    if fading is not None and fading >= FADING_BPM:
        return (
            f"The last walks brought the heart down {fading:.0f} bpm less than the first ones: "
            "this length is enough until that evens out."
        )
    hard = hard_share(last)
    is_easy = plan is None or effort_range(plan) == EASY_EFFORT
    if is_easy and hard is not None and hard > MOST_HARD_SHARE:
        return (
            f"{hard:.0%} of the time was in zones 4 and 5, a lot for an easy run: if you could not "
            "talk, run a notch slower next time."
        )
    return ""


def _all_well(last: SessionStats, told: Told, plan: Plan | None) -> str:
    effort = told.effort(last)
    done = "Completed" if effort is None else f"Completed with an effort of {effort}"
    if not can_be_trusted(last):
        heart = "; the heart rate was in doubt and is left out"
    elif last.falls_bpm and fmean(last.falls_bpm) > 0:
        heart = f", the heart down {fmean(last.falls_bpm):.0f} bpm in each walk"
    else:
        heart = ""
    is_whole = plan is None or did_the_running(last, plan)
    means = "this counts towards the next step" if is_whole else "it comes again as written"
    return f"{done}{heart}: {means}."
