"""Fold a reading of the belt or of the heart rate into the session."""

from typing import Any, TypeVar

from runwalk_tui.workout.belt import (
    CADENCE_S,
    HOLD_S,
    LEVEL_S,
    MOST_SPEECHLESS,
    OFF_KMH,
    Belt,
)
from runwalk_tui.workout.choice import came_nearer, explains
from runwalk_tui.workout.contesting import fold_contested
from runwalk_tui.workout.dropping import heard_from
from runwalk_tui.workout.events import BeltReading, Device, HeartReading
from runwalk_tui.workout.fast_replace import draft, fields_of, replace
from runwalk_tui.workout.heart import Heart
from runwalk_tui.workout.overspeed import fold_overspeed
from runwalk_tui.workout.session import CHECKING, RUNNING, Session, StepRecord
from runwalk_tui.workout.walking_check import agreed

T = TypeVar("T")

RECENT_S = 65.0
MOST_RECENT = 300
"""A heart beats less often within `RECENT_S`, and a strap tells its rate less often."""

LEAP_S = 60.0
LEAPS = (0.6, 1.8)
"""No heart comes to such a share of its rate from one reading to the next, but after `LEAP_S`."""

LEAST_BPM, MOST_BPM = 1, 254
"""Beyond lies no heart rate: 0 and 255 mean "unknown" in files, and more does not fit them."""

MINUTE_S = 60.0
"""The heart rate so long after a step's beginning tells how it recovers."""

TRACE_S = 5.0
MOST_FRESH = 9
"""Moving readings in a row are counted so far."""

_DRIVEN = (CHECKING, RUNNING)
_TREADMILL, _STRAP = Device.TREADMILL, Device.STRAP

STILL_AFTER_S = 3.0
DESERTED_M = 15.0
"""A distance that goes by 10 m at a time stands for so long at the most."""
DESERTED_S = 2.5
"""A time in whole seconds, told once a second, that is the same for so long stands."""


def fold_belt_reading(session: Session, reading: BeltReading) -> Session:
    """Takes in a belt reading; one without a speed tells the rest but proves no speed.

    Changes the session that it is given, which was made for it.
    """
    if session.belt.link.mutes:
        session = heard_from(session, _TREADMILL, reading.t)
    before = session.belt
    belt, belt_fields = draft(before)
    _fold_extras(belt_fields, before, reading)
    if before.data_factor is None and session.phase in _DRIVEN:
        # Distance and speed are compared until they have told the unit of the speed.
        read = before.odometer.read(reading.t, reading.speed_kmh, reading.distance_m)
        belt_fields["odometer"] = read
    speed, t = reading.speed_kmh, reading.t
    if speed is not None and not before.can_run(speed):
        belt_fields["dropped"] = before.dropped + 1
        belt_fields["dropped_at"] = t
        belt_fields["still"] = False
        speed = None
    if reading.contested:
        gained_m = belt.counter_m - before.counter_m
        return fold_contested(replace(session, belt=belt), t, gained_m)
    if speed is None:
        if before.speechless < MOST_SPEECHLESS and before.is_dumb and reading.speed_kmh is None:
            belt_fields["speechless"] = before.speechless + 1
        if _went_on(before, reading):
            belt_fields["denied"] = True
            belt_fields["still"] = False
        return replace(session, belt=belt)
    if speed > 0:
        _fold_motion(belt_fields, belt, before, reading)
    else:
        _fold_zero(belt_fields, belt, session, reading)
        if session.pause_asked_at is not None:
            belt_fields["rested"] = True
    belt_fields["speed_kmh"] = speed
    belt_fields["read_at"] = t
    belt_fields["aged_s"] = 0
    belt_fields["lost_since"] = None
    belt_fields["contested_since"] = None
    return _with_belt(session, fold_overspeed(session, belt, t), reading)


def _with_belt(session: Session, belt: Belt, reading: BeltReading) -> Session:
    """The session after its belt told a speed."""
    session_fields = fields_of(session)
    if not reading.speed_kmh:
        session_fields["pause_asked_at"] = None
    if belt.stopping_at is not None and session.phase not in _DRIVEN and belt.went_on(reading.t):
        belt = replace(belt, stopping_at=None)
    if session.check is not None and session.phase is CHECKING:
        session_fields["check"] = agreed(belt, session.check, reading.t)
    session_fields["belt"] = belt
    return session


def _fold_motion(
    belt_fields: dict[str, Any], belt: Belt, before: Belt, reading: BeltReading
) -> None:
    """Change the fields for a speed above zero; ``belt`` has the reading's other values already."""
    t, speed_kmh, steady_kmh = reading.t, reading.speed_kmh or 0.0, _steady_kmh(belt)
    fresh_moving = belt.fresh_moving
    if fresh_moving < MOST_FRESH:
        fresh_moving += 1
    if belt.explained_kmh is not None and explains(belt.explained_kmh, speed_kmh):
        belt_fields["explained_kmh"] = None
    if abs(speed_kmh - steady_kmh) >= OFF_KMH:
        belt_fields["falling"] = speed_kmh < steady_kmh
        belt_fields["steady_since"] = t
        steady_kmh = speed_kmh
    belt_fields["deserted"] = _is_deserted(belt, reading)
    belt_fields["nearest_kmh"] = came_nearer(belt, speed_kmh)
    belt_fields["recent_kmh"] = _recent(belt.recent_kmh, t, ((t, speed_kmh),), LEVEL_S)
    belt_fields["steady_kmh"] = steady_kmh
    belt_fields["fresh_moving"] = fresh_moving
    belt_fields["lone"] = fresh_moving == 1 and not _went_on(before, reading)
    belt_fields["denied"] = belt_fields["still"] = False
    belt_fields["zero_since"] = None
    if not belt.moving_since:
        belt_fields["moving_since"] = t


def _fold_zero(
    belt_fields: dict[str, Any], belt: Belt, session: Session, reading: BeltReading
) -> None:
    """Change the fields for a speed of zero; the speed kept before stays: it may be a glitch."""
    t = reading.t
    gap = belt.read_at is None or t - belt.read_at > HOLD_S
    zero_since = t if gap or belt.zero_since is None else belt.zero_since
    denied = _went_on(session.belt, reading) is True
    still = not denied and _is_still(session, t, zero_since)
    if still and not belt.still and belt.read_at is not None:
        belt_fields["woken_at"] = belt_fields["started_at"] = None
    belt_fields["nearest_kmh"] = came_nearer(belt, reading.speed_kmh or 0.0)
    belt_fields["steady_kmh"] = _steady_kmh(belt)
    belt_fields["fresh_moving"] = 0
    belt_fields["lone"] = belt_fields["deserted"] = False
    belt_fields["denied"] = denied
    belt_fields["zero_since"] = zero_since
    belt_fields["stood"] = belt.stood or still
    belt_fields["rested"] = belt.rested or still
    belt_fields["alarmed"] = belt.alarmed and not still
    belt_fields["still"] = still
    belt_fields["moving_since"] = belt_fields["explained_kmh"] = None
    belt_fields["recent_kmh"] = ()


def _steady_kmh(belt: Belt) -> float:
    """The speed that the belt kept until now; one that stands beyond doubt keeps none."""
    return 0.0 if belt.still or belt.steady_kmh is None else belt.steady_kmh


def _went_on(before: Belt, reading: BeltReading) -> bool | None:
    """Return True if every counter that the machine tells has gone on; None where it tells none."""
    time_s, distance_m = reading.elapsed_s, reading.distance_m
    if time_s is None and distance_m is None:
        return None
    if time_s is not None and (before.time_s is None or time_s <= before.time_s):
        return False
    last_m = before.counter_last_m
    return distance_m is None or (last_m is not None and distance_m > last_m)


def _is_still(session: Session, t: float, zero_since: float) -> bool:
    """Beyond doubt: zero for `STILL_AFTER_S`, whatever the console says, or from the first."""
    belt = session.belt
    if session.is_starting(t):
        return False
    return belt.still or belt.read_at is None or t - zero_since >= STILL_AFTER_S


def _is_deserted(belt: Belt, reading: BeltReading) -> bool:
    """True if the machine's own time stands, and its distance where the time never counted.

    Where it tells no time at all, a distance that has counted and falls far behind the speed.
    """
    counted_at = belt.moving_since if belt.counted_at is None else belt.counted_at
    if counted_at is None:
        return False
    if reading.elapsed_s is None:
        since = max(counted_at, belt.moving_since or reading.t)
        run_m = (reading.speed_kmh or 0.0) / 3.6 * (reading.t - since)
        return belt.time_s is None and belt.counted_at is not None and run_m >= DESERTED_M
    return reading.t - counted_at >= DESERTED_S


def _fold_extras(belt_fields: dict[str, Any], before: Belt, reading: BeltReading) -> None:
    """All but the speed."""
    _fold_counters(belt_fields, before, reading)
    if reading.incline_percent is not None:
        belt_fields["incline_percent"] = reading.incline_percent
    if reading.energy_kcal is not None:
        if before.energy_kcal is not None and reading.energy_kcal > before.energy_kcal:
            gained_kcal = reading.energy_kcal - before.energy_kcal
            belt_fields["burned_kcal"] = before.burned_kcal + gained_kcal
        belt_fields["energy_kcal"] = reading.energy_kcal
    if reading.heart_bpm is not None:
        belt_fields["heart_bpm"] = possible_bpm(reading.heart_bpm)
        belt_fields["heart_at"] = reading.t
    if reading.steps is not None:
        belt_fields["stepped"] = _stepped(before, reading.t, reading.steps)
    if reading.power_w is not None:
        belt_fields["power_w"] = reading.power_w
    if reading.cadence_rpm is not None:
        belt_fields["cadence_rpm"] = reading.cadence_rpm
    is_pedalled = reading.power_w is not None or reading.cadence_rpm is not None
    if is_pedalled and reading.resistance is not None:
        belt_fields["resistance"] = reading.resistance


def _stepped(belt: Belt, t: float, steps: int) -> tuple[tuple[float, int], ...]:
    """Return the latest counts of steps, with their times; a counter that restarts begins anew."""
    before = belt.stepped
    if before and steps < before[-1][1]:
        before = ()
    return _recent(before, t, ((t, steps),), CADENCE_S)


def _fold_counters(belt_fields: dict[str, Any], before: Belt, reading: BeltReading) -> None:
    """The machine's own time and distance.

    Of the distance only positive differences count: a counter that restarts is no matter.
    """
    distance_m, time_s, gained = reading.distance_m, reading.elapsed_s, False
    last_m, last_s = before.counter_last_m, before.time_s
    if distance_m is not None and distance_m != last_m:
        if last_m is not None and before.lost_since is None and distance_m > last_m:
            gained = True
            belt_fields["counter_m"] = before.counter_m + (distance_m - last_m)
        belt_fields["counter_last_m"] = distance_m
    if time_s is not None and time_s != last_s:
        belt_fields["time_s"] = time_s
        belt_fields["counted_at"] = None if last_s is None else reading.t
    elif gained and (last_s == time_s == 0 or last_s is time_s is None):
        belt_fields["counted_at"] = reading.t


def fold_heart_reading(session: Session, reading: HeartReading) -> Session:
    """Takes in the strap's heart rate; changes the session that it is given."""
    if session.heart.link.mutes:
        session = heard_from(session, _STRAP, reading.t)
    return fold_rate(session, reading)


def fold_rate(session: Session, reading: HeartReading) -> Session:
    """Takes in a heart rate of whichever source; only a trustworthy one counts for the step.

    Changes the session that it is given and its step, which were made for it.
    """
    t, bpm, before = reading.t, possible_bpm(reading.bpm), session.heart
    heart, heart_fields = draft(before)
    session_fields = fields_of(session)
    session_fields["heart"] = heart
    heart_fields["bpm"] = bpm
    heart_fields["read_at"] = t
    heart_fields["contact"] = reading.contact
    heart_fields["leapt"] = bpm is not None and _leaps(before, t, bpm)
    beats = ((t, reading.rr_s),) if reading.rr_s else ()
    heart_fields["rr"] = _recent(before.rr, t, beats)
    if bpm is not None and bpm != before.same_bpm:
        heart_fields["same_bpm"] = bpm
        heart_fields["same_since"] = t
    if bpm is None or heart.doubt(t) is not None:
        return session
    heart_fields["recent"] = _recent(before.recent, t, ((t, bpm),))
    if session.step is None or session.phase is not RUNNING:
        return session
    at, last = session.plan_position_s, before.trace.last
    if last is None or abs(at - last[0]) >= TRACE_S:
        heart_fields["trace"] = before.trace.grown((at, bpm))
    step, step_fields = session.step, fields_of(session.step)
    step_fields["beats"] = step.beats + bpm
    step_fields["samples"] = step.samples + 1
    if step.peak_bpm is None or bpm > step.peak_bpm:
        step_fields["peak_bpm"] = bpm
    return session


def possible_bpm(bpm: int | None) -> int | None:
    """Return the heart rate, bpm; None for one that no heart has."""
    return bpm if bpm is not None and LEAST_BPM <= bpm <= MOST_BPM else None


def _leaps(heart: Heart, t: float, bpm: int) -> bool:
    """True if the strap counts each beat twice, or every other one, of a heart known so far."""
    if not heart.recent or t - heart.recent[-1][0] > LEAP_S:
        return False
    share = bpm / heart.recent[-1][1]
    return share <= LEAPS[0] or share >= LEAPS[1]


def _recent(
    before: tuple[tuple[float, T], ...],
    t: float,
    new: tuple[tuple[float, T], ...],
    recent_s: float = RECENT_S,
) -> tuple[tuple[float, T], ...]:
    """Return what is left of ``before`` at ``t``, and ``new``; both in order of time."""
    gone, until = 0, t - recent_s
    for at, _ in before:
        if at > until:
            break
        gone += 1
    recent = before[gone:] + new
    return recent if len(recent) <= MOST_RECENT else recent[-MOST_RECENT:]


def with_minute(session: Session, step: StepRecord) -> StepRecord:
    """Return the running step, with its heart rate, bpm, once 60 s of it are over."""
    if not MINUTE_S <= step.active_s < MINUTE_S + 5:
        return step
    minute_bpm = session.heart.mean_bpm(session.t - 5)
    return step if minute_bpm is None else replace(step, minute_bpm=minute_bpm)
