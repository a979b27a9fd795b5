"""A runner's profile: the person, speeds, screening, permissions."""

from typing import Annotated, Literal

import msgspec
from msgspec import Meta, Struct, field
from msgspec.structs import asdict

from runwalk_tui.config import sentences
from runwalk_tui.config.settings import CapKmh, RunnerSettings, SpeedKmh, Zones, check_zones
from runwalk_tui.training.advice.athlete import Experience, Goal
from runwalk_tui.units.weekdays import day_names, parse_days
from runwalk_tui.workout.heart_control_state import (
    HOLD_FASTEST_KMH,
    HeartControlSettings,
    Hold,
    HoldBy,
)

NO_INJURY = ("", "-", "no", "none")
"""Words for having had none."""

DaysAWeek = Annotated[int, Meta(ge=1, le=7)]
CeilingBpm = Annotated[int, Meta(ge=90, le=230)]
FasterKmh = Annotated[float, Meta(ge=0, le=4)]


class OwnSpeeds(Struct, frozen=True, forbid_unknown_fields=True):
    """The runner's own named speeds, in km/h; None is as in the settings."""

    walk: SpeedKmh | None = None
    brisk: SpeedKmh | None = None
    run: SpeedKmh | None = None
    surge: SpeedKmh | None = None


class Screening(Struct, frozen=True, forbid_unknown_fields=True):
    """Answers to what is asked once before training; None is not answered.

    Attributes:
        blood_pressure: High blood pressure that is not under control.
        heart: Heart trouble, unstable angina above all.
        rhythm: A serious disorder of the heart's rhythm.
        symptoms: Chest pain, faintness or breathlessness beyond the effort.
        metabolic: Diabetes, or a disease of the kidneys (ACSM's algorithm of 2015).
        pregnancy: Pregnant, or given birth in the last months.
    """

    blood_pressure: bool | None = None
    heart: bool | None = None
    rhythm: bool | None = None
    symptoms: bool | None = None
    metabolic: bool | None = None
    pregnancy: bool | None = None

    @property
    def see_doctor(self) -> bool:
        """True if an answer says to see a doctor before training; never a diagnosis."""
        return any(asdict(self).values())


class Permissions(Struct, frozen=True, forbid_unknown_fields=True):
    """The changes that heart-rate control may make; as `HeartControlSettings`.

    By default nothing.
    """

    lengthen_walks: bool = False
    ease_runs: bool = False
    ceiling_bpm: CeilingBpm | None = None
    hold: Hold = Hold.OFF
    faster_kmh: FasterKmh = HOLD_FASTEST_KMH
    hold_by: HoldBy = HoldBy.SPEED
    console_heart: bool = False

    @property
    def words(self) -> str:
        """The permissions, in a sentence."""
        walk_at = sentences.WALK_AT.format(bpm=self.ceiling_bpm)
        permitted = (
            (sentences.LONGER_WALKS, self.lengthen_walks),
            (sentences.SLOWER_RUNS, self.ease_runs),
            (walk_at, self.ceiling_bpm is not None),
            (sentences.HOLDS.get(self.hold, ""), self.hold in sentences.HOLDS),
        )
        allowed = [words for words, is_allowed in permitted if is_allowed]
        if not allowed:
            return sentences.HEART_MAY_NOTHING
        *others, last = allowed
        what = sentences.AND.join([", ".join(others), last]) if others else last
        return sentences.HEART_MAY.format(what=what)

    @property
    def coaching(self) -> HeartControlSettings:
        """The same as the workout knows it."""
        return HeartControlSettings(
            self.lengthen_walks,
            self.ease_runs,
            self.ceiling_bpm,
            self.hold,
            self.faster_kmh,
            self.hold_by,
            self.console_heart,
        )


class Profile(RunnerSettings, frozen=True, forbid_unknown_fields=True):
    """A runner; what is None is not known, or as in the settings.

    Attributes:
        units, pace: How this runner reads, as in `Settings`.
        cap_kmh: The belt is never asked for more; None is as in the settings.
        speeds: What the names of speeds mean to this runner.
        experience: How used to running.
        goal: What for.
        injuries: Of the last year, in the runner's words.
        days_a_week: How often there is time.
        running_days: The weekdays to run on, as in ``mon``; none leaves them open.
        screening: Answers that stay on this machine.
        coach: What the program may change by the heart rate.
        zones: The runner's own zone floors in percent, as in `Settings`.
        beta_blockers: Whether the runner takes them: they void every zone.
    """

    units: Literal["km", "mi"] | None = None
    pace: Literal["pace", "speed"] | None = None
    cap_kmh: CapKmh | None = None
    speeds: OwnSpeeds = field(default_factory=OwnSpeeds)
    experience: Experience = Experience.NEW
    goal: Goal = Goal.FITNESS
    injuries: tuple[str, ...] = ()
    days_a_week: DaysAWeek = 3
    running_days: tuple[str, ...] = ()
    screening: Screening = field(default_factory=Screening)
    coach: Permissions = field(default_factory=Permissions)
    zones: Zones | None = None
    beta_blockers: bool | None = None

    def __post_init__(self) -> None:
        RunnerSettings.__post_init__(self)
        if self.zones is not None:
            check_zones(self.zones)
        real = tuple(each for each in self.injuries if each.strip().casefold() not in NO_INJURY)
        msgspec.structs.force_setattr(self, "injuries", real)
        if self.running_days:
            try:
                days = parse_days(",".join(self.running_days))
            except ValueError as error:
                raise ValueError(f"running_days: {error}") from error
            msgspec.structs.force_setattr(self, "running_days", day_names(days))
        for key, words in (("name", self.name), *(("injuries", each) for each in self.injuries)):
            if not words.isprintable():
                raise ValueError(sentences.UNPRINTABLE.format(key=key))

    @property
    def weekdays(self) -> tuple[int, ...]:
        """The running days, from 0 for Monday."""
        return parse_days(",".join(self.running_days)) if self.running_days else ()

    @property
    def runs_a_week(self) -> int:
        """The number of runs that a week is meant to have."""
        return len(self.running_days) or self.days_a_week
