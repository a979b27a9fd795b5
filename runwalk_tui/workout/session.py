"""The state of one workout, the basis of screens and decisions. Immutable values only."""

from collections.abc import Mapping
from dataclasses import field
from enum import StrEnum
from typing import Final

from runwalk_tui.workout.belt import HOLD_S, Belt
from runwalk_tui.workout.brake import Brake
from runwalk_tui.workout.events import (
    IncreaseAnnounced,
    MachineKind,
    Outcome,
    PauseReason,
    RunnerProfile,
    Stalled,
)
from runwalk_tui.workout.frozen import dataclass
from runwalk_tui.workout.ftp_trail import FtpTrail
from runwalk_tui.workout.heart import Heart
from runwalk_tui.workout.heart_control_state import HeartControlState
from runwalk_tui.workout.plan import Kind, Plan, Step
from runwalk_tui.workout.pod import Pod
from runwalk_tui.workout.step_record import StepRecord as StepRecord
from runwalk_tui.workout.vocabulary import TOO_SORE
from runwalk_tui.workout.walking_check import Check

NOT_COUNTED = 11
"""Above every number of a countdown."""

SET_SPEED_S = 10
"""So long before a change the runner who sets the speed is told which one."""

NO_MOTION_S = 20.0
"""A belt that does not move so long after Start did not start."""


class Phase(StrEnum):
    """The phases of a session."""

    OPENING = "opening"
    ARMING = "arming"
    STARTING = "starting"
    CHECKING = "checking"
    RUNNING = "running"
    PAUSED = "paused"
    STOPPING = "stopping"
    ENDED = "ended"


CHECKING: Final = Phase.CHECKING
RUNNING: Final = Phase.RUNNING
ENDED: Final = Phase.ENDED
"""For what every event asks: a member looked up by its enumeration takes ten times as long."""


@dataclass(frozen=True, slots=True)
class Change:
    """The step to follow, at a moment fixed by something other than the plan's own time."""

    index: int
    at: float


@dataclass(frozen=True, slots=True)
class Unpained:
    """The plan, the pain, ``pained_in`` and the running step as they were before a pain."""

    plan: Plan | None
    pain: int | None
    pained_in: int | None
    index: int


@dataclass(frozen=True)
class Session:
    """The state of a workout at ``t``, in seconds since it was opened.

    Attributes:
        t: Seconds since the session began; the moment this state holds for.
        active_s: The workout's clock.
        distance_m: Measured distance, moving or not by plan.
        pod_m: As much of it as a running pod measured.
        step: The running step so far; None before the first.
        done: The steps that ended.
        extra_s: Seconds the runner added to the running step (to a distance: at its speed).
        change: A change fixed by the runner or by the heart rate.
        announced: The increase that was announced and has not been asked yet.
        not_before_s: Workout clock of the step before which no heart rate ends it, because the
            runner asked for longer.
        override_kmh: What the console chose for this step.
        held_kmh: What the console had chosen when this step was paused, or a key made of what it
            chose: the step's speed from then on.
        held_at: When a key did that; None after a pause.
        nudges_kmh: What the runner added to a kind of step's speed.
        machine: What is driven, or read.
        by_hand: No machine is driven: the runner sets the speeds, and none is measured.
        counted: The last number of the countdown that was given for the coming change.
        start_at: When the belt will be asked to start; None when nobody asked.
        start_asked_at: When it was, until it moves or is asked anew.
        pause_asked_at: When a pause was asked that no zero has answered.
        stop_asked_at: When Stop was asked.
        stalled: The program stands still; None as long as it does not.
        check: The walking check of a treadmill that is new here; None if there was none.
        brake: That of a machine without a belt.
        ftp: What was pedalled in a test of functional threshold power.
        coach: What the coach did.
        pain: The worst pain that the runner noted, 0 to 10; None if none was.
        pained_in: The step in which a pain was noted that changed the rest of the plan, -1 before
            the first; None if none was.
        pain_at: When the last pain was noted; None once that was undone.
        undone_at: When a pain was taken back.
        unpained: What was before the last pain, also once that was taken back.
        wished_at: When a start was asked for that waits until the belt stands.
        last_cue: The last cue's time, kind and words.
        resumed_at: When the last part of it began, if it was gone on with; None before that.
        first_index: The step that a part begins with.
    """

    t: float = 0.0
    phase: Phase = Phase.OPENING
    plan: Plan | None = None
    runner: RunnerProfile = field(default_factory=RunnerProfile)
    opened_at: str = ""
    virtual: bool = False
    by_hand: bool = False
    machine: MachineKind = MachineKind.TREADMILL
    belt: Belt = field(default_factory=Belt)
    heart: Heart = field(default_factory=Heart)
    pod: Pod = field(default_factory=Pod)
    active_s: float = 0.0
    distance_m: float = 0.0
    pod_m: float = 0.0
    step: StepRecord | None = None
    done: tuple[StepRecord, ...] = ()
    extra_s: float = 0.0
    change: Change | None = None
    announced: IncreaseAnnounced | None = None
    not_before_s: float = 0.0
    override_kmh: float | None = None
    held_kmh: float | None = None
    held_at: float | None = None
    nudges_kmh: Mapping[Kind, float] = field(default_factory=dict)
    counted: int = NOT_COUNTED
    start_at: float | None = None
    start_asked_at: float | None = None
    pause_asked_at: float | None = None
    stop_asked_at: float | None = None
    stalled: Stalled | None = None
    check: Check | None = None
    brake: Brake = field(default_factory=Brake)
    ftp: FtpTrail = field(default_factory=FtpTrail)
    coach: HeartControlState = field(default_factory=HeartControlState)
    pain: int | None = None
    pained_in: int | None = None
    pain_at: float | None = None
    undone_at: float | None = None
    unpained: Unpained | None = None
    wished_at: float | None = None
    pause_reason: PauseReason | None = None
    outcome: Outcome | None = None
    belt_stopped: bool = False
    last_cue: tuple[float, str, str] | None = None
    resumed_at: float | None = None
    first_index: int = 0

    @property
    def plan_step(self) -> Step | None:
        """The plan's step that runs; None before the first."""
        if self.plan is None or self.step is None:
            return None
        return self.plan.steps[self.step.index]

    @property
    def next_index(self) -> int | None:
        """The step that comes next: 0 before the first, None after the last."""
        if self.change is not None:
            return self.open_index(self.change.index)
        return self.open_index(self.first_index if self.step is None else self.step.index + 1)

    def open_index(self, index: int) -> int | None:
        """Return ``index``, or that of the first later step that may be done; None without one.

        With a pain from `TOO_SORE` on, no run may.
        """
        if self.plan is None:
            return None
        steps = self.plan.steps
        if (self.pain or 0) >= TOO_SORE:
            while index < len(steps) and steps[index].kind.is_running:
                index += 1
        return index if index < len(steps) else None

    @property
    def next_step(self) -> Step | None:
        """The plan's step that comes next."""
        index = self.next_index
        return None if index is None or self.plan is None else self.plan.steps[index]

    @property
    def is_counting(self) -> bool:
        """True if the workout's clock runs."""
        return self.phase is RUNNING

    @property
    def is_before_the_end(self) -> bool:
        """True if a start was asked for, and nobody has stopped the workout since."""
        return self.phase in (Phase.STARTING, Phase.CHECKING, Phase.RUNNING, Phase.PAUSED)

    def is_starting(self, t: float) -> bool:
        """True if Start may still take effect at ``t``: a belt at zero proves nothing then."""
        return self.start_asked_at is not None and t < self.start_asked_at + NO_MOTION_S

    @property
    def step_remaining_m(self) -> float | None:
        """Metres left in a step by distance."""
        step = self.plan_step
        if step is None or self.step is None or step.distance_m is None:
            return None
        return max(0.0, step.distance_m + self._extra_m(step) - self.step.distance_m)

    @property
    def step_remaining_s(self) -> float | None:
        """Seconds left in the step: by the clock, or for a distance at the speed measured.

        None before the first step, or for a distance while the belt stands.
        """
        plan, record = self.plan, self.step
        if plan is None or record is None:
            return None
        if self.change is not None and self.is_counting:
            return max(0.0, self.change.at - self.t)
        duration_s = plan.steps[record.index].duration_s
        if duration_s is not None:
            left_s = duration_s + self.extra_s - record.active_s
            return left_s if left_s > 0 else 0.0
        remaining_m, speed_kmh = self.step_remaining_m, self.speed_kmh
        if remaining_m is None or not speed_kmh:
            return None
        return remaining_m / (speed_kmh / 3.6)

    @property
    def by_pod(self) -> bool:
        """True if it is the running pod whose speed counts."""
        return self.pod.read_at is not None and pod_counts(self, self.t)

    @property
    def speed_kmh(self) -> float | None:
        """The speed that counts: the belt's, or the pod's where that measures better."""
        return self.pod.speed_kmh if self.by_pod else self.belt.speed_kmh

    @property
    def speed_until(self) -> float | None:
        """The time until which the speed counts without a new reading; None if none is known."""
        if self.by_pod:
            return self.pod.until
        belt = self.belt
        return (
            None if belt.read_at is None or belt.lost_since is not None else belt.read_at + HOLD_S
        )

    @property
    def step_progress(self) -> float:
        """The share of the running step that is done, 0 to 1."""
        plan, record = self.plan, self.step
        if plan is None or record is None:
            return 0.0
        step = plan.steps[record.index]
        if step.duration_s is not None:
            done = record.active_s / (step.duration_s + self.extra_s)
            return done if done < 1 else 1.0
        assert step.distance_m is not None
        return min(1.0, record.distance_m / (step.distance_m + self._extra_m(step)))

    def _extra_m(self, step: Step) -> float:
        return self.extra_s * step.speed_kmh / 3.6

    @property
    def plan_position_s(self) -> float:
        """The runner's position along the plan, in the plan's own seconds."""
        plan, record = self.plan, self.step
        if plan is None or record is None:
            return 0.0 if plan is None else plan.start_s(self.first_index)
        start_s = record.planned_at_s
        if start_s is None:
            start_s = plan.start_s(record.index)
        return start_s + self.step_progress * plan.steps[record.index].planned_s

    @property
    def records(self) -> tuple[StepRecord, ...]:
        """Every step so far, the running one last."""
        return self.done if self.step is None else (*self.done, self.step)

    @property
    def has_records(self) -> bool:
        """True if a step was begun, in its last part if it was gone on with."""
        records, resumed_at = self.records, self.resumed_at
        return bool(records) and (resumed_at is None or records[-1].began_t >= resumed_at)


def pod_counts(session: Session, t: float) -> bool:
    """Return True if at ``t`` the pod measures the workout's speed and distance.

    That is where no machine does, and where the machine's own is in doubt: out of touch, silent,
    denied by its other witnesses, or in units that are not agreed on. On a bike no foot walks.
    """
    if session.phase is not RUNNING or not session.pod.measures(t):
        return False
    if session.by_hand:
        return True
    belt = session.belt
    return session.machine is MachineKind.TREADMILL and (
        belt.read_at is None
        or belt.lost_since is not None
        or t - belt.read_at >= HOLD_S
        or belt.contested_since is not None
        or belt.data_factor not in (None, 1.0)
    )
