"""Choose the cue that belongs to each event; `sentences` has the words."""

from runwalk_tui.workout import sentences as say
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
from runwalk_tui.workout.keys import in_force_kmh, is_at_the_limit
from runwalk_tui.workout.links import link_of
from runwalk_tui.workout.machine_words import device_name
from runwalk_tui.workout.plan import Kind, Step
from runwalk_tui.workout.power import step_effort
from runwalk_tui.workout.session import SET_SPEED_S, Phase, Session
from runwalk_tui.workout.speed_gate import is_seen_to_stand
from runwalk_tui.workout.speed_limits import ceiling_kmh, increment_kmh
from runwalk_tui.workout.standing import has_moved
from runwalk_tui.workout.vocabulary import SORE, TOO_SORE

_WITHOUT_A_BELT = {
    Kind.WARM_UP: say.WARM_UP,
    Kind.RUN: say.WORK,
    Kind.WALK: say.EASY,
    Kind.SURGE: say.HARD,
    Kind.COOL_DOWN: say.COOL_DOWN,
}
_VERBS = {
    Kind.WARM_UP: say.WARM_UP,
    Kind.RUN: say.RUN,
    Kind.WALK: say.WALK,
    Kind.SURGE: say.SURGE,
    Kind.COOL_DOWN: say.COOL_DOWN,
}


def spoken_length(step: Step) -> str:
    """Return a step's length as a voice reads it: 90 s is '1 minute 30'."""
    if step.distance_m is not None:
        if step.distance_m >= 1000:
            return say.KILOMETRES.format(number=step.distance_m / 1000)
        return say.METRES.format(number=step.distance_m)
    assert step.duration_s is not None
    length = spoken_time(step.duration_s)
    return say.AT_MOST.format(length=length) if step.until_bpm is not None else length


def spoken_time(duration_s: float) -> str:
    """Return a duration as a voice reads it; one of 7:04 it would read as a time of day."""
    minutes, seconds = divmod(round(duration_s), 60)
    if not minutes:
        return say.SECONDS.format(number=seconds)
    if not seconds:
        return say.ONE_MINUTE if minutes == 1 else say.MINUTES.format(number=minutes)
    template = say.MINUTES_AND if minutes > 1 else say.ONE_MINUTE_AND
    return template.format(number=minutes, seconds=seconds)


def check_cue(event: CheckBegan) -> CueDue:
    """Announce the walking check, which delays the workout."""
    return CueDue(event.t, Cue.NOTICE, say.NEW_TREADMILL)


def checked_cue(event: MachineChecked) -> CueDue:
    """Tell the result of the walking check, and what the runner has to do."""
    if not event.obeys:
        return CueDue(event.t, Cue.WARNING, say.DOES_NOT_OBEY)
    if event.target_factor != 1:
        return CueDue(event.t, Cue.WARNING, say.COUNTS_MILES)
    if event.data_factor != 1:
        return CueDue(event.t, Cue.WARNING, say.SHOWS_MILES)
    return CueDue(event.t, Cue.NOTICE, say.CHECK_PASSED)


def step_cue(session: Session, event: StepBegan) -> CueDue:
    """Say what to do in the new step, and for how long."""
    cue = Cue.RUN if event.kind.is_running else Cue.WALK
    step = session.plan_step
    has_belt = session.machine.has_belt
    what = (_VERBS if has_belt else _WITHOUT_A_BELT)[event.kind]
    if step is not None:
        what = say.STEP_LENGTH.format(step=what, length=spoken_length(step))
    effort = step_effort(session, event.index)
    if effort.power_w is not None:
        what += f". {say.POWER.format(watts=effort.power_w)}"
    elif effort.level is not None:
        what += f". {say.LEVEL.format(level=effort.level)}"
    elif step is not None and step.timed:
        what += f". {say.YOU_SET_THE_SPEED}"
    elif session.by_hand:
        what += f". {spoken_speed(event.speed_kmh)}"
    return CueDue(event.t, cue, what)


def ready_cue(session: Session, t: float, at: float) -> CueDue:
    """Announce the start at ``at``, in seconds since the session began."""
    template = say.START_YOUR_BELT if session.by_hand else say.BELT_STARTS
    return CueDue(t, Cue.READY, template.format(seconds=at - t))


def spoken_speed(speed_kmh: float) -> str:
    """Return a speed as a voice reads it."""
    return say.SPEED.format(kmh=speed_kmh)


def set_speed_cue(t: float, speed_kmh: float | None) -> CueDue:
    """Tell a runner what speed to set in `SET_SPEED_S`; None at the end of the plan."""
    what = say.FINISH if speed_kmh is None else spoken_speed(speed_kmh)
    return CueDue(t, Cue.SET_SPEED, say.NEXT_TO_SET.format(seconds=SET_SPEED_S, what=what))


TOLD_KMH = 0.3
"""Heart-rate control announces a slow-down of at least this; the screen shows smaller ones."""


def coach_cue(session: Session, event: CoachActed) -> list[Event]:
    """Tell what heart-rate control does; speed-ups are announced elsewhere, shadows not at all."""
    has_belt = session.machine.has_belt
    match event.advice:
        case HeartAction.LONGER_WALK:
            text = say.LONGER_WALK if has_belt else say.LONGER_EASY
            return [CueDue(event.t, Cue.NOTICE, text.format(seconds=event.value))]
        case HeartAction.SLOWER_RUNS:
            return [CueDue(event.t, Cue.NOTICE, say.SLOWER_RUNS if has_belt else say.EASIER_WORK)]
        case HeartAction.CEILING:
            return [CueDue(event.t, Cue.WARNING, say.EASE_OFF.format(bpm=event.bpm))]
        case HeartAction.BACK if event.bpm:
            return [CueDue(event.t, Cue.NOTICE, say.PLAN_SPEED)]
        case HeartAction.BACK:
            return [CueDue(event.t, Cue.NOTICE, say.NO_HEART_SPEED)]
        case HeartAction.INCLINE if not event.bpm:
            return [CueDue(event.t, Cue.NOTICE, say.NO_HEART_INCLINE)]
        case HeartAction.POWER if not event.bpm:
            return [CueDue(event.t, Cue.NOTICE, say.NO_HEART_POWER)]
        case HeartAction.HOLD if event.value <= -TOLD_KMH:
            return [CueDue(event.t, Cue.NOTICE, say.A_LITTLE_SLOWER)]
    return []


def pain_cue(session: Session, event: RunnerActed) -> CueDue:
    """Tell what to do about pain of this much, 0 to 10."""
    pain, has_belt = event.value or 0, session.machine.has_belt
    if pain >= TOO_SORE:
        return CueDue(event.t, Cue.WARNING, say.PAIN_STOP if has_belt else say.PAIN_STOP_WORK)
    if pain >= SORE:
        return CueDue(event.t, Cue.WARNING, say.PAIN_WALK if has_belt else say.PAIN_EASY)
    return CueDue(event.t, Cue.NOTICE, say.PAIN_NOTED)


def held_limit_cue(session: Session, event: CoachActed) -> list[Event]:
    """Tell that heart-rate control has reached the limit that it shares with the runner's keys."""
    if event.advice is not HeartAction.HOLD or event.value <= 0 or not is_at_the_limit(session):
        return []
    faster_kmh = session.runner.coaching.faster_kmh
    return [CueDue(event.t, Cue.NOTICE, say.LIMIT.format(kmh=faster_kmh))]


def limit_cue(session: Session, event: RunnerActed) -> list[Event]:
    """Tell why the key for faster has no more effect: a cap, or heart-rate control."""
    if session.phase not in (Phase.RUNNING, Phase.PAUSED) or (event.value or 0) <= 0:
        return []
    if (capped_by := _cap_words(session)) is not None:
        return [CueDue(event.t, Cue.NOTICE, capped_by)]
    if session.phase is not Phase.RUNNING or not is_at_the_limit(session):
        return []
    faster_kmh = session.runner.coaching.faster_kmh
    return [CueDue(event.t, Cue.NOTICE, say.LIMIT.format(kmh=faster_kmh))]


def _cap_words(session: Session) -> str | None:
    """The cap that the belt's next higher speed would exceed, in words; None if there is room."""
    if session.step is None or not session.machine.has_belt:
        return None
    limit_kmh = ceiling_kmh(session)
    if in_force_kmh(session, 1.0) + increment_kmh(session) <= limit_kmh + 1e-9:
        return None
    plan_kmh = session.plan.maximum_kmh if session.plan is not None else None
    if limit_kmh == session.runner.cap_kmh:
        return say.YOUR_CAP.format(kmh=limit_kmh)
    template = say.PLANS_CAP if limit_kmh == plan_kmh else say.BELTS_CAP
    return template.format(kmh=limit_kmh)


def range_words(event: HoldRangeTold) -> str:
    """Tell once which heart rate is held, and within which speeds, inclines or powers."""
    target = str(event.lowest_bpm)
    if event.highest_bpm != event.lowest_bpm:
        target = say.FROM_TO.format(low=event.lowest_bpm, high=event.highest_bpm)
    template, low, high = say.HOLD_SPEED, event.lowest_kmh, event.highest_kmh
    if event.lowest_percent is not None and event.highest_percent is not None:
        template, low, high = say.HOLD_INCLINE, event.lowest_percent, event.highest_percent
    if event.lowest_w is not None and event.highest_w is not None:
        template, low, high = say.HOLD_POWER, event.lowest_w, event.highest_w
    return template.format(
        target=target, low=low, high=high, slow=event.lowest_kmh, top=event.highest_kmh
    )


def announced_cue(session: Session, event: IncreaseAnnounced) -> list[Event]:
    """Announce an increase, and in how many seconds it comes."""
    if session.phase not in (Phase.CHECKING, Phase.RUNNING):
        return []
    seconds = max(1, round(event.at - event.t))
    following = session.next_step
    remaining_s = session.step_remaining_s
    ahead = remaining_s is not None and remaining_s > event.at - event.t + 0.5
    changes = session.step is not None and event.index != session.step.index and not ahead
    what = _VERBS[following.kind] if changes and following is not None else say.FASTER
    text = say.COMING_IN.format(what=what, seconds=seconds)
    return [CueDue(event.t, Cue.SPEED_UP, text)]


def paused_cue(session: Session, event: ClockPaused) -> CueDue:
    """Tell why the clock stopped, and what the runner can do."""
    if not session.machine.has_belt and event.reason is not PauseReason.STALLED:
        return CueDue(event.t, Cue.PAUSED, say.PAUSED)
    match event.reason:
        case PauseReason.LINK | PauseReason.NO_MOTION if session.belt.contested_since is not None:
            return CueDue(event.t, Cue.ALARM, say.PAUSED_CONTESTED)
        case PauseReason.LINK if session.belt.tells_no_speed and session.start_asked_at is None:
            return CueDue(event.t, Cue.WARNING, say.NO_SPEED)
        case PauseReason.LINK if session.belt.link.is_up and not session.belt.may_move:
            return CueDue(event.t, Cue.WARNING, say.PAUSED_SILENT)
        case PauseReason.LINK:
            cue = Cue.ALARM if session.belt.may_move else Cue.WARNING
            return CueDue(event.t, cue, say.PAUSED_LOST)
        case PauseReason.NO_MOTION:
            return CueDue(event.t, Cue.WARNING, say.DID_NOT_START)
        case PauseReason.CONSOLE:
            return CueDue(event.t, Cue.PAUSED, say.PAUSED_AT_CONSOLE)
        case PauseReason.STALLED:
            return CueDue(event.t, Cue.PAUSED, say.PAUSED_PROGRAM)
    text = f"{say.PAUSED}. {say.STOP_YOUR_BELT}" if session.by_hand else say.PAUSED
    return CueDue(event.t, Cue.PAUSED, text)


def went_on_cue(session: Session, event: WentOn) -> CueDue:
    """Tell how long the program froze, in place of the cues that were due meanwhile."""
    text = say.PROGRAM_FROZE.format(seconds=event.after_s)
    if session.belt.may_move:
        return CueDue(event.t, Cue.ALARM, f"{text}. {say.MAY_BE_MOVING}")
    return CueDue(event.t, Cue.WARNING, text)


def link_cue(session: Session, event: LinkChanged) -> list[Event]:
    """Tell of a lost or returned device; a lost treadmill whose belt may move is an alarm.

    Before the start, tell only what the runner has to act on.
    """
    if session.phase in (Phase.OPENING, Phase.ENDED):
        return []
    told = is_told(session, event)
    link = link_of(session, event.device)
    if event.hindrance is not None:
        return _hindrance_cue(session, event) if link.hindered_at == event.t else []
    arming = session.phase is Phase.ARMING
    if event.state is LinkState.UP:
        if event.device is Device.STRAP and session.heart.swapped_at == event.t:
            text = say.OTHER_STRAP.format(strap=session.heart.strap)
            return [CueDue(event.t, Cue.WARNING, text)]
        if event.others:
            name = link.name or link.address
            text = say.STRONGEST.format(count=event.others + 1, name=name)
            return [CueDue(event.t, Cue.NOTICE, text)]
        text = say.CONNECTED.format(device=device_name(session.machine, event.device))
        return [] if arming or told else [CueDue(event.t, Cue.NOTICE, text)]
    if event.state is not LinkState.LOST or arming or told:
        return []
    if event.device is Device.TREADMILL and session.belt.may_move:
        return [CueDue(event.t, Cue.ALARM, say.LOST_MOVING)]
    template = say.LOST if link.low_at is None else say.LOST_LOW_BATTERY
    name = device_name(session.machine, event.device)
    text = template.format(device=name, percent=link.battery_percent)
    return [CueDue(event.t, Cue.WARNING, text)]


def _hindrance_cue(session: Session, event: LinkChanged) -> list[Event]:
    """Tell what the runner can do; about the adapter once, not for each device."""
    if event.hindrance is Hindrance.MUTE:
        return []
    if event.hindrance is Hindrance.PAIRING:
        text = say.NEEDS_PAIRING.format(device=device_name(session.machine, event.device))
        return [CueDue(event.t, Cue.WARNING, text)]
    if event.hindrance is Hindrance.REFUSED:
        text = say.BUSY.format(device=device_name(session.machine, event.device))
        return [CueDue(event.t, Cue.WARNING, text)]
    if event.device is Device.STRAP and session.plan is not None:
        return []
    if session.belt.may_move and session.phase is not Phase.ARMING:
        return [CueDue(event.t, Cue.ALARM, say.NO_BLUETOOTH_MOVING)]
    return [CueDue(event.t, Cue.WARNING, say.NO_BLUETOOTH)]


def low_battery_cue(session: Session, event: BatteryRead) -> CueDue:
    """Warn of a low battery."""
    text = say.LOW_BATTERY.format(
        device=device_name(session.machine, event.device), percent=event.percent
    )
    return CueDue(event.t, Cue.WARNING, text)


def command_cue(session: Session, event: CommandProgressed) -> list[Event]:
    """Tell of a command that was refused or not confirmed, where the runner has to know."""
    if event.stage not in (Stage.REJECTED, Stage.UNKNOWN):
        return []
    if event.command is Command.STOP:
        if is_seen_to_stand(session, event.t):
            return []
        return [CueDue(event.t, Cue.ALARM, say.PRESS_STOP)]
    if not _matters(session, event):
        return []
    if event.command is Command.PAUSE and not session.belt.link.is_up:
        return [CueDue(event.t, Cue.ALARM, say.CANNOT_PAUSE)]
    if event.command is Command.PAUSE:
        text = say.HAS_NO_PAUSE if event.stage is Stage.REJECTED else say.DOES_NOT_PAUSE
        return [CueDue(event.t, Cue.ALARM, text)]
    template = say.REFUSED if event.stage is Stage.REJECTED else say.NOT_CONFIRMED
    what = {Command.SPEED: say.THE_SPEED, Command.INCLINE: say.THE_INCLINE}.get(
        event.command, event.command.value
    )
    return [CueDue(event.t, Cue.WARNING, template.format(what=what))]


def _matters(session: Session, event: CommandProgressed) -> bool:
    """Return True if the command is still wanted; one overtaken by another is not."""
    match event.command:
        case Command.START:
            return session.phase in (Phase.STARTING, Phase.PAUSED)
        case Command.PAUSE:
            return session.phase is Phase.PAUSED and not is_seen_to_stand(session, event.t)
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
    """Raise the alarm for a pulled safety key; other reports have no cue."""
    if event.report is not Report.SAFETY_KEY:
        return []
    return [CueDue(event.t, Cue.ALARM, say.SAFETY_KEY)]


def ended_cue(session: Session, event: SessionEnded) -> CueDue:
    """Tell how the session ended; a belt that moved and was not seen to stop is an alarm."""
    if not event.belt_stopped and not session.machine.has_belt:
        if not session.has_records:
            return CueDue(event.t, Cue.STOPPED, say.ENDED)
        return CueDue(event.t, Cue.WARNING, f"{say.ENDED}. {say.BRAKE_MAY_HOLD}")
    if not event.belt_stopped:
        if has_moved(session):
            cue = Cue.WARNING if session.belt.is_left_standing else Cue.ALARM
            return CueDue(event.t, cue, f"{say.ENDED}. {say.MAY_BE_MOVING}")
        return CueDue(event.t, Cue.STOPPED, say.ENDED)
    belt = f". {say.STOP_YOUR_BELT}" if session.by_hand else ""
    if event.outcome is Outcome.FINISHED:
        return CueDue(event.t, Cue.FINISHED, f"{say.WELL_DONE}{belt}")
    return CueDue(event.t, Cue.STOPPED, f"{say.STOPPED}{belt}")
