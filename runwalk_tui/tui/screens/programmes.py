"""The programmes: what each is, week by week, and which one is followed."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.widget import Widget

from runwalk_tui.coaching.service import ProgrammeEntry
from runwalk_tui.language import in_context, tr
from runwalk_tui.tui import sentences_of_lists as shown
from runwalk_tui.tui.destinations import Calendar, Run
from runwalk_tui.tui.keys import (
    CLOSE,
    HELP,
    HELP_KEYS,
    LIST_KEYS,
    PROGRAMME_KEYS,
    WORKOUT_KEYS,
    Groups,
    bindings,
)
from runwalk_tui.tui.ports import CoachPort
from runwalk_tui.tui.screen_options import ScreenOptions
from runwalk_tui.tui.screens.base import RunwalkScreen
from runwalk_tui.tui.widgets.banner import Title
from runwalk_tui.tui.widgets.key_bar import KeyBar
from runwalk_tui.tui.widgets.table import Column, Row, Table
from runwalk_tui.tui.widgets.text_block import Note

COLUMNS = (Column("programme", 0), Column(in_context("column", "weeks"), 5, is_right=True))
WEEK_COLUMNS = (Column("week", 4, is_right=True), Column("runs, or run:walk and time", 0))


class ProgrammesScreen(RunwalkScreen):
    """Programmes on the left, the weeks of the marked one on the right.

    Args:
        coach: Who knows the programmes.
        options: How the runner wants screens.
    """

    BINDINGS = bindings((*PROGRAMME_KEYS, *WORKOUT_KEYS, *LIST_KEYS, *HELP_KEYS))
    HELP_GROUPS: ClassVar[Groups] = (("Programmes", (*PROGRAMME_KEYS, *LIST_KEYS, CLOSE, HELP)),)

    def __init__(self, coach: CoachPort, options: ScreenOptions) -> None:
        super().__init__(options)
        self._coach = coach
        self._entries: Sequence[ProgrammeEntry] = ()
        self._title = Title(options)
        self._table = Table(COLUMNS, can_mark=True)
        self._about = Note(options)
        self._weeks = Table(WEEK_COLUMNS, can_mark=True)
        self._in_weeks = False
        self._keys = KeyBar((*PROGRAMME_KEYS, CLOSE, HELP), options)

    def compose(self) -> ComposeResult:
        """The list beside the weeks."""
        yield self._title
        yield Widget(self._table, Widget(self._about, self._weeks, id="preview"), id="choice")
        yield self.help_table
        yield self._keys

    def on_mount(self) -> None:
        """Marks the one that is followed, or the first."""
        self._weeks.show_cursor = False
        self._keys.draw({})
        self.load(self._coach.programmes, self._begin)

    def _begin(self, entries: Sequence[ProgrammeEntry]) -> None:
        followed = [at for at, entry in enumerate(entries) if entry.is_followed]
        self._show(entries, mark=followed[0] if followed else 0)
        self._preview()

    def on_data_table_row_highlighted(self, event: Table.RowHighlighted) -> None:
        """The preview follows the mark."""
        if event.data_table is self._table:
            self._preview()

    def on_data_table_row_selected(self) -> None:
        """A click on the marked programme follows it."""
        self.action_choose()

    def action_move(self, rows: int) -> None:
        """Moves the mark."""
        (self._weeks if self._in_weeks else self._table).move(rows)

    def action_weeks(self, is_there: bool) -> None:
        """To the weeks of the marked programme, or back to the list."""
        entry = self._marked()
        self._in_weeks = is_there and entry is not None and bool(entry.weeks)
        self._weeks.show_cursor = self._in_weeks
        self._weeks.notify_style_update()
        self._label()

    def action_run(self, number: int) -> None:
        """Runs a workout of the marked week, whatever is followed."""
        entry = self._marked()
        week = self._weeks.marked if self._in_weeks else 0
        workouts = entry.workouts[week] if entry is not None and entry.workouts else ()
        if number > len(workouts):
            words = shown.NO_SUCH_WORKOUT.format(number=number, count=len(workouts))
            self.notify(words, markup=False)
            return
        self.guide.go(Run(workouts[number - 1]))

    def action_calendar(self) -> None:
        """A calendar of the marked programme."""
        entry = self._marked()
        if entry is None or not entry.weeks:
            self.app.bell()
        else:
            self.guide.go(Calendar(entry.name))

    def action_choose(self) -> None:
        """Follows the marked programme, from the marked week on; or the one it is, no more."""
        entry = self._marked()
        if entry is None or not entry.weeks:
            self.app.bell()
            return
        name = "" if entry.is_followed and not self._in_weeks else entry.name
        week = self._weeks.marked + 1 if self._in_weeks else None

        def follow() -> Sequence[ProgrammeEntry]:
            self._coach.follow(name, week)
            return self._coach.programmes()

        self.load(follow, self._followed)

    def _marked(self) -> ProgrammeEntry | None:
        return self._entries[self._table.marked] if self._entries else None

    def _followed(self, entries: Sequence[ProgrammeEntry]) -> None:
        self._show(entries)
        self._preview()

    def _show(self, entries: Sequence[ProgrammeEntry], *, mark: int | None = None) -> None:
        self._entries = entries
        followed = next((tr(entry.title) for entry in self._entries if entry.is_followed), None)
        self._title.draw(
            shown.YOU_FOLLOW_NONE
            if followed is None
            else shown.YOU_FOLLOW_FOLLOWED.format(followed=followed)
        )
        self._table.draw([_row(entry) for entry in self._entries], mark=mark)

    def _preview(self) -> None:
        entry = self._marked()
        if entry is None:
            return
        self._about.draw(tr(entry.about))
        self._weeks.display = bool(entry.weeks)
        self._weeks.draw([Row((str(n), words)) for n, words in enumerate(entry.weeks, 1)])
        self._label()

    def _label(self) -> None:
        """The keys, as they are here."""
        entry = self._marked()
        labels = {} if self._in_weeks else {"programmes.list": ""}
        if self._in_weeks:
            labels |= {"programmes.weeks": "", "programmes.follow": shown.FROM_THIS_WEEK}
        elif entry is not None and entry.is_followed:
            labels["programmes.follow"] = shown.STOP_FOLLOWING
        self._keys.draw(labels)


def _row(entry: ProgrammeEntry) -> Row:
    mark = "● " if entry.is_followed else "  "
    if not entry.weeks:
        return Row((f"{mark}{tr(entry.title)}", "–"), "caution")
    return Row((f"{mark}{tr(entry.title)}", str(len(entry.weeks))))
