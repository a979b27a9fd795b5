"""Fold the runner's acts into the session."""

from runwalk_tui.workout import events as ev
from runwalk_tui.workout.evolve_steps import change_of_mind
from runwalk_tui.workout.fast_replace import replace
from runwalk_tui.workout.keys import nudge
from runwalk_tui.workout.pain import note_pain
from runwalk_tui.workout.session import NOT_COUNTED, Phase, Session
from runwalk_tui.workout.speed_gate import NOTICE_S, may_start


def fold_act(session: Session, event: ev.RunnerActed) -> Session:
    """Takes in an act, as far as the session's state allows it."""
    match event.act:
        case ev.Act.START | ev.Act.RESUME:
            if may_start(session):
                start_at = event.t + max(NOTICE_S, event.value or 0.0)
                return replace(
                    session, phase=Phase.STARTING, start_at=start_at, start_asked_at=None
                )
        case ev.Act.PAUSE if session.phase in (Phase.ARMING, Phase.PAUSED):
            return replace(session, belt=replace(session.belt, woken_at=None))
        case ev.Act.EXTEND if session.step is not None:
            return _extend(session, event.value or 0.0)
        case ev.Act.NUDGE if session.step is not None and event.value:
            return change_of_mind(nudge(session, event.value, event.t))
        case ev.Act.PAIN:
            return note_pain(session, round(event.value or 0))
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
