"""What every screen of the program has in common: a last line of keys, and a help."""

from typing import ClassVar

from textual.screen import Screen

from runwalk_tui.tui.keys import Groups
from runwalk_tui.tui.screen_options import ScreenOptions
from runwalk_tui.tui.widgets.key_table import KeyTable

HELP_CLASS = "-help"


class RunwalkScreen(Screen[None]):
    """Nothing on it takes the focus: every key belongs to the screen or the app.

    The help takes the place of the other parts. While it is open the screen's own keys do nothing
    but close it; those of the app, STOP among them, work on.
    """

    AUTO_FOCUS = ""
    HELP_GROUPS: ClassVar[Groups] = ()
    """The keys that the help shows on this screen."""

    def __init__(self, options: ScreenOptions) -> None:
        super().__init__()
        self.options = options
        self.help_table = KeyTable(options)

    def show_help(self, is_shown: bool) -> None:
        """Shows or hides the keys."""
        self.help_table.draw(self.HELP_GROUPS)
        self.set_class(is_shown, HELP_CLASS)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Under the help only closing it is possible; without it there is nothing to close."""
        if (action == "close_help") != self.has_class(HELP_CLASS):
            return False
        return super().check_action(action, parameters)

    def action_close_help(self) -> None:
        """Hides the keys."""
        self.show_help(False)
