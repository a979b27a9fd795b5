"""Makes plans from options, or on the builder screen."""

import sys
from collections.abc import Mapping

from runwalk_tui.cli.library import print_plan
from runwalk_tui.cli.status import DONE, UsageError
from runwalk_tui.cli.who import who_runs
from runwalk_tui.core.plan import Plan
from runwalk_tui.planfile import PlanError, find_plan
from runwalk_tui.planform import planned
from runwalk_tui.planwriter import save_plan
from runwalk_tui.settings import Settings
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
    return _saved(plan, mine, force=force)


def make_plan_on_screen(name: str, runner: str | None, *, force: bool) -> int:
    """Saves the plan that is put together on the builder screen, if one is."""
    if not sys.stdout.isatty():
        raise UsageError("plans new: there is no screen here; name what you want, as in --ratio 2:1")
    from runwalk_tui.cli.screens import build_on_screen

    mine = who_runs(runner)
    plan = build_on_screen(mine, {"name": name})
    return DONE if plan is None else _saved(plan, mine, force=force)


def _saved(plan: Plan, settings: Settings, *, force: bool) -> int:
    if not force and _is_taken(plan.name):
        raise UsageError(
            f"plans new: there is a plan {plan.name} already; choose another name, or add --force"
        )
    print(save_plan(plan, settings, force=True))
    return print_plan(plan.name)


def _is_taken(name: str) -> bool:
    """Whether there is a plan of this name, the runner's own or a shipped one."""
    try:
        find_plan(name)
    except PlanError:
        return False
    return True
