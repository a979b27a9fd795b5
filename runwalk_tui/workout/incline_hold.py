"""A heart rate held by the incline, in steps that name one, where the runner chose so.

Where the incline is at its lowest and the heart still above its target, the belt runs slower; it
comes back to the plan's speed before the incline rises again.

The law is that of the speed; an incline counts as the speed that costs as much oxygen
(`runwalk_tui.workout.heart_response.kmh_per_percent`).
"""

from runwalk_tui.workout.belt import Belt
from runwalk_tui.workout.events import CoachActed
from runwalk_tui.workout.heart_control_state import HeartAction, Hold, HoldBy
from runwalk_tui.workout.heart_quality import is_alive, may_ask
from runwalk_tui.workout.heart_response import kmh_per_percent
from runwalk_tui.workout.hold_law import LEAST_SHARE, Actuator, next_change
from runwalk_tui.workout.incline import allowed_percent
from runwalk_tui.workout.plan import Kind, Step
from runwalk_tui.workout.session import Session
from runwalk_tui.workout.speed_limits import step_speed_kmh

MOST_PERCENT = 6.0
"""The most that a held heart rate may add to the plan's incline."""

STEP_PERCENT = 0.5
"""The incline is changed by no less, and up by no more, at a time; more on a coarser machine."""

FALL_PERCENT = 1.0
"""The most that it is lowered at a time."""

TILTS_EVERY_S = 10.0
"""A motor takes so long for a percent."""


def hill_kmh(belt: Belt, kind: Kind) -> float:
    """Return the load of the measured incline, as a speed in km/h."""
    return kmh_per_percent(belt.speed_kmh or 0.0, running=kind.is_running) * (
        belt.tilt_percent or 0.0
    )


def is_by_incline(session: Session) -> bool:
    """Return True if the running step's heart rate is held by the incline."""
    step, belt = session.plan_step, session.belt
    if step is None or step.hold_bpm is None or step.incline_percent is None:
        return False
    chosen = session.runner.coaching.hold_by is HoldBy.INCLINE
    return chosen and belt.inclinable and not belt.refuses_inclines


def hold_range_percent(session: Session, step: Step) -> tuple[float, float]:
    """Between which inclines a heart rate may lead the belt in a step, by every limit."""
    plan_percent = step.incline_percent or 0.0
    more = 0.0 if session.runner.coaching.hold is Hold.DECREASE else MOST_PERCENT
    lowest = allowed_percent(session.belt, min(0.0, plan_percent))
    highest = allowed_percent(session.belt, plan_percent + more)
    return (
        plan_percent if lowest is None else lowest,
        plan_percent if highest is None else highest,
    )


def is_lowest(session: Session, step: Step) -> bool:
    """Return True if the incline is in force, and too low for another change downwards."""
    belt = session.belt
    is_there = belt.asked_incline_percent is None or belt.incline_in_force
    if belt.incline_is_chosen or not is_there or step.incline_percent is None:
        return False
    now_percent = step.incline_percent + session.coach.offsets_percent.get(step.kind, 0.0)
    least_change = LEAST_SHARE * _increment_percent(belt)
    return now_percent < hold_range_percent(session, step)[0] + least_change


def tilted(session: Session, t: float, bpm: float) -> CoachActed | None:
    """A change of incline towards the rate to hold, or in `Hold.SHADOW` the word of it."""
    step, coach, belt = session.plan_step, session.coach, session.belt
    if step is None or step.hold_bpm is None or session.step is None or coach.known is None:
        return None
    is_there = belt.asked_incline_percent is None or belt.incline_in_force
    if belt.incline_is_chosen or not is_there or step.incline_percent is None:
        return None
    if coach.acted_at is not None and t - coach.acted_at < TILTS_EVERY_S:
        return None
    speed_kmh = step_speed_kmh(session, session.step.index)
    each_kmh = kmh_per_percent(speed_kmh, running=step.kind.is_running)
    now_percent = step.incline_percent + coach.offsets_percent.get(step.kind, 0.0)
    belt_as_hill = _hill(session, step, speed_kmh, now_percent, each_kmh)
    now_kmh = speed_kmh + each_kmh * now_percent
    response, hold_bpm = session.runner.response, step.hold_bpm
    wish_kmh = next_change(coach.known, response, hold_bpm, now_kmh, belt_as_hill)
    if wish_kmh > 0:
        wish_kmh = _climb_kmh(session, t, bpm, wish_kmh)
    target = allowed_percent(belt, now_percent + wish_kmh / each_kmh)
    delta = 0.0 if target is None else round(target - now_percent, 1)
    if delta * wish_kmh <= 0:
        return None
    is_shadow = session.runner.coaching.hold is Hold.SHADOW
    advice = HeartAction.SHADOW if is_shadow else HeartAction.INCLINE
    return CoachActed(t, advice, step.kind, delta, bpm)


def _hill(
    session: Session, step: Step, speed_kmh: float, now_percent: float, each_kmh: float
) -> Actuator:
    """The incline as the law turns it, in km/h; what the plan has is not taken back."""
    lowest, highest = hold_range_percent(session, step)
    increment = _increment_percent(session.belt) * each_kmh
    return Actuator(
        lowest=speed_kmh + each_kmh * min(lowest, now_percent),
        highest=speed_kmh + each_kmh * max(highest, now_percent),
        increment=increment,
        rise=increment,
        leap=increment,
        fall=max(increment, FALL_PERCENT * each_kmh),
    )


def _increment_percent(belt: Belt) -> float:
    return max(STEP_PERCENT, belt.incline_step_percent or 0.0)


def _climb_kmh(session: Session, t: float, bpm: float, wish_kmh: float) -> float:
    """The rise if it may be asked, on the terms on which a belt may run faster; else 0."""
    assert session.step is not None
    assert session.plan_step is not None
    assert session.plan_step.hold_bpm is not None
    hold = session.runner.coaching.hold
    if hold is Hold.DECREASE or session.coach.slowed_in == session.step.index:
        return 0.0
    if not is_alive(session, t, bpm, session.plan_step.hold_bpm[0]):
        return 0.0
    return wish_kmh if may_ask(session, bpm, wish_kmh) else 0.0
