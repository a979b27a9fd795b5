"""Fits the response of a runner's heart to the belt by one whole session.

Source: the model of `runwalk_tui.workout.heart_response` (Wang & Hunt 2021, s12938-021-00875-7):
``bpm = base + drift * t + gain * speed`` after two phases, and a wander that is whitened. For each
time constant of a grid the rest is linear and fitted by least squares; the likelihoods of the grid
weigh gain and time constant.
"""

from collections.abc import Sequence
from itertools import pairwise
from math import exp, fsum, sqrt

from runwalk_tui.workout.frozen import dataclass
from runwalk_tui.workout.heart_response import FIRST_SHARE, WANDER_S

TAUS_S = (20.0, 27.0, 35.0, 45.0, 57.0, 70.0, 85.0, 105.0, 130.0)
EVERY_S = 5.0
"""Rates and speeds are taken as means over so long."""

BEGINS_S = 240.0
"""Seconds left out at first: the heart is on its way from standing, which is another law."""

LEAST_SAMPLES = 60
LONGEST_GAP_S = 15.0
"""Five minutes at least; what lies on both sides of a longer gap is not compared."""

GAINS_BPM_KMH = 1.5, 15.0
MOST_GAIN_SD = 1.5
"""Outside of this, or less sure than this, nothing was learnt: the speed hardly changed."""

Sample = tuple[float, float, float]
"""Seconds, bpm, km/h."""


@dataclass(frozen=True, slots=True)
class HeartFit:
    """The response of a heart in one session, with standard deviations.

    Attributes:
        gain: bpm for one km/h.
        tau_s: Time constant of both phases together.
    """

    gain: float
    gain_sd: float
    tau_s: float
    tau_sd: float


def fit_heart(samples: Sequence[Sample]) -> HeartFit | None:
    """The heart of one session, from trusted rates and measured speeds; None if they say little."""
    means = _means(samples)
    if len(means) < LEAST_SAMPLES:
        return None
    fits = [(tau_s, fit) for tau_s in TAUS_S if (fit := _linear(means, tau_s)) is not None]
    if not fits:
        return None
    least = min(error for _, (_, _, error) in fits)
    noise = max(1e-9, least / len(means))
    weights = [exp(-(error - least) / (2 * noise)) for _, (_, _, error) in fits]
    whole = fsum(weights)
    shares = [weight / whole for weight in weights]
    gain = fsum(share * gain for share, (_, (gain, _, _)) in zip(shares, fits, strict=True))
    tau_s = fsum(share * tau for share, (tau, _) in zip(shares, fits, strict=True))
    gain_var = fsum(
        share * (var * noise + (each - gain) ** 2)
        for share, (_, (each, var, _)) in zip(shares, fits, strict=True)
    )
    tau_var = fsum(share * (tau - tau_s) ** 2 for share, (tau, _) in zip(shares, fits, strict=True))
    lowest, highest = GAINS_BPM_KMH
    if not lowest <= gain <= highest or gain_var > MOST_GAIN_SD**2:
        return None
    return HeartFit(gain, sqrt(gain_var), tau_s, sqrt(tau_var))


def _means(samples: Sequence[Sample]) -> list[Sample]:
    """Means over slots of `EVERY_S`, where anything was told."""
    slots: dict[int, list[Sample]] = {}
    for sample in samples:
        slots.setdefault(int(sample[0] // EVERY_S), []).append(sample)
    return [
        (
            fsum(t for t, _, _ in slot) / len(slot),
            fsum(bpm for _, bpm, _ in slot) / len(slot),
            fsum(kmh for _, _, kmh in slot) / len(slot),
        )
        for slot in slots.values()
    ]


def _linear(means: Sequence[Sample], tau_s: float) -> tuple[float, float, float] | None:
    """The gain at one time constant, its variance by that of the noise, and the squared error."""
    first_s, second_s = FIRST_SHARE * tau_s, (1 - FIRST_SHARE) * tau_s
    began_t, _, origin = means[0]
    first = second = 0.0
    sums = [[0.0] * 4 for _ in range(4)]
    for (before_t, before_bpm, before_kmh), (t, bpm, kmh) in pairwise(means):
        dt_s, last = t - before_t, second
        at = (before_kmh + kmh) / 2 - origin
        first = at + (first - at) * exp(-dt_s / first_s)
        second = first + (second - first) * exp(-dt_s / second_s)
        if dt_s > LONGEST_GAP_S or t - began_t < BEGINS_S:
            continue
        kept = exp(-dt_s / WANDER_S)
        hours, before_hours = (t - began_t) / 3600, (before_t - began_t) / 3600
        row = (
            second - kept * last,
            1 - kept,
            hours - kept * before_hours,
            bpm - kept * before_bpm,
        )
        for i, left in enumerate(row):
            for j, right in enumerate(row):
                sums[i][j] += left * right
    return _solved(sums)


def _solved(sums: list[list[float]]) -> tuple[float, float, float] | None:
    """Least squares with three unknowns by elimination, the first one's variance with it."""
    (aa, ab, ac, ay), (_, bb, bc, by), (_, _, cc, cy), (_, _, _, yy) = sums
    rest = bb * cc - bc * bc
    if rest <= 1e-12:
        return None
    to_b, to_c = (ab * cc - ac * bc) / rest, (ac * bb - ab * bc) / rest
    own = aa - to_b * ab - to_c * ac
    if own <= 1e-9:
        return None
    gain = (ay - to_b * by - to_c * cy) / own
    base_b, base_c = (by * cc - cy * bc) / rest, (cy * bb - by * bc) / rest
    error = yy - base_b * by - base_c * cy - gain**2 * own
    return gain, 1 / own, max(0.0, error)
