"""The only gate to the belt's speed: every target passes here, and every increase waits here.

A target is clamped and snapped (`runwalk_tui.workout.speed_limits`). A decrease goes out at once.
An increase goes out only when it was announced `NOTICE_S` before, the belt is seen moving, its
telemetry is fresh and no link is lost. The small rises of a held heart rate need no notice of their
own within the range that the runner was told (`QUIET_KMH` at most, `QUIET_S` apart). Nothing goes
out while the belt slows down and nobody here asked it to. A treadmill that nobody checked is asked
for a walking speed and for nothing else.
"""

from runwalk_tui.units.constants import KMH_PER_MPH
from runwalk_tui.workout.belt import OFF_KMH, Belt
from runwalk_tui.workout.choice import has_left, is_being_chosen, is_unexplained, rests
from runwalk_tui.workout.events import Event, IncreaseAnnounced, SpeedAsked
from runwalk_tui.workout.session import CHECKING, RUNNING, Phase, Session
from runwalk_tui.workout.speed_limits import (
    allowed_kmh,
    ceiling_kmh,
    first_walk_kmh,
    step_speed_kmh,
)
from runwalk_tui.workout.walking_check import FASTEST_WALK_KMH

NOTICE_S = 3.0
"""An increase is announced so long before it is asked."""

QUIET_KMH = 0.1
QUIET_S = 5.0
"""A held heart rate raises the belt by so much without notice, once in so long, in a told range."""

WINDOW_S = 2.0
"""An announced increase that could not be asked within this time is announced again."""

WISH_S = 20.0
"""A start that was asked for while the belt slowed down waits so long for it to stand."""

WISH_STILL_S = 1.5
"""A belt that was at zero for so long stands, for whoever has asked for a start."""

STILL_S = 3.0
"""A belt that was at zero for so long stands, also while it says nothing more."""

STALE_S = 5.0
"""Telemetry older than this blocks increases."""

LONGEST_LEAD_S = 10.0
"""The belt is never asked for the next step's speed earlier than this."""

LEAD_SHARE = 0.5
"""A step keeps at least so much of itself for its own speed."""

LEAD_SLACK_S = 1e-6
"""Sums of seconds that differ by less are the same moment."""

FRESH_FRAMES = 2
"""So many moving readings in a row after a lost link before any increase."""


def lead_s(session: Session) -> float:
    """Seconds before the running step's end at which the belt is asked for the next one's speed.

    So long that it passes the middle between the two at the boundary, by what is known of it. 0
    where that is not known, not wished, or nobody knows when the step ends: a heart rate may end
    it, or the runner has chosen the speed or the change. A timed step keeps its speed to its end.
    """
    lag = session.belt.lag
    if lag is None or session.step is None or not session.runner.lead or session.change:
        return 0.0
    if session.override_kmh is not None or session.held_kmh is not None:
        return 0.0
    step, index = session.plan_step, session.next_index
    if step is None or index is None or step.until_bpm is not None or step.timed:
        return 0.0
    from_kmh, to_kmh = step_speed_kmh(session, session.step.index), step_speed_kmh(session, index)
    if from_kmh == to_kmh:
        return 0.0
    half_s = LEAD_SHARE * (step.planned_s + session.extra_s)
    return min(LONGEST_LEAD_S, half_s, lag.middle_s(from_kmh, to_kmh))


def wanted_index(session: Session, t: float) -> int | None:
    """The step whose speed the belt is to have at ``t``: the running one, or in its lead the next.

    None before the first step.
    """
    if session.step is None:
        return None
    if session.belt.lag is None:
        return session.step.index
    remaining_s = session.step_remaining_s
    if remaining_s is None:
        return session.step.index
    before_s = session.t + remaining_s - t
    if before_s > LONGEST_LEAD_S + LEAD_SLACK_S:
        return session.step.index
    ahead_s = lead_s(session)
    is_ahead = ahead_s and before_s <= ahead_s + LEAD_SLACK_S
    return session.next_index if is_ahead else session.step.index


def wanted_kmh(session: Session, t: float | None = None) -> float | None:
    """The speed the workout wants at ``t`` (now); None when the console or nobody decides."""
    if session.phase is CHECKING:
        return _check_kmh(session)
    return _step_kmh(session, wanted_index(session, session.t if t is None else t))


def _step_kmh(session: Session, index: int | None) -> float | None:
    """The speed of the step that decides, unless the console has decided or a key has."""
    if session.step is None or session.override_kmh is not None:
        return None
    if session.held_kmh is not None:
        return allowed_kmh(session, session.held_kmh)
    return None if index is None else step_speed_kmh(session, index)


def _check_kmh(session: Session) -> float | None:
    """The walking speed to check the belt with, once; it has to run steadily before that."""
    belt, check = session.belt, session.check
    if check is None or check.asked_at is not None or belt.speed_kmh is None:
        return None
    asked_kmh = first_walk_kmh(session, belt.speed_kmh)
    steady = belt.is_settled or belt.level_kmh is not None
    return asked_kmh if steady and asked_kmh <= FASTEST_WALK_KMH else None


def reference_kmh(session: Session) -> float | None:
    """The speed that a target is a change from: the one in force, else the one measured.

    A target is in force from the moment it is asked until the belt, once there, leaves it; of one
    that the belt does not follow nobody knows whether it still will: the lower speed counts.
    """
    belt = session.belt
    if belt.commanded_kmh is None:
        return belt.speed_kmh
    if belt.in_force_kmh is None or not belt.speed_kmh:
        return min(belt.commanded_kmh, belt.stuck_kmh or belt.commanded_kmh)
    return belt.speed_kmh if has_left(belt, belt.speed_kmh) else belt.commanded_kmh


def is_faster(session: Session, target_kmh: float) -> bool:
    """Return True if the belt would go faster for it than it was told to, or than it runs now."""
    reference, measured = reference_kmh(session), session.belt.speed_kmh
    if reference is None:
        return False
    return target_kmh > reference or (bool(measured) and target_kmh > (measured or 0) + OFF_KMH)


def may_start(session: Session) -> bool:
    """Return True if the runner's word can start the belt: it listens, and nothing is under way."""
    belt = session.belt
    return (
        session.phase in (Phase.ARMING, Phase.PAUSED)
        and session.plan is not None
        and belt.ready
        and belt.controllable
        and not belt.is_moving
        and not belt.may_move
        and is_known_to_stand(session, session.t)
    )


def may_wish(session: Session) -> bool:
    """Return True if the runner's word waits for a belt that slows down, to start it then."""
    belt = session.belt
    is_driven = session.plan is not None and belt.ready and belt.controllable
    waits = session.phase in (Phase.ARMING, Phase.PAUSED) and is_driven
    return waits and belt.is_moving and is_leaving(session) and not belt.may_move


def has_wish(session: Session, t: float) -> bool:
    """Return True if a start waits for a belt that slows down."""
    wished_at = session.wished_at
    waits = session.phase in (Phase.ARMING, Phase.PAUSED)
    return waits and wished_at is not None and t <= wished_at + WISH_S


def is_wish_due(session: Session, t: float) -> bool:
    """Return True if a start that waited for the belt to stand may be asked now.

    A word that is older than `WISH_S` is forgotten: the runner has to say it again.
    """
    wished_at = session.wished_at
    if wished_at is None or not wished_at < t <= wished_at + WISH_S:
        return False
    if session.belt.link.since > wished_at:
        return False
    zero_since = session.belt.zero_since
    stands = session.belt.still or (zero_since is not None and t - zero_since >= WISH_STILL_S)
    return stands and may_start(session)


def is_known_to_stand(session: Session, t: float) -> bool:
    """Return True if the last zero still counts at ``t``, if there was a reading at all.

    One that is older than `STALE_S`, or from another connection, says nothing of what the belt does
    now: it may have been started unheard. Nor does one that tells everything but its speed.
    """
    belt = session.belt
    if belt.tells_no_speed:
        return False
    if belt.contested_since is not None or belt.dropped_at > (belt.read_at or 0.0):
        return False
    if belt.read_at is None:
        return True
    return t - belt.read_at <= STALE_S and belt.lost_since is None


def is_seen_to_stand(session: Session, t: float) -> bool:
    """Return True if a standing belt was measured beyond doubt, and that still counts at ``t``."""
    stands = session.belt.still
    return stands and (not session.machine.has_belt or is_known_to_stand(session, t))


def is_seen_moving(session: Session, t: float) -> bool:
    """Return True if fresh telemetry, and enough of it, says at ``t`` that the belt moves."""
    belt = session.belt
    fresh = belt.read_at is not None and t - belt.read_at <= STALE_S
    return fresh and belt.fresh_moving >= FRESH_FRAMES


def is_leaving(session: Session) -> bool:
    """Return True if the belt slows down, and nobody here asked it to.

    Somebody is stopping it or choosing another speed: that is not for a program to undo.
    """
    belt = session.belt
    if belt.stopping_at is not None:
        return True
    if not belt.is_slowing or belt.speed_kmh is None:
        return False
    return belt.commanded_kmh is None or belt.speed_kmh < belt.commanded_kmh - OFF_KMH


def is_announced(session: Session, index: int | None, target_kmh: float, t: float) -> bool:
    """True if step ``index`` was announced to go so fast, and at ``t`` it is not too late."""
    announced = session.announced
    return (
        announced is not None
        and announced.index == index
        and announced.speed_kmh >= target_kmh
        and t <= announced.until
    )


def announcement(
    t: float,
    index: int | None,
    speed_kmh: float,
    at: float | None = None,
    window_s: float = WINDOW_S,
) -> IncreaseAnnounced:
    """The announcement at ``t`` of an increase, due `NOTICE_S` later unless ``at`` says when."""
    due = t + NOTICE_S if at is None else at
    return IncreaseAnnounced(t, speed_kmh, at=due, until=due + window_s, index=index)


def govern(session: Session, t: float) -> list[Event]:
    """Ask for, or announce, at ``t`` the target that brings the belt to the speed wanted."""
    is_check, belt = session.phase is CHECKING, session.belt
    index = None if is_check else wanted_index(session, t)
    target = _check_kmh(session) if is_check else _step_kmh(session, index)
    if target is None or target == belt.commanded_kmh or target == belt.refused_kmh:
        return []
    if not _may_be_governed(session, index):
        return []
    reference = reference_kmh(session)
    if reference is None or target == reference or target > ceiling_kmh(session):
        return []
    if rests(session, target, t):
        return []
    if _is_awaited(session, index, target, t):
        return []
    if target * (KMH_PER_MPH if is_check else 1) < reference:
        return [] if _is_slower_already(belt, target) else [SpeedAsked(t, target)]
    return _increase(session, index, target, t)


def _is_slower_already(belt: Belt, target_kmh: float) -> bool:
    """True if a belt has settled below what was in force, so that a decrease would raise it."""
    if belt.in_force_kmh is None or not belt.speed_kmh or not belt.is_settled:
        return False
    return belt.speed_kmh < min(target_kmh, belt.in_force_kmh - OFF_KMH)


def _may_be_governed(session: Session, index: int | None) -> bool:
    """True if the belt listens, is in sight, and the workout or a check decides its speed."""
    belt = session.belt
    runs = session.phase is RUNNING and index is not None and belt.checked
    if not runs and session.phase is not CHECKING:
        return False
    if not (belt.controllable and belt.obeys and belt.ready) or belt.lost_since is not None:
        return False
    if not belt.is_moving or is_leaving(session):
        return False
    return not is_unexplained(belt) and not is_being_chosen(session)


def _increase(session: Session, index: int | None, target_kmh: float, t: float) -> list[Event]:
    """Announced first; asked once its time has come, of a belt seen moving, on a sound rate."""
    if not is_seen_moving(session, t) or _rests_on_doubt(session, index, t):
        return []
    if not is_announced(session, index, target_kmh, t):
        if _is_quiet(session, index, target_kmh, t):
            is_due = t - session.belt.commanded_at >= QUIET_S
            return [SpeedAsked(t, target_kmh)] if is_due else []
        return [announcement(t, index, target_kmh)] if _lasts(session) else []
    assert session.announced is not None
    return [SpeedAsked(t, target_kmh)] if t >= session.announced.at else []


def _is_quiet(session: Session, index: int | None, target_kmh: float, t: float) -> bool:
    """True if that increase is one that the runner knows of: small, in the range that was told."""
    coach, reference = session.coach, reference_kmh(session)
    if coach.told_kmh is None or reference is None or session.step is None:
        return False
    most_kmh = min(reference, session.belt.speed_kmh or 0.0) + QUIET_KMH
    return (
        index == session.step.index
        and target_kmh == coach.quiet_kmh
        and t - coach.told_at >= NOTICE_S
        and target_kmh <= coach.told_kmh[1]
        and target_kmh <= reference + QUIET_KMH + 1e-9
        and target_kmh <= most_kmh + OFF_KMH
    )


def _is_awaited(session: Session, index: int | None, target_kmh: float, t: float) -> bool:
    """Return True if that increase was announced and its time has not come.

    A single reading that makes a decrease of it does not cut the notice short.
    """
    announced = session.announced
    if announced is None or t >= announced.at:
        return False
    return announced.speed_kmh == target_kmh and is_announced(session, index, target_kmh, t)


def _rests_on_doubt(session: Session, index: int | None, t: float) -> bool:
    """True if a heart rate that is in doubt by now made step ``index`` faster than the plan."""
    if session.plan is None or index is None:
        return False
    added_kmh = session.coach.offsets_kmh.get(session.plan.steps[index].kind, 0.0)
    return added_kmh > 0 and session.heart.doubt(t) is not None


def _lasts(session: Session) -> bool:
    """True if what runs, a step or a check, goes on for longer than an announcement takes."""
    remaining_s = session.step_remaining_s
    return session.phase is CHECKING or remaining_s is None or remaining_s > NOTICE_S
