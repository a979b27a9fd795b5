"""The words of the workout: which cue belongs to which event."""

from runwalk_tui.workout.dropping import is_told
from runwalk_tui.workout.events import (
    BatteryRead,
    CheckBegan,
    ClockPaused,
    CoachActed,
    Command,
    CommandProgressed,
    ConsoleReported,
    Cue,
    CueDue,
    Device,
    Event,
    Hindrance,
    HoldRangeTold,
    IncreaseAnnounced,
    LinkChanged,
    LinkState,
    MachineChecked,
    Outcome,
    PauseReason,
    Report,
    RunnerActed,
    SessionEnded,
    Stage,
    StepBegan,
    WentOn,
)
from runwalk_tui.workout.heart_control_state import HeartAction
from runwalk_tui.workout.keys import is_at_the_limit
from runwalk_tui.workout.plan import Kind, Step
from runwalk_tui.workout.session import SET_SPEED_S, Phase, Session
from runwalk_tui.workout.standing import has_moved
from runwalk_tui.workout.vocabulary import SORE, TOO_SORE

_VERBS = {
    Kind.WARM_UP: "Warm up",
    Kind.RUN: "Run",
    Kind.WALK: "Walk",
    Kind.SURGE: "Surge",
    Kind.COOL_DOWN: "Cool down",
}


def spoken_length(step: Step) -> str:
    """A step's length as a voice says it: 'one and a half minutes' is '1 minute 30'."""
    if step.distance_m is not None:
        if step.distance_m >= 1000:
            return f"{step.distance_m / 1000:.3g} kilometres"
        return f"{step.distance_m:.0f} metres"
    assert step.duration_s is not None
    minutes, seconds = divmod(round(step.duration_s), 60)
    if not minutes:
        length = f"{seconds} seconds"
    elif not seconds:
        length = "1 minute" if minutes == 1 else f"{minutes} minutes"
    else:
        length = f"{minutes} minute{'s' if minutes > 1 else ''} {seconds}"
    return f"at most {length}" if step.until_bpm is not None else length


def check_cue(event: CheckBegan) -> CueDue:
    """Why the workout does not begin at once."""
    return CueDue(event.t, Cue.NOTICE, "New treadmill. Checking it at walking speed")


def checked_cue(event: MachineChecked) -> CueDue:
    """What the treadmill is, and what the runner has to do about it."""
    if not event.obeys:
        say = "The treadmill does not obey. Set its speed yourself"
        return CueDue(event.t, Cue.WARNING, say)
    if event.target_factor != 1:
        return CueDue(event.t, Cue.WARNING, f"This treadmill counts in miles per hour. {_CHOOSE}")
    if event.data_factor != 1:
        return CueDue(event.t, Cue.WARNING, f"This treadmill shows miles per hour. {_CHOOSE}")
    return CueDue(event.t, Cue.NOTICE, "It obeys")


_CHOOSE = "Accept that, or stop"


def step_cue(session: Session, event: StepBegan) -> CueDue:
    """At a change: what to do now, and for how long."""
    cue = Cue.RUN if event.kind.is_running else Cue.WALK
    step = session.plan_step
    length = f", {spoken_length(step)}" if step is not None else ""
    hands = ". Its speed is yours" if step is not None and step.timed else ""
    if session.by_hand and not hands:
        hands = f". {spoken_speed(event.speed_kmh)}"
    return CueDue(event.t, cue, f"{_VERBS[event.kind]}{length}{hands}")


def ready_cue(session: Session, t: float, at: float) -> CueDue:
    """The start was asked for: what happens at ``at``."""
    what = "Start your belt" if session.by_hand else "The belt starts"
    return CueDue(t, Cue.READY, f"{what} in {at - t:.0f} seconds")


def spoken_speed(speed_kmh: float) -> str:
    """A speed as a voice says it."""
    return f"{speed_kmh:g} kilometres an hour"


def set_speed_cue(t: float, speed_kmh: float | None) -> CueDue:
    """What a runner who sets the speed is to set in `SET_SPEED_S`; None at the end of the plan."""
    what = "the end" if speed_kmh is None else spoken_speed(speed_kmh)
    return CueDue(t, Cue.SET_SPEED, f"In {SET_SPEED_S} seconds: {what}")


TOLD_KMH = 0.3
"""A held heart rate slows the belt by less than this without a word; the screen shows it."""


def coach_cue(event: CoachActed) -> list[Event]:
    """What the coach does; a speed-up is announced anyway, and a shadow says nothing."""
    match event.advice:
        case HeartAction.LONGER_WALK:
            return [CueDue(event.t, Cue.NOTICE, f"Walk {event.value:.0f} seconds longer")]
        case HeartAction.SLOWER_RUNS:
            return [CueDue(event.t, Cue.NOTICE, "The next runs a notch slower")]
        case HeartAction.CEILING:
            return [CueDue(event.t, Cue.WARNING, f"Heart rate {event.bpm:.0f}. Ease off")]
        case HeartAction.BACK if event.bpm:
            return [CueDue(event.t, Cue.NOTICE, "Back to the plan's speed")]
        case HeartAction.BACK:
            return [CueDue(event.t, Cue.NOTICE, "No sure heart rate. The plan's speed")]
        case HeartAction.INCLINE if not event.bpm:
            return [CueDue(event.t, Cue.NOTICE, "No sure heart rate. The plan's incline")]
        case HeartAction.HOLD if event.value <= -TOLD_KMH:
            return [CueDue(event.t, Cue.NOTICE, "A little slower")]
    return []


def pain_cue(event: RunnerActed) -> CueDue:
    """What pain of this much asks for."""
    pain = event.value or 0
    if pain >= TOO_SORE:
        return CueDue(event.t, Cue.WARNING, "So much pain means stop. No more running today")
    if pain >= SORE:
        return CueDue(
            event.t,
            Cue.WARNING,
            "Pain noted. Walk. Later runs are eased. Shin, foot, hip, or worse: p again",
        )
    return CueDue(event.t, Cue.NOTICE, "Pain noted")


def held_limit_cue(session: Session, event: CoachActed) -> list[Event]:
    """A held heart rate has come to the limit that it shares with the runner's keys."""
    if event.advice is not HeartAction.HOLD or event.value <= 0 or not is_at_the_limit(session):
        return []
    faster_kmh = session.runner.coaching.faster_kmh
    return [CueDue(event.t, Cue.NOTICE, f"The limit: {faster_kmh:g} km/h above the plan")]


def limit_cue(session: Session, event: RunnerActed) -> list[Event]:
    """Why the key for faster does nothing, or nothing more, where a heart rate leads as well."""
    if session.phase is not Phase.RUNNING or (event.value or 0) <= 0:
        return []
    if not is_at_the_limit(session):
        return []
    faster_kmh = session.runner.coaching.faster_kmh
    return [CueDue(event.t, Cue.NOTICE, f"The limit: {faster_kmh:g} km/h above the plan")]


def range_cue(event: HoldRangeTold) -> CueDue:
    """Once: what is held, and what the belt may do for it without another word."""
    target = f"{event.lowest_bpm}"
    if event.highest_bpm != event.lowest_bpm:
        target += f" to {event.highest_bpm}"
    does = f"go {event.lowest_kmh:g} to {event.highest_kmh:g} km/h"
    if event.lowest_percent is not None and event.highest_percent is not None:
        does = f"tilt {event.lowest_percent:g} to {event.highest_percent:g} percent"
    return CueDue(event.t, Cue.NOTICE, f"Heart rate {target}. The belt may {does}")


def announced_cue(session: Session, event: IncreaseAnnounced) -> list[Event]:
    """Before an increase: what comes, and in how many seconds."""
    if session.phase not in (Phase.CHECKING, Phase.RUNNING):
        return []
    seconds = max(1, round(event.at - event.t))
    following = session.next_step
    remaining_s = session.step_remaining_s
    ahead = remaining_s is not None and remaining_s > event.at - event.t + 0.5
    changes = session.step is not None and event.index != session.step.index and not ahead
    what = _VERBS[following.kind] if changes and following is not None else "Faster"
    return [CueDue(event.t, Cue.SPEED_UP, f"{what} in {seconds}")]


def paused_cue(session: Session, event: ClockPaused) -> CueDue:
    """Why the clock stands and what the runner can do."""
    match event.reason:
        case PauseReason.LINK | PauseReason.NO_MOTION if session.belt.contested_since is not None:
            say = "Paused. Belt may be moving. Press stop on the treadmill"
            return CueDue(event.t, Cue.ALARM, say)
        case PauseReason.LINK if session.belt.link.is_up and not session.belt.may_move:
            say = "No word from the treadmill. Paused. Belt may be moving"
            return CueDue(event.t, Cue.WARNING, say)
        case PauseReason.LINK:
            say = "Treadmill lost. Paused. Belt may be moving"
            return CueDue(event.t, Cue.ALARM if session.belt.may_move else Cue.WARNING, say)
        case PauseReason.NO_MOTION:
            return CueDue(event.t, Cue.WARNING, "The belt did not start")
        case PauseReason.CONSOLE:
            return CueDue(event.t, Cue.PAUSED, "Paused at the treadmill")
        case PauseReason.STALLED:
            return CueDue(event.t, Cue.PAUSED, "Paused: the program stood still")
    return CueDue(event.t, Cue.PAUSED, "Paused. Stop your belt" if session.by_hand else "Paused")


def went_on_cue(session: Session, event: WentOn) -> CueDue:
    """What was due meanwhile came too late to be said; this is said instead."""
    say = f"The program stood still for {event.after_s:.0f} seconds"
    if session.belt.may_move:
        return CueDue(event.t, Cue.ALARM, f"{say}. Belt may be moving")
    return CueDue(event.t, Cue.WARNING, say)


def link_cue(session: Session, event: LinkChanged) -> list[Event]:
    """A lost treadmill is an alarm, a lost strap a notice, a return is good news.

    Before the start only what the runner has to do something about is said.
    """
    if session.phase in (Phase.OPENING, Phase.ENDED):
        return []
    told = is_told(session, event)
    link = session.heart.link if event.device is Device.STRAP else session.belt.link
    if event.hindrance is not None:
        return _hindrance_cue(session, event) if link.hindered_at == event.t else []
    arming = session.phase is Phase.ARMING
    if event.state is LinkState.UP:
        if event.device is Device.STRAP and session.heart.swapped_at == event.t:
            say = f"Another heart-rate strap: {session.heart.strap}"
            return [CueDue(event.t, Cue.WARNING, say)]
        if event.others:
            say = f"The strongest of {event.others + 1} in range: {link.name or link.address}"
            return [CueDue(event.t, Cue.NOTICE, say)]
        say = f"{_NAMES[event.device]} connected"
        return [] if arming or told else [CueDue(event.t, Cue.NOTICE, say)]
    if event.state is not LinkState.LOST or arming or told:
        return []
    if event.device is Device.TREADMILL and session.belt.may_move:
        return [CueDue(event.t, Cue.ALARM, "Treadmill lost. Belt may be moving")]
    say = f"{_NAMES[event.device]} lost"
    if link.low_at is not None:
        say += f". Its battery was at {link.battery_percent} percent"
    return [CueDue(event.t, Cue.WARNING, say)]


_NAMES = {Device.TREADMILL: "Treadmill", Device.STRAP: "Heart-rate strap"}


def _hindrance_cue(session: Session, event: LinkChanged) -> list[Event]:
    """What the runner can do about it; of the adapter it is said once, not for each device."""
    if event.hindrance is Hindrance.MUTE:
        return []
    if event.hindrance is Hindrance.PAIRING:
        say = f"The {_NAMES[event.device].lower()} wants to be paired. The screen says how"
        return [CueDue(event.t, Cue.WARNING, say)]
    if event.hindrance is Hindrance.REFUSED:
        say = f"The {_NAMES[event.device].lower()} lets nobody in. Close the app that has it"
        return [CueDue(event.t, Cue.WARNING, say)]
    if event.device is Device.STRAP and session.plan is not None:
        return []
    if session.belt.may_move and session.phase is not Phase.ARMING:
        return [CueDue(event.t, Cue.ALARM, "Bluetooth is gone. Belt may be moving")]
    return [CueDue(event.t, Cue.WARNING, "Bluetooth is gone. Switch it on")]


def low_battery_cue(event: BatteryRead) -> CueDue:
    """Told while there is time to change it."""
    say = f"{_NAMES[event.device]} battery low: {event.percent} percent"
    return CueDue(event.t, Cue.WARNING, say)


def command_cue(session: Session, event: CommandProgressed) -> list[Event]:
    """What the runner must know of a command that did not end well."""
    if event.stage not in (Stage.REJECTED, Stage.UNKNOWN):
        return []
    if event.command is Command.STOP:
        if session.belt.still:
            return []
        say = "Belt may be moving. Press stop on the treadmill"
        return [CueDue(event.t, Cue.ALARM, say)]
    if not _matters(session, event):
        return []
    if event.command is Command.PAUSE and not session.belt.link.is_up:
        return [CueDue(event.t, Cue.ALARM, "No way to pause the belt. It may be moving")]
    if event.command is Command.PAUSE:
        refused = event.stage is Stage.REJECTED
        say = "has no pause" if refused else "does not pause"
        return [CueDue(event.t, Cue.ALARM, f"The treadmill {say}. Stopping the belt")]
    verb = "refused" if event.stage is Stage.REJECTED else "did not confirm"
    what = {Command.SPEED: "the speed", Command.INCLINE: "the incline"}.get(
        event.command, event.command.value
    )
    return [CueDue(event.t, Cue.WARNING, f"The treadmill {verb} {what}")]


def _matters(session: Session, event: CommandProgressed) -> bool:
    """Whether the command is still wanted: one overtaken by another is nobody's concern."""
    match event.command:
        case Command.START:
            return session.phase in (Phase.STARTING, Phase.PAUSED)
        case Command.PAUSE:
            return session.phase is Phase.PAUSED and not session.belt.still
        case Command.SPEED | Command.INCLINE if session.belt.stopping_at is not None:
            return False
        case Command.INCLINE if event.stage is Stage.REJECTED:
            return session.phase is Phase.RUNNING and session.belt.refuses_inclines
        case Command.INCLINE if event.value not in (None, session.belt.asked_incline_percent):
            return False
        case Command.SPEED:
            refused_kmh = session.belt.refused_kmh
            return refused_kmh is not None and event.value in (None, refused_kmh)
    return session.phase is Phase.RUNNING


def console_cue(event: ConsoleReported) -> list[Event]:
    """The safety key is the one report that speaks."""
    if event.report is not Report.SAFETY_KEY:
        return []
    return [CueDue(event.t, Cue.ALARM, "Safety key pulled")]


def ended_cue(session: Session, event: SessionEnded) -> CueDue:
    """The last words; a belt that moved and was not seen to stand is an alarm to the end."""
    if not event.belt_stopped:
        if has_moved(session):
            return CueDue(event.t, Cue.ALARM, "Ended. Belt may be moving")
        return CueDue(event.t, Cue.STOPPED, "Ended")
    belt = ". Stop your belt" if session.by_hand else ""
    if event.outcome is Outcome.FINISHED:
        return CueDue(event.t, Cue.FINISHED, f"Well done. Workout finished{belt}")
    return CueDue(event.t, Cue.STOPPED, f"Stopped{belt}")
