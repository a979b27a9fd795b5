"""Plans: list, draw, check, make; importing them is a file of its own."""

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from shutil import get_terminal_size
from typing import Annotated, Literal

from cyclopts import App, Parameter

from runwalk_tui.cli import plan_list, sentences
from runwalk_tui.cli import sentences_of_refusals as refusals
from runwalk_tui.cli.checked_files import check_files
from runwalk_tui.cli.examined import examined
from runwalk_tui.cli.options import Json, RunnerOption, option
from runwalk_tui.coaching.workout_choice import plan_named
from runwalk_tui.config.profiles import who_runs
from runwalk_tui.errors import DONE, UsageError
from runwalk_tui.language.titles import about_words, title_words
from runwalk_tui.plans.chart import draw_profile
from runwalk_tui.plans.compose import planned
from runwalk_tui.plans.loader import load_plan, taken_names
from runwalk_tui.plans.writer import save_plan
from runwalk_tui.training.programmes.builder import SpecError

plans = App(name="plans", help="List, draw, check, make or import plans.")
COMMANDS = {
    "plan_import:import_": "Import a workout of another program: FIT, Zwift, QDomyos-Zwift, "
    "Intervals.icu text.",
    "own_plans:copy": "Copy a plan, to change it.",
    "own_plans:edit": "Change a plan of your own; without changes, on a screen.",
    "own_plans:delete": "Delete a plan of your own; 'runwalk plans restore' brings it back.",
    "own_plans:restore": "Bring a deleted plan back, or list those that were deleted.",
    "own_plans:star_": "Give a plan a star: it comes first in the list.",
}
for _where, _help in COMMANDS.items():
    _name = _where.partition(":")[2].rstrip("_")
    plans.command(f"runwalk_tui.cli.{_where}", name=_name, help=_help)

_PERCENT = Parameter(
    help="Incline in percent between warm-up and cool-down.",
    show_default=False,
    allow_leading_hyphen=True,
)

Rounds = Annotated[
    str,
    option(
        "Pattern to repeat: 2:1 or 90/30; surges 30/90/60; sprints 30/60; breaks and "
        'race "1 mi/60"; hard 2:00/3:00. Commas put one after another: 5:1,3:1.'
    ),
]


@plans.default
def list_all(*, json: Json = False) -> int:
    """List the plans, shipped and own."""
    return plan_list.list_all(json=json)


@plans.command
def show(name: str) -> int:
    """Draw a plan as a speed profile.

    Parameters
    ----------
    name
        Name of a plan, or a TOML file.
    """
    mine = who_runs(None)
    plan = plan_named(name, mine)
    print(f"{title_words(plan.title)}   {plan_list.size(plan, mine.units)}")
    if plan.about:
        print(about_words(plan.about))
    print()
    width = min(100, get_terminal_size((80, 24)).columns)
    for line in draw_profile(plan, width, 10, mine.units):
        print(line)
    return DONE


@plans.command
def check(files: list[Path]) -> int:
    """Check whether plan files can be used.

    Parameters
    ----------
    files
        TOML files to check.
    """
    settings = who_runs(None)

    def lines(file: Path) -> Iterator[str]:
        plan = load_plan(file, settings)
        size = plan_list.size(plan, settings.units)
        yield sentences.PLAN_STEPS(len(plan.steps), title=plan.title, size=size)

    return check_files(files, lines)


@plans.command
def new(
    name: str = "",
    *,
    ratio: Rounds = "",
    pattern: Annotated[
        Literal["ratio", "surges", "sprints", "breaks", "race", "hard"] | None,
        option("Kind of pattern. Default: ratio."),
    ] = None,
    total: Annotated[str, option("Total time, like 30:00, instead of --repeats.")] = "",
    repeats: Annotated[str, option("Number of runs, like 8.")] = "",
    warm_up: Annotated[str, option('Length, like 5:00, "5 min" or 90. Default: 5 minutes.')] = "",
    cool_down: Annotated[str, option('Length, like 5:00, "5 min" or 90. Default: 5 minutes.')] = "",
    walk: Annotated[str, option("Walking speed or pace. Default: yours.")] = "",
    run: Annotated[str, option("Running speed or pace, like 8.5, 5.3mph or 7:04.")] = "",
    surge: Annotated[str, option("Speed or pace of surges and sprints.")] = "",
    incline: Annotated[str, _PERCENT] = "",
    title: Annotated[str, option("Title of the plan.")] = "",
    force: Annotated[bool, option("Replace a plan of this name.")] = False,
    runner: RunnerOption = None,
) -> int:
    """Make a plan; without options, on a screen.

    Parameters
    ----------
    name
        Name of the new plan.
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
    if any(text for key, text in texts.items() if key != "name"):
        return _make(texts, runner, force=force)
    return _make_on_screen(name, runner, force=force)


_OPTIONS = {"name": "NAME", "rounds": "--ratio", "warm_up": "--warm-up", "cool_down": "--cool-down"}


def _make(texts: Mapping[str, str], runner: str | None, *, force: bool) -> int:
    """Saves the plan that the options ask for, says where, and draws it."""
    mine = who_runs(runner)
    try:
        plan = planned(texts, mine)
    except SpecError as error:
        option = _OPTIONS.get(error.key, f"--{error.key}")
        raise UsageError(f"plans new: {option}: {error}") from error
    if plan.name.casefold() in taken_names(force=force):
        raise UsageError(refusals.PLAN_IS_THERE.format(name=plan.name))
    return _saved(save_plan(plan, mine))


def _make_on_screen(name: str, runner: str | None, *, force: bool) -> int:
    """Saves the plan that is put together on the builder screen, if one is."""
    from runwalk_tui.tui.start import build

    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UsageError(refusals.NEW_WITHOUT_SCREEN)
    made = build(who_runs(runner), name, examined, force=force)
    return DONE if made is None else _saved(made)


def _saved(file: Path) -> int:
    print(file)
    return show(file.stem)
