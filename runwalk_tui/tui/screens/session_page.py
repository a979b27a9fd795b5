"""The page of one recorded session: what it was, what was said of it, and what can be done."""

from collections.abc import Callable
from dataclasses import replace
from typing import ClassVar, Literal

from textual.app import ComposeResult
from textual.widgets import Input

from runwalk_tui.coaching.past_sessions import (
    LONGEST_NOTE,
    LONGEST_TITLE,
    PastSessions,
    SessionPage,
)
from runwalk_tui.coaching.session_text import departure_words, said_words, when_words
from runwalk_tui.errors import REFUSALS
from runwalk_tui.language.titles import title_words
from runwalk_tui.tui import sentences as run_words
from runwalk_tui.tui import sentences_of_lists as shown
from runwalk_tui.tui.destinations import Compare, Export, ExportAs, Replay, Run, Upload
from runwalk_tui.tui.keys import (
    BACK,
    CLOSE,
    HELP,
    HELP_KEYS,
    LIST_KEYS,
    Groups,
    bindings,
)
from runwalk_tui.tui.keys.session import CANCEL_EDIT, PAGE_KEYS, UNDO_DELETE
from runwalk_tui.tui.screen_options import ScreenOptions
from runwalk_tui.tui.screens.base import RunwalkScreen
from runwalk_tui.tui.widgets.key_bar import KeyBar
from runwalk_tui.tui.widgets.step_table import step_columns, step_rows
from runwalk_tui.tui.widgets.table import Table
from runwalk_tui.tui.widgets.text_block import Note, Notice, Saying
from runwalk_tui.tui.widgets.track_plot import TrackPlot, Tracks

EDITS = "-edits"

Part = Literal["title", "note", "effort"]
"""The parts of a session that can be changed."""


class EditLine(Input):
    """A line to write in."""


class SessionPageScreen(RunwalkScreen):
    """Chart, steps and words; what the runner may change about it is what was told of it.

    Args:
        page: The session.
        past: Where changes are kept.
        options: How the runner wants screens.
    """

    BINDINGS = bindings((*PAGE_KEYS, *LIST_KEYS, BACK, CANCEL_EDIT, *HELP_KEYS))
    HELP_GROUPS: ClassVar[Groups] = (("A session", (*PAGE_KEYS, *LIST_KEYS, BACK, CLOSE, HELP)),)

    def __init__(self, page: SessionPage, past: PastSessions, options: ScreenOptions) -> None:
        super().__init__(options)
        self._page, self._past = page, past
        self._part: Part = "note"
        self._title = Notice(options)
        self._when = Note(options)
        self._plot = TrackPlot(options)
        self._table = Table(step_columns(options))
        self._words = Note(options)
        self._line = EditLine()
        self._keys = KeyBar((*PAGE_KEYS, BACK, CLOSE, HELP), options)

    def compose(self) -> ComposeResult:
        """From top to bottom."""
        self._when.id, self._words.id = "when", "words"
        yield self._title
        yield self._when
        yield self._plot
        yield self._table
        yield self._words
        yield self._line
        yield self.help_table
        yield self._keys

    def on_mount(self) -> None:
        """Draws the page."""
        self._show(self._page)

    def read_again(self) -> None:
        """Something was done with the session elsewhere."""
        if not self._page.is_deleted:
            self._change(lambda: None)

    def _show(self, page: SessionPage | str) -> None:
        """Draws a page, or says why there is no other."""
        if isinstance(page, str):
            self.notify(page, severity="warning", markup=False)
            return
        self._page = page
        row = page.row
        practice = f"{run_words.PRACTICE} · " if self.options.is_practice else ""
        state = f"{shown.DELETED}  " if page.is_deleted else ""
        tone = "danger" if page.is_deleted else "foreground"
        self._title.draw(Saying(f"{state}{practice}{title_words(row.title)}", tone))
        self._when.draw(when_words(row, self.options.units))
        self._plot.draw(Tracks(page.session, page.track))
        self._table.draw(step_rows(page.session, self.options))
        said = said_words(page.said)
        lines = (page.word, *said, *departure_words(page.departures, row.ended_at), *page.sums)
        self._words.draw("\n".join(line for line in lines if line))
        self._keys.draw(self._labels())

    def _labels(self) -> dict[str, str]:
        """Keys that do nothing here are left out."""
        page = self._page
        left_out = []
        if page.is_deleted:
            left_out = [key.id for key in PAGE_KEYS if key is not UNDO_DELETE]
        else:
            left_out.append(UNDO_DELETE.id)
            left_out += [] if page.others else ["page.compare"]
            left_out += [] if self._can_run else ["page.ghost"]
        return dict.fromkeys(left_out, "")

    @property
    def _can_run(self) -> bool:
        """True if there is a plan to run again."""
        return self._page.row.plan is not None and not self._page.row.origin

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While something is written, only keeping and leaving it is possible."""
        if action in ("cancel_edit", "go_back") and (
            self.has_class(EDITS) == (action == "go_back")
        ):
            return False
        return super().check_action(action, parameters)

    def action_move(self, rows: int) -> None:
        """Moves the table of steps."""
        self._table.move(rows)

    def action_replay(self) -> None:
        """Plays the session."""
        self._go(Replay(str(self._page.row.id)))

    def action_export(self) -> None:
        """Writes it to a file."""
        self._go(Export(str(self._page.row.id)))

    def action_export_as(self) -> None:
        """Asks in which format it is to be written, and where."""
        self._go(ExportAs(str(self._page.row.id)))

    def action_upload(self) -> None:
        """Sends it to the runner's services."""
        self._go(Upload(self._page.row.opened_at))

    def action_compare(self) -> None:
        """Sets it beside another."""
        if self._page.others:
            self._go(Compare(str(self._page.row.id)))

    def action_ghost(self) -> None:
        """Runs its plan against it."""
        if self._can_run and self._page.row.plan is not None:
            self._go(Run(self._page.row.plan, str(self._page.row.id)))

    def _go(self, to: Replay | Export | ExportAs | Upload | Compare | Run) -> None:
        if not self._page.is_deleted:
            self.guide.go(to)

    def action_edit(self, part: Part) -> None:
        """Opens the line for a part of what was told."""
        if self._page.is_deleted:
            return
        self._part = part
        said = self._page.said
        values = {
            "title": self._page.row.title,
            "note": said.note if said else "",
            "effort": str(said.effort or "") if said else "",
        }
        hints = {
            "title": shown.A_TITLE,
            "note": shown.A_NOTE,
            "effort": shown.HOW_HARD,
        }
        lengths = {"title": LONGEST_TITLE, "note": LONGEST_NOTE, "effort": 2}
        self._line.max_length = lengths[part]
        self._line.placeholder = hints[part]
        self._line.value = values[part]
        self.add_class(EDITS)
        self._line.focus()

    def action_cancel_edit(self) -> None:
        """Leaves the part as it was."""
        self.set_focus(None)
        self.remove_class(EDITS)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Keeps what was written."""
        text, number = event.value.strip(), self._page.row.id
        if self._part == "effort" and not (text.isdecimal() and 1 <= int(text) <= 10):
            self.notify(shown.WRITE_A_NUMBER_FROM_1_TO_10, severity="warning")
            return
        self.action_cancel_edit()
        if self._part == "title":
            self._change(lambda: self._past.retitle(number, text))
        elif self._part == "note":
            self._change(lambda: self._past.amend(number, note=text))
        else:
            self._change(lambda: self._past.amend(number, effort=int(text)))

    def action_delete(self) -> None:
        """Takes the session out of the history; the page stays, so that it can be undone."""
        page = self._page
        if not page.is_deleted:
            self._change(lambda: self._past.delete(page.row.id), replace(page, is_deleted=True))

    def action_undo(self) -> None:
        """Brings a deleted session back."""
        if self._page.is_deleted:
            self._change(lambda: self._past.restore(self._page.row.id))

    def _change(self, work: Callable[[], object], then: SessionPage | None = None) -> None:
        """Does something with the session, then shows it anew, or ``then``."""
        number = self._page.row.id

        def done() -> SessionPage | str:
            try:
                work()
                return self._past.page(number) if then is None else then
            except REFUSALS as error:
                return str(error)

        self.load(done, self._show)
