"""A text to read and to copy, such as a report on a machine."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Static

from runwalk_tui.tui import sentences_of_training as shown
from runwalk_tui.tui.keys import (
    BACK,
    CLOSE,
    HELP,
    HELP_KEYS,
    LIST_KEYS,
    TEXT_KEYS,
    Groups,
    bindings,
)
from runwalk_tui.tui.screen_options import ScreenOptions
from runwalk_tui.tui.screens.base import RunwalkScreen
from runwalk_tui.tui.widgets.banner import Title
from runwalk_tui.tui.widgets.key_bar import KeyBar


class TextScreen(RunwalkScreen):
    """The text, scrolled by the keys of lists.

    Args:
        title: What it is.
        text: As it is copied.
        options: How the runner wants screens.
    """

    BINDINGS = bindings((*TEXT_KEYS, *LIST_KEYS, BACK, *HELP_KEYS))
    HELP_GROUPS: ClassVar[Groups] = (("A text", (*TEXT_KEYS, *LIST_KEYS, BACK, CLOSE, HELP)),)

    def __init__(self, title: str, text: str, options: ScreenOptions) -> None:
        super().__init__(options)
        self._heading, self._text = title, text
        self._title = Title(options)
        self._scroll = VerticalScroll(Static(text, markup=False), can_focus=False)
        self._keys = KeyBar((*TEXT_KEYS, BACK, CLOSE, HELP), options)

    def compose(self) -> ComposeResult:
        """From top to bottom."""
        yield self._title
        yield self._scroll
        yield self.help_table
        yield self._keys

    def on_mount(self) -> None:
        """Shows it."""
        self._title.draw(self._heading)
        self._keys.draw({})

    def action_move(self, rows: int) -> None:
        """Scrolls."""
        self._scroll.scroll_relative(y=rows, animate=False)

    def action_copy(self) -> None:
        """Copies all of it, where the terminal allows it."""
        self.app.copy_to_clipboard(self._text)
        self.notify(shown.COPIED_ROW, markup=False)
