"""The heart rate alone: for resting, for warming up, for finding out whether the strap works."""

from typing import ClassVar

from textual.app import ComposeResult

from runwalk_tui.session.feed import Feed
from runwalk_tui.tui.keys import BACK, CLOSE, HELP, HELP_KEYS, Groups, bindings
from runwalk_tui.tui.screen_options import ScreenOptions
from runwalk_tui.tui.screens.feed_screen import FeedScreen
from runwalk_tui.tui.widgets.big_heart_rate import Pulse
from runwalk_tui.tui.widgets.key_bar import KeyBar
from runwalk_tui.tui.widgets.strap_line import StrapLine
from runwalk_tui.workout.session import Session


class HeartScreen(FeedScreen):
    """Draws what the strap says."""

    BINDINGS = bindings((BACK, *HELP_KEYS))
    HELP_GROUPS: ClassVar[Groups] = (("Heart rate", (BACK, CLOSE, HELP)),)

    def __init__(self, feed: Feed, options: ScreenOptions) -> None:
        super().__init__(feed, options)
        self._panels = (StrapLine(options), Pulse(options))
        self._keys = KeyBar((BACK, CLOSE, HELP), options)

    def compose(self) -> ComposeResult:
        """From top to bottom."""
        yield from self._panels
        yield self.help_table
        yield self._keys

    def draw(self, session: Session) -> None:
        """Shows what has changed."""
        for panel in self._panels:
            panel.draw(session)
        self._keys.draw({})
