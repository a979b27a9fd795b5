"""Sum up a recorded session in one pass over its events, alike for every format.

One distance: the metres that the belt moved while the workout's clock ran. What it rolled besides
(before the first step, in a pause, after Stop) is told apart.
"""

from collections.abc import Sequence
from dataclasses import field
from typing import NamedTuple

from runwalk_tui.training.history.session_energy import session_kcal
from runwalk_tui.training.physiology.energy import kcal_of, kcal_of_work
from runwalk_tui.workout.events import Device
from runwalk_tui.workout.frozen import dataclass
from runwalk_tui.workout.plan import Kind, Plan
from runwalk_tui.workout.session import Phase, Session, StepRecord
from runwalk_tui.workout.summary import KindTotal

LEAST_LAP_S = 0.001
"""A step shorter than this by the workout's clock is no lap."""

LEAST_RUN_KMH = 5.0
"""Least speed of a run, km/h, whatever the plan called it."""

LEAST_RUN_SHARE = 0.05
"""Of the time, for a session to be a run."""


class Second(NamedTuple):
    """The session at second ``t``; None where nothing trustworthy was measured.

    Attributes:
        t: Seconds since the session began.
        phase: Where the session stood.
        active_s: The workout's clock, which stands in a pause.
        step: Place among the session's steps, from 0; None after the last.
        kind: What the runner did; None after the last step.
        speed_kmh, incline_percent: Of the belt.
        distance_m: So far, by the workout's clock.
        rolled_m: So far, while that clock stood.
        heart_bpm: A rate that can be trusted.
        steps_per_min: Steps of both feet, by the running pod, else by the treadmill.
        step_m: From one foot's landing to the other's, by the running pod.
        measured_by: What speed and distance are by: the kind of machine, or "pod"; "plan" where
            nothing measured them.
        bpm_by: What the heart rate is by: "strap" or "console"; None where there is none.
        power_w, cadence_rpm: Of a machine without a belt: turns, steps or strokes a minute.
    """

    t: int
    phase: Phase
    active_s: float
    step: int | None
    kind: Kind | None
    speed_kmh: float | None
    incline_percent: float | None
    distance_m: float
    rolled_m: float
    heart_bpm: int | None
    steps_per_min: float | None
    step_m: float | None = None
    measured_by: str = "treadmill"
    bpm_by: str | None = None
    power_w: float | None = None
    cadence_rpm: float | None = None


@dataclass(slots=True)
class Lap:
    """One step as it was done.

    Attributes:
        step: The session's own record of it.
        index: Place among the session's steps.
        began_t, ended_t: Seconds since the session began.
        active_s: The workout's clock.
        distance_m: Metres by that clock.
        moving_s: How long a moving belt was measured.
        max_kmh: The greatest speed measured; None without any.
        ascent_m, descent_m: Distance times measured grade, both 0 or above.
        max_incline, min_incline: Percent; None where none was measured.
        min_bpm: The least rate that could be trusted.
        zone_s: Seconds below zone 1, and in zones 1 to 5.
        steps: Steps of both feet; None where nothing counts them.
        max_steps_per_min: The greatest cadence.
        pod_steps, pod_s: Steps that the running pod counted, and in how many seconds.
    """

    step: StepRecord
    index: int = 0
    began_t: float = 0.0
    ended_t: float = 0.0
    active_s: float = 0.0
    distance_m: float = 0.0
    moving_s: float = 0.0
    max_kmh: float | None = None
    ascent_m: float = 0.0
    descent_m: float = 0.0
    max_incline: float | None = None
    min_incline: float | None = None
    min_bpm: int | None = None
    zone_s: list[float] = field(default_factory=lambda: [0.0] * 6)
    steps: int | None = None
    max_steps_per_min: float | None = None
    pod_steps: float = 0.0
    pod_s: float = 0.0

    @property
    def mean_kmh(self) -> float:
        """Mean speed by the workout's clock; at most the greatest."""
        mean = self.distance_m / self.active_s * 3.6
        return mean if self.max_kmh is None else min(mean, self.max_kmh)

    @property
    def steps_per_min(self) -> float | None:
        """Mean cadence over the time in which steps were counted."""
        if self.steps is None or not self.stepping_s:
            return None
        return self.steps / self.stepping_s * 60

    @property
    def stepping_s(self) -> float:
        """So long steps were counted: by a pod alone, or for as long as the belt moved."""
        by_pod_alone = self.pod_s > 0 and self.steps == round(self.pod_steps)
        return self.pod_s if by_pod_alone else self.moving_s

    @property
    def total(self) -> KindTotal:
        """The sums that the energy equations need."""
        net_m = self.ascent_m - self.descent_m
        return KindTotal(self.step.kind, self.active_s, self.distance_m, net_m)


@dataclass(frozen=True, slots=True)
class Pulses:
    """Beat-to-beat intervals, in seconds, that arrived ``t`` seconds after the session began."""

    t: float
    rr_s: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Gadget:
    """A device that took part; its battery in percent when it was first and last told.

    A treadmill that was also the heart-rate sensor is there once more, ``by_console``.
    """

    device: Device
    name: str | None = None
    first_percent: int | None = None
    last_percent: int | None = None
    by_console: bool = False


@dataclass(frozen=True, slots=True)
class Account:
    """A whole session.

    Attributes:
        session: As it stands after its last event.
        program: What recorded it.
        origin: The device and format that it was imported from; empty if it was run here.
        laps: At least one.
        seconds: From the first step to the last event.
        pulses: While the workout's clock ran.
        clock: When that started and stopped, in pairs.
        gadgets: The treadmill, the strap.
        rolled_m: Metres that the belt moved while the clock stood.
    """

    session: Session
    program: str
    origin: str
    laps: Sequence[Lap]
    seconds: Sequence[Second]
    pulses: Sequence[Pulses]
    clock: Sequence[tuple[float, float]]
    gadgets: Sequence[Gadget]
    rolled_m: float

    @property
    def plan(self) -> Plan | None:
        """The plan; None for an imported session, whose plan tells what was done."""
        return None if self.origin else self.session.plan

    @property
    def began_t(self) -> float:
        """The begin of the first lap."""
        return self.laps[0].began_t

    @property
    def ended_t(self) -> float:
        """The end of the last lap."""
        return self.laps[-1].ended_t

    @property
    def active_s(self) -> float:
        """The workout's clock."""
        return sum(lap.active_s for lap in self.laps)

    @property
    def distance_m(self) -> float:
        """The sum of the laps'."""
        return sum(lap.distance_m for lap in self.laps)

    @property
    def max_kmh(self) -> float | None:
        """The greatest speed measured."""
        return max((lap.max_kmh for lap in self.laps if lap.max_kmh is not None), default=None)

    @property
    def mean_kmh(self) -> float:
        """Mean speed by the workout's clock."""
        mean = self.distance_m / self.active_s * 3.6
        return mean if self.max_kmh is None else min(mean, self.max_kmh)

    @property
    def mean_bpm(self) -> float | None:
        """Mean of the rates that could be trusted."""
        samples = sum(lap.step.samples for lap in self.laps)
        return sum(lap.step.beats for lap in self.laps) / samples if samples else None

    @property
    def peak_bpm(self) -> int | None:
        """The greatest of them."""
        peaks = [lap.step.peak_bpm for lap in self.laps if lap.step.peak_bpm is not None]
        return max(peaks, default=None)

    @property
    def min_bpm(self) -> int | None:
        """The least of them."""
        return min((lap.min_bpm for lap in self.laps if lap.min_bpm is not None), default=None)

    @property
    def zone_s(self) -> list[float]:
        """Seconds below zone 1, and in zones 1 to 5."""
        return [sum(seconds) for seconds in zip(*(lap.zone_s for lap in self.laps), strict=True)]

    @property
    def steps(self) -> int | None:
        """Steps of both feet; None where nothing counts them."""
        counted = [lap.steps for lap in self.laps if lap.steps is not None]
        return sum(counted) if counted else None

    @property
    def is_run(self) -> bool:
        """True if the runner ran, by the steps done and their measured speed, on a belt."""
        if not self.session.machine.has_belt:
            return False
        ran_s = sum(
            lap.active_s
            for lap in self.laps
            if lap.step.kind.is_running and lap.mean_kmh >= LEAST_RUN_KMH
        )
        return ran_s > LEAST_RUN_SHARE * self.active_s

    def kcal(self, laps: Sequence[Lap] | None = None) -> float:
        """Energy of some laps, or of all, resting share included.

        On a machine without a belt by the work done; without a power as `session_kcal` has it.
        """
        laps = self.laps if laps is None else laps
        if not self.session.machine.has_belt:
            return self._machine_kcal(laps)
        return kcal_of([lap.total for lap in laps], self.session.runner.mass_kg)

    def _machine_kcal(self, laps: Sequence[Lap]) -> float:
        indexes = {lap.index for lap in laps}
        joules = [
            row.power_w
            for row in self.seconds
            if row.power_w is not None and row.step in indexes and row.phase is Phase.RUNNING
        ]
        if self.powers_w:
            return kcal_of_work(sum(joules))
        share = sum(lap.active_s for lap in laps) / self.active_s
        return session_kcal(self.session) * share

    @property
    def powers_w(self) -> list[float]:
        """The power of each second of the workout, where it was measured."""
        return [
            row.power_w
            for row in self.seconds
            if row.power_w is not None and row.phase is Phase.RUNNING
        ]
