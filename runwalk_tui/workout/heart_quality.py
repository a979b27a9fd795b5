"""Judge if a heart rate can be acted on: continuous, plausible, and responding to load.

`Heart.doubt` knows what is wrong at a glance. It does not see a strap on a desk that swings between
two values, one that counts every other beat, or one that has only just come back.
"""

from itertools import pairwise

from runwalk_tui.workout.heart import Heart
from runwalk_tui.workout.heart_response import kmh_per_percent, watts_per_kmh
from runwalk_tui.workout.plan import Kind
from runwalk_tui.workout.session import Session
from runwalk_tui.workout.speed_limits import increment_kmh

GAP_S = 5.0
"""After a longer silence a rate is a new one."""

JUMP_BPM = 15
"""No heart changes by more from one reading to the next; a strap that misses beats does."""

FASTEST_BPM = 230
"""No heart of a runner beats faster; a strap that counts twice does."""

ALIVE_S = 16.0
"""The longest honest run of one value that was seen: beyond it nothing is made faster."""

LEAST_VALUES = 3
"""A heart that works does not beat at fewer rates within `KNOWN_S`."""

KNOWN_S = 45.0
"""A rate is told for so long, without a break or a jump, before anything is made faster by it."""

FAR_BPM = 30.0
"""A rate so far below the target is not brought there by speed: the strap or the plan is wrong."""

ANSWER_BPM = 1.0
UNANSWERED_KMH = 0.5
"""A run that was made faster by so much, and not answered by so many bpm, is made no faster."""

DEAF_SHARE = 0.25
"""A heart of less than such a share of the gain expected does not follow the belt."""


def mean_bpm(session: Session, t: float, over_s: float, least: int) -> float | None:
    """Return the mean of the trusted rates in that time, bpm.

    None on fewer than ``least``, on a rate in doubt or beyond any heart's, or where it broke off or
    jumped meanwhile.
    """
    heart = session.heart
    if heart.doubt(t) is not None or not is_unbroken(heart, t, over_s):
        return None
    rates = [bpm for at, bpm in heart.recent if at > t - over_s]
    if len(rates) < least or max(rates) > FASTEST_BPM:
        return None
    return sum(rates) / len(rates)


def is_unbroken(heart: Heart, t: float, over_s: float) -> bool:
    """True if the rate was told all along from ``over_s`` before ``t`` on, without a jump."""
    told = [(at, bpm) for at, bpm in heart.recent if at > t - over_s - GAP_S]
    return (
        bool(told)
        and told[0][0] <= t - over_s
        and all(
            after - before <= GAP_S and abs(bpm - last_bpm) <= JUMP_BPM
            for (before, last_bpm), (after, bpm) in pairwise(told)
        )
    )


def is_alive(session: Session, t: float, bpm: float, lowest_bpm: float) -> bool:
    """True if a rate of ``bpm``, below a target from ``lowest_bpm`` on, is a working heart's."""
    heart = session.heart
    least_bpm = session.runner.zone_floors_percent[0] * session.runner.max_bpm / 100
    values = {rate for at, rate in heart.recent if at > t - KNOWN_S}
    return (
        t - heart.same_since <= ALIVE_S
        and bpm >= max(least_bpm, lowest_bpm - FAR_BPM)
        and len(values) >= LEAST_VALUES
        and is_unbroken(heart, t, KNOWN_S)
    )


def is_answered(session: Session, kind: Kind, bpm: float) -> bool:
    """True if the heart answered the faster speed of a kind of step, or reached its target."""
    before_bpm, step = session.coach.raised_bpm.get(kind), session.plan_step
    if before_bpm is None or step is None or step.hold_bpm is None:
        return True
    return bpm >= min(before_bpm + ANSWER_BPM, step.hold_bpm[0])


def added_kmh(session: Session, kind: Kind) -> float:
    """The load that a heart rate has added to a kind of step: incline and power as speed."""
    coach, speed_kmh = session.coach, session.belt.speed_kmh or 0.0
    each_kmh = kmh_per_percent(speed_kmh, running=kind.is_running)
    hill_kmh = each_kmh * coach.offsets_percent.get(kind, 0.0)
    power_kmh = coach.offsets_w.get(kind, 0.0) / watts_per_kmh(session.runner.mass_kg)
    return coach.offsets_kmh.get(kind, 0.0) + hill_kmh + power_kmh


def may_ask(session: Session, bpm: float, more_kmh: float) -> bool:
    """Return True if ``more_kmh`` may be added on top of the speed not answered yet.

    That is `UNANSWERED_KMH` in all; one question of a heart that by its estimate does not follow
    the belt.
    """
    step, coach = session.plan_step, session.coach
    if step is None:
        return False
    deaf = coach.known is not None and coach.known.gain < DEAF_SHARE * session.runner.response.gain
    most_kmh = increment_kmh(session) if deaf else UNANSWERED_KMH
    if not is_answered(session, step.kind, bpm):
        more_kmh += added_kmh(session, step.kind) - coach.raised_kmh.get(step.kind, 0.0)
    return more_kmh <= most_kmh + 1e-9
