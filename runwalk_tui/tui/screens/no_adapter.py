"""No adapter: why, and what can be done all the same."""

from typing import ClassVar

from textual.app import ComposeResult

from runwalk_tui.tui import sentences_of_lists as shown
from runwalk_tui.tui.destinations import ByHand, Doctor, Practice, Retry
from runwalk_tui.tui.keys import BACK, CLOSE, HELP, HELP_KEYS, NO_ADAPTER_KEYS, Groups, bindings
from runwalk_tui.tui.screen_options import ScreenOptions
from runwalk_tui.tui.screens.base import RunwalkScreen
from runwalk_tui.tui.widgets.banner import Title
from runwalk_tui.tui.widgets.key_bar import KeyBar
from runwalk_tui.tui.widgets.text_block import Note, Notice, Saying


class NoAdapterScreen(RunwalkScreen):
    """The program goes on without Bluetooth.

    Args:
        trouble: Why the adapter cannot be used and what to do, in a line.
        options: How the runner wants screens.
        can_go_by_hand: It was for a workout, which needs no machine.
    """

    GIVES_WAY = True
    BINDINGS = bindings((*NO_ADAPTER_KEYS, BACK, *HELP_KEYS))
    HELP_GROUPS: ClassVar[Groups] = (("No adapter", (*NO_ADAPTER_KEYS, BACK, CLOSE, HELP)),)

    def __init__(self, trouble: str, options: ScreenOptions, *, can_go_by_hand: bool) -> None:
        super().__init__(options)
        self._trouble = trouble
        self._can_go_by_hand = can_go_by_hand
        self._title = Title(options)
        self._notice = Notice(options)
        self._note = Note(options)
        self._keys = KeyBar((*NO_ADAPTER_KEYS, BACK, CLOSE, HELP), options)

    def compose(self) -> ComposeResult:
        """From top to bottom."""
        yield self._title
        yield self._notice
        yield self._note
        yield self.help_table
        yield self._keys

    def on_mount(self) -> None:
        """Draws once."""
        self._title.draw(shown.NO_BLUETOOTH)
        self._notice.draw(Saying(self._trouble[:1].upper() + self._trouble[1:] + ".", "danger"))
        ways = shown.WAYS_WITHOUT_ADAPTER[: None if self._can_go_by_hand else -1]
        self._note.draw("\n".join(ways))
        self._keys.draw({} if self._can_go_by_hand else {"adapter.by_hand": ""})

    def action_retry(self) -> None:
        """Once more."""
        self.guide.go(Retry())

    def action_doctor(self) -> None:
        """Looks for the cause."""
        self.guide.go(Doctor())

    def action_practise(self) -> None:
        """With virtual devices."""
        self.guide.go(Practice())

    def action_go_by_hand(self) -> None:
        """Without a machine."""
        if self._can_go_by_hand:
            self.guide.go(ByHand())
