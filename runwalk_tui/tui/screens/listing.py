"""A list to look things up in: what the coach can say, machines that others have reported on."""

from collections.abc import Callable, Sequence
from typing import ClassVar, NamedTuple

from textual.app import ComposeResult
from textual.widgets import Input

from runwalk_tui.tui import sentences_of_training as shown
from runwalk_tui.tui.keys import (
    BACK,
    CLOSE,
    HELP,
    HELP_KEYS,
    LIST_KEYS,
    LISTING_KEYS,
    UNFILTER,
    Groups,
    bindings,
)
from runwalk_tui.tui.screen_options import ScreenOptions
from runwalk_tui.tui.screens.base import RunwalkScreen
from runwalk_tui.tui.widgets.banner import Title
from runwalk_tui.tui.widgets.key_bar import KeyBar
from runwalk_tui.tui.widgets.table import Column, Row, Rows, Table
from runwalk_tui.tui.widgets.text_block import Note

FILTERS = "-filters"


class Item(NamedTuple):
    """A row: its name, its words, and what stands below the list while it is marked."""

    name: str
    words: str
    whole: str


class FilterLine(Input):
    """A line for what rows are to contain."""


class ListingScreen(RunwalkScreen):
    """Rows to filter; the marked one in full below.

    Args:
        title: What it is a list of; has a gap for how many there are.
        columns: The headings of names and words.
        read: Reads the rows.
        options: How the runner wants screens.
    """

    BINDINGS = bindings((*LISTING_KEYS, UNFILTER, *LIST_KEYS, BACK, *HELP_KEYS))
    HELP_GROUPS: ClassVar[Groups] = (("A list", (*LISTING_KEYS, *LIST_KEYS, BACK, CLOSE, HELP)),)

    def __init__(
        self,
        title: str,
        columns: Sequence[Column],
        read: Callable[[], Sequence[Item]],
        options: ScreenOptions,
    ) -> None:
        super().__init__(options)
        self._heading, self._read = title, read
        self._items: Sequence[Item] = ()
        self._listed: Sequence[Item] = ()
        self._title = Title(options)
        self._table = Table(columns, can_mark=True)
        self._note = Note(options)
        self._line = FilterLine(placeholder=shown.ONLY_ROWS_WITH)
        self._keys = KeyBar((*LISTING_KEYS, BACK, CLOSE, HELP), options)

    def compose(self) -> ComposeResult:
        """From top to bottom."""
        yield self._title
        yield self._table
        yield self._note
        yield self._line
        yield self.help_table
        yield self._keys

    def on_mount(self) -> None:
        """Reads the rows."""
        self._keys.draw({})
        self.load(self._read, self._show)

    def _show(self, items: Sequence[Item]) -> None:
        self._items = items
        self._list()

    def _list(self) -> None:
        """Those that are asked for."""
        words = self._line.value.casefold().split()
        self._listed = [
            item
            for item in self._items
            if all(word in f"{item.name} {item.whole}".casefold() for word in words)
        ]
        self._title.draw(self._heading.format(count=len(self._listed)))
        listed = self._listed
        rows = Rows(len(listed), lambda at: Row((listed[at].name, listed[at].words), "soft"))
        self._table.draw(rows)
        self._tell()

    def _tell(self) -> None:
        """The marked row in full."""
        at = self._table.marked
        self._note.draw(self._listed[at].whole if at < len(self._listed) else shown.NO_ROW)

    def on_data_table_row_highlighted(self) -> None:
        """The words follow the mark."""
        self._tell()

    def on_input_changed(self) -> None:
        """The list follows what is written."""
        self._list()

    def on_input_submitted(self) -> None:
        """The keys are those of the list again; the filter stays."""
        self.set_focus(None)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Esc ends a filter first."""
        filters = self.has_class(FILTERS)
        if (action == "go_back" and filters) or (action == "unfilter" and not filters):
            return False
        return super().check_action(action, parameters)

    def action_move(self, rows: int) -> None:
        """Moves the mark."""
        self._table.move(rows)

    def action_filter(self) -> None:
        """Opens the line for what is to be listed alone."""
        self.add_class(FILTERS)
        self._line.focus()

    def action_unfilter(self) -> None:
        """Lists all again."""
        self._line.value = ""
        self.set_focus(None)
        self.remove_class(FILTERS)

    def action_copy(self) -> None:
        """Copies the words of the marked row, where the terminal allows it."""
        at = self._table.marked
        if at < len(self._listed):
            self.app.copy_to_clipboard(self._listed[at].whole)
            self.notify(shown.COPIED_ROW, markup=False)
