"""The runner as advice sees one, without a name and without a file."""

from enum import StrEnum

from runwalk_tui.workout.frozen import dataclass


class Experience(StrEnum):
    """Experience with running."""

    NEW = "new"
    RETURNING = "returning"
    REGULAR = "regular"
    SEASONED = "seasoned"


class Goal(StrEnum):
    """Goals of training."""

    FITNESS = "fitness"
    WEIGHT = "weight"
    FIRST_5K = "first-5k"
    TEN_K = "10k"
    HALF = "half"
    MARATHON = "marathon"
    COMEBACK = "comeback"


@dataclass(frozen=True, slots=True)
class Athlete:
    """A runner as the coach knows one; what is None is not known.

    Attributes:
        age: Years.
        mass_kg: For energy.
        max_bpm: Maximal heart rate: measured, or by age.
        max_is_measured: It was measured.
        rest_bpm: Resting heart rate.
        walk_kmh, brisk_kmh, run_kmh, surge_kmh: What these words mean to this runner.
        cap_kmh: Nothing faster is ever advised.
        experience: How used to running.
        goal: What for.
        injuries: Of the last year, in the runner's words.
        days_a_week: How often there is time, 1 to 7.
        see_doctor: The screening's answers say to see a doctor first.
        goes_by_effort: No heart rate says anything: beta-blockers void every zone.
    """

    age: int | None = None
    mass_kg: float = 70.0
    max_bpm: int = 185
    max_is_measured: bool = False
    rest_bpm: int | None = None
    walk_kmh: float = 5.0
    brisk_kmh: float = 6.0
    run_kmh: float = 8.5
    surge_kmh: float = 11.0
    cap_kmh: float = 12.0
    experience: Experience = Experience.NEW
    goal: Goal = Goal.FITNESS
    injuries: tuple[str, ...] = ()
    days_a_week: int = 3
    see_doctor: bool = False
    goes_by_effort: bool = False
