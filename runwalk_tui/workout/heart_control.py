"""What the heart rate may change in a workout: longer walks, slower runs, a ceiling, a target held.

Nothing without the runner's leave (`Coaching`), nothing against the console or the runner's own
keys, and nothing on a heart rate that is in doubt but taking back what was added. What is changed
is the plan's speed; `runwalk_tui.workout.speed_gate` asks the belt, with every limit and
announcement.
"""

from collections.abc import Mapping
from dataclasses import replace

from runwalk_tui.workout.events import CoachActed
from runwalk_tui.workout.heart_control_state import (
    HOLD_FASTEST_KMH,
    HeartAction,
    HeartControlState,
    Hold,
)
from runwalk_tui.workout.heart_quality import has_answered, is_alive, mean_bpm
from runwalk_tui.workout.plan import Kind
from runwalk_tui.workout.session import Session
from runwalk_tui.workout.speed_gate import NOTICE_S, lead_s
from runwalk_tui.workout.speed_limits import allowed_kmh, increment_kmh, step_speed_kmh

LONGER_S = 15.0
"""A walk is lengthened by so much at a time."""

LONGEST_EXTRA_S = 60.0
"""And by no more than this in all."""

LOOK_S = 1.0
"""The heart is looked at so long before the run that follows would be announced."""

NOTCH_KMH = 0.3
MOST_EASED_KMH = 1.5
"""The runs of one workout are made slower by so much at a time, and in all."""

WALK_KMH = 5.0
"""What a run becomes at the ceiling where the plan has no walk to go to."""

MEAN_S = 5.0
HOLD_MEAN_S = 10.0
"""Over how long the heart rate is taken."""

LEAST_READINGS = 3
HOLD_LEAST_READINGS = 5
"""Fewer within that time say nothing."""

CEILING_PAUSE_S = 60.0
"""The ceiling acts once within so long."""

HOLD_FIRST_S = 45.0
"""The heart needs so long to answer the beginning of a step."""

HOLD_DOWN_S = 20.0
HOLD_UP_S = 45.0
"""And so long to answer a change of speed: slower is tried again sooner than faster."""

HOLD_LAST_S = 20.0
"""Nothing is changed so shortly before a step ends."""

HOLD_GAIN_KMH_BPM = 0.03
HOLD_MOST_DOWN_KMH = 0.5
HOLD_MOST_UP_KMH = 0.2
"""The change for each bpm outside of the target, and the most at a time.

Source: Hunt et al. 2015 (BioMedical Engineering OnLine, s12938-015-0112-7): hearts of runners gain
24.2 bpm for each m/s (6.7 for each km/h) with a time constant of 57.6 s. 0.03 km/h a bpm is a fifth
of what would do in the end, so that it may be repeated before the last change has worked.
"""

HOLD_SLOWEST_KMH = -3.0
"""How far below the plan's speed a held heart rate may lead."""

REVERSAL_BPM = 4.0
"""Nearer than this outside of the target, the last change is not turned round."""

RISING_BPM = 2.0
"""A heart rate that rose by so much within `HOLD_MEAN_S` is left to rise by itself."""


def recovered_bpm(session: Session) -> float:
    """A heart that has come down below this, the floor of zone 3, is ready for the next run."""
    return session.runner.zone_floors_percent[2] * session.runner.max_bpm / 100


def before_the_end(session: Session) -> CoachActed | None:
    """What follows, shortly before a walk ends, if the heart has not come down by then."""
    coaching, step, following = session.runner.coaching, session.plan_step, session.next_step
    remaining_s = session.step_remaining_s
    if step is None or following is None or remaining_s is None or not session.is_counting:
        return None
    if step.kind is not Kind.WALK or step.duration_s is None or step.until_bpm is not None:
        return None
    if session.change is not None or not following.kind.is_running:
        return None
    t = session.t + remaining_s - lead_s(session) - NOTICE_S - LOOK_S
    bpm = mean_bpm(session, t, MEAN_S, LEAST_READINGS)
    if t < session.t or bpm is None or bpm < recovered_bpm(session):
        return None
    coach = session.coach
    if coaching.lengthen_walks and coach.longer_s + LONGER_S <= LONGEST_EXTRA_S:
        return CoachActed(t, HeartAction.LONGER_WALK, Kind.WALK, LONGER_S, bpm)
    if not coaching.ease_runs or coach.eased:
        return None
    room_kmh = MOST_EASED_KMH + coach.offsets_kmh.get(following.kind, 0.0)
    value = -round(min(NOTCH_KMH, room_kmh), 2)
    return CoachActed(t, HeartAction.SLOWER_RUNS, following.kind, value, bpm) if value < 0 else None


def on_heart(session: Session, t: float) -> CoachActed | None:
    """What follows from the heart rate of this moment."""
    if session.step is None or not session.is_counting or session.change is not None:
        return None
    return taken_back(session, t) or _ceiling(session, t) or _held(session, t)


def taken_back(session: Session, t: float) -> CoachActed | None:
    """What a heart rate had added is given up in doubt of it, and where no rate is held next."""
    if not session.is_counting:
        return None
    is_in_doubt = session.heart.doubt(t) is not None
    for kind, offset_kmh in session.coach.offsets_kmh.items():
        if offset_kmh > 0 and (is_in_doubt or not _is_held_next(session, kind)):
            bpm = 0.0 if is_in_doubt else float(session.heart.bpm or 0)
            return CoachActed(t, HeartAction.BACK, kind, -offset_kmh, bpm)
    return None


def _is_held_next(session: Session, kind: Kind) -> bool:
    """Whether the next step of a kind, the running one included, has a target heart rate."""
    if session.plan is None or session.step is None:
        return False
    following = session.plan.steps[session.step.index :]
    step = next((step for step in following if step.kind is kind), None)
    return step is None or step.hold_bpm is not None


def walk_ahead(session: Session) -> int | None:
    """The next walk or cool-down of the plan; None if there is none, or none runs."""
    return _ahead(session, Kind.WALK, Kind.COOL_DOWN)


def cool_down_ahead(session: Session) -> int | None:
    """The cool-down that the plan ends with; None if there is none, or it runs."""
    return _ahead(session, Kind.COOL_DOWN)


def _ahead(session: Session, *kinds: Kind) -> int | None:
    if session.plan is None or session.step is None:
        return None
    following = range(session.step.index + 1, len(session.plan.steps))
    return next((i for i in following if session.plan.steps[i].kind in kinds), None)


def fold_advice(session: Session, event: CoachActed) -> Session:
    """The session after what the coach did."""
    coach = replace(session.coach, last=(event.advice, event.value))
    announced, step = session.announced, session.step
    match event.advice:
        case HeartAction.LONGER_WALK:
            coach = replace(coach, longer_s=coach.longer_s + event.value)
            if announced is not None and step is not None and announced.index != step.index:
                announced = None
            extra_s = session.extra_s + event.value
            return replace(session, coach=coach, extra_s=extra_s, counted=4, announced=announced)
        case HeartAction.SHADOW:
            coach = replace(coach, acted_at=event.t, raised_bpm=_raised_bpm(coach, event))
            return replace(session, coach=coach)
    kind, value = event.kind, event.value
    if event.advice is HeartAction.SLOWER_RUNS:
        coach = replace(coach, eased=True)
    offset_kmh = round(coach.offsets_kmh.get(kind, 0.0) + value, 2)
    nudge_kmh = round(session.nudges_kmh.get(kind, 0.0) + value, 2)
    coach = replace(
        coach,
        acted_at=event.t,
        offsets_kmh={**coach.offsets_kmh, kind: offset_kmh},
        raised_bpm=_raised_bpm(coach, event),
    )
    return replace(
        session,
        coach=coach,
        nudges_kmh={**session.nudges_kmh, kind: nudge_kmh},
        announced=None if value else announced,
        belt=replace(session.belt, refused_kmh=None),
    )


def begin_step(session: Session) -> Session:
    """Each step is looked at anew; what was changed of the speeds stays."""
    return replace(session, coach=replace(session.coach, longer_s=0.0, eased=False, acted_at=None))


def _raised_bpm(coach: HeartControlState, event: CoachActed) -> Mapping[Kind, float]:
    """The rates at which each kind of step was made faster last, with this event."""
    others = {kind: bpm for kind, bpm in coach.raised_bpm.items() if kind is not event.kind}
    is_raised = event.advice in (HeartAction.HOLD, HeartAction.SHADOW) and event.value > 0
    return {**others, event.kind: event.bpm} if is_raised else others


def _ceiling(session: Session, t: float) -> CoachActed | None:
    step, ceiling_bpm = session.plan_step, session.runner.coaching.ceiling_bpm
    if ceiling_bpm is None or step is None or not step.kind.is_running or session.step is None:
        return None
    acted_at = session.coach.acted_at
    if acted_at is not None and t - acted_at < CEILING_PAUSE_S:
        return None
    bpm = mean_bpm(session, t, MEAN_S, LEAST_READINGS)
    recent = (rate for at, rate in session.heart.recent if at > t - MEAN_S)
    if bpm is None or min(recent) < ceiling_bpm:
        return None
    if walk_ahead(session) is not None:
        return CoachActed(t, HeartAction.CEILING, step.kind, 0.0, bpm)
    now_kmh = step_speed_kmh(session, session.step.index)
    delta_kmh = min(0.0, round(allowed_kmh(session, WALK_KMH) - now_kmh, 2))
    return CoachActed(t, HeartAction.CEILING, step.kind, delta_kmh, bpm)


def _held(session: Session, t: float) -> CoachActed | None:
    """A slow step towards the target; the speed itself is the memory, so nothing winds up."""
    step, coach, mode = session.plan_step, session.coach, session.runner.coaching.hold
    if step is None or step.hold_bpm is None or session.step is None or mode is Hold.OFF:
        return None
    if session.override_kmh is not None or session.held_kmh is not None:
        return None
    if session.announced is not None or not session.belt.takes_targets:
        return None
    remaining_s = session.step_remaining_s
    late = remaining_s is not None and remaining_s < HOLD_LAST_S
    if late or session.step.active_s < HOLD_FIRST_S:
        return None
    since_s = t - (session.step.began_t if coach.acted_at is None else coach.acted_at)
    bpm = mean_bpm(session, t, HOLD_MEAN_S, HOLD_LEAST_READINGS)
    if bpm is None:
        return None
    lowest_bpm, highest_bpm = step.hold_bpm
    if bpm > highest_bpm and since_s >= HOLD_DOWN_S:
        wish_kmh = -min(HOLD_MOST_DOWN_KMH, HOLD_GAIN_KMH_BPM * (bpm - highest_bpm))
    elif bpm < lowest_bpm and since_s >= HOLD_UP_S and _may_rise(session, t, bpm):
        wish_kmh = min(HOLD_MOST_UP_KMH, HOLD_GAIN_KMH_BPM * (lowest_bpm - bpm))
    else:
        return None
    outside_bpm = max(bpm - highest_bpm, lowest_bpm - bpm)
    if _turns_round(coach, wish_kmh) and outside_bpm < REVERSAL_BPM:
        return None
    delta_kmh = _within(session, wish_kmh)
    if not delta_kmh:
        return None
    advice = HeartAction.SHADOW if mode is Hold.SHADOW else HeartAction.HOLD
    return CoachActed(t, advice, step.kind, delta_kmh, bpm)


def _turns_round(coach: HeartControlState, wish_kmh: float) -> bool:
    """Whether the last change for a held heart rate was the other way."""
    if coach.last is None or coach.last[0] not in (HeartAction.HOLD, HeartAction.SHADOW):
        return False
    return coach.last[1] * wish_kmh < 0


def _may_rise(session: Session, t: float, bpm: float) -> bool:
    """Faster only if the runner allowed it and did not slow down, and on a heart that answers."""
    assert session.step is not None
    assert session.plan_step is not None
    assert session.plan_step.hold_bpm is not None
    if session.runner.coaching.hold is Hold.DECREASE:
        return False
    if session.coach.slowed_in == session.step.index or not has_answered(session, bpm):
        return False
    if not is_alive(session, t, bpm, session.plan_step.hold_bpm[0]):
        return False
    before = [
        rate for at, rate in session.heart.recent if t - 2 * HOLD_MEAN_S < at <= t - HOLD_MEAN_S
    ]
    return len(before) >= HOLD_LEAST_READINGS and bpm - sum(before) / len(before) < RISING_BPM


def _within(session: Session, wish_kmh: float) -> float:
    """The change that the limits leave of a wish, on the machine's increment; 0 for none.

    The runner's own keys and a held heart rate share the one limit above the plan.
    """
    assert session.step is not None
    assert session.plan is not None
    kind = session.plan.steps[session.step.index].kind
    offset_kmh = session.coach.offsets_kmh.get(kind, 0.0)
    least_kmh = increment_kmh(session)
    if abs(wish_kmh) < least_kmh:
        wish_kmh = least_kmh if wish_kmh > 0 else -least_kmh
    allowed_offset_kmh = max(HOLD_SLOWEST_KMH, min(HOLD_FASTEST_KMH, offset_kmh + wish_kmh))
    now_kmh = step_speed_kmh(session, session.step.index)
    change_kmh = allowed_offset_kmh - offset_kmh
    if change_kmh > 0:
        change_kmh = min(change_kmh, HOLD_FASTEST_KMH - session.nudges_kmh.get(kind, 0.0))
    target_kmh = allowed_kmh(session, now_kmh + change_kmh)
    delta_kmh = round(target_kmh - now_kmh, 2)
    if delta_kmh * wish_kmh <= 0 or abs(delta_kmh) > abs(wish_kmh) + least_kmh:
        return 0.0
    return delta_kmh
