"""The application of the profile screen: who runs?"""

from textual.screen import Screen

from runwalk_tui.config.profile import Profile
from runwalk_tui.tui.apps.base import RunwalkApp
from runwalk_tui.tui.destinations import Skipped
from runwalk_tui.tui.keys import FORM_APP_KEYS, bindings
from runwalk_tui.tui.screen_options import ScreenOptions
from runwalk_tui.tui.screens.profile import ProfileScreen


class ProfileApp(RunwalkApp[Profile | Skipped]):
    """Returns the profile, `Skipped`, or None if the runner quits.

    Args:
        before: What is known so far.
        options: How the runner wants screens.
        year: This year.
        is_first: It is the very first start.
    """

    BINDINGS = bindings(FORM_APP_KEYS)

    def __init__(
        self, before: Profile, options: ScreenOptions, *, year: int, is_first: bool = False
    ) -> None:
        super().__init__(options)
        self._before, self._year, self._is_first = before, year, is_first

    def first_screen(self) -> Screen[None]:
        """The form is the only one."""
        return ProfileScreen(self._before, self.options, year=self._year, is_first=self._is_first)

    def action_leave(self) -> None:
        """Quits."""
        self.exit(None)
