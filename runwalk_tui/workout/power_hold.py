"""A heart rate held by the power that the brake of a bike asks of its rider.

The law is that of the speed; a power counts as the running speed that costs as much oxygen
(`runwalk_tui.workout.heart_response.watts_per_kmh`). A bike has no console: a rider who pedals
another power than was asked has decided, and nothing is changed until the two agree again.
"""

from runwalk_tui.workout.events import CoachActed
from runwalk_tui.workout.heart_control_state import HeartAction, Hold
from runwalk_tui.workout.heart_quality import is_alive, may_ask
from runwalk_tui.workout.heart_response import watts_per_kmh
from runwalk_tui.workout.hold_law import Actuator, next_change
from runwalk_tui.workout.plan import Step
from runwalk_tui.workout.power import LEAST_W, step_effort, step_power_w
from runwalk_tui.workout.session import Session

STEP_W = 2.0
RISE_W, FALL_W = 6.0, 24.0
"""The power is changed by no less; and by no more at a time, up and down.

No notice is given: a brake moves nobody, and who stops pedalling is let go.
"""

SAID_W = 5.0
"""The range is told in multiples of this."""

EASIER_KMH = 4.0
"""The most that a held heart rate may take from the plan's power, as running speed."""

OFF_W, OFF_SHARE = 10.0, 0.1
"""A measured power that differs by no more is the one that was asked."""


def is_by_power(session: Session) -> bool:
    """Return True if the running step's heart rate is held by the power of a brake."""
    step = session.plan_step
    if step is None or step.hold_bpm is None or session.step is None or session.machine.has_belt:
        return False
    return step_effort(session, session.step.index).power_w is not None


def load_of_power_kmh(session: Session, power_w: float) -> float:
    """Return the running speed that is as much of a load as a power."""
    return power_w / watts_per_kmh(session.runner.mass_kg)


def is_ridden_as_asked(session: Session) -> bool:
    """Return True if the rider pedals the power that was asked."""
    measured_w, asked_w = session.belt.power_w, session.brake.asked_w
    if measured_w is None or asked_w is None or session.belt.lost_since is not None:
        return False
    return abs(measured_w - asked_w) <= max(OFF_W, OFF_SHARE * asked_w)


def hold_range_w(session: Session, step: Step) -> tuple[float, float]:
    """Between which powers a heart rate may lead the brake in a step.

    Down to what is left of the plan's, never below the least; up by as much as the runner allows,
    and above the plan's no further than the power that could be kept for an hour.
    """
    coaching, each_w = session.runner.coaching, watts_per_kmh(session.runner.mass_kg)
    more_kmh = 0.0 if coaching.hold is Hold.DECREASE else coaching.faster_kmh
    plan_w = _plan_w(session, step)
    lowest_w = max(LEAST_W, plan_w - EASIER_KMH * each_w)
    highest_w = max(plan_w, min(plan_w + more_kmh * each_w, float(session.runner.ftp_w)))
    if session.brake.powers_w is not None:
        lowest_w = max(lowest_w, session.brake.powers_w[0])
        highest_w = min(highest_w, session.brake.powers_w[1])
    return min(plan_w, _whole(lowest_w)), _whole(highest_w)


def _plan_w(session: Session, step: Step) -> float:
    """The power of the running step without what was changed of it."""
    assert session.step is not None
    added_w = session.coach.offsets_w.get(step.kind, 0.0)
    return step_power_w(session, session.step.index) - added_w


def _whole(watts: float) -> float:
    return watts // SAID_W * SAID_W


def powered(session: Session, t: float, bpm: float) -> CoachActed | None:
    """A change of power towards the rate to hold, or in `Hold.SHADOW` the word of it."""
    step, coach = session.plan_step, session.coach
    if step is None or step.hold_bpm is None or session.step is None or coach.known is None:
        return None
    each_w = watts_per_kmh(session.runner.mass_kg)
    now_w = step_power_w(session, session.step.index)
    lowest_w, highest_w = hold_range_w(session, step)
    brake = Actuator(
        lowest=min(lowest_w, now_w) / each_w,
        highest=max(highest_w, now_w) / each_w,
        increment=STEP_W / each_w,
        rise=STEP_W / each_w,
        leap=RISE_W / each_w,
        fall=FALL_W / each_w,
    )
    response = session.runner.response
    wish_kmh = next_change(coach.known, response, step.hold_bpm, now_w / each_w, brake)
    delta_w = round(wish_kmh * each_w / STEP_W) * STEP_W
    if delta_w > 0 and not (
        now_w + delta_w <= highest_w and _may_rise(session, t, bpm, delta_w / each_w)
    ):
        return None
    if not delta_w:
        return None
    is_shadow = session.runner.coaching.hold is Hold.SHADOW
    advice = HeartAction.SHADOW if is_shadow else HeartAction.POWER
    return CoachActed(t, advice, step.kind, delta_w, bpm)


def _may_rise(session: Session, t: float, bpm: float, more_kmh: float) -> bool:
    """More only on the terms on which a belt may run faster."""
    assert session.step is not None
    assert session.plan_step is not None
    assert session.plan_step.hold_bpm is not None
    hold = session.runner.coaching.hold
    if hold is Hold.DECREASE or session.coach.slowed_in == session.step.index:
        return False
    is_alive_now = is_alive(session, t, bpm, session.plan_step.hold_bpm[0])
    return is_alive_now and may_ask(session, bpm, more_kmh)
