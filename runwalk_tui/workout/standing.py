"""Warn of a belt that was told to stop and does not, or moves again."""

from runwalk_tui.workout import sentences as say
from runwalk_tui.workout.events import (
    Command,
    CommandProgressed,
    Cue,
    CueDue,
    Event,
    QuirkLearned,
    Stage,
)
from runwalk_tui.workout.fast_replace import replace
from runwalk_tui.workout.session import Phase, Session

DEFIED_S = 4.0
"""A belt that does not slow down for so long after it was told to stop does not obey."""


def has_moved(session: Session) -> bool:
    """Return True if the belt was asked to start in this workout, or has moved, or may have."""
    belt = session.belt
    moved = session.start_asked_at is not None or session.has_records
    return moved or belt.is_moving or belt.contested_since is not None


def defied(session: Session, t: float) -> list[Event]:
    """The alarm that a belt runs on, while it is still being stopped; said once.

    A machine without a belt runs on for as long as somebody moves it.
    """
    if not session.machine.has_belt:
        return []
    belt, asked_at = session.belt, _asked_at(session)
    if asked_at is None or t - asked_at < DEFIED_S or not belt.is_moving or belt.is_slowing:
        return []
    if session.last_cue is not None and session.last_cue[2] == say.DOES_NOT_STOP:
        return []
    return [CueDue(t, Cue.ALARM, say.DOES_NOT_STOP)]


def _asked_at(session: Session) -> float | None:
    """The time at which the belt was told to stop, by the runner or in the place of a pause."""
    if session.phase is Phase.PAUSED and session.pause_asked_at is not None:
        return session.pause_asked_at
    command = session.belt.command
    if command is None or command.command is not Command.STOP or command.stage.is_end:
        return None
    if session.phase is Phase.STOPPING:
        return session.stop_asked_at
    return command.t if session.phase is Phase.PAUSED else None


def matters_after_end(event: Event) -> bool:
    """True if an event of the treadmill says something of its belt that the end left open."""
    match event:
        case QuirkLearned(stop_is_toggle=True):
            return True
        case CommandProgressed(command=Command.STOP):
            return event.stage.is_end
    return False


def fold_after_end(session: Session, event: Event) -> Session:
    """A belt that starts again stands no more, until Stop is confirmed anew."""
    match event:
        case QuirkLearned(stop_is_toggle=True):
            return replace(session, belt_stopped=False)
        case CommandProgressed(command=Command.STOP, stage=Stage.CONFIRMED):
            return replace(session, belt_stopped=True)
    return session


def after_end(session: Session, event: Event) -> list[Event]:
    """Return the warnings about the belt after the workout has ended."""
    match event:
        case QuirkLearned(stop_is_toggle=True):
            return [CueDue(event.t, Cue.ALARM, say.MOVES_AGAIN)]
        case CommandProgressed(command=Command.STOP, stage=Stage.UNKNOWN | Stage.REJECTED):
            is_told = session.last_cue is not None and say.MAY_BE_MOVING in session.last_cue[2]
            is_done = session.belt_stopped or is_told or not session.machine.has_belt
            if has_moved(session) and not is_done:
                return [CueDue(event.t, Cue.ALARM, say.PRESS_STOP)]
    return []


def leaving_cue(t: float) -> CueDue:
    """Tell why the program does not end at once."""
    return CueDue(t, Cue.NOTICE, say.STILL_CHECKING)
