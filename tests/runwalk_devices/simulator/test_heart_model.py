"""The heart model: it answers effort as a heart does, and its beats fill the time."""

from itertools import groupby

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runwalk_devices.simulator.heart_model import Heart

RUN_KMH, WALK_KMH = 8.5, 5.2


def after(heart: Heart, minutes: float, speed_kmh: float, incline_percent: float = 0) -> float:
    for _ in range(round(minutes * 60)):
        heart.advance(1, speed_kmh, incline_percent)
    return heart.trend_bpm


def test_rest_stays_at_rest() -> None:
    assert after(Heart(rest_bpm=58), 10, 0) == pytest.approx(58, abs=0.5)


def test_easy_run_and_brisk_walk_come_to_plausible_rates() -> None:
    assert 150 <= after(Heart(), 4, RUN_KMH) <= 160
    assert 92 <= after(Heart(), 6, WALK_KMH) <= 112


def test_rises_within_a_run_and_falls_within_a_walk() -> None:
    heart = Heart()
    peaks, troughs = [], []
    for _ in range(6):
        peaks.append(after(heart, 3, RUN_KMH))
        first_minute = after(heart, 1, WALK_KMH)
        assert 15 <= peaks[-1] - first_minute <= 45
        troughs.append(after(heart, 1, WALK_KMH))
        assert troughs[-1] < first_minute
    assert peaks[1:] == sorted(peaks[1:]), "the same run costs a little more each time"
    assert peaks[-1] - peaks[1] > 2
    assert troughs[-1] > troughs[0]


def test_drifts_up_over_a_long_run_but_not_without_end() -> None:
    heart = Heart()
    early, late = after(heart, 5, RUN_KMH), after(heart, 35, RUN_KMH)
    assert 4 <= late - early <= 15
    assert after(heart, 240, RUN_KMH) < 180


def test_incline_is_effort() -> None:
    assert after(Heart(), 5, WALK_KMH, 10) > after(Heart(), 5, WALK_KMH) + 20


@given(st.lists(st.tuples(st.floats(0.05, 90), st.floats(0, 20)), min_size=1, max_size=20))
def test_intervals_add_up_to_the_time(spans: list[tuple[float, float]]) -> None:
    heart = Heart()
    intervals = [rr for dt_s, speed in spans for rr in heart.advance(dt_s, speed)]
    passed = sum(dt_s for dt_s, _ in spans)
    assert all(60 / 225 < rr < 60 / 30 for rr in intervals)
    assert 0 <= passed - sum(intervals) < 2 + 1e-6


@given(st.integers(0, 2**32), st.lists(st.integers(1, 40), min_size=1, max_size=8))
def test_equal_seeds_and_any_split_give_equal_beats(seed: int, parts: list[int]) -> None:
    whole, split = Heart(seed=seed), Heart(seed=seed)
    expected = whole.advance(sum(parts) / 4, RUN_KMH)
    beats = [rr for part in parts for rr in split.advance(part / 4, RUN_KMH)]
    assert beats == pytest.approx(list(expected))


def test_beats_are_uneven_as_a_heart_is() -> None:
    intervals = Heart().advance(60, 0)
    assert len(set(intervals)) > 50
    assert max(intervals) - min(intervals) < 0.15


def test_a_rate_at_rest_wanders_and_never_freezes() -> None:
    heart, rates = Heart(), list[int]()
    for _ in range(1800):
        heart.advance(1, 0)
        rates.append(round(heart.bpm))
    assert 55 < min(rates) < max(rates) < 70
    longest = max(len(list(run)) for _, run in groupby(rates))
    assert longest < 30
