"""The record of one step of a plan: its times, distance, heart rate and work."""

from runwalk_tui.workout.frozen import dataclass
from runwalk_tui.workout.plan import Kind


@dataclass(frozen=True)
class StepRecord:
    """The measurements of one step, so far or in the end.

    Attributes:
        index: Place in the plan, from 0.
        kind: What the runner did.
        began_t, ended_t: Session time; ``ended_t`` None while it lasts.
        began_active_s: Workout clock at its beginning.
        planned_at_s: Where it begins, in the plan's seconds; None if that was not noted.
        active_s: Workout clock spent in it.
        distance_m: Measured distance.
        climb_m: Distance times measured grade.
        work_j: Work at the pedals or the handle, in joules, where a power is measured.
        beats, samples, peak_bpm: Sum, number and greatest of the trusted rates.
        entry_bpm: Mean of the last 5 s before it.
        minute_bpm: Mean of the 5 s that end 60 s into it.
        exit_bpm: Mean of its own last 5 s.
    """

    index: int
    kind: Kind
    began_t: float
    began_active_s: float
    ended_t: float | None = None
    active_s: float = 0.0
    distance_m: float = 0.0
    climb_m: float = 0.0
    beats: int = 0
    samples: int = 0
    peak_bpm: int | None = None
    entry_bpm: float | None = None
    minute_bpm: float | None = None
    exit_bpm: float | None = None
    planned_at_s: float | None = None
    work_j: float = 0.0

    @property
    def mean_bpm(self) -> float | None:
        """Mean heart rate of the step."""
        return self.beats / self.samples if self.samples else None

    @property
    def fall_bpm(self) -> float | None:
        """The fall of the heart rate: the 5 s before the step less its own last 5 s."""
        if self.entry_bpm is None or self.exit_bpm is None:
            return None
        return self.entry_bpm - self.exit_bpm

    @property
    def first_minute_fall_bpm(self) -> float | None:
        """The fall within the first 60 s; None for a shorter step."""
        if self.entry_bpm is None or self.minute_bpm is None:
            return None
        return self.entry_bpm - self.minute_bpm
