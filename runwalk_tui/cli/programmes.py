"""Programmes of many weeks: list, show, follow, stop, check."""

import json as json_text
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

from cyclopts import App

from runwalk_tui.cli import sentences
from runwalk_tui.cli import sentences_of_refusals as refusals
from runwalk_tui.cli.checked_files import check_files
from runwalk_tui.cli.options import WHOLE, Json, RunnerOption
from runwalk_tui.coaching.service import CoachingService
from runwalk_tui.config.profiles import who_runs
from runwalk_tui.errors import DONE, UsageError
from runwalk_tui.language.titles import about_words, title_words
from runwalk_tui.plans.programmes import list_programmes, load_programme, read_programme
from runwalk_tui.training.programmes.plan_text import week_words
from runwalk_tui.training.programmes.programme import Programme, overloaded_weeks

programmes = App(name="programmes", help="List programmes of many weeks, or follow one.")
COMMANDS = {
    "calendar_export:calendar": "Write the workouts to come as a calendar (iCal); written anew, it "
    "moves the events.",
}
for _where, _help in COMMANDS.items():
    programmes.command(f"runwalk_tui.cli.{_where}", help=_help)


@programmes.default
def list_all(*, runner: RunnerOption = None, json: Json = False) -> int:
    """List the programmes, shipped and own."""
    mine = who_runs(runner)
    entries = list_programmes(mine)
    followed = CoachingService(mine).followed()
    name = None if followed is None else followed.programme
    if json:
        rows = [
            {
                "name": entry.name,
                "weeks": len(entry.programme.weeks) if entry.programme else None,
                "title": entry.programme.title if entry.programme else None,
                "about": entry.programme.about if entry.programme else None,
                "days": entry.programme.days if entry.programme else None,
                "own": entry.is_own,
                "followed": entry.name == name,
                "error": entry.error,
            }
            for entry in entries
        ]
        print(json_text.dumps(rows))
        return DONE
    width = max(len(entry.name) for entry in entries) + 2
    for entry in entries:
        mark = "*" if entry.name == name else " "
        if entry.programme is None:
            what = sentences.CANNOT_BE_USED.format(why=entry.error)
            print(f"{mark} {entry.name:<{width}}{what}")
        else:
            weeks = _weeks(entry.programme)
            print(f"{mark} {entry.name:<{width}}{weeks:<10}{title_words(entry.programme.title)}")
    return DONE


@programmes.command
def show(name: str, *, runner: RunnerOption = None) -> int:
    """Show a programme, one line per week.

    Parameters
    ----------
    name
        Name of a programme.
    """
    mine = who_runs(runner)
    programme = load_programme(name, mine)
    print(f"{title_words(programme.title)}   {_size(programme)}")
    if programme.about:
        print(about_words(programme.about))
    print()
    for week, plans in enumerate(programme.weeks, start=1):
        print(f"{week:>3}  {week_words(plans, mine.units)}")
    print()
    print(sentences.WORKOUT_ALONE.format(name=programme.plans[0].name))
    return DONE


@programmes.command
def follow(name: str, *, week: Annotated[int, WHOLE] = 1, runner: RunnerOption = None) -> int:
    """Follow a programme; 'runwalk today' then says what is next.

    Parameters
    ----------
    name
        Name of a programme.
    week
        Week to begin with.
    """
    mine = who_runs(runner)
    programme = load_programme(name, mine)
    if not 1 <= week <= len(programme.weeks):
        weeks = len(programme.weeks)
        raise UsageError(refusals.FOLLOW_WEEK.format(week=week, weeks=weeks))
    CoachingService(mine).follow(name, week)
    print(sentences.FOLLOWED.format(title=programme.title, week=week))
    return DONE


@programmes.command
def stop(*, runner: RunnerOption = None) -> int:
    """Stop following a programme."""
    service = CoachingService(who_runs(runner))
    followed = service.followed()
    if followed is None:
        print(sentences.FOLLOW_NONE)
        return DONE
    service.follow("")
    print(sentences.FOLLOW_NO_MORE.format(name=followed.programme))
    return DONE


@programmes.command
def check(files: list[Path]) -> int:
    """Check whether programme files can be used.

    Parameters
    ----------
    files
        TOML files to check.
    """
    settings = who_runs(None)

    def lines(file: Path) -> Iterator[str]:
        programme = read_programme(file, settings)
        yield f"{programme.title}, {_size(programme)}"
        for week in overloaded_weeks(programme):
            yield sentences.OVERLOADED.format(week=week)

    return check_files(files, lines)


def _size(programme: Programme) -> str:
    return sentences.DAYS_A_WEEK(programme.days, weeks=_weeks(programme))


def _weeks(programme: Programme) -> str:
    """The number of weeks; those of a ladder are its rungs."""
    words = sentences.RUNGS if programme.by_symptoms else sentences.WEEKS
    return words(len(programme.weeks))
