"""The ways to what the coach asks, advises and shows."""

from collections.abc import Awaitable, Callable
from typing import Any, Protocol, TypeVar

from textual.screen import Screen

from runwalk_tui.tui.backstage import Backstage
from runwalk_tui.tui.destinations import Calendar, CheckIn, OfTraining, Programmes, Races, Weeks

T = TypeVar("T")


class Ways(Protocol):
    """Lays screens over one another."""

    @property
    def shown(self) -> Screen[Any]:
        """The screen that is open."""

    def show(self, screen: Screen[None]) -> None:
        """Lays a screen over the one that is open, or in its place where that gives way."""

    async def open(
        self,
        opening: Awaitable[T],
        screen_of: Callable[[T], Screen[None]],
        show: Callable[[Screen[None]], None] | None = None,
    ) -> None:
        """Opens what is beside the screens, and then its screen."""

    def lay(self, screen: Screen[None]) -> None:
        """Lays a screen over the one that is open, whatever that is."""


class TrainingWays:
    """Opens the screens of the coach.

    Args:
        backstage: Where the coach is.
        ways: Where it goes on from there.
    """

    def __init__(self, backstage: Backstage, ways: Ways) -> None:
        self._backstage, self._ways = backstage, ways

    def go(self, to_there: OfTraining) -> None:
        """Opens one."""
        self._ways.lay(self._screen(to_there))

    async def rest(self) -> None:
        """A reading at rest lies over the check-in, which goes on after it; one over another."""
        from runwalk_tui.tui.screens.rest import RestScreen

        stage, ways = self._backstage, self._ways
        show = ways.show if isinstance(ways.shown, RestScreen) else ways.lay
        await ways.open(stage.rest(), lambda resting: RestScreen(resting, stage.options), show)

    def _screen(self, to_there: OfTraining) -> Screen[None]:
        stage = self._backstage
        match to_there:
            case CheckIn():
                from runwalk_tui.tui.screens.check_in import CheckInScreen

                return CheckInScreen(stage.coach, stage.options)
            case Programmes():
                from runwalk_tui.tui.screens.programmes import ProgrammesScreen

                return ProgrammesScreen(stage.coach, stage.options)
            case Calendar(programme=name):
                from runwalk_tui.tui.screens.calendar import CalendarScreen

                return CalendarScreen(stage.calendar(name), stage.options)
            case Weeks():
                from runwalk_tui.tui.screens.progress import ProgressScreen

                coach = stage.coach
                return ProgressScreen(coach.progress, coach.line_for_partner, stage.options)
            case Races():
                from runwalk_tui.tui.screens.races import RacesScreen

                return RacesScreen(stage.miles, stage.options)
