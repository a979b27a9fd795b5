"""What one session, and many, teach of how a heart answers the belt."""

from dataclasses import replace
from statistics import fmean

import pytest

from runwalk_devices.simulator.population import PopulationHeart
from runwalk_tui.training.history.learned_heart import learned_response
from runwalk_tui.training.history.session_stats import SessionStats
from runwalk_tui.training.physiology.heart_fit import Sample, fit_heart
from runwalk_tui.workout.heart_response import MEAN_GAIN_BPM_KMH, MEAN_TAU_S, HeartResponse

PLAIN = SessionStats(1, "2030-01-01T08:00:00+01:00", None, "Run", "finished", 1, 1, 1, 1, 1)


def intervals(seed: int, minutes: int = 35) -> tuple[PopulationHeart, list[Sample]]:
    """Four minutes of running and one of walking, again and again, after a warm-up."""
    heart = PopulationHeart(150.0, 9.0, seed=seed, from_kmh=0.0)
    samples: list[Sample] = []
    for second in range(minutes * 60):
        kmh = 5.5 if second < 300 or second % 300 < 60 else 9.0
        samples.append((float(second), float(round(heart.advance(1.0, kmh))), kmh))
    return heart, samples


def taught(gain: float, sd: float = 0.2, *, virtual: bool = False) -> SessionStats:
    return replace(PLAIN, gain_bpm_kmh=gain, gain_sd=sd, tau_s=40.0, tau_sd=5.0, is_virtual=virtual)


def test_gain_and_time_constant_are_found() -> None:
    gains, taus = [], []
    for seed in range(12):
        heart, samples = intervals(seed)
        fit = fit_heart(samples)
        assert fit is not None
        gains.append(abs(fit.gain - heart.gain_bpm_kmh) / heart.gain_bpm_kmh)
        taus.append(abs(fit.tau_s - heart.tau_s) / heart.tau_s)
    assert fmean(gains) < 0.08
    assert fmean(taus) < 0.15


def test_a_speed_that_never_changes_teaches_nothing() -> None:
    heart = PopulationHeart(150.0, 9.0, seed=1, from_kmh=9.0)
    assert fit_heart([(float(t), heart.advance(1.0, 9.0), 9.0) for t in range(2000)]) is None


@pytest.mark.parametrize(
    "samples",
    [
        [],
        [(0.0, 120.0, 9.0)] * 500,
        [(float(t), 120.0, 9.0 if t % 600 < 300 else 5.0) for t in range(3000)],
        [(t * 100.0, 120.0 + t % 7, 5.0 + t % 5) for t in range(400)],
        [(float(t), 100.0 + t * 7919 % 80, 9.0 if t % 600 < 300 else 5.0) for t in range(3000)],
    ],
    ids=["nothing", "one moment", "frozen", "gaps", "noise"],
)
def test_what_is_no_heart_teaches_nothing(samples: list[Sample]) -> None:
    assert fit_heart(samples) is None


def test_a_short_session_teaches_nothing() -> None:
    assert fit_heart(intervals(1, minutes=4)[1]) is None


def test_without_a_session_the_published_means_hold() -> None:
    assert learned_response([PLAIN]) == HeartResponse()


def test_each_session_counts_and_none_alone() -> None:
    one, many = learned_response([taught(10.0)]), learned_response([taught(10.0)] * 8)
    assert MEAN_GAIN_BPM_KMH < one.gain < many.gain < 10.0
    assert MEAN_TAU_S > one.tau_s > many.tau_s > 40.0
    assert all(0.5 < each.gain_sd < HeartResponse().gain_sd for each in (one, many)), "days differ"


def test_an_uncertain_session_counts_for_less() -> None:
    assert learned_response([taught(10.0, 1.4)]).gain < learned_response([taught(10.0)]).gain


def test_old_sessions_are_forgotten() -> None:
    old, new = [taught(4.0)] * 30, [taught(8.0)] * 20
    assert learned_response([*old, *new]) == learned_response(new)


def test_a_virtual_heart_is_nobody_s() -> None:
    sessions = [taught(12.0, virtual=True)]
    assert learned_response(sessions) == HeartResponse()
    assert learned_response(sessions, virtual=True).gain > 9.0
