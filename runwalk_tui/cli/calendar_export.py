"""Writes the workouts of a programme as a calendar."""

import re
import sys
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from runwalk_tui.cli import sentences
from runwalk_tui.cli import sentences_of_refusals as refusals
from runwalk_tui.cli.options import RunnerOption, option
from runwalk_tui.coaching.facts import TrainingFacts, known
from runwalk_tui.config.atomic import replace_file
from runwalk_tui.config.effective import EffectiveSettings
from runwalk_tui.errors import DONE, FileError, UsageError, reason
from runwalk_tui.exchange.calendar_file import (
    PRODUCT,
    USUAL_DAYS,
    encode_calendar,
    lacks_rest,
)
from runwalk_tui.plans.programmes import load_programme, read_programme
from runwalk_tui.session.current_runner import who_runs
from runwalk_tui.training.advice.programme_position import position
from runwalk_tui.training.history.diary_index import Told
from runwalk_tui.training.programmes.programme import Programme
from runwalk_tui.units.weekdays import parse_days

COMMAND = "programmes calendar"


class CalendarFileError(FileError):
    """A calendar cannot be written: one line with the file and what to do."""


def calendar(
    file: str = "",
    *,
    days: Annotated[str, option("Weekdays, like mon,wed,fri.")] = "",
    at: Annotated[str, Parameter(help="When a workout begins.")] = "18:00",
    start: Annotated[
        str, Parameter(name="--from", help="First day, like 2026-07-01.", show_default=False)
    ] = "",
    output: Annotated[Path | None, option("The file that is written.")] = None,
    force: Annotated[bool, option("Replace a file that runwalk did not write.")] = False,
    runner: RunnerOption = None,
) -> int:
    """Write the workouts to come as a calendar (iCal); written anew, it moves the events.

    Parameters
    ----------
    file
        The file, like runs.ics, for the programme that you follow; or a programme.
    """
    mine = who_runs(runner)
    facts = known(mine)
    is_file = file.lower().endswith(".ics")
    programme = _programme("" if is_file else file, facts, mine)
    place = _place(programme, facts)
    if place >= len(programme.plans):
        raise UsageError(refusals.PROGRAMME_DONE.format(title=programme.title))
    try:
        chosen = parse_days(days) if days else mine.own.weekdays or USUAL_DAYS[programme.days]
        moment = _time(at)
        first = _day(start) if start else facts.day + timedelta(days=1)
    except ValueError as error:
        raise UsageError(f"{COMMAND}: {error}") from error
    if lacks_rest(programme, chosen):
        print(sentences.NO_REST, file=sys.stderr)
    now = datetime.now().astimezone()
    content = encode_calendar(programme, chosen, moment, first, now, place=place, runner=mine.id)
    target = output or Path(file if is_file else f"{programme.name}.ics")
    _write(target, content, force=force)
    left = len(programme.plans) - place
    print(sentences.CALENDAR(left, file=target, title=programme.title))
    return DONE


def _programme(which: str, facts: TrainingFacts, mine: EffectiveSettings) -> Programme:
    if which.endswith(".toml"):
        return read_programme(Path(which).expanduser(), mine)
    if which:
        return load_programme(which, mine)
    followed = facts.programme()
    if followed is None:
        raise UsageError(refusals.NO_PROGRAMME)
    return followed


def _place(programme: Programme, facts: TrainingFacts) -> int:
    """The runner's week in it; the first of a programme that is not followed."""
    told = Told(facts.entries)
    followed = told.followed()
    if followed is None or followed.programme != programme.name:
        return 0
    max_bpm = facts.athlete.max_bpm
    return position(programme, followed, facts.figures, told, facts.day, max_bpm).place


def _time(text: str) -> time:
    match = re.fullmatch(r"([01]?[0-9]|2[0-3]):([0-5][0-9])", text.strip())
    if match is None:
        raise ValueError(refusals.CALENDAR_TIME.format(text=text[:20]))
    return time(int(match[1]), int(match[2]))


def _day(text: str) -> date:
    with suppress(ValueError):
        if 2000 <= (day := date.fromisoformat(text)).year <= 2200:
            return day
    raise ValueError(refusals.CALENDAR_DAY.format(text=text[:20]))


def _write(file: Path, content: bytes, *, force: bool) -> None:
    try:
        if file.exists() and not force and PRODUCT.encode() not in file.read_bytes()[:4096]:
            raise CalendarFileError(file, refusals.CALENDAR_IS_THERE)
        replace_file(file, content)
    except OSError as error:
        raise CalendarFileError(file, refusals.CALENDAR_FAILED.format(why=reason(error))) from error
