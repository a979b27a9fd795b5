"""What was deleted: sessions and plans, to be brought back."""

from collections.abc import Callable, Sequence
from typing import ClassVar, NamedTuple

from textual.app import ComposeResult

from runwalk_tui.errors import REFUSALS
from runwalk_tui.tui import sentences_of_training as shown
from runwalk_tui.tui.keys import (
    BACK,
    CLOSE,
    HELP,
    HELP_KEYS,
    LIST_KEYS,
    TRASH_KEYS,
    Groups,
    bindings,
)
from runwalk_tui.tui.screen_options import ScreenOptions
from runwalk_tui.tui.screens.base import RunwalkScreen
from runwalk_tui.tui.widgets.banner import Title
from runwalk_tui.tui.widgets.key_bar import KeyBar
from runwalk_tui.tui.widgets.table import Column, Row, Table

COLUMNS = (Column("deleted", 9), Column("name", 0), Column("day", 10))


class Deleted(NamedTuple):
    """Something that was deleted: what, its name, its day, and how it comes back."""

    kind: str
    name: str
    day: str
    restore: Callable[[], object]


class TrashScreen(RunwalkScreen):
    """Sessions, then plans; Enter brings the marked one back.

    Args:
        read: Reads what there is.
        options: How the runner wants screens.
    """

    BINDINGS = bindings((*TRASH_KEYS, *LIST_KEYS, BACK, *HELP_KEYS))
    HELP_GROUPS: ClassVar[Groups] = (
        ("Deleted sessions and plans", (*TRASH_KEYS, *LIST_KEYS, BACK, CLOSE, HELP)),
    )

    def __init__(self, read: Callable[[], Sequence[Deleted]], options: ScreenOptions) -> None:
        super().__init__(options)
        self._read = read
        self._items: Sequence[Deleted] = ()
        self._title = Title(options)
        self._table = Table(COLUMNS, can_mark=True)
        self._keys = KeyBar((*TRASH_KEYS, BACK, CLOSE, HELP), options)

    def compose(self) -> ComposeResult:
        """From top to bottom."""
        yield self._title
        yield self._table
        yield self.help_table
        yield self._keys

    def on_mount(self) -> None:
        """Reads what there is."""
        self._keys.draw({})
        self.load(self._read, self._show)

    def _show(self, items: Sequence[Deleted]) -> None:
        self._items = items
        self._title.draw(shown.IN_THE_TRASH(len(items)) if items else shown.TRASH_IS_EMPTY)
        self._table.draw([Row((item.kind, item.name, item.day), "soft") for item in items])
        self._keys.draw({} if items else {"trash.restore": ""})

    def on_data_table_row_selected(self) -> None:
        """A click on the marked row brings it back."""
        self.action_restore()

    def action_move(self, rows: int) -> None:
        """Moves the mark."""
        self._table.move(rows)

    def action_restore(self) -> None:
        """Brings the marked one back."""
        at = self._table.marked
        if at >= len(self._items):
            self.app.bell()
            return
        item = self._items[at]

        def restored() -> tuple[str, Sequence[Deleted]]:
            try:
                item.restore()
            except REFUSALS as error:
                return str(error), self._read()
            return shown.IS_BACK.format(name=item.name), self._read()

        self.load(restored, self._told)

    def _told(self, told: tuple[str, Sequence[Deleted]]) -> None:
        words, items = told
        self.notify(words, markup=False)
        self._show(items)
