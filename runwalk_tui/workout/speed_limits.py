"""The limits of every target: clamped and snapped, in whole hundredths of km/h."""

from functools import lru_cache, partial
from math import ceil, floor

from runwalk_tui.workout.session import Session
from runwalk_tui.workout.walking_check import walk_kmh

HARD_LIMIT_KMH = 20.0

CRAWL_KMH = 0.5
"""The lowest target, where the machine names none."""

INCREMENT_KMH = 0.1
"""Targets are multiples of this, where the machine names no increment."""


def ceiling_kmh(session: Session) -> float:
    """The least of the runner's cap, the plan's maximum, the machine's range and 20 km/h."""
    plan, highest_kmh = session.plan, session.runner.cap_kmh
    plan_kmh = None if plan is None else plan.maximum_kmh
    if plan_kmh is not None and plan_kmh < highest_kmh:
        highest_kmh = plan_kmh
    machine_kmh = session.belt.maximum_kmh
    if machine_kmh and machine_kmh < highest_kmh:
        highest_kmh = machine_kmh
    return highest_kmh if highest_kmh < HARD_LIMIT_KMH else HARD_LIMIT_KMH


def increment_kmh(session: Session) -> float:
    """The smallest change of speed that the machine takes."""
    told_kmh = max(0.01, session.belt.increment_kmh or INCREMENT_KMH)
    return max(told_kmh, session.belt.coarse_kmh or 0.0)


def _coarse_kmh(
    wanted_kmh: float, highest_kmh: float, minimum_kmh: float | None, coarse_kmh: float | None
) -> float:
    """The speed that a belt which rounds its targets makes of one, never above the highest."""
    step = round((coarse_kmh or 0.0) * 100)
    if not step:
        return wanted_kmh
    nearest = round(wanted_kmh * 100 / step)
    highest = floor(highest_kmh * 100 / step + 1e-6)
    lowest = ceil((minimum_kmh or CRAWL_KMH) * 100 / step - 1e-6)
    return max(lowest, min(nearest, highest)) * step / 100


def allowed_kmh(session: Session, wanted_kmh: float) -> float:
    """The nearest speed to ``wanted_kmh`` that every limit allows, on the machine's increment.

    Counted in whole hundredths of km/h, so that 8.2 stays 8.2. Where even the machine's lowest
    speed is above the ceiling, that lowest speed: `govern` never asks for it.
    """
    belt = session.belt
    return _snapped_kmh(
        wanted_kmh, ceiling_kmh(session), belt.minimum_kmh, belt.increment_kmh, belt.coarse_kmh
    )


@lru_cache(maxsize=128)
def _snapped_kmh(
    wanted_kmh: float,
    highest_kmh: float,
    minimum_kmh: float | None,
    increment_kmh: float | None,
    coarse_kmh: float | None,
) -> float:
    """`allowed_kmh` by its limits, all that it depends on: worked out once for each few speeds."""
    wanted_kmh = _coarse_kmh(wanted_kmh, highest_kmh, minimum_kmh, coarse_kmh)
    base = round((minimum_kmh or 0.0) * 100)
    increment = round(max(0.01, increment_kmh or INCREMENT_KMH) * 100)
    lowest = 0 if base else ceil(CRAWL_KMH * 100 / increment)
    highest = (floor(highest_kmh * 100 + 1e-6) - base) // increment
    nearest = round((round(wanted_kmh * 100) - base) / increment)
    return (base + max(lowest, min(nearest, highest)) * increment) / 100


def step_speed_kmh(session: Session, index: int) -> float:
    """The speed that step ``index`` will be given, with the runner's nudges and every limit."""
    assert session.plan is not None
    step = session.plan.steps[index]
    speed_kmh = allowed_kmh(session, step.speed_kmh)
    nudge_kmh = session.nudges_kmh.get(step.kind) if session.nudges_kmh else None
    return allowed_kmh(session, speed_kmh + nudge_kmh) if nudge_kmh else speed_kmh


def first_walk_kmh(session: Session, from_kmh: float = 0.0) -> float:
    """The speed that a treadmill which nobody checked will be asked for first."""
    return walk_kmh(from_kmh, partial(allowed_kmh, session))
