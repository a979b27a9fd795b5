"""The application as tests run it: over feeds whose time stands still."""

from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual.app import App
from textual.pilot import Pilot
from textual.screen import Screen

from runwalk_tui.coaching.going_on import CutShort
from runwalk_tui.coaching.mile_book import MileBook
from runwalk_tui.coaching.past_sessions import PastSessions
from runwalk_tui.config.profile import Profile
from runwalk_tui.config.profiles import who_runs
from runwalk_tui.config.settings import Settings
from runwalk_tui.errors import FileError
from runwalk_tui.known_devices.known_treadmill import KnownTreadmill
from runwalk_tui.session.feed import Feed
from runwalk_tui.session.replay import Replay
from runwalk_tui.tui import destinations as to
from runwalk_tui.tui.app import RunwalkApp
from runwalk_tui.tui.backstage import Visit
from runwalk_tui.tui.calendar_desk import CalendarDesk
from runwalk_tui.tui.file_desk import FileDesk
from runwalk_tui.tui.navigator import First, Navigator
from runwalk_tui.tui.plan_desk import PlanDesk
from runwalk_tui.tui.ports import (
    CalendarPort,
    CoachPort,
    DeviceFeed,
    HomeFacts,
    NetworkPort,
    PlanEntry,
    Remark,
    RestPort,
    RestView,
    SessionEntry,
    TracePort,
    TraceView,
)
from runwalk_tui.tui.screen_options import ScreenOptions
from runwalk_tui.tui.screens.builder import BuilderScreen
from runwalk_tui.tui.screens.profile import ProfileScreen
from runwalk_tui.tui.widgets.panel import Panel
from runwalk_tui.workout.plan import Plan
from runwalk_tui.workout.session import Session
from runwalk_tui.workout.vocabulary import MachineKind
from tests.tui.devices import FakeDevices
from tests.tui.feeds import FakeFeed, half_an_hour, run_walk, running

if TYPE_CHECKING:
    from runwalk_tui.tui.screens.debrief import Tell

OPTIONS = ScreenOptions()
MILES = ScreenOptions(units="mi")
SMALL, LARGE = (80, 24), (120, 40)

SKIPPED = "skipped"
"""A form ended with nothing."""


@dataclass(frozen=True)
class Entry:
    """A plan as the list has it."""

    name: str
    plan: Plan | None
    error: str | None = None
    is_starred: bool = False


@dataclass(frozen=True)
class Row:
    """A session as the history has it."""

    id: int
    opened_at: str = "2026-05-02T07:30:00+02:00"
    title: str = "One to two, gently"
    active_s: float = 1800.0
    distance_m: float = 3021.0
    mean_bpm: float | None = 148.6
    outcome: str = "finished"


class Wall:
    """A viewer's clock that is set by hand."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


@dataclass
class FakeDesk:
    """Settings without a file; remembers what was kept and heard."""

    now: Settings = field(default_factory=Settings)
    kept: list[Mapping[str, object]] = field(default_factory=list)
    heard: list[tuple[str, str, int]] = field(default_factory=list)
    new: list[Profile] = field(default_factory=list)
    asks_health: bool = False

    def settings(self) -> Settings:
        return self.now

    def keep(self, values: Mapping[str, object]) -> None:
        self.kept.append(values)

    def keep_new_runner(self, profile: Profile) -> None:
        self.new.append(profile)

    def note_health_asked(self) -> None:
        self.asks_health = False

    def sample(self, sound: str, voice: str, volume: int, bell: Callable[[], None]) -> None:
        self.heard.append((sound, voice, volume))


@dataclass
class FakeRest:
    """A reading at rest that stands where it is put."""

    now: RestView = field(default_factory=lambda: RestView(False, 150.0))
    feed: Feed = field(default_factory=lambda: FakeFeed(None).go(20))

    def view(self) -> RestView:
        return self.now


@dataclass
class FakeNetwork:
    """A broadcast without a process; ``fault`` keeps it from beginning."""

    fault: str = ""
    is_on: bool = False
    trouble: str = ""

    @property
    def is_wanted(self) -> bool:
        return self.is_on

    def switch_on(self) -> None:
        self.is_on, self.trouble = not self.fault, self.fault

    def switch_off(self) -> None:
        self.is_on = False

    def wait_begun(self) -> str:
        return self.trouble


@dataclass
class FakeTrace:
    """A trace that stands where it is put, until it is ended."""

    now: TraceView = field(default_factory=lambda: TraceView(34, 812, ("treadmill T1 up",)))

    def view(self) -> TraceView:
        return self.now

    def end(self) -> None:
        self.now = self.now._replace(words="/home/ada/t.jsonl: 812 of the treadmill")


@dataclass
class FakeBackstage:
    """A program behind the screens without files and without a radio; remembers what it kept."""

    options: ScreenOptions = OPTIONS
    name: str = ""
    can_switch: bool = False
    coached: CoachPort | None = None
    sessions: Sequence[SessionEntry] = ()
    entries: Sequence[PlanEntry] = ()
    feed: Feed | None = None
    network: NetworkPort = field(default_factory=FakeNetwork)
    resting: RestPort = field(default_factory=lambda: FakeRest())
    tracing: TracePort = field(default_factory=lambda: FakeTrace())
    found_devices: DeviceFeed = field(default_factory=FakeDevices)
    remarks: Sequence[Remark] = ()
    lines: list[str] = field(default_factory=list)
    error: Exception | None = None
    drives_belt: bool = False
    is_practice: bool = False
    desk: FakeDesk = field(default_factory=lambda: FakeDesk())
    done: list[object] = field(default_factory=list)
    unfinished: CutShort | None = None
    plan_desk: PlanDesk = field(default_factory=lambda: PlanDesk(who_runs))
    files: FileDesk = field(default_factory=lambda: FileDesk(who_runs))

    @property
    def home(self) -> "FakeBackstage":
        return self

    @property
    def coach(self) -> CoachPort:
        assert self.coached is not None
        return self.coached

    @property
    def is_coached(self) -> bool:
        return self.coached is not None

    def plans(self) -> Sequence[PlanEntry]:
        return self.entries

    def read(self) -> HomeFacts:
        advised = None if self.coached is None else self.coached.advise()
        return HomeFacts(self.sessions, advised, cut_short=self.unfinished)

    def _visit(self) -> Visit:
        if self.error is not None:
            raise self.error
        assert self.feed is not None
        return Visit(self.feed)

    async def run(self, plan_name: str, bell: Callable[[], None], ghost: str = "") -> Visit:
        self.done.append(("run", plan_name, ghost) if ghost else ("run", plan_name))
        return self._visit()

    async def resume(self, bell: Callable[[], None]) -> Visit:
        self.done.append("resume")
        return self._visit()

    async def cut_short(self, session: str) -> Session:
        self.done.append(("cut short", session))
        return running().session

    def debrief(self, session: int, answers: Mapping[str, int], note: str) -> str:
        self.done.append(("told", session, dict(answers)))
        return ""

    async def heart(self, bell: Callable[[], None]) -> Visit:
        self.done.append("heart")
        return self._visit()

    async def rest(self) -> RestPort:
        self.done.append("rest")
        if self.error is not None:
            raise self.error
        return self.resting

    async def trace(self, file: Path, seconds: float) -> TracePort:
        self.done.append(("trace", file, seconds))
        return self.tracing

    async def replay(self, session: str) -> Visit:
        self.done.append(("replay", session))
        return Visit(replay_at(750))

    async def devices(self, said: str) -> DeviceFeed:
        self.done.append(("devices", said))
        return self.found_devices

    async def check(self, address: str, bell: Callable[[], None]) -> Visit:
        self.done.append(("check", address))
        return self._visit()

    def found(self) -> str:
        return "The check is done."

    async def stop_belt(self, say: Callable[[str], None]) -> bool:
        self.done.append("stop")
        say("connected to F80")
        if self.error is not None:
            raise self.error
        return True

    def release(self) -> None:
        self.done.append("release")

    async def closed(self) -> None:
        return

    def practise(self, *, on: bool = True) -> None:
        self.done.append("practise" if on else "in earnest")
        self.is_practice = on
        self.options = self.options._replace(is_practice=on)
        self.error = None

    def seek(self, kind: MachineKind | None, address: str | None = None) -> None:
        self.done.append("by hand" if kind is None else (kind.value, address))
        self.error = None

    async def examine(self) -> Sequence[Remark]:
        return self.remarks

    def profile(self) -> Profile:
        return Profile(name=self.name)

    def keep_profile(self, profile: Profile | None) -> None:
        self.done.append(profile)

    def switch_runner(self) -> None:
        self.name = "Ben"

    def taken_names(self) -> Collection[str]:
        return ()

    def machines(self) -> Sequence[KnownTreadmill]:
        return ()

    async def upload(self, opened_at: str) -> str:
        self.done.append(("upload", opened_at))
        if self.error is not None:
            raise self.error
        return "session 7: Intervals.icu has it, as i1"

    def save_plan(self, plan: Plan) -> str:
        self.entries = [*self.entries, Entry(plan.name, plan)]
        return plan.name

    @property
    def today(self) -> date:
        return date(2026, 5, 29)

    @property
    def past(self) -> PastSessions:
        return PastSessions(who_runs())

    @property
    def miles(self) -> MileBook:
        return MileBook(who_runs())

    def calendar(self, programme: str) -> CalendarPort:
        return CalendarDesk(who_runs(), programme)

    def read_sessions(self) -> Sequence[SessionEntry]:
        return self.sessions

    async def export(self, session: str) -> str:
        if session == "27":
            raise FileError("runwalk.fit", "already exists; choose another name, or force it")
        return f"/home/ada/runwalk-{session}.fit"

    def news(self) -> Sequence[str]:
        lines, self.lines = self.lines, []
        return lines


class Returning(Navigator):
    """Ends the app with where it was to go, where that takes more than another screen."""

    def go(self, to_there: to.Destination) -> None:
        if isinstance(to_there, (to.History, to.CheckIn, to.Programmes, to.Weeks)):
            super().go(to_there)
        else:
            self._app.exit(to_there)


def app_of(backstage: FakeBackstage, first: First) -> RunwalkApp:
    """The app with one screen; other ways end it."""
    return RunwalkApp(backstage.options, Returning(backstage, first))


def whole_app(backstage: FakeBackstage, first: First = Navigator.home_screen) -> RunwalkApp:
    """The app with every way open."""
    return RunwalkApp(backstage.options, Navigator(backstage, first))


def session_app(
    feed: Feed, options: ScreenOptions = OPTIONS, *, tell: "Tell | None" = None
) -> RunwalkApp:
    visit = Visit(feed, tell)
    return app_of(FakeBackstage(options), lambda navigator: navigator.session_screen(visit))


def heart_app(feed: Feed, options: ScreenOptions = OPTIONS) -> RunwalkApp:
    visit = Visit(feed)
    return app_of(FakeBackstage(options), lambda navigator: navigator.heart_screen(visit))


def home_of(
    plans: Sequence[PlanEntry],
    sessions: Sequence[SessionEntry],
    options: ScreenOptions = OPTIONS,
    *,
    name: str = "",
    can_switch: bool = False,
    coach: CoachPort | None = None,
) -> RunwalkApp:
    backstage = FakeBackstage(options, name, can_switch, coach, sessions, plans)
    return app_of(backstage, Navigator.home_screen)


def devices_app(feed: DeviceFeed, options: ScreenOptions = OPTIONS) -> RunwalkApp:
    return app_of(FakeBackstage(options, found_devices=feed), Navigator.devices_screen)


def profile_app(
    before: Profile, options: ScreenOptions = OPTIONS, *, year: int, is_first: bool = False
) -> RunwalkApp:
    def first(navigator: Navigator) -> Screen[None]:
        def done(profile: Profile | None) -> None:
            navigator._app.exit(SKIPPED if profile is None else profile)

        return ProfileScreen(before, options, done, year=year, is_first=is_first)

    return app_of(FakeBackstage(options), first)


def builder_app(
    settings: Settings,
    options: ScreenOptions = OPTIONS,
    texts: Mapping[str, str] | None = None,
    taken: Collection[str] = (),
) -> RunwalkApp:
    def first(navigator: Navigator) -> Screen[None]:
        return BuilderScreen(settings, options, texts or {}, taken, navigator._app.exit)

    return app_of(FakeBackstage(options), first)


def replay_at(t: float, wall: Wall | None = None) -> Replay:
    """The recording of half an hour, playing, at ``t``."""
    replay = Replay(half_an_hour(), wall or Wall())
    replay.seek(t)
    return replay


def replay_app(t: float) -> RunwalkApp:
    return session_app(replay_at(t), OPTIONS)


def arm_app() -> RunwalkApp:
    return session_app(FakeFeed(run_walk()).go(4), OPTIONS)


def home_app() -> RunwalkApp:
    plans = [
        Entry("1-2", run_walk()),
        Entry("short", run_walk(3)),
        Entry("broken", None, "broken.toml: steps: there are none; write [[steps]]"),
    ]
    outcomes = ("finished", "stopped", "unfinished")
    rows = [
        Row(n, opened_at=f"2026-05-{n:02d}T07:30:00+02:00", outcome=outcomes[n % 3])
        for n in range(28, 0, -1)
    ]
    return home_of(plans, rows, OPTIONS)


def text_of(app: App[Any]) -> str:
    """Everything on the screen, row by row."""
    return "\n".join(strip.text.rstrip() for strip in app.screen._compositor.render_strips())


def panel_text(app: App[Any], kind: type[Panel[Any, Any]]) -> str:
    """What stands on one panel."""
    panel = app.screen.query_one(kind)
    return "\n".join(panel.render_line(y).text.rstrip() for y in range(panel.size.height))


async def until(pilot: Pilot[Any], condition: Callable[[], bool]) -> None:
    """Waits for a screen that draws by itself; fails if it does not within seconds."""
    for _ in range(100):
        if condition():
            return
        await pilot.pause(0.05)
    raise AssertionError("the screen did not change")


async def settle(pilot: Pilot[Any]) -> None:
    """Everything that was asked for has been drawn."""
    await pilot.pause()
    await pilot.pause()


def pressed(*keys: str) -> Callable[[Pilot[Any]], Awaitable[None]]:
    """Presses ``keys`` before a snapshot, and waits for all that they ask for."""

    async def press(pilot: Pilot[Any]) -> None:
        await pilot.press(*keys)
        await settle(pilot)

    return press
