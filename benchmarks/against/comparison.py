"""Measures figures in two builds turn about."""

import importlib
import pkgutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from benchmarks import against
from benchmarks.against.builds import Build, BuildError
from benchmarks.against.figure import Figure


@dataclass(frozen=True)
class Compared:
    """A figure of two builds.

    Attributes:
        figure: Which.
        ours, theirs: What was measured; None where the build could not be.
        failures: Why not.
    """

    figure: Figure
    ours: float | None
    theirs: float | None
    failures: tuple[str, ...] = ()

    @property
    def row(self) -> tuple[str | float, ...]:
        """A line of the table."""
        nan, figure = float("nan"), self.figure
        ours = nan if self.ours is None else self.ours
        theirs = nan if self.theirs is None else self.theirs
        known = self.ours is not None and (self.theirs is not None or not figure.of_base)
        met = ("met" if figure.is_met(ours, theirs) else "missed") if known else ""
        ratio = figure.ratio(ours, theirs)
        return figure.name, ours, theirs, figure.unit, ratio, figure.target_text, met

    def is_worse(self, percent: float) -> bool:
        """True if ours is worse than theirs by more than ``percent``."""
        if self.ours is None or self.theirs is None:
            return False
        return self.figure.is_worse(self.ours, self.theirs, percent)


HEADINGS = ("figure", "ours", "theirs", "", "ours / theirs", "target", "")


def figures(wanted: Iterable[str] = ()) -> list[Figure]:
    """All figures, or those whose names contain one of the words."""
    names = sorted(
        module.name
        for module in pkgutil.iter_modules(against.__path__)
        if module.name.startswith("figures_")
    )
    known: list[Figure] = []
    for name in names:
        known += importlib.import_module(f"{against.__name__}.{name}").FIGURES
    words = [word.lower() for word in wanted]
    return [one for one in known if not words or any(word in one.name.lower() for word in words)]


def compared(chosen: Iterable[Figure], ours: Build, theirs: Build) -> Iterator[Compared]:
    """Each figure of both builds, turn about: what disturbs one turn spoils neither figure."""
    for figure in chosen:
        measured: dict[str, list[float]] = {ours.name: [], theirs.name: []}
        failures: dict[str, str] = {}
        for _ in range(figure.rounds):
            for build in (theirs, ours):
                if build.name in failures:
                    continue
                try:
                    measured[build.name].append(figure.measure(build))
                except BuildError as error:
                    failures[build.name] = f"{figure.name}, {build.name}: {error}"
        best = {name: figure.best(each) if each else None for name, each in measured.items()}
        failed = tuple(failures.values())
        yield Compared(figure, best[ours.name], best[theirs.name], failed)
