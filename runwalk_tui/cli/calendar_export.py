"""Writes the workouts of a programme as a calendar."""

import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from runwalk_tui.cli import sentences
from runwalk_tui.cli import sentences_of_refusals as refusals
from runwalk_tui.cli.options import RunnerOption, option
from runwalk_tui.coaching.ahead import ahead
from runwalk_tui.config.profiles import who_runs
from runwalk_tui.errors import DONE, UsageError
from runwalk_tui.exchange.calendar_wish import (
    USUAL_TIME,
    Part,
    WishError,
    calendar_wish,
    wants_rest,
    write_calendar,
)

COMMAND = "programmes calendar"
OPTIONS: Mapping[Part, str] = {"days": "--days", "at": "--at", "first": "--from"}


def calendar(
    file: str = "",
    *,
    days: Annotated[str, option("Weekdays, like mon,wed,fri.")] = "",
    at: Annotated[str, Parameter(help="Time of day that workouts start.")] = USUAL_TIME,
    start: Annotated[
        str, Parameter(name="--from", help="First day, like 2026-07-01.", show_default=False)
    ] = "",
    output: Annotated[Path | None, option("File to write.")] = None,
    force: Annotated[bool, option("Replace a file that runwalk did not write.")] = False,
    runner: RunnerOption = None,
) -> int:
    """Write the workouts to come as a calendar (iCal); written anew, it moves the events.

    Parameters
    ----------
    file
        File to write, like runs.ics, for the programme that you follow; or the name of a
        programme.
    """
    mine = who_runs(runner)
    is_file = file.lower().endswith(".ics")
    found = ahead(mine, "" if is_file else file)
    if found is None:
        raise UsageError(refusals.NO_PROGRAMME)
    programme, place = found
    if found.is_done:
        raise UsageError(refusals.PROGRAMME_DONE.format(title=programme.title))
    try:
        texts: dict[Part, str] = {"days": days, "at": at, "first": start}
        wish = calendar_wish(texts, programme, mine.own.weekdays, date.today())
    except WishError as error:
        raise UsageError(f"{COMMAND}: {OPTIONS[error.part]}: {error}") from error
    if wants_rest(programme, wish):
        print(sentences.NO_REST, file=sys.stderr)
    target = output or Path(file if is_file else f"{programme.name}.ics")
    left = write_calendar(programme, place, wish, mine.id, target, force=force)
    print(sentences.CALENDAR(left, file=target, title=programme.title))
    return DONE
