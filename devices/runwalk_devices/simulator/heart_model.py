"""A runner's heart: how its rate answers effort, and when each beat falls."""

import math
import random

from runwalk_devices.simulator.effort import REST_ML_KG_MIN, RUN_FROM_KMH, oxygen_ml_kg_min

_EASY_RUN_ML_KG_MIN = 31.8
_EASY_RUN_RISE_BPM = 90.0
_CURVE = 0.75
_RISE_S = 35.0
_FALL_S = 70.0
_FATIGUE_BPM = 18.0
_FATIGUE_S = 2400.0
_UNEVEN = 0.015
_WANDER_KEPT = 0.93
_WANDER_BPM = 0.7
_SLOWEST_BPM = 35.0
_FASTEST_BPM = 210.0


class Heart:
    """The rate follows effort with a lag, quicker up than down, and creeps up with fatigue.

    Steady rate above rest grows with oxygen uptake to the power 0.75, scaled so that a run at
    8.5 km/h (31.8 ml/kg/min) raises it by 90 bpm; a brisk walk then comes to some 100 bpm. Fatigue
    adds up to 18 bpm for each such effort, over tens of minutes: cardiac drift. Even at rest it
    wanders by some 2 bpm within a quarter of a minute. All of it is a plausible person, not a
    measured one.

    Args:
        rest_bpm: Rate when standing at ease.
        seed: Of the small unevenness from beat to beat; equal seeds give equal hearts.
    """

    def __init__(self, *, rest_bpm: float = 62.0, seed: int = 1) -> None:
        self._rest_bpm = rest_bpm
        self._effort_bpm = 0.0
        self._fatigue_bpm = 0.0
        self._wander_bpm = 0.0
        self._random = random.Random(seed)
        self._interval_s = self._next_interval_s()
        self._until_beat_s = self._interval_s

    @property
    def trend_bpm(self) -> float:
        """The rate that effort and fatigue lead to."""
        return self._rest_bpm + self._effort_bpm + self._fatigue_bpm

    @property
    def bpm(self) -> float:
        """The rate now, before the unevenness of single beats."""
        return min(_FASTEST_BPM, max(_SLOWEST_BPM, self.trend_bpm + self._wander_bpm))

    def advance(
        self, dt_s: float, speed_kmh: float, incline_percent: float = 0.0
    ) -> tuple[float, ...]:
        """Let ``dt_s`` seconds of this effort pass.

        Returns:
            The interval before each beat that fell in them, seconds. Over time they add up to the
            time passed, less what is left to the next beat.
        """
        share = _share_of_easy_run(speed_kmh, incline_percent)
        beats: list[float] = []
        while dt_s >= self._until_beat_s:
            dt_s -= self._until_beat_s
            self._respond(self._until_beat_s, share)
            beats.append(self._interval_s)
            self._interval_s = self._until_beat_s = self._next_interval_s()
        self._respond(dt_s, share)
        self._until_beat_s -= dt_s
        return tuple(beats)

    def _respond(self, dt_s: float, share: float) -> None:
        goal = _EASY_RUN_RISE_BPM * share
        lag_s = _RISE_S if goal > self._effort_bpm else _FALL_S
        self._effort_bpm += (goal - self._effort_bpm) * -math.expm1(-dt_s / lag_s)
        tired = _FATIGUE_BPM * share
        self._fatigue_bpm += (tired - self._fatigue_bpm) * -math.expm1(-dt_s / _FATIGUE_S)

    def _next_interval_s(self) -> float:
        step_bpm = self._random.gauss(0, _WANDER_BPM)
        self._wander_bpm = self._wander_bpm * _WANDER_KEPT + step_bpm
        return 60 / self.bpm * (1 + self._random.gauss(0, _UNEVEN))


def _share_of_easy_run(speed_kmh: float, incline_percent: float) -> float:
    """Effort as a share of a run at 8.5 km/h: 0 at rest, 1 there, more beyond."""
    if speed_kmh <= 0:
        return 0.0
    oxygen = oxygen_ml_kg_min(speed_kmh, incline_percent, running=speed_kmh >= RUN_FROM_KMH)
    above_rest = max(0.0, oxygen - REST_ML_KG_MIN)
    return math.pow(above_rest / (_EASY_RUN_ML_KG_MIN - REST_ML_KG_MIN), _CURVE)
