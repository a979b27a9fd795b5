"""Fold a reading of the belt or of the heart rate into the session."""

from typing import TypeVar

from runwalk_tui.workout.belt import CADENCE_S, HOLD_S, LEVEL_S, OFF_KMH, Belt
from runwalk_tui.workout.choice import came_nearer, explains
from runwalk_tui.workout.contesting import fold_contested
from runwalk_tui.workout.dropping import heard_from
from runwalk_tui.workout.events import BeltReading, Device, HeartReading
from runwalk_tui.workout.fast_replace import replace
from runwalk_tui.workout.heart import Heart
from runwalk_tui.workout.overspeed import fold_overspeed
from runwalk_tui.workout.session import CHECKING, RUNNING, Session
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
MOST_FRESH = 9
"""Moving readings in a row are counted so far."""

_DRIVEN = (CHECKING, RUNNING)
_TREADMILL, _STRAP = Device.TREADMILL, Device.STRAP

STILL_AFTER_S = 3.0
DESERTED_S = 2.5
"""A time in whole seconds, told once a second, that is the same for so long stands."""


def fold_belt_reading(session: Session, reading: BeltReading) -> Session:
    """Takes in a belt reading; one without a speed tells the rest but proves no speed."""
    session = heard_from(session, _TREADMILL, reading.t)
    belt = _fold_distance(session, _fold_extras(session.belt, reading), reading)
    speed, t = reading.speed_kmh, reading.t
    if speed is not None and not belt.can_run(speed):
        belt = replace(belt, dropped=belt.dropped + 1, dropped_at=t, still=False)
        speed = None
    if reading.contested:
        gained_m = belt.counter_m - session.belt.counter_m
        return fold_contested(replace(session, belt=belt), t, gained_m)
    if speed is None:
        if _went_on(session.belt, reading):
            belt = replace(belt, denied=True, still=False)
        return replace(session, belt=belt)
    if speed > 0:
        belt = _fold_motion(session, belt, reading, speed)
    else:
        belt = _fold_zero(session, belt, reading, speed)
        if session.pause_asked_at is not None:
            session = replace(session, pause_asked_at=None)
    belt = fold_overspeed(session, belt, t)
    if belt.stopping_at is not None and session.phase not in _DRIVEN and belt.went_on(t):
        belt = replace(belt, stopping_at=None)
    if session.check is not None and session.phase is CHECKING:
        return replace(session, belt=belt, check=agreed(belt, session.check, t))
    return replace(session, belt=belt)


def _fold_motion(session: Session, belt: Belt, reading: BeltReading, speed_kmh: float) -> Belt:
    """The belt after a reading above zero."""
    t, fresh_moving, explained_kmh = reading.t, belt.fresh_moving, belt.explained_kmh
    if fresh_moving < MOST_FRESH:
        fresh_moving += 1
    if explained_kmh is not None and explains(explained_kmh, speed_kmh):
        explained_kmh = None
    steady_kmh, steady_since, falling = _steady_kmh(belt), belt.steady_since, belt.falling
    if abs(speed_kmh - steady_kmh) >= OFF_KMH:
        steady_kmh, steady_since, falling = speed_kmh, t, speed_kmh < steady_kmh
    return replace(
        belt,
        speed_kmh=speed_kmh,
        read_at=t,
        aged_s=0,
        fresh_moving=fresh_moving,
        lone=fresh_moving == 1 and not _went_on(session.belt, reading),
        denied=False,
        zero_since=None,
        still=False,
        steady_kmh=steady_kmh,
        steady_since=steady_since,
        falling=falling,
        lost_since=None,
        contested_since=None,
        moving_since=belt.moving_since or t,
        deserted=_is_deserted(belt, reading),
        nearest_kmh=came_nearer(belt, speed_kmh),
        recent_kmh=_recent(belt.recent_kmh, t, ((t, speed_kmh),), LEVEL_S),
        explained_kmh=explained_kmh,
    )


def _fold_zero(session: Session, belt: Belt, reading: BeltReading, speed_kmh: float) -> Belt:
    """The belt after a reading of no speed: what it kept stays, for it may be a glitch."""
    t = reading.t
    gap = belt.read_at is None or t - belt.read_at > HOLD_S
    zero_since = t if gap or belt.zero_since is None else belt.zero_since
    denied = _went_on(session.belt, reading) is True
    still = not denied and _is_still(session, t, zero_since)
    came_to_stand = still and not belt.still and belt.read_at is not None
    return replace(
        belt,
        speed_kmh=speed_kmh,
        read_at=t,
        aged_s=0,
        fresh_moving=0,
        lone=False,
        denied=denied,
        zero_since=zero_since,
        still=still,
        stood=belt.stood or still,
        rested=belt.rested or still,
        woken_at=None if came_to_stand else belt.woken_at,
        started_at=None if came_to_stand else belt.started_at,
        steady_kmh=_steady_kmh(belt),
        lost_since=None,
        alarmed=belt.alarmed and not still,
        contested_since=None,
        moving_since=None,
        deserted=False,
        nearest_kmh=came_nearer(belt, speed_kmh),
        recent_kmh=(),
        explained_kmh=None,
    )


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
    """True if the machine's own time stands, and its distance where the time never counted."""
    counted_at = belt.moving_since if belt.counted_at is None else belt.counted_at
    if reading.elapsed_s is None or counted_at is None:
        return False
    return reading.t - counted_at >= DESERTED_S


def _fold_distance(session: Session, belt: Belt, reading: BeltReading) -> Belt:
    """Distance and speed are compared until they have told the unit of the speed."""
    if belt.data_factor is not None or session.phase not in _DRIVEN:
        return belt
    read = belt.odometer.read(reading.t, reading.speed_kmh, reading.distance_m)
    return replace(belt, odometer=read)


def _fold_extras(belt: Belt, reading: BeltReading) -> Belt:
    """All but the speed."""
    belt = _fold_counters(belt, reading)
    incline_percent, energy_kcal = reading.incline_percent, reading.energy_kcal
    if incline_percent is not None and incline_percent != belt.incline_percent:
        belt = replace(belt, incline_percent=incline_percent)
    if energy_kcal is not None and energy_kcal != belt.energy_kcal:
        belt = replace(belt, energy_kcal=energy_kcal)
    if reading.heart_bpm is not None:
        belt = replace(belt, heart_bpm=possible_bpm(reading.heart_bpm), heart_at=reading.t)
    if reading.steps is not None:
        belt = replace(belt, stepped=_stepped(belt, reading.t, reading.steps))
    if reading.power_w is not None or reading.cadence_rpm is not None:
        belt = replace(
            belt,
            power_w=belt.power_w if reading.power_w is None else reading.power_w,
            cadence_rpm=belt.cadence_rpm if reading.cadence_rpm is None else reading.cadence_rpm,
            resistance=belt.resistance if reading.resistance is None else reading.resistance,
        )
    return belt


def _stepped(belt: Belt, t: float, steps: int) -> tuple[tuple[float, int], ...]:
    """Its step counter of late; one that restarts begins anew."""
    before = belt.stepped
    if before and steps < before[-1][1]:
        before = ()
    return _recent(before, t, ((t, steps),), CADENCE_S)


def _fold_counters(belt: Belt, reading: BeltReading) -> Belt:
    """The machine's own time and distance.

    Of the distance only positive differences count: a counter that restarts is no matter.
    """
    last_m, last_s, counted_at = belt.counter_last_m, belt.time_s, belt.counted_at
    distance_m = last_m if reading.distance_m is None else reading.distance_m
    time_s = last_s if reading.elapsed_s is None else reading.elapsed_s
    if distance_m == last_m and time_s == last_s:
        return belt
    counter_m, gained = belt.counter_m, False
    if distance_m is not None and last_m is not None and belt.lost_since is None:
        gained = distance_m > last_m
        if gained:
            counter_m += distance_m - last_m
    if time_s != last_s:
        counted_at = None if last_s is None else reading.t
    elif gained and last_s == reading.elapsed_s == 0:
        counted_at = reading.t
    return replace(
        belt,
        counter_m=counter_m,
        counter_last_m=distance_m,
        time_s=time_s,
        counted_at=counted_at,
    )


def fold_heart_reading(session: Session, reading: HeartReading) -> Session:
    """Takes in the strap's heart rate."""
    return fold_rate(heard_from(session, _STRAP, reading.t), reading)


def fold_rate(session: Session, reading: HeartReading) -> Session:
    """Takes in a heart rate of whichever source; only a trustworthy one counts for the step."""
    t, bpm = reading.t, possible_bpm(reading.bpm)
    heart = session.heart
    heart = replace(
        heart,
        bpm=bpm,
        read_at=t,
        contact=reading.contact,
        same_bpm=heart.same_bpm if bpm is None else bpm,
        same_since=heart.same_since if bpm is None or bpm == heart.same_bpm else t,
        leapt=bpm is not None and _leaps(heart, t, bpm),
        rr=_recent(heart.rr, t, tuple([(t, rr_s) for rr_s in reading.rr_s])),
    )
    if bpm is None or heart.doubt(t) is not None:
        return replace(session, heart=heart)
    recent, step = _recent(heart.recent, t, ((t, bpm),)), session.step
    if step is None or not session.is_counting:
        return replace(session, heart=replace(heart, recent=recent))
    at = session.plan_position_s
    last = heart.trace.last
    if last is not None and abs(at - last[0]) < TRACE_S:
        heart = replace(heart, recent=recent)
    else:
        heart = replace(heart, recent=recent, trace=heart.trace.grown((at, bpm)))
    peak_bpm = step.peak_bpm
    step = replace(
        step,
        beats=step.beats + bpm,
        samples=step.samples + 1,
        peak_bpm=bpm if peak_bpm is None or bpm > peak_bpm else peak_bpm,
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
    gone, until = 0, t - recent_s
    for at, _ in before:
        if at > until:
            break
        gone += 1
    recent = before[gone:] + new
    return recent if len(recent) <= MOST_RECENT else recent[-MOST_RECENT:]


def mark_minute(session: Session) -> Session:
    """Notes the heart rate once 60 s of the running step are over."""
    step = session.step
    if step is None or step.minute_bpm is not None or not 60 <= step.active_s < 65:
        return session
    minute_bpm = session.heart.mean_bpm(session.t - 5)
    if minute_bpm is None:
        return session
    return replace(session, step=replace(step, minute_bpm=minute_bpm))
