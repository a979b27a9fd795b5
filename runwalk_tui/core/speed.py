"""The only gate to the belt's speed: every target passes here, and every increase waits here.

A target is clamped and snapped (`allowed_kmh`). A decrease goes out at once. An increase goes out
only when it was announced `NOTICE_S` before, the belt is seen moving, its telemetry is fresh
and no link is lost.
"""

from runwalk_tui.core.events import Event, IncreaseAnnounced, SpeedAsked
from runwalk_tui.core.session import Phase, Session

HARD_LIMIT_KMH = 20.0
CRAWL_KMH = 0.5
"""The lowest target, where the machine names none."""

NOTICE_S = 3.0
"""An increase is announced so long before it is asked."""

WINDOW_S = 2.0
"""An announced increase that could not be asked within this time is announced again."""

STALE_S = 5.0
"""Telemetry older than this blocks increases."""

SETTLED_S = 2.0
"""A speed kept for so long is one that somebody chose."""

OFF_KMH = 0.15
"""A measured speed this far from the one in force is another speed."""

FRESH_FRAMES = 2
"""So many moving readings in a row after a lost link before any increase."""


def allowed_kmh(session: Session, wanted_kmh: float) -> float:
    """The nearest speed to ``wanted_kmh`` that every limit allows, on the machine's increment.

    The least of the runner's cap, the plan's maximum, the machine's range and 20 km/h; counted in
    whole hundredths of km/h, so that 8.2 stays 8.2.
    """
    belt = session.belt
    ceiling = min(session.runner.cap_kmh, HARD_LIMIT_KMH)
    if session.plan is not None and session.plan.maximum_kmh is not None:
        ceiling = min(ceiling, session.plan.maximum_kmh)
    if belt.maximum_kmh:
        ceiling = min(ceiling, belt.maximum_kmh)
    ceiling_hundredths = round(ceiling * 100)
    floor_hundredths = round((belt.minimum_kmh or CRAWL_KMH) * 100)
    step_hundredths = max(1, round((belt.increment_kmh or 0.0) * 100))
    offset = round(wanted_kmh * 100) - floor_hundredths
    hundredths = floor_hundredths + max(0, round(offset / step_hundredths)) * step_hundredths
    while hundredths > ceiling_hundredths and hundredths - step_hundredths >= floor_hundredths:
        hundredths -= step_hundredths
    return hundredths / 100


def step_speed_kmh(session: Session, index: int) -> float:
    """The speed that step ``index`` will be given, with the runner's nudges and every limit."""
    assert session.plan is not None
    step = session.plan.steps[index]
    return allowed_kmh(session, step.speed_kmh + session.nudges_kmh.get(step.kind, 0.0))


def wanted_kmh(session: Session) -> float | None:
    """The speed the workout wants at this moment; None when the console or nobody decides."""
    if session.step is None or session.override_kmh is not None:
        return None
    return step_speed_kmh(session, session.step.index)


def reference_kmh(session: Session) -> float | None:
    """The speed that a target is a change from: the one in force, else the one measured."""
    belt = session.belt
    return belt.speed_kmh if belt.commanded_kmh is None else belt.commanded_kmh


def may_start(session: Session) -> bool:
    """Whether the runner's word can start the belt: it listens, and nothing is under way."""
    belt = session.belt
    return (
        session.phase in (Phase.ARMING, Phase.PAUSED)
        and belt.ready
        and belt.controllable
        and not belt.is_moving
    )


def may_increase(session: Session, t: float) -> bool:
    """Whether the belt is known well enough at ``t`` to be made faster.

    A belt that leaves the speed in force without having found another is being stopped by
    somebody: that is not for a program to undo.
    """
    belt = session.belt
    return (
        belt.ready
        and belt.lost_since is None
        and belt.is_moving
        and belt.fresh_moving >= FRESH_FRAMES
        and belt.read_at is not None
        and t - belt.read_at <= STALE_S
        and belt.stopping_at is None
        and not is_leaving(session, t)
    )


def is_leaving(session: Session, t: float) -> bool:
    """Whether the belt is slowing down from the speed in force, and nobody here asked it to."""
    belt = session.belt
    if belt.in_force_kmh is None or belt.speed_kmh is None:
        return False
    return belt.speed_kmh < belt.in_force_kmh - OFF_KMH and t - belt.steady_since < SETTLED_S


def console_speed_kmh(session: Session, t: float) -> float | None:
    """The speed that the runner chose at the console, if the belt has settled on one."""
    belt = session.belt
    if session.phase is not Phase.RUNNING or not belt.speed_kmh or belt.steady_kmh is None:
        return None
    if session.override_kmh is not None:
        expected = [session.override_kmh]
    elif belt.in_force_kmh is not None:
        expected = [belt.in_force_kmh, belt.commanded_kmh or belt.in_force_kmh]
    else:
        return None
    if any(abs(belt.speed_kmh - speed_kmh) <= OFF_KMH for speed_kmh in expected):
        return None
    return belt.steady_kmh if t - belt.steady_since >= SETTLED_S else None


def is_announced(session: Session, target_kmh: float, t: float) -> bool:
    """Whether an increase to ``target_kmh`` was announced and its time to be asked not past."""
    announced = session.announced
    return announced is not None and announced.speed_kmh >= target_kmh and t <= announced.until


def announcement(
    t: float, speed_kmh: float, at: float | None = None, window_s: float = WINDOW_S
) -> IncreaseAnnounced:
    """The announcement at ``t`` of an increase, due `NOTICE_S` later unless ``at`` says when."""
    due = t + NOTICE_S if at is None else at
    return IncreaseAnnounced(t, speed_kmh, at=due, until=due + window_s)


def govern(session: Session, t: float) -> list[Event]:
    """What has to be asked or announced at ``t`` so that the belt comes to the speed wanted."""
    if session.phase is not Phase.RUNNING or not session.belt.controllable:
        return []
    if not session.belt.ready or session.belt.lost_since is not None:
        return []
    target, reference = wanted_kmh(session), reference_kmh(session)
    if target is None or reference is None or not session.belt.is_moving:
        return []
    if target == reference:
        return []
    if target < reference:
        return [] if session.belt.stopping_at is not None else [SpeedAsked(t, target)]
    if not is_announced(session, target, t):
        return [announcement(t, target)] if may_increase(session, t) else []
    assert session.announced is not None
    if t >= session.announced.at and may_increase(session, t):
        return [SpeedAsked(t, target)]
    return []
