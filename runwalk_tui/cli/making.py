"""Makes plans from options, or on the builder screen."""

import sys
from collections.abc import Mapping
from pathlib import Path

from runwalk_tui.cli.library import print_plan
from runwalk_tui.errors import DONE, UsageError
from runwalk_tui.plans.compose import planned
from runwalk_tui.plans.writer import save_plan
from runwalk_tui.session.current_runner import who_runs
from runwalk_tui.training.programmes.builder import SpecError
from runwalk_tui.tui.navigator import build, taken_names

_OPTIONS = {"name": "NAME", "rounds": "--ratio", "warm_up": "--warm-up", "cool_down": "--cool-down"}


def make_plan(texts: Mapping[str, str], runner: str | None, *, force: bool) -> int:
    """Saves the plan that the options ask for, says where, and draws it."""
    mine = who_runs(runner)
    try:
        plan = planned(texts, mine)
    except SpecError as error:
        option = _OPTIONS.get(error.key, f"--{error.key}")
        raise UsageError(f"plans new: {option}: {error}") from error
    if plan.name.casefold() in taken_names(mine, force=force):
        what = f"there is a plan {plan.name} already; choose another name, or add --force"
        raise UsageError(f"plans new: {what}")
    return _shown(save_plan(plan, mine))


def make_plan_on_screen(name: str, runner: str | None, *, force: bool) -> int:
    """Saves the plan that is put together on the builder screen, if one is."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UsageError("plans new: there is no screen here; say what it is, as in --ratio 2:1")
    made = build(who_runs(runner), name, force=force)
    return DONE if made is None else _shown(made)


def _shown(file: Path) -> int:
    print(file)
    return print_plan(file.stem)
