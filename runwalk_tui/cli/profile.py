"""Profiles: show, make, choose and change who runs."""

import json as json_text
from typing import Any

import msgspec
from cyclopts import App

from runwalk_tui.cli import sentences
from runwalk_tui.cli import sentences_of_refusals as refusals
from runwalk_tui.cli.assignments import assigned, flat, in_words, value_of
from runwalk_tui.cli.examined import examined
from runwalk_tui.cli.options import Json, RunnerOption
from runwalk_tui.config.effective import profile_of
from runwalk_tui.config.profile import Profile
from runwalk_tui.config.profiles import (
    RunnerError,
    current_runner,
    find_runner,
    keep_profile,
    list_runners,
    profile_file,
    use_runner,
    who_runs,
)
from runwalk_tui.config.toml import convert_tables, shown
from runwalk_tui.errors import DONE, UsageError
from runwalk_tui.session.current_runner import take_over
from runwalk_tui.session.needs_terminal import has_terminal

profile = App(name="profile", help="Show or change the runners' profiles.")


@profile.default
def show(*, runner: RunnerOption = None, json: Json = False) -> int:
    """Show what is known of a runner."""
    mine = who_runs(runner)
    tables = msgspec.to_builtins(profile_of(mine))
    see_doctor = mine.own.screening.see_doctor
    if json:
        print(json_text.dumps({"id": mine.id, **tables, "see_doctor": see_doctor}))
        return DONE
    print(profile_file(mine.id) if mine.id else sentences.NOBODY)
    for key, value in flat(tables):
        print(f"{key:<26}{in_words(value)}")
    if mine.runner.max_bpm is None:
        print(sentences.NOT_MEASURED.format(bpm=mine.max_bpm()))
    print(mine.own.coach.words)
    if see_doctor:
        print(sentences.SEE_DOCTOR)
    return DONE


@profile.command(name="list")
def list_profiles(*, json: Json = False) -> int:
    """List the profiles."""
    entries, current = list_runners(), current_runner()
    if json:
        rows = [
            {
                "id": entry.id,
                "name": entry.name,
                "current": entry.id == current,
                "error": entry.error,
            }
            for entry in entries
        ]
        print(json_text.dumps(rows))
        return DONE
    width = max((len(entry.id) for entry in entries), default=0) + 2
    for entry in entries:
        mark = "*" if entry.id == current else " "
        error = entry.error and sentences.CANNOT_BE_USED.format(why=entry.error)
        what = error or entry.name
        print(f"{mark} {entry.id:<{width}}{what}")
    if not entries:
        print(sentences.NO_PROFILE)
    return DONE


@profile.command
def new(name: str) -> int:
    """Make a profile and switch to it.

    Parameters
    ----------
    name
        Name of the runner.
    """
    name = " ".join(name.split())
    if not name or not name.isprintable():
        raise UsageError(refusals.NO_NAME.format(name=shown(name)))
    mine = who_runs()
    profile = Profile(name=name) if mine.id else profile_of(mine)
    keep_profile("", msgspec.structs.replace(profile, name=name))
    return _say_who_runs()


@profile.command
def use(name: str) -> int:
    """Switch to another runner's profile.

    Parameters
    ----------
    name
        Name or id of the runner.
    """
    use_runner(find_runner(name))
    return _say_who_runs()


@profile.command
def edit(*, runner: RunnerOption = None) -> int:
    """Edit a runner's profile on a screen."""
    from runwalk_tui.tui.start import edit_on_screen

    if not has_terminal():
        raise UsageError(refusals.EDIT_PROFILE)
    return edit_on_screen(who_runs(runner), examined)


@profile.command(name="set")
def set_values(values: list[str], *, runner: RunnerOption = None) -> int:
    """Change a runner's profile without a screen.

    Parameters
    ----------
    values
        Values, like max_bpm=186 speeds.run=9.0 goal=10k; an empty one is removed.
    """
    mine = who_runs(runner)
    if not mine.id:
        raise UsageError(refusals.NO_PROFILE_TO_SET)
    tables = msgspec.to_builtins(mine.own)
    defaults = msgspec.to_builtins(Profile())
    for each in values:
        key, text = assigned(each, refusals.SET_WITHOUT_EQUALS)
        _put(tables, defaults, key, text)
    file = profile_file(mine.id)
    keep_profile(mine.id, convert_tables(file, tables, Profile, RunnerError))
    return DONE


def _say_who_runs() -> int:
    mine = who_runs()
    name, file = mine.runner.name or mine.id, profile_file(mine.id)
    print(sentences.RUNS_NOW.format(name=name, file=file))
    if words := take_over():
        print(words[:1].upper() + words[1:])
    return DONE


def _put(tables: dict[str, Any], defaults: dict[str, Any], key: str, text: str) -> None:
    """Sets a key, with a dot before what lies in a table; an empty text is the default."""
    *parents, last = key.split(".")
    for parent in parents:
        if not isinstance(tables.get(parent), dict):
            tables[parent] = {}
        tables, defaults = tables[parent], defaults.get(parent) or {}
    tables[last] = value_of(text, defaults.get(last)) if text else defaults.get(last, text)
