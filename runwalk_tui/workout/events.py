"""Everything that happens in a session: small frozen facts, each at a time since it began.

Three families, by who brings them:
- what the world says: `SessionOpened`, `SessionResumed`, `LinkChanged`, `MachineKnown`,
  `QuirkLearned`, `CapabilitiesRead`, `BeltReading`, `HeartReading`, `PodKnown`, `PodReading`,
  `BatteryRead`, `ConsoleReported`, `CommandProgressed`; and what the runner does: `RunnerActed`;
- what the workout concludes: `CheckBegan`, `MachineChecked`, `DistanceCompared`, `FeetCounted`,
  `StepBegan`,
  `ChangeScheduled`, `IncreaseAnnounced`, `CoachActed`, `CueDue`, `ClockStarted`, `ClockPaused`,
  `SpeedOverridden`, `SpeedExceeded`, `TelemetryAged`, `Stalled`, `WentOn`, `SessionEnded`;
- what it requests of the machine: `StartAsked`, `SpeedAsked`, `PowerAsked`, `ResistanceAsked`,
  `UnitsAsked`, `InclineAsked`, `PauseAsked`, `StopAsked`. Hardware listens to these and to nothing
  else.

``t`` is seconds since the session began and never decreases along a log.
"""

from runwalk_tui.workout.event import Event as Event
from runwalk_tui.workout.frozen import dataclass
from runwalk_tui.workout.heart_control_state import HeartAction
from runwalk_tui.workout.opening_events import SessionOpened as SessionOpened
from runwalk_tui.workout.opening_events import SessionResumed as SessionResumed
from runwalk_tui.workout.plan import Kind
from runwalk_tui.workout.pod_events import FeetCounted as FeetCounted
from runwalk_tui.workout.pod_events import PodKnown as PodKnown
from runwalk_tui.workout.pod_events import PodReading as PodReading
from runwalk_tui.workout.runner import RunnerProfile as RunnerProfile
from runwalk_tui.workout.vocabulary import Act as Act
from runwalk_tui.workout.vocabulary import Command as Command
from runwalk_tui.workout.vocabulary import Cue as Cue
from runwalk_tui.workout.vocabulary import Device as Device
from runwalk_tui.workout.vocabulary import Hindrance as Hindrance
from runwalk_tui.workout.vocabulary import LinkState as LinkState
from runwalk_tui.workout.vocabulary import MachineKind as MachineKind
from runwalk_tui.workout.vocabulary import Outcome as Outcome
from runwalk_tui.workout.vocabulary import PauseReason as PauseReason
from runwalk_tui.workout.vocabulary import Report as Report
from runwalk_tui.workout.vocabulary import Stage as Stage
from runwalk_tui.workout.wishes import InclineAsked as InclineAsked
from runwalk_tui.workout.wishes import PauseAsked as PauseAsked
from runwalk_tui.workout.wishes import PowerAsked as PowerAsked
from runwalk_tui.workout.wishes import ResistanceAsked as ResistanceAsked
from runwalk_tui.workout.wishes import SpeedAsked as SpeedAsked
from runwalk_tui.workout.wishes import StartAsked as StartAsked
from runwalk_tui.workout.wishes import StopAsked as StopAsked
from runwalk_tui.workout.wishes import UnitsAsked as UnitsAsked


@dataclass(frozen=True, slots=True)
class LinkChanged(Event):
    """A connection came, went, or is being sought; ``detail`` is for people.

    ``others``: so many more of its kind were in range when it was taken as the strongest.
    """

    device: Device
    state: LinkState
    name: str | None = None
    address: str | None = None
    detail: str = ""
    hindrance: Hindrance | None = None
    others: int = 0


@dataclass(frozen=True, slots=True)
class MachineKnown(Event):
    """The facts that earlier sessions learned about the connected treadmill; by default none.

    ``checked``: it was asked for walking speed and obeyed, in km/h or in units that are converted.
    ``verified``: its distance has shown that its speeds are in those units. The quirks are those of
    `QuirkLearned`; ``ask_control_again`` is that it wants a request for control and a Start before
    each target. The rest is its `Lag`, None and 0 while unknown, and its speeds, if it tells none.
    """

    checked: bool = False
    delay_s: float | None = None
    up_kmh_s: float | None = None
    down_kmh_s: float | None = None
    samples: int = 0
    verified: bool = False
    minimum_kmh: float | None = None
    maximum_kmh: float | None = None
    increment_kmh: float | None = None
    start_is_toggle: bool | None = None
    ask_control_again: bool = False
    control_lapses: bool = False
    whole_inclines: bool = False
    step_kmh: float | None = None


@dataclass(frozen=True, slots=True)
class QuirkLearned(Event):
    """The treadmill has shown a quirk; None stands for those it has not shown.

    ``start_is_toggle``: a Start that met its moving belt paused it, or did not. ``control_lapses``:
    it takes control back without a word. ``idle_limit_s``: it ends a link on which nothing was
    asked for so long. ``stop_is_toggle``: it started again after a Stop. The incline that it tells
    is ``incline_factor`` times the true one and ``incline_offset_percent`` more; it takes
    ``whole_inclines`` only, in percent. It rounds its targets to ``step_kmh``.
    """

    start_is_toggle: bool | None = None
    control_lapses: bool | None = None
    idle_limit_s: float | None = None
    stop_is_toggle: bool | None = None
    incline_factor: float | None = None
    incline_offset_percent: float | None = None
    whole_inclines: bool | None = None
    step_kmh: float | None = None


@dataclass(frozen=True, slots=True)
class CapabilitiesRead(Event):
    """The capabilities of the connected treadmill; from here on the belt may be commanded.

    ``controllable`` is False for a machine that only reports: then the runner drives it. One that
    ``tells`` says what is done at its console. Powers and resistances are those of a machine with a
    brake; ``takes_power`` is True in recordings of bikes that were made before it was told.
    """

    controllable: bool
    minimum_kmh: float | None = None
    maximum_kmh: float | None = None
    increment_kmh: float | None = None
    inclinable: bool = False
    tells: bool = False
    minimum_incline_percent: float | None = None
    maximum_incline_percent: float | None = None
    incline_step_percent: float | None = None
    takes_power: bool = True
    minimum_power_w: float | None = None
    maximum_power_w: float | None = None
    minimum_resistance: float | None = None
    maximum_resistance: float | None = None
    resistance_step: float | None = None


@dataclass(frozen=True, slots=True)
class BeltReading(Event):
    """A measurement by the treadmill; None where a value is absent.

    ``contested``: its other witnesses deny it. ``power_w``, ``cadence_rpm`` (steps,
    strokes) and ``resistance`` are those of machines without a belt.
    """

    speed_kmh: float | None
    distance_m: float | None = None
    incline_percent: float | None = None
    elapsed_s: float | None = None
    energy_kcal: float | None = None
    heart_bpm: int | None = None
    steps: int | None = None
    contested: bool = False
    power_w: float | None = None
    cadence_rpm: float | None = None
    resistance: float | None = None


@dataclass(frozen=True, slots=True)
class HeartReading(Event):
    """A measurement by the strap; ``contact`` is None where it is not reported."""

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
    """The treadmill's report of an act at its console; ``value`` in the report's unit."""

    report: Report
    value: float | None = None


@dataclass(frozen=True, slots=True)
class RunnerActed(Event):
    """A key, or a command from outside; one that had to wait so long was ``kept_s`` until done.

    ``value`` is seconds for EXTEND, km/h for NUDGE, seconds of notice for START, 0 to 10 for PAIN.
    """

    act: Act
    value: float | None = None
    kept_s: float | None = None


@dataclass(frozen=True, slots=True)
class CommandProgressed(Event):
    """A command reached a stage; ``value`` in km/h or percent as it went out."""

    command: Command
    stage: Stage
    value: float | None = None
    detail: str = ""


@dataclass(frozen=True, slots=True)
class CheckBegan(Event):
    """The belt of a treadmill that nobody checked moves: before all else it is to walk."""


@dataclass(frozen=True, slots=True)
class MachineChecked(Event):
    """The result of the walking check: the belt ran at ``measured_kmh`` for ``asked_kmh``.

    ``target_factor`` and ``data_factor`` are how many km/h a unit of its targets and of its
    readings is. Where one is not 1, nothing goes faster until the runner has agreed.
    """

    obeys: bool
    target_factor: float = 1.0
    data_factor: float = 1.0
    asked_kmh: float | None = None
    measured_kmh: float | None = None


@dataclass(frozen=True, slots=True)
class DistanceCompared(Event):
    """One unit of the speeds that the treadmill reports is ``data_factor`` km/h by its distance."""

    data_factor: float


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
class CoachActed(Event):
    """A change that the runner allowed, made because of a heart rate of ``bpm``.

    ``value`` is seconds for LONGER_WALK, km/h more (or less) for steps of ``kind`` for SLOWER_RUNS,
    HOLD, SHADOW and BACK, percent of incline for INCLINE and watts for POWER (and SHADOW where that
    is led).
    """

    advice: HeartAction
    kind: Kind
    value: float
    bpm: float


@dataclass(frozen=True, slots=True)
class HoldRangeTold(Event):
    """The speeds (or inclines, or powers) that a held heart rate may ask for.

    Within them small rises come without notice.
    """

    lowest_kmh: float
    highest_kmh: float
    lowest_bpm: int
    highest_bpm: int
    lowest_percent: float | None = None
    highest_percent: float | None = None
    lowest_w: float | None = None
    highest_w: float | None = None


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
class SpeedExceeded(Event):
    """The belt has run at ``speed_kmh``, above the ``limit_kmh`` that it may run at, for 3 s."""

    speed_kmh: float
    limit_kmh: float


@dataclass(frozen=True, slots=True)
class TelemetryAged(Event):
    """The belt has said nothing for ``age_s``: 3 warns, 5 blocks increases, 10 is a lost link."""

    age_s: int


@dataclass(frozen=True, slots=True)
class Stalled(Event):
    """The program stood still until ``until``; events due in between are noticed then."""

    until: float


@dataclass(frozen=True, slots=True)
class WentOn(Event):
    """The program goes on after it stood still for ``after_s``."""

    after_s: float


@dataclass(frozen=True, slots=True)
class SessionEnded(Event):
    """The last event. ``belt_stopped`` only if a standing belt was measured."""

    outcome: Outcome
    belt_stopped: bool
