"""Go on with a session that was cut short: a minute of walking, then the rest of its step."""

from dataclasses import replace as replace_step

from runwalk_tui.workout.belt import Belt
from runwalk_tui.workout.events import SessionResumed
from runwalk_tui.workout.fast_replace import replace
from runwalk_tui.workout.heart import Heart
from runwalk_tui.workout.plan import Kind, Plan, Step
from runwalk_tui.workout.session import NOT_COUNTED, Phase, Session, StepRecord
from runwalk_tui.workout.vocabulary import SORE

WALK_S = 60.0
"""Walking before the workout goes on."""

WALK_KMH = 5.0
"""The fastest that is walked where the plan has no walk."""

LEAST_S = 60.0
"""A plan with less than this left is not gone on with."""

_BEGUN_S = 0.1
"""A step that was cut as it began still has a length."""
_REST_S, _REST_M = 2.0, 5.0
"""A step that lacks less was done."""


def cut_off(session: Session) -> Session:
    """The session as its last event left it, its running step closed and its belt out of sight."""
    step, belt = session.step, _kept(session.belt)
    if step is None:
        return replace(session, phase=Phase.ENDED, belt=belt)
    record = replace(step, ended_t=session.t, exit_bpm=session.heart.mean_bpm(session.t - 5))
    return replace(session, phase=Phase.ENDED, belt=belt, step=None, done=(*session.done, record))


def _kept(belt: Belt) -> Belt:
    """Return a belt with the totals that outlive its connection: distance and energy."""
    return Belt(counter_m=belt.counter_m, burned_kcal=belt.burned_kcal)


def fold_resumed(session: Session, event: SessionResumed) -> Session:
    """Fold a resumption: the session waits for devices again, with its records so far.

    No cap is raised by this: the lower one of then and now holds.
    """
    runner = replace_step(event.runner, cap_kmh=min(session.runner.cap_kmh, event.runner.cap_kmh))
    plan, first_index = session.plan, session.first_index
    if plan is not None and session.done:
        last = session.done[-1]
        plan, first_index = resumed_plan(plan, last, session.extra_s), last.index + 1
    return replace(
        Session(t=session.t),
        phase=Phase.ARMING,
        plan=plan,
        runner=runner,
        opened_at=session.opened_at,
        virtual=event.virtual,
        by_hand=event.by_hand,
        machine=event.machine,
        belt=session.belt,
        heart=Heart(trace=session.heart.trace),
        active_s=session.active_s,
        distance_m=session.distance_m,
        done=session.done,
        nudges_kmh=session.nudges_kmh,
        coach=replace(session.coach, known=None, last=None, quiet_kmh=None, acted_at=None),
        counted=NOT_COUNTED,
        pain=session.pain,
        pained_in=session.pained_in,
        resumed_at=event.t,
        first_index=first_index,
    )


def resumed_plan(plan: Plan, last: StepRecord, extra_s: float = 0.0) -> Plan:
    """The plan with its cut step in two, and a minute of walking between.

    Args:
        plan: As it was until then.
        last: The step that was cut.
        extra_s: What the runner had added to it.
    """
    step = plan.steps[last.index]
    before, rest = _parted(step, last, extra_s)
    walk = Step(
        Kind.WALK,
        _walking_kmh(plan, last.index),
        WALK_S,
        power_w=next((s.power_w for s in plan.steps if s.kind is Kind.WALK), None),
    )
    following = plan.steps[last.index + 1 :]
    between = (before, walk) if rest is None else (before, walk, rest)
    return replace_step(plan, steps=(*plan.steps[: last.index], *between, *following))


def can_go_on(session: Session) -> bool:
    """Return True if a session that is over, or was cut off, may be gone on with.

    Not after a pain that asks for a change, nor within a step that is timed: a mile in two halves
    is no measure of one.
    """
    if session.plan is None or (session.pain or 0) >= SORE:
        return False
    closed = cut_off(session)
    if not closed.done:
        return False
    return (
        not session.plan.steps[closed.done[-1].index].timed and planned_left_s(session) >= LEAST_S
    )


def planned_left_s(session: Session) -> float:
    """Seconds of the plan that are left without the walk: of the cut step, and all that follow."""
    closed = cut_off(session)
    plan = session.plan
    if plan is None or not closed.done:
        return 0.0
    last = closed.done[-1]
    _, rest = _parted(plan.steps[last.index], last, session.extra_s)
    following = sum(step.planned_s for step in plan.steps[last.index + 1 :])
    return following + (0.0 if rest is None else rest.planned_s)


def _parted(step: Step, record: StepRecord, extra_s: float) -> tuple[Step, Step | None]:
    """Split a step into the part done and the part left; None if nothing is left."""
    if step.distance_m is not None:
        whole_m = step.distance_m + extra_s * step.speed_kmh / 3.6
        done_m = max(_BEGUN_S, record.distance_m)
        before = replace_step(step, distance_m=done_m, timed=False)
        left_m = whole_m - record.distance_m
        rest = replace_step(step, distance_m=left_m, timed=False) if left_m >= _REST_M else None
        return before, rest
    assert step.duration_s is not None
    before = replace_step(step, duration_s=max(_BEGUN_S, record.active_s), until_bpm=None)
    left_s = step.duration_s + extra_s - record.active_s
    return before, replace_step(step, duration_s=left_s) if left_s >= _REST_S else None


def _walking_kmh(plan: Plan, index: int) -> float:
    """The plan's walking speed: of the last walk so far, else of its next, else a slow one."""
    walks = [at for at, step in enumerate(plan.steps) if step.kind is Kind.WALK]
    if walks:
        nearest = max((at for at in walks if at <= index), default=walks[0])
        return plan.steps[nearest].speed_kmh
    return min(WALK_KMH, *(step.speed_kmh for step in plan.steps))
