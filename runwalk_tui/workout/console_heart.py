"""The heart rate of a treadmill's own grips or receiver, where no strap measures.

It stands for the strap's, marked as the console's, on the screen, in the steps and in files. Grips
err by much, and a receiver may hear somebody else's strap: such a rate makes nothing faster unless
the runner trusts it.
"""

from typing import Final

from runwalk_tui.workout.events import CoachActed, HeartReading
from runwalk_tui.workout.evolve_readings import fold_rate
from runwalk_tui.workout.fast_replace import replace
from runwalk_tui.workout.heart import Heart
from runwalk_tui.workout.heart_control_state import HeartAction
from runwalk_tui.workout.session import Session

STRAP_GONE_S: Final = 30.0
"""A strap that has said nothing for so long, and is not connected, does not measure."""


def stands_in(session: Session, t: float) -> bool:
    """Return True if the console's heart rate counts at ``t`` for want of a strap's."""
    heart = session.heart
    if heart.link.is_up:
        return False
    return heart.by_console or heart.read_at is None or t - heart.read_at > STRAP_GONE_S


def fold_console_heart(session: Session, reading: HeartReading) -> Session:
    """Fold a rate of the console; the strap's measurements before it no longer count."""
    heart = session.heart
    if not heart.by_console:
        heart = Heart(link=heart.link, strap=heart.strap, trace=heart.trace, by_console=True)
    return fold_rate(replace(session, heart=heart), reading)


def may_raise(session: Session) -> bool:
    """Return True if the heart rate may make anything faster: a strap's, or one that is trusted."""
    return not session.heart.by_console or session.runner.coaching.console_heart


def allowed(session: Session, advice: CoachActed | None) -> CoachActed | None:
    """The advice, unless it makes something faster on a rate that may not."""
    if advice is None or advice.advice is HeartAction.LONGER_WALK or may_raise(session):
        return advice
    return None if advice.value > 0 else advice
