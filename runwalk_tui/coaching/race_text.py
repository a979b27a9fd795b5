"""Miles and races in rows of words, each with a label or none, for commands and screens alike."""

from collections.abc import Sequence
from typing import NamedTuple

from runwalk_tui.coaching import sentences as shown
from runwalk_tui.coaching.mile_book import Miles, Wish
from runwalk_tui.coaching.mile_text import mile_pace, ratio_words, speed_words
from runwalk_tui.config.effective import EffectiveSettings
from runwalk_tui.language import decimal
from runwalk_tui.training.history.diary_entries import Mile
from runwalk_tui.training.programmes.magic_mile import (
    IN_THE_HEAT,
    RACE_M,
    finish_s,
    long_run_pace_s,
    race_pace_s,
    ratios_for,
)
from runwalk_tui.training.programmes.race_plan import (
    TAPER_LESS_PERCENT,
    RacePlan,
    options_on_belt,
)
from runwalk_tui.training.programmes.ratios import Ratio
from runwalk_tui.training.sentences_of_races import Races
from runwalk_tui.units.format import METRES, clock


class Line(NamedTuple):
    """Words, and what stands before them; "" is nothing."""

    label: str
    words: str


class Prediction(NamedTuple):
    """A race, or long runs: its name, its pace, and its time; "" for long runs."""

    name: str
    pace: str
    time: str


class MileRow(NamedTuple):
    """A mile of the past: its day, its time, the change from the one before; True for the best."""

    day: str
    time: str
    change: str
    is_best: bool
    long_runs: str


def predictions(mile_s: float, mine: EffectiveSettings) -> list[Prediction]:
    """Every race by a mile, the shortest first, then long runs."""
    rows = [
        Prediction(
            shown.RACES[race],
            mile_pace(race_pace_s(mile_s, race), mine.units),
            clock(round(finish_s(mile_s, race))),
        )
        for race in RACE_M
    ]
    long_runs = mile_pace(long_run_pace_s(mile_s), mine.units)
    return [*rows, Prediction(shown.LONG_RUNS, long_runs, "")]


def long_run_lines(mile_s: float, mine: EffectiveSettings) -> list[Line]:
    """The pace, the ratio and the belt speeds of long runs."""
    pace_s = long_run_pace_s(mile_s)
    return [
        Line(shown.PACE, mile_pace(pace_s, mine.units)),
        Line(shown.RATIO, ratios_words(pace_s)),
        *belt_lines(pace_s, mine),
    ]


def ratios_words(pace_s: float) -> str:
    """The ratio of a pace, and the others that the table has for it."""
    ratio, *others = ratios_for(pace_s)
    return f"{ratio_words(ratio)}{_instead(others)}"


def mile_rows(miles: Miles, mine: EffectiveSettings) -> list[MileRow]:
    """Every mile so far, each compared with the one before it, the oldest first."""
    befores: list[Mile | None] = [None, *miles.all]
    return [
        _mile_row(mile, before, miles.best_s, mine)
        for mile, before in zip(miles.all, befores, strict=False)
    ]


def _mile_row(mile: Mile, before: Mile | None, best_s: float, mine: EffectiveSettings) -> MileRow:
    by_s = 0 if before is None else round(mile.mile_s) - round(before.mile_s)
    sign = "-" if by_s < 0 else "+"
    long_run_s = long_run_pace_s(mile.mile_s)
    return MileRow(
        mile.at[:10],
        clock(round(mile.mile_s)),
        f"{sign}{clock(abs(by_s))}" if by_s else "",
        mile.mile_s == best_s,
        shown.LONG_RUN_IN.format(
            pace=mile_pace(long_run_s, mine.units), ratio=ratio_words(ratios_for(long_run_s)[0])
        ),
    )


def race_lines(
    plan: RacePlan, wish: Wish, mine: EffectiveSettings, *, is_brief: bool = False
) -> list[Line]:
    """The plan of a race: what it goes by, pace, ratio, belt speeds, splits, what to heed.

    In brief, the belt speed of the advised ratio alone.
    """
    first, *others = plan.options
    metres = METRES[mine.units]
    splits = "  ".join(
        f"{decimal(f'{mark / metres:.1f}')} {mine.units} {clock(round(at_s))}"
        for mark, at_s in plan.splits
    )
    pace, time = mile_pace(plan.pace_s, mine.units), clock(round(plan.finish_s))
    ratio = f"{ratio_words(first.ratio)}{_instead([each.ratio for each in others])}"
    return [
        Line("", _by_words(wish)),
        Line(shown.PACE, shown.FINISH.format(pace=pace, time=time)),
        Line(shown.RATIO, ratio),
        *belt_lines(plan.pace_s, mine, 1 if is_brief else None),
        Line(shown.SPLITS, splits),
        *(Line("", words) for words in _heeds(plan, wish, mine)),
    ]


def _by_words(wish: Wish) -> str:
    race, time = shown.RACES[wish.race], clock(round(wish.by_mile_s or 0.0))
    if wish.goal_s is None:
        return shown.BY_A_MILE.format(race=race, time=time)
    return shown.BY_A_GOAL.format(race=race, goal=clock(round(wish.goal_s)), time=time)


def _heeds(plan: RacePlan, wish: Wish, mine: EffectiveSettings) -> list[str]:
    """What the coach says of it."""
    lines = [Races.RACE_BEGIN()]
    if wish.goal_s is not None and wish.mile_s is not None:
        predicted_s = finish_s(wish.mile_s, wish.race)
        predicted_s += plan.heat_s * RACE_M[wish.race] / METRES["mi"]
        if wish.goal_s < predicted_s:
            lines.insert(0, Races.RACE_GOAL(time=clock(round(predicted_s))))
    first = plan.options[0]
    if first.run_kmh is not None and first.run_kmh > mine.cap_kmh:
        lines.append(Races.RACE_TOO_FAST(kmh=f"{mine.cap_kmh:g}"))
    if plan.heat_s and wish.celsius is not None:
        slower = clock(round(plan.heat_s))
        lines.append(Races.RACE_HEAT(celsius=f"{wish.celsius:g}", slower=slower))
    least, most = TAPER_LESS_PERCENT
    return [*lines, Races.RACE_TAPER(least=least, most=most)]


def asks_heat(wish: Wish) -> bool:
    """True where the temperature matters and is not known."""
    return wish.celsius is None and wish.race in IN_THE_HEAT


def _instead(others: Sequence[Ratio]) -> str:
    """Other ratios of the same pace, behind the first, as " (or 15/15 s)"; "" if there is none."""
    ratios = ", ".join(f"{each.run_s:g}/{each.walk_s:g}" for each in others)
    return f" {shown.INSTEAD.format(ratios=ratios)}" if ratios else ""


def belt_lines(pace_s: float, mine: EffectiveSettings, most: int | None = None) -> list[Line]:
    """A line on the belt speeds of the runs of at most so many ratios, for a treadmill; or none."""
    walk = speed_words(mine.speeds.walk, mine.units)
    runs = [
        shown.RATIO_AT.format(
            ratio=f"{each.ratio.run_s:g}/{each.ratio.walk_s:g}",
            speed=speed_words(each.run_kmh, mine.units),
        )
        for each in options_on_belt(pace_s, mine.speeds.walk)[:most]
        if each.run_kmh is not None
    ]
    if not runs:
        return []
    what = shown.RATIOS_AND_WALKS.format(runs=", ".join(runs), walk=walk)
    return [Line(shown.ON_THE_BELT, what)]
