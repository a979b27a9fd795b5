"""Compute the power that a step asks of a bike's brake.

A plan for running rides as well: each kind of step has a share of the rider's functional threshold
power (FTP, the power that can be kept for about an hour; Allen and Coggan, "Training and Racing
with a Power Meter": recovery below 55 %, endurance 56 to 75 %, threshold around 100 %).
"""

from collections.abc import Mapping
from typing import Final

from runwalk_tui.workout.events import Event, MachineKind, PowerAsked
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
LEAST_W: Final = 20.0


def step_power_w(session: Session, index: int) -> float:
    """The power of step ``index``, in watts, with what the runner's keys added to its kind."""
    assert session.plan is not None
    step = session.plan.steps[index]
    planned_w = step.power_w
    if planned_w is None:
        planned_w = SHARES[step.kind] * session.runner.ftp_w
    nudged_w = session.nudges_kmh.get(step.kind, 0.0) * WATTS_PER_KMH
    return float(max(LEAST_W, round(planned_w + nudged_w)))


def power_due(session: Session, t: float) -> list[Event]:
    """Asks a bike's brake for the step's power at ``t``, while the clock runs."""
    if session.machine is not MachineKind.BIKE:
        return []
    wanted_w = None
    if session.phase is Phase.RUNNING and session.step is not None:
        wanted_w = step_power_w(session, session.step.index)
    return [] if wanted_w == session.asked_power_w else [PowerAsked(t, wanted_w)]
