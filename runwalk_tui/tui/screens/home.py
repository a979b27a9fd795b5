"""The calm start: which workout is it to be?"""

from collections.abc import Sequence
from typing import ClassVar, NamedTuple

from textual.app import ComposeResult
from textual.widget import Widget

from runwalk_tui.tui.destinations import (
    Devices,
    EditProfile,
    Heart,
    NewPlan,
    Replay,
    Run,
    SwitchRunner,
)
from runwalk_tui.tui.keys import CLOSE, HELP, HELP_KEYS, HOME_KEYS, LIST_KEYS, Groups, bindings
from runwalk_tui.tui.ports import TODAY, CoachPort, PlanEntry
from runwalk_tui.tui.screen_options import ScreenOptions
from runwalk_tui.tui.screens.base import RunwalkScreen
from runwalk_tui.tui.screens.history import SessionEntry
from runwalk_tui.tui.widgets.banner import Title
from runwalk_tui.tui.widgets.key_bar import KeyBar
from runwalk_tui.tui.widgets.plan_summary import PlanTitle
from runwalk_tui.tui.widgets.speed_profile import Profile
from runwalk_tui.tui.widgets.table import Column, Row, Table
from runwalk_tui.tui.widgets.text_block import Note
from runwalk_tui.units.format import clock
from runwalk_tui.workout.plan import Plan

COLUMNS = (Column("plan", 0), Column("time", 7, is_right=True))


class Today(NamedTuple):
    """What is advised for today, in the list; no plan is a day of rest."""

    name: str
    plan: Plan | None
    words: str
    error: str | None = None


class HomeScreen(RunwalkScreen):
    """Plans on the left, the marked one on the right.

    Args:
        plans: In the order in which they are listed.
        sessions: The history, newest first.
        options: How the runner wants screens.
        name: What the runner is called; may be empty.
        can_switch: There are other runners.
        coach: Who advises for today; None for no advice.
        marked: Name of the plan that is marked to begin with.
    """

    BINDINGS = bindings((*HOME_KEYS, *LIST_KEYS, *HELP_KEYS))
    HELP_GROUPS: ClassVar[Groups] = (("Plans", (*HOME_KEYS, *LIST_KEYS, CLOSE, HELP)),)

    def __init__(
        self,
        plans: Sequence[PlanEntry],
        sessions: Sequence[SessionEntry],
        options: ScreenOptions,
        *,
        name: str = "",
        can_switch: bool = False,
        coach: CoachPort | None = None,
        marked: str | None = None,
    ) -> None:
        super().__init__(options)
        self._plans = plans
        self._to_mark = marked
        self._coach = coach
        self._entries: Sequence[PlanEntry] = ()
        self._sessions = sessions
        self._who, self._can_switch = name, can_switch
        self._title = Title(options)
        self._table = Table(COLUMNS, options, can_mark=True)
        self._about = PlanTitle(options)
        self._profile = Profile(options)
        self._note = Note(options)
        self._keys = KeyBar((*HOME_KEYS, CLOSE, HELP), options)

    def compose(self) -> ComposeResult:
        """The list beside the preview."""
        yield self._title
        yield Widget(
            self._table, Widget(self._about, self._profile, self._note, id="preview"), id="choice"
        )
        yield self.help_table
        yield self._keys

    def on_mount(self) -> None:
        """Marks the first plan."""
        called = f", {self._who}" if self._who else ""
        self._title.draw(f"Which workout is it to be{called}?")
        nothing = {} if self._sessions else {"home.history": "", "home.replay": ""}
        if self._coach is None:
            nothing |= {"home.progress": "", "home.programmes": ""}
        other = (f"not {self._who}" if self._who else "other runner") if self._can_switch else ""
        self._keys.draw({**nothing, "home.runner": other})
        self._list()

    def on_screen_resume(self) -> None:
        """What was told or chosen meanwhile may have changed what is advised."""
        self._list()

    def _list(self) -> None:
        """The workout of today comes first."""
        advised = [] if self._coach is None else [_today(self._coach)]
        self._entries = [*advised, *self._plans]
        marked = [at for at, entry in enumerate(self._entries) if entry.name == self._to_mark]
        if marked:
            self._table.marked, self._to_mark = marked[0], None
        self._table.draw([_row(entry) for entry in self._entries])
        self._preview()

    def on_table_marked(self) -> None:
        """The preview follows the mark."""
        self._preview()

    def on_table_chosen(self) -> None:
        """A click on the marked plan takes it."""
        self.action_choose()

    def _marked(self) -> PlanEntry | None:
        return self._entries[self._table.marked] if self._entries else None

    def _preview(self) -> None:
        entry = self._marked()
        plan = entry.plan if entry is not None else None
        self._about.display = self._profile.display = plan is not None
        if plan is not None:
            self._about.draw(plan)
            self._profile.draw(plan)
        if entry is None:
            self._note.draw("There are no plans.")
        elif isinstance(entry, Today):
            self._note.draw(entry.words)
        elif entry.error is not None:
            self._note.draw(f"This plan cannot be used. {entry.error}")
        else:
            self._note.draw(f"runwalk run {entry.name}")

    def action_move(self, rows: int) -> None:
        """Moves the mark."""
        self._table.move(rows)

    def action_choose(self) -> None:
        """Takes the marked plan, if it can be used."""
        entry = self._marked()
        if isinstance(entry, Today):
            self.app.switch_mode("check-in")
        elif entry is None or entry.plan is None:
            self.app.bell()
        else:
            self.app.exit(Run(entry.name))

    def action_heart(self) -> None:
        """The heart rate alone."""
        self.app.exit(Heart())

    def action_devices(self) -> None:
        """The treadmill and the strap."""
        self.app.exit(Devices())

    def action_new(self) -> None:
        """A plan of the runner's own."""
        self.app.exit(NewPlan())

    def action_replay(self) -> None:
        """The last session again."""
        if self._sessions:
            self.app.exit(Replay())

    def action_profile(self) -> None:
        """What is known of the runner."""
        self.app.exit(EditProfile())

    def action_switch(self) -> None:
        """Somebody else runs."""
        if self._can_switch:
            self.app.exit(SwitchRunner())

    def action_progress(self) -> None:
        """The weeks so far."""
        if self._coach is not None:
            self.app.switch_mode("progress")

    def action_programmes(self) -> None:
        """Plans by the week."""
        if self._coach is not None:
            self.app.switch_mode("programmes")

    def action_history(self) -> None:
        """The sessions so far."""
        if self._sessions:
            self.app.switch_mode("history")


def _today(coach: CoachPort) -> Today:
    advised = coach.advise()
    words = " ".join((advised.reason, *advised.changes, *advised.warnings))
    return Today(TODAY, advised.plan, words)


def _row(entry: PlanEntry) -> Row:
    if isinstance(entry, Today):
        if entry.plan is None:
            return Row(("Today: a day of rest", "–"), "good")
        return Row((f"Today: {entry.plan.title}", clock(entry.plan.planned_s)), "good")
    if entry.plan is None:
        return Row((entry.name, "–"), "caution")
    return Row((entry.plan.title, clock(entry.plan.planned_s)))
