"""Fold the runner's acts into the session."""

from runwalk_tui.workout import events as ev
from runwalk_tui.workout.evolve_steps import change_of_mind
from runwalk_tui.workout.fast_replace import replace
from runwalk_tui.workout.keys import nudge
from runwalk_tui.workout.pain import note_pain, undo_pain
from runwalk_tui.workout.session import NOT_COUNTED, Phase, Session
from runwalk_tui.workout.speed_gate import NOTICE_S, may_start, may_wish


def fold_act(session: Session, event: ev.RunnerActed) -> Session:
    """Takes in an act, as far as the session's state allows it."""
    match event.act:
        case ev.Act.START | ev.Act.RESUME:
            if may_start(session):
                start_at = event.t + max(NOTICE_S, event.value or 0.0)
                return replace(
                    session,
                    phase=Phase.STARTING,
                    start_at=start_at,
                    start_asked_at=None,
                    wished_at=None,
                )
            if may_wish(session):
                return replace(session, wished_at=event.t)
        case ev.Act.PAUSE if session.phase in (Phase.ARMING, Phase.PAUSED):
            woken = replace(session.belt, woken_at=None)
            return replace(session, belt=woken, wished_at=None)
        case ev.Act.EXTEND if session.step is not None:
            return _extend(session, event.value or 0.0)
        case ev.Act.NUDGE if session.step is not None and event.value:
            nudged = nudge(session, event.value, event.t)
            return session if nudged is session else change_of_mind(nudged)
        case ev.Act.PAIN:
            return note_pain(session, round(event.value or 0))
        case ev.Act.UNDO_PAIN:
            return undo_pain(session)
    return session


def _extend(session: Session, seconds: float) -> Session:
    """Longer by so much; less than nothing takes back what was added before."""
    assert session.step is not None
    extended = replace(
        session,
        extra_s=max(0.0, session.extra_s + seconds),
        not_before_s=session.step.active_s + max(0.0, seconds),
        change=None,
        counted=NOT_COUNTED,
    )
    announced = session.announced
    if announced is not None and announced.index != session.step.index:
        extended = replace(extended, announced=None)
    return extended
