"""Shorten, slow or drop the runs that are left after pain."""

from collections.abc import Sequence
from dataclasses import replace
from math import floor

from runwalk_tui.workout.plan import Kind, Step
from runwalk_tui.workout.session import NOT_COUNTED, Phase, Session, Unpained
from runwalk_tui.workout.vocabulary import SORE, TOO_SORE

KEPT_LENGTH = 2 / 3
KEPT_SPEED = 0.9
"""So much is left of each run after a pain of `SORE`."""

WALK_KMH = 5.0
"""The speed of a run that cannot be left for a walk."""

UNDO_S = 30.0
"""A pain can be taken back for so long."""

_GRID_S = 5.0

_UNDER_WAY = (Phase.RUNNING, Phase.PAUSED)
_OVER = (Phase.STOPPING, Phase.ENDED)


def is_too_sore(session: Session) -> bool:
    """Return True if nothing may lead into a run any more."""
    return (session.pain or 0) >= TOO_SORE


def may_undo_pain(session: Session, t: float) -> bool:
    """Return True if the pain that was noted last may still have been a slip of the hand."""
    noted_at = session.pain_at
    return noted_at is not None and t - noted_at <= UNDO_S and session.is_before_the_end


def undo_pain(session: Session) -> Session:
    """The session with the plan and the pain of before the last one; the running step goes on."""
    if session.unpained is None or not may_undo_pain(session, session.t):
        return session
    before = session.unpained
    return replace(
        session,
        plan=before.plan,
        pain=before.pain,
        pained_in=before.pained_in,
        pain_at=None,
        undone_at=session.t,
        change=None,
        announced=None,
        counted=NOT_COUNTED,
    )


def undone_index(session: Session) -> int | None:
    """The step after a pain that was taken back: the walk after the step in which it was noted.

    None where the workout has not come farther than that.
    """
    before, plan = session.unpained, session.plan
    if before is None or plan is None or session.step is None:
        return None
    ahead = range(before.index + 1, session.step.index)
    return next((at for at in ahead if not plan.steps[at].kind.is_running), None)


def note_pain(session: Session, pain: int) -> Session:
    """Fold a pain of 0 to 10: keep the worst, and shorten the plan as it demands.

    The runs that are left become shorter and slower; `Session.open_index` passes over them where
    there is to be none.
    """
    before, worst = session.pain or 0, max(session.pain or 0, pain)
    index = -1 if session.step is None else session.step.index
    as_it_was = Unpained(session.plan, session.pain, session.pained_in, index)
    noted = replace(session, pain=worst, pain_at=session.t, unpained=as_it_was)
    is_more = (before < SORE <= worst) or (before < TOO_SORE <= worst)
    if not is_more or session.plan is None or session.phase in _OVER:
        return noted
    steps = list(session.plan.steps)
    if before < SORE:
        steps[index + 1 :] = [_eased(step, steps) for step in steps[index + 1 :]]
    if index >= 0 and _stays(session, worst):
        steps[index] = _walked(steps[index])
    is_running = session.phase is Phase.RUNNING
    return replace(
        noted,
        plan=replace(session.plan, steps=tuple(steps)),
        pained_in=index,
        change=None,
        counted=NOT_COUNTED,
        announced=None if is_running else session.announced,
        held_kmh=session.held_kmh if is_running else None,
    )


def back_index(session: Session, index: int) -> int | None:
    """The step that going back leads to: never the run that hurt, nor one before it."""
    first = 0
    if session.pained_in is not None and session.pained_in >= 0 and session.plan is not None:
        first = session.pained_in + session.plan.steps[session.pained_in].kind.is_running
    return session.open_index(max(index, first))


def _stays(session: Session, pain: int) -> bool:
    """Return True if the running step cannot be left for another at once."""
    assert session.plan is not None
    assert session.step is not None
    if session.phase not in _UNDER_WAY:
        return True
    following = session.plan.steps[session.step.index + 1 :]
    is_walk_ahead = any(step.kind in (Kind.WALK, Kind.COOL_DOWN) for step in following)
    return pain < TOO_SORE and not is_walk_ahead


def _walked(step: Step) -> Step:
    if not step.kind.is_running:
        return step
    return replace(step, speed_kmh=min(step.speed_kmh, WALK_KMH), hold_bpm=None, timed=False)


def _eased(step: Step, steps: Sequence[Step]) -> Step:
    """A run shorter and slower, a surge no faster than the runs; nothing is held by heart rate."""
    if not step.kind.is_running:
        return replace(step, hold_bpm=None)
    kmh = min([step.speed_kmh, *(each.speed_kmh for each in steps if each.kind is Kind.RUN)])
    kmh = min(kmh, max(0.1, floor(kmh * KEPT_SPEED * 10 + 1e-6) / 10))
    calm = replace(step, speed_kmh=kmh, hold_bpm=None, timed=False)
    if step.distance_m is not None:
        return replace(calm, distance_m=step.distance_m * KEPT_LENGTH)
    length_s = step.planned_s * KEPT_LENGTH
    return replace(calm, duration_s=length_s // _GRID_S * _GRID_S or length_s)
