"""Folds one event into the session: what happened, never what ought to follow."""

from dataclasses import replace

from runwalk_tui.core import events as ev
from runwalk_tui.core.machines import DeviceLink
from runwalk_tui.core.measure import fold_belt_reading, fold_heart_reading, mark_minute
from runwalk_tui.core.session import (
    Change,
    Phase,
    Session,
    StepRecord,
    advance,
)
from runwalk_tui.core.speed import NOTICE_S, allowed_kmh, may_start


def evolve(session: Session, event: ev.Event) -> Session:
    """The session after ``event``; pure, and the only way in which a session changes."""
    session = mark_minute(advance(session, event.t))
    match event:
        case ev.BeltReading():
            return fold_belt_reading(session, event)
        case ev.HeartReading():
            return fold_heart_reading(session, event)
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
            return _link(session, event)
        case ev.ClockStarted():
            return replace(
                session,
                phase=Phase.RUNNING,
                pause_reason=None,
                start_at=None,
                start_asked_at=None,
                belt=replace(session.belt, zero_since=None, stopping_at=None),
            )
        case ev.ClockPaused():
            return _clock_paused(session, event)
        case ev.IncreaseAnnounced():
            return replace(session, announced=event)
        case ev.ChangeScheduled():
            return replace(session, change=Change(event.index, event.at), counted=4)
        case ev.SpeedOverridden():
            belt = replace(session.belt, commanded_kmh=None, in_force_kmh=None)
            return replace(session, override_kmh=event.speed_kmh, announced=None, belt=belt)
        case _:
            return _rest(session, event)


def _rest(session: Session, event: ev.Event) -> Session:
    """The wishes, and what happens once or seldom."""
    belt = session.belt
    match event:
        case ev.SpeedAsked():
            belt = replace(belt, commanded_kmh=event.speed_kmh, in_force_kmh=None)
            return replace(session, belt=belt, announced=None, override_kmh=None)
        case ev.InclineAsked():
            belt = replace(belt, asked_incline_percent=event.incline_percent)
            return replace(session, belt=belt)
        case ev.StartAsked():
            belt = replace(belt, still=False)
            return replace(session, start_asked_at=event.t, belt=belt)
        case ev.PauseAsked():
            belt = replace(belt, commanded_kmh=None, in_force_kmh=None)
            return replace(session, belt=belt, announced=None)
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
        case ev.CapabilitiesRead():
            belt = replace(
                belt,
                ready=True,
                controllable=event.controllable,
                minimum_kmh=event.minimum_kmh,
                maximum_kmh=event.maximum_kmh,
                increment_kmh=event.increment_kmh,
                inclinable=event.inclinable,
            )
            return replace(session, belt=belt)
        case ev.BatteryRead():
            return _battery(session, event)
        case ev.TelemetryAged():
            return _aged(session, event)
        case ev.ConsoleReported():
            return _console(session, event)
    return session


def _step_began(session: Session, event: ev.StepBegan) -> Session:
    closed = _close_step(session)
    belt = session.belt
    if session.override_kmh is not None:
        belt = replace(belt, commanded_kmh=None)
    step = StepRecord(
        index=event.index,
        kind=event.kind,
        began_t=event.t,
        began_active_s=session.active_s,
        entry_bpm=session.heart.mean_bpm(event.t - 5),
    )
    return replace(
        closed, step=step, extra_s=0.0, change=None, override_kmh=None, counted=4, belt=belt
    )


def _close_step(session: Session) -> Session:
    if session.step is None:
        return session
    record = replace(
        session.step, ended_t=session.t, exit_bpm=session.heart.mean_bpm(session.t - 5)
    )
    return replace(session, step=None, done=(*session.done, record))


def _clock_paused(session: Session, event: ev.ClockPaused) -> Session:
    """The clock goes back to ``since``, at most to the beginning of the running step."""
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
        start_asked_at=None,
        belt=replace(
            session.belt,
            commanded_kmh=None,
            in_force_kmh=None,
            zero_since=None,
            stopping_at=None,
            stood=session.belt.still,
        ),
    )


def _runner(session: Session, event: ev.RunnerActed) -> Session:
    match event.act:
        case ev.Act.START | ev.Act.RESUME:
            if may_start(session):
                notice_s = max(NOTICE_S, event.value or 0.0)
                return replace(session, phase=Phase.STARTING, start_at=event.t + notice_s)
        case ev.Act.EXTEND if session.step is not None:
            return replace(
                session,
                extra_s=session.extra_s + (event.value or 0.0),
                change=None,
                counted=4,
                announced=None,
            )
        case ev.Act.NUDGE if session.plan_step is not None and event.value:
            return _nudge(session, event.value)
    return session


def _nudge(session: Session, delta_kmh: float) -> Session:
    """Adds to what is wanted now, which may be what the console chose."""
    step = session.plan_step
    assert step is not None
    nudge_kmh = session.nudges_kmh.get(step.kind, 0.0)
    if session.override_kmh is not None:
        nudge_kmh = session.override_kmh - step.speed_kmh
    target_kmh = allowed_kmh(session, step.speed_kmh + nudge_kmh + delta_kmh)
    nudges = {**session.nudges_kmh, step.kind: round(target_kmh - step.speed_kmh, 2)}
    return replace(session, nudges_kmh=nudges, override_kmh=None)


def _command(session: Session, event: ev.CommandProgressed) -> Session:
    belt = replace(session.belt, command=event)
    if event.command is ev.Command.SPEED and event.stage is ev.Stage.CONFIRMED:
        belt = replace(belt, in_force_kmh=belt.speed_kmh)
    return replace(session, belt=belt)


def _link(session: Session, event: ev.LinkChanged) -> Session:
    strap = event.device is ev.Device.STRAP
    old = session.heart.link if strap else session.belt.link
    link = DeviceLink(
        state=event.state,
        name=event.name or old.name,
        address=event.address or old.address,
        detail=event.detail,
        since=event.t,
        battery_percent=old.battery_percent,
    )
    if strap:
        return replace(session, heart=replace(session.heart, link=link))
    belt = replace(session.belt, link=link)
    if link.is_up and not old.is_up:
        return replace(session, belt=replace(belt, aged_s=0, stood=False))
    if old.is_up and not link.is_up:
        belt = replace(
            belt,
            ready=False,
            commanded_kmh=None,
            in_force_kmh=None,
            fresh_moving=0,
            zero_since=None,
            lost_since=event.t if belt.lost_since is None else belt.lost_since,
        )
        return replace(session, belt=belt, announced=None)
    return replace(session, belt=belt)


def _aged(session: Session, event: ev.TelemetryAged) -> Session:
    belt = replace(session.belt, aged_s=event.age_s)
    if event.age_s >= 10 and belt.lost_since is None:
        belt = replace(
            belt, lost_since=event.t, fresh_moving=0, commanded_kmh=None, in_force_kmh=None
        )
        return replace(session, belt=belt, announced=None)
    return replace(session, belt=belt)


def _battery(session: Session, event: ev.BatteryRead) -> Session:
    if event.device is ev.Device.STRAP:
        link = replace(session.heart.link, battery_percent=event.percent)
        return replace(session, heart=replace(session.heart, link=link))
    link = replace(session.belt.link, battery_percent=event.percent)
    return replace(session, belt=replace(session.belt, link=link))


def _console(session: Session, event: ev.ConsoleReported) -> Session:
    belt = session.belt
    if event.report in (ev.Report.STOPPED, ev.Report.PAUSED, ev.Report.SAFETY_KEY):
        still = belt.still or (belt.speed_kmh == 0 and belt.lost_since is None)
        belt = replace(belt, still=still, stood=belt.stood or still, stopping_at=event.t)
        return replace(session, belt=belt)
    return session
