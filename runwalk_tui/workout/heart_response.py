"""The response of a heart to effort, as a model, and its estimate by the rates so far.

The model has two phases in series, ``gain / ((a s + 1)(b s + 1))``, which fits running better than
one (2.07 against 2.27 bpm; Wang & Hunt 2021, BioMed Eng OnLine, s12938-021-00875-7). Gain and time
constant begin at the means of 24 people, 24.2 +/- 8.3 bpm per m/s and 57.6 +/- 23.6 s (Hunt 2015,
BioMed Eng OnLine 14:112, s12938-015-0112-7); learned ones take their place.

The effort is a number without a unit, a *load*: a belt's speed or incline, or a bike's power.

The rate told is ``base + gain * load + wander``, the load filtered by both phases. The wander is
the heart's own and not to be chased: 2 bpm that last some 12 s. Base and gain are estimated by a
Kalman filter on the rate's differences, ``bpm - c * bpm before`` with ``c = exp(-dt / 12 s)``,
which whiten the wander. The base may drift; nothing else is known of it.
"""

from dataclasses import replace
from math import exp, sqrt

from runwalk_tui.workout.frozen import dataclass

KMH_PER_M_S = 3.6

MEAN_GAIN_BPM_KMH = 24.2 / KMH_PER_M_S
SPREAD_GAIN_BPM_KMH = 8.3 / KMH_PER_M_S
MEAN_TAU_S = 57.6
SPREAD_TAU_S = 23.6

FIRST_SHARE = 0.3
"""The first phase's share of the time constant."""

CAUTION = 0.9
"""The filter's time constant by the heart's: a slow heart is not taken for one that is done."""

WANDER_BPM = 2.0
WANDER_S = 12.0

ROUNDING_BPM2 = 0.08
"""The variance of a rate told in whole beats, 1/12."""

DRIFT_BPM2_S = 0.007
"""The growth of the base's uncertainty: a drift of 1 bpm within 100 s is expected."""

LOOSE_BPM2_S = 0.05
"""And how fast while nothing is learnt of it."""

OUTLIER = 3.0
"""A rate further off than so many standard deviations counts as that far off."""


@dataclass(frozen=True, slots=True)
class HeartResponse:
    """The response of a heart, as far as it is known before a workout.

    Attributes:
        gain: Steady change of the rate for one unit of load, bpm.
        gain_sd: How far off that may be, standard deviation.
        tau_s: Time constant of both phases together.
    """

    gain: float = MEAN_GAIN_BPM_KMH
    gain_sd: float = SPREAD_GAIN_BPM_KMH
    tau_s: float = MEAN_TAU_S


@dataclass(frozen=True, slots=True)
class HeartEstimate:
    """The estimate of a heart's response to load, as of the last heart rate.

    Attributes:
        began_t, t: Since when it learns without a break, and when it last saw a rate.
        origin: The load from which loads are counted.
        first, second: The load less the origin, after the first phase and after both.
        base_bpm: The steady rate at the origin.
        gain: bpm for one unit of load.
        base_var, cross_var, gain_var: How uncertain both are.
        told_bpm, told_load: The last rate, and `second` then.
        is_taught: It has learnt from a rate before.
    """

    began_t: float
    t: float
    origin: float
    first: float
    second: float
    base_bpm: float
    gain: float
    base_var: float
    cross_var: float
    gain_var: float
    told_bpm: float
    told_load: float
    is_taught: bool = False

    @property
    def level_bpm(self) -> float:
        """The rate without the heart's own wander."""
        return self.base_bpm + self.gain * self.second


def kmh_per_percent(speed_kmh: float, *, running: bool) -> float:
    """The speed, km/h, that costs as much oxygen as one percent of incline at ``speed_kmh``.

    ACSM's Guidelines, 10th edition, table 6.3: running 0.2 S + 0.9 S G, walking 0.1 S + 1.8 S G,
    with S in m/min and G a fraction.
    """
    return (0.9 / 0.2 if running else 1.8 / 0.1) / 100 * speed_kmh


def watts_per_kmh(mass_kg: float) -> float:
    """The power on a bike, W, that costs as much oxygen as one km/h of running.

    ACSM's Guidelines, 10th edition, table 6.3: cycling 10.8 W / kg, running 0.2 S in m/min.
    """
    return 0.2 * 1000 / 60 / 10.8 * mass_kg


def begin(
    t: float, bpm: float, load: float, origin: float, response: HeartResponse
) -> HeartEstimate:
    """Return the first estimate, by one rate of a heart that has been at ``load`` for long."""
    at, gain_var = load - origin, response.gain_sd**2
    return HeartEstimate(
        began_t=t,
        t=t,
        origin=origin,
        first=at,
        second=at,
        base_bpm=bpm - response.gain * at,
        gain=response.gain,
        base_var=WANDER_BPM**2 + gain_var * at**2,
        cross_var=-gain_var * at,
        gain_var=gain_var,
        told_bpm=bpm,
        told_load=at,
    )


def follow(
    known: HeartEstimate, t: float, bpm: float, load: float, response: HeartResponse
) -> HeartEstimate:
    """Return the estimate after a rate from which base and gain are not learnt.

    The load goes through both phases all the same, so that what comes next begins with a heart that
    is still on its way. A base that nobody learnt yet is whatever the rate makes of it.
    """
    first, second = _phases(known, t, load, response)
    tied = known if known.is_taught else _tied(known, bpm, second)
    loose = LOOSE_BPM2_S * max(0.0, t - known.t) if known.is_taught else 0.0
    return replace(
        tied,
        began_t=t,
        t=t,
        first=first,
        second=second,
        base_var=tied.base_var + loose,
        told_bpm=bpm,
        told_load=second,
    )


def _tied(known: HeartEstimate, bpm: float, second: float) -> HeartEstimate:
    return replace(
        known,
        base_bpm=bpm - known.gain * second,
        base_var=WANDER_BPM**2 + known.gain_var * second**2,
        cross_var=-known.gain_var * second,
    )


def _phases(
    known: HeartEstimate, t: float, load: float, response: HeartResponse
) -> tuple[float, float]:
    dt_s, at, tau_s = max(0.0, t - known.t), load - known.origin, response.tau_s * CAUTION
    first = at + (known.first - at) * exp(-dt_s / (FIRST_SHARE * tau_s))
    return first, first + (known.second - first) * exp(-dt_s / ((1 - FIRST_SHARE) * tau_s))


def observe(
    known: HeartEstimate, t: float, bpm: float, load: float, response: HeartResponse
) -> HeartEstimate:
    """Return the estimate after another rate, bpm; ``load`` is that since the last one."""
    dt_s = t - known.t
    if dt_s <= 0:
        return known
    first, second = _phases(known, t, load, response)
    kept = exp(-dt_s / WANDER_S)
    base_var = known.base_var + DRIFT_BPM2_S * dt_s
    by_base, by_gain = 1 - kept, second - kept * known.told_load
    noise = WANDER_BPM**2 * (1 - kept**2) + ROUNDING_BPM2 * (1 + kept**2)
    to_base = base_var * by_base + known.cross_var * by_gain
    to_gain = known.cross_var * by_base + known.gain_var * by_gain
    variance = by_base * to_base + by_gain * to_gain + noise
    off_bpm = bpm - kept * known.told_bpm - by_base * known.base_bpm - by_gain * known.gain
    most_bpm = OUTLIER * sqrt(variance)
    off_bpm = max(-most_bpm, min(most_bpm, off_bpm))
    return replace(
        known,
        t=t,
        first=first,
        second=second,
        base_bpm=known.base_bpm + to_base / variance * off_bpm,
        gain=known.gain + to_gain / variance * off_bpm,
        base_var=base_var - to_base**2 / variance,
        cross_var=known.cross_var - to_base * to_gain / variance,
        gain_var=known.gain_var - to_gain**2 / variance,
        told_bpm=bpm,
        told_load=second,
        is_taught=True,
    )
