"""What is said of a belt that was asked to stand, and does not, or not for long."""

from runwalk_tui.workout.events import (
    Command,
    CommandProgressed,
    Cue,
    CueDue,
    Event,
    HabitShown,
    Stage,
)
from runwalk_tui.workout.session import Phase, Session

DEFIED_S = 4.0
"""A belt that does not slow down for so long after it was told to stop does not obey."""

DEFIES = "The belt does not stop. Press stop on the treadmill"


def defied(session: Session, t: float) -> list[Event]:
    """The alarm that a belt runs on, while it is still being stopped; said once."""
    belt, asked_at = session.belt, _asked_at(session)
    if asked_at is None or t - asked_at < DEFIED_S or not belt.is_moving or belt.is_slowing:
        return []
    if session.last_cue is not None and session.last_cue[2] == DEFIES:
        return []
    return [CueDue(t, Cue.ALARM, DEFIES)]


def _asked_at(session: Session) -> float | None:
    """When the belt was told to stop, by the runner or in the place of a pause."""
    command = session.belt.command
    if command is None or command.command is not Command.STOP or command.stage.is_end:
        return None
    if session.phase is Phase.STOPPING:
        return session.stop_asked_at
    return command.t if session.phase is Phase.PAUSED else None


def afterthought(event: Event, *, restarted: bool) -> CueDue | None:
    """What is left to say of the belt when the workout has ended.

    Args:
        event: What its machine tells, or a command came to.
        restarted: The belt has started again since the end.
    """
    match event:
        case HabitShown(stop_is_toggle=True):
            return CueDue(event.t, Cue.ALARM, "The belt starts again. Stopping it")
        case CommandProgressed(command=Command.STOP, stage=Stage.UNKNOWN) if restarted:
            say = "Belt may be moving. Press stop on the treadmill"
            return CueDue(event.t, Cue.ALARM, say)
    return None
