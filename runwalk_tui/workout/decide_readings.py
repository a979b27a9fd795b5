"""Says what follows from a reading of the belt or of the heart."""

from collections.abc import Callable, Mapping
from typing import Final

from runwalk_tui.workout import events as ev
from runwalk_tui.workout import sentences as say
from runwalk_tui.workout.choice import console_speed_kmh
from runwalk_tui.workout.console_heart import may_raise
from runwalk_tui.workout.contesting import contested
from runwalk_tui.workout.decide_steps import change_to, set_off
from runwalk_tui.workout.dropping import heard_cues
from runwalk_tui.workout.ftp_test import after_test, has_failed
from runwalk_tui.workout.heart_control import on_heart, taken_back
from runwalk_tui.workout.incline import incline_due
from runwalk_tui.workout.overspeed import exceeded, is_runaway
from runwalk_tui.workout.power import brake_due
from runwalk_tui.workout.session import RUNNING, Phase, Session
from runwalk_tui.workout.speed_gate import govern, is_leaving, is_wish_due
from runwalk_tui.workout.speed_limits import first_walk_kmh
from runwalk_tui.workout.standing import defied
from runwalk_tui.workout.walking_check import finding, miscount

STOP_S = 10.0
"""A belt measured standing so long after Stop was asked ends the session by itself."""

_BELT: Final = ev.MachineKind.TREADMILL
_TREADMILL, _STRAP = ev.Device.TREADMILL, ev.Device.STRAP


def belt_read(session: Session, event: ev.BeltReading) -> list[ev.Event]:
    """Return the events that follow from a reading; one that is contested proves nothing."""
    t = event.t
    follows = contested(session, t) if event.contested else _measured(session, t)
    if session.belt.link.spoke_at == t:
        follows = [*heard_cues(session, _TREADMILL, t), *follows]
    if event.contested or event.heart_bpm is None:
        return follows
    if session.heart.read_at != t or not session.heart.by_console:
        return follows
    return [*follows, *_on_rate(session, t)]


def _measured(session: Session, t: float) -> list[ev.Event]:
    belt = session.belt
    if belt.data_factor is None and belt.odometer.factor is not None:
        return [ev.DistanceCompared(t, belt.odometer.factor)]
    in_phase = _IN_PHASE.get(session.phase)
    follows = None if in_phase is None else in_phase(session, t)
    return defied(session, t) if follows is None else follows


def _before_start(session: Session, t: float) -> list[ev.Event] | None:
    """A belt that moves although nobody started it here."""
    belt = session.belt
    if belt.is_moving and belt.stood and not belt.is_slowing:
        return [] if session.plan is None else _taken_over(session, t)
    return None


def _starting(session: Session, t: float) -> list[ev.Event] | None:
    return set_off(session, t) if session.belt.is_moving else None


def _kept(session: Session, t: float) -> list[ev.Event] | None:
    """The start that the runner asked for while the belt slowed down, once it stands."""
    if session.wished_at is None or not is_wish_due(session, t):
        return None
    return [ev.RunnerActed(t, ev.Act.RESUME, kept_s=t - session.wished_at)]


def _arming(session: Session, t: float) -> list[ev.Event] | None:
    follows = _before_start(session, t)
    return _kept(session, t) if follows is None else follows


def _paused(session: Session, t: float) -> list[ev.Event] | None:
    follows = _arming(session, t)
    if follows is not None or not session.belt.is_moving:
        return follows
    if session.is_starting(t):
        return _late_start(session, t)
    awaited = session.pause_asked_at is not None or session.belt.is_slowing
    went_on = session.pause_reason in (ev.PauseReason.LINK, ev.PauseReason.STALLED)
    known = awaited or (went_on and not session.belt.rested)
    return _by_itself(session, t) or None if session.machine.has_belt and not known else None


def _stopping(session: Session, t: float) -> list[ev.Event] | None:
    belt, asked_at = session.belt, session.stop_asked_at
    stop = belt.command is not None and belt.command.command is ev.Command.STOP
    confirmed = stop and belt.command is not None and belt.command.stage is ev.Stage.CONFIRMED
    waited = belt.still and asked_at is not None and t - asked_at >= STOP_S
    if belt.is_moving or belt.denied or not (confirmed or waited):
        return None
    return [ev.SessionEnded(t, session.outcome or ev.Outcome.STOPPED, belt_stopped=True)]


def _checking(session: Session, t: float) -> list[ev.Event] | None:
    belt = session.belt
    if belt.stopping_at is not None and belt.speed_kmh == 0:
        return [console_pause(session, t)]
    if belt.went_on(t):
        return [ev.ClockPaused(t, ev.PauseReason.CONSOLE, since=t)]
    if belt.is_moving and (belt.checked or not belt.takes_targets):
        return set_off(session, t)
    if session.check is None:
        return None
    found = finding(belt, session.check, t)
    return govern(session, t) if found is None else [found]


def _ramp_over(session: Session, t: float) -> list[ev.Event]:
    """A rider who cannot follow the ramp of a test any more goes on to what comes after it."""
    if session.ftp.failing_since is None or not has_failed(session, t):
        return []
    if session.plan is None or session.step is None:
        return []
    cue = ev.CueDue(t, ev.Cue.NOTICE, say.RAMP_OVER)
    return [*change_to(session, after_test(session.plan, session.step.index), t), cue]


def _running(session: Session, t: float) -> list[ev.Event]:
    belt = session.belt
    if over := _ramp_over(session, t):
        return over
    if belt.stopping_at is not None and belt.speed_kmh == 0:
        return [console_pause(session, t)]
    if chosen_kmh := console_speed_kmh(session, t):
        return [ev.SpeedOverridden(t, chosen_kmh)]
    if belt.beyond_since is not None or belt.exceeded is not None:
        too_fast = exceeded(session, t)
        if too_fast or is_runaway(session):
            return too_fast
    if back := taken_back(session, t):
        return [back]
    follows = govern(session, t)
    if belt.inclinable:
        follows += incline_due(session, t)
    return follows if session.machine is _BELT else follows + _rise(session, t)


def _rise(session: Session, t: float) -> list[ev.Event]:
    """A power that rises by the minute."""
    step = session.plan_step
    return [] if step is None or step.rise_w is None else brake_due(session, t)


_IN_PHASE: Mapping[Phase, Callable[[Session, float], list[ev.Event] | None]] = {
    Phase.ARMING: _arming,
    Phase.STARTING: _starting,
    Phase.CHECKING: _checking,
    Phase.RUNNING: _running,
    Phase.PAUSED: _paused,
    Phase.STOPPING: _stopping,
}
"""The rule for a reading in each phase."""


def _taken_over(session: Session, t: float) -> list[ev.Event]:
    """A belt started at its console is the runner's act; one that starts by itself is nobody's."""
    if session.belt.is_called_for(t):
        return set_off(session, t)
    return _by_itself(session, t)


def _by_itself(session: Session, t: float) -> list[ev.Event]:
    """The alarm that the belt moves although nobody here started it; once for each time."""
    belt = session.belt
    is_told = belt.moving_since is not None and belt.cried_at >= belt.moving_since
    if not belt.is_moving or belt.lone or is_told:
        return []
    return [ev.CueDue(t, ev.Cue.ALARM, say.MOVES_BY_ITSELF)]


def compared(session: Session, event: ev.DistanceCompared) -> list[ev.Event]:
    """A belt that turns out to be faster than anybody knew walks, unless the console decides."""
    belt, t = session.belt, event.t
    driven = session.phase is Phase.RUNNING and belt.checked and belt.takes_targets
    if not driven or event.data_factor == 1:
        return _measured(session, t)
    walk_kmh = first_walk_kmh(session)
    chosen = session.override_kmh is not None or is_leaving(session)
    slower = not chosen and belt.speed_kmh is not None and belt.speed_kmh > walk_kmh
    return [miscount(belt, t), *([ev.SpeedAsked(t, walk_kmh)] if slower else [])]


def _late_start(session: Session, t: float) -> list[ev.Event]:
    """Runner or console paused while the belt was about to start, and it started regardless."""
    if session.pause_reason is ev.PauseReason.CONSOLE:
        belt = session.belt
        anew = belt.stopping_at is None or (belt.moving_since or t) > belt.stopping_at
        return _by_itself(session, t) if anew and not belt.is_slowing else []
    if session.pause_reason is not ev.PauseReason.RUNNER:
        return []
    return [ev.PauseAsked(t), ev.CueDue(t, ev.Cue.ALARM, say.STARTED_ANYWAY)]


def console_pause(session: Session, t: float) -> ev.ClockPaused:
    """A stop at the console, dated at the first zero."""
    zero_since = session.belt.zero_since
    return ev.ClockPaused(t, ev.PauseReason.CONSOLE, t if zero_since is None else zero_since)


def heart_read(session: Session, event: ev.HeartReading) -> list[ev.Event]:
    """Return the end of a step by heart rate, or a change by heart-rate control."""
    t = event.t
    follows = _on_rate(session, t)
    if session.heart.link.spoke_at == t:
        return [*heard_cues(session, _STRAP, t), *follows]
    return follows


def _on_rate(session: Session, t: float) -> list[ev.Event]:
    if session.step is None or session.phase is not RUNNING:
        return []
    ends = _heart_ends_step(session, t)
    advice = None if ends else on_heart(session, t)
    return ends if advice is None else [advice]


def _heart_ends_step(session: Session, t: float) -> list[ev.Event]:
    """A step by heart rate ends on a trustworthy rate only, of a strap or as good as that."""
    step, heart = session.plan_step, session.heart
    if step is None or step.until_bpm is None or not session.is_counting:
        return []
    if (
        not may_raise(session)
        or session.step is None
        or session.step.active_s < session.not_before_s
    ):
        return []
    if session.change is not None or heart.bpm is None or heart.doubt(t) is not None:
        return []
    return change_to(session, session.next_index, t) if heart.bpm <= step.until_bpm else []
