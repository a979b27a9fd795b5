"""Puts the program behind the screens together: the runner's files, the coach, and what lives."""

from collections.abc import Awaitable, Callable, Collection, Sequence
from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING

from runwalk_tui.coaching.going_on import cut_short
from runwalk_tui.coaching.workout_choice import doctor_warning
from runwalk_tui.config.effective import EffectiveSettings, profile_of
from runwalk_tui.config.profile import Profile
from runwalk_tui.config.profiles import list_runners, runner_after, use_runner, who_runs
from runwalk_tui.journal.damage import noted_damage
from runwalk_tui.journal.reader import Journal
from runwalk_tui.journal.tables import ALL
from runwalk_tui.known_devices.known_treadmill import KnownTreadmill
from runwalk_tui.known_devices.registry import DeviceRegistry
from runwalk_tui.plans.loader import list_plans, taken_names
from runwalk_tui.plans.writer import save_plan
from runwalk_tui.session.air import AirOptions
from runwalk_tui.session.beside import Broadcast
from runwalk_tui.session.current_runner import save_profile
from runwalk_tui.session.leaving import stopping_on_signals
from runwalk_tui.session.safety.presence import take_last_words
from runwalk_tui.tui import sentences_of_lists as shown
from runwalk_tui.tui.app import RunwalkApp
from runwalk_tui.tui.destinations import Destination
from runwalk_tui.tui.file_desk import FileDesk
from runwalk_tui.tui.first_steps import first_steps
from runwalk_tui.tui.loading import off_loop
from runwalk_tui.tui.navigator import First, Navigator
from runwalk_tui.tui.openings import Openings
from runwalk_tui.tui.plan_desk import PlanDesk
from runwalk_tui.tui.ports import (
    NEWEST,
    CalendarPort,
    HomeFacts,
    PlanEntry,
    Remark,
    SessionEntry,
)
from runwalk_tui.tui.screen_options import ScreenOptions
from runwalk_tui.tui.settings_desk import SettingsDesk
from runwalk_tui.workout.plan import Plan

if TYPE_CHECKING:
    from runwalk_tui.coaching.mile_book import MileBook

Examine = Callable[[], Awaitable[Sequence[Remark]]]
"""Looks for what is wrong with this machine."""

Opening = Callable[["Program", RunwalkApp], Awaitable[First]]
"""Opens what the first screen shows; it may fail before there is a screen."""


class Program(Openings):
    """The one program behind every screen, from its start to its end.

    Args:
        air: What is on the air.
        mine: The settings of who runs, for what is on the air.
        examine: Looks for what is wrong with this machine.
        network: Shows workouts to other programs; None makes one that is off.
    """

    def __init__(
        self,
        air: AirOptions,
        mine: EffectiveSettings,
        examine: Examine,
        network: Broadcast | None = None,
    ) -> None:
        super().__init__(air, mine)
        self.sessions: Sequence[SessionEntry] = ()
        self.desk = SettingsDesk(lambda: self.mine, self._read_settings, self._joined)
        self.plan_desk = PlanDesk(lambda: self.mine)
        self.files = FileDesk(lambda: self.mine)
        self.network = network or Broadcast()
        self._examine = examine
        self._runner = mine.id or None
        self._told = 0
        self._words: list[str] = []

    async def show(self, opening: Opening, goal: Destination | None = None) -> object:
        """Shows screens until the runner leaves; then, however that was, the belt is stopped.

        Args:
            opening: Opens what the first screen shows.
            goal: Where that is, to be tried again.

        Raises:
            Exception: What a screen, or what lived beside it, failed with.
        """
        first: list[First] = []
        navigator = Navigator(self, lambda navigator: first[0](navigator), goal)
        app = RunwalkApp(self.options, navigator)
        self._teller.attach(app)
        self.jobs.on_failure = navigator.failed
        with stopping_on_signals(self.jobs, app.exit) as leaving:
            try:
                first.append(await opening(self, app))
                if not leaving.asked:
                    return await app.run_async()
            finally:
                try:
                    await self.jobs.close()
                finally:
                    self._teller.end()
                    self.network.close()
        return None

    @property
    def options(self) -> ScreenOptions:
        """The runner's settings for screens."""
        mine = self.mine
        warning = doctor_warning(mine)
        return ScreenOptions(
            mine.units,
            mine.pace,
            mine.nudge_kmh,
            mine.theme,
            warning,
            mine.is_practice,
            self.desk.keymap(),
            running_days=mine.own.weekdays,
        )

    @property
    def home(self) -> "Program":
        """Itself: the home screen's source."""
        return self

    @property
    def name(self) -> str:
        """The runner's name."""
        return self.mine.runner.name

    @property
    def is_practice(self) -> bool:
        """True if the devices are virtual."""
        return self.mine.is_practice

    @property
    def can_switch(self) -> bool:
        """True if there are other runners."""
        return len(list_runners()) > 1

    @property
    def is_coached(self) -> bool:
        """True: there is always advice."""
        return True

    @property
    def today(self) -> date:
        """Which day it is."""
        return date.today()

    @property
    def miles(self) -> "MileBook":
        """The Magic Miles of who runs now."""
        from runwalk_tui.coaching.mile_book import MileBook

        return MileBook(self.mine)

    def calendar(self, programme: str) -> CalendarPort:
        """Writes a programme as a calendar."""
        from runwalk_tui.tui.calendar_desk import CalendarDesk

        return CalendarDesk(self.mine, programme)

    def plans(self) -> Sequence[PlanEntry]:
        """Every plan."""
        return list_plans(self.mine)

    def read(self) -> HomeFacts:
        """The advice for today, then the sessions, whose figures are complete by then."""
        advised = self.coach.advise()
        sessions = self.read_sessions(NEWEST)
        steps = first_steps(bool(self.mine.id or self.name), bool(self.machines()), bool(sessions))
        now = datetime.now().astimezone()
        return HomeFacts(sessions, advised, steps, cut_short(self.mine, now))

    def read_sessions(self, most: int = ALL) -> Sequence[SessionEntry]:
        """The history anew, or the newest of it."""
        with Journal.open(self.mine.journal) as journal:
            self.sessions = journal.sessions(self.mine.id, most)
        return self.sessions

    def practise(self, *, on: bool = True) -> None:
        """From now on the devices are virtual, or real again."""
        self._air = self._air.practised(on=on)
        self._read_settings()

    async def examine(self) -> Sequence[Remark]:
        """Looks for what is wrong with this machine."""
        return await self._examine()

    def profile(self) -> Profile:
        """The runner's profile."""
        return profile_of(self.mine)

    def keep_profile(self, profile: Profile | None) -> None:
        """Keeps it; a runner who was asked and said nothing is not asked again."""
        if profile is None:
            use_runner("")
        else:
            words = save_profile(self.mine.id, profile)
            self._words += [words] if words else []
        self._read_settings()

    def switch_runner(self) -> None:
        """The next one of those who have a profile."""
        use_runner(runner_after(self.mine.id))
        self._runner = None
        self._read_settings()

    def taken_names(self) -> Collection[str]:
        """Those of every plan."""
        return taken_names(force=False)

    def machines(self) -> Sequence[KnownTreadmill]:
        """The runner's own treadmills, as far as they are known."""
        return [each for each in DeviceRegistry().of(KnownTreadmill) if each.virtual is None]

    async def upload(self, opened_at: str) -> str:
        """Uploads a session wherever the runner has a key, a line each; says how to get one."""
        from runwalk_tui.exchange.uploading import upload_everywhere

        if self.mine.is_practice:
            return shown.WAS_PRACTICE
        return await off_loop(lambda: upload_everywhere(opened_at, self.mine.id))

    def save_plan(self, plan: Plan) -> str:
        """Among the runner's own."""
        return save_plan(plan, self.mine).stem

    async def export(self, session: str) -> str:
        """As FIT, to the folder that the program was started in."""
        from runwalk_tui.exchange.exporter import export_session

        number, journal = await off_loop(partial(self.past.number_of, session)), self.mine.journal
        write = partial(export_session, number, "fit", journal_file=journal, finds_name=True)
        return str((await off_loop(write)).resolve())

    def news(self) -> Sequence[str]:
        """The fate of a killed session, whose sessions are whose, and what is damaged."""
        last_words, damage = take_last_words(), noted_damage()
        said = [last_words] if last_words else []
        said += [*self.desk.news(), *self._words, *damage[self._told :]]
        self._words, self._told = [], len(damage)
        return said

    def _joined(self, words: str | None) -> None:
        """Somebody new runs from now on; ``words`` is what there is to say."""
        self._words += [words] if words else []
        self._runner = None
        self._read_settings()

    def _read_settings(self) -> None:
        self.mine = who_runs(self._runner, practice=self._air.is_practice)
        self._coach = None
