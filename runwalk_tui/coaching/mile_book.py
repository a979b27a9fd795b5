"""The runner's Magic Miles: those so far, the one to predict by, and one run elsewhere."""

from collections.abc import Mapping
from typing import NamedTuple

from runwalk_tui.coaching import sentences as shown
from runwalk_tui.coaching.facts import known, moment, tell
from runwalk_tui.config.effective import EffectiveSettings
from runwalk_tui.errors import UsageError
from runwalk_tui.journal.stats import Watch, unwatched
from runwalk_tui.plans.compose import Pattern
from runwalk_tui.training.advice.training_history import Past
from runwalk_tui.training.history.diary_entries import Mile
from runwalk_tui.training.history.magic_miles import miles
from runwalk_tui.training.programmes.builder import USUAL_AROUND_S
from runwalk_tui.training.programmes.magic_mile import (
    FASTEST_S,
    SLOWEST_S,
    Race,
    finish_s,
    mile_s_for,
    predicted_mile_s,
)
from runwalk_tui.training.programmes.race_plan import RacePlan, race_plan
from runwalk_tui.units.format import clock
from runwalk_tui.units.parse import parse_time_s

COLDEST_C, WARMEST_C = -30.0, 45.0


class Miles(NamedTuple):
    """The Magic Miles of a runner.

    Attributes:
        all: Each, in order of time.
        predicted_s: The mile to predict by, in seconds; None where there is none.
    """

    all: tuple[Mile, ...] = ()
    predicted_s: float | None = None

    @property
    def best_s(self) -> float:
        """The fastest; 0 where there is none."""
        return min((mile.mile_s for mile in self.all), default=0.0)


class Wish(NamedTuple):
    """A race as a runner wants to run it.

    Attributes:
        race: Which one.
        mile_s: The Magic Mile to plan by, in seconds; None where none is known.
        celsius: How warm it will be; None if that is not known.
        goal_s: The time to finish in; None is what the mile predicts.
    """

    race: Race
    mile_s: float | None = None
    celsius: float | None = None
    goal_s: float | None = None

    @property
    def by_mile_s(self) -> float | None:
        """The mile that the plan goes by: that of the goal, or the runner's own."""
        if self.goal_s is None:
            return self.mile_s
        return mile_s_for(self.goal_s, self.race, self.celsius)


class MileBook:
    """Reads and keeps the miles of one runner; each method raises `StoreError` if it cannot.

    Args:
        mine: The settings of the runner.
        watch: Told how many figures have been derived, where that takes a while.
    """

    def __init__(self, mine: EffectiveSettings, watch: Watch = unwatched) -> None:
        self.mine = mine
        self._watch = watch

    def read(self) -> Miles:
        """Every mile so far."""
        facts = known(self.mine, watch=self._watch)
        recent = Past(facts.athlete, facts.figures, facts.entries, facts.day).recent_miles_s
        found = tuple(miles(facts.figures, facts.entries))
        return Miles(found, predicted_mile_s(recent) if recent else None)

    def keep(self, mile_s: float) -> None:
        """Remembers a mile that was run elsewhere, as run today."""
        tell(self.mine, Mile(moment(), mile_s))

    def plan(self, wish: Wish) -> RacePlan | None:
        """The plan of a race; None where no mile is known and no goal is told."""
        mile_s = wish.by_mile_s
        if mile_s is None:
            return None
        return race_plan(mile_s, wish.race, self.mine.speeds.walk, wish.celsius)


def goal_s_of(text: str, race: Race, celsius: float | None = None) -> float:
    """The time to finish a race in as somebody writes it, in seconds.

    Raises:
        UsageError: If it is none, or no mile leads to it.
    """
    try:
        goal_s = parse_time_s(text)
    except ValueError as error:
        raise UsageError(shown.NO_GOAL.format(text=text[:20])) from error
    mile_s = mile_s_for(goal_s, race, celsius)
    if not FASTEST_S <= mile_s <= SLOWEST_S:
        low, high = (clock(round(finish_s(each, race))) for each in (FASTEST_S, SLOWEST_S))
        raise UsageError(shown.GOAL_LIMITS.format(text=text[:20], low=low, high=high))
    return goal_s


def celsius_of(value: float) -> float:
    """A temperature that somebody may race at.

    Raises:
        UsageError: If nobody does.
    """
    if not COLDEST_C <= value <= WARMEST_C:
        least, most = f"{COLDEST_C:g}", f"{WARMEST_C:g}"
        what = shown.CELSIUS.format(celsius=f"{value:g}", least=least, most=most)
        raise UsageError(what)
    return value


def workout_texts(plan: RacePlan) -> Mapping[str, str] | None:
    """What is asked of a workout at a race's ratio and speed, as `compose.planned` takes it.

    None where all of it is walked.
    """
    first = plan.options[0]
    if first.run_kmh is None:
        return None
    return {
        "name": f"race-{plan.race}",
        "pattern": Pattern.RATIO,
        "rounds": f"{first.ratio.run_s:g}/{first.ratio.walk_s:g}",
        "total": clock(round(plan.finish_s + 2 * USUAL_AROUND_S)),
        "run": f"{first.run_kmh:.1f} km/h",
        "title": shown.RACES[plan.race],
    }
