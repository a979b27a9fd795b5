"""A heart of the published population on a belt, led by a law that holds its rate.

As the belt of a session: 1 s until it follows, 0.5 km/h a second, 0.1 km/h at a time, and an
increase of more than that 3 s late, by its announcement.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from math import exp, sqrt
from typing import Protocol

from runwalk_devices.simulator.population import PopulationHeart
from runwalk_tui.training.history.learned_heart import response_of
from runwalk_tui.training.physiology.heart_fit import Sample, fit_heart
from runwalk_tui.workout.heart_response import HeartResponse, begin, follow, observe
from runwalk_tui.workout.hold_law import EVERY_S, Actuator, next_change

TARGET_BPM = 145.0
WALK_KMH = 5.5
WARM_UP_S = 300
HELD_S = 2100
SETTLED_S = 600
"""The error counts from minute 10 on, to minute 35."""

NEAR_BPM = 4.0
SLOWER_KMH, FASTER_KMH = 4.0, 3.0
DELAY_S, RAMP_KMH_S, NOTICE_S = 1.0, 0.5, 3.0
PHASES_S = 19.0, 38.0
"""Of the response that a step of the reference is compared with: a mean heart's."""

SAMPLE_S = 5
"""The mean square change of speed is that from one sample to the next, as published."""

Reference = Callable[[float], float]


class Law(Protocol):
    """Decides the speed of the belt."""

    def __call__(self, t: float, bpm: int, belt_kmh: float, target_bpm: float, /) -> float | None:
        """The speed to ask for now, or None; before the run begins ``t`` is below 0."""


@dataclass(frozen=True, slots=True)
class Trial:
    """The result of one trial.

    Attributes:
        rms_bpm: Root mean square error over minutes 10 to 35.
        own_bpm: The part of it that is the heart's own wander.
        near_s: When the rate, without its wander, first came within 4 bpm; infinite if never.
        change_m2_s2: Mean square change of speed within 5 s.
    """

    rms_bpm: float
    own_bpm: float
    near_s: float
    change_m2_s2: float


@dataclass(frozen=True, slots=True)
class Runner:
    """A drawn heart, and the plan's speed, which is off by what was drawn as well."""

    seed: int
    plan_kmh: float
    off_kmh: float

    def heart(self) -> PopulationHeart:
        """The same heart at each call, at rest."""
        return PopulationHeart(
            TARGET_BPM, self.plan_kmh + self.off_kmh, seed=self.seed, from_kmh=0.0
        )


def drawn(count: int, off_bpm: float, within_kmh: float = FASTER_KMH) -> list[Runner]:
    """So many runners whose plan's speed is off by at most ``off_bpm`` of steady heart rate.

    A plan further off than the belt may be led is left out: no law mends it.
    """
    runners: list[Runner] = []
    seed = 0
    while len(runners) < count:
        seed += 1
        own = random.Random(-seed)
        ideal_kmh = own.uniform(7.5, 10.5)
        gain = PopulationHeart(TARGET_BPM, ideal_kmh, seed=seed).gain_bpm_kmh
        plan_kmh = round(ideal_kmh + own.uniform(-off_bpm, off_bpm) / gain, 1)
        if abs(ideal_kmh - plan_kmh) <= within_kmh:
            runners.append(Runner(seed, plan_kmh, ideal_kmh - plan_kmh))
    return runners


def constant(_: float) -> float:
    """One target for all of the run."""
    return TARGET_BPM


def square_wave(t: float) -> float:
    """10 bpm up or down every five minutes."""
    return TARGET_BPM + (5.0 if t // 300 % 2 else -5.0)


def hold(runner: Runner, law: Law, reference: Reference = constant) -> Trial:
    """A warm-up, and 35 minutes with the law.

    A reference that jumps is compared as the response of a mean heart to it, as published: no heart
    jumps (Wang & Hunt 2021, Syst. Sci. Control Eng. 9:651).
    """
    heart, belt_kmh, goal_kmh = runner.heart(), WALK_KMH, WALK_KMH
    pending: list[tuple[float, float]] = []
    squares, own, speeds, near_s = 0.0, 0.0, [], float("inf")
    first = nominal = reference(0.0)
    for second in range(-WARM_UP_S, HELD_S):
        t = float(second)
        if second == 0:
            pending.append((t + DELAY_S, runner.plan_kmh))
        while pending and pending[0][0] <= t:
            goal_kmh = pending.pop(0)[1]
        belt_kmh += max(-RAMP_KMH_S, min(RAMP_KMH_S, goal_kmh - belt_kmh))
        bpm = heart.advance(1.0, belt_kmh)
        target_bpm = reference(t)
        asked_kmh = law(t, round(bpm), belt_kmh, target_bpm)
        if asked_kmh is not None:
            late_s = NOTICE_S if asked_kmh > goal_kmh + 0.11 else 0.0
            pending = [(t + DELAY_S + late_s, asked_kmh)]
        first += (target_bpm - first) * (1 - exp(-1 / PHASES_S[0]))
        nominal += (first - nominal) * (1 - exp(-1 / PHASES_S[1]))
        if 0 <= t < near_s and abs(bpm - heart.wander_bpm - target_bpm) <= NEAR_BPM:
            near_s = min(near_s, t)
        if t >= SETTLED_S:
            squares += (bpm - nominal) ** 2
            own += heart.wander_bpm**2
            speeds.append(belt_kmh / 3.6)
    samples = speeds[::SAMPLE_S]
    changes = [(b - a) ** 2 for a, b in pairwise(samples)]
    counted = HELD_S - SETTLED_S
    return Trial(sqrt(squares / counted), sqrt(own / counted), near_s, sum(changes) / len(changes))


def taught(runner: Runner) -> HeartResponse:
    """The response of the heart, learned in one session with the program's own law."""
    law, samples = HoldLaw(runner.plan_kmh), list[Sample]()

    def heard(t: float, bpm: int, belt_kmh: float, target_bpm: float, /) -> float | None:
        samples.append((t + WARM_UP_S, float(bpm), belt_kmh))
        return law(t, bpm, belt_kmh, target_bpm)

    hold(runner, heard)
    fit = fit_heart(samples)
    return HeartResponse() if fit is None else response_of([fit])


class HoldLaw:
    """The program's own law, without the gate."""

    def __init__(self, plan_kmh: float, response: HeartResponse | None = None) -> None:
        self._plan_kmh = self.now_kmh = plan_kmh
        self._response = response or HeartResponse()
        self.known = begin(-WARM_UP_S - 1.0, 90.0, 0.0, plan_kmh, self._response)
        self._acted_at = 20.0 - EVERY_S
        self._belt = Actuator(
            plan_kmh - SLOWER_KMH,
            plan_kmh + FASTER_KMH,
            increment=0.1,
            rise=0.1,
            leap=0.5,
            fall=0.5,
        )

    def __call__(self, t: float, bpm: int, belt_kmh: float, target_bpm: float) -> float | None:
        """As a session asks it: in the warm-up the heart is followed."""
        if t < 0:
            self.known = follow(self.known, t, bpm, belt_kmh, self._response)
            return None
        self.known = observe(self.known, t, bpm, belt_kmh, self._response)
        if t - self._acted_at < EVERY_S or abs(belt_kmh - self.now_kmh) > 0.01:
            return None
        hold_bpm = target_bpm, target_bpm
        change = round(
            next_change(self.known, self._response, hold_bpm, self.now_kmh, self._belt), 1
        )
        if not change:
            return None
        self.now_kmh, self._acted_at = round(self.now_kmh + change, 1), t
        return self.now_kmh
