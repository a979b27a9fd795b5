"""The plan of a race with walk breaks: pace, ratio, speeds on the belt, splits, taper."""

import json as json_text
from typing import Annotated, Literal

from cyclopts import Parameter

from runwalk_tui.cli.options import Json, RunnerOption, option
from runwalk_tui.coaching.mile_book import MileBook, Wish, celsius_of, goal_s_of
from runwalk_tui.coaching.mile_plan import mile_s_of
from runwalk_tui.coaching.race_text import asks_heat, race_lines
from runwalk_tui.config.profiles import who_runs
from runwalk_tui.errors import DONE, UsageError
from runwalk_tui.journal.deriving import tell_derived
from runwalk_tui.training.programmes.race_plan import TAPER_LESS_PERCENT, RacePlan
from runwalk_tui.training.sentences_of_races import Races

LABEL = 16
"""Columns of a label."""


def race(
    distance: Literal["5k", "10k", "10mi", "half", "marathon"],
    *,
    mile: Annotated[str | None, Parameter(help="Time of a Magic Mile, like 9:30.")] = None,
    goal: Annotated[str | None, option("Goal time, like 2:05:00.")] = None,
    celsius: Annotated[float | None, Parameter(help="Expected temperature in °C.")] = None,
    runner: RunnerOption = None,
    json: Json = False,
) -> int:
    """Plan a race with walk breaks by your Magic Miles.

    Parameters
    ----------
    distance
        Distance of the race.
    """
    mine = who_runs(runner)
    book = MileBook(mine, tell_derived)
    try:
        warm = None if celsius is None else celsius_of(celsius)
        goal_s = None if goal is None else goal_s_of(goal, distance, warm)
    except UsageError as error:
        raise UsageError(f"race: {error}") from error
    mile_s = mile_s_of(mile, "race") if mile is not None else book.read().predicted_s
    wish = Wish(distance, mile_s, warm, goal_s)
    plan = book.plan(wish)
    if plan is None or wish.by_mile_s is None:
        raise UsageError(f"race: {Races.RACE_NO_MILE()}")
    if json:
        print(json_text.dumps(_as_json(plan, wish.by_mile_s)))
        return DONE
    for label, words in race_lines(plan, wish, mine):
        print(f"{label:<{LABEL}}{words}" if label else words)
    if asks_heat(wish):
        print(Races.RACE_ASK_HEAT())
    return DONE


def _as_json(plan: RacePlan, mile_s: float) -> dict[str, object]:
    return {
        "race": plan.race,
        "mile_s": round(mile_s, 1),
        "pace_s_per_mile": round(plan.pace_s, 2),
        "heat_s_per_mile": round(plan.heat_s, 2),
        "finish_s": round(plan.finish_s, 1),
        "ratios": [
            {
                "run_s": each.ratio.run_s,
                "walk_s": each.ratio.walk_s,
                "run_kmh": None if each.run_kmh is None else round(each.run_kmh, 1),
            }
            for each in plan.options
        ],
        "splits": [{"m": round(metres, 1), "s": round(at_s, 1)} for metres, at_s in plan.splits],
        "taper_less_percent": list(TAPER_LESS_PERCENT),
    }
