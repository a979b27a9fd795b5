"""Commands on programmes: list, show, follow, stop, check."""

import json as json_text
import sys
from collections.abc import Sequence
from pathlib import Path

from runwalk_tui.coaching.facts import known, moment, tell
from runwalk_tui.errors import DONE, WRONG, FileError, UsageError
from runwalk_tui.plans.programmes import list_programmes, load_programme, read_programme
from runwalk_tui.session.current_runner import who_runs
from runwalk_tui.training.history.diary_entries import Followed
from runwalk_tui.training.history.diary_index import Told
from runwalk_tui.training.programmes.plan_text import week_words
from runwalk_tui.training.programmes.programme import Programme, overloaded_weeks


def print_programmes(runner: str | None, *, json: bool) -> int:
    """Lists every programme; one that cannot be used says why."""
    mine = who_runs(runner)
    entries = list_programmes(mine)
    followed = Told(known(mine).entries).followed()
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
            print(f"{mark} {entry.name:<{width}}cannot be used: {entry.error}")
        else:
            weeks = _weeks(entry.programme)
            print(f"{mark} {entry.name:<{width}}{weeks:<10}{entry.programme.title}")
    return DONE


def print_programme(name: str, runner: str | None) -> int:
    """A line a week."""
    mine = who_runs(runner)
    programme = load_programme(name, mine)
    print(f"{programme.title}   {_size(programme)}")
    if programme.about:
        print(programme.about)
    print()
    for week, plans in enumerate(programme.weeks, start=1):
        print(f"{week:>3}  {week_words(plans, mine.units)}")
    print(f"\nA workout alone: runwalk run {programme.plans[0].name}")
    return DONE


def follow_programme(name: str, week: int, runner: str | None) -> int:
    """Follows a programme from a week on."""
    mine = who_runs(runner)
    programme = load_programme(name, mine)
    if not 1 <= week <= len(programme.weeks):
        weeks = len(programme.weeks)
        raise UsageError(f"programmes follow: --week {week} is not within 1 to {weeks}")
    tell(mine, Followed(moment(), name, week))
    print(f"You follow {programme.title} from week {week}; 'runwalk today' says what is next.")
    return DONE


def stop_programme(runner: str | None) -> int:
    """Follows none any more."""
    mine = who_runs(runner)
    followed = Told(known(mine).entries).followed()
    if followed is None:
        print("You follow no programme.")
        return DONE
    tell(mine, Followed(moment(), ""))
    print(f"You follow {followed.programme} no more.")
    return DONE


def check_programmes(files: Sequence[Path]) -> int:
    """One line for each file; the status is 2 if one of them is wrong."""
    settings, status = who_runs(None), DONE
    for file in files:
        try:
            programme = read_programme(file, settings)
        except FileError as error:
            status = WRONG
            print(f"runwalk: {error}", file=sys.stderr)
            continue
        print(f"{file}: {programme.title}, {_size(programme)}")
        for week in overloaded_weeks(programme):
            print(f"{file}: week {week} has more running and more time than the week before")
    return status


def _size(programme: Programme) -> str:
    days = programme.days
    return f"{_weeks(programme)}, {days} day{'s' * (days > 1)} a week"


def _weeks(programme: Programme) -> str:
    """How many there are; those of a ladder are its rungs."""
    count = len(programme.weeks)
    return f"{count} {'rung' if programme.by_symptoms else 'week'}{'s' * (count > 1)}"
