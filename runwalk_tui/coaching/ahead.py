"""The workouts of a programme that lie ahead of a runner."""

from pathlib import Path
from typing import NamedTuple

from runwalk_tui.coaching.facts import TrainingFacts, known
from runwalk_tui.config.effective import EffectiveSettings
from runwalk_tui.plans.programmes import load_programme, read_programme
from runwalk_tui.training.advice.programme_position import position
from runwalk_tui.training.history.diary_index import Told
from runwalk_tui.training.programmes.programme import Programme


class Ahead(NamedTuple):
    """A programme, and the place in it of the workout that comes next."""

    programme: Programme
    place: int

    @property
    def is_done(self) -> bool:
        """True if no workout is left."""
        return self.place >= len(self.programme.plans)


def ahead(mine: EffectiveSettings, which: str) -> Ahead | None:
    """A programme by its name or file, or with "" the one that is followed; None where none is.

    Raises:
        FileError: If it cannot be used.
        StoreError: If the journal cannot be used.
    """
    facts = known(mine)
    programme = _programme(which, facts, mine)
    return None if programme is None else Ahead(programme, _place(programme, facts))


def _programme(which: str, facts: TrainingFacts, mine: EffectiveSettings) -> Programme | None:
    if which.endswith(".toml"):
        return read_programme(Path(which).expanduser(), mine)
    return load_programme(which, mine) if which else facts.programme()


def _place(programme: Programme, facts: TrainingFacts) -> int:
    """The runner's place in it; the first of a programme that is not followed."""
    told = Told(facts.entries)
    followed = told.followed()
    if followed is None or followed.programme != programme.name:
        return 0
    max_bpm = facts.athlete.max_bpm
    return position(programme, followed, facts.figures, told, facts.day, max_bpm).place
