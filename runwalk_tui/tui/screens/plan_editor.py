"""The screen that edits one of the runner's own plans, step by step."""

from collections.abc import Callable
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.coordinate import Coordinate
from textual.widgets import DataTable, Input

from runwalk_tui.language import tr
from runwalk_tui.language.titles import title_words
from runwalk_tui.plans.draft import COLUMNS, Draft, Place, StepRow
from runwalk_tui.plans.steps import PlanError
from runwalk_tui.tui import sentences_of_lists as shown
from runwalk_tui.tui.keys import CLOSE, EDITOR_KEYS, HELP, HELP_KEYS, UNEDIT, Groups, bindings
from runwalk_tui.tui.screen_options import ScreenOptions
from runwalk_tui.tui.screens.base import RunwalkScreen
from runwalk_tui.tui.widgets.banner import Title
from runwalk_tui.tui.widgets.key_bar import KeyBar
from runwalk_tui.tui.widgets.speed_profile import Profile
from runwalk_tui.tui.widgets.text_block import Notice, Saying

WRITES = "-writes"
WIDTHS = (14, 16, 10, 8, 10)
TIGHT_WIDTHS = (13, 10, 8, 8, 7)
"""Columns of cells, in a terminal of 80 columns and of 60."""


class Grid(DataTable[str], can_focus=False):
    """The steps, a cell a value; every key goes to the screen."""


class CellLine(Input):
    """The line in which a cell is written."""


class PlanEditorScreen(RunwalkScreen):
    """A row a step; what is written is read as a plan before it counts.

    Args:
        name: What the plan is called.
        draft: Its text.
        options: How the runner wants screens.
        keep: Stores the draft.
    """

    BINDINGS = bindings((*EDITOR_KEYS, UNEDIT, *HELP_KEYS))
    HELP_GROUPS: ClassVar[Groups] = (("The steps of a plan", (*EDITOR_KEYS, CLOSE, HELP)),)

    def __init__(
        self, name: str, draft: Draft, options: ScreenOptions, keep: Callable[[str, Draft], None]
    ) -> None:
        super().__init__(options)
        self._plan_name, self._draft, self._keep = name, draft, keep
        self._kept = draft.text
        self._is_warned = False
        self._head: str | None = None
        self._rows: list[StepRow] = []
        self._title = Title(options)
        self._grid = Grid(cursor_type="cell", show_row_labels=False)
        self._line = CellLine()
        self._notice = Notice(options)
        self._profile = Profile(options)
        self._keys = KeyBar((*EDITOR_KEYS, HELP), options)

    def compose(self) -> ComposeResult:
        """From top to bottom."""
        yield self._title
        yield self._grid
        yield self._line
        yield self._notice
        yield self._profile
        yield self.help_table
        yield self._keys

    def on_mount(self) -> None:
        """Shows the plan as it is."""
        for title, width in zip(shown.EDITOR_COLUMNS, WIDTHS, strict=True):
            self._grid.add_column(title, width=width)
        self._keys.draw({})
        self._show((0,))

    def on_resize(self, event: events.Resize) -> None:
        """Every column is in sight."""
        room = sum(WIDTHS) + 2 * len(WIDTHS) * self._grid.cell_padding
        widths = WIDTHS if event.size.width > room + 2 else TIGHT_WIDTHS
        for column, width in zip(self._grid.ordered_columns, widths, strict=True):
            column.width = width
        self._grid.refresh(layout=True)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Esc ends what is written first."""
        writes = self.has_class(WRITES)
        if (action == "go_back" and writes) or (action == "unedit" and not writes):
            return False
        return super().check_action(action, parameters)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Takes what was written into the plan, if it fits."""
        text, head = event.value, self._head
        place = self._place()
        try:
            if head is not None:
                self._draft.change_head(head, text)
            elif place is not None:
                self._draft.change(place, COLUMNS[self._grid.cursor_column], text)
        except PlanError as error:
            self._say(str(error), "caution")
            return
        self.action_unedit()
        self._show(place)

    def action_unedit(self) -> None:
        """Leaves a cell as it was."""
        self.set_focus(None)
        self.remove_class(WRITES)
        self._head = None
        self._say("")

    def on_data_table_cell_selected(self) -> None:
        """A click on the marked cell writes in it."""
        self.action_change()

    def action_move(self, rows: int) -> None:
        """Moves the mark up or down."""
        self._grid.move_cursor(row=max(0, self._grid.cursor_row + rows))

    def action_aside(self, columns: int) -> None:
        """Moves the mark aside."""
        self._grid.move_cursor(column=max(0, self._grid.cursor_column + columns))

    def action_change(self) -> None:
        """Writes in the marked cell."""
        row, column = self._grid.cursor_row, self._grid.cursor_column
        is_repeat = row < len(self._rows) and self._rows[row].is_repeat
        if not self._rows or (is_repeat and column > 0):
            self._say(shown.EDITOR_REPEAT, "caution")
            return
        text = getattr(self._rows[row], COLUMNS[column])
        words = shown.EDITOR_TIMES if is_repeat else shown.EDITOR_ASKS[column]
        self._write(text, words)

    def action_title(self) -> None:
        """Writes the title."""
        self._head = "title"
        self._write(self._draft.title, shown.EDITOR_TITLE)

    def action_about(self) -> None:
        """Writes the sentence for who chooses."""
        self._head = "about"
        self._write(self._draft.about, shown.EDITOR_ABOUT)

    def action_add(self) -> None:
        """Adds a minute's walk below."""
        self._change(lambda place: self._draft.add(place))

    def action_remove(self) -> None:
        """Takes the step out."""

        def remove(place: Place) -> Place:
            self._draft.remove(place)
            return place

        self._change(remove)

    def action_shift(self, by: int) -> None:
        """Moves the step up or down."""
        self._change(lambda place: self._draft.move(place, by))

    def action_undo(self) -> None:
        """Takes the last change back."""
        self._draft.undo()
        self._show(self._place())

    def action_save(self) -> None:
        """Stores the plan and goes back."""
        self._keep(self._plan_name, self._draft)
        self._kept = self._draft.text
        self.action_go_back()

    def action_go_back(self) -> None:
        """Back; what is not saved is warned of once."""
        if self._draft.text != self._kept and not self._is_warned:
            self._is_warned = True
            self._say(shown.NOT_SAVED, "caution")
            return
        super().action_go_back()

    def _change(self, change: Callable[[Place], Place]) -> None:
        place = self._place()
        if place is None:
            return
        try:
            place = change(place)
        except PlanError as error:
            self._say(str(error), "caution")
            return
        self._say("")
        self._show(place)

    def _write(self, text: str, words: str) -> None:
        self._line.value = text
        self._line.placeholder = words
        self.add_class(WRITES)
        self._line.focus()
        self._say(words, "foreground")

    def _place(self) -> Place | None:
        row = self._grid.cursor_row
        return self._rows[row].place if row < len(self._rows) else None

    def _show(self, mark: Place | None) -> None:
        self._is_warned = False
        self._rows = self._draft.rows()
        column = self._grid.cursor_column
        self._grid.clear()
        for row in self._rows:
            indent = "  " * (len(row.place) - 1)
            first = f"{indent}{_times(row)}"
            self._grid.add_row(first, row.length, row.speed, row.incline, row.hold)
        places = [row.place for row in self._rows]
        at = places.index(mark) if mark in places else 0
        self._grid.cursor_coordinate = Coordinate(at, column)
        is_changed = self._draft.text != self._kept
        words = shown.EDITOR_CHANGED if is_changed else shown.EDITOR_HEAD
        self._title.draw(words.format(title=title_words(self._draft.title)))
        self._profile.draw(self._draft.plan)

    def _say(self, words: str, tone: str = "foreground") -> None:
        self._notice.draw(Saying(words, tone))


def _times(row: StepRow) -> str:
    return shown.EDITOR_REPEATED.format(times=row.kind) if row.is_repeat else tr(row.kind)
