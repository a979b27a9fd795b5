"""What every screen of the program has in common."""

from typing import ClassVar

from textual.screen import Screen

from runwalk_tui.tui.keys import Groups


class RunwalkScreen(Screen[None]):
    """Nothing on it takes the focus: every key belongs to the screen or the app."""

    AUTO_FOCUS = None
    HELP_GROUPS: ClassVar[Groups] = ()
    """The keys that the help shows on this screen."""
