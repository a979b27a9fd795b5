"""Hearts of the people that heart-rate control was measured on, one drawn from each seed.

24 people on a treadmill, moderate and vigorous running: gain 24.2 +/- 8.3 bpm per m/s and time
constant 57.6 +/- 23.6 s (Hunt 2015, BioMed Eng OnLine 14:112, s12938-015-0112-7), in two phases
(Wang & Hunt 2021, s12938-021-00875-7). Each wanders by 2 bpm that last some 12 s, and drifts up.
"""

import math
import random

MEAN_GAIN_BPM_KMH = 24.2 / 3.6
SPREAD_GAIN_BPM_KMH = 8.3 / 3.6
MEAN_TAU_S = 57.6
SPREAD_TAU_S = 23.6
_MOST_SPREADS = 1.7
_FIRST_SHARES = 0.25, 0.4
_WANDER_BPM = 2.0
_WANDER_S = 12.0
_MOST_DRIFT_BPM = 8.0
_DRIFT_S = 2100.0


class PopulationHeart:
    """A person whose rate at one speed is given, and how it answers other speeds is drawn.

    Args:
        at_bpm: Steady rate at ``at_kmh``, before any drift.
        at_kmh: A running speed.
        seed: Which person, and which day.
        from_kmh: The speed that the heart has come to rest at.

    Attributes:
        gain_bpm_kmh: Steady change for one km/h.
        tau_s: Time constant of both phases together.
        drift_bpm: How far the rate drifts up within 35 min.
        wander_bpm: The heart's own part of the rate now.
    """

    def __init__(self, at_bpm: float, at_kmh: float, *, seed: int, from_kmh: float = 5.0) -> None:
        self._random = random.Random(seed)
        self._at_bpm, self._at_kmh = at_bpm, at_kmh
        self.gain_bpm_kmh = self._drawn(MEAN_GAIN_BPM_KMH, SPREAD_GAIN_BPM_KMH)
        self.tau_s = self._drawn(MEAN_TAU_S, SPREAD_TAU_S)
        self.drift_bpm = self._random.uniform(0, _MOST_DRIFT_BPM)
        share = self._random.uniform(*_FIRST_SHARES)
        self._taus_s = share * self.tau_s, (1 - share) * self.tau_s
        self._first = self._second = self.gain_bpm_kmh * (from_kmh - at_kmh)
        self.wander_bpm = self._random.gauss(0, _WANDER_BPM)
        self._t = 0.0

    @property
    def bpm(self) -> float:
        """The present heart rate, in bpm."""
        drift_bpm = self.drift_bpm * min(1.0, self._t / _DRIFT_S)
        return self._at_bpm + self._second + drift_bpm + self.wander_bpm

    def advance(self, dt_s: float, speed_kmh: float) -> float:
        """Let ``dt_s`` seconds at this speed pass; returns the rate then."""
        goal_bpm = self.gain_bpm_kmh * (speed_kmh - self._at_kmh)
        first_s, second_s = self._taus_s
        self._first += (goal_bpm - self._first) * -math.expm1(-dt_s / first_s)
        self._second += (self._first - self._second) * -math.expm1(-dt_s / second_s)
        kept = math.exp(-dt_s / _WANDER_S)
        own = self._random.gauss(0, _WANDER_BPM * math.sqrt(1 - kept**2))
        self.wander_bpm = self.wander_bpm * kept + own
        self._t += dt_s
        return self.bpm

    def _drawn(self, mean: float, spread: float) -> float:
        """Normal, as far as the extremes of so few people reach."""
        while True:
            value = self._random.gauss(mean, spread)
            if abs(value - mean) <= _MOST_SPREADS * spread:
                return value
