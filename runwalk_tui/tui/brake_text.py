"""What screens say of the brake of a machine without a belt."""

from runwalk_tui.tui import sentences as shown
from runwalk_tui.workout.power import step_effort
from runwalk_tui.workout.session import Session


def length_and_effort(session: Session, index: int, length: str) -> str:
    """A step's length, with the power or the resistance that its brake will be told."""
    effort = step_effort(session, index)
    if effort.power_w is not None:
        return shown.LENGTH_AT_POWER.format(length=length, watts=effort.power_w)
    if effort.level is not None:
        return shown.LENGTH_AT_LEVEL.format(length=length, level=effort.level)
    return length


def not_stopped(session: Session) -> tuple[str, str]:
    """The words, and their colour, for a belt or a brake that may still be in force."""
    if session.machine.has_belt:
        return shown.BELT_NOT_CONFIRMED, "danger"
    return shown.BRAKE_NOT_CONFIRMED, "caution"
