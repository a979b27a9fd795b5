"""Races by the Magic Mile: what it predicts, the plan of the marked race, and the miles so far."""

from collections.abc import Callable
from typing import ClassVar, Literal

from textual.app import ComposeResult
from textual.widget import Widget
from textual.widgets import Input

from runwalk_tui.coaching.mile_book import (
    MileBook,
    Miles,
    Wish,
    celsius_of,
    goal_s_of,
    workout_texts,
)
from runwalk_tui.coaching.mile_name import AT, MAGIC_MILE
from runwalk_tui.coaching.mile_plan import mile_s_of
from runwalk_tui.coaching.race_text import (
    Line,
    asks_heat,
    long_run_lines,
    mile_rows,
    predictions,
    race_lines,
)
from runwalk_tui.errors import REFUSALS
from runwalk_tui.language import in_context
from runwalk_tui.training.programmes.magic_mile import RACE_M, Race
from runwalk_tui.training.sentences_of_questions import Asks
from runwalk_tui.tui import sentences_of_training as shown
from runwalk_tui.tui.destinations import NewPlan, Run
from runwalk_tui.tui.keys import (
    CLOSE,
    HELP,
    HELP_KEYS,
    LIST_KEYS,
    RACE_KEYS,
    UNWRITE,
    Groups,
    bindings,
)
from runwalk_tui.tui.screen_options import ScreenOptions
from runwalk_tui.tui.screens.base import RunwalkScreen
from runwalk_tui.tui.widgets.banner import Title
from runwalk_tui.tui.widgets.key_bar import KeyBar
from runwalk_tui.tui.widgets.labelled import Labelled
from runwalk_tui.tui.widgets.table import Column, Row, Table
from runwalk_tui.units.format import clock

COLUMNS = (Column("race", 0), Column("pace", 9, is_right=True), Column("time", 7, is_right=True))
MILE_COLUMNS = (
    Column("your miles", 0),
    Column("time", 6, is_right=True),
    Column(in_context("column", "change"), 7, is_right=True),
)

WRITES, MILES = "-writes", "-miles"

Part = Literal["mile", "goal", "heat"]
"""What a plan goes by, as the runner writes it."""


class WishLine(Input):
    """A line to write in."""


class RacesScreen(RunwalkScreen):
    """Races and miles above, the plan of the marked race below.

    Args:
        book: Where the miles are.
        options: How the runner wants screens.
    """

    BINDINGS = bindings((*RACE_KEYS, UNWRITE, *LIST_KEYS, *HELP_KEYS))
    HELP_GROUPS: ClassVar[Groups] = (("Races", (*RACE_KEYS, *LIST_KEYS, CLOSE, HELP)),)

    def __init__(self, book: MileBook, options: ScreenOptions) -> None:
        super().__init__(options)
        self._book = book
        self._miles: Miles | None = None
        self._told_s: float | None = None
        self._goals_s: dict[int, float] = {}
        self._celsius: float | None = None
        self._part: Part = "mile"
        self._title = Title(options)
        self._table = Table(COLUMNS, can_mark=True)
        self._past = Table(MILE_COLUMNS)
        self._plan = Labelled(options)
        self._line = WishLine(compact=True, max_length=20)
        self._keys = KeyBar((*RACE_KEYS, CLOSE, HELP), options)

    def compose(self) -> ComposeResult:
        """Races and miles side by side, the plan below."""
        yield self._title
        yield Widget(self._table, self._past, id="choice")
        yield self._plan
        yield self._line
        yield self.help_table
        yield self._keys

    def on_mount(self) -> None:
        """Reads the miles."""
        self._title.draw(shown.READING_YOUR_MILES)
        self._keys.draw({})
        self.load(self._book.read, self._begin)

    def on_data_table_row_highlighted(self, event: Table.RowHighlighted) -> None:
        """The plan follows the mark."""
        if event.data_table is self._table:
            self._show_plan()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Plans by what is written; what cannot be used is said, and the line stays."""
        try:
            self._take(event.value.strip())
        except (*REFUSALS, ValueError) as error:
            self.notify(str(error), severity="warning", markup=False)
            return
        self.action_unwrite()
        self._show()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While something is written, only keeping and leaving it is possible."""
        if action in ("unwrite", "go_back") and self.has_class(WRITES) == (action == "go_back"):
            return False
        return super().check_action(action, parameters)

    def action_move(self, rows: int) -> None:
        """Moves the mark."""
        self._table.move(rows)

    def action_write(self, part: Part) -> None:
        """Opens the line for what the plan goes by."""
        if part == "goal" and self._marked is None:
            self.notify(shown.MARK_A_RACE, markup=False)
            return
        self._part = part
        self._line.value = ""
        self._line.placeholder = shown.RACE_ASKS[part]
        self.add_class(WRITES)
        self.set_focus(self._line)

    def action_unwrite(self) -> None:
        """Writes no more."""
        self.remove_class(WRITES)
        self.set_focus(None)

    def action_keep(self) -> None:
        """Remembers the mile that was written, as run today."""
        mile_s = self._told_s
        if mile_s is None:
            self.notify(shown.WRITE_A_MILE_FIRST, markup=False)
            return

        def keep() -> Miles | str:
            return self._tried(lambda: self._book.keep(mile_s))

        self.load(keep, self._kept)

    def action_run(self) -> None:
        """Takes the Magic Mile on the belt, at the target that was written."""
        told = "" if self._told_s is None else f"{AT}{clock(round(self._told_s))}"
        self.guide.go(Run(f"{MAGIC_MILE}{told}"))

    def action_plan(self) -> None:
        """Opens the form of a new plan with the marked race's ratio and speeds."""
        wish = self._wish()
        plan = None if wish is None else self._book.plan(wish)
        if plan is None:
            self.notify(shown.MARK_A_RACE, markup=False)
            return
        texts = workout_texts(plan)
        if texts is None:
            self.notify(shown.RACE_IS_WALKED, markup=False)
        else:
            self.guide.go(NewPlan(tuple(texts.items())))

    def _begin(self, miles: Miles) -> None:
        self._miles = miles
        self._show()

    def _tried(self, work: Callable[[], None]) -> Miles | str:
        try:
            work()
            return self._book.read()
        except REFUSALS as error:
            return str(error)

    def _kept(self, miles: Miles | str) -> None:
        if isinstance(miles, str):
            self.notify(miles, severity="warning", markup=False)
            return
        self._told_s = None
        self.notify(Asks.MILE_KEPT(), markup=False)
        self._begin(miles)

    def _take(self, text: str) -> None:
        """Takes over what was written; nothing takes it back."""
        race = self._marked
        if self._part == "mile":
            self._told_s = mile_s_of(text, shown.A_MILE) if text else None
        elif self._part == "heat":
            self._celsius = celsius_of(float(text.replace(",", "."))) if text else None
        elif race is not None and text:
            self._goals_s[self._table.marked] = goal_s_of(text, race, self._celsius)
        else:
            self._goals_s.pop(self._table.marked, None)

    @property
    def _mile_s(self) -> float | None:
        """The mile that was written, or the runner's own."""
        if self._told_s is not None or self._miles is None:
            return self._told_s
        return self._miles.predicted_s

    @property
    def _marked(self) -> Race | None:
        """The marked race; None on long runs."""
        races = list(RACE_M)
        return races[self._table.marked] if self._table.marked < len(races) else None

    def _wish(self) -> Wish | None:
        race = self._marked
        if race is None:
            return None
        return Wish(race, self._mile_s, self._celsius, self._goals_s.get(self._table.marked))

    def _show(self) -> None:
        """Lists, title and plan as they are now."""
        mile_s, miles = self._mile_s, self._miles or Miles()
        if mile_s is None:
            self._title.draw(shown.NO_MILE_KNOWN)
            names = [each.name for each in predictions(600.0, self._book.mine)]
            rows = [Row((name, "–", "–")) for name in names]
        else:
            words = shown.BY_MILE_TOLD if self._told_s is not None else shown.BY_YOUR_MILES
            self._title.draw(words.format(time=clock(round(mile_s))))
            rows = [Row(tuple(each)) for each in predictions(mile_s, self._book.mine)]
        self._table.draw(rows)
        past = reversed(mile_rows(miles, self._book.mine))
        self.set_class(bool(miles.all), MILES)
        self._past.draw(
            [
                Row((each.day, each.time, each.change), "good" if each.is_best else "foreground")
                for each in past
            ]
        )
        self._keys.draw({} if self._told_s is not None else {"races.keep": ""})
        self._show_plan()

    def _show_plan(self) -> None:
        if self._miles is not None:
            self._plan.draw(tuple(self._lines()))

    def _lines(self) -> list[Line]:
        wish, mile_s = self._wish(), self._mile_s
        if wish is None:
            return [] if mile_s is None else long_run_lines(mile_s, self._book.mine)
        plan = self._book.plan(wish)
        if plan is None:
            return [Line("", shown.NO_MILE_WAYS)]
        lines = race_lines(plan, wish, self._book.mine, is_brief=True)
        return [*lines, Line("", shown.ASK_HEAT)] if asks_heat(wish) else lines
