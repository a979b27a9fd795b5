"""Fold the treadmill's reports about its console into the session."""

from runwalk_tui.workout import events as ev
from runwalk_tui.workout.choice import fold_told
from runwalk_tui.workout.fast_replace import replace
from runwalk_tui.workout.incline import fold_console_incline
from runwalk_tui.workout.session import Phase, Session


def fold_console(session: Session, event: ev.ConsoleReported) -> Session:
    """Fold a report of the console; after its start of the belt, none has to be asked for.

    A belt out of sight that it starts is not known to stand any more.
    """
    belt, t = session.belt, event.t
    if event.report in (ev.Report.STOPPED, ev.Report.PAUSED, ev.Report.SAFETY_KEY):
        reversed_start = belt.still and not belt.says_started
        woken_at = t if reversed_start and belt.woken_at is None else None
        belt = replace(belt, stopping_at=t, woken_at=woken_at, started_at=woken_at)
        # The answer to a pause of our own says nothing of the runner's hand at the console.
        wished_at = session.wished_at if session.pause_asked_at is not None else None
        return replace(session, belt=belt, wished_at=wished_at)
    if event.report is ev.Report.SPEED_CHANGED:
        return fold_told(_wakes(session) if event.value else session, event)
    if event.report is ev.Report.INCLINE_CHANGED:
        return replace(session, belt=fold_console_incline(belt, event))
    if event.report is not ev.Report.STARTED:
        return session
    command = belt.command
    if command is not None and command.command is ev.Command.STOP and not command.stage.is_end:
        # It is that Stop which starts it, and no hand at the console.
        return replace(session, belt=replace(belt, still=False))
    stood = belt.stood or belt.stopping_at is not None
    still = belt.still and belt.lost_since is None
    belt = replace(
        belt,
        stopping_at=None,
        stood=stood,
        still=still,
        woken_at=t,
        started_at=t,
        says_started=True,
    )
    waits = session.phase is Phase.STARTING and session.start_asked_at is None
    return replace(session, belt=belt, start_asked_at=t if waits else session.start_asked_at)


def _wakes(session: Session) -> Session:
    """Count a belt as moving: in a pause only the console can give it a speed."""
    if session.phase is not Phase.PAUSED:
        return session
    return replace(session, belt=replace(session.belt, still=False))
