"""Puts the program behind the screens together: the runner's files, the coach, and what lives."""

from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING

from runwalk_devices.clock import Clock, clock_of
from runwalk_tui.coaching.going_on import cut_short, to_go_on_with
from runwalk_tui.coaching.workout_choice import TODAY, doctor_warning, plan_named
from runwalk_tui.config.effective import profile_of
from runwalk_tui.config.profile import Profile
from runwalk_tui.config.profiles import list_runners, runner_after, use_runner
from runwalk_tui.errors import DONE
from runwalk_tui.journal.damage import noted_damage
from runwalk_tui.journal.reader import Journal
from runwalk_tui.journal.tables import ALL
from runwalk_tui.known_devices.known_treadmill import KnownTreadmill
from runwalk_tui.known_devices.registry import DeviceRegistry
from runwalk_tui.plans.loader import list_plans, taken_names
from runwalk_tui.plans.writer import save_plan
from runwalk_tui.session.air import AirOptions, on_machine
from runwalk_tui.session.check_attendant import ending
from runwalk_tui.session.current_runner import save_profile, who_runs
from runwalk_tui.session.jobs import Job, Jobs
from runwalk_tui.session.leaving import stopping_on_signals
from runwalk_tui.session.live import LiveSession
from runwalk_tui.session.opening import exit_status, live_session
from runwalk_tui.session.recordings import open_recording
from runwalk_tui.session.replay import Replay
from runwalk_tui.session.safety.presence import take_last_words
from runwalk_tui.tui import sentences_of_lists as shown
from runwalk_tui.tui.app import RunwalkApp
from runwalk_tui.tui.backstage import Visit
from runwalk_tui.tui.destinations import Destination
from runwalk_tui.tui.first_steps import first_steps
from runwalk_tui.tui.loading import off_loop
from runwalk_tui.tui.navigator import First, Navigator
from runwalk_tui.tui.plan_desk import PlanDesk
from runwalk_tui.tui.ports import NEWEST, DeviceFeed, HomeFacts, PlanEntry, Remark, SessionEntry
from runwalk_tui.tui.screen_options import ScreenOptions
from runwalk_tui.tui.settings_desk import SettingsDesk
from runwalk_tui.tui.sounding import sounding
from runwalk_tui.tui.teller import Teller
from runwalk_tui.workout import events as ev
from runwalk_tui.workout.capabilities import CHECK_PLAN, in_words, sheet
from runwalk_tui.workout.plan import Plan
from runwalk_tui.workout.session import Session
from runwalk_tui.workout.vocabulary import MachineKind

if TYPE_CHECKING:
    from runwalk_tui.coaching.mile_book import MileBook
    from runwalk_tui.coaching.past_sessions import PastSessions
    from runwalk_tui.coaching.service import CoachingService

Examine = Callable[[], Awaitable[Sequence[Remark]]]
"""Looks for what is wrong with this machine."""

Opening = Callable[["Program", RunwalkApp], Awaitable[First]]
"""Opens what the first screen shows; it may fail before there is a screen."""


class Program:
    """The one program behind every screen, from its start to its end.

    Args:
        air: What is on the air.
        runner: Name of who runs; None is who runs now.
        examine: Looks for what is wrong with this machine.

    Attributes:
        status: Exit status: of the last session, if there was one.
    """

    def __init__(self, air: AirOptions, runner: str | None, examine: Examine) -> None:
        self.status = DONE
        self.sessions: Sequence[SessionEntry] = ()
        self.mine = who_runs(runner, practice=air.is_practice)
        self._coach: CoachingService | None = None
        self.desk = SettingsDesk(lambda: self.mine, self._read_settings, self._joined)
        self.plan_desk = PlanDesk(lambda: self.mine)
        self.jobs = Jobs()
        self._air, self._examine = air, examine
        self._runner = runner
        self._told = 0
        self._words: list[str] = []
        self._teller = Teller()
        self._found: list[ev.Event] = []

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
    def drives_belt(self) -> bool:
        """True while a session lives, on a screen or behind them."""
        return self.jobs.drives_belt

    @property
    def coach(self) -> "CoachingService":
        """The coach of who runs now."""
        if self._coach is None:
            from runwalk_tui.coaching.service import CoachingService

            self._coach = CoachingService(self.mine)
        return self._coach

    @property
    def past(self) -> "PastSessions":
        """The sessions of who runs now."""
        from runwalk_tui.coaching.past_sessions import PastSessions

        return PastSessions(self.mine)

    @property
    def miles(self) -> "MileBook":
        """The Magic Miles of who runs now."""
        from runwalk_tui.coaching.mile_book import MileBook

        return MileBook(self.mine)

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

    async def run(self, plan_name: str, bell: Callable[[], None], ghost: str = "") -> Visit:
        """Opens a workout; what its runner says afterwards goes to the coach."""
        plan = await off_loop(partial(self._plan, plan_name))
        chased = None
        if ghost:
            chased = await off_loop(partial(self.past.ghost, ghost, plan.name))
        numbers: list[int] = []
        live = await self.jobs.open(partial(self._live, plan, bell, on_recorded=numbers.append))
        return Visit(live, partial(self.debrief, numbers[-1]), chased, str(numbers[-1]))

    async def resume(self, bell: Callable[[], None]) -> Visit:
        """Opens the workout that was cut short, to go on with it on the machine that it was on."""
        now = datetime.now().astimezone()
        found = await off_loop(partial(to_go_on_with, self.mine, now))
        air = on_machine(self._air, found.machine, by_hand=found.by_hand)
        opening = partial(self._live, found.session.plan, bell, air=air, resumes=found.id)
        live = await self.jobs.open(opening)
        return Visit(live, partial(self.debrief, found.id), session=str(found.id))

    async def cut_short(self, session: str) -> Session:
        """The last state of a session whose program was killed."""
        mine = self.mine
        opening = partial(open_recording, session, mine.id, mine.journal)
        return (await off_loop(opening)).last

    async def look_up(self, plan_name: str) -> None:
        """Makes sure that a workout can be had; raises what says why not."""
        await off_loop(partial(self._plan, plan_name))

    async def heart(self, bell: Callable[[], None]) -> Visit:
        """Opens the heart rate alone."""
        return Visit(await self.jobs.open(partial(self._live, None, bell)))

    async def replay(self, session: str) -> Visit:
        """Fetches a recording; one that is still being written is waited for."""
        await self.jobs.closed()
        reading = partial(open_recording, session, self.mine.id, self.mine.journal)
        recording = await off_loop(reading)
        return Visit(Replay(recording, Clock().now, recording.begins_s))

    async def devices(self, said: str) -> DeviceFeed:
        """Listens for devices until released."""
        from runwalk_tui.tui.browsing import browse

        return await self.jobs.open(partial(browse, self._air, self.mine.devices, said))

    async def check(self, address: str, bell: Callable[[], None]) -> Visit:
        """Opens the check of a treadmill."""
        return Visit(await self.jobs.open(partial(self._check, address, bell)))

    def found(self) -> str:
        """The result of the last check; empty if there was none."""
        found, self._found = sheet(self._found), []
        if found.is_good:
            return shown.CHECK_IS_DONE
        name, *words = in_words(found, miles=self.mine.units == "mi")
        return shown.CHECK_FOUND.format(words=" ".join(words)) if words else name

    def release(self) -> None:
        """Lets what is open close in its own time."""
        self.jobs.release()

    async def closed(self) -> None:
        """Returns when nothing lives any more."""
        await self.jobs.closed()

    def practise(self, *, on: bool = True) -> None:
        """From now on the devices are virtual, or real again."""
        self._air = self._air.practised(on=on)
        self._read_settings()

    def seek(self, kind: MachineKind | None, address: str | None = None) -> None:
        """From now on that machine is sought, or none."""
        self._air = self._air.on(kind, address)

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

    def _plan(self, name: str) -> Plan:
        advised = self.coach.advise().plan if name == TODAY else None
        return advised or plan_named(name, self.mine)

    def debrief(self, session: int, answers: Mapping[str, int], note: str) -> str:
        """Keeps what was said after a session, by its number, and says what it means next."""
        from runwalk_tui.coaching.own_ftp import debriefed

        return debriefed(self.coach, self.mine, session, answers, note)

    async def _live(
        self,
        plan: Plan | None,
        bell: Callable[[], None],
        job: Job[LiveSession],
        *,
        on_recorded: Callable[[int], None] = lambda _: None,
        air: AirOptions | None = None,
        resumes: int | None = None,
    ) -> None:
        """A session on the screens; however it ends, the belt is stopped first."""
        air = air or self._air
        opening = live_session(
            plan, self.mine, air, clock_of(air.rate), on_recorded=on_recorded, resumes=resumes
        )
        async with opening as live:
            async with sounding(live, self.mine, bell, self._teller):
                job.opened(live, live.stop)
                await job.until_released(live.ended())
            if plan is not None:
                self.status = exit_status(live.session)

    async def _check(self, address: str, bell: Callable[[], None], job: Job[LiveSession]) -> None:
        """A check, which ends by itself."""
        air, self._found = self._air.on(MachineKind.TREADMILL, address), []
        clock = clock_of(air.rate)
        async with live_session(CHECK_PLAN, self.mine, air, clock, is_check=True) as live:
            live.subscribe(self._found.append)
            live.subscribe(ending(live, asks=True))
            async with sounding(live, self.mine, bell, self._teller):
                job.opened(live, live.stop)
                await job.until_released(live.ended())
