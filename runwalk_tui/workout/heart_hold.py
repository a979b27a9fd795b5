"""A heart rate held in a step of a plan: when the law may act, within which range, and on what.

`runwalk_tui.workout.hold_law` says how far to change the belt's speed. This module decides whether
that may be done: with the runner's leave, on a heart that is alive and answers, never against the
console or the runner's own keys, and within one range above and below the plan's speed that the
runner was told. The gate asks the belt. What holds it instead, where the runner chose so or rides,
is in `runwalk_tui.workout.incline_hold` and `runwalk_tui.workout.power_hold`.
"""

from dataclasses import replace

from runwalk_tui.workout.belt import OFF_KMH
from runwalk_tui.workout.choice import ECHO_KMH
from runwalk_tui.workout.events import CoachActed, HeartReading, HoldRangeTold
from runwalk_tui.workout.heart_control_state import HeartAction, Hold
from runwalk_tui.workout.heart_quality import GAP_S, JUMP_BPM, is_alive, may_ask, mean_bpm
from runwalk_tui.workout.heart_response import HeartEstimate, HeartResponse, begin, follow, observe
from runwalk_tui.workout.hold_law import EVERY_S, Actuator, next_change
from runwalk_tui.workout.incline_hold import (
    hill_kmh,
    hold_range_percent,
    is_by_incline,
    is_lowest,
    tilted,
)
from runwalk_tui.workout.plan import Step
from runwalk_tui.workout.power_hold import (
    hold_range_w,
    is_by_power,
    is_ridden_as_asked,
    load_of_power_kmh,
    powered,
)
from runwalk_tui.workout.session import Session
from runwalk_tui.workout.speed_gate import QUIET_KMH, reference_kmh
from runwalk_tui.workout.speed_limits import allowed_kmh, increment_kmh, step_speed_kmh

FIRST_S = 20.0
"""The heart is watched so long in a step before anything follows from it."""

LAST_S = 20.0
"""Nothing is changed so shortly before a step ends."""

MEAN_S = 10.0
LEAST_READINGS = 5
"""The rate is trusted by so many readings within so long."""

SHADOW_S = 45.0
"""Least time between two shadow messages, in seconds."""

SLOWER_KMH = 4.0
"""The most that a held heart rate may take from the plan's speed."""

UNCONFIRMED_S = 15.0
"""A command that is not confirmed within so long will not be."""

LEAP_KMH = 0.5
FALL_KMH = 0.5
"""The most that is asked at a time: up with an announcement, down at once."""

LONGEST_GAP_S = 60.0
"""After a longer time without a rate nothing is known of the heart but its gain."""

LEAST_GAIN_SD_SHARE = 0.15
"""The least standard deviation of a step's gain, as a share of it, whatever was learned before."""

_OFF = Hold.OFF


def learn(session: Session, reading: HeartReading) -> Session:
    """Update the estimate of the heart by a trusted rate, in a step that holds one.

    In other steps the heart is only followed. A heart that falls after a rise, by what was changed
    before it, answers from where it comes to. After a long gap or a leap the estimate is begun
    anew; of what was known, only the gain is kept.
    """
    if session.runner.coaching.hold is _OFF or not session.is_counting or reading.bpm is None:
        return session
    step, t = session.plan_step, reading.t
    if step is None or session.heart.doubt(t) is not None:
        return session
    load = _load_kmh(session, step)
    if load is None:
        return session
    known, bpm, response = session.coach.known, float(reading.bpm), session.runner.response
    if known is None or _is_broken(known, t, bpm):
        now = begin(t, bpm, load, step.speed_kmh, _taught(known, response))
    elif step.hold_bpm is None:
        now = follow(known, t, bpm, load, response)
    else:
        now = observe(known, t, bpm, load, response)
    raised_bpm = session.coach.raised_bpm
    if step.kind in raised_bpm:
        lowest_bpm = min(raised_bpm[step.kind], now.level_bpm)
        raised_bpm = {**raised_bpm, step.kind: lowest_bpm}
    return replace(session, coach=replace(session.coach, known=now, raised_bpm=raised_bpm))


def _load_kmh(session: Session, step: Step) -> float | None:
    """The load that the heart answers now, as running speed; None if it is not known."""
    belt = session.belt
    if belt.lost_since is not None or belt.contested_since is not None:
        return None
    if not session.machine.has_belt:
        return None if belt.power_w is None else load_of_power_kmh(session, belt.power_w)
    return belt.speed_kmh + hill_kmh(belt, step.kind) if belt.speed_kmh else None


def _is_broken(known: HeartEstimate, t: float, bpm: float) -> bool:
    """Return True if the rate was away for so long, or leapt so far, that it is another story."""
    since_s = t - known.t
    return since_s > LONGEST_GAP_S or (since_s <= GAP_S and abs(bpm - known.told_bpm) > JUMP_BPM)


def _taught(known: HeartEstimate | None, response: HeartResponse) -> HeartResponse:
    """The response of the heart, by what it has taught in this workout."""
    if known is None:
        return response
    least_sd = LEAST_GAIN_SD_SHARE * response.gain
    gain_sd = max(least_sd, min(response.gain_sd, known.gain_var**0.5))
    return replace(response, gain=known.gain, gain_sd=gain_sd)


def hold_range_kmh(session: Session, step: Step) -> tuple[float, float]:
    """Between which speeds a heart rate may lead the belt in a step, by every limit."""
    coaching = session.runner.coaching
    is_slower_only = coaching.hold is Hold.DECREASE or is_by_incline(session)
    faster_kmh = 0.0 if is_slower_only else coaching.faster_kmh
    plan_kmh = allowed_kmh(session, step.speed_kmh)
    return (
        min(plan_kmh, allowed_kmh(session, plan_kmh - SLOWER_KMH)),
        max(plan_kmh, allowed_kmh(session, plan_kmh + faster_kmh)),
    )


def range_due(session: Session, t: float) -> list[HoldRangeTold]:
    """Tell the runner of the range as a step begins, unless it is the one told last."""
    step, coach, hold = session.plan_step, session.coach, session.runner.coaching.hold
    if step is None or step.hold_bpm is None or hold not in (Hold.DECREASE, Hold.FULL):
        return []
    if is_by_power(session):
        watts = hold_range_w(session, step)
        if coach.told_w == watts:
            return []
        return [HoldRangeTold(t, 0.0, 0.0, *step.hold_bpm, lowest_w=watts[0], highest_w=watts[1])]
    if not session.belt.takes_targets:
        return []
    if is_by_incline(session):
        percents = hold_range_percent(session, step)
        if coach.told_percent == percents:
            return []
        speeds_kmh = hold_range_kmh(session, step)
        return [HoldRangeTold(t, *speeds_kmh, *step.hold_bpm, *percents)]
    lowest_kmh, highest_kmh = hold_range_kmh(session, step)
    told = coach.told_kmh
    if told is not None and told[0] <= lowest_kmh and highest_kmh <= told[1]:
        return []
    return [HoldRangeTold(t, lowest_kmh, highest_kmh, *step.hold_bpm)]


def fold_range(session: Session, event: HoldRangeTold) -> Session:
    """The session after the runner was told the range."""
    if event.lowest_percent is not None and event.highest_percent is not None:
        percents = event.lowest_percent, event.highest_percent
        session = replace(session, coach=replace(session.coach, told_percent=percents))
    if event.lowest_w is not None and event.highest_w is not None:
        watts = event.lowest_w, event.highest_w
        return replace(session, coach=replace(session.coach, told_w=watts))
    told_kmh = event.lowest_kmh, event.highest_kmh
    return replace(session, coach=replace(session.coach, told_kmh=told_kmh, told_at=event.t))


def held(session: Session, t: float) -> CoachActed | None:
    """A change of speed towards the rate to hold, or in `Hold.SHADOW` the word of it."""
    hold = session.runner.coaching.hold
    if hold is _OFF:
        return None
    step, coach = session.plan_step, session.coach
    if step is None or step.hold_bpm is None or session.step is None:
        return None
    if not _may_act(session, t) or coach.known is None:
        return None
    every_s = SHADOW_S if hold is Hold.SHADOW else EVERY_S
    bpm = mean_bpm(session, t, MEAN_S, LEAST_READINGS)
    if bpm is None or (coach.acted_at is not None and t - coach.acted_at < every_s):
        return None
    if is_by_power(session):
        return powered(session, t, bpm)
    if is_by_incline(session) and coach.offsets_kmh.get(step.kind, 0.0) >= 0:
        tilt = tilted(session, t, bpm)
        if tilt is not None or not is_lowest(session, step):
            return tilt
    now_kmh = step_speed_kmh(session, session.step.index)
    response, belt = session.runner.response, _belt(session, step, now_kmh)
    hill = hill_kmh(session.belt, step.kind)
    uphill = replace(belt, lowest=belt.lowest + hill, highest=belt.highest + hill)
    wish_kmh = next_change(coach.known, response, step.hold_bpm, now_kmh + hill, uphill)
    if wish_kmh > 0:
        if not _may_rise(session, t, bpm, now_kmh):
            return None
        sizes_kmh = (wish_kmh, belt.rise)
        wish_kmh = next((kmh for kmh in sizes_kmh if may_ask(session, bpm, kmh)), 0.0)
    delta_kmh = round(allowed_kmh(session, now_kmh + wish_kmh) - now_kmh, 2)
    if delta_kmh * wish_kmh <= 0:
        return None
    advice = HeartAction.SHADOW if hold is Hold.SHADOW else HeartAction.HOLD
    return CoachActed(t, advice, step.kind, delta_kmh, bpm)


def _may_act(session: Session, t: float) -> bool:
    """True if the speed is the plan's to change, and the heart was watched for long enough."""
    assert session.step is not None
    known, remaining_s = session.coach.known, session.step_remaining_s
    if session.override_kmh is not None or session.held_kmh is not None:
        return False
    if remaining_s is not None and remaining_s < LAST_S:
        return False
    if session.announced is not None or not _is_as_asked(session, t):
        return False
    return known is not None and t - known.t <= GAP_S and t - known.began_t >= FIRST_S


def _is_as_asked(session: Session, t: float) -> bool:
    """True if the belt has the speed that it was asked for: another one may be the console's.

    What is not confirmed for long is not waited for. On a bike, if the rider pedals what was asked.
    """
    belt = session.belt
    assert session.step is not None
    if is_by_power(session):
        return is_ridden_as_asked(session)
    if not belt.takes_targets:
        return False
    if not belt.speed_kmh or belt.contested_since is not None:
        return False
    if belt.commanded_kmh is None:
        asked_kmh = step_speed_kmh(session, session.step.index)
    elif belt.in_force_kmh is not None:
        asked_kmh = belt.in_force_kmh
    else:
        return t - belt.commanded_at >= UNCONFIRMED_S
    return abs(belt.speed_kmh - asked_kmh) <= OFF_KMH


def _belt(session: Session, step: Step, now_kmh: float) -> Actuator:
    """The belt as the law turns it; what the runner's own keys chose is not taken back."""
    lowest_kmh, highest_kmh = hold_range_kmh(session, step)
    increment = increment_kmh(session)
    return Actuator(
        lowest=min(lowest_kmh, now_kmh),
        highest=max(highest_kmh, now_kmh),
        increment=increment,
        rise=max(QUIET_KMH, increment),
        leap=max(LEAP_KMH, increment),
        fall=max(FALL_KMH, increment),
    )


def _may_rise(session: Session, t: float, bpm: float, now_kmh: float) -> bool:
    """Faster only if the runner allowed it and did not slow down, and on a heart that is alive.

    The belt has to have come as far as it was asked before.
    """
    assert session.step is not None
    assert session.plan_step is not None
    assert session.plan_step.hold_bpm is not None
    hold = session.runner.coaching.hold
    if hold is Hold.DECREASE or session.coach.slowed_in == session.step.index:
        return False
    reference = reference_kmh(session)
    is_there = reference is not None and abs(reference - now_kmh) <= ECHO_KMH
    if not is_there and hold is not Hold.SHADOW:
        return False
    return is_alive(session, t, bpm, session.plan_step.hold_bpm[0])
