"""The sessions so far: a calendar of their days, and a list to filter and to order."""

from collections import Counter
from collections.abc import Callable, Collection, Sequence
from datetime import date
from functools import partial
from typing import ClassVar

from textual.app import ComposeResult
from textual.widgets import Input

from runwalk_tui.coaching.session_order import RANKS, ordered
from runwalk_tui.tui import sentences_of_lists as shown
from runwalk_tui.tui.destinations import (
    Export,
    ExportAll,
    ExportAs,
    ImportSessions,
    Look,
    Replay,
    Trash,
)
from runwalk_tui.tui.keys import (
    CLOSE,
    HELP,
    HELP_KEYS,
    HISTORY_KEYS,
    LIST_KEYS,
    UNFILTER,
    Groups,
    bindings,
)
from runwalk_tui.tui.ports import SessionEntry
from runwalk_tui.tui.screen_options import ScreenOptions
from runwalk_tui.tui.screens.base import RunwalkScreen
from runwalk_tui.tui.widgets.banner import Title
from runwalk_tui.tui.widgets.heat_strip import Days, HeatStrip
from runwalk_tui.tui.widgets.key_bar import KeyBar
from runwalk_tui.tui.widgets.session_rows import COLUMNS, day_of, session_row, when
from runwalk_tui.tui.widgets.table import Rows, Table
from runwalk_tui.units.format import distance

FILTERS = "-filters"


ORDERS = tuple(RANKS)
"""The first is as they come: newest first."""


class FilterLine(Input):
    """A line for what titles, days and endings are to contain."""


class HistoryScreen(RunwalkScreen):
    """A row a session; the marked one can be looked at, replayed, or written to a file.

    Args:
        sessions: At least one, newest first.
        options: How the runner wants screens.
        read: Reads them anew, since they may have been changed on another screen.
        today: The last day of the calendar.
    """

    BINDINGS = bindings((*HISTORY_KEYS, UNFILTER, *LIST_KEYS, *HELP_KEYS))
    HELP_GROUPS: ClassVar[Groups] = (("History", (*HISTORY_KEYS, *LIST_KEYS, CLOSE, HELP)),)

    def __init__(
        self,
        sessions: Sequence[SessionEntry],
        options: ScreenOptions,
        read: Callable[[], Sequence[SessionEntry]],
        today: date,
    ) -> None:
        super().__init__(options)
        self._sessions, self._read, self._today = sessions, read, today
        self._listed: Sequence[SessionEntry] = ()
        self._order = 0
        self._new: Collection[int] = ()
        self._title = Title(options)
        self._strip = HeatStrip(options)
        self._line = FilterLine(placeholder=shown.ONLY_SESSIONS_WITH)
        self._table = Table(COLUMNS, can_mark=True)
        self._keys = KeyBar((*HISTORY_KEYS, CLOSE, HELP), options, UNFILTER)

    def compose(self) -> ComposeResult:
        """From top to bottom."""
        yield self._title
        yield self._strip
        yield self._table
        yield self._line
        yield self.help_table
        yield self._keys

    def on_mount(self) -> None:
        """Marks the newest."""
        self._show(self._sessions)
        self._keys.draw({})

    def on_screen_resume(self) -> None:
        """A session may have got another title meanwhile, or be gone."""
        self.load(self._read, self._show)

    def mark_new(self, numbers: Collection[int]) -> None:
        """Once the sessions are read anew, the newest of these is marked."""
        self._new = numbers

    def _show(self, sessions: Sequence[SessionEntry]) -> None:
        if not sessions:
            self.action_go_back()
            return
        self._sessions = sessions
        days: Counter[date] = Counter()
        for session in sessions:
            if (day := day_of(session)) is not None:
                days[day] += round(session.active_s)
        self._strip.draw(Days(days, self._today, self.options.running_days))
        self._list()
        self._new = ()

    def _list(self, mark: int | None = None) -> None:
        """Those that are asked for, in the order that is; the mark stays, or goes to ``mark``."""
        words = self._line.value.casefold().split()
        order, units = ORDERS[self._order], self.options.units
        found = ordered(self._sessions, order, self._line.value, partial(when, today=self._today))
        self._listed = found
        if self._new:
            new = [at for at, each in enumerate(self._listed) if each.id in self._new]
            mark = max(new, key=lambda at: self._listed[at].opened_at) if new else mark
        length = distance(sum(each.distance_m for each in found), units)
        parts = [f"{shown.SESSIONS(len(found))}, {length} {units}"]
        parts += [shown.ORDERS[order]] if order else []
        parts += [shown.ONLY_WORDS.format(words=" ".join(words))] if words else []
        if words and not found:
            parts = [shown.NO_SESSION_WITH.format(words=" ".join(words))]
        self._title.draw(" · ".join(parts))
        rows = Rows(len(self._listed), lambda at: session_row(self._listed[at], units, self._today))
        self._table.draw(rows, mark=mark)

    def on_data_table_row_selected(self) -> None:
        """A click on the marked session opens its page."""
        self.action_choose()

    def action_move(self, rows: int) -> None:
        """Moves the mark."""
        self._table.move(rows)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Esc ends a filter first."""
        filters = self.has_class(FILTERS)
        if (action == "go_back" and filters) or (action == "unfilter" and not filters):
            return False
        return super().check_action(action, parameters)

    def action_filter(self) -> None:
        """Opens the line for what is to be listed alone."""
        self.add_class(FILTERS)
        self._line.focus()

    def action_unfilter(self) -> None:
        """Lists all again."""
        self._line.value = ""
        self.set_focus(None)
        self.remove_class(FILTERS)

    def on_input_changed(self) -> None:
        """The list follows what is written."""
        self._list()

    def on_input_submitted(self) -> None:
        """The keys are those of the list again; the filter stays."""
        self.set_focus(None)

    def action_order(self) -> None:
        """The next order; its first session is marked."""
        self._order = (self._order + 1) % len(ORDERS)
        self._list(mark=0)

    def action_export(self) -> None:
        """Writes the marked session to a file."""
        if marked := self._marked():
            self.guide.go(Export(marked))

    def action_export_as(self) -> None:
        """Asks in which format the marked session is to be written, and where."""
        if marked := self._marked():
            self.guide.go(ExportAs(marked))

    def action_export_all(self) -> None:
        """Writes every session into a folder."""
        self.guide.go(ExportAll())

    def action_deleted(self) -> None:
        """Shows what can be brought back."""
        self.guide.go(Trash())

    def action_import_sessions(self) -> None:
        """Adds what other devices recorded, or an export."""
        self.guide.go(ImportSessions())

    def action_choose(self) -> None:
        """Opens the page of the marked session."""
        if marked := self._marked():
            self.guide.go(Look(marked))

    def action_replay(self) -> None:
        """Replays the marked session."""
        if marked := self._marked():
            self.guide.go(Replay(marked))

    def _marked(self) -> str:
        """The number of the marked session; "" where the list is empty."""
        at = self._table.marked
        return str(self._listed[at].id) if at < len(self._listed) else ""
