"""The ports from screens to what lies behind them: the coach, the devices, files."""

from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol

from runwalk_tui.workout.plan import Plan

if TYPE_CHECKING:
    from runwalk_tui.coaching.going_on import CutShort
    from runwalk_tui.coaching.questions import Question
    from runwalk_tui.coaching.service import ProgrammeEntry
    from runwalk_tui.coaching.weeks import Progress
    from runwalk_tui.exchange.exporter import Format
    from runwalk_tui.exchange.exporting import FolderFormat
    from runwalk_tui.exchange.uploading import ServiceName
    from runwalk_tui.known_devices.browser import View
    from runwalk_tui.known_devices.listing import Entry
    from runwalk_tui.session.feed import Feed

NEWEST = 100
"""So many sessions are read for the home screen; the history reads the others when it opens."""

TODAY = "today"
"""Under this name the workout that is advised is run."""


class Advised(Protocol):
    """The advice for today.

    Attributes:
        plan: The workout; None is a day of rest.
        reason: Why this one, in a sentence.
        changes: What was changed about it, a sentence each.
        warnings: What the runner should hear, though it changes nothing.
        can_overrule: There is something to refuse.
        upcoming: The workout that waits while the runner rests.
    """

    @property
    def plan(self) -> Plan | None: ...

    @property
    def reason(self) -> str: ...

    @property
    def changes(self) -> tuple[str, ...]: ...

    @property
    def warnings(self) -> tuple[str, ...]: ...

    @property
    def can_overrule(self) -> bool: ...

    @property
    def upcoming(self) -> Plan | None: ...


class CoachPort(Protocol):
    """Whoever asks, advises, and keeps what is told."""

    def questions(self) -> "tuple[Question, ...]":
        """The questions before a workout; none if all was told today."""

    def tell(self, answers: Mapping[str, int]) -> None:
        """Keeps the answers."""

    def advise(self) -> Advised:
        """The advice that follows from all that was told."""

    def overrule(self) -> None:
        """The runner refuses what was advised, for today; what lies behind it may be seen then."""

    def put_off(self) -> None:
        """The workout of today is one of tomorrow."""

    def programmes(self) -> "Sequence[ProgrammeEntry]":
        """Every programme, in the order in which they are shown."""

    def follow(self, name: str, week: int | None = None) -> None:
        """Follows one from a week on, by default its first; the empty name follows none."""

    def progress(self) -> "Progress":
        """The weeks so far."""

    def line_for_partner(self) -> str:
        """One line on this week, to send to a partner."""


class CalendarPort(Protocol):
    """Writes a programme as a calendar; each method may raise what ends a command with one line."""

    @property
    def name(self) -> str:
        """What commands call the programme."""

    def write(self, texts: Mapping[str, str], file: str, *, force: bool) -> str:
        """Writes it, with ``days``, ``at`` and ``first`` as texts; returns what there is to say.

        Raises:
            WishError: For a text that makes no sense.
        """


class FolderWritten(NamedTuple):
    """The result of writing every session: in words, and a line for each that has no file."""

    words: str
    left_out: Sequence[str] = ()


class FilePort(Protocol):
    """Writes sessions; each method may raise what ends a command with one line."""

    @property
    def has_others(self) -> bool:
        """True if there are other runners, whose sessions may be written, too."""

    def export(self, session: str, form: "Format", file: Path | None, *, force: bool) -> str:
        """Writes one, to a file or into a folder; returns what there is to say."""

    def export_all(
        self,
        folder: Path,
        formats: "Sequence[FolderFormat]",
        told: Callable[[int, int], None],
        *,
        everybody: bool,
    ) -> FolderWritten:
        """Writes every session; ``told`` hears how many are done of how many, and may end it."""


class KeyPort(Protocol):
    """Keys for uploads; each method may raise what ends a command with one line."""

    def kept(self) -> "Collection[ServiceName]":
        """The services whose key is kept."""

    def keep(self, to: "ServiceName", key: str) -> str:
        """Keeps a key in place of one before; returns where it is, in words.

        Raises:
            ValueError: If it is none; says so without showing it.
        """

    def forget(self, to: "ServiceName") -> str:
        """Removes a key; returns what there is to say."""


class TraceView(NamedTuple):
    """A trace as it is recorded: for how long, how many packets, and what became of connections.

    Attributes:
        words: What was recorded, and where; "" while it is under way.
    """

    elapsed_s: float
    packets: int
    lines: Sequence[str] = ()
    words: str = ""


class TracePort(Protocol):
    """A trace that is being recorded."""

    def view(self) -> TraceView:
        """How it stands."""

    def end(self) -> None:
        """Ends it."""


class RestView(NamedTuple):
    """A reading at rest as it stands: to lie still, for how long yet, and what came of it.

    Attributes:
        is_lying: The strap is being read; before that it is sought.
        left_s: Seconds to lie still.
        words: What it means, or why there is nothing; "" until it is over.
        is_kept: It was sound, and is kept.
    """

    is_lying: bool
    left_s: float
    words: str = ""
    is_kept: bool = False


class RestPort(Protocol):
    """A reading at rest."""

    @property
    def feed(self) -> "Feed":
        """The session of the strap."""

    def view(self) -> RestView:
        """How it stands."""


class NetworkPort(Protocol):
    """Shows workouts to other programs on the network, from a process beside this one."""

    @property
    def is_wanted(self) -> bool:
        """True from when it is switched on until it is switched off, or has ended."""

    @property
    def is_on(self) -> bool:
        """True while other programs can find it."""

    @property
    def trouble(self) -> str:
        """Why it ended by itself, in a line; else ""."""

    def switch_on(self) -> None:
        """Begins; returns at once."""

    def switch_off(self) -> None:
        """Ends it; returns at once."""

    def wait_begun(self) -> str:
        """Waits until it is on; returns why it is not, or ""."""


class DeviceFeed(Protocol):
    """The source of devices and the taker of requests; each is answered in the next view."""

    def view(self) -> "View": ...

    def remember(self, entry: "Entry") -> None: ...

    def rename(self, entry: "Entry", own_name: str) -> None: ...

    def forget(self, entry: "Entry") -> None: ...

    def choose(self, entry: "Entry") -> None: ...

    def read_battery(self, entry: "Entry") -> None: ...

    def pair(self, entry: "Entry") -> None: ...

    def can_check(self, entry: "Entry") -> bool: ...


class PlanEntry(Protocol):
    """A plan in the list: whole, or with the one line that says why it is not."""

    @property
    def name(self) -> str: ...

    @property
    def plan(self) -> Plan | None: ...

    @property
    def error(self) -> str | None: ...

    @property
    def is_starred(self) -> bool: ...


class SessionEntry(Protocol):
    """A recorded session; ``outcome`` is a word, ``opened_at`` ISO 8601, ``mean_bpm`` trusted."""

    @property
    def id(self) -> int: ...

    @property
    def opened_at(self) -> str: ...

    @property
    def title(self) -> str: ...

    @property
    def active_s(self) -> float: ...

    @property
    def distance_m(self) -> float: ...

    @property
    def mean_bpm(self) -> float | None: ...

    @property
    def outcome(self) -> str: ...


class FirstStep(NamedTuple):
    """Something to do before the first workout: its key, it in a few words, and whether it is done.

    The key is as it is printed.
    """

    key: str
    words: str
    is_done: bool


class HomeFacts(NamedTuple):
    """The facts of the home screen that take time to read.

    Attributes:
        sessions: The newest of the history, the newest first.
        advised: For today; None where nobody advises.
        first_steps: What a newcomer has to do, in order; nothing once all of it is done.
        cut_short: The last session, if it was cut short not long ago.
    """

    sessions: Sequence[SessionEntry] = ()
    advised: Advised | None = None
    first_steps: Sequence[FirstStep] = ()
    cut_short: "CutShort | None" = None


class HomeSource(Protocol):
    """The source of the home screen."""

    @property
    def name(self) -> str:
        """The runner's name; may be empty."""

    @property
    def is_practice(self) -> bool:
        """True if the devices are virtual, and what is shown is practice."""

    @property
    def can_switch(self) -> bool:
        """True if there are other runners."""

    @property
    def is_coached(self) -> bool:
        """True if there is advice."""

    def plans(self) -> Sequence[PlanEntry]:
        """In the order in which they are listed; read at once."""

    def read(self) -> HomeFacts:
        """The rest; may take seconds, so it is called in a thread."""


class Remark(Protocol):
    """The state of one thing that was examined; ``level`` is ok, warning or failure."""

    @property
    def name(self) -> str: ...

    @property
    def level(self) -> str: ...

    @property
    def what(self) -> str: ...

    @property
    def remedy(self) -> str: ...
