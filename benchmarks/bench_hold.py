"""Accuracy of a held heart rate: by the law before the model of the heart, and by the model.

And by the incline, and by a bike's power. 200 hearts drawn from the published population
(`runwalk_devices.simulator.population`). Published on treadmills: 1.98 and 2.13 bpm, 23.4 and
20.0 x 10^-4 m2/s2 (Wang & Hunt 2023, PLOS ONE 18(10) e0292310); square wave 2.59 and 2.69 bpm
(Wang & Hunt 2021, Syst. Sci. Control Eng. 9:651).
"""

from collections.abc import Callable, Sequence
from statistics import fmean

from benchmarks.hold_trials import (
    INCLINE,
    POWER,
    HoldLaw,
    Law,
    Reference,
    Runner,
    Trial,
    constant,
    drawn,
    hold,
    square_wave,
    taught,
)

HEARTS = 200
NEAR_BPM, FAR_BPM = 8.0, 20.0
"""Distances from the plan's speed, as steady heart rate."""

BAND_BPM = 2.0
"""The law before knew bands alone: a target was one of so much to each side."""

Row = tuple[str, float, str, str]


class BandLaw:
    """The law before: small steps towards a band, seldom, and no more than 1 km/h faster."""

    def __init__(self, runner: Runner) -> None:
        self._plan_kmh, self._added_kmh, self._last_kmh = runner.plan_kmh, 0.0, 0.0
        self._acted_at = 0.0
        self._raised_bpm: float | None = None
        self._told: list[int] = []

    def __call__(self, t: float, bpm: int, _: float, target_bpm: float, /) -> float | None:
        """After 45 s: slower each 20 s, faster each 45 s, by 0.03 km/h a beat outside."""
        self._told = [*self._told, bpm][-20:]
        if t < 45:
            return None
        mean_bpm, before_bpm = fmean(self._told[-10:]), fmean(self._told[:-10])
        low_bpm, high_bpm = target_bpm - BAND_BPM, target_bpm + BAND_BPM
        since_s, outside_bpm = t - self._acted_at, max(mean_bpm - high_bpm, low_bpm - mean_bpm)
        wish_kmh = 0.0
        if mean_bpm > high_bpm and since_s >= 20:
            wish_kmh = -max(0.1, min(0.5, 0.03 * outside_bpm))
        elif mean_bpm < low_bpm and since_s >= 45 and mean_bpm - before_bpm < 2:
            answered = self._raised_bpm is None or mean_bpm >= self._raised_bpm + 1
            wish_kmh = max(0.1, min(0.2, 0.03 * outside_bpm)) if answered else 0.0
        if not wish_kmh or (self._last_kmh * wish_kmh < 0 and outside_bpm < 4):
            return None
        added_kmh = round(max(-3.0, min(1.0, self._added_kmh + wish_kmh)), 1)
        if added_kmh == self._added_kmh:
            return None
        self._last_kmh, self._added_kmh, self._acted_at = wish_kmh, added_kmh, t
        self._raised_bpm = mean_bpm if wish_kmh > 0 else None
        return round(self._plan_kmh + added_kmh, 1)


def run() -> list[Row]:
    """Both laws on the same hearts: with a plan that is near, one that is off, a square wave."""
    near, far = drawn(HEARTS, NEAR_BPM), drawn(HEARTS, FAR_BPM)
    rows: list[Row] = []
    for name, law in (("band law", BandLaw), ("model law", HoldLaw)):
        is_new = law is HoldLaw
        rows += _rows(f"{name}, plan within 8 bpm", _trials(near, law), is_new=is_new)
        rows += _rows(f"{name}, plan within 20 bpm", _trials(far, law), is_new=is_new)
        waves = [trial.rms_bpm for trial in _trials(near, law, square_wave)]
        goal = "at most 2.6" if is_new else ""
        rows.append((f"{name}, 10 bpm up and down each 5 min: RMS", fmean(waves), "bpm", goal))
    name, known = "model law, heart learnt in a session", [taught(runner) for runner in near]
    laws = [HoldLaw(one, heart) for one, heart in zip(near, known, strict=True)]
    trials = [hold(runner, law) for runner, law in zip(near, laws, strict=True)]
    rows += _rows(f"{name}, plan within 8 bpm", trials, is_new=True)
    laws = [HoldLaw(one, heart) for one, heart in zip(near, known, strict=True)]
    waves = [hold(one, law, square_wave).rms_bpm for one, law in zip(near, laws, strict=True)]
    rows.append((f"{name}, 10 bpm up and down: RMS", fmean(waves), "bpm", "at most 2.6"))
    for name, turned in (("by incline", INCLINE), ("by a bike's power", POWER)):
        led = drawn(HEARTS, NEAR_BPM, turned)
        rows += _rows(f"model law {name}, plan within 8 bpm", _trials(led, HoldLaw), is_new=True)
    return rows


def _trials(
    runners: Sequence[Runner], law: Callable[[Runner], Law], reference: Reference = constant
) -> list[Trial]:
    return [hold(runner, law(runner), reference) for runner in runners]


def _rows(name: str, trials: Sequence[Trial], *, is_new: bool) -> list[Row]:
    goals = ("at most 2.1", "at most 2.6", "", "at most 180", "at most 20")
    mean, worst, own, near, change = goals if is_new else ("",) * 5
    changes = fmean(trial.change_m2_s2 for trial in trials) * 1e4
    return [
        (f"{name}: RMS, mean", fmean(trial.rms_bpm for trial in trials), "bpm", mean),
        (f"{name}: RMS, worst", max(trial.rms_bpm for trial in trials), "bpm", worst),
        (f"{name}: of it the heart's own", fmean(t.own_bpm for t in trials), "bpm", own),
        (f"{name}: within 4 bpm, latest", max(trial.near_s for trial in trials), "s", near),
        (f"{name}: mean square change", changes, "1e-4 m2/s2", change),
    ]
