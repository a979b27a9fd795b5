"""What comes in and leaves as files, as the screens do it."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from runwalk_tui.config.effective import EffectiveSettings

if TYPE_CHECKING:
    from runwalk_tui.exchange.intake import Intake


class FileDesk:
    """Imports and exports; each method may raise what ends a command with one line.

    Args:
        mine: The settings of who runs now.
    """

    def __init__(self, mine: Callable[[], EffectiveSettings]) -> None:
        self._mine = mine

    def intake(self) -> "Intake":
        """Looks at files of sessions, and adds them."""
        from runwalk_tui.exchange.intake import Intake

        return Intake(self._mine())
