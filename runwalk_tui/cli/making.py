"""Makes plans from options, or on the builder screen."""

import sys
from collections.abc import Mapping
from pathlib import Path

from runwalk_tui.cli.library import print_plan
from runwalk_tui.cli.status import DONE, UsageError
from runwalk_tui.cli.who import who_runs
from runwalk_tui.personal import Personal
from runwalk_tui.planfile import list_plans
from runwalk_tui.planform import planned
from runwalk_tui.planwriter import save_plan
from runwalk_tui.training.builder import SpecError

_OPTIONS = {"name": "NAME", "rounds": "--ratio", "warm_up": "--warm-up", "cool_down": "--cool-down"}


def make_plan(texts: Mapping[str, str], runner: str | None, *, force: bool) -> int:
    """Saves the plan that the options ask for, says where, and draws it."""
    mine = who_runs(runner)
    try:
        plan = planned(texts, mine)
    except SpecError as error:
        option = _OPTIONS.get(error.key, f"--{error.key}")
        raise UsageError(f"plans new: {option}: {error}") from error
    if plan.name.casefold() in _taken(mine, force=force):
        what = f"there is a plan {plan.name} already; choose another name, or add --force"
        raise UsageError(f"plans new: {what}")
    return _shown(save_plan(plan, mine))


def make_plan_on_screen(name: str, runner: str | None, *, force: bool) -> int:
    """Saves the plan that is put together on the builder screen, if one is."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UsageError("plans new: there is no screen here; say what it is, as in --ratio 2:1")
    made = build(who_runs(runner), name, force=force)
    return DONE if made is None else _shown(made)


def build(mine: Personal, name: str = "", *, force: bool = False) -> Path | None:
    """Shows the builder screen, and saves the plan that comes of it; returns where, if one does."""
    from runwalk_tui.cli.screens import screen_options
    from runwalk_tui.tui.building import BuilderApp

    taken = _taken(mine, force=force)
    plan = BuilderApp(mine, screen_options(mine), {"name": name}, taken).run()
    return None if plan is None else save_plan(plan, mine)


def _taken(mine: Personal, *, force: bool) -> frozenset[str]:
    """Names that are not to be used again, in small letters: those of shipped plans, too."""
    return frozenset() if force else frozenset(plan.name.casefold() for plan in list_plans(mine))


def _shown(file: Path) -> int:
    print(file)
    return print_plan(file.stem)
