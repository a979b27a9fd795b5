"""Judges if a session earned the next workout: completed, its effort in range, and without pain."""

from collections.abc import Sequence
from datetime import timedelta
from enum import Enum, auto

from runwalk_tui.training.advice.pain_rules import STOP_FROM, Answer, Verdict, answer_to
from runwalk_tui.training.history.dates import day_of
from runwalk_tui.training.history.diary_index import Told
from runwalk_tui.training.history.session_stats import SessionStats, can_be_trusted
from runwalk_tui.training.physiology.recovery import POOR_FALL_BPM
from runwalk_tui.training.programmes.programme import RACE_TITLE, is_race, running_s
from runwalk_tui.training.sentences import Say
from runwalk_tui.units.averages import fmean, median
from runwalk_tui.workout.frozen import dataclass
from runwalk_tui.workout.plan import Kind, Plan

EASY_EFFORT = (4, 6)
HARD_EFFORT = (7, 8)
"""The effort of easy and of hard runs, 1 to 10 (Foster 2001; practice of coaches)."""

HARD_PLANS = ("surges", "sprints", "hard-intervals", "race-practice", "magic-mile", "ten-minutes")
"""Workouts that ship and are meant to be hard."""

ALL_OUT_PLANS = ("magic-mile", "ten-minutes")
ALL_OUT_EFFORT = (7, 10)
"""The effort that a race may have."""

LEAST_S = 300.0
"""A session shorter than this was no training: nothing follows from it but from its pain."""

DONE_SHARE = 0.9
"""So much of the running has to be done for a workout to count as completed."""

DONE_SHARE_OVER_DISTANCE = 0.75
"""The same where the plan goes by distance: a faster runner needs less time for it."""

LEAST_WALKS = 3
"""Recovery in fewer walks says nothing."""

OWN_SESSIONS, OWN_REMEMBERED, LEAST_OWN = 12, timedelta(days=42), 4
ALIKE_BPM = 10.0
"""A runner's own recovery is that of so many sessions, with runs at a heart rate so near."""

WORSE_BPM = 8.0
"""A fall that is smaller by so much, and by a third, is poor for this runner; our own rule."""

HARD_SHARE = 0.8
"""Below this share of the maximum a heart has little to recover from."""


class Judgement(Enum):
    """The consequence of a session for progress."""

    EARNED = auto()
    TOO_HARD = auto()
    CUT_SHORT = auto()
    MADE_EASIER = auto()
    UNSETTLED = auto()
    PAINFUL = auto()
    STOPPED_BY_PAIN = auto()
    FAULT = auto()


@dataclass(frozen=True, slots=True)
class Judged:
    """A judgement, and what it rests on: the beginning of a sentence, without its full stop."""

    judgement: Judgement
    because: str


def counts(session: SessionStats, told: Told) -> bool:
    """True if a session has consequences: it was training, or it hurt."""
    return session.total_s >= LEAST_S or answer_to(session, told).verdict is not Verdict.FINE


def is_run(session: SessionStats) -> bool:
    """True if a session had enough running to rest from."""
    return session.total_s >= LEAST_S and session.run_s > 0


def judge(
    session: SessionStats,
    plan: Plan,
    told: Told,
    max_bpm: int,
    before: Sequence[SessionStats] = (),
) -> Judged:
    """The consequence of a session of ``plan`` for progress.

    Pain comes first, then whether it was completed, then its effort. Where no effort was told, a
    heart rate that stayed up through the walks speaks for it, if it could be trusted. ``before``
    are the sessions before it.
    """
    pain = judge_pain(session, told)
    if pain is not None:
        return pain
    effort = told.effort(session)
    if not did_the_running(session, plan):
        return _not_completed(session, plan, effort)
    return _by_effort(plan, effort, stayed_up(session, max_bpm, before))


def judge_pain(session: SessionStats, told: Told) -> Judged | None:
    """The consequence of a session's pain, whatever its plan; None if there is none."""
    answer = answer_to(session, told)
    if answer.verdict is Verdict.STOP:
        return Judged(Judgement.STOPPED_BY_PAIN, _why_to_stop(answer))
    if answer.verdict is Verdict.CHANGE:
        return Judged(Judgement.PAINFUL, Say.PAIN_RUN_CHANGE(pain=answer.what))
    if answer.settled is False:
        judgement = Judgement.PAINFUL if answer.lingers else Judgement.UNSETTLED
        return Judged(judgement, Say.PAIN_NOT_SETTLED())
    return None


def _why_to_stop(answer: Answer) -> str:
    if answer.sharp or answer.in_chest:
        return Say.PAIN_RUN_KIND(pain=answer.what)
    rule = Say.PAIN_RUN_BONE if answer.is_bone else Say.PAIN_RUN_STOP
    return rule(pain=answer.what, stop=STOP_FROM)


def did_the_running(session: SessionStats, plan: Plan) -> bool:
    """True if the running of ``plan`` was done, whatever became of its cool-down."""
    if any(step.distance_m is not None for step in plan.steps):
        return (
            session.distance_m >= DONE_SHARE * plan.planned_m
            and session.run_s >= DONE_SHARE_OVER_DISTANCE * running_s(plan)
        )
    return session.run_s >= DONE_SHARE * running_s(plan)


def is_hard(session: SessionStats) -> bool:
    """True if a session was meant to be hard: its effort says nothing on easy runs."""
    name = (session.plan or "").partition(":")[0]
    is_timed = session.mile_s is not None or session.title.startswith(RACE_TITLE)
    return is_timed or session.surge_s > 0 or name in HARD_PLANS


def effort_range(plan: Plan) -> tuple[int, int]:
    """The effort that a workout is meant for: hard with surges, and where it practises a race."""
    if is_race(plan) or plan.name in ALL_OUT_PLANS:
        return ALL_OUT_EFFORT
    is_hard = any(step.kind is Kind.SURGE for step in plan.steps) or plan.name in HARD_PLANS
    return HARD_EFFORT if is_hard else EASY_EFFORT


def effort_range_of(session: SessionStats, plan: Plan | None) -> tuple[int, int]:
    """The effort that a session was meant for, also where its plan is not known any more."""
    if plan is not None:
        return effort_range(plan)
    if session.plan in ALL_OUT_PLANS or session.title.startswith(RACE_TITLE):
        return ALL_OUT_EFFORT
    return EASY_EFFORT


def stayed_up(session: SessionStats, max_bpm: int, before: Sequence[SessionStats] = ()) -> bool:
    """True if a heart rate that was high in the runs stayed up through the walks.

    The measure is what the runner's own heart does after runs like these (`own_fall_bpm`). As long
    as that is not known it is a fall of 12 bpm in the first minute (Cole 1999), which was found
    after tests to the maximum: a heart in an easy run has less to fall from.

    Args:
        session: The session.
        max_bpm: The runner's maximal heart rate.
        before: Earlier sessions, oldest first.
    """
    if not _has_recovery(session) or (session.run_bpm or 0.0) < HARD_SHARE * max_bpm:
        return False
    own_bpm = own_fall_bpm(session, before)
    least_bpm = POOR_FALL_BPM if own_bpm is None else own_bpm - max(WORSE_BPM, own_bpm / 3)
    return fmean(session.minute_falls_bpm) <= least_bpm


def own_fall_bpm(session: SessionStats, before: Sequence[SessionStats]) -> float | None:
    """The runner's own fall in the first minute of walks after runs at such a heart rate.

    The median of the last sessions of six weeks; None with fewer than four.
    """
    alike = [
        fmean(each.minute_falls_bpm)
        for each in before[-OWN_SESSIONS:]
        if _has_recovery(each)
        and not is_hard(each)
        and timedelta() <= day_of(session) - day_of(each) <= OWN_REMEMBERED
        and abs((each.run_bpm or 0.0) - (session.run_bpm or 0.0)) <= ALIKE_BPM
    ]
    return median(alike) if len(alike) >= LEAST_OWN else None


def _has_recovery(session: SessionStats) -> bool:
    return (
        can_be_trusted(session)
        and session.run_bpm is not None
        and len(session.minute_falls_bpm) >= LEAST_WALKS
    )


def _not_completed(session: SessionStats, plan: Plan, effort: int | None) -> Judged:
    if session.outcome in ("failed", "unfinished"):
        return Judged(Judgement.FAULT, Say.BROKE_OFF())
    was_eased = session.planned_s > 0 and session.total_s >= DONE_SHARE * session.planned_s
    if was_eased and session.outcome == "finished":
        low, high = effort_range(plan)
        if effort is not None and effort > high:
            because = Say.EFFORT_EASED(effort=effort, low=low, high=high)
            return Judged(Judgement.TOO_HARD, because)
        return Judged(Judgement.MADE_EASIER, Say.WAS_EASED())
    because = Say.CUT_SHORT(done=_minutes(session.run_s), whole=_minutes(running_s(plan)))
    return Judged(Judgement.CUT_SHORT, because)


def _by_effort(plan: Plan, effort: int | None, is_up: bool) -> Judged:
    low, high = effort_range(plan)
    if effort is None:
        if is_up:
            because = Say.STAYED_UP()
            return Judged(Judgement.TOO_HARD, because)
        because = Say.NO_EFFORT()
        return Judged(Judgement.EARNED, because)
    if effort > high:
        because = Say.EFFORT_ABOVE(effort=effort, low=low, high=high)
        return Judged(Judgement.TOO_HARD, because)
    within = Say.IN_RANGE() if effort >= low else Say.BELOW_RANGE()
    because = Say.EFFORT_WITHIN(effort=effort, within=within, low=low, high=high)
    return Judged(Judgement.EARNED, because)


def _minutes(seconds: float) -> str:
    return f"{seconds / 60:.0f}" if seconds >= 60 else f"{seconds / 60:.1f}"
