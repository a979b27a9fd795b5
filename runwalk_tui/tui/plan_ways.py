"""The ways to the screens that make a plan, and back with it."""

from collections.abc import Callable
from typing import Any, Protocol

from textual.screen import Screen

from runwalk_tui.errors import REFUSALS
from runwalk_tui.tui.backstage import Backstage
from runwalk_tui.tui.screens.home import HomeScreen
from runwalk_tui.workout.plan import Plan


class Ways(Protocol):
    """Lays screens over one another."""

    @property
    def shown(self) -> Screen[Any]:
        """The screen that is open."""

    def back(self) -> None:
        """Goes to the screen below."""

    def say(self, words: str) -> None:
        """Says something over whichever screen is open."""


class PlanWays:
    """Opens the screens that make a plan.

    Args:
        backstage: Where plans are kept.
        ways: Where it goes on from there.
    """

    def __init__(self, backstage: Backstage, ways: Ways) -> None:
        self._backstage, self._ways = backstage, ways

    def builder_screen(
        self,
        done: Callable[[Plan | None], None] | None = None,
        name: str = "",
        *,
        force: bool = False,
    ) -> Screen[None]:
        """The form that makes a workout; with ``force`` any name may be used again."""
        from runwalk_tui.tui.screens.builder import BuilderScreen

        stage, done = self._backstage, done or self._made
        taken = () if force else stage.taken_names()
        return BuilderScreen(stage.desk.settings(), stage.options, {"name": name}, taken, done)

    def import_screen(self) -> Screen[None]:
        """The form that imports another program's workout."""
        from runwalk_tui.tui.screens.import_plan import ImportPlanScreen

        stage, done = self._backstage, self._made
        taken, machines = stage.taken_names(), stage.machines()
        return ImportPlanScreen(stage.desk.settings(), stage.options, {}, taken, machines, done)

    def _made(self, plan: Plan | None) -> None:
        name = None
        if plan is not None:
            try:
                name = self._backstage.save_plan(plan)
            except REFUSALS as error:
                self._ways.say(str(error))
                return
        self._ways.back()
        screen = self._ways.shown
        if name is not None and isinstance(screen, HomeScreen):
            screen.look_again(mark=name)
