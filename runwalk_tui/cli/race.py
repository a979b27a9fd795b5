"""The plan of a race with walk breaks: pace, ratio, speeds on the belt, splits, taper."""

import json as json_text
from collections.abc import Sequence
from typing import Annotated, Literal

from cyclopts import Parameter

from runwalk_tui.cli import sentences
from runwalk_tui.cli import sentences_of_refusals as refusals
from runwalk_tui.cli.magic_mile import belt_lines, instead_words
from runwalk_tui.cli.options import Json, RunnerOption
from runwalk_tui.coaching.facts import known
from runwalk_tui.coaching.mile_plan import mile_s_of
from runwalk_tui.coaching.mile_text import mile_pace, ratio_words
from runwalk_tui.config.effective import EffectiveSettings
from runwalk_tui.errors import DONE, UsageError
from runwalk_tui.journal.deriving import tell_derived
from runwalk_tui.session.current_runner import who_runs
from runwalk_tui.training.advice.training_history import Past
from runwalk_tui.training.programmes.magic_mile import predicted_mile_s
from runwalk_tui.training.programmes.race_plan import (
    IN_THE_HEAT,
    TAPER_LESS_PERCENT,
    RacePlan,
    race_plan,
)
from runwalk_tui.training.sentences_of_races import Races
from runwalk_tui.units.format import METRES, clock

COLDEST_C, WARMEST_C = -30.0, 45.0


def race(
    distance: Literal["5k", "10k", "10mi", "half", "marathon"],
    *,
    mile: Annotated[str | None, Parameter(help="Time of a Magic Mile, like 9:30.")] = None,
    celsius: Annotated[float | None, Parameter(help="How warm it will be, in °C.")] = None,
    runner: RunnerOption = None,
    json: Json = False,
) -> int:
    """Plan a race with walk breaks by your Magic Miles.

    Parameters
    ----------
    distance
        Which race.
    """
    mine = who_runs(runner)
    if celsius is not None and not COLDEST_C <= celsius <= WARMEST_C:
        least, most = f"{COLDEST_C:g}", f"{WARMEST_C:g}"
        what = refusals.CELSIUS.format(celsius=f"{celsius:g}", least=least, most=most)
        raise UsageError(what)
    mile_s = mile_s_of(mile, "race") if mile is not None else _predicted_s(mine)
    plan = race_plan(mile_s, distance, mine.speeds.walk, celsius)
    if json:
        print(json_text.dumps(_as_json(plan, mile_s)))
    else:
        print("\n".join(_in_words(plan, mile_s, mine, celsius)))
    return DONE


def _predicted_s(mine: EffectiveSettings) -> float:
    facts = known(mine, watch=tell_derived)
    miles_s = Past(facts.athlete, facts.figures, facts.entries, facts.day).recent_miles_s
    if not miles_s:
        raise UsageError(f"race: {Races.RACE_NO_MILE()}")
    return predicted_mile_s(miles_s)


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


def _in_words(
    plan: RacePlan, mile_s: float, mine: EffectiveSettings, celsius: float | None
) -> Sequence[str]:
    first = plan.options[0]
    others = [each.ratio for each in plan.options[1:]]
    metres = METRES[mine.units]
    splits = "  ".join(
        f"{mark / metres:.1f} {mine.units} {clock(round(at_s))}" for mark, at_s in plan.splits
    )
    pace, time = mile_pace(plan.pace_s, mine.units), clock(round(plan.finish_s))
    finish = sentences.FINISH.format(pace=pace, time=time)
    lines = [
        sentences.BY_A_MILE.format(race=sentences.RACES[plan.race], time=clock(round(mile_s))),
        f"{sentences.PACE:<16}{finish}",
        f"{sentences.RATIO:<16}{ratio_words(first.ratio)}{instead_words(others)}",
        *belt_lines(plan.pace_s, mine),
        f"{sentences.SPLITS:<16}{splits}",
        Races.RACE_BEGIN(),
    ]
    if first.run_kmh is not None and first.run_kmh > mine.cap_kmh:
        lines.append(Races.RACE_TOO_FAST(kmh=f"{mine.cap_kmh:g}"))
    if plan.heat_s and celsius is not None:
        slower = clock(round(plan.heat_s))
        lines.append(Races.RACE_HEAT(celsius=f"{celsius:g}", slower=slower))
    elif celsius is None and plan.race in IN_THE_HEAT:
        lines.append(Races.RACE_ASK_HEAT())
    least, most = TAPER_LESS_PERCENT
    return (*lines, Races.RACE_TAPER(least=least, most=most))
