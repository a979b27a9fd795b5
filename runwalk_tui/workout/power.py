"""Compute what a step asks of the brake of a machine without a belt: a power, or a resistance.

A plan for running rides as well: each kind of step has a share of the rider's functional threshold
power (FTP, the power that can be kept for about an hour; Allen and Coggan, "Training and Racing
with a Power Meter": recovery below 55 %, endurance 56 to 75 %, threshold around 100 %).

A brake that takes no power gets a resistance in its place. Which power that is depends on the
machine and on the cadence, and nobody knows it beforehand: threshold power is taken for half of the
machine's range, and the runner's keys put it right.
"""

from collections.abc import Mapping
from typing import Final, NamedTuple

from runwalk_tui.workout.events import Event, MachineKind, PowerAsked, ResistanceAsked
from runwalk_tui.workout.plan import Kind
from runwalk_tui.workout.session import Phase, Session

SHARES: Final[Mapping[Kind, float]] = {
    Kind.WARM_UP: 0.5,
    Kind.RUN: 0.75,
    Kind.WALK: 0.45,
    Kind.SURGE: 1.0,
    Kind.COOL_DOWN: 0.4,
}
WATTS_PER_KMH: Final = 50.0
"""Power of a key for faster or slower on a bike: 5 W for 0.1 km/h."""
LEVEL_SHARE_PER_KMH: Final = 0.2
"""Resistance of such a key: 2 % of the machine's range for 0.1 km/h."""
LEAST_W: Final = 20.0
THRESHOLD_SHARE: Final = 0.5
"""Where in a machine's range of resistances threshold power is taken to be."""


class Effort(NamedTuple):
    """The request of a step to the brake: a power, a resistance on its own scale, or neither."""

    power_w: float | None = None
    level: float | None = None


def step_power_w(session: Session, index: int) -> float:
    """The power of step ``index``, in watts, with what keys and a held heart rate added to it.

    Within the powers that the brake takes, as far as it tells them.
    """
    assert session.plan is not None
    step = session.plan.steps[index]
    planned_w = step.power_w
    if planned_w is None:
        planned_w = SHARES[step.kind] * session.runner.ftp_w
    elif step.rise_w is not None and session.step is not None and session.step.index == index:
        planned_w += step.rise_w * (session.step.active_s // 60)
    nudged_w = session.nudges_kmh.get(step.kind, 0.0) * WATTS_PER_KMH
    led_w = session.coach.offsets_w.get(step.kind, 0.0)
    power_w = float(max(LEAST_W, round(planned_w + nudged_w + led_w)))
    if session.brake.powers_w is None:
        return power_w
    least_w, most_w = session.brake.powers_w
    return min(max(power_w, least_w), most_w)


def step_level(session: Session, index: int) -> float:
    """The resistance of step ``index`` on the brake's own scale, with the runner's keys.

    Raises:
        ValueError: If the brake takes no resistance.
    """
    assert session.plan is not None
    step, brake = session.plan.steps[index], session.brake
    nudged = session.nudges_kmh.get(step.kind, 0.0) * LEVEL_SHARE_PER_KMH
    if step.resistance is not None and brake.levels is not None:
        least, most, _ = brake.levels
        return brake.snapped(step.resistance + nudged * (most - least))
    if step.resistance_percent is not None:
        return brake.level_of(step.resistance_percent / 100 + nudged)
    planned_w = SHARES[step.kind] * session.runner.ftp_w if step.power_w is None else step.power_w
    return brake.level_of(planned_w / session.runner.ftp_w * THRESHOLD_SHARE + nudged)


def step_effort(session: Session, index: int) -> Effort:
    """Return the request of step ``index`` to the brake; a resistance goes before a power."""
    assert session.plan is not None
    brake, step = session.brake, session.plan.steps[index]
    if session.machine.has_belt:
        return Effort()
    by_level = brake.levels is not None and (step.has_resistance or not brake.takes_power)
    if by_level:
        return Effort(level=step_level(session, index))
    # Before it is connected a bike is expected to take a power, as nearly all do.
    expected = session.machine is MachineKind.BIKE and not session.belt.ready
    if brake.takes_power or expected:
        return Effort(power_w=step_power_w(session, index))
    return Effort()


def is_power_replaced(session: Session) -> bool:
    """Return True if a plan of powers runs by resistances, as the brake takes no power."""
    plan, brake = session.plan, session.brake
    if plan is None or session.machine.has_belt or not session.belt.ready or brake.takes_power:
        return False
    return session.machine is MachineKind.BIKE or any(s.power_w is not None for s in plan.steps)


def brake_due(session: Session, t: float) -> list[Event]:
    """Asks a brake for the step's power or resistance at ``t``, while the clock runs."""
    if session.machine.has_belt:
        return []
    brake, wanted = session.brake, Effort()
    if session.phase is Phase.RUNNING and session.step is not None:
        wanted = step_effort(session, session.step.index)
    if wanted == Effort(brake.asked_w, brake.asked_level):
        return []
    if wanted.level is not None:
        return [ResistanceAsked(t, wanted.level)]
    if wanted.power_w is None and brake.asked_level is not None:
        return [ResistanceAsked(t, None)]
    return [PowerAsked(t, wanted.power_w)]
