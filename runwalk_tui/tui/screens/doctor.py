"""The doctor's findings on Bluetooth, this machine and the program, a row each, the worst first."""

from collections.abc import Awaitable, Callable, Sequence
from typing import ClassVar

from textual.app import ComposeResult

from runwalk_tui.errors import REFUSALS
from runwalk_tui.tui import sentences_of_lists as shown
from runwalk_tui.tui.keys import (
    BACK,
    CLOSE,
    DOCTOR_KEYS,
    HELP,
    HELP_KEYS,
    LIST_KEYS,
    Groups,
    bindings,
)
from runwalk_tui.tui.ports import Remark
from runwalk_tui.tui.screen_options import ScreenOptions
from runwalk_tui.tui.screens.base import RunwalkScreen
from runwalk_tui.tui.widgets.banner import Title
from runwalk_tui.tui.widgets.key_bar import KeyBar
from runwalk_tui.tui.widgets.table import Column, Row, Table
from runwalk_tui.tui.widgets.text_block import Note

COLUMNS = (Column("looked at", 18), Column("found", 0))
_TONES = {"ok": "foreground", "warning": "caution", "failure": "danger"}
_WORST_FIRST = ("failure", "warning", "ok")


class DoctorScreen(RunwalkScreen):
    """The findings, and what to do about the marked one.

    Args:
        examine: Looks for what is wrong.
        options: How the runner wants screens.
        write: Writes the findings to a file, and says where.
    """

    BINDINGS = bindings((*DOCTOR_KEYS, *LIST_KEYS, BACK, *HELP_KEYS))
    HELP_GROUPS: ClassVar[Groups] = (("Doctor", (*DOCTOR_KEYS, *LIST_KEYS, BACK, CLOSE, HELP)),)

    def __init__(
        self,
        examine: Callable[[], Awaitable[Sequence[Remark]]],
        options: ScreenOptions,
        write: Callable[[Sequence[Remark]], str],
    ) -> None:
        super().__init__(options)
        self._examine, self._write = examine, write
        self._remarks: Sequence[Remark] = ()
        self._title = Title(options)
        self._table = Table(COLUMNS, can_mark=True)
        self._note = Note(options)
        self._keys = KeyBar((*DOCTOR_KEYS, BACK, CLOSE, HELP), options)

    def compose(self) -> ComposeResult:
        """From top to bottom."""
        yield self._title
        yield self._table
        yield self._note
        yield self.help_table
        yield self._keys

    def on_mount(self) -> None:
        """Begins to look."""
        self._keys.draw({})
        self.action_again()

    def on_data_table_row_highlighted(self) -> None:
        """The words follow the mark."""
        self._tell()

    def action_move(self, rows: int) -> None:
        """Moves the mark."""
        self._table.move(rows)

    def action_again(self) -> None:
        """Looks again."""
        self._title.draw(shown.LOOKING_FOR_WHAT_IS_WRONG)
        self.run_worker(self._look(), exclusive=True)

    def action_write(self) -> None:
        """Writes the findings to a file, for the report of a fault."""
        remarks = self._remarks

        def written() -> str:
            try:
                return self._write(remarks)
            except REFUSALS as error:
                return str(error)

        if remarks:
            self.load(written, lambda words: self.notify(words, timeout=20, markup=False))

    async def _look(self) -> None:
        found = await self._examine()
        self._remarks = sorted(found, key=lambda each: _WORST_FIRST.index(each.level))
        failures = sum(each.level == "failure" for each in found)
        problems = shown.PROBLEMS(failures)
        self._title.draw(problems if failures else shown.READY_TO_RUN)
        self._table.draw(
            [Row((each.name, each.what), _TONES[each.level]) for each in self._remarks]
        )
        self._tell()

    def _tell(self) -> None:
        """The marked finding in full, and its remedy."""
        if self._remarks:
            remark = self._remarks[self._table.marked]
            self._note.draw(f"{remark.name}: {remark.what}\n{remark.remedy}".strip())
