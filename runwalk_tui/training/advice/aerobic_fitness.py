"""Maximal oxygen uptake, estimated from steady minutes; critical speed, from a ten-minute test.

Sources: oxygen uptake by ACSM's equations (Guidelines, 10th ed.), along a straight line to the
maximal heart rate. The maximum by age has a standard deviation of 7 to 11 bpm (Tanaka 2001), which
is most of the error. Critical speed is the distance over the time, less the metres that can be run
above it, here taken as 200 +/- 75 m, as they are where nobody has measured them.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from math import sqrt

from runwalk_tui.training.advice.athlete import Athlete
from runwalk_tui.training.history.dates import day_of
from runwalk_tui.training.history.diary_index import Told
from runwalk_tui.training.history.session_stats import SessionStats, can_be_trusted
from runwalk_tui.training.programmes.ten_minutes import TEN_MINUTES, TEST_S
from runwalk_tui.units.averages import fmean
from runwalk_tui.workout.frozen import dataclass

REMEMBERED = timedelta(days=42)

LEAST_MINUTES, LEAST_SPREAD_BPM = 6, 15.0
"""Fewer steady minutes, or at heart rates closer together, have no line."""

BY_AGE_SD_BPM, MEASURED_SD_BPM = 10.0, 3.0
"""Standard deviations of the maximum, by age and measured."""

EQUATION_SHARE = 0.07
"""The equations' own standard error between people, of the value (ACSM Guidelines)."""

LEAST_VO2MAX, MOST_VO2MAX = 15.0, 85.0
"""Beyond these the line has gone astray."""

ABOVE_M, ABOVE_SD_M = 200.0, 75.0
"""Metres that one can run above the critical speed in all."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """A value with its standard error, and of how many minutes or tests it is."""

    value: float
    error: float
    count: int


def vo2max_of(sessions: Sequence[SessionStats], athlete: Athlete, today: date) -> Estimate | None:
    """Maximal oxygen uptake in ml/kg/min; None where the steady minutes say too little."""
    minutes = [
        (bpm, vo2)
        for session in sessions
        if can_be_trusted(session) and timedelta() <= today - day_of(session) <= REMEMBERED
        for vo2, bpm in zip(session.steady_vo2, session.steady_bpm, strict=True)
    ]
    rates = [bpm for bpm, _ in minutes]
    if len(minutes) < LEAST_MINUTES or max(rates) - min(rates) < LEAST_SPREAD_BPM:
        return None
    mean_bpm, mean_vo2 = fmean(rates), fmean(vo2 for _, vo2 in minutes)
    spread = sum((bpm - mean_bpm) ** 2 for bpm in rates)
    slope = sum((bpm - mean_bpm) * (vo2 - mean_vo2) for bpm, vo2 in minutes) / spread
    if slope <= 0:
        return None
    far = athlete.max_bpm - mean_bpm
    value = mean_vo2 + slope * far
    off = sum((vo2 - mean_vo2 - slope * (bpm - mean_bpm)) ** 2 for bpm, vo2 in minutes)
    of_line = off / (len(minutes) - 2) * (1 / len(minutes) + far**2 / spread)
    sd_bpm = MEASURED_SD_BPM if athlete.max_is_measured else BY_AGE_SD_BPM
    error = sqrt(of_line + (slope * sd_bpm) ** 2 + (EQUATION_SHARE * value) ** 2)
    return Estimate(value, error, len(minutes)) if LEAST_VO2MAX <= value <= MOST_VO2MAX else None


def critical_kmh(sessions: Sequence[SessionStats], told: Told, today: date) -> Estimate | None:
    """Critical speed in km/h by the best ten-minute test of half a year; None without one."""
    tests = [
        session.best_600_m
        for session in sessions
        if session.plan == TEN_MINUTES
        and session.best_600_m is not None
        and (told.effort(session) or 10) >= LEAST_EFFORT
        and timedelta() <= today - day_of(session) <= TEST_REMEMBERED
    ]
    if not tests:
        return None
    kmh = (max(tests) - ABOVE_M) / TEST_S * 3.6
    return Estimate(kmh, ABOVE_SD_M / TEST_S * 3.6, len(tests))


LEAST_EFFORT = 8
TEST_REMEMBERED = timedelta(days=180)
"""A test that felt easy, or is older, says nothing."""
