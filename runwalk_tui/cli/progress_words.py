"""Prints the weeks so far."""

import math
from collections.abc import Sequence

from runwalk_tui.cli import sentences
from runwalk_tui.cli import sentences_of_refusals as refusals
from runwalk_tui.coaching.weeks import line_for_partner, newest_weeks
from runwalk_tui.config.profiles import who_runs
from runwalk_tui.errors import DONE, UsageError
from runwalk_tui.journal.deriving import tell_derived
from runwalk_tui.training.history.weekly_progress import WeekRow
from runwalk_tui.training.sentences_of_questions import Asks
from runwalk_tui.units.format import METRES, in_units

_HEADINGS = (
    *("week", "ratio", "runs", "h:min", "{unit}", "bpm", "effort"),
    *("load", "4-wk", "monot", "strain", "mod/vig"),
)

LATEST = 52
"""So many weeks are shown unless others are asked for."""


def progress(
    *,
    share: bool = False,
    last: int | None = None,
    runner: str | None = None,
    practice: bool = False,
    json: bool = False,
) -> int:
    """As `runwalk_tui.cli.coach.progress`."""
    mine = who_runs(runner, practice=practice)
    if share:
        print(line_for_partner(mine))
        return DONE
    if last is not None and last < 0:
        raise UsageError(refusals.LAST.format(command="progress", last=last))
    most = last if last is not None else 0 if json else LATEST
    so_far = newest_weeks(mine, most, tell_derived)
    rows = so_far.weeks
    if json:
        import json as json_text

        print(json_text.dumps([_row_as_json(row) for row in rows]))
        return DONE
    if not rows:
        print(Asks.NO_WEEKS())
        return DONE
    metres = METRES[mine.units]
    table = [[heading.format(unit=mine.units) for heading in _HEADINGS]]
    table += [_cells(row, metres) for row in rows]
    widths = [max(len(cells[column]) for cells in table) for column in range(len(_HEADINGS))]
    for cells in table:
        print("  ".join(cell.rjust(width) for cell, width in zip(cells, widths, strict=True)))
    if so_far.older and last is None:
        print(sentences.WEEKS_BEFORE.format(count=so_far.older))
    for line in (*so_far.said, rows[-1].active, *_about(rows)):
        print(in_units(line, mine.units))
    return DONE


def _row_as_json(row: WeekRow) -> dict[str, object]:
    return {
        "week": row.week,
        "ratio": row.ratio,
        "total_s": row.total_s,
        "distance_m": row.distance_m,
        "mean_bpm": _rounded(row.mean_bpm),
        "effort": _rounded(row.effort),
        "monday": row.monday.isoformat(),
        "sessions": row.sessions,
        "goal": row.goal,
        "load": _rounded(row.load.load),
        "untold": row.load.untold,
        "mean_4": _rounded(row.load.mean_4),
        "monotony": _rounded(row.load.monotony, 2),
        "strain": _rounded(row.load.strain),
        "moderate_min": round(row.activity.moderate_min, 1),
        "vigorous_min": round(row.activity.vigorous_min, 1),
        "warnings": list(row.load.warnings),
    }


def _rounded(value: float | None, digits: int = 1) -> float | None:
    """JSON knows no infinity."""
    return None if value is None or not math.isfinite(value) else round(value, digits)


def _cells(row: WeekRow, metres: float) -> list[str]:
    load = "" if row.load.load is None else f"{row.load.load:.0f}"
    return [
        str(row.week),
        row.ratio or "–",
        f"{row.sessions}/{row.goal}",
        _clock(row.total_s),
        f"{row.distance_m / metres:.1f}",
        "–" if row.mean_bpm is None else f"{row.mean_bpm:.0f}",
        "–" if row.effort is None else f"{row.effort:.1f}".removesuffix(".0"),
        f"{load}+?" if row.load.untold else load,
        _whole(row.load.mean_4),
        "" if row.load.monotony is None else f"{row.load.monotony:.1f}".replace("inf", "∞"),
        _whole(row.load.strain),
        f"{row.activity.moderate_min:.0f}/{row.activity.vigorous_min:.0f}",
    ]


def _whole(value: float | None) -> str:
    return f"{value:.0f}" if value is not None and math.isfinite(value) else ""


def _clock(seconds: float) -> str:
    hours, minutes = divmod(round(seconds / 60), 60)
    return f"{hours}:{minutes:02d}"


def _about(rows: Sequence[WeekRow]) -> list[str]:
    """Return what is said of the last two weeks."""
    said = []
    for row in rows[-2:]:
        caveat = () if row.load.caveat is None else (row.load.caveat,)
        said += [
            sentences.WEEK.format(week=row.week, what=words)
            for words in (*row.load.warnings, *caveat)
        ]
    return said
