"""A figure that two builds are compared by, with its target."""

from collections.abc import Callable
from dataclasses import dataclass

from benchmarks.against.builds import Build

BASE = "282851e"
"""The build that the targets are set against."""


@dataclass(frozen=True)
class Figure:
    """One line of the table.

    Attributes:
        name: What is measured.
        unit: In what.
        measure: Measures it once in a build.
        target: What it is to be at most, or at least where more is better.
        of_base: The target is a share of 282851e's own figure.
        more_is_better: A rate; else a cost.
        rounds: How often each build is measured; the best counts.
    """

    name: str
    unit: str
    measure: Callable[[Build], float]
    target: float
    of_base: bool = True
    more_is_better: bool = False
    rounds: int = 3

    def best(self, measured: list[float]) -> float:
        """The one that was disturbed least."""
        return max(measured) if self.more_is_better else min(measured)

    def ratio(self, ours: float, theirs: float) -> float:
        """Ours by theirs."""
        return ours / theirs if theirs else float("nan")

    def is_met(self, ours: float, theirs: float) -> bool:
        """True if ours is as the target wants it beside theirs of the base."""
        reached = self.ratio(ours, theirs) if self.of_base else ours
        return reached >= self.target if self.more_is_better else reached <= self.target

    def is_worse(self, ours: float, theirs: float, percent: float) -> bool:
        """True if ours costs, or falls short by, more than ``percent`` beside theirs."""
        ratio = self.ratio(theirs, ours) if self.more_is_better else self.ratio(ours, theirs)
        return ratio > 1 + percent / 100

    @property
    def target_text(self) -> str:
        """The target in words."""
        bound = "at least" if self.more_is_better else "at most"
        if not self.of_base:
            return f"{bound} {self.target:g}"
        times = "times " if self.more_is_better else "of "
        return f"{bound} {self.target:g} {times}{BASE}'s"


def of_program(
    name: str,
    unit: str,
    program: str,
    target: float,
    *,
    of_base: bool = True,
    more_is_better: bool = False,
    rounds: int = 3,
) -> Figure:
    """A figure that a program of `benchmarks/against/programs/` prints, by its name and words."""

    def measure(build: Build) -> float:
        return build.figure(*program.split())

    return Figure(name, unit, measure, target, of_base, more_is_better, rounds)
