"""The law on hearts of the published population, and on what no heart tells."""

from dataclasses import replace
from math import isfinite
from statistics import fmean

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.hold_trials import INCLINE, POWER, HoldLaw, Turned, drawn, hold, square_wave
from runwalk_tui.workout.heart_response import (
    HeartResponse,
    begin,
    follow,
    observe,
)
from runwalk_tui.workout.hold_law import Actuator, next_change, wanted_load

BELT = Actuator(lowest=5.0, highest=12.0, increment=0.1, rise=0.1, leap=0.5, fall=0.5)
MEAN = HeartResponse()
KNOWN = begin(0.0, 140.0, 9.0, 9.0, MEAN)


@pytest.mark.parametrize("off_bpm", [8.0, 20.0])
def test_hearts_are_held_as_closely_as_in_the_laboratory(off_bpm: float) -> None:
    """Twelve of the 200 of `python -m benchmarks hold`, and its goals."""
    trials = [hold(runner, HoldLaw(runner)) for runner in drawn(12, off_bpm)]
    assert fmean(trial.rms_bpm - trial.own_bpm for trial in trials) <= 0.1, "own: 2.0 on average"
    assert max(trial.rms_bpm for trial in trials) <= 2.6
    assert max(trial.near_s for trial in trials) <= 180
    assert fmean(trial.change_m2_s2 for trial in trials) <= 20e-4


@pytest.mark.parametrize("turned", [INCLINE, POWER], ids=["incline", "power"])
def test_by_incline_and_by_power_they_are_held_as_closely(turned: Turned) -> None:
    trials = [hold(runner, HoldLaw(runner)) for runner in drawn(12, 8.0, turned)]
    assert fmean(trial.rms_bpm - trial.own_bpm for trial in trials) <= 0.12
    assert max(trial.rms_bpm for trial in trials) <= 2.6
    assert max(trial.near_s for trial in trials) <= 180
    assert fmean(trial.change_m2_s2 for trial in trials) <= 20e-4


def test_a_square_wave_is_followed() -> None:
    trials = [hold(runner, HoldLaw(runner), square_wave) for runner in drawn(12, 8.0)]
    assert fmean(trial.rms_bpm for trial in trials) <= 2.6


@pytest.mark.parametrize("times", [0.4, 25.0])
def test_another_unit_gives_the_same_law(times: float) -> None:
    """An incline or a power that works on the heart as the speed does is turned as far."""
    response = HeartResponse(MEAN.gain / times, MEAN.gain_sd / times)
    actuator = Actuator(*(times * value for value in (5.0, 12.0, 0.1, 0.1, 0.5, 0.5)))
    one, other = KNOWN, begin(0.0, 140.0, 9.0 * times, 9.0 * times, response)
    for second in range(1, 120):
        load, bpm = 9.0 + second / 100, 140.0 + second % 5
        one = observe(one, float(second), bpm, load, MEAN)
        other = observe(other, float(second), bpm, load * times, response)
        asked = next_change(one, MEAN, (145, 145), load, BELT)
        same = next_change(other, response, (145, 145), load * times, actuator)
        assert same == pytest.approx(asked * times, abs=1e-6)


def test_a_target_asks_for_more_than_a_band_that_holds_it() -> None:
    assert wanted_load(KNOWN, MEAN, (145, 145), 9.0) > 9.0
    assert wanted_load(KNOWN, MEAN, (130, 150), 9.0) == 9.0


@pytest.mark.parametrize(("bpm", "change"), [(120.0, 0.5), (170.0, -0.5), (140.0, 0.0)])
def test_far_off_the_most_is_asked_and_at_the_target_nothing(bpm: float, change: float) -> None:
    known = begin(0.0, bpm, 9.0, 9.0, MEAN)
    assert next_change(known, MEAN, (140, 140), 9.0, BELT) == change


def test_a_rate_far_below_is_not_slowed_by_what_is_expected_of_it() -> None:
    """A heart at 120 bpm that just began to run at 12 km/h is expected beyond 140."""
    known = begin(0.0, 120.0, 5.0, 9.0, MEAN)
    assert wanted_load(known, MEAN, (140, 140), 12.0) < 12.0
    assert next_change(known, MEAN, (140, 140), 12.0, BELT) == 0
    near = replace(known, told_bpm=135.0)
    assert next_change(near, MEAN, (140, 140), 12.0, BELT) < 0


def test_in_a_walk_the_heart_is_followed_and_its_gain_kept() -> None:
    known = KNOWN
    for second in range(1, 60):
        known = observe(known, float(second), 140.0, 9.0, MEAN)
    walked = known
    for second in range(60, 120):
        walked = follow(walked, float(second), 120.0, 5.0, MEAN)
    assert (walked.gain, walked.base_bpm) == (known.gain, known.base_bpm)
    assert walked.level_bpm < known.level_bpm - 10, "the load came down"
    assert walked.base_var > known.base_var
    assert walked.began_t == 119


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.floats(0.0, 90.0),
            st.integers(1, 254),
            st.floats(0.1, 25.0),
            st.sampled_from([(145, 145), (130, 150), (30, 230)]),
        ),
        min_size=1,
        max_size=60,
    )
)
def test_nothing_that_is_told_leads_beyond_the_range(
    told: list[tuple[float, int, float, tuple[int, int]]],
) -> None:
    known, t, now = KNOWN, 0.0, 9.0
    for dt_s, bpm, load, hold_bpm in told:
        t += dt_s
        known = observe(known, t, float(bpm), load, MEAN)
        change = next_change(known, MEAN, hold_bpm, now, BELT)
        assert isfinite(change)
        assert -BELT.fall <= change <= BELT.leap
        now += change
        assert BELT.lowest - BELT.increment <= now <= BELT.highest + BELT.increment
        assert known.gain_var >= 0
        assert known.base_var >= 0
