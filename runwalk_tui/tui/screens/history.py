"""The sessions so far."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual.app import ComposeResult

from runwalk_tui.tui.destinations import Export, Look, Replay
from runwalk_tui.tui.keys import CLOSE, HELP, HELP_KEYS, HISTORY_KEYS, LIST_KEYS, Groups, bindings
from runwalk_tui.tui.ports import SessionEntry
from runwalk_tui.tui.screen_options import ScreenOptions
from runwalk_tui.tui.screens.base import RunwalkScreen
from runwalk_tui.tui.widgets.banner import Title
from runwalk_tui.tui.widgets.key_bar import KeyBar
from runwalk_tui.tui.widgets.table import Column, Row, Table
from runwalk_tui.units.format import clock, distance

COLUMNS = (
    Column("date", 16),
    Column("workout", 0),
    Column("time", 7, is_right=True),
    Column("distance", 8, is_right=True),
    Column("bpm", 3, is_right=True),
    Column("ended", 10),
)


class HistoryScreen(RunwalkScreen):
    """A row a session; the marked one can be looked at, replayed, or written to a file.

    Args:
        sessions: At least one, newest first.
        options: How the runner wants screens.
        read: Reads them anew, since they may have been changed on another screen.
    """

    BINDINGS = bindings((*HISTORY_KEYS, *LIST_KEYS, *HELP_KEYS))
    HELP_GROUPS: ClassVar[Groups] = (("History", (*HISTORY_KEYS, *LIST_KEYS, CLOSE, HELP)),)

    def __init__(
        self,
        sessions: Sequence[SessionEntry],
        options: ScreenOptions,
        read: Callable[[], Sequence[SessionEntry]],
    ) -> None:
        super().__init__(options)
        self._sessions, self._read = sessions, read
        self._title = Title(options)
        self._table = Table(COLUMNS, can_mark=True)
        self._keys = KeyBar((*HISTORY_KEYS, CLOSE, HELP), options)

    def compose(self) -> ComposeResult:
        """From top to bottom."""
        yield self._title
        yield self._table
        yield self.help_table
        yield self._keys

    def on_mount(self) -> None:
        """Marks the newest."""
        self._show(self._sessions)
        self._keys.draw({})

    def on_screen_resume(self) -> None:
        """A session may have got another title meanwhile, or be gone."""
        self.load(self._read, self._show)

    def _show(self, sessions: Sequence[SessionEntry]) -> None:
        if not sessions:
            self.action_go_back()
            return
        self._sessions = sessions
        metres = sum(session.distance_m for session in self._sessions)
        units = self.options.units
        count = len(self._sessions)
        so_far = "One session" if count == 1 else f"{count} sessions"
        self._title.draw(f"{so_far}, {distance(metres, units)} {units}")
        self._table.draw([self._row(session) for session in self._sessions])

    def _row(self, session: SessionEntry) -> Row:
        units = self.options.units
        return Row(
            (
                session.opened_at[:16].replace("T", " "),
                session.title,
                clock(session.active_s),
                f"{distance(session.distance_m, units)} {units}",
                "–" if session.mean_bpm is None else f"{session.mean_bpm:.0f}",
                session.outcome,
            ),
            "soft",
        )

    def on_data_table_row_selected(self) -> None:
        """A click on the marked session opens its page."""
        self.action_choose()

    def action_move(self, rows: int) -> None:
        """Moves the mark."""
        self._table.move(rows)

    def action_export(self) -> None:
        """Writes the marked session to a file."""
        self.guide.go(Export(str(self._sessions[self._table.marked].id)))

    def action_choose(self) -> None:
        """Opens the page of the marked session."""
        self.guide.go(Look(str(self._sessions[self._table.marked].id)))

    def action_replay(self) -> None:
        """Replays the marked session."""
        self.guide.go(Replay(str(self._sessions[self._table.marked].id)))
