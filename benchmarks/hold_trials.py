"""A heart of the published population on a belt, led by a law that holds its rate.

As the belt of a session: 1 s until it follows, 0.5 km/h a second, 0.1 km/h at a time, and an
increase of more than that 3 s late, by its announcement. Or at one speed by the incline, or on a
bike by its power, with the steps and the lags of these.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import pairwise
from math import exp, inf, sqrt
from typing import Protocol

from runwalk_devices.simulator.population import PopulationHeart
from runwalk_tui.training.history.learned_heart import response_of
from runwalk_tui.training.physiology.heart_fit import Sample, fit_heart
from runwalk_tui.workout.heart_response import (
    HeartResponse,
    begin,
    follow,
    kmh_per_percent,
    observe,
    watts_per_kmh,
)
from runwalk_tui.workout.hold_law import EVERY_S, Actuator, next_change
from runwalk_tui.workout.incline_hold import (
    FALL_PERCENT,
    MOST_PERCENT,
    STEP_PERCENT,
    TILTS_EVERY_S,
)
from runwalk_tui.workout.power_hold import EASIER_KMH, FALL_W, RISE_W, STEP_W

TARGET_BPM = 145.0
WALK_KMH = 5.5
WARM_UP_S = 300
HELD_S = 2100
SETTLED_S = 600
"""The error counts from minute 10 on, to minute 35."""

NEAR_BPM = 4.0
SLOWER_KMH, FASTER_KMH = 4.0, 3.0
DELAY_S, NOTICE_S = 1.0, 3.0
PHASES_S = 19.0, 38.0
"""Of the response that a step of the reference is compared with: a mean heart's."""

SAMPLE_S = 5
"""The mean square change of speed is that from one sample to the next, as published."""

Reference = Callable[[float], float]


@dataclass(frozen=True, slots=True)
class Turned:
    """What is turned to hold a rate, in its own unit.

    Attributes:
        each_kmh: One unit as running speed, by the oxygen that it costs.
        increment, rise, leap, fall: As of an `Actuator`.
        lower, raise_: How far it may be led below the plan, and above.
        every_s: Least time between two changes.
        ramp: How much of it a machine turns in a second.
        quiet: A larger rise is announced.
    """

    each_kmh: float
    increment: float
    rise: float
    leap: float
    fall: float
    lower: float
    raise_: float
    every_s: float
    ramp: float
    quiet: float

    def between(self, plan: float) -> Actuator:
        """The range around the plan."""
        lowest, highest = plan - self.lower, plan + self.raise_
        return Actuator(lowest, highest, self.increment, self.rise, self.leap, self.fall)


SPEED = Turned(1.0, 0.1, 0.1, 0.5, 0.5, SLOWER_KMH, FASTER_KMH, EVERY_S, 0.5, 0.11)

HILL_KMH, HILL_PERCENT = 9.0, 3.0
"""By incline: the speed of the run, and what the plan has of it.

Below the level the belt runs slower; here that is an incline below 0.
"""

INCLINE = Turned(
    each_kmh=kmh_per_percent(HILL_KMH, running=True),
    increment=STEP_PERCENT,
    rise=STEP_PERCENT,
    leap=STEP_PERCENT,
    fall=FALL_PERCENT,
    lower=HILL_PERCENT + SLOWER_KMH / kmh_per_percent(HILL_KMH, running=True),
    raise_=MOST_PERCENT,
    every_s=TILTS_EVERY_S,
    ramp=1 / TILTS_EVERY_S,
    quiet=STEP_PERCENT + 0.01,
)
MASS_KG = 70.0
POWER = Turned(
    each_kmh=1 / watts_per_kmh(MASS_KG),
    increment=STEP_W,
    rise=STEP_W,
    leap=RISE_W,
    fall=FALL_W,
    lower=EASIER_KMH * watts_per_kmh(MASS_KG),
    raise_=FASTER_KMH * watts_per_kmh(MASS_KG),
    every_s=EVERY_S,
    ramp=30.0,
    quiet=inf,
)
"""A trainer's brake follows within a second or two."""


class Law(Protocol):
    """Decides the speed of the belt, or what else is turned."""

    def __call__(self, t: float, bpm: int, now: float, target_bpm: float, /) -> float | None:
        """The value to ask for now, or None; before the run begins ``t`` is below 0."""


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
    """A drawn heart, and the plan's speed, which is off by what was drawn as well.

    Attributes:
        seed: Of the heart.
        plan_kmh: The plan's load, as running speed.
        off_kmh: The load that keeps the target, less the plan's.
        turned: What is turned.
    """

    seed: int
    plan_kmh: float
    off_kmh: float
    turned: Turned = SPEED

    @property
    def plan(self) -> float:
        """The plan's value of what is turned."""
        if self.turned is INCLINE:
            return HILL_PERCENT
        return (
            self.plan_kmh if self.turned is SPEED else round(self.plan_kmh / self.turned.each_kmh)
        )

    def load_kmh(self, value: float) -> float:
        """The load of a value of what is turned, as running speed."""
        if self.turned is INCLINE:
            return self.plan_kmh + (value - HILL_PERCENT) * INCLINE.each_kmh
        return value * self.turned.each_kmh

    def heart(self) -> PopulationHeart:
        """The same heart at each call, at rest."""
        return PopulationHeart(
            TARGET_BPM, self.plan_kmh + self.off_kmh, seed=self.seed, from_kmh=0.0
        )


def drawn(count: int, off_bpm: float, turned: Turned = SPEED) -> list[Runner]:
    """So many runners whose plan's speed is off by at most ``off_bpm`` of steady heart rate.

    A plan further off than it may be led is left out: no law mends it.
    """
    within_kmh = min(turned.lower, turned.raise_) * turned.each_kmh
    runners: list[Runner] = []
    seed = 0
    while len(runners) < count:
        seed += 1
        own = random.Random(-seed)
        ideal_kmh = own.uniform(7.5, 10.5)
        gain = PopulationHeart(TARGET_BPM, ideal_kmh, seed=seed).gain_bpm_kmh
        plan_kmh = round(ideal_kmh + own.uniform(-off_bpm, off_bpm) / gain, 1)
        if abs(ideal_kmh - plan_kmh) <= within_kmh:
            runners.append(Runner(seed, plan_kmh, ideal_kmh - plan_kmh, turned))
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
    heart, turned = runner.heart(), runner.turned
    # What is turned, in a warm-up at walking speed: its value is what costs as much.
    now = goal = runner.plan + (WALK_KMH - runner.plan_kmh) / turned.each_kmh
    pending: list[tuple[float, float]] = []
    squares, own, speeds, near_s = 0.0, 0.0, [], float("inf")
    first = nominal = reference(0.0)
    for second in range(-WARM_UP_S, HELD_S):
        t = float(second)
        if second == 0:
            pending.append((t + DELAY_S, runner.plan))
            now = runner.plan if turned is INCLINE else now
        while pending and pending[0][0] <= t:
            goal = pending.pop(0)[1]
        now += max(-turned.ramp, min(turned.ramp, goal - now))
        bpm = heart.advance(1.0, runner.load_kmh(now))
        target_bpm = reference(t)
        asked = law(t, round(bpm), now, target_bpm)
        if asked is not None:
            late_s = NOTICE_S if asked > goal + turned.quiet else 0.0
            pending = [(t + DELAY_S + late_s, asked)]
        first += (target_bpm - first) * (1 - exp(-1 / PHASES_S[0]))
        nominal += (first - nominal) * (1 - exp(-1 / PHASES_S[1]))
        if 0 <= t < near_s and abs(bpm - heart.wander_bpm - target_bpm) <= NEAR_BPM:
            near_s = min(near_s, t)
        if t >= SETTLED_S:
            squares += (bpm - nominal) ** 2
            own += heart.wander_bpm**2
            speeds.append(runner.load_kmh(now) / 3.6)
    samples = speeds[::SAMPLE_S]
    changes = [(b - a) ** 2 for a, b in pairwise(samples)]
    counted = HELD_S - SETTLED_S
    return Trial(sqrt(squares / counted), sqrt(own / counted), near_s, sum(changes) / len(changes))


def taught(runner: Runner) -> HeartResponse:
    """The response of the heart, learned in one session with the program's own law."""
    law, samples = HoldLaw(runner), list[Sample]()

    def heard(t: float, bpm: int, belt_kmh: float, target_bpm: float, /) -> float | None:
        samples.append((t + WARM_UP_S, float(bpm), belt_kmh))
        return law(t, bpm, belt_kmh, target_bpm)

    hold(runner, heard)
    fit = fit_heart(samples)
    return HeartResponse() if fit is None else response_of([fit])


class HoldLaw:
    """The program's own law, without the gate."""

    def __init__(self, runner: Runner, response: HeartResponse | None = None) -> None:
        self._turned, self.now = runner.turned, runner.plan
        known, each_kmh = response or HeartResponse(), runner.turned.each_kmh
        self._response = replace(
            known, gain=known.gain * each_kmh, gain_sd=known.gain_sd * each_kmh
        )
        standing = runner.plan - runner.plan_kmh / each_kmh
        self.known = begin(-WARM_UP_S - 1.0, 90.0, standing, runner.plan, self._response)
        self._acted_at = 20.0 - self._turned.every_s
        self._actuator = self._turned.between(runner.plan)

    def __call__(self, t: float, bpm: int, now: float, target_bpm: float) -> float | None:
        """As a session asks it: in the warm-up the heart is followed."""
        if t < 0:
            self.known = follow(self.known, t, bpm, now, self._response)
            return None
        self.known = observe(self.known, t, bpm, now, self._response)
        if t - self._acted_at < self._turned.every_s or abs(now - self.now) > 0.01:
            return None
        hold_bpm = target_bpm, target_bpm
        grid = self._turned.increment
        change = next_change(self.known, self._response, hold_bpm, self.now, self._actuator)
        change = round(change / grid) * grid
        if not change:
            return None
        self.now, self._acted_at = round(self.now + change, 1), t
        return self.now
