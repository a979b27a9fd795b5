"""The Magic Mile: its sums, and the miles so far."""

import json as json_text
from collections.abc import Sequence
from typing import Annotated

from cyclopts import Parameter

from runwalk_tui.cli import sentences
from runwalk_tui.cli.options import Json, Practice, RunnerOption
from runwalk_tui.coaching.mile_plan import mile_s_of
from runwalk_tui.coaching.mile_text import mile_pace, ratio_words, speed_words
from runwalk_tui.config.effective import EffectiveSettings
from runwalk_tui.errors import DONE
from runwalk_tui.journal.deriving import tell_derived
from runwalk_tui.journal.reader import Journal
from runwalk_tui.journal.sound_entries import sound_entries
from runwalk_tui.journal.stats import all_stats
from runwalk_tui.session.current_runner import who_runs
from runwalk_tui.training.history.diary_entries import Mile
from runwalk_tui.training.history.magic_miles import miles
from runwalk_tui.training.programmes.magic_mile import (
    RACE_M,
    finish_s,
    long_run_pace_s,
    race_pace_s,
    ratios_for,
)
from runwalk_tui.training.programmes.race_plan import options_on_belt
from runwalk_tui.training.programmes.ratios import Ratio
from runwalk_tui.training.sentences_of_questions import Asks
from runwalk_tui.units.format import clock


def magic_mile(
    time: str | None = None,
    *,
    keep: Annotated[bool, Parameter(help="Remember this mile, as run today.")] = False,
    runner: RunnerOption = None,
    practice: Practice = False,
    json: Json = False,
) -> int:
    """Predict races and long runs from a hard mile; without a time, list your miles.

    Parameters
    ----------
    time
        Of the mile, like 9:30; 'runwalk run magic-mile' takes it on the belt.
    """
    mine = who_runs(runner, practice=practice)
    if time is None:
        return _print_miles(mine, json=json)
    return _print_mile(time, mine, keep=keep, json=json)


def _print_mile(text: str, mine: EffectiveSettings, *, keep: bool, json: bool) -> int:
    """Prints what a mile means; ``keep`` notes it as run elsewhere."""
    mile_s = mile_s_of(text, "magic-mile")
    if keep:
        from runwalk_tui.coaching.facts import moment, tell

        tell(mine, Mile(moment(), mile_s))
    walk_kmh = mine.speeds.walk
    lines = [*_words(mile_s, mine), *([Asks.MILE_KEPT()] if keep else [])]
    print(json_text.dumps(_sums(mile_s, walk_kmh)) if json else "\n".join(lines))
    return DONE


def _print_miles(mine: EffectiveSettings, *, json: bool) -> int:
    """Prints every mile so far, each compared with the one before it."""
    with Journal.open(mine.journal) as journal:
        found = miles(all_stats(journal, mine.id, tell_derived), sound_entries(journal, mine.id))
    best_s = min((mile.mile_s for mile in found), default=0.0)
    if json:
        rows = [
            {"at": mile.at, "session_id": mile.session_id, "best": mile.mile_s == best_s}
            | _sums(mile.mile_s, mine.speeds.walk)
            for mile in found
        ]
        print(json_text.dumps(rows))
        return DONE
    for line in _history(found, best_s, mine):
        print(line)
    if not found:
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
    ratio, *others = ratios_for(long_run_pace_s(mile_s))
    return [
        sentences.MAGIC_MILE.format(time=clock(round(mile_s))),
        *(
            f"{sentences.RACES[race]:<16}{mile_pace(race_pace_s(mile_s, race), mine.units):>10}"
            f"{clock(round(finish_s(mile_s, race))):>10}"
            for race in RACE_M
        ),
        f"{sentences.LONG_RUNS:<16}{mile_pace(long_run_pace_s(mile_s), mine.units):>10}    "
        f"{ratio_words(ratio)}" + instead_words(others),
        *belt_lines(long_run_pace_s(mile_s), mine),
    ]


def instead_words(others: Sequence[Ratio]) -> str:
    """Other ratios of the same pace, behind the first, as " (or 15/15 s)"; "" if there is none."""
    ratios = ", ".join(f"{each.run_s:g}/{each.walk_s:g}" for each in others)
    return f" {sentences.INSTEAD.format(ratios=ratios)}" if ratios else ""


def belt_lines(pace_s: float, mine: EffectiveSettings) -> list[str]:
    """A line on the belt speeds of a ratio's runs, for a treadmill; or none."""
    walk = speed_words(mine.speeds.walk, mine.units)
    runs = [
        sentences.RATIO_AT.format(
            ratio=f"{each.ratio.run_s:g}/{each.ratio.walk_s:g}",
            speed=speed_words(each.run_kmh, mine.units),
        )
        for each in options_on_belt(pace_s, mine.speeds.walk)
        if each.run_kmh is not None
    ]
    if not runs:
        return []
    what = sentences.RATIOS_AND_WALKS.format(runs=", ".join(runs), walk=walk)
    return [f"{sentences.ON_THE_BELT:<16}{what}"]


def _history(found: Sequence[Mile], best_s: float, mine: EffectiveSettings) -> list[str]:
    """A line a mile, the oldest first."""
    lines: list[str] = []
    before_s: float | None = None
    for mile in found:
        by_s = 0 if before_s is None else round(mile.mile_s) - round(before_s)
        sign = "-" if by_s < 0 else "+"
        change = f"{sign}{clock(abs(by_s))}" if by_s else ""
        best = sentences.BEST if mile.mile_s == best_s else ""
        long_run_s = long_run_pace_s(mile.mile_s)
        long_runs = sentences.LONG_RUN_IN.format(
            pace=mile_pace(long_run_s, mine.units), ratio=ratio_words(ratios_for(long_run_s)[0])
        )
        lines.append(
            f"{mile.at[:10]}  {clock(round(mile.mile_s)):>6} {change:>6}  {best:<4}  {long_runs}"
        )
        before_s = mile.mile_s
    return lines
