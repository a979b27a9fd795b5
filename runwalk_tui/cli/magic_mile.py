"""The Magic Mile: its sums, and the miles so far."""

import json as json_text
from typing import Annotated

from cyclopts import Parameter

from runwalk_tui.cli.options import Json, Practice, RunnerOption
from runwalk_tui.coaching import sentences as shown
from runwalk_tui.coaching.mile_book import MileBook
from runwalk_tui.coaching.mile_plan import mile_s_of
from runwalk_tui.coaching.race_text import belt_lines, mile_rows, predictions, ratios_words
from runwalk_tui.config.effective import EffectiveSettings
from runwalk_tui.config.profiles import who_runs
from runwalk_tui.errors import DONE
from runwalk_tui.journal.deriving import tell_derived
from runwalk_tui.training.programmes.magic_mile import (
    RACE_M,
    finish_s,
    long_run_pace_s,
    race_pace_s,
    ratios_for,
)
from runwalk_tui.training.programmes.race_plan import options_on_belt
from runwalk_tui.training.sentences_of_questions import Asks
from runwalk_tui.units.format import clock


def magic_mile(
    time: str | None = None,
    *,
    keep: Annotated[bool, Parameter(help="Save this mile as run today.")] = False,
    runner: RunnerOption = None,
    practice: Practice = False,
    json: Json = False,
) -> int:
    """Predict races and long runs from a hard mile; without a time, list your miles.

    Parameters
    ----------
    time
        Your time for a mile, like 9:30; 'runwalk run magic-mile' measures it on the belt.
    """
    book = MileBook(who_runs(runner, practice=practice), tell_derived)
    if time is None:
        return _print_miles(book, json=json)
    return _print_mile(time, book, keep=keep, json=json)


def _print_mile(text: str, book: MileBook, *, keep: bool, json: bool) -> int:
    """Prints what a mile means; ``keep`` notes it as run elsewhere."""
    mile_s = mile_s_of(text, "magic-mile")
    if keep:
        book.keep(mile_s)
    lines = [*_words(mile_s, book.mine), *([Asks.MILE_KEPT()] if keep else [])]
    print(json_text.dumps(_sums(mile_s, book.mine.speeds.walk)) if json else "\n".join(lines))
    return DONE


def _print_miles(book: MileBook, *, json: bool) -> int:
    """Prints every mile so far, each compared with the one before it."""
    found = book.read()
    if json:
        rows = [
            {"at": mile.at, "session_id": mile.session_id, "best": mile.mile_s == found.best_s}
            | _sums(mile.mile_s, book.mine.speeds.walk)
            for mile in found.all
        ]
        print(json_text.dumps(rows))
        return DONE
    for row in mile_rows(found, book.mine):
        best = shown.BEST if row.is_best else ""
        print(f"{row.day}  {row.time:>6} {row.change:>6}  {best:<4}  {row.long_runs}")
    if not found.all:
        print(Asks.NO_MILE())
    return DONE


def _sums(mile_s: float, walk_kmh: float) -> dict[str, object]:
    """Paces in seconds a mile, times in seconds, speeds of runs in km/h."""
    long_run_s = long_run_pace_s(mile_s)
    first, *others = ratios_for(long_run_s)
    return {
        "mile_s": mile_s,
        "pace_s_per_mile": {race: round(race_pace_s(mile_s, race), 2) for race in RACE_M}
        | {"long_run": round(long_run_s, 2)},
        "finish_s": {race: round(finish_s(mile_s, race), 1) for race in RACE_M},
        "ratio": {"run_s": first.run_s, "walk_s": first.walk_s},
        "other_ratios": [{"run_s": each.run_s, "walk_s": each.walk_s} for each in others],
        "on_belt": [
            {
                "run_s": each.ratio.run_s,
                "walk_s": each.ratio.walk_s,
                "run_kmh": None if each.run_kmh is None else round(each.run_kmh, 1),
            }
            for each in options_on_belt(long_run_s, walk_kmh)
        ],
    }


def _words(mile_s: float, mine: EffectiveSettings) -> list[str]:
    *races, long_runs = predictions(mile_s, mine)
    pace_s = long_run_pace_s(mile_s)
    return [
        shown.MAGIC_MILE.format(time=clock(round(mile_s))),
        *(f"{each.name:<16}{each.pace:>10}{each.time:>10}" for each in races),
        f"{long_runs.name:<16}{long_runs.pace:>10}    {ratios_words(pace_s)}",
        *(f"{label:<16}{words}" for label, words in belt_lines(pace_s, mine)),
    ]
