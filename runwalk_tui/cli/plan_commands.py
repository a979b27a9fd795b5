"""The commands about plans, and their options."""

from pathlib import Path
from typing import Annotated, Literal

from cyclopts import App, Parameter

from runwalk_tui.cli.options import Json, RunnerOption
from runwalk_tui.exchange.foreign import Key

plans = App(name="plans", help="List, draw, check, make or import plans.")

_TIME = 'like 5:00, "5 min" or 90'


def _option(about: str) -> Parameter:
    return Parameter(help=about, show_default=False)


_PERCENT = Parameter(
    help="Between warm-up and cool-down.", show_default=False, allow_leading_hyphen=True
)

Rounds = Annotated[
    str,
    _option(
        "What comes again and again: 2:1 or 90/30; surges 30/90/60; sprints 30/60; breaks and "
        'race "1 mi/60"; hard 2:00/3:00. With commas between, one sort after the other: 5:1,3:1.'
    ),
]


@plans.default
def list_plans(*, json: Json = False) -> int:
    """List the plans, shipped and own."""
    from runwalk_tui.cli.library import print_plans

    return print_plans(json=json)


@plans.command
def show(name: str) -> int:
    """Draw a plan as a speed profile.

    Parameters
    ----------
    name
        Name of a plan, or a TOML file.
    """
    from runwalk_tui.cli.library import print_plan

    return print_plan(name)


@plans.command
def check(files: list[Path]) -> int:
    """Say whether plan files can be used.

    Parameters
    ----------
    files
        TOML files.
    """
    from runwalk_tui.cli.library import check_plans

    return check_plans(files)


@plans.command
def new(
    name: str = "",
    *,
    ratio: Rounds = "",
    pattern: Annotated[
        Literal["ratio", "surges", "sprints", "breaks", "race", "hard"] | None,
        _option("What it is made of; a ratio unless something else is named."),
    ] = None,
    total: Annotated[str, _option("How long in all, like 30:00; this or the repeats.")] = "",
    repeats: Annotated[str, _option("How many runs, like 8.")] = "",
    warm_up: Annotated[str, _option(f"How long, {_TIME}; 5 minutes.")] = "",
    cool_down: Annotated[str, _option(f"How long, {_TIME}; 5 minutes.")] = "",
    walk: Annotated[str, _option("Speed or pace; yours unless named.")] = "",
    run: Annotated[str, _option("Speed or pace, like 8.5, 5.3mph or 7:04.")] = "",
    surge: Annotated[str, _option("Speed or pace of surges and sprints.")] = "",
    incline: Annotated[str, _PERCENT] = "",
    title: Annotated[str, _option("What people call it.")] = "",
    force: Annotated[bool, _option("Replace a plan of this name.")] = False,
    runner: RunnerOption = None,
) -> int:
    """Make a plan; without any option, on a screen.

    Parameters
    ----------
    name
        What it is to be called.
    """
    texts = {
        "name": name,
        "pattern": pattern or "",
        "rounds": ratio,
        "total": total,
        "repeats": repeats,
        "warm_up": warm_up,
        "cool_down": cool_down,
        "walk": walk,
        "run": run,
        "surge": surge,
        "incline": incline,
        "title": title,
    }
    from runwalk_tui.cli.making import make_plan, make_plan_on_screen

    if any(text for key, text in texts.items() if key != "name"):
        return make_plan(texts, runner, force=force)
    return make_plan_on_screen(name, runner, force=force)


@plans.command(name="import")
def import_(
    file: Path,
    *,
    lengths: Annotated[str, _option("What bare lengths are: seconds or metres.")] = "",
    speeds: Annotated[str, _option("What bare speeds are: km/h or mph.")] = "",
    mile: Annotated[str, _option("Your time for a mile run hard, like 9:30.")] = "",
    threshold: Annotated[str, _option("The pace you could hold for an hour, like 5:00.")] = "",
    open: Annotated[str, _option("How long a step takes that a key would end, like 5:00.")] = "",
    name: Annotated[str, _option("What it is to be called; by default as its title.")] = "",
    yes: Annotated[bool, _option("Keep it without asking.")] = False,
    force: Annotated[bool, _option("Replace a plan of this name.")] = False,
    runner: RunnerOption = None,
) -> int:
    """Import a workout of another program: FIT, Zwift, QDomyos-Zwift, Intervals.icu text.

    Parameters
    ----------
    file
        The workout; what it leaves open is asked.
    """
    from runwalk_tui.cli.plan_import import import_plan

    texts: dict[Key, str] = {
        "lengths": lengths,
        "speeds": speeds,
        "mile": mile,
        "threshold": threshold,
        "open": open,
    }
    return import_plan(file, texts, name, runner, yes=yes, force=force)
