"""What is known of one runner, and the settings as they hold for this runner."""

import dataclasses
from datetime import date
from typing import Annotated, Literal

import msgspec
from msgspec import Meta, Struct, field
from msgspec.structs import asdict, fields, replace

from runwalk_tui.core.coaching import Coaching, Hold
from runwalk_tui.core.events import RunnerProfile
from runwalk_tui.settings import Runner, Settings, SpeedKmh, Speeds
from runwalk_tui.training.athlete import Athlete, Experience, Goal

NO_INJURY = ("", "-", "no", "none")
"""Words for having had none."""

DaysAWeek = Annotated[int, Meta(ge=1, le=7)]
CeilingBpm = Annotated[int, Meta(ge=90, le=230)]


_HOLDS = {
    Hold.SHADOW: "say what it would do about a target rate",
    Hold.DECREASE: "slow a run down to its target rate",
    Hold.FULL: "slow a run down or speed it up to its target rate",
}


class OwnSpeeds(Struct, frozen=True, forbid_unknown_fields=True):
    """What the names of speeds mean to this runner, in km/h; None is as in the settings."""

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
    """

    blood_pressure: bool | None = None
    heart: bool | None = None
    rhythm: bool | None = None
    symptoms: bool | None = None

    @property
    def see_doctor(self) -> bool:
        """Whether an answer says to see a doctor before training; never a diagnosis."""
        return any(asdict(self).values())


class Permissions(Struct, frozen=True, forbid_unknown_fields=True):
    """What the program may change by the heart rate; as `Coaching`. By default nothing."""

    lengthen_walks: bool = False
    ease_runs: bool = False
    ceiling_bpm: CeilingBpm | None = None
    hold: Hold = Hold.OFF

    @property
    def words(self) -> str:
        """What is allowed, in a sentence."""
        allowed = [
            words
            for words, is_allowed in (
                ("make a walk up to 60 s longer", self.lengthen_walks),
                ("make the next runs slower", self.ease_runs),
                (f"turn a run into a walk at {self.ceiling_bpm} bpm", self.ceiling_bpm),
                (_HOLDS.get(self.hold, ""), self.hold in _HOLDS),
            )
            if is_allowed
        ]
        *others, last = allowed or ["change nothing about a workout"]
        return f"Your heart rate may {', '.join(others) + ' and ' if others else ''}{last}."

    @property
    def coaching(self) -> Coaching:
        """The same as the core knows it."""
        return Coaching(self.lengthen_walks, self.ease_runs, self.ceiling_bpm, self.hold)


class Profile(Runner, frozen=True, forbid_unknown_fields=True):
    """A runner; what is None is not known, or as in the settings.

    Attributes:
        units, pace: How this runner reads, as in `Settings`.
        speeds: What the names of speeds mean to this runner.
        experience: How used to running.
        goal: What for.
        injuries: Of the last year, in the runner's words.
        days_a_week: How often there is time.
        screening: Answers that stay on this machine.
        coach: What the program may change by the heart rate.
    """

    units: Literal["km", "mi"] | None = None
    pace: Literal["pace", "speed"] | None = None
    speeds: OwnSpeeds = field(default_factory=OwnSpeeds)
    experience: Experience = Experience.NEW
    goal: Goal = Goal.FITNESS
    injuries: tuple[str, ...] = ()
    days_a_week: DaysAWeek = 3
    screening: Screening = field(default_factory=Screening)
    coach: Permissions = field(default_factory=Permissions)

    def __post_init__(self) -> None:
        Runner.__post_init__(self)
        real = tuple(each for each in self.injuries if each.strip().casefold() not in NO_INJURY)
        msgspec.structs.force_setattr(self, "injuries", real)
        for key, words in (("name", self.name), *(("injuries", each) for each in self.injuries)):
            if not words.isprintable():
                raise ValueError(f"{key}: has a character that cannot be printed; leave it out")


class Personal(Settings, frozen=True, forbid_unknown_fields=True):
    """The settings of one runner.

    Attributes:
        id: Which of several; empty for the one without a profile.
        own: What is known of this runner.
    """

    id: str = ""
    own: Profile = field(default_factory=Profile)

    def profile(self, year: int | None = None) -> RunnerProfile:
        """What a workout needs to know of the runner, as of ``year`` (this one)."""
        base = Settings.profile(self, year)
        return dataclasses.replace(base, id=self.id, coaching=self.own.coach.coaching)

    def athlete(self, today: date) -> Athlete:
        """What the coach knows of the runner on a day."""
        runner, speeds = self.runner, self.speeds
        born = runner.birth_year
        return Athlete(
            age=None if born is None else max(0, today.year - born),
            mass_kg=runner.mass_kg,
            max_bpm=self.max_bpm(today.year),
            max_is_measured=runner.max_bpm is not None,
            rest_bpm=runner.rest_bpm,
            walk_kmh=speeds.walk,
            brisk_kmh=speeds.brisk,
            run_kmh=speeds.run,
            surge_kmh=speeds.surge,
            cap_kmh=self.cap_kmh,
            experience=self.own.experience,
            goal=self.own.goal,
            injuries=self.own.injuries,
            days_a_week=self.own.days_a_week,
            see_doctor=self.own.screening.see_doctor,
        )


def personal(settings: Settings, runner_id: str = "", profile: Profile | None = None) -> Personal:
    """The ``settings`` as they hold for a runner; without a ``profile`` they are the runner's own.

    Who has a profile takes from the settings what concerns the belt and the program, and the units
    and speeds that the profile leaves out: never another's age, mass or heart rates, nor another
    cap.
    """
    base = {each.name: getattr(settings, each.name) for each in fields(Settings)}
    if profile is None:
        return Personal(**base, own=Profile(**asdict(settings.runner)))
    chosen = {name: kmh for name, kmh in asdict(profile.speeds).items() if kmh is not None}
    base |= {
        "runner": Runner(**{each.name: getattr(profile, each.name) for each in fields(Runner)}),
        "units": profile.units or settings.units,
        "pace": profile.pace or settings.pace,
        "speeds": replace(settings.speeds, **chosen),
    }
    return Personal(**base, id=runner_id, own=profile)


def profile_of(mine: Personal) -> Profile:
    """A profile that says all that is known, to begin a new one or to change it."""
    speeds = OwnSpeeds(**{each.name: getattr(mine.speeds, each.name) for each in fields(Speeds)})
    return replace(mine.own, units=mine.units, pace=mine.pace, speeds=speeds)
