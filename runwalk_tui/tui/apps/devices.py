"""The application of the devices screen."""

from textual.screen import Screen

from runwalk_tui.tui.apps.base import Background, BackgroundApp
from runwalk_tui.tui.keys import CLOSE, HELP, bindings
from runwalk_tui.tui.ports import DeviceFeed
from runwalk_tui.tui.screen_options import ScreenOptions
from runwalk_tui.tui.screens.devices import DevicesScreen


class DevicesApp(BackgroundApp):
    """Returns which treadmill is to be checked; None to leave.

    Args:
        feed: What is in range and what is known of it.
        options: How the runner wants screens.
        background: Keeps the feed current.
    """

    BINDINGS = bindings((CLOSE, HELP))

    def __init__(
        self, feed: DeviceFeed, options: ScreenOptions, *, background: Background | None = None
    ) -> None:
        super().__init__(options, background=background)
        self._feed = feed

    def first_screen(self) -> Screen[None]:
        """The only one."""
        return DevicesScreen(self._feed, self.options)

    def action_leave(self) -> None:
        """Leaves."""
        self.exit()
