"""Says what follows from an event, given the session after it: pure, and the home of the rules.

Nothing but a runner's act leads to `StartAsked`. The console's word is never undone. Every target
comes out of `runwalk_tui.workout.speed_gate`.
"""

from runwalk_tui.workout import events as ev
from runwalk_tui.workout.contesting import contested
from runwalk_tui.workout.cues import (
    SORE,
    TOO_SORE,
    announced_cue,
    check_cue,
    checked_cue,
    coach_cue,
    command_cue,
    console_cue,
    ended_cue,
    limit_cue,
    pain_cue,
    paused_cue,
    step_cue,
    went_on_cue,
)
from runwalk_tui.workout.decide_contact import aged, battery_read, link_changed, stalled
from runwalk_tui.workout.dropping import heard_cues
from runwalk_tui.workout.heart_control import cool_down_ahead, on_heart, taken_back, walk_ahead
from runwalk_tui.workout.heart_control_state import HeartAction
from runwalk_tui.workout.incline import after_refusal, incline_due
from runwalk_tui.workout.overspeed import answer, exceeded, is_runaway
from runwalk_tui.workout.session import NO_MOTION_S, Phase, Session
from runwalk_tui.workout.speed_gate import (
    FRESH_FRAMES,
    NOTICE_S,
    announcement,
    console_speed_kmh,
    first_walk_kmh,
    govern,
    is_known_to_stand,
    is_leaving,
    reference_kmh,
    step_speed_kmh,
    told_speed_kmh,
)
from runwalk_tui.workout.standing import defied
from runwalk_tui.workout.walking_check import disobedience, finding, miscount

RESTART_S = 5.0
"""Going back within so long of a step's beginning means the step before it."""

STOP_S = 10.0
"""A belt measured standing so long after Stop was asked ends the session by itself."""


def decide(session: Session, event: ev.Event) -> list[ev.Event]:
    """The events that follow ``event`` at once; ``session`` is the one after it."""
    t = event.t
    match event:
        case ev.BeltReading():
            follows = contested if event.contested else _belt_reading
            return [*heard_cues(session, ev.Device.TREADMILL, t), *follows(session, t)]
        case ev.SpeedExceeded():
            return answer(session, event)
        case ev.HeartReading():
            return [*heard_cues(session, ev.Device.STRAP, t), *_heart_reading(session, t)]
        case ev.RunnerActed():
            return _runner(session, event)
        case ev.StepBegan():
            return [step_cue(session, event), *govern(session, t), *incline_due(session, t)]
        case ev.IncreaseAnnounced():
            return announced_cue(session, event)
        case ev.CoachActed():
            return _coached(session, event)
        case ev.CheckBegan():
            return [check_cue(event), *incline_due(session, t), *govern(session, t)]
        case ev.MachineChecked():
            return _checked(session, event)
        case ev.DistanceCompared():
            return _compared(session, event)
        case ev.UnitsAsked():
            return _set_off(session, t) if session.phase is Phase.CHECKING else []
        case ev.ClockStarted():
            return _clock_started(session, t)
        case ev.ClockPaused():
            return [paused_cue(session, event)]
        case ev.ConsoleReported():
            return _console(session, event)
        case ev.SpeedOverridden():
            return [ev.CueDue(t, ev.Cue.NOTICE, "Your speed, until this step ends")]
        case ev.BatteryRead():
            return battery_read(session, event)
        case ev.LinkChanged():
            return link_changed(session, event)
        case ev.CapabilitiesRead():
            return govern(session, t)
        case ev.TelemetryAged():
            return aged(session, event)
        case ev.Stalled():
            return stalled(session, event)
        case ev.WentOn():
            return [went_on_cue(session, event)]
        case ev.CommandProgressed():
            return _command(session, event)
        case ev.StopAsked():
            return _stop_asked(session, t)
        case ev.SessionEnded():
            return [ended_cue(session, event)]
    return []


def _belt_reading(session: Session, t: float) -> list[ev.Event]:
    belt = session.belt
    if belt.data_factor is None and belt.odometer.factor is not None:
        return [ev.DistanceCompared(t, belt.odometer.factor)]
    match session.phase:
        case Phase.ARMING | Phase.PAUSED if belt.is_moving and belt.stood and not belt.is_slowing:
            return [] if session.plan is None else _taken_over(session, t)
        case Phase.STARTING if belt.is_moving:
            return _set_off(session, t)
        case Phase.PAUSED if belt.is_moving and session.is_starting(t):
            return _late_start(session, t)
        case Phase.STOPPING if belt.still and session.stop_asked_at is not None:
            if t - session.stop_asked_at >= STOP_S:
                outcome = session.outcome or ev.Outcome.STOPPED
                return [ev.SessionEnded(t, outcome, belt_stopped=True)]
        case Phase.CHECKING | Phase.RUNNING if belt.stopping_at is not None and belt.speed_kmh == 0:
            return [_console_pause(session, t)]
        case Phase.CHECKING if belt.went_on(t):
            return [ev.ClockPaused(t, ev.PauseReason.CONSOLE, since=t)]
        case Phase.CHECKING if belt.is_moving and (belt.checked or not belt.takes_targets):
            return _set_off(session, t)
        case Phase.CHECKING if session.check is not None:
            found = finding(belt, session.check, t)
            return govern(session, t) if found is None else [found]
        case Phase.RUNNING:
            if chosen_kmh := console_speed_kmh(session, t):
                return [ev.SpeedOverridden(t, chosen_kmh)]
            too_fast = exceeded(session, t)
            if too_fast or is_runaway(session):
                return too_fast
            if back := taken_back(session, t):
                return [back]
            return [*govern(session, t), *incline_due(session, t)]
    return defied(session, t)


def _taken_over(session: Session, t: float) -> list[ev.Event]:
    """A belt started at its console is the runner's act; one that starts by itself is nobody's."""
    if session.belt.is_called_for(t):
        return _set_off(session, t)
    if session.belt.fresh_moving != FRESH_FRAMES:
        return []
    say = "The belt moves, and nobody started it. Stop it, or press start here to go on"
    return [ev.CueDue(t, ev.Cue.ALARM, say)]


def _set_off(session: Session, t: float) -> list[ev.Event]:
    """Once the belt moves, the workout begins, or first the check of a treadmill new here."""
    belt = session.belt
    if not belt.is_moving:
        return []
    if belt.checked or not belt.takes_targets:
        return [ev.ClockStarted(t)]
    return [ev.CheckBegan(t)] if belt.ready else []


def _checked(session: Session, event: ev.MachineChecked) -> list[ev.Event]:
    """In other units than km/h nothing follows until the runner has chosen."""
    waits = session.check is not None and session.check.awaits_choice
    return [checked_cue(event), *([] if waits else _set_off(session, event.t))]


def _compared(session: Session, event: ev.DistanceCompared) -> list[ev.Event]:
    """A belt that turns out to be faster than anybody knew walks, unless the console decides."""
    belt, t = session.belt, event.t
    driven = session.phase is Phase.RUNNING and belt.checked and belt.takes_targets
    if not driven or event.data_factor == 1:
        return _belt_reading(session, t)
    walk_kmh = first_walk_kmh(session)
    chosen = session.override_kmh is not None or is_leaving(session)
    slower = not chosen and belt.speed_kmh is not None and belt.speed_kmh > walk_kmh
    return [miscount(belt, t), *([ev.SpeedAsked(t, walk_kmh)] if slower else [])]


def _late_start(session: Session, t: float) -> list[ev.Event]:
    """The runner paused while the belt was about to start, and it started regardless."""
    if session.pause_reason is not ev.PauseReason.RUNNER:
        return []
    say = "The belt started all the same. Pausing it"
    return [ev.PauseAsked(t), ev.CueDue(t, ev.Cue.ALARM, say)]


def _console_pause(session: Session, t: float) -> ev.ClockPaused:
    """A stop at the console, dated at the first zero."""
    zero_since = session.belt.zero_since
    return ev.ClockPaused(t, ev.PauseReason.CONSOLE, t if zero_since is None else zero_since)


def _heart_reading(session: Session, t: float) -> list[ev.Event]:
    """The end of a step by heart rate, or what the coach makes of the rate."""
    ends = _heart_ends_step(session, t)
    advice = None if ends else on_heart(session, t)
    return ends if advice is None else [advice]


def _heart_ends_step(session: Session, t: float) -> list[ev.Event]:
    """A step by heart rate ends on a trustworthy rate only."""
    step, heart = session.plan_step, session.heart
    if step is None or step.until_bpm is None or not session.is_counting:
        return []
    if session.step is None or session.step.active_s < session.not_before_s:
        return []
    if session.change is not None or heart.bpm is None or heart.doubt(t) is not None:
        return []
    return _change_to(session, session.next_index, t) if heart.bpm <= step.until_bpm else []


def _coached(session: Session, event: ev.CoachActed) -> list[ev.Event]:
    t, cue = event.t, coach_cue(event)
    walk = walk_ahead(session)
    if event.advice is HeartAction.CEILING and walk is not None:
        return [*cue, *_change_to(session, walk, t)]
    return [*cue, *govern(session, t)]


def _pained(session: Session, event: ev.RunnerActed) -> list[ev.Event]:
    """Pain of 4 and 5 turns a run into a walk; from 6 on only the cool-down is left."""
    t, cue, pain = event.t, pain_cue(event), event.value or 0
    step, walk, last = session.plan_step, walk_ahead(session), cool_down_ahead(session)
    if step is None or session.phase is not Phase.RUNNING or pain < SORE:
        return [cue]
    if pain >= TOO_SORE and last is not None:
        return [cue, *_change_to(session, last, t)]
    if walk is None or not step.kind.is_running:
        return [cue]
    return [cue, *_change_to(session, walk, t)]


def _change_to(session: Session, index: int | None, t: float) -> list[ev.Event]:
    """That step, at once; or with the usual notice if the belt is to go faster.

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


def _runner(session: Session, event: ev.RunnerActed) -> list[ev.Event]:
    t = event.t
    match event.act:
        case ev.Act.START | ev.Act.RESUME:
            return _start(session, t)
        case ev.Act.PAUSE:
            return _pause(session, t)
        case ev.Act.SKIP if session.step is not None and session.phase in _UNDER_WAY:
            if session.change is not None and session.plan is not None:
                following = session.change.index + 1
                return _change_to(
                    session, following if following < len(session.plan.steps) else None, t
                )
            return _change_to(session, session.next_index, t)
        case ev.Act.BACK if session.step is not None and session.phase in _UNDER_WAY:
            index = session.step.index
            again = session.step.active_s > RESTART_S
            return _change_to(session, index if again else max(0, index - 1), t)
        case ev.Act.ACCEPT_UNITS if session.check is not None and session.check.awaits_choice:
            found = session.check.finding
            if found is not None and session.phase in (Phase.CHECKING, Phase.PAUSED):
                return [ev.UnitsAsked(t, found.target_factor, found.data_factor)]
        case ev.Act.EXTEND if session.step is not None:
            return [ev.CueDue(t, ev.Cue.NOTICE, "Longer")]
        case ev.Act.NUDGE:
            return [*limit_cue(session, event), *govern(session, t)]
        case ev.Act.PAIN if session.phase in _BEFORE_THE_END:
            return _pained(session, event)
        case ev.Act.STOP if session.phase is not Phase.ENDED:
            return [ev.StopAsked(t, ev.Outcome.STOPPED)]
        case ev.Act.ABANDON if session.phase is not Phase.ENDED:
            outcome = session.outcome or ev.Outcome.FAILED
            return [ev.SessionEnded(t, outcome, belt_stopped=session.belt.still)]
    return []


_UNDER_WAY = (Phase.RUNNING, Phase.PAUSED)
_BEFORE_THE_END = (Phase.STARTING, Phase.CHECKING, Phase.RUNNING, Phase.PAUSED)


def _start(session: Session, t: float) -> list[ev.Event]:
    belt = session.belt
    if session.phase is Phase.STARTING and session.start_at is not None:
        if session.start_asked_at is not None or session.announced is not None:
            return []
        return [
            _first_announcement(session, t, session.start_at),
            ev.CueDue(t, ev.Cue.READY, f"The belt starts in {session.start_at - t:.0f} seconds"),
        ]
    if session.phase not in (Phase.ARMING, Phase.PAUSED) or session.plan is None:
        return []
    if not belt.ready:
        return [ev.CueDue(t, ev.Cue.WARNING, "The treadmill is not connected")]
    if belt.may_move or not is_known_to_stand(session, t):
        return [ev.CueDue(t, ev.Cue.WARNING, "No word from the treadmill. Belt may be moving")]
    if belt.is_moving and is_leaving(session):
        return [ev.CueDue(t, ev.Cue.NOTICE, "The belt is slowing down. Try again in a moment")]
    if belt.is_moving:
        return _set_off(session, t)
    return [ev.CueDue(t, ev.Cue.NOTICE, "Press start on the treadmill")]


def _first_announcement(session: Session, t: float, at: float) -> ev.IncreaseAnnounced:
    """Who starts a belt is told at once what it will be asked for."""
    if not session.belt.checked:
        return announcement(t, None, first_walk_kmh(session), at=at, window_s=NO_MOTION_S)
    index = session.next_index if session.step is None else session.step.index
    assert index is not None
    return announcement(t, index, step_speed_kmh(session, index), at=at, window_s=NO_MOTION_S)


def _pause(session: Session, t: float) -> list[ev.Event]:
    paused = ev.ClockPaused(t, ev.PauseReason.RUNNER, since=t)
    if session.phase is Phase.STARTING and session.start_asked_at is None:
        return [paused]
    if session.phase in (Phase.STARTING, Phase.CHECKING, Phase.RUNNING):
        return [ev.PauseAsked(t), paused]
    return []


def _clock_started(session: Session, t: float) -> list[ev.Event]:
    if session.step is None and session.plan is not None:
        kind = session.plan.steps[0].kind
        return [ev.StepBegan(t, 0, kind, step_speed_kmh(session, 0))]
    return [
        ev.CueDue(t, ev.Cue.RESUMED, "Going on"),
        *incline_due(session, t),
        *govern(session, t),
    ]


def _console(session: Session, event: ev.ConsoleReported) -> list[ev.Event]:
    t = event.t
    if event.report is ev.Report.SAFETY_KEY:
        cue = console_cue(event)
        if session.phase in _BEFORE_THE_END:
            return [*cue, ev.StopAsked(t, ev.Outcome.ABORTED)]
        return cue
    if event.report is ev.Report.SPEED_CHANGED:
        chosen_kmh = told_speed_kmh(session, event)
        return [] if chosen_kmh is None else [ev.SpeedOverridden(t, chosen_kmh)]
    if event.report not in (ev.Report.STOPPED, ev.Report.PAUSED):
        return []
    moving = session.phase in (Phase.CHECKING, Phase.RUNNING)
    running = moving and session.belt.speed_kmh == 0
    unmeant = session.start_asked_at is None or session.belt.says_started
    starting = session.phase is Phase.STARTING and unmeant
    return [_console_pause(session, t)] if running or starting else []


def _command(session: Session, event: ev.CommandProgressed) -> list[ev.Event]:
    t, command, stage = event.t, event.command, event.stage
    cues = [*command_cue(session, event), *after_refusal(session, event)]
    if command is ev.Command.STOP and session.phase is Phase.STOPPING:
        outcome = session.outcome or ev.Outcome.STOPPED
        if stage is ev.Stage.CONFIRMED or (stage.is_end and session.belt.still):
            return [ev.SessionEnded(t, outcome, belt_stopped=True)]
    if session.phase is Phase.CHECKING and command is ev.Command.SPEED and session.check:
        asked = session.check.asked_at is not None and session.check.finding is None
        refusal = disobedience(session.belt, session.check, t)
        return [refusal] if asked and stage is ev.Stage.REJECTED else []
    refused = command is ev.Command.START and stage is ev.Stage.REJECTED
    if refused and session.phase is Phase.STARTING:
        return [ev.ClockPaused(t, ev.PauseReason.NO_MOTION, since=t), *cues]
    return cues


def _stop_asked(session: Session, t: float) -> list[ev.Event]:
    """Without a machine there is nothing to wait for, unless one was seen moving."""
    belt = session.belt
    if belt.link.is_up or belt.may_move or (belt.is_moving and not belt.still):
        return []
    return [ev.SessionEnded(t, session.outcome or ev.Outcome.STOPPED, belt_stopped=belt.still)]
