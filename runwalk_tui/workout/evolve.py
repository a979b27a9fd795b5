"""Folds one event into the session: what happened, never what ought to follow."""

from runwalk_tui.workout import events as ev
from runwalk_tui.workout.belt import BeltResponse
from runwalk_tui.workout.choice import paused_at_kmh
from runwalk_tui.workout.console import fold_console
from runwalk_tui.workout.dropping import heard_from
from runwalk_tui.workout.evolve_contact import fold_battery, fold_link, fold_silence, lose_sight
from runwalk_tui.workout.evolve_readings import fold_belt_reading, fold_heart_reading, mark_minute
from runwalk_tui.workout.fast_replace import replace
from runwalk_tui.workout.heart_control import begin_step, fold_advice
from runwalk_tui.workout.incline import fold_incline, forget_incline
from runwalk_tui.workout.keys import nudge
from runwalk_tui.workout.odometer import Odometer
from runwalk_tui.workout.session import Change, Phase, Session, StepRecord, advance
from runwalk_tui.workout.speed_gate import NOTICE_S, is_leaving, may_start
from runwalk_tui.workout.walking_check import Check


def evolve(session: Session, event: ev.Event) -> Session:
    """The session after ``event``; pure, and the only way in which a session changes."""
    session = mark_minute(advance(session, event.t))
    if session.announced is not None and event.t > session.announced.until:
        session = replace(session, announced=None)
    match event:
        case ev.BeltReading():
            heard = heard_from(session, ev.Device.TREADMILL, event.t)
            return fold_belt_reading(heard, event)
        case ev.HeartReading():
            return fold_heart_reading(heard_from(session, ev.Device.STRAP, event.t), event)
        case ev.CueDue():
            counted = int(event.say) if event.cue is ev.Cue.COUNTDOWN else session.counted
            last_cue = (event.t, event.cue.value, event.say)
            return replace(session, counted=counted, last_cue=last_cue)
        case ev.CommandProgressed():
            return _command(session, event)
        case ev.StepBegan():
            return _step_began(session, event)
        case ev.RunnerActed():
            return _runner(session, event)
        case ev.LinkChanged():
            return fold_link(session, event)
        case ev.ClockStarted():
            return _set_off(session, Phase.RUNNING)
        case ev.CheckBegan():
            return replace(_set_off(session, Phase.CHECKING), check=Check(event.t))
        case ev.MachineChecked():
            return _checked(session, event)
        case ev.ClockPaused():
            return _clock_paused(session, event)
        case ev.IncreaseAnnounced():
            return replace(session, announced=event)
        case ev.CoachActed():
            return fold_advice(session, event)
        case ev.ChangeScheduled():
            return replace(session, change=Change(event.index, event.at), counted=4)
        case ev.SpeedExceeded():
            return replace(session, belt=replace(session.belt, exceeded=event))
        case ev.SpeedOverridden():
            belt = replace(
                session.belt,
                commanded_kmh=None,
                in_force_kmh=None,
                stopping_at=None,
                explained_kmh=None,
            )
            chosen = replace(session, override_kmh=event.speed_kmh, held_kmh=None, belt=belt)
            return _change_of_mind(chosen)
        case _:
            return _rest(session, event)


def _rest(session: Session, event: ev.Event) -> Session:
    """The wishes, and what happens once or seldom."""
    belt = session.belt
    match event:
        case ev.SpeedAsked():
            belt = replace(
                belt,
                commanded_kmh=event.speed_kmh,
                commanded_at=event.t,
                commanded_from_kmh=belt.speed_kmh or 0.0,
                in_force_kmh=None,
                refused_kmh=None,
                falling=False,
                nearest_kmh=belt.speed_kmh,
                before_kmh=belt.commanded_kmh,
                explained_kmh=None,
            )
            check = session.check
            if session.phase is Phase.CHECKING and check is not None:
                check = replace(
                    check,
                    asked_at=event.t,
                    asked_kmh=event.speed_kmh,
                    from_kmh=belt.speed_kmh,
                )
            return _change_of_mind(replace(session, belt=belt, check=check))
        case ev.UnitsAsked():
            belt = replace(belt, checked=True, commanded_kmh=None, in_force_kmh=None)
            if event.data_factor != 1:
                belt = replace(belt, data_factor=None, odometer=Odometer())
            return replace(session, belt=belt, check=None)
        case ev.HabitShown() if event.step_kmh is not None:
            belt = replace(belt, coarse_kmh=event.step_kmh)
            if belt.in_force_kmh is not None:
                belt = replace(belt, commanded_kmh=round(belt.in_force_kmh, 2))
            return replace(session, belt=belt)
        case ev.DistanceCompared():
            return replace(session, belt=replace(belt, data_factor=event.data_factor))
        case ev.InclineAsked():
            belt = replace(
                belt, asked_incline_percent=event.incline_percent, incline_in_force=False
            )
            return replace(session, belt=belt)
        case ev.StartAsked():
            belt = replace(belt, still=False, steady_kmh=None, falling=False)
            return replace(session, start_asked_at=event.t, belt=belt)
        case ev.PauseAsked():
            again = session.phase is Phase.PAUSED
            belt = replace(belt, commanded_kmh=None, in_force_kmh=None)
            return replace(
                session,
                belt=belt,
                announced=None,
                held_kmh=paused_at_kmh(session, event.t),
                start_asked_at=None if again else session.start_asked_at,
            )
        case ev.StopAsked():
            belt = replace(belt, commanded_kmh=None, in_force_kmh=None)
            return replace(
                _close_step(session),
                phase=Phase.STOPPING,
                outcome=session.outcome or event.outcome,
                stop_asked_at=event.t,
                announced=None,
                change=None,
                belt=belt,
            )
        case ev.SessionEnded():
            return replace(
                _close_step(session),
                phase=Phase.ENDED,
                outcome=event.outcome,
                belt_stopped=event.belt_stopped,
            )
        case ev.SessionOpened():
            return replace(
                session,
                phase=Phase.ARMING,
                plan=event.plan,
                runner=event.runner,
                opened_at=event.opened_at,
                virtual=event.virtual,
            )
        case ev.MachineKnown():
            waits = session.check is not None and session.check.awaits_choice
            checked = belt.checked or (event.checked and not waits)
            belt = replace(
                belt,
                checked=checked,
                lag=_lag(event) or belt.lag,
                minimum_kmh=event.minimum_kmh or belt.minimum_kmh,
                maximum_kmh=event.maximum_kmh or belt.maximum_kmh,
                increment_kmh=event.increment_kmh or belt.increment_kmh,
                whole_inclines=event.whole_inclines or belt.whole_inclines,
                coarse_kmh=event.step_kmh or belt.coarse_kmh,
            )
            if event.verified and belt.data_factor is None:
                belt = replace(belt, data_factor=1.0)
            return replace(session, belt=belt)
        case ev.CapabilitiesRead():
            belt = replace(
                belt,
                ready=True,
                controllable=event.controllable,
                minimum_kmh=event.minimum_kmh or belt.minimum_kmh,
                maximum_kmh=event.maximum_kmh or belt.maximum_kmh,
                increment_kmh=event.increment_kmh or belt.increment_kmh,
                inclinable=event.inclinable,
                minimum_incline_percent=event.minimum_incline_percent,
                maximum_incline_percent=event.maximum_incline_percent,
                incline_step_percent=event.incline_step_percent,
                tells=event.tells,
            )
            return replace(session, belt=belt)
        case ev.BatteryRead():
            return fold_battery(session, event)
        case ev.TelemetryAged():
            return fold_silence(session, event)
        case ev.Stalled():
            return replace(lose_sight(session), stalled=event)
        case ev.WentOn():
            return replace(lose_sight(session), stalled=None)
        case ev.ConsoleReported():
            return fold_console(session, event)
    return session


def _set_off(session: Session, phase: Phase) -> Session:
    """The belt moves, for the workout or for the check before it."""
    return replace(
        session,
        phase=phase,
        pause_reason=None,
        start_at=None,
        start_asked_at=None,
        belt=replace(session.belt, zero_since=None, stopping_at=None),
    )


def _checked(session: Session, event: ev.MachineChecked) -> Session:
    """Known units are all that lets a belt go faster than a walk.

    A belt that is found to count in others in the middle of a workout has to walk again.
    """
    check = replace(session.check or Check(event.t), finding=event)
    known = session.belt.checked or event.obeys
    belt = replace(session.belt, obeys=event.obeys, checked=known and not check.awaits_choice)
    if not belt.checked:
        belt = replace(belt, commanded_kmh=None, in_force_kmh=None, refused_kmh=None)
    session = replace(session, belt=belt, check=check, announced=None)
    if session.phase is Phase.RUNNING and check.awaits_choice:
        check = replace(check, asked_at=event.t, asked_kmh=event.asked_kmh)
        return replace(session, phase=Phase.CHECKING, check=check, change=None, counted=4)
    return session


def _lag(event: ev.MachineKnown) -> BeltResponse | None:
    if event.delay_s is None or event.up_kmh_s is None or event.down_kmh_s is None:
        return None
    return BeltResponse(event.delay_s, event.up_kmh_s, event.down_kmh_s, event.samples)


def _step_began(session: Session, event: ev.StepBegan) -> Session:
    closed = begin_step(_close_step(session))
    belt = replace(session.belt, refused_kmh=None, explained_kmh=None, incline_is_chosen=False)
    if session.belt.incline_is_chosen:
        belt = forget_incline(belt)
    if session.override_kmh is not None or is_leaving(session):
        belt = replace(belt, commanded_kmh=None, in_force_kmh=None)
    step = StepRecord(
        index=event.index,
        kind=event.kind,
        began_t=event.t,
        began_active_s=session.active_s,
        entry_bpm=session.heart.mean_bpm(event.t - 5),
    )
    told = session.announced
    if told is not None and session.belt.refused_kmh and session.belt.commanded_at >= told.at:
        told = None
    return replace(
        closed,
        step=step,
        announced=told,
        extra_s=0.0,
        change=None,
        not_before_s=0.0,
        override_kmh=None,
        held_kmh=None,
        held_at=None,
        counted=4,
        belt=belt,
    )


def _close_step(session: Session) -> Session:
    if session.step is None:
        return session
    record = replace(
        session.step, ended_t=session.t, exit_bpm=session.heart.mean_bpm(session.t - 5)
    )
    return replace(session, step=None, done=(*session.done, record))


def _clock_paused(session: Session, event: ev.ClockPaused) -> Session:
    """The clock goes back to ``since``, at most to the beginning of the running step.

    What the console was told before is over, unless this pause is its own word.
    ``start_asked_at`` stays: a start that was broken off may still take effect.
    """
    step, active_s = session.step, session.active_s
    if session.is_counting and step is not None:
        surplus_s = min(max(0.0, event.t - event.since), step.active_s)
        step = replace(step, active_s=step.active_s - surplus_s)
        active_s -= surplus_s
    return replace(
        session,
        phase=Phase.PAUSED,
        pause_reason=event.reason,
        active_s=active_s,
        step=step,
        announced=None,
        change=None,
        counted=4,
        start_at=None,
        override_kmh=None,
        held_kmh=paused_at_kmh(session, event.t),
        held_at=None,
        belt=replace(
            forget_incline(session.belt),
            commanded_kmh=None,
            in_force_kmh=None,
            refused_kmh=None,
            told_kmh=None,
            explained_kmh=None,
            stood=session.belt.still,
            woken_at=session.belt.woken_at if event.reason is ev.PauseReason.CONSOLE else None,
        ),
    )


def _runner(session: Session, event: ev.RunnerActed) -> Session:
    match event.act:
        case ev.Act.START | ev.Act.RESUME:
            if may_start(session):
                start_at = event.t + max(NOTICE_S, event.value or 0.0)
                return replace(
                    session, phase=Phase.STARTING, start_at=start_at, start_asked_at=None
                )
        case ev.Act.PAUSE if session.phase in (Phase.ARMING, Phase.PAUSED):
            return replace(session, belt=replace(session.belt, woken_at=None))
        case ev.Act.EXTEND if session.step is not None:
            return _extend(session, event.value or 0.0)
        case ev.Act.NUDGE if session.step is not None and event.value:
            return _change_of_mind(nudge(session, event.value, event.t))
        case ev.Act.PAIN:
            return replace(session, pain=max(session.pain or 0, round(event.value or 0)))
    return session


def _extend(session: Session, seconds: float) -> Session:
    """Longer by so much; less than nothing takes back what was added before."""
    assert session.step is not None
    extended = replace(
        session,
        extra_s=max(0.0, session.extra_s + seconds),
        not_before_s=session.step.active_s + max(0.0, seconds),
        change=None,
        counted=4,
    )
    announced = session.announced
    if announced is not None and announced.index != session.step.index:
        extended = replace(extended, announced=None)
    return extended


def _change_of_mind(session: Session) -> Session:
    """What was announced of the running step is not what is wanted of it now."""
    announced, step = session.announced, session.step
    if session.phase is Phase.RUNNING and announced is not None and step is not None:
        return replace(session, announced=None if announced.index == step.index else announced)
    return session


def _command(session: Session, event: ev.CommandProgressed) -> Session:
    """A target is in force once confirmed; refused or unknown, nobody knows what is."""
    belt = replace(session.belt, command=event)
    asked_kmh = belt.refused_kmh if belt.commanded_kmh is None else belt.commanded_kmh
    value = event.value
    if event.command is ev.Command.INCLINE:
        return replace(session, belt=fold_incline(belt, event))
    if event.command is ev.Command.START and event.stage is ev.Stage.REJECTED:
        return replace(session, belt=belt, start_asked_at=None)
    if event.command is ev.Command.SPEED and asked_kmh is not None and event.stage.is_end:
        if value is not None and round(value, 2) != round(asked_kmh, 2):
            return replace(session, belt=belt)
        if event.stage is ev.Stage.CONFIRMED:
            belt = replace(
                belt, commanded_kmh=asked_kmh, in_force_kmh=belt.speed_kmh, refused_kmh=None
            )
        else:
            belt = replace(belt, commanded_kmh=None, in_force_kmh=None, refused_kmh=asked_kmh)
        if event.stage is ev.Stage.REJECTED:
            belt = replace(belt, denied_kmh=asked_kmh, denied_at=event.t)
    return replace(session, belt=belt)
