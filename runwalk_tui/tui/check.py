"""The application of the walking check."""

from runwalk_tui.tui.app import SessionApp


class CheckApp(SessionApp):
    """The arm screen and the run screen of a check; what came of it is told elsewhere."""

    def show_summary(self) -> None:
        """Leaves."""
        self.exit()
