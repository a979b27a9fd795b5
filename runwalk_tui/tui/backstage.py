"""The port from the navigator to the program behind the screens."""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from runwalk_tui.session.feed import Feed
from runwalk_tui.tui.ports import (
    CalendarPort,
    CoachPort,
    DeviceFeed,
    HomeSource,
    NetworkPort,
    Remark,
    RestPort,
    SessionEntry,
    TracePort,
)
from runwalk_tui.tui.screen_options import ScreenOptions
from runwalk_tui.workout.frozen import dataclass
from runwalk_tui.workout.plan import Plan
from runwalk_tui.workout.session import Session
from runwalk_tui.workout.vocabulary import MachineKind

if TYPE_CHECKING:
    from runwalk_tui.coaching.mile_book import MileBook
    from runwalk_tui.coaching.past_sessions import PastSessions
    from runwalk_tui.config.profile import Profile
    from runwalk_tui.known_devices.known_treadmill import KnownTreadmill
    from runwalk_tui.training.history.ghost import Ghost
    from runwalk_tui.tui.file_desk import FileDesk
    from runwalk_tui.tui.plan_desk import PlanDesk
    from runwalk_tui.tui.screens.debrief import Tell
    from runwalk_tui.tui.settings_desk import Desk


@dataclass(frozen=True, slots=True)
class Visit:
    """A session on the screen.

    Attributes:
        feed: Where it comes from.
        tell: Keeps what the runner says after it; None asks nothing.
        ghost: An earlier session to run against.
        session: Its number in the history, by which it is played again.
    """

    feed: Feed
    tell: "Tell | None" = None
    ghost: "Ghost | None" = None
    session: str = "last"


class Backstage(Protocol):
    """Opens and closes what lives beside the screens, reads and writes the runner's files.

    One thing lives at a time: opening one closes the one before, and waits for that. What is asked
    for may raise what ends a command with one line (`runwalk_tui.errors`).
    """

    @property
    def options(self) -> ScreenOptions:
        """The runner's settings for screens."""

    @property
    def home(self) -> HomeSource:
        """The source of the home screen."""

    @property
    def coach(self) -> CoachPort:
        """The coach that gives the advice."""

    @property
    def sessions(self) -> Sequence[SessionEntry]:
        """The history as the home screen read it last, newest first."""

    @property
    def past(self) -> "PastSessions":
        """The recorded sessions, to look at and to change."""

    @property
    def network(self) -> NetworkPort:
        """Shows workouts to other programs on the network."""

    @property
    def miles(self) -> "MileBook":
        """The Magic Miles of who runs now."""

    def calendar(self, programme: str) -> CalendarPort:
        """Writes a programme as a calendar."""

    def read_sessions(self) -> Sequence[SessionEntry]:
        """The history anew; may take a while."""

    @property
    def today(self) -> date:
        """Which day it is."""

    @property
    def drives_belt(self) -> bool:
        """True while a session lives, on a screen or behind them."""

    async def run(self, plan_name: str, bell: Callable[[], None], ghost: str = "") -> Visit:
        """Opens a workout, against the ghost of an earlier session where one is named."""

    async def resume(self, bell: Callable[[], None]) -> Visit:
        """Opens the workout that was cut short."""

    async def cut_short(self, session: str) -> Session:
        """Fetches the last state of a session whose program was killed."""

    def debrief(self, session: int, answers: Mapping[str, int], note: str) -> str:
        """Keeps what was said after a session, by its number, and says what it means next."""

    async def heart(self, bell: Callable[[], None]) -> Visit:
        """Opens the heart rate alone."""

    async def rest(self) -> RestPort:
        """Opens a reading of the heart at rest."""

    async def trace(self, file: Path, seconds: float) -> TracePort:
        """Records what devices send to a new file, so long from the first connection."""

    async def replay(self, session: str) -> Visit:
        """Fetches a recording."""

    async def devices(self, said: str) -> DeviceFeed:
        """Begins to listen for devices; ``said`` is what there is to say to begin with."""

    async def check(self, address: str, bell: Callable[[], None]) -> Visit:
        """Opens the check of a treadmill."""

    def found(self) -> str:
        """The result of the check, in a line."""

    def release(self) -> None:
        """Closes what is open in its own time, the belt first."""

    async def closed(self) -> None:
        """Returns when nothing lives any more."""

    @property
    def plan_desk(self) -> "PlanDesk":
        """Copies, edits, deletes and stars plans."""

    @property
    def files(self) -> "FileDesk":
        """Imports and exports."""

    @property
    def desk(self) -> "Desk":
        """Keeps what is changed on the settings screen."""

    async def stop_belt(self, say: Callable[[str], None]) -> bool:
        """Stops the belt of every session and treadmill that is known; True if each stands."""

    def practise(self, *, on: bool = True) -> None:
        """From now on the devices are virtual, or real again."""

    def seek(self, kind: MachineKind | None, address: str | None = None) -> None:
        """From now on that machine is sought; with None none, and the runner sets the speeds."""

    async def examine(self) -> Sequence[Remark]:
        """Checks Bluetooth and this machine."""

    def profile(self) -> "Profile":
        """The runner's profile."""

    def keep_profile(self, profile: "Profile | None") -> None:
        """Keeps it; None is a runner who was asked and said nothing."""

    def switch_runner(self) -> None:
        """Somebody else runs."""

    def taken_names(self) -> Collection[str]:
        """Names that plans have already, in small letters."""

    def machines(self) -> "Sequence[KnownTreadmill]":
        """The runner's treadmills, as far as they are known."""

    async def upload(self, opened_at: str) -> str:
        """Uploads a session wherever the runner has a key, a line each; says how to get one."""

    def save_plan(self, plan: Plan) -> str:
        """Saves a plan; returns its name."""

    async def export(self, session: str) -> str:
        """Writes a session, by its number or when it was opened, to a file; returns where."""

    def news(self) -> Sequence[str]:
        """Lines that the runner has to know, did not ask for and was not told yet."""
