"""Says what follows in the course of a workout: its clock, its steps and the check before it."""

from dataclasses import replace

from runwalk_tui.workout import events as ev
from runwalk_tui.workout import sentences as say
from runwalk_tui.workout.cues import (
    check_cue,
    checked_cue,
    coach_cue,
    ended_cue,
    held_limit_cue,
    paused_cue,
    range_words,
    step_cue,
)
from runwalk_tui.workout.heart_control import walk_ahead
from runwalk_tui.workout.heart_control_state import HeartAction
from runwalk_tui.workout.heart_hold import range_due
from runwalk_tui.workout.incline import incline_due
from runwalk_tui.workout.pain import is_too_sore
from runwalk_tui.workout.power import brake_due
from runwalk_tui.workout.session import Phase, Session
from runwalk_tui.workout.speed_gate import NOTICE_S, govern, reference_kmh
from runwalk_tui.workout.speed_limits import step_speed_kmh


def set_off(session: Session, t: float) -> list[ev.Event]:
    """Once the belt moves, the workout begins, or first the check of a treadmill new here.

    That it moves takes two witnesses: its speed and its counters, or another reading.
    """
    belt = session.belt
    if not belt.is_moving or belt.lone:
        return []
    if belt.checked or not belt.takes_targets:
        return [ev.ClockStarted(t)]
    return [ev.CheckBegan(t)] if belt.ready else []


def change_to(session: Session, index: int | None, t: float) -> list[ev.Event]:
    """Begin a step at once, or with the usual notice if the belt is to go faster.

    Never later than this step would have ended anyway.
    """
    if index is None or session.plan is None:
        return [ev.StopAsked(t, ev.Outcome.FINISHED)]
    target, reference = step_speed_kmh(session, index), reference_kmh(session)
    faster = reference is not None and target > reference and session.belt.takes_targets
    if faster and session.is_counting:
        remaining_s = session.step_remaining_s
        in_s = NOTICE_S if remaining_s is None else min(NOTICE_S, remaining_s)
        return [ev.ChangeScheduled(t, index, at=t + in_s)]
    return [ev.StepBegan(t, index, session.plan.steps[index].kind, target)]


def step_began(session: Session, event: ev.StepBegan) -> list[ev.Event]:
    """The belt gets the step's speed and incline."""
    t = event.t
    cue, ranges = step_cue(session, event), range_due(session, t)
    # One sentence: while one is being spoken no notice is.
    for told in ranges:
        cue = replace(cue, say=f"{cue.say}. {range_words(told)}")
    return [cue, *ranges, *govern(session, t), *incline_due(session, t), *brake_due(session, t)]


def clock_started(session: Session, event: ev.ClockStarted) -> list[ev.Event]:
    """The first step begins, or the one that was paused goes on."""
    t = event.t
    step, index = session.plan_step, session.next_index
    may_not_run = step is not None and step.kind.is_running and is_too_sore(session)
    if session.plan is not None and (session.step is None or may_not_run):
        if index is None:
            return [ev.StopAsked(t, ev.Outcome.STOPPED)]
        kind = session.plan.steps[index].kind
        return [ev.StepBegan(t, index, kind, step_speed_kmh(session, index))]
    return [
        ev.CueDue(t, ev.Cue.RESUMED, say.RESUMED),
        *incline_due(session, t),
        *govern(session, t),
        *brake_due(session, t),
    ]


def paused(session: Session, event: ev.ClockPaused) -> list[ev.Event]:
    """The runner hears why the clock stands; a belt whose start was not seen is asked to pause."""
    unseen = event.reason is ev.PauseReason.LINK and session.start_asked_at is not None
    asks = unseen and session.machine.has_belt and session.belt.link.is_up
    return [
        *([ev.PauseAsked(event.t)] if asks else []),
        *brake_due(session, event.t),
        paused_cue(session, event),
    ]


def ended(session: Session, event: ev.SessionEnded) -> list[ev.Event]:
    """The runner hears how the session ended."""
    return [ended_cue(session, event)]


def check_began(session: Session, event: ev.CheckBegan) -> list[ev.Event]:
    """The belt gets the check's walking speed, level."""
    t = event.t
    return [check_cue(event), *incline_due(session, t), *govern(session, t)]


def checked(session: Session, event: ev.MachineChecked) -> list[ev.Event]:
    """Go on after a check in km/h; in other units nothing follows until the runner has chosen."""
    waits = session.check is not None and session.check.awaits_choice
    return [checked_cue(event), *([] if waits else set_off(session, event.t))]


def units_asked(session: Session, event: ev.UnitsAsked) -> list[ev.Event]:
    """Turn a check into the workout, in the units that the runner agreed to."""
    return set_off(session, event.t) if session.phase is Phase.CHECKING else []


def overridden(_session: Session, event: ev.SpeedOverridden) -> list[ev.Event]:
    """The runner hears how long the console's speed holds."""
    return [ev.CueDue(event.t, ev.Cue.NOTICE, say.YOUR_SPEED)]


def advised(session: Session, event: ev.CoachActed) -> list[ev.Event]:
    """Carry out a change by heart rate: another speed, or a walk at the ceiling."""
    t, cue = event.t, [*coach_cue(session, event), *held_limit_cue(session, event)]
    walk = walk_ahead(session)
    if event.advice is HeartAction.CEILING and walk is not None:
        return [*cue, *change_to(session, walk, t)]
    return [*cue, *govern(session, t), *brake_due(session, t)]
