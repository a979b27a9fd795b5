"""Combine a runner's profile with the settings."""

import dataclasses
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import field
from msgspec.structs import asdict, fields, replace

from runwalk_tui.config.paths import journal_file
from runwalk_tui.config.profile import OwnSpeeds, Profile
from runwalk_tui.config.settings import RunnerSettings, Settings, Speeds
from runwalk_tui.training.advice.athlete import Athlete

if TYPE_CHECKING:
    from runwalk_tui.workout.runner import RunnerProfile


class EffectiveSettings(Settings, frozen=True, forbid_unknown_fields=True):
    """The settings of one runner.

    Attributes:
        id: Which of several; empty for the one without a profile.
        own: What is known of this runner.
        is_practice: On virtual devices: nothing of it counts as the runner's training.
    """

    id: str = ""
    own: Profile = field(default_factory=Profile)
    is_practice: bool = False

    @property
    def journal(self) -> Path:
        """Return the journal of this runner's sessions: the real one, or that of practice."""
        return journal_file(practice=self.is_practice)

    def profile(self, year: int | None = None) -> "RunnerProfile":
        """Return what a workout needs to know of the runner, as of ``year`` (this one)."""
        base = Settings.profile(self, year)
        return dataclasses.replace(base, id=self.id, coaching=self.own.coach.coaching)

    def athlete(self, today: date) -> Athlete:
        """Return what the coach knows of the runner on a day."""
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
            goes_by_effort=bool(self.own.beta_blockers),
        )


def personal(
    settings: Settings, runner_id: str = "", profile: Profile | None = None
) -> EffectiveSettings:
    """The ``settings`` as they hold for a runner; without a ``profile`` they are the runner's own.

    Who has a profile takes from the settings what concerns the belt and the program, and the units
    and speeds that the profile leaves out: never another's age, mass or heart rates. The cap is
    the profile's own, else that of the settings.
    """
    base = {each.name: getattr(settings, each.name) for each in fields(Settings)}
    if profile is None:
        return EffectiveSettings(**base, own=Profile(**asdict(settings.runner)))
    chosen = {name: kmh for name, kmh in asdict(profile.speeds).items() if kmh is not None}
    base |= {
        "runner": RunnerSettings(
            **{each.name: getattr(profile, each.name) for each in fields(RunnerSettings)}
        ),
        "units": profile.units or settings.units,
        "pace": profile.pace or settings.pace,
        "cap_kmh": profile.cap_kmh or settings.cap_kmh,
        "speeds": replace(settings.speeds, **chosen),
        "zones": profile.zones or settings.zones,
    }
    return EffectiveSettings(**base, id=runner_id, own=profile)


def profile_of(mine: EffectiveSettings) -> Profile:
    """A profile that says all that is known, to begin a new one or to change it."""
    speeds = OwnSpeeds(**{each.name: getattr(mine.speeds, each.name) for each in fields(Speeds)})
    return replace(mine.own, units=mine.units, pace=mine.pace, cap_kmh=mine.cap_kmh, speeds=speeds)
