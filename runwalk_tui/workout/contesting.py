"""A belt whose witnesses disagree: it may be moving, and nobody knows."""

from runwalk_tui.workout import events as ev
from runwalk_tui.workout import sentences as say
from runwalk_tui.workout.fast_replace import replace
from runwalk_tui.workout.session import Phase, Session

COUNTDOWN_S = 5.0
"""A machine may count the time of a countdown, with its belt at zero."""


def fold_contested(session: Session, t: float, gained_m: float = 0.0) -> Session:
    """Fold a contested reading: the machine reports, but its last speed no longer holds.

    Args:
        session: With the rest of the reading taken in.
        t: When it was read.
        gained_m: What its distance has gained with it: no countdown does that.
    """
    since, lost_since = session.belt.contested_since, session.belt.lost_since
    started_at = None if session.phase is not Phase.STARTING else session.start_asked_at
    counts_down = started_at is not None and t - started_at < COUNTDOWN_S
    if counts_down and gained_m <= 0:
        return session
    belt = replace(
        session.belt,
        read_at=t,
        aged_s=0,
        fresh_moving=0,
        zero_since=None,
        still=False,
        contested_since=t if since is None else since,
        lost_since=t if lost_since is None else lost_since,
    )
    return replace(session, belt=belt, announced=None)


def contested(session: Session, t: float) -> list[ev.Event]:
    """An alarm as soon as it is so; a check, and a start that was not asked yet, are off.

    Of a belt that is out of sight anyway it has been said.
    """
    if session.belt.contested_since != t or session.belt.lost_since != t:
        return []
    unasked = session.phase is Phase.STARTING and session.start_asked_at is None
    if unasked or session.phase is Phase.CHECKING:
        return [ev.ClockPaused(t, ev.PauseReason.LINK, since=t)]
    if session.phase in (Phase.OPENING, Phase.ARMING, Phase.ENDED):
        return []
    return [ev.CueDue(t, ev.Cue.ALARM, say.CONTRADICTS)]
