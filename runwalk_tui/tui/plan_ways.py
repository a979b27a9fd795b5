"""The ways to the screens that make a plan, and back with it."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, Protocol

from textual.screen import Screen

from runwalk_tui.errors import REFUSALS
from runwalk_tui.tui import sentences_of_lists as shown
from runwalk_tui.tui.backstage import Backstage
from runwalk_tui.tui.destinations import ImportPlan, NewPlan, OfPlans, OwnPlan
from runwalk_tui.workout.plan import Plan

NO_TEXTS: Mapping[str, str] = MappingProxyType({})


class Ways(Protocol):
    """Lays screens over one another."""

    @property
    def shown(self) -> Screen[Any]:
        """The screen that is open."""

    def show(self, screen: Screen[None]) -> None:
        """Lays a screen over the one that is open."""

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
        texts: Mapping[str, str] = NO_TEXTS,
        *,
        force: bool = False,
    ) -> Screen[None]:
        """The form that makes a workout; with ``force`` any name may be used again."""
        from runwalk_tui.tui.screens.builder import BuilderScreen

        stage, done = self._backstage, done or self._made
        taken = () if force else stage.taken_names()
        return BuilderScreen(stage.desk.settings(), stage.options, texts, taken, done)

    def import_screen(self) -> Screen[None]:
        """The form that imports another program's workout."""
        from runwalk_tui.tui.screens.import_plan import ImportPlanScreen

        stage, done = self._backstage, self._made
        taken, machines = stage.taken_names(), stage.machines()
        return ImportPlanScreen(stage.desk.settings(), stage.options, {}, taken, machines, done)

    def editor_screen(self, name: str) -> Screen[None]:
        """The screen that edits one of the runner's own plans.

        Raises:
            PlanError, UsageError, StoreError: If it cannot be edited.
        """
        from runwalk_tui.tui.screens.plan_editor import PlanEditorScreen

        desk = self._backstage.plan_desk
        return PlanEditorScreen(name, desk.draft(name), self._backstage.options, desk.keep)

    def go(self, to_there: OfPlans) -> None:
        """Makes, imports or changes a plan."""
        match to_there:
            case NewPlan(texts=texts):
                self._ways.show(self.builder_screen(texts=dict(texts)))
            case ImportPlan():
                self._ways.show(self.import_screen())
            case OwnPlan():
                self._change(to_there)

    def _change(self, to_there: OwnPlan) -> None:
        """Changes a plan of the list of plans, and says what was done."""
        desk, name = self._backstage.plan_desk, to_there.name
        try:
            match to_there.what:
                case "edit":
                    self._ways.show(self.editor_screen(name))
                case "copy":
                    copied = desk.copy(name)
                    self._tell(shown.COPIED.format(name=copied), copied)
                case "delete":
                    desk.delete(name)
                    self._tell(shown.DELETED_PLAN.format(name=name), None)
                case "undo":
                    back = desk.bring_back()
                    words = shown.BACK_AGAIN if back else shown.NOTHING_DELETED
                    self._tell(words.format(name=back), back or None)
                case "star":
                    is_on = desk.star(name)
                    words = shown.STARRED_PLAN if is_on else shown.UNSTARRED_PLAN
                    self._tell(words.format(title=name), name)
        except REFUSALS as error:
            self._ways.say(str(error))

    def _tell(self, words: str, mark: str | None) -> None:
        from runwalk_tui.tui.screens.home import HomeScreen

        screen = self._ways.shown
        if isinstance(screen, HomeScreen):
            screen.look_again(mark=mark)
        self._ways.say(words)

    def _made(self, plan: Plan | None) -> None:
        name = None
        if plan is not None:
            try:
                name = self._backstage.save_plan(plan)
            except REFUSALS as error:
                self._ways.say(str(error))
                return
        self._ways.back()
        from runwalk_tui.tui.screens.home import HomeScreen

        screen = self._ways.shown
        if name is not None and isinstance(screen, HomeScreen):
            screen.look_again(mark=name)
