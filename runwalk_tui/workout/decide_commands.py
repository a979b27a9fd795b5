"""Says what follows from the console's word, and from what came of a command."""

from runwalk_tui.workout import events as ev
from runwalk_tui.workout import sentences as say
from runwalk_tui.workout.choice import told_speed_kmh
from runwalk_tui.workout.cues import command_cue, console_cue
from runwalk_tui.workout.decide_readings import console_pause
from runwalk_tui.workout.dropping import is_untold
from runwalk_tui.workout.incline import after_refusal
from runwalk_tui.workout.power import brake_due
from runwalk_tui.workout.session import Phase, Session
from runwalk_tui.workout.speed_gate import is_seen_to_stand, wanted_kmh
from runwalk_tui.workout.walking_check import disobedience


def console_reported(session: Session, event: ev.ConsoleReported) -> list[ev.Event]:
    """The console wins: its stop pauses, its safety key stops, its speed holds for this step.

    What it says of a belt out of sight may be the first sign that it moves.
    """
    t = event.t
    if event.report is ev.Report.SAFETY_KEY:
        cue = console_cue(event)
        if session.is_before_the_end:
            return [*cue, ev.StopAsked(t, ev.Outcome.ABORTED)]
        return cue
    cues: list[ev.Event] = []
    if is_untold(session):
        cues.append(ev.CueDue(t, ev.Cue.ALARM, say.SILENT_MOVING))
    return [*cues, *_console_choice(session, event)]


def _console_choice(session: Session, event: ev.ConsoleReported) -> list[ev.Event]:
    """A pause, or a speed that holds for this step."""
    t = event.t
    if event.report is ev.Report.SPEED_CHANGED:
        chosen_kmh = told_speed_kmh(session, event, wanted_kmh(session, t))
        return [] if chosen_kmh is None else [ev.SpeedOverridden(t, chosen_kmh)]
    if event.report not in (ev.Report.STOPPED, ev.Report.PAUSED):
        return []
    moving = session.phase in (Phase.CHECKING, Phase.RUNNING)
    running = moving and session.belt.speed_kmh == 0
    unmeant = session.start_asked_at is None or session.belt.says_started
    starting = session.phase is Phase.STARTING and unmeant
    return [console_pause(session, t)] if running or starting else []


def command_progressed(session: Session, event: ev.CommandProgressed) -> list[ev.Event]:
    """The consequences of a command's end: a stop that took effect, a start or a check refused."""
    t, command, stage = event.t, event.command, event.stage
    cues = [*command_cue(session, event), *after_refusal(session, event)]
    if command is ev.Command.STOP and session.phase is Phase.STOPPING:
        outcome = session.outcome or ev.Outcome.STOPPED
        if not session.machine.has_belt and stage.is_end:
            is_free = stage is ev.Stage.CONFIRMED
            return [ev.SessionEnded(t, outcome, belt_stopped=is_free)]
        stands = stage is ev.Stage.CONFIRMED or (stage.is_end and is_seen_to_stand(session, t))
        if stands and not session.belt.denied:
            return [ev.SessionEnded(t, outcome, belt_stopped=True)]
    if session.phase is Phase.CHECKING and command is ev.Command.SPEED and session.check:
        asked = session.check.asked_at is not None and session.check.finding is None
        refusal = disobedience(session.belt, session.check, t)
        return [refusal] if asked and stage is ev.Stage.REJECTED else []
    refused = command is ev.Command.START and stage is ev.Stage.REJECTED
    if refused and session.phase is Phase.STARTING:
        return [ev.ClockPaused(t, ev.PauseReason.NO_MOTION, since=t), *cues]
    return cues


def stop_asked(session: Session, event: ev.StopAsked) -> list[ev.Event]:
    """End at once where no machine was seen moving; else the belt has to come to a standstill."""
    belt, t = session.belt, event.t
    if not session.machine.has_belt and belt.link.is_up:
        return brake_due(session, t)
    if belt.link.is_up or belt.may_move or (belt.is_moving and not belt.still):
        return []
    outcome, stands = session.outcome or ev.Outcome.STOPPED, is_seen_to_stand(session, t)
    return [ev.SessionEnded(t, outcome, belt_stopped=stands)]
