"""The ways to what the coach asks, advises and shows."""

from typing import Protocol

from textual.screen import Screen

from runwalk_tui.tui.backstage import Backstage
from runwalk_tui.tui.destinations import CheckIn, Programmes, Races, Weeks


class Ways(Protocol):
    """Lays screens over one another."""

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

    def go(self, to_there: CheckIn | Programmes | Races | Weeks) -> None:
        """Opens one."""
        self._ways.lay(self._screen(to_there))

    def _screen(self, to_there: CheckIn | Programmes | Races | Weeks) -> Screen[None]:
        stage = self._backstage
        match to_there:
            case CheckIn():
                from runwalk_tui.tui.screens.check_in import CheckInScreen

                return CheckInScreen(stage.coach, stage.options)
            case Programmes():
                from runwalk_tui.tui.screens.programmes import ProgrammesScreen

                return ProgrammesScreen(stage.coach, stage.options)
            case Weeks():
                from runwalk_tui.tui.screens.progress import ProgressScreen

                return ProgressScreen(stage.coach.progress, stage.options)
            case Races():
                from runwalk_tui.tui.screens.races import RacesScreen

                return RacesScreen(stage.miles, stage.options)
