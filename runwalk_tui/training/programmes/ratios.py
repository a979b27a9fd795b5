"""Run-walk ratios: what one is, what it is called, and which of two has more running in it."""

from math import gcd

from runwalk_tui.language import tr
from runwalk_tui.units.format import minutes_clock
from runwalk_tui.workout.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Ratio:
    """A run and the walk after it, in seconds; without a run it is walking alone.

    Raises:
        ValueError: If there is no walk, or a run of less than 0 s.
    """

    run_s: float
    walk_s: float

    def __post_init__(self) -> None:
        if not (self.run_s >= 0 and self.walk_s > 0):
            raise ValueError(f"a ratio needs a walk, not {self.run_s:g}/{self.walk_s:g} s")

    @property
    def share(self) -> float:
        """The share of running in the time, 0 to 1."""
        return self.run_s / (self.run_s + self.walk_s)

    @property
    def name(self) -> str:
        """The ratio in lowest terms, run first: ``4:1``; ``walk`` without a run."""
        run_s, walk_s = round(self.run_s), max(1, round(self.walk_s))
        if not run_s:
            return "walk"
        unit_s = gcd(run_s, walk_s)
        return f"{run_s // unit_s}:{walk_s // unit_s}"

    @property
    def is_walking(self) -> bool:
        """True without a run."""
        return not round(self.run_s)

    @property
    def lengths(self) -> str:
        """The lengths in words: ``run 90 s, walk 30 s``."""
        run, walk = length_text(self.run_s), length_text(self.walk_s)
        lengths = tr("run {run}, walk {walk}") if round(self.run_s) else tr("walk {walk}")
        return lengths.format(run=run, walk=walk)


def minutes(run: float, walk: float) -> Ratio:
    """A ratio of minutes, as most are called: ``minutes(4, 1)``."""
    return Ratio(run * 60, walk * 60)


LADDER = tuple(
    minutes(run, walk)
    for run, walk in (
        (1, 4),
        (1, 3),
        (1, 2),
        (1, 1),
        (2, 1),
        (3, 1),
        (4, 1),
        (5, 1),
        (9, 1),
        (10, 1),
    )
)
"""From the gentlest to the one for marathons: each rung runs more than the one below it.

Source: return from injury 1:3 or 1:4; beginners 1:2, then 1:1, 2:1, 4:1; easy runs 4:1 or 5:1; long
runs 9:1 or 10:1 (Galloway's run-walk-run, and clinicians' practice).
"""


def on_grid(seconds: float) -> float:
    """A length that was measured, as it was meant: whole 5 s from 20 s on, else whole seconds."""
    return 5.0 * round(seconds / 5) if seconds >= 20 else float(max(1, round(seconds)))


def rung_of(ratio: Ratio) -> int:
    """The highest rung of the `LADDER` with no more running than ``ratio``; -1 below the first."""
    return sum(rung.share <= ratio.share + 1e-9 for rung in LADDER) - 1


def length_text(seconds: float) -> str:
    """A time as people say it: ``90 s``, ``2 min``, ``2:30``."""
    whole = round(seconds)
    if whole < 120 and whole != 60:
        return f"{whole} s"
    return minutes_clock(whole) if whole % 60 else f"{whole // 60} min"
