"""The application of the builder screen: what is the new workout to be?"""

from collections.abc import Collection, Mapping

from textual.screen import Screen

from runwalk_tui.config.settings import Settings
from runwalk_tui.tui.apps.base import RunwalkApp
from runwalk_tui.tui.keys import FORM_APP_KEYS, bindings
from runwalk_tui.tui.screen_options import ScreenOptions
from runwalk_tui.tui.screens.builder import BuilderScreen
from runwalk_tui.workout.plan import Plan


class BuilderApp(RunwalkApp[Plan]):
    """Returns the plan, or None if there is to be none.

    Args:
        settings: The runner's speeds, zones and cap.
        options: How the runner wants screens.
        texts: What is written to begin with, by the fields' keys.
        taken: Names that plans have already, in small letters.
    """

    BINDINGS = bindings(FORM_APP_KEYS)

    def __init__(
        self,
        settings: Settings,
        options: ScreenOptions,
        texts: Mapping[str, str] | None = None,
        taken: Collection[str] = (),
    ) -> None:
        super().__init__(options)
        self._settings, self._texts, self._taken = settings, texts or {}, taken

    def first_screen(self) -> Screen[None]:
        """The form is the only one."""
        return BuilderScreen(self._settings, self.options, self._texts, self._taken)

    def action_leave(self) -> None:
        """Quits."""
        self.exit(None)
