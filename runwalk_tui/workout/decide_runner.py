"""Says what follows from what the runner does."""

from collections.abc import Callable, Mapping

from runwalk_tui.workout import events as ev
from runwalk_tui.workout import sentences as say
from runwalk_tui.workout.cues import limit_cue, pain_cue, ready_cue
from runwalk_tui.workout.decide_steps import change_to, set_off
from runwalk_tui.workout.heart_control import cool_down_ahead, walk_ahead
from runwalk_tui.workout.machine_words import NOT_CONNECTED, SET_OFF
from runwalk_tui.workout.pain import back_index, undone_index
from runwalk_tui.workout.power import brake_due
from runwalk_tui.workout.session import NO_MOTION_S, Phase, Session
from runwalk_tui.workout.speed_gate import (
    announcement,
    govern,
    is_known_to_stand,
    is_leaving,
    is_seen_to_stand,
)
from runwalk_tui.workout.speed_limits import first_walk_kmh, step_speed_kmh
from runwalk_tui.workout.standing import DEFIED_S
from runwalk_tui.workout.vocabulary import SORE, TOO_SORE

RESTART_S = 5.0
"""Going back within so long of a step's beginning means the step before it."""

_UNDER_WAY = (Phase.RUNNING, Phase.PAUSED)


def acted(session: Session, event: ev.RunnerActed) -> list[ev.Event]:
    """Return the events that an act leads to; none where it has no meaning."""
    return _ACTS[event.act](session, event)


def _start(session: Session, event: ev.RunnerActed) -> list[ev.Event]:
    belt, t = session.belt, event.t
    if session.phase is Phase.STARTING and session.start_at is not None:
        if session.start_asked_at is not None or session.announced is not None:
            return []
        return [
            _first_announcement(session, t, session.start_at),
            ready_cue(session, t, session.start_at),
        ]
    if session.phase not in (Phase.ARMING, Phase.PAUSED) or session.plan is None:
        return []
    if not belt.ready:
        return [ev.CueDue(t, ev.Cue.WARNING, NOT_CONNECTED[session.machine])]
    if not session.machine.has_belt:
        return set_off(session, t) or [ev.CueDue(t, ev.Cue.NOTICE, SET_OFF[session.machine])]
    if belt.tells_no_speed:
        return [ev.CueDue(t, ev.Cue.WARNING, say.NO_SPEED)]
    if belt.may_move or not is_known_to_stand(session, t):
        return [ev.CueDue(t, ev.Cue.WARNING, say.SILENT_MOVING)]
    if session.wished_at == t:
        return [ev.CueDue(t, ev.Cue.NOTICE, say.KEPT)]
    if belt.is_moving and is_leaving(session):
        return [ev.CueDue(t, ev.Cue.NOTICE, say.SLOWING_DOWN)]
    if belt.lone:
        return [ev.CueDue(t, ev.Cue.NOTICE, say.STARTING)]
    if belt.is_moving:
        return set_off(session, t)
    return [ev.CueDue(t, ev.Cue.NOTICE, say.PRESS_START)]


def _first_announcement(session: Session, t: float, at: float) -> ev.IncreaseAnnounced:
    """Announces at the start the speed that the belt will be asked for."""
    if not session.belt.checked:
        return announcement(t, None, first_walk_kmh(session), at=at, window_s=NO_MOTION_S)
    index = session.next_index if session.step is None else session.step.index
    assert index is not None
    return announcement(t, index, step_speed_kmh(session, index), at=at, window_s=NO_MOTION_S)


def _pause(session: Session, event: ev.RunnerActed) -> list[ev.Event]:
    t = event.t
    paused = ev.ClockPaused(t, ev.PauseReason.RUNNER, since=t)
    if session.phase is Phase.STARTING and session.start_asked_at is None:
        return [paused]
    if session.phase in (Phase.STARTING, Phase.CHECKING, Phase.RUNNING):
        return [ev.PauseAsked(t), paused]
    if session.phase in (Phase.ARMING, Phase.PAUSED):
        return _pause_again(session, t)
    moves = session.belt.is_moving or session.belt.may_move
    if session.phase is Phase.STOPPING and session.machine.has_belt and moves:
        return [ev.StopAsked(t, ev.Outcome.STOPPED)]
    return []


def _pause_again(session: Session, t: float) -> list[ev.Event]:
    """A belt that moves, or may, though the workout does not, is asked to stand."""
    belt, asked_at = session.belt, session.pause_asked_at
    if session.is_starting(t) and session.pause_reason is ev.PauseReason.CONSOLE:
        # The start may still take effect: then it is the runner who has paused.
        return [ev.ClockPaused(t, ev.PauseReason.RUNNER, since=t)]
    if asked_at is not None and t - asked_at < DEFIED_S:
        return []
    if not (belt.is_moving or (belt.may_move and session.phase is Phase.PAUSED)):
        has_belt = session.phase is Phase.PAUSED and session.machine is ev.MachineKind.TREADMILL
        is_silent = belt.link.is_up and belt.lost_since is not None
        return [ev.CueDue(t, ev.Cue.WARNING, say.SILENT_MOVING)] if has_belt and is_silent else []
    if belt.ready and not belt.controllable:
        return [ev.CueDue(t, ev.Cue.WARNING, say.PRESS_STOP)]
    return [ev.PauseAsked(t), ev.CueDue(t, ev.Cue.NOTICE, say.PAUSING)]


def _skip(session: Session, event: ev.RunnerActed) -> list[ev.Event]:
    """The step after this one, or after the one that was to follow soon."""
    change = session.change
    if session.step is None or session.phase not in _UNDER_WAY:
        return []
    if change is None:
        return change_to(session, session.next_index, event.t)
    return change_to(session, session.open_index(change.index + 1), event.t)


def _back(session: Session, event: ev.RunnerActed) -> list[ev.Event]:
    """Begin the step anew; soon after its beginning, begin the one before it."""
    if session.step is None or session.phase not in _UNDER_WAY:
        return []
    index, again = session.step.index, session.step.active_s > RESTART_S
    wished = index if again else index - 1
    return change_to(session, back_index(session, wished), event.t)


def _accept_units(session: Session, event: ev.RunnerActed) -> list[ev.Event]:
    found = None if session.check is None else session.check.finding
    if session.check is None or found is None or not session.check.awaits_choice:
        return []
    if session.phase not in (Phase.CHECKING, Phase.PAUSED):
        return []
    return [ev.UnitsAsked(event.t, found.target_factor, found.data_factor)]


def _extend(session: Session, event: ev.RunnerActed) -> list[ev.Event]:
    return [] if session.step is None else [ev.CueDue(event.t, ev.Cue.NOTICE, say.LONGER)]


def _nudge(session: Session, event: ev.RunnerActed) -> list[ev.Event]:
    t = event.t
    return [*limit_cue(session, event), *govern(session, t), *brake_due(session, t)]


def _pain(session: Session, event: ev.RunnerActed) -> list[ev.Event]:
    """Pain of 4 and 5 turns a run into a walk; from 6 on only walking and the cool-down are left.

    The session has what it leaves of the plan already.
    """
    if not session.is_before_the_end:
        return []
    t, cue, pain = event.t, pain_cue(session, event), event.value or 0
    step, walk, last = session.plan_step, walk_ahead(session), cool_down_ahead(session)
    if step is None or session.phase not in _UNDER_WAY or pain < SORE:
        return [cue, *govern(session, t)]
    if pain >= TOO_SORE and last is not None:
        return [cue, *change_to(session, last, t)]
    if not step.kind.is_running:
        return [cue, *govern(session, t)]
    if walk is not None:
        return [cue, *change_to(session, walk, t)]
    if pain >= TOO_SORE:
        return [cue, ev.StopAsked(t, ev.Outcome.STOPPED)]
    return [cue, *govern(session, t)]


def _undo_pain(session: Session, event: ev.RunnerActed) -> list[ev.Event]:
    """Takes back what was noted; the belt goes faster only after the usual announcement."""
    if session.undone_at != event.t:
        return []
    index, cue = undone_index(session), ev.CueDue(event.t, ev.Cue.NOTICE, say.PAIN_UNDONE)
    if index is not None and session.phase in _UNDER_WAY:
        return [cue, *change_to(session, index, event.t)]
    return [cue, *govern(session, event.t)]


def _stop(session: Session, event: ev.RunnerActed) -> list[ev.Event]:
    if session.phase is Phase.ENDED:
        return []
    return [ev.StopAsked(event.t, ev.Outcome.STOPPED)]


def _abandon(session: Session, event: ev.RunnerActed) -> list[ev.Event]:
    """The session ends as it is, with a belt that may be moving."""
    if session.phase is Phase.ENDED:
        return []
    outcome = session.outcome or ev.Outcome.FAILED
    stands = is_seen_to_stand(session, event.t)
    return [ev.SessionEnded(event.t, outcome, belt_stopped=stands)]


_ACTS: Mapping[ev.Act, Callable[[Session, ev.RunnerActed], list[ev.Event]]] = {
    ev.Act.START: _start,
    ev.Act.RESUME: _start,
    ev.Act.PAUSE: _pause,
    ev.Act.SKIP: _skip,
    ev.Act.BACK: _back,
    ev.Act.EXTEND: _extend,
    ev.Act.NUDGE: _nudge,
    ev.Act.STOP: _stop,
    ev.Act.ABANDON: _abandon,
    ev.Act.ACCEPT_UNITS: _accept_units,
    ev.Act.PAIN: _pain,
    ev.Act.UNDO_PAIN: _undo_pain,
}
