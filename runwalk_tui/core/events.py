"""Everything that happens in a session: small frozen facts, each at a time since it began.

Four families, by who brings them:

- what the world says: `SessionOpened`, `LinkChanged`, `CapabilitiesRead`, `BeltReading`,
  `HeartReading`, `BatteryRead`, `ConsoleReported`, `CommandProgressed`;
- what the runner does: `RunnerActed`;
- what the workout concludes: `StepBegan`, `ChangeScheduled`, `IncreaseAnnounced`, `CueDue`,
  `ClockStarted`, `ClockPaused`, `SpeedOverridden`, `TelemetryAged`, `SessionEnded`;
- what it wishes of the belt: `StartAsked`, `SpeedAsked`, `InclineAsked`, `PauseAsked`, `StopAsked`.
  Hardware listens to these and to nothing else.

``t`` is seconds since the session began and never decreases along a log.
"""

from dataclasses import dataclass, field
from enum import StrEnum

from runwalk_tui.core.plan import Kind, Plan


class Device(StrEnum):
    """The two machines a session may have."""

    TREADMILL = "treadmill"
    STRAP = "strap"


class LinkState(StrEnum):
    """How a connection stands."""

    ABSENT = "absent"
    SEARCHING = "searching"
    CONNECTING = "connecting"
    UP = "up"
    LOST = "lost"


class Act(StrEnum):
    """What a runner can do to a workout."""

    START = "start"
    PAUSE = "pause"
    RESUME = "resume"
    SKIP = "skip"
    BACK = "back"
    EXTEND = "extend"
    NUDGE = "nudge"
    STOP = "stop"
    ABANDON = "abandon"


class Report(StrEnum):
    """What a treadmill says of its own console and state."""

    STARTED = "started"
    STOPPED = "stopped"
    PAUSED = "paused"
    SAFETY_KEY = "safety key"
    SPEED_CHANGED = "speed changed"
    INCLINE_CHANGED = "incline changed"
    CONTROL_LOST = "control lost"
    RESET = "reset"


class Command(StrEnum):
    """What can be asked of a treadmill."""

    START = "start"
    SPEED = "speed"
    INCLINE = "incline"
    PAUSE = "pause"
    STOP = "stop"


class Stage(StrEnum):
    """How far a command has come; the last three are ends."""

    SENT = "sent"
    ACKNOWLEDGED = "acknowledged"
    CONFIRMED = "confirmed"
    REJECTED = "rejected"
    UNKNOWN = "unknown"

    @property
    def is_end(self) -> bool:
        """Whether nothing more will be said of the command."""
        return self in (Stage.CONFIRMED, Stage.REJECTED, Stage.UNKNOWN)


class PauseReason(StrEnum):
    """Why the workout's clock stands."""

    RUNNER = "runner"
    CONSOLE = "console"
    LINK = "link"
    NO_MOTION = "no motion"


class Outcome(StrEnum):
    """How a session ended."""

    FINISHED = "finished"
    STOPPED = "stopped"
    ABORTED = "aborted"
    FAILED = "failed"


class Cue(StrEnum):
    """What the runner hears and sees at a moment."""

    READY = "ready"
    COUNTDOWN = "countdown"
    RUN = "run"
    WALK = "walk"
    SPEED_UP = "speed up"
    PAUSED = "paused"
    RESUMED = "resumed"
    FINISHED = "finished"
    STOPPED = "stopped"
    NOTICE = "notice"
    WARNING = "warning"
    ALARM = "alarm"


@dataclass(frozen=True, slots=True)
class RunnerProfile:
    """What the workout needs to know of the runner.

    Attributes:
        name: As the runner wrote it; may be empty.
        cap_kmh: No target above this, ever; at most 20 km/h.
        mass_kg: For the energy equations.
        max_bpm: Maximal heart rate, for the zones.
        zone_floors_percent: Where zones 1 to 5 begin, in percent of ``max_bpm``.
    """

    name: str = ""
    cap_kmh: float = 12.0
    mass_kg: float = 70.0
    max_bpm: int = 185
    zone_floors_percent: tuple[int, ...] = (50, 60, 70, 80, 90)


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened ``t`` seconds after the session began."""

    t: float


@dataclass(frozen=True, slots=True)
class SessionOpened(Event):
    """The first event: everything the rest is read against.

    ``plan`` is None on the heart-rate screen, which drives no belt. ``opened_at`` is the wall
    clock in ISO 8601 with its offset.
    """

    plan: Plan | None
    runner: RunnerProfile
    opened_at: str
    program: str
    virtual: bool = False


@dataclass(frozen=True, slots=True)
class LinkChanged(Event):
    """A connection came, went, or is being sought; ``detail`` is for people."""

    device: Device
    state: LinkState
    name: str | None = None
    address: str | None = None
    detail: str = ""


@dataclass(frozen=True, slots=True)
class CapabilitiesRead(Event):
    """What the connected treadmill can do; the belt may be commanded from here on.

    ``controllable`` is False for a machine that only reports: then the runner drives it.
    """

    controllable: bool
    minimum_kmh: float | None = None
    maximum_kmh: float | None = None
    increment_kmh: float | None = None
    inclinable: bool = False


@dataclass(frozen=True, slots=True)
class BeltReading(Event):
    """What the treadmill measured; None where it did not say."""

    speed_kmh: float | None
    distance_m: float | None = None
    incline_percent: float | None = None
    elapsed_s: float | None = None
    energy_kcal: float | None = None
    heart_bpm: int | None = None
    steps: int | None = None


@dataclass(frozen=True, slots=True)
class HeartReading(Event):
    """What the strap measured; ``contact`` None when it cannot tell."""

    bpm: int | None
    contact: bool | None = None
    rr_s: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class BatteryRead(Event):
    """A device's battery, 0 to 100 %."""

    device: Device
    percent: int


@dataclass(frozen=True, slots=True)
class ConsoleReported(Event):
    """The treadmill's own word on what was done to it; ``value`` in the report's unit."""

    report: Report
    value: float | None = None


@dataclass(frozen=True, slots=True)
class RunnerActed(Event):
    """A key, or a command from outside.

    ``value`` is seconds for EXTEND, km/h for NUDGE, seconds of notice for START.
    """

    act: Act
    value: float | None = None


@dataclass(frozen=True, slots=True)
class CommandProgressed(Event):
    """A command reached a stage; ``value`` in km/h or percent as it went out."""

    command: Command
    stage: Stage
    value: float | None = None
    detail: str = ""


@dataclass(frozen=True, slots=True)
class StepBegan(Event):
    """Step ``index`` of the plan (from 0) began, and the one before it ended."""

    index: int
    kind: Kind
    speed_kmh: float


@dataclass(frozen=True, slots=True)
class ChangeScheduled(Event):
    """The running step will end at ``at`` and step ``index`` follow, whatever the plan's time."""

    index: int
    at: float


@dataclass(frozen=True, slots=True)
class IncreaseAnnounced(Event):
    """The belt will be asked for ``speed_kmh`` not before ``at`` and not after ``until``.

    It holds for step ``index`` alone: what was said of one step lets no other go faster.
    """

    speed_kmh: float
    at: float
    until: float
    index: int | None = None


@dataclass(frozen=True, slots=True)
class CueDue(Event):
    """Something for the runner to hear and see now; late, it is worth nothing."""

    cue: Cue
    say: str


@dataclass(frozen=True, slots=True)
class ClockStarted(Event):
    """The workout's clock runs, because the belt does."""


@dataclass(frozen=True, slots=True)
class ClockPaused(Event):
    """The workout's clock stands, as of ``since``."""

    reason: PauseReason
    since: float


@dataclass(frozen=True, slots=True)
class SpeedOverridden(Event):
    """The runner chose ``speed_kmh`` at the console; it holds until the step ends."""

    speed_kmh: float


@dataclass(frozen=True, slots=True)
class TelemetryAged(Event):
    """The belt has said nothing for ``age_s``: 3 warns, 5 blocks increases, 10 is a lost link."""

    age_s: int


@dataclass(frozen=True, slots=True)
class SessionEnded(Event):
    """The last event. ``belt_stopped`` only if a standing belt was measured."""

    outcome: Outcome
    belt_stopped: bool


@dataclass(frozen=True, slots=True)
class StartAsked(Event):
    """Wish: start the belt. Only ever the consequence of the runner's own act."""


@dataclass(frozen=True, slots=True)
class SpeedAsked(Event):
    """Wish: this belt speed, already within every limit and on the machine's increment."""

    speed_kmh: float


@dataclass(frozen=True, slots=True)
class InclineAsked(Event):
    """Wish: this incline."""

    incline_percent: float


@dataclass(frozen=True, slots=True)
class PauseAsked(Event):
    """Wish: stand still, to go on later."""


@dataclass(frozen=True, slots=True)
class StopAsked(Event):
    """Wish: stand still. Overtakes everything."""

    outcome: Outcome = field(default=Outcome.STOPPED)


EVENT_TYPES: dict[str, type[Event]] = {
    cls.__name__: cls
    for cls in (
        SessionOpened,
        LinkChanged,
        CapabilitiesRead,
        BeltReading,
        HeartReading,
        BatteryRead,
        ConsoleReported,
        RunnerActed,
        CommandProgressed,
        StepBegan,
        ChangeScheduled,
        IncreaseAnnounced,
        CueDue,
        ClockStarted,
        ClockPaused,
        SpeedOverridden,
        TelemetryAged,
        SessionEnded,
        StartAsked,
        SpeedAsked,
        InclineAsked,
        PauseAsked,
        StopAsked,
    )
}
"""Every event by the name it has in a journal."""
