"""The port from screens to the guide, which knows the way to other screens."""

from typing import Protocol

from runwalk_tui.tui.destinations import Destination


class Guide(Protocol):
    """Knows the way from screen to screen."""

    def go(self, to: Destination) -> None:
        """Goes there; the screen that is open lies below, as it is."""

    def back(self) -> None:
        """Goes to the screen below; where there is none, quits."""

    def leave(self) -> None:
        """Quits; a belt is stopped first."""

    def tell_news(self) -> None:
        """Says what has come up and was not said yet: what is damaged, what was killed."""
