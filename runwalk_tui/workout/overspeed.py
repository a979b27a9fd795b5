"""A belt that runs faster than anybody asked: told, answered by a slower target, then by Stop.

A console that says what is done at it makes a speed the runner's own; one that has no word for it
may have, and is told of only.
"""

from runwalk_tui.workout import events as ev
from runwalk_tui.workout import sentences as say
from runwalk_tui.workout.belt import Belt
from runwalk_tui.workout.choice import CHOSEN_KMH, ECHO_S
from runwalk_tui.workout.fast_replace import replace
from runwalk_tui.workout.session import RUNNING, Session
from runwalk_tui.workout.speed_gate import wanted_kmh
from runwalk_tui.workout.speed_limits import allowed_kmh, ceiling_kmh

BEYOND_S = 3.0
"""Faster for so long is no overshoot and no slip of one reading."""

HEEDED_S = 4.0
HEEDED_KMH = 0.2
"""A belt that has not slowed down by so much after so long does not heed a target."""

LEAST_STEP_KMH = 0.5
"""The target that answers is lower than the last one by so much."""


def limit_kmh(session: Session) -> float | None:
    """The highest speed that the belt may run at; None if unknown, or if the console decides."""
    if session.phase is not RUNNING or not session.machine.has_belt:
        return None
    belt, chosen_kmh = session.belt, session.override_kmh
    told_kmh = belt.told_kmh if belt.told_at >= belt.commanded_at else None
    limit = session.runner.cap_kmh
    if chosen_kmh is not None:
        if told_kmh is not None and abs(chosen_kmh - told_kmh) <= CHOSEN_KMH:
            return None
    elif belt.commanded_kmh is not None and _answers(belt) and not _is_chosen_unheard(belt):
        before_kmh = belt.commanded_from_kmh if belt.in_force_kmh is None else belt.in_force_kmh
        limit = max(belt.commanded_kmh, before_kmh)
        if belt.exceeded is not None:
            # It was too fast when it was asked for less: that is no speed to come down from.
            limit = min(limit, max(belt.commanded_kmh, belt.exceeded.limit_kmh))
    return limit if told_kmh is None or told_kmh < limit else told_kmh


def fold_overspeed(session: Session, belt: Belt, t: float) -> Belt:
    """Keep the time since which the belt, as just read, has been too fast."""
    least_kmh, asked_kmh = session.runner.cap_kmh, belt.commanded_kmh
    if asked_kmh is not None and asked_kmh < least_kmh:
        least_kmh = asked_kmh
    if belt.beyond_since is None and (belt.speed_kmh or 0.0) <= least_kmh + CHOSEN_KMH:
        # Whatever the limit is, it is not lower.
        return belt
    limit = limit_kmh(session)
    if limit is None or not belt.speed_kmh or belt.speed_kmh <= limit + CHOSEN_KMH:
        if belt.beyond_since is None:
            return belt
        return replace(belt, beyond_since=None, exceeded=None)
    return belt if belt.beyond_since is not None else replace(belt, beyond_since=t)


def exceeded(session: Session, t: float) -> list[ev.Event]:
    """Return the finding that a belt has been too fast for too long, or nothing."""
    belt = session.belt
    if belt.beyond_since is None or belt.speed_kmh is None:
        return []
    limit = limit_kmh(session)
    if limit is None:
        return []
    if belt.exceeded is None:
        if t - belt.beyond_since < BEYOND_S:
            return []
        return [ev.SpeedExceeded(t, belt.speed_kmh, limit)]
    told = belt.exceeded
    if t - told.t < HEEDED_S or not _answers(belt) or belt.stopping_at is not None:
        return []
    if belt.speed_kmh <= told.speed_kmh - HEEDED_KMH:
        return [ev.SpeedExceeded(t, belt.speed_kmh, limit)] if belt.is_settled else []
    return [ev.CueDue(t, ev.Cue.ALARM, say.DOES_NOT_SLOW), ev.StopAsked(t, ev.Outcome.FAILED)]


def answer(session: Session, event: ev.SpeedExceeded) -> list[ev.Event]:
    """Warn of a belt that is too fast, and slow it down where it obeys commands."""
    belt = session.belt
    text = say.TOO_FAST.format(kmh=event.speed_kmh)
    if not _answers(belt):
        return [ev.CueDue(event.t, ev.Cue.WARNING, text)]
    if belt.stopping_at is not None:
        # A target might undo the console's stop.
        return [ev.CueDue(event.t, ev.Cue.ALARM, say.IGNORES_CONSOLE)]
    wanted = min(wanted_kmh(session) or event.limit_kmh, event.limit_kmh, ceiling_kmh(session))
    asked_kmh = belt.refused_kmh if belt.commanded_kmh is None else belt.commanded_kmh
    if asked_kmh is not None:
        wanted = min(wanted, asked_kmh - LEAST_STEP_KMH)
    target = allowed_kmh(session, wanted)
    cue = ev.CueDue(event.t, ev.Cue.ALARM, f"{text}. {say.SLOWING_IT}")
    return [cue, ev.SpeedAsked(event.t, target)] if target < event.speed_kmh else [cue]


def _is_chosen_unheard(belt: Belt) -> bool:
    """Return True if the console has since set another speed without naming it."""
    return belt.told_kmh is None and belt.told_at - belt.commanded_at > ECHO_S


def is_runaway(session: Session) -> bool:
    """Return True if the belt was found too fast, by itself, and has not come down yet."""
    return session.belt.exceeded is not None and _answers(session.belt)


def _answers(belt: Belt) -> bool:
    """Return True if a target may set it right: nobody chose its speed at the console unheard."""
    return belt.takes_targets and belt.tells and belt.ready and belt.lost_since is None
