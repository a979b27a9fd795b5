"""The response of a runner's heart to the belt, learnt over sessions."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from math import fsum, sqrt

from runwalk_tui.training.history.session_stats import SessionStats
from runwalk_tui.training.physiology.heart_fit import HeartFit
from runwalk_tui.workout.heart_response import SPREAD_TAU_S, HeartResponse

DAYS_GAIN_SHARE = 0.12
DAYS_TAU_S = 10.0
"""The spread of one heart's response from day to day, whatever one session says; assumed."""

MOST_SESSIONS = 20
"""So many of the last sessions count."""


def learned_response(sessions: Iterable[SessionStats], *, virtual: bool = False) -> HeartResponse:
    """The response of a runner's heart, by all of the runner's sessions.

    Args:
        sessions: In order of time; the last `MOST_SESSIONS` of those that say anything count.
        virtual: Sessions on a virtual treadmill count as well: its heart is nobody's.
    """
    told = [
        HeartFit(each.gain_bpm_kmh, each.gain_sd, each.tau_s, each.tau_sd)
        for each in sessions
        if each.gain_bpm_kmh is not None and (virtual or not each.is_virtual)
    ]
    return response_of(told[-MOST_SESSIONS:])


def response_of(fits: Sequence[HeartFit]) -> HeartResponse:
    """Means weighted by precision, the published population as the first of them."""
    prior = HeartResponse()
    gains = [(prior.gain, prior.gain_sd)]
    taus = [(prior.tau_s, SPREAD_TAU_S)]
    for fit in fits:
        gains.append((fit.gain, sqrt(fit.gain_sd**2 + (DAYS_GAIN_SHARE * fit.gain) ** 2)))
        taus.append((fit.tau_s, sqrt(fit.tau_sd**2 + DAYS_TAU_S**2)))
    gain, gain_sd = _weighted(gains)
    least_sd = DAYS_GAIN_SHARE * gain
    return replace(prior, gain=gain, gain_sd=max(least_sd, gain_sd), tau_s=_weighted(taus)[0])


def _weighted(told: Sequence[tuple[float, float]]) -> tuple[float, float]:
    whole = fsum(1 / sd**2 for _, sd in told)
    return fsum(value / sd**2 for value, sd in told) / whole, 1 / sqrt(whole)
