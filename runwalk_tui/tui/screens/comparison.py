"""Two sessions side by side: both heart lines, and what differs in each run and walk."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult

from runwalk_tui.coaching.past_sessions import Comparison, PastSessions
from runwalk_tui.coaching.session_text import repeat_cells, when_words
from runwalk_tui.errors import REFUSALS
from runwalk_tui.journal.reader import SessionRow
from runwalk_tui.language.titles import title_words
from runwalk_tui.tui import sentences as run_words
from runwalk_tui.tui.drawing.themes import kind_tone
from runwalk_tui.tui.keys import (
    BACK,
    CLOSE,
    HELP,
    HELP_KEYS,
    LIST_KEYS,
    Groups,
    bindings,
)
from runwalk_tui.tui.keys.session import COMPARE_KEYS
from runwalk_tui.tui.screen_options import ScreenOptions
from runwalk_tui.tui.screens.base import RunwalkScreen
from runwalk_tui.tui.widgets.key_bar import KeyBar
from runwalk_tui.tui.widgets.table import Column, Row, Table
from runwalk_tui.tui.widgets.text_block import Note, Notice, Saying
from runwalk_tui.tui.widgets.track_plot import TrackPlot, Tracks
from runwalk_tui.units.format import speed_unit


class ComparisonScreen(RunwalkScreen):
    """Draws one comparison; another session may take the other one's place.

    Args:
        compared: The two to begin with.
        others: Every session to compare with, that one first.
        past: Where sessions are.
        options: How the runner wants screens.
    """

    BINDINGS = bindings((*COMPARE_KEYS, *LIST_KEYS, BACK, *HELP_KEYS))
    HELP_GROUPS: ClassVar[Groups] = (
        ("Two sessions", (*COMPARE_KEYS, *LIST_KEYS, BACK, CLOSE, HELP)),
    )

    def __init__(
        self,
        compared: Comparison,
        others: Sequence[SessionRow],
        past: PastSessions,
        options: ScreenOptions,
    ) -> None:
        super().__init__(options)
        self._compared, self._others, self._past = compared, others, past
        self._at = 0
        self._mine = Notice(options)
        self._other = Note(options)
        self._plot = TrackPlot(options)
        self._table = Table(_columns(options))
        self._keys = KeyBar((*COMPARE_KEYS, BACK, CLOSE, HELP), options)

    def compose(self) -> ComposeResult:
        """From top to bottom."""
        self._other.id = "other"
        yield self._mine
        yield self._other
        yield self._plot
        yield self._table
        yield self.help_table
        yield self._keys

    def on_mount(self) -> None:
        """Draws the two."""
        self._show(self._compared)

    def _show(self, compared: Comparison | str) -> None:
        if isinstance(compared, str):
            self.notify(compared, severity="warning", markup=False)
            return
        units = self.options.units
        self._compared = compared
        mine, other = compared.mine, compared.other
        practice = f"{run_words.PRACTICE} · " if self.options.is_practice else ""
        first, second = (
            f"{title_words(row.title)} · {when_words(row, units)}" for row in (mine, other)
        )
        self._mine.draw(Saying(f"━ {practice}{first}", "heart"))
        self._other.draw(f"┄ {second}")
        self._plot.draw(Tracks(compared.session, compared.mine_track, compared.other_track))
        self._table.draw(
            [Row(repeat_cells(each, units), kind_tone(each.kind)) for each in compared.repeats]
        )
        label = {} if len(self._others) > 1 else {key.id: "" for key in COMPARE_KEYS}
        self._keys.draw(label)

    def action_move(self, rows: int) -> None:
        """Moves the table."""
        self._table.move(rows)

    def action_turn(self, by: int) -> None:
        """Another session takes the other one's place."""
        self._at = (self._at + by) % len(self._others)
        mine, other = self._compared.mine.id, self._others[self._at].id

        def compared() -> Comparison | str:
            try:
                return self._past.compare(mine, other)
            except REFUSALS as error:
                return str(error)

        self.load(compared, self._show)


def _columns(options: ScreenOptions) -> tuple[Column, ...]:
    unit = speed_unit(options.units)
    return (
        Column("step", 12),
        Column(unit, 6, is_right=True),
        Column("then", 6, is_right=True),
        Column("+/−", 6, is_right=True),
        Column("bpm", 6, is_right=True),
        Column("then", 6, is_right=True),
        Column("+/−", 6, is_right=True),
    )
