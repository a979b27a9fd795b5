"""Says what follows when contact with a device changes, or the program stood still."""

from runwalk_tui.workout import events as ev
from runwalk_tui.workout import sentences as say
from runwalk_tui.workout.cues import link_cue, low_battery_cue, went_on_cue
from runwalk_tui.workout.decide_pod import pod_link_cues
from runwalk_tui.workout.dropping import ALARMING, dropping_cues
from runwalk_tui.workout.links import link_of
from runwalk_tui.workout.session import Phase, Session
from runwalk_tui.workout.speed_gate import govern


def link_changed(session: Session, event: ev.LinkChanged) -> list[ev.Event]:
    """A start or a check that was under way when the treadmill was lost is off."""
    if event.device is ev.Device.POD:
        return pod_link_cues(session, event)
    lost = event.device is ev.Device.TREADMILL and event.state is not ev.LinkState.UP
    if lost and session.phase in (Phase.STARTING, Phase.CHECKING):
        return [ev.ClockPaused(event.t, ev.PauseReason.LINK, since=event.t)]
    return dropping_cues(session, event) or link_cue(session, event)


def capabilities_read(session: Session, event: ev.CapabilitiesRead) -> list[ev.Event]:
    """A belt that is ready again gets the speed that the workout wants."""
    return govern(session, event.t)


def battery_read(session: Session, event: ev.BatteryRead) -> list[ev.Event]:
    """A low battery is told once."""
    is_low = link_of(session, event.device).low_at == event.t
    return [low_battery_cue(session, event)] if is_low else []


def aged(session: Session, event: ev.TelemetryAged) -> list[ev.Event]:
    """A belt that says nothing is out of sight, unless it was seen to stand."""
    if session.phase is Phase.ARMING:
        if session.belt.link.mutes:
            return []
        return [ev.CueDue(event.t, ev.Cue.WARNING, say.NO_DATA_YET)]
    if session.phase is Phase.CHECKING and event.age_s >= 10:
        return [ev.ClockPaused(event.t, ev.PauseReason.LINK, since=event.t)]
    if session.phase not in ALARMING:
        return []
    if event.age_s >= 10 and session.belt.may_move:
        return [ev.CueDue(event.t, ev.Cue.ALARM, say.SILENT_MOVING)]
    if event.age_s == 3 and session.phase is not Phase.PAUSED and not session.belt.still:
        return [ev.CueDue(event.t, ev.Cue.WARNING, say.SILENT)]
    return []


def stalled(session: Session, event: ev.Stalled) -> list[ev.Event]:
    """Call off a start that is not asked yet, and a check: the program stood still meanwhile."""
    asked = session.phase is Phase.STARTING and session.start_asked_at is not None
    if session.phase not in (Phase.STARTING, Phase.CHECKING) or asked:
        return []
    return [ev.ClockPaused(event.t, ev.PauseReason.STALLED, since=event.t)]


def went_on(session: Session, event: ev.WentOn) -> list[ev.Event]:
    """Tell the runner for how long the program stood still."""
    return [went_on_cue(session, event)]
