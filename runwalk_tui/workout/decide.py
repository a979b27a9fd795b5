"""Says what follows from an event, given the session after it: pure, and the home of the rules.

Nothing but a runner's act leads to `StartAsked`. The console's word is never undone. Every target
comes out of `runwalk_tui.workout.speed_gate`. `RULES` names the rule of each type of event; the
rules of a family share a file.
"""

from collections.abc import Callable, Mapping
from typing import Any

from runwalk_tui.workout import events as ev
from runwalk_tui.workout.cues import announced_cue
from runwalk_tui.workout.decide_commands import command_progressed, console_reported, stop_asked
from runwalk_tui.workout.decide_contact import (
    aged,
    battery_read,
    capabilities_read,
    link_changed,
    stalled,
    went_on,
)
from runwalk_tui.workout.decide_pod import pod_read
from runwalk_tui.workout.decide_readings import belt_read, compared, heart_read
from runwalk_tui.workout.decide_runner import acted
from runwalk_tui.workout.decide_steps import (
    advised,
    check_began,
    checked,
    clock_started,
    ended,
    overridden,
    paused,
    step_began,
    units_asked,
)
from runwalk_tui.workout.overspeed import answer
from runwalk_tui.workout.session import ENDED, Session
from runwalk_tui.workout.standing import after_end

Rule = Callable[[Session, Any], list[ev.Event]]
"""The events that follow one event of one type at once."""

RULES: Mapping[type[ev.Event], Rule] = {
    ev.BeltReading: belt_read,
    ev.HeartReading: heart_read,
    ev.PodReading: pod_read,
    ev.DistanceCompared: compared,
    ev.SpeedExceeded: answer,
    ev.BatteryRead: battery_read,
    ev.LinkChanged: link_changed,
    ev.TelemetryAged: aged,
    ev.Stalled: stalled,
    ev.WentOn: went_on,
    ev.RunnerActed: acted,
    ev.StepBegan: step_began,
    ev.IncreaseAnnounced: announced_cue,
    ev.CoachActed: advised,
    ev.CheckBegan: check_began,
    ev.MachineChecked: checked,
    ev.UnitsAsked: units_asked,
    ev.ClockStarted: clock_started,
    ev.ClockPaused: paused,
    ev.SpeedOverridden: overridden,
    ev.SessionEnded: ended,
    ev.CapabilitiesRead: capabilities_read,
    ev.ConsoleReported: console_reported,
    ev.CommandProgressed: command_progressed,
    ev.StopAsked: stop_asked,
}


def decide(session: Session, event: ev.Event) -> list[ev.Event]:
    """The events that follow ``event`` at once; ``session`` is the one after it."""
    if session.phase is ENDED and not isinstance(event, ev.SessionEnded):
        return after_end(session, event)
    rule = RULES.get(type(event))
    return [] if rule is None else rule(session, event)
