"""Folds one event into the session: what happened, never what ought to follow.

`FOLDS` names the fold of each type of event; the folds of a family share a file.
"""

from collections.abc import Callable, Mapping
from typing import Any, Final

from runwalk_tui.workout import events as ev
from runwalk_tui.workout.console import fold_console
from runwalk_tui.workout.console_heart import fold_console_heart, stands_in
from runwalk_tui.workout.evolve_commands import (
    fold_command,
    fold_incline_asked,
    fold_pause_asked,
    fold_power_asked,
    fold_resistance_asked,
    fold_speed_asked,
    fold_start_asked,
    fold_stop_asked,
    fold_units_asked,
)
from runwalk_tui.workout.evolve_contact import (
    fold_battery,
    fold_link,
    fold_silence,
    fold_stall,
    fold_went_on,
)
from runwalk_tui.workout.evolve_pod import fold_feet, fold_pod_known, fold_pod_reading
from runwalk_tui.workout.evolve_readings import (
    MINUTE_S,
    fold_belt_reading,
    fold_heart_reading,
    with_minute,
)
from runwalk_tui.workout.evolve_runner import fold_act
from runwalk_tui.workout.evolve_steps import (
    fold_announced,
    fold_change,
    fold_check_began,
    fold_clock_started,
    fold_cue,
    fold_ended,
    fold_opened,
    fold_paused,
    fold_step_began,
)
from runwalk_tui.workout.evolve_treadmill import (
    fold_capabilities,
    fold_checked,
    fold_compared,
    fold_exceeded,
    fold_known,
    fold_overridden,
    fold_quirk,
)
from runwalk_tui.workout.ftp_test import fold_ftp
from runwalk_tui.workout.heart_control import fold_advice
from runwalk_tui.workout.heart_control_state import Hold
from runwalk_tui.workout.heart_hold import fold_range, learn
from runwalk_tui.workout.motion import advanced
from runwalk_tui.workout.resuming import cut_off, fold_resumed
from runwalk_tui.workout.session import ENDED, Session
from runwalk_tui.workout.standing import fold_after_end

_OFF: Final = Hold.OFF

Fold = Callable[[Session, Any], Session]
"""The session after an event of one type; ``t`` has been advanced to the event's already.

It may change the session that it is given, which was made for it.
"""


def _fold_belt(session: Session, reading: ev.BeltReading) -> Session:
    """A reading, what a test of power makes of it, and its heart rate where no strap has one."""
    session = fold_belt_reading(session, reading)
    if not session.machine.has_belt:
        session = fold_ftp(session, reading)
    if reading.heart_bpm is None or not stands_in(session, reading.t):
        return session
    rate = ev.HeartReading(reading.t, reading.heart_bpm)
    return learn(fold_console_heart(session, rate), rate)


def _fold_heart(session: Session, reading: ev.HeartReading) -> Session:
    """A reading, and what it teaches of the heart."""
    session = fold_heart_reading(session, reading)
    return session if session.runner.coaching.hold is _OFF else learn(session, reading)


FOLDS: Mapping[type[ev.Event], Fold] = {
    ev.BeltReading: _fold_belt,
    ev.HeartReading: _fold_heart,
    ev.PodKnown: fold_pod_known,
    ev.PodReading: fold_pod_reading,
    ev.FeetCounted: fold_feet,
    ev.BatteryRead: fold_battery,
    ev.LinkChanged: fold_link,
    ev.TelemetryAged: fold_silence,
    ev.Stalled: fold_stall,
    ev.WentOn: fold_went_on,
    ev.ConsoleReported: fold_console,
    ev.RunnerActed: fold_act,
    ev.SessionOpened: fold_opened,
    ev.SessionResumed: fold_resumed,
    ev.ClockStarted: fold_clock_started,
    ev.ClockPaused: fold_paused,
    ev.CheckBegan: fold_check_began,
    ev.StepBegan: fold_step_began,
    ev.ChangeScheduled: fold_change,
    ev.IncreaseAnnounced: fold_announced,
    ev.CueDue: fold_cue,
    ev.CoachActed: fold_advice,
    ev.HoldRangeTold: fold_range,
    ev.SessionEnded: fold_ended,
    ev.MachineKnown: fold_known,
    ev.CapabilitiesRead: fold_capabilities,
    ev.QuirkLearned: fold_quirk,
    ev.MachineChecked: fold_checked,
    ev.DistanceCompared: fold_compared,
    ev.SpeedOverridden: fold_overridden,
    ev.SpeedExceeded: fold_exceeded,
    ev.StartAsked: fold_start_asked,
    ev.SpeedAsked: fold_speed_asked,
    ev.PowerAsked: fold_power_asked,
    ev.ResistanceAsked: fold_resistance_asked,
    ev.InclineAsked: fold_incline_asked,
    ev.UnitsAsked: fold_units_asked,
    ev.PauseAsked: fold_pause_asked,
    ev.StopAsked: fold_stop_asked,
    ev.CommandProgressed: fold_command,
}


def evolve(session: Session, event: ev.Event) -> Session:
    """The session after ``event``; pure, and the only way in which a session changes."""
    kind = type(event)
    if kind is ev.SessionResumed:
        session = cut_off(session)
    session, session_fields = advanced(session, event.t)
    step = session.step
    if step is not None and step.minute_bpm is None and step.active_s >= MINUTE_S:
        session_fields["step"] = with_minute(session, step)
    if session.announced is not None and event.t > session.announced.until:
        session_fields["announced"] = None
    if session.phase is ENDED:
        session = fold_after_end(session, event)
    return FOLDS[kind](session, event)
