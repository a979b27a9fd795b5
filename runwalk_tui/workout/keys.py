"""The keys for faster and slower: they work from the speed in force.

Slower never raises the belt and faster never lowers it. What a key makes of a speed that the
console chose is for this step alone; what it makes of the plan's is for each step of the kind.
"""

from math import copysign

from runwalk_tui.workout.belt import OFF_KMH
from runwalk_tui.workout.choice import (
    is_echo,
    is_on_its_way,
    is_unexplained,
    turned_round,
)
from runwalk_tui.workout.fast_replace import replace
from runwalk_tui.workout.pain import is_too_sore
from runwalk_tui.workout.session import Phase, Session
from runwalk_tui.workout.speed_limits import allowed_kmh, increment_kmh, step_speed_kmh

BEGINS_S = 3.0
"""A belt that was asked for more begins to speed up within so long."""
RISES_S = 2.2
"""One that speeds up shows it within so long, once a second as readings come."""


def nudge(session: Session, delta_kmh: float, t: float) -> Session:
    """Fold a key that adds ``delta_kmh``; nothing changes where the limits leave no room.

    After a pain that ends running nothing is made faster.
    """
    if delta_kmh > 0 and is_too_sore(session):
        return session
    step = session.plan_step
    assert step is not None
    assert session.step is not None
    delta_kmh = copysign(max(abs(delta_kmh), increment_kmh(session)), delta_kmh)
    now_kmh = in_force_kmh(session, delta_kmh)
    target_kmh = allowed_kmh(session, now_kmh + delta_kmh)
    if (target_kmh - now_kmh) * delta_kmh <= 0:
        return session
    belt = replace(session.belt, refused_kmh=None)
    wished_kmh = step_speed_kmh(session, session.step.index)
    chosen = session.override_kmh is not None or session.held_kmh is not None
    if chosen or now_kmh != wished_kmh:
        nudged = replace(session, override_kmh=None, held_kmh=target_kmh, held_at=t, belt=belt)
    else:
        plan_kmh = allowed_kmh(session, step.speed_kmh)
        nudge_kmh = round(target_kmh - plan_kmh, 2)
        if delta_kmh > 0 and nudge_kmh > _most_kmh(session) + 1e-9:
            return session
        nudges = {**session.nudges_kmh, step.kind: nudge_kmh}
        nudged = replace(session, nudges_kmh=nudges, belt=belt)
    if delta_kmh < 0:
        nudged = replace(nudged, coach=replace(nudged.coach, slowed_in=session.step.index))
    return nudged


def is_at_the_limit(session: Session) -> bool:
    """True if a faster step would lead a kind that a heart rate has raised beyond its limit."""
    step = session.plan_step
    if step is None or session.override_kmh is not None or session.held_kmh is not None:
        return False
    nudge_kmh = session.nudges_kmh.get(step.kind, 0.0)
    return nudge_kmh + increment_kmh(session) > _most_kmh(session) + 1e-9


def _most_kmh(session: Session) -> float:
    """The most that keys may add to the plan; where a heart rate leads as well, both together."""
    step = session.plan_step
    assert step is not None
    led_kmh = session.coach.offsets_kmh.get(step.kind, 0.0)
    if led_kmh <= 0:
        return float("inf")
    faster_kmh = session.runner.coaching.faster_kmh
    return max(faster_kmh, session.nudges_kmh.get(step.kind, 0.0) - led_kmh)


def in_force_kmh(session: Session, towards: float) -> float:
    """The speed, km/h, that a key starts from: the target, unless the belt keeps another.

    Of several that may be in force the lowest for slower (``towards`` below 0), the highest for
    faster.
    """
    assert session.step is not None
    index, belt = session.step.index, session.belt
    chosen_kmh = session.override_kmh if session.override_kmh is not None else session.held_kmh
    wished_kmh = step_speed_kmh(session, index) if chosen_kmh is None else chosen_kmh
    measured_kmh = belt.speed_kmh
    if session.phase is not Phase.RUNNING or not measured_kmh or not belt.takes_targets:
        return wished_kmh
    speeds = [wished_kmh]
    if session.override_kmh is not None:
        speeds = _told(session) or speeds
        differs = abs(measured_kmh - speeds[0]) > OFF_KMH
        if towards < 0 and belt.overruled_kmh is not None:
            speeds += [belt.overruled_kmh]
        speeds += [measured_kmh] if differs and (towards < 0 or not belt.is_slowing) else []
    elif not _is_as_wished(session, index):
        speeds = [measured_kmh, *_told(session)]
        # Out of sight a belt may still follow what it was asked for.
        speeds += [wished_kmh] if belt.lost_since is not None else []
    elif towards < 0 and _is_yet_to_come(session, wished_kmh + towards):
        speeds = [measured_kmh]
    elif towards < 0 and _does_not_rise(session):
        speeds = [measured_kmh, *_told(session)]
    elif not is_echo(belt):
        # On the way to a target a console that is pressed may tell another one.
        speeds += _told(session)
    return min(speeds) if towards < 0 else max(speeds)


def _is_yet_to_come(session: Session, target_kmh: float) -> bool:
    """True if the belt was neither asked for a speed that is wished nor has it: it is slower."""
    belt, announced = session.belt, session.announced
    if belt.commanded_kmh is None or announced is not None:
        return False
    return target_kmh > max(belt.commanded_kmh, belt.speed_kmh or 0.0) + OFF_KMH


def _does_not_rise(session: Session) -> bool:
    """True if a belt that should be on its way to a faster target is not seen to speed up."""
    belt, t = session.belt, session.t
    if not is_on_its_way(belt) or t - belt.commanded_at < BEGINS_S:
        return False
    lately = [kmh for at, kmh in belt.recent_kmh if t - at <= RISES_S]
    return (belt.speed_kmh or 0.0) < (belt.commanded_kmh or 0.0) - OFF_KMH and (
        not lately or lately[-1] <= min(lately)
    )


def _told(session: Session) -> list[float]:
    """Return what the console told last, since the belt was asked for anything."""
    belt = session.belt
    later = belt.told_kmh is not None and belt.told_at > belt.commanded_at
    return [belt.told_kmh] if later and belt.told_kmh is not None else []


def _is_as_wished(session: Session, index: int) -> bool:
    """True if the belt has, or is on its way to, or was announced the speed that is wished."""
    belt, announced = session.belt, session.announced
    assert belt.speed_kmh is not None
    if announced is not None and announced.index == index:
        return True
    if is_unexplained(belt):
        return False
    if is_on_its_way(belt):
        return belt.stuck_kmh is None and not turned_round(belt, session.t)
    if belt.in_force_kmh is None:
        return belt.commanded_kmh is not None
    return abs(belt.speed_kmh - belt.in_force_kmh) <= OFF_KMH
