"""Plans a race with walk breaks: pace, ratio, speeds on the belt, splits.

Sources: paces by the Magic Mile and ratios by pace are Galloway's
(`runwalk_tui.training.programmes.magic_mile`), by the pace of the race itself; long races are
slower in the heat. Two weeks of taper with 41 to 60 % less (Bosquet 2007).
"""

from runwalk_tui.training.programmes.magic_mile import (
    IN_THE_HEAT,
    RACE_M,
    Race,
    belt_kmh,
    heat_s,
    kmh_of,
    on_belt,
    race_pace_s,
    ratios_for,
)
from runwalk_tui.training.programmes.ratios import Ratio
from runwalk_tui.units.constants import METRES_PER_MILE
from runwalk_tui.workout.frozen import dataclass

TAPER_LESS_PERCENT = 41, 60

SPLIT_M = {"5k": 1000.0, "10k": 1000.0, "10mi": METRES_PER_MILE, "half": 5000.0, "marathon": 5000.0}
"""After so many metres each there is a split."""


@dataclass(frozen=True, slots=True)
class OnBelt:
    """A ratio with the speed of its runs; None where that pace needs no run.

    Attributes:
        ratio: Of the table, long enough for a belt.
        run_kmh: How fast its runs are.
    """

    ratio: Ratio
    run_kmh: float | None


@dataclass(frozen=True, slots=True)
class RacePlan:
    """A race.

    Attributes:
        race: Which one.
        pace_s: Seconds a mile, heat included.
        heat_s: Of which so many for the heat.
        finish_s: All of it.
        options: Ratios for the pace with their speeds, the advised one first.
        splits: Metres, and seconds at which they are reached, at an even pace.
    """

    race: Race
    pace_s: float
    heat_s: float
    finish_s: float
    options: tuple[OnBelt, ...]
    splits: tuple[tuple[float, float], ...]


def race_plan(mile_s: float, race: Race, walk_kmh: float, celsius: float | None = None) -> RacePlan:
    """The plan of a race by a Magic Mile in ``mile_s`` seconds, with walks of ``walk_kmh``."""
    slower_s = heat_s(celsius) if celsius is not None and race in IN_THE_HEAT else 0.0
    pace_s = race_pace_s(mile_s, race) + slower_s
    length_m = RACE_M[race]
    every_m = SPLIT_M[race]
    marks = [every_m * count for count in range(1, int(length_m / every_m) + 1)]
    if length_m - marks[-1] > 1:
        marks.append(length_m)
    return RacePlan(
        race,
        pace_s,
        slower_s,
        pace_s * length_m / METRES_PER_MILE,
        options_on_belt(pace_s, walk_kmh),
        tuple((mark, pace_s * mark / METRES_PER_MILE) for mark in marks),
    )


def options_on_belt(pace_s: float, walk_kmh: float) -> tuple[OnBelt, ...]:
    """All that the table has for a pace, as a belt can run it, each once."""
    ratios = dict.fromkeys(on_belt(ratio) for ratio in ratios_for(pace_s))
    return tuple(OnBelt(ratio, belt_kmh(kmh_of(pace_s), ratio, walk_kmh)) for ratio in ratios)
