"""Fold a reading of the belt or of the heart rate into the session."""

from typing import TypeVar

from runwalk_tui.workout.belt import HOLD_S, LEVEL_S, OFF_KMH, Belt
from runwalk_tui.workout.choice import came_nearer, is_unexplained
from runwalk_tui.workout.contesting import fold_contested
from runwalk_tui.workout.dropping import heard_from
from runwalk_tui.workout.events import BeltReading, Device, HeartReading
from runwalk_tui.workout.fast_replace import replace
from runwalk_tui.workout.heart import Heart
from runwalk_tui.workout.overspeed import fold_overspeed
from runwalk_tui.workout.session import Phase, Session
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

TRACE_S = 5.0
STILL_AFTER_S = 3.0
DESERTED_S = 2.5
"""A time in whole seconds, told once a second, that is the same for so long stands."""


def fold_belt_reading(session: Session, reading: BeltReading) -> Session:
    """Takes in a belt reading; one without a speed tells the rest but proves no speed."""
    session = heard_from(session, Device.TREADMILL, reading.t)
    belt = _fold_distance(session, _fold_extras(session.belt, reading), reading)
    speed, t = reading.speed_kmh, reading.t
    if speed is not None and not belt.can_run(speed):
        belt = replace(belt, dropped=belt.dropped + 1, dropped_at=t, still=False)
        speed = None
    if reading.heart_bpm is not None:
        belt = replace(belt, heart_bpm=possible_bpm(reading.heart_bpm), heart_at=t)
    if reading.power_w is not None or reading.cadence_rpm is not None:
        belt = replace(
            belt,
            power_w=belt.power_w if reading.power_w is None else reading.power_w,
            cadence_rpm=belt.cadence_rpm if reading.cadence_rpm is None else reading.cadence_rpm,
        )
    if reading.contested:
        gained_m = belt.counter_m - session.belt.counter_m
        return fold_contested(replace(session, belt=belt), t, gained_m)
    went_on = _went_on(session.belt, reading)
    if speed is None:
        if went_on:
            belt = replace(belt, denied=True, still=False)
        return replace(session, belt=belt)
    moving = speed > 0
    gap = belt.read_at is None or t - belt.read_at > HOLD_S
    zero_since = None if moving else (t if gap or belt.zero_since is None else belt.zero_since)
    steady_kmh = 0.0 if belt.still or belt.steady_kmh is None else belt.steady_kmh
    steady = not moving or abs(speed - steady_kmh) < OFF_KMH
    denied = not moving and went_on is True
    still = zero_since is not None and not denied and _is_still(session, t, zero_since)
    fresh_moving = min(9, belt.fresh_moving + 1) if moving else 0
    came_to_stand = still and not belt.still and belt.read_at is not None
    belt = replace(
        belt,
        speed_kmh=speed,
        read_at=t,
        aged_s=0,
        fresh_moving=fresh_moving,
        lone=fresh_moving == 1 and went_on is False,
        denied=denied,
        zero_since=zero_since,
        still=still,
        stood=belt.stood or still,
        woken_at=None if came_to_stand else belt.woken_at,
        steady_kmh=steady_kmh if steady else speed,
        steady_since=belt.steady_since if steady else t,
        falling=belt.falling if steady else speed < steady_kmh,
        lost_since=None,
        contested_since=None,
        moving_since=(belt.moving_since or t) if moving else None,
        deserted=moving and _is_deserted(belt, reading),
        nearest_kmh=came_nearer(belt, speed),
        recent_kmh=_recent(belt.recent_kmh, t, ((t, speed),), LEVEL_S) if moving else (),
    )
    if not moving or not is_unexplained(belt):
        belt = replace(belt, explained_kmh=None)
    belt = fold_overspeed(session, belt, t)
    if session.phase not in (Phase.CHECKING, Phase.RUNNING) and belt.went_on(t):
        belt = replace(belt, stopping_at=None)
    if not moving and session.pause_asked_at is not None:
        session = replace(session, pause_asked_at=None)
    if session.phase is Phase.CHECKING and session.check is not None:
        return replace(session, belt=belt, check=agreed(belt, session.check, t))
    return replace(session, belt=belt)


def _went_on(before: Belt, reading: BeltReading) -> bool | None:
    """Return True if every counter that the machine tells has gone on; None where it tells none."""
    told = ((reading.elapsed_s, before.time_s), (reading.distance_m, before.counter_last_m))
    gone = [last is not None and new > last for new, last in told if new is not None]
    return all(gone) if gone else None


def _is_still(session: Session, t: float, zero_since: float) -> bool:
    """Beyond doubt: zero for `STILL_AFTER_S`, whatever the console says, or from the first."""
    belt = session.belt
    if session.is_starting(t):
        return False
    return belt.still or belt.read_at is None or t - zero_since >= STILL_AFTER_S


def _is_deserted(belt: Belt, reading: BeltReading) -> bool:
    """True if the machine's own time stands, and its distance where the time never counted."""
    counted_at = belt.moving_since if belt.counted_at is None else belt.counted_at
    if reading.elapsed_s is None or counted_at is None:
        return False
    return reading.t - counted_at >= DESERTED_S


def _fold_distance(session: Session, belt: Belt, reading: BeltReading) -> Belt:
    """Distance and speed are compared until they have told the unit of the speed."""
    if belt.data_factor is not None or session.phase not in (Phase.CHECKING, Phase.RUNNING):
        return belt
    read = belt.odometer.read(reading.t, reading.speed_kmh, reading.distance_m)
    return replace(belt, odometer=read)


def _fold_extras(belt: Belt, reading: BeltReading) -> Belt:
    """All but the speed.

    Of the distance counter only positive differences count: one that restarts is no matter.
    """
    incline_percent, energy_kcal = reading.incline_percent, reading.energy_kcal
    last_m, distance_m = belt.counter_last_m, reading.distance_m
    time_s = reading.elapsed_s
    told = (
        (distance_m, last_m),
        (incline_percent, belt.incline_percent),
        (time_s, belt.time_s),
    )
    if all(new in (None, old) for new, old in (*told, (energy_kcal, belt.energy_kcal))):
        return belt
    gained_m = 0.0
    if distance_m is not None and last_m is not None and belt.lost_since is None:
        gained_m = max(0.0, distance_m - last_m)
    counted_at = None if belt.time_s is None else reading.t
    if gained_m and belt.time_s == time_s == 0:
        belt = replace(belt, counted_at=reading.t)
    return replace(
        belt,
        incline_percent=belt.incline_percent if incline_percent is None else incline_percent,
        energy_kcal=belt.energy_kcal if energy_kcal is None else energy_kcal,
        counter_m=belt.counter_m + gained_m,
        counter_last_m=last_m if distance_m is None else distance_m,
        time_s=belt.time_s if time_s is None else time_s,
        counted_at=belt.counted_at if time_s in (None, belt.time_s) else counted_at,
    )


def fold_heart_reading(session: Session, reading: HeartReading) -> Session:
    """Takes in a heart-rate reading; only a trustworthy one counts for the step."""
    session = heard_from(session, Device.STRAP, reading.t)
    t, bpm = reading.t, possible_bpm(reading.bpm)
    heart = session.heart
    heart = replace(
        heart,
        bpm=bpm,
        read_at=t,
        contact=reading.contact,
        same_bpm=heart.same_bpm if bpm is None else bpm,
        same_since=heart.same_since if bpm in (None, heart.same_bpm) else t,
        leapt=bpm is not None and _leaps(heart, t, bpm),
        rr=_recent(heart.rr, t, tuple((t, rr_s) for rr_s in reading.rr_s)),
    )
    if bpm is None or heart.doubt(t) is not None:
        return replace(session, heart=heart)
    recent = _recent(heart.recent, t, ((t, bpm),))
    heart = _fold_trace(replace(heart, recent=recent), session, bpm)
    step = session.step
    if step is not None and session.is_counting:
        step = replace(
            step,
            beats=step.beats + bpm,
            samples=step.samples + 1,
            peak_bpm=max(bpm, step.peak_bpm or 0),
        )
    return replace(session, heart=heart, step=step)


def possible_bpm(bpm: int | None) -> int | None:
    """A heart rate, or None for what is none."""
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
    gone = next((i for i, (at, _) in enumerate(before) if at > t - recent_s), len(before))
    return (before[gone:] + new)[-MOST_RECENT:]


def _fold_trace(heart: Heart, session: Session, bpm: int) -> Heart:
    if session.step is None or not session.is_counting:
        return heart
    at = session.plan_position_s
    if heart.trace and abs(at - heart.trace[-1][0]) < TRACE_S:
        return heart
    return replace(heart, trace=heart.trace.grown((at, bpm)))


def mark_minute(session: Session) -> Session:
    """Notes the heart rate once 60 s of the running step are over."""
    step = session.step
    if step is None or step.minute_bpm is not None or not 60 <= step.active_s < 65:
        return session
    minute_bpm = session.heart.mean_bpm(session.t - 5)
    if minute_bpm is None:
        return session
    return replace(session, step=replace(step, minute_bpm=minute_bpm))
