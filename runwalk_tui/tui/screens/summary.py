"""The screen after the workout: how it ended, its sums, and each run and walk."""

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult

from runwalk_tui.coaching.mile_text import mile_words
from runwalk_tui.language import tr
from runwalk_tui.tui.destinations import Export, Upload
from runwalk_tui.tui.keys import (
    BACK,
    CLOSE,
    HELP,
    HELP_KEYS,
    LIST_KEYS,
    SUMMARY_KEYS,
    Groups,
    bindings,
)
from runwalk_tui.tui.screen_options import ScreenOptions
from runwalk_tui.tui.screens.base import RunwalkScreen
from runwalk_tui.tui.widgets.key_bar import KeyBar
from runwalk_tui.tui.widgets.session_result import Result
from runwalk_tui.tui.widgets.speed_profile import Profile
from runwalk_tui.tui.widgets.step_table import step_columns, step_rows
from runwalk_tui.tui.widgets.table import Table
from runwalk_tui.tui.widgets.text_block import Note
from runwalk_tui.workout.session import Session

MILE_CLASS = "-mile"


class SummaryScreen(RunwalkScreen):
    """Draws a session that has ended.

    Args:
        session: The session in the end.
        options: How the runner wants screens.
        replay: Plays the session again.
    """

    GIVES_WAY = True
    BINDINGS = bindings((*SUMMARY_KEYS, *LIST_KEYS, BACK, *HELP_KEYS))
    HELP_GROUPS: ClassVar[Groups] = (
        ("After the workout", (*SUMMARY_KEYS, *LIST_KEYS, BACK, CLOSE, HELP)),
    )

    def __init__(
        self, session: Session, options: ScreenOptions, replay: Callable[[], None]
    ) -> None:
        super().__init__(options)
        self._session = session
        self._replay = replay
        self._result = Result(options)
        self._profile = Profile(options)
        self._mile = Note(options)
        self._mile.id = "mile"
        self._table = Table(step_columns(options))
        self._keys = KeyBar((*SUMMARY_KEYS, BACK, CLOSE, HELP), options)

    def compose(self) -> ComposeResult:
        """From top to bottom."""
        yield self._result
        yield self._profile
        yield self._mile
        yield self._table
        yield self.help_table
        yield self._keys

    def on_mount(self) -> None:
        """Draws once."""
        self._result.draw(self._session)
        self._profile.draw(self._session)
        mile = mile_words(self._session, self.options.units)
        self.set_class(bool(mile), MILE_CLASS)
        self._mile.draw(mile)
        self._table.draw(step_rows(self._session, self.options))
        self._keys.draw({BACK.id: tr(CLOSE.label)} if self.is_alone else {})

    def action_replay(self) -> None:
        """Plays the session again."""
        self._replay()

    def action_upload(self) -> None:
        """Sends the session away, since the runner asks for it."""
        self.guide.go(Upload(self._session.opened_at))

    def action_export(self) -> None:
        """Writes the session to a file."""
        self.guide.go(Export(self._session.opened_at))

    def action_move(self, rows: int) -> None:
        """Moves the table."""
        self._table.move(rows)
