"""Prints the coach's advice for today, and the weeks so far."""

import json as json_text
import math
from collections.abc import Sequence
from datetime import date, timedelta

from runwalk_tui.coaching.service import CoachingService
from runwalk_tui.config.effective import EffectiveSettings
from runwalk_tui.config.toml import did_you_mean
from runwalk_tui.errors import DONE, UsageError
from runwalk_tui.journal.deriving import tell_derived
from runwalk_tui.session.current_runner import who_runs
from runwalk_tui.training.advice.decision import Advice
from runwalk_tui.training.history.weekly_progress import WeekRow
from runwalk_tui.training.programmes.plan_text import workout_words
from runwalk_tui.units.format import METRES, in_units

ALL = "all"

_HEADINGS = (
    *("week", "ratio", "runs", "h:min", "{unit}", "bpm", "effort"),
    *("load", "4-wk", "monot", "strain", "mod/vig"),
)


def today(
    *,
    overrule: str | None = None,
    move: str | None = None,
    on: str | None = None,
    runner: str | None = None,
    practice: bool = False,
    json: bool = False,
) -> int:
    """As `runwalk_tui.cli.coach.today`."""
    mine = who_runs(runner, practice=practice)
    service = CoachingService(mine, tell_derived)
    day = None if on is None else _day(on, "--on")
    if move is not None:
        to = _day(move, "--move")
        if to <= date.today():
            raise UsageError(f"today: --move {move} is not a day to come; write one after today")
        service.put_off(to)
    if overrule is not None:
        _refuse(service, overrule)
    advice = service.advice(day)
    print(json_text.dumps(_as_json(advice)) if json else "\n".join(_in_words(advice, mine)))
    return DONE


def progress(
    *,
    share: bool = False,
    runner: str | None = None,
    practice: bool = False,
    json: bool = False,
) -> int:
    """As `runwalk_tui.cli.coach.progress`."""
    mine = who_runs(runner, practice=practice)
    service = CoachingService(mine, tell_derived)
    if share:
        print(service.partner_line())
        return DONE
    so_far = service.progress()
    rows = so_far.weeks
    if json:
        print(json_text.dumps([_row_as_json(row) for row in rows]))
        return DONE
    if not rows:
        print("No session yet: the first one is the first week.")
        return DONE
    metres = METRES[mine.units]
    table = [[heading.format(unit=mine.units) for heading in _HEADINGS]]
    table += [_cells(row, metres) for row in rows]
    widths = [max(len(cells[column]) for cells in table) for column in range(len(_HEADINGS))]
    for cells in table:
        print("  ".join(cell.rjust(width) for cell, width in zip(cells, widths, strict=True)))
    for line in (*so_far.said, rows[-1].active, *_about(rows)):
        print(in_units(line, mine.units))
    return DONE


def _refuse(service: CoachingService, word: str) -> None:
    """Refuses a part of today's advice, or all of it."""
    keys = [str(key) for key in service.advice().keys]
    if not keys:
        raise UsageError("today: nothing in today's advice can be refused; run another plan")
    if word == ALL:
        service.overrule_all()
    elif word in keys:
        service.overrule(word)
    else:
        raise UsageError(f"today: --overrule {word}: {did_you_mean(word, [*keys, ALL])}")


def _day(text: str, option: str) -> date:
    if text == "tomorrow":
        return date.today() + timedelta(days=1)
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        what = f"today: {option} {text} is not a day; write it like 2026-03-05, or tomorrow"
        raise UsageError(what) from error


def _as_json(advice: Advice) -> dict[str, object]:
    plan, upcoming = advice.plan, advice.upcoming
    return {
        "plan": None if plan is None else plan.name,
        "reason": advice.reason,
        "changes": list(advice.changes),
        "warnings": list(advice.warnings),
        "title": None if plan is None else plan.title,
        "total_s": None if plan is None else plan.planned_s,
        "distance_m": None if plan is None else round(plan.planned_m),
        "upcoming": None if upcoming is None else upcoming.name,
        "can_refuse": [str(key) for key in advice.keys],
    }


def _in_words(advice: Advice, mine: EffectiveSettings) -> list[str]:
    plan, metres = advice.plan, METRES[mine.units]
    if plan is None:
        lines = ["A day of rest.", advice.reason]
        if advice.upcoming is not None:
            words = workout_words(advice.upcoming, mine.units)
            lines.append(f"Then: {advice.upcoming.title} ({words}).")
    else:
        size = f"{plan.planned_s / 60:.0f} min, {plan.planned_m / metres:.1f} {mine.units}"
        lines = [f"{plan.title}   {size}   runwalk run today", advice.reason]
    lines += [*advice.changes, *advice.warnings]
    lines = [in_units(line, mine.units) for line in lines]
    if advice.keys:
        lines.append(f"To refuse: runwalk today --overrule {' or '.join(advice.keys)}")
    return lines


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
        said += [f"Week {row.week}: {words}" for words in (*row.load.warnings, *caveat)]
    return said
