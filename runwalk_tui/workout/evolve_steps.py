"""Fold the workout's clock, steps and cues into the session."""

from runwalk_tui.workout import events as ev
from runwalk_tui.workout import sentences as say
from runwalk_tui.workout.choice import paused_at_kmh
from runwalk_tui.workout.fast_replace import replace
from runwalk_tui.workout.heart_control import begin_step
from runwalk_tui.workout.incline import forget_incline
from runwalk_tui.workout.session import NOT_COUNTED, SET_SPEED_S, Change, Phase, Session, StepRecord
from runwalk_tui.workout.speed_gate import is_leaving
from runwalk_tui.workout.walking_check import Check


def fold_opened(session: Session, event: ev.SessionOpened) -> Session:
    """The session has a plan and a runner, and waits for devices."""
    return replace(
        session,
        phase=Phase.ARMING,
        plan=event.plan,
        runner=event.runner,
        opened_at=event.opened_at,
        virtual=event.virtual,
        by_hand=event.by_hand,
        machine=event.machine,
    )


def fold_clock_started(session: Session, _event: ev.ClockStarted) -> Session:
    """The belt moves for the workout."""
    return _set_off(session, Phase.RUNNING)


def fold_check_began(session: Session, event: ev.CheckBegan) -> Session:
    """The belt moves for the check before the workout."""
    return replace(_set_off(session, Phase.CHECKING), check=Check(event.t))


def _set_off(session: Session, phase: Phase) -> Session:
    return replace(
        session,
        phase=phase,
        pause_reason=None,
        start_at=None,
        start_asked_at=None,
        belt=replace(session.belt, zero_since=None, stopping_at=None),
    )


def fold_paused(session: Session, event: ev.ClockPaused) -> Session:
    """The clock goes back to ``since``, at most to the beginning of the running step.

    What the console was told before is over, unless this pause is its own word.
    ``start_asked_at`` stays: a start that was broken off may still take effect.
    """
    step, active_s = session.step, session.active_s
    if session.is_counting and step is not None:
        surplus_s = min(max(0.0, event.t - event.since), step.active_s)
        step = replace(step, active_s=step.active_s - surplus_s)
        active_s -= surplus_s
    return replace(
        session,
        phase=Phase.PAUSED,
        pause_reason=event.reason,
        active_s=active_s,
        step=step,
        announced=None,
        change=None,
        counted=NOT_COUNTED,
        start_at=None,
        override_kmh=None,
        held_kmh=paused_at_kmh(session, event.t),
        held_at=None,
        belt=replace(
            forget_incline(session.belt),
            commanded_kmh=None,
            in_force_kmh=None,
            refused_kmh=None,
            told_kmh=None,
            explained_kmh=None,
            stood=session.belt.still,
            rested=session.belt.still,
            woken_at=session.belt.woken_at if event.reason is ev.PauseReason.CONSOLE else None,
        ),
    )


def fold_step_began(session: Session, event: ev.StepBegan) -> Session:
    """A step begins; the choices, targets and refusals of the one before are over."""
    closed = begin_step(close_step(session))
    belt = replace(session.belt, refused_kmh=None, explained_kmh=None, incline_is_chosen=False)
    if session.belt.incline_is_chosen:
        belt = forget_incline(belt)
    if session.override_kmh is not None or is_leaving(session):
        belt = replace(belt, commanded_kmh=None, in_force_kmh=None)
    rested = session.step is None and session.resumed_at is not None
    step = StepRecord(
        index=event.index,
        kind=event.kind,
        began_t=event.t,
        began_active_s=session.active_s,
        entry_bpm=None if rested else session.heart.mean_bpm(event.t - 5),
        planned_at_s=_planned_at_s(session, event.index),
    )
    told = session.announced
    if told is not None and session.belt.refused_kmh and session.belt.commanded_at >= told.at:
        told = None
    return replace(
        closed,
        step=step,
        announced=told,
        extra_s=0.0,
        change=None,
        not_before_s=0.0,
        override_kmh=None,
        held_kmh=None,
        held_at=None,
        counted=NOT_COUNTED,
        belt=belt,
    )


def _planned_at_s(session: Session, index: int) -> float | None:
    """Return the second of the plan at which a step begins, mostly the end of the one before."""
    plan, before = session.plan, session.step
    if plan is None:
        return None
    if before is not None and before.planned_at_s is not None and index == before.index + 1:
        return before.planned_at_s + plan.steps[before.index].planned_s
    return plan.start_s(index)


def close_step(session: Session) -> Session:
    """The running step, if any, is over as of now."""
    if session.step is None:
        return session
    record = replace(
        session.step, ended_t=session.t, exit_bpm=session.heart.mean_bpm(session.t - 5)
    )
    return replace(session, step=None, done=(*session.done, record))


def fold_change(session: Session, event: ev.ChangeScheduled) -> Session:
    """The next step begins at a moment of its own, counted down anew."""
    return replace(session, change=Change(event.index, event.at), counted=NOT_COUNTED)


def fold_announced(session: Session, event: ev.IncreaseAnnounced) -> Session:
    """An increase is announced in place of any before it."""
    return replace(session, announced=event)


def fold_cue(session: Session, event: ev.CueDue) -> Session:
    """The last cue, and the last number of a countdown."""
    counted = int(event.say) if event.cue is ev.Cue.COUNTDOWN else session.counted
    if event.cue is ev.Cue.SET_SPEED:
        counted = SET_SPEED_S
    if event.say == say.MOVES_BY_ITSELF:
        session = replace(session, belt=replace(session.belt, cried_at=event.t))
    if say.MAY_BE_MOVING in event.say:
        session = replace(session, belt=replace(session.belt, alarmed=True))
    return replace(session, counted=counted, last_cue=(event.t, event.cue.value, event.say))


def fold_ended(session: Session, event: ev.SessionEnded) -> Session:
    """The session is over, and so is its running step."""
    return replace(
        close_step(session),
        phase=Phase.ENDED,
        outcome=event.outcome,
        belt_stopped=event.belt_stopped,
    )


def change_of_mind(session: Session) -> Session:
    """Drop an announcement of the running step: its speed is no longer wanted."""
    announced, step = session.announced, session.step
    if session.phase is Phase.RUNNING and announced is not None and step is not None:
        return replace(session, announced=None if announced.index == step.index else announced)
    return session
