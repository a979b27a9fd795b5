"""Heart-rate control: longer walks, slower runs, a ceiling, a target held.

Nothing without the runner's leave (`Coaching`), nothing against the console or the runner's own
keys, and nothing on a heart rate that is in doubt but taking back what was added. What is changed
is the plan's speed; `runwalk_tui.workout.speed_gate` asks the belt, with every limit and
announcement.
"""

from dataclasses import replace
from typing import Final

from runwalk_tui.workout.console_heart import allowed
from runwalk_tui.workout.events import CoachActed
from runwalk_tui.workout.heart_control_state import HeartAction, HeartControlState, Hold
from runwalk_tui.workout.heart_hold import held
from runwalk_tui.workout.heart_quality import added_kmh, is_answered, mean_bpm
from runwalk_tui.workout.plan import Kind
from runwalk_tui.workout.session import NOT_COUNTED, Session
from runwalk_tui.workout.speed_gate import NOTICE_S, QUIET_KMH, lead_s
from runwalk_tui.workout.speed_limits import allowed_kmh, step_speed_kmh

_OFF: Final = Hold.OFF

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
"""Speed at the ceiling where the plan has no walk left, km/h."""

MEAN_S = 5.0
"""Over how long the heart rate is taken."""

LEAST_READINGS = 3
"""Fewer within that time say nothing."""

CEILING_PAUSE_S = 60.0
"""The ceiling acts once within so long."""


def recovered_bpm(session: Session) -> float:
    """A heart that has come down below this, the floor of zone 3, is ready for the next run."""
    return session.runner.floor_bpm(3)


def before_the_end(session: Session) -> CoachActed | None:
    """Return a change shortly before a walk ends, if the heart has not recovered by then."""
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
    """Return the change that the heart rate of this moment asks for; None for none."""
    if session.step is None or not session.is_counting or session.change is not None:
        return None
    advice, coaching = taken_back(session, t), session.runner.coaching
    if advice is None and coaching.ceiling_bpm is not None:
        advice = _ceiling(session, t)
    if advice is None and coaching.hold is not _OFF:
        advice = held(session, t)
    return None if advice is None else allowed(session, advice)


def taken_back(session: Session, t: float) -> CoachActed | None:
    """Gives up what a heart rate had added: in doubt of it, and where no rate is held next."""
    coach = session.coach
    if not (coach.offsets_kmh or coach.offsets_percent or coach.offsets_w):
        return None
    if not session.is_counting:
        return None
    is_in_doubt = session.heart.doubt(t) is not None
    for kind, offset_kmh in coach.offsets_kmh.items():
        if offset_kmh > 0 and (is_in_doubt or not _is_held_next(session, kind)):
            bpm = 0.0 if is_in_doubt else float(session.heart.bpm or 0)
            return CoachActed(t, HeartAction.BACK, kind, -offset_kmh, bpm)
    for kind, percent in coach.offsets_percent.items():
        if percent > 0 and (is_in_doubt or not _is_held_next(session, kind)):
            bpm = 0.0 if is_in_doubt else float(session.heart.bpm or 0)
            return CoachActed(t, HeartAction.INCLINE, kind, -percent, bpm)
    for kind, watts in coach.offsets_w.items():
        if watts > 0 and (is_in_doubt or not _is_held_next(session, kind)):
            bpm = 0.0 if is_in_doubt else float(session.heart.bpm or 0)
            return CoachActed(t, HeartAction.POWER, kind, -watts, bpm)
    return None


def _is_held_next(session: Session, kind: Kind) -> bool:
    """Return True if the next step of a kind, the running one included, has a target heart rate."""
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
    """Fold a change by heart-rate control."""
    is_of_speed = event.advice is not HeartAction.LONGER_WALK
    coach = _raised(session, event) if is_of_speed else session.coach
    coach = replace(coach, last=(event.advice, event.value))
    announced, step = session.announced, session.step
    match event.advice:
        case HeartAction.LONGER_WALK:
            coach = replace(coach, longer_s=coach.longer_s + event.value)
            if announced is not None and step is not None and announced.index != step.index:
                announced = None
            extra_s = session.extra_s + event.value
            return replace(
                session, coach=coach, extra_s=extra_s, counted=NOT_COUNTED, announced=announced
            )
        case HeartAction.SHADOW:
            return replace(session, coach=replace(coach, acted_at=event.t))
        case HeartAction.INCLINE:
            percent = coach.offsets_percent.get(event.kind, 0.0) + event.value
            offsets = {**coach.offsets_percent, event.kind: round(percent, 1)}
            coach = replace(coach, acted_at=event.t, offsets_percent=offsets)
            return replace(session, coach=coach)
        case HeartAction.POWER:
            watts = round(coach.offsets_w.get(event.kind, 0.0) + event.value)
            coach = replace(
                coach, acted_at=event.t, offsets_w={**coach.offsets_w, event.kind: float(watts)}
            )
            return replace(session, coach=coach)
        case HeartAction.CEILING:
            coach = replace(coach, ceiling_at=event.t)
    kind, value = event.kind, event.value
    if event.advice is HeartAction.SLOWER_RUNS:
        coach = replace(coach, eased=True)
    offset_kmh = round(coach.offsets_kmh.get(kind, 0.0) + value, 2)
    nudge_kmh = round(session.nudges_kmh.get(kind, 0.0) + value, 2)
    coach = replace(
        coach,
        acted_at=event.t,
        offsets_kmh={**coach.offsets_kmh, kind: offset_kmh},
        quiet_kmh=None,
    )
    changed = replace(
        session,
        coach=coach,
        nudges_kmh={**session.nudges_kmh, kind: nudge_kmh},
        announced=None if value else announced,
        belt=replace(session.belt, refused_kmh=None),
    )
    if event.advice is not HeartAction.HOLD or not 0 < value <= QUIET_KMH + 1e-9 or step is None:
        return changed
    quiet_kmh = step_speed_kmh(changed, step.index)
    return replace(changed, coach=replace(coach, quiet_kmh=quiet_kmh))


def begin_step(session: Session) -> Session:
    """Begin heart-rate control of a step anew; its changes of the speeds stay."""
    coach = replace(
        session.coach, longer_s=0.0, eased=False, acted_at=None, ceiling_at=None, quiet_kmh=None
    )
    return replace(session, coach=coach)


_RAISING = (HeartAction.HOLD, HeartAction.SHADOW, HeartAction.INCLINE, HeartAction.POWER)


def _raised(session: Session, event: CoachActed) -> HeartControlState:
    """Notes from where a kind of step is made faster, until the heart answers."""
    coach, kind = session.coach, event.kind
    bpm = {each: bpm for each, bpm in coach.raised_bpm.items() if each is not kind}
    kmh = {each: kmh for each, kmh in coach.raised_kmh.items() if each is not kind}
    if event.advice in _RAISING and event.value > 0:
        is_new = is_answered(session, kind, event.bpm)
        now_kmh = added_kmh(session, kind)
        bpm[kind] = event.bpm if is_new else coach.raised_bpm[kind]
        kmh[kind] = now_kmh if is_new else coach.raised_kmh.get(kind, now_kmh)
    return replace(coach, raised_bpm=bpm, raised_kmh=kmh)


def _ceiling(session: Session, t: float) -> CoachActed | None:
    step, ceiling_bpm = session.plan_step, session.runner.coaching.ceiling_bpm
    if ceiling_bpm is None or step is None or not step.kind.is_running or session.step is None:
        return None
    ceiling_at = session.coach.ceiling_at
    if ceiling_at is not None and t - ceiling_at < CEILING_PAUSE_S:
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
