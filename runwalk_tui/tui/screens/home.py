"""The home screen: choose a workout."""

from collections.abc import Sequence
from typing import ClassVar, Literal, NamedTuple

from textual.app import ComposeResult
from textual.widget import Widget

from runwalk_tui.coaching.going_on import CutShort
from runwalk_tui.language.titles import title_words
from runwalk_tui.tui import sentences_of_lists as shown
from runwalk_tui.tui.destinations import (
    Broadcast,
    ChangeSettings,
    CheckIn,
    Devices,
    EditProfile,
    Heart,
    History,
    ImportPlan,
    NewPlan,
    OwnPlan,
    Programmes,
    Races,
    Replay,
    Resume,
    Run,
    SwitchRunner,
    Tell,
    Weeks,
)
from runwalk_tui.tui.keys import (
    CLOSE,
    COMMANDS,
    HELP,
    HELP_KEYS,
    HOME_KEYS,
    LIST_KEYS,
    PLAN_KEYS,
    Groups,
    bindings,
)
from runwalk_tui.tui.ports import TODAY, HomeFacts, HomeSource, PlanEntry, SessionEntry
from runwalk_tui.tui.screen_options import ScreenOptions
from runwalk_tui.tui.screens.base import RunwalkScreen
from runwalk_tui.tui.widgets.banner import Title
from runwalk_tui.tui.widgets.first_steps import FirstSteps
from runwalk_tui.tui.widgets.key_bar import KeyBar
from runwalk_tui.tui.widgets.plan_summary import PlanTitle
from runwalk_tui.tui.widgets.speed_profile import Profile
from runwalk_tui.tui.widgets.table import Column, Row, Rows, Table
from runwalk_tui.tui.widgets.text_block import Note
from runwalk_tui.units.format import clock
from runwalk_tui.workout.plan import Plan

COLUMNS = (Column("plan", 0), Column("time", 7, is_right=True))


class Today(NamedTuple):
    """The advice for today as an entry of the list; without a plan it is a day of rest."""

    name: str
    plan: Plan | None
    words: str
    error: str | None = None
    is_known: bool = True
    is_starred: bool = False


class Unfinished(NamedTuple):
    """The workout that was cut short as an entry of the list: to go on with, or to tell of."""

    found: CutShort
    name: str = "resume"
    plan: Plan | None = None
    error: str | None = None
    is_starred: bool = False

    @property
    def words(self) -> str:
        """The destination in words."""
        found, title = self.found, title_words(self.found.title)
        if not found.hindrance:
            until = f"{found.until:%H:%M}"
            return shown.GO_ON_NOTE.format(title=title, until=until)
        if found.is_untold:
            return shown.UNTOLD_NOTE.format(title=title)
        return shown.CANNOT_GO_ON.format(
            title=title, done=clock(found.done_s), why=found.hindrance.rstrip(".")
        )


class HomeScreen(RunwalkScreen):
    """Plans on the left, the marked one on the right; what takes time to read is filled in.

    Args:
        source: Where it looks.
        options: How the runner wants screens.
    """

    BINDINGS = bindings((*HOME_KEYS, *PLAN_KEYS, *LIST_KEYS, *HELP_KEYS))
    HELP_GROUPS: ClassVar[Groups] = (
        ("Plans", (HOME_KEYS[0], *PLAN_KEYS)),
        ("Other screens", (*HOME_KEYS[1:], COMMANDS, CLOSE, HELP)),
    )

    def __init__(self, source: HomeSource, options: ScreenOptions) -> None:
        super().__init__(options)
        self._source = source
        self._facts: HomeFacts | None = None
        self._wished: Replay | History | None = None
        self._plans: Sequence[PlanEntry] = ()
        self._entries: Sequence[PlanEntry] = ()
        self._title = Title(options)
        self._table = Table(COLUMNS, can_mark=True)
        self._about = PlanTitle(options)
        self._profile = Profile(options)
        self._note = Note(options)
        self._first = FirstSteps(options)
        self._keys = KeyBar((*HOME_KEYS, CLOSE, HELP), options)

    def compose(self) -> ComposeResult:
        """The list beside the preview."""
        yield self._title
        yield Widget(
            self._table, Widget(self._about, self._profile, self._note, id="preview"), id="choice"
        )
        yield self._first
        yield self.help_table
        yield self._keys

    def on_mount(self) -> None:
        """Shows the plans; the rest follows."""
        self._first.display = False
        self.look_again()

    def on_screen_resume(self) -> None:
        """Reads plans and advice again, since both may have been changed meanwhile."""
        if self._facts is not None:
            self.look_again()
        self.load(self._source.read, self._fill_in)

    def look_again(self, *, mark: str | None = None) -> None:
        """The plans, and who runs, may be others now; ``mark`` is the name of the plan to mark."""
        self._plans = self._source.plans()
        self._show(mark)

    def _fill_in(self, facts: HomeFacts) -> None:
        self._facts = facts
        self._first.display = bool(facts.first_steps)
        self._first.draw(facts.first_steps)
        self._show()
        wished, self._wished = self._wished, None
        if wished is not None and self.is_active:
            self._look_back(wished)

    def on_screen_suspend(self) -> None:
        """The runner went elsewhere."""
        self._wished = None

    def _show(self, mark: str | None = None) -> None:
        """The workout of today comes first; the mark stays with its plan, or goes to ``mark``."""
        source, marked = self._source, self._marked()
        name = mark if mark is not None or marked is None else marked.name
        self._title.options = self._title.options._replace(is_practice=source.is_practice)
        choose = shown.CHOOSE_A_WORKOUT_NAME if source.name else shown.CHOOSE_A_WORKOUT
        self._title.draw(choose.format(name=source.name))
        self._keys.draw(self._labels())
        today = [self._today()] if source.is_coached else []
        self._entries = [*self._cut_short(), *today, *self._plans]
        names = [entry.name for entry in self._entries]
        entries = self._entries
        rows = Rows(len(entries), lambda at: _row(entries[at]))
        self._table.draw(rows, mark=names.index(name) if name in names else None)
        self._preview()

    def _cut_short(self) -> Sequence[Unfinished]:
        """Where there is nothing to go on with and nothing to tell, nothing."""
        found = None if self._facts is None else self._facts.cut_short
        return [Unfinished(found)] if found and (found.is_untold or not found.hindrance) else []

    def _today(self) -> Today:
        advised = None if self._facts is None else self._facts.advised
        if advised is None:
            return Today(TODAY, None, shown.READING_YOUR_SESSIONS, is_known=False)
        words = " ".join((advised.reason, *advised.changes, *advised.warnings))
        return Today(TODAY, advised.plan, words)

    def _labels(self) -> dict[str, str]:
        """The labels of the keys here; a key without one is left out."""
        source = self._source
        nothing = {} if self._sessions else {"home.history": "", "home.replay": ""}
        if not source.is_coached:
            nothing |= {"home.progress": "", "home.programmes": "", "home.races": ""}
        other = shown.NOT_NAME.format(name=source.name) if source.name else shown.OTHER_RUNNER
        return {**nothing, "home.runner": other if source.can_switch else ""}

    @property
    def _sessions(self) -> Sequence[SessionEntry]:
        return () if self._facts is None else self._facts.sessions

    def on_data_table_row_highlighted(self) -> None:
        """The preview follows the mark."""
        self._preview()

    def on_data_table_row_selected(self) -> None:
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
            self._note.draw(shown.THERE_ARE_NO_PLANS)
        elif isinstance(entry, (Today, Unfinished)):
            self._note.draw(entry.words)
        elif entry.error is not None:
            self._note.draw(shown.PLAN_CANNOT_BE_USED.format(error=entry.error))
        else:
            self._note.draw(f"runwalk run {entry.name}")

    def action_move(self, rows: int) -> None:
        """Moves the mark."""
        self._table.move(rows)

    def action_choose(self) -> None:
        """Takes the marked plan, if it can be used."""
        entry = self._marked()
        if isinstance(entry, Unfinished):
            found = entry.found
            self.guide.go(Tell(str(found.id)) if found.hindrance else Resume())
        elif isinstance(entry, Today):
            self.guide.go(CheckIn())
        elif entry is None or entry.plan is None:
            self.app.bell()
        else:
            self.guide.go(Run(entry.name))

    def action_heart(self) -> None:
        """The heart rate alone."""
        self.guide.go(Heart())

    def action_devices(self) -> None:
        """The treadmill and the strap."""
        self.guide.go(Devices())

    def action_new(self) -> None:
        """A plan of the runner's own."""
        self.guide.go(NewPlan())

    def action_own_plan(self, what: Literal["edit", "copy", "delete", "undo", "star"]) -> None:
        """Edits, copies, deletes or stars the marked plan; or brings back one that was deleted."""
        entry = self._marked()
        is_plan = entry is not None and not isinstance(entry, (Today, Unfinished))
        if what == "undo":
            self.guide.go(OwnPlan(what))
        elif entry is not None and is_plan:
            self.guide.go(OwnPlan(what, entry.name))
        else:
            self.notify(shown.MARK_A_PLAN, markup=False)

    def action_import_plan(self) -> None:
        """A plan of another program's workout."""
        self.guide.go(ImportPlan())

    def action_replay(self) -> None:
        """The last session again."""
        self._look_back(Replay())

    def action_broadcast(self) -> None:
        """Shows workouts to apps on the network from now on, or no longer."""
        self.guide.go(Broadcast())

    def action_profile(self) -> None:
        """Opens the runner's profile."""
        self.guide.go(EditProfile())

    def action_settings(self) -> None:
        """Cap, colours, sound, keys."""
        self.guide.go(ChangeSettings())

    def action_switch(self) -> None:
        """Somebody else runs."""
        if self._source.can_switch:
            self.guide.go(SwitchRunner())

    def action_progress(self) -> None:
        """The weeks so far."""
        if self._source.is_coached:
            self.guide.go(Weeks())

    def action_races(self) -> None:
        """Miles, and races by them."""
        if self._source.is_coached:
            self.guide.go(Races())

    def action_programmes(self) -> None:
        """Plans by the week."""
        if self._source.is_coached:
            self.guide.go(Programmes())

    def action_history(self) -> None:
        """The sessions so far."""
        self._look_back(History())

    def _look_back(self, to_there: Replay | History) -> None:
        """Goes there, or does when the sessions are read; without one, says why it does not."""
        if self._sessions:
            self.guide.go(to_there)
            return
        if self._facts is None:
            words, self._wished = shown.READING_YOUR_SESSIONS, to_there
        elif self._source.is_practice:
            words = shown.NO_PRACTICE_SESSION_YET
        else:
            words = shown.NO_SESSION_YET_PRACTICE_IS
        self.notify(words, markup=False)


def _row(entry: PlanEntry) -> Row:
    if isinstance(entry, Unfinished):
        found, done = entry.found, clock(entry.found.done_s)
        if found.hindrance:
            return Row((shown.UNTOLD_ROW.format(done=done), "–"), "good")
        whole = clock(found.done_s + found.left_s)
        return Row((shown.GO_ON_ROW.format(done=done, whole=whole), clock(found.left_s)), "good")
    if isinstance(entry, Today):
        if not entry.is_known:
            return Row((shown.TODAY, "…"), "good")
        if entry.plan is None:
            return Row((shown.TODAY_A_DAY_OF_REST, "–"), "good")
        return Row(
            (
                shown.TODAY_IS.format(title=title_words(entry.plan.title)),
                clock(entry.plan.planned_s),
            ),
            "good",
        )
    if entry.plan is None:
        return Row((entry.name, "–"), "caution")
    title = title_words(entry.plan.title)
    title = f"★ {title}" if entry.is_starred else title
    return Row((title, clock(entry.plan.planned_s)))
