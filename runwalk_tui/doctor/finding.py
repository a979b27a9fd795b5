"""One thing that was looked at, and how it stands."""

from enum import StrEnum
from typing import Self

from runwalk_tui.doctor import sentences
from runwalk_tui.workout.frozen import dataclass


class Level(StrEnum):
    """The severity of a finding."""

    OK = "ok"
    WARNING = "warning"
    FAILURE = "failure"


@dataclass(frozen=True, slots=True)
class Finding:
    """The state of one thing that was examined.

    Attributes:
        name: What was looked at, in a word or two.
        level: A failure keeps workouts from running; a warning makes them poorer.
        what: How it stands.
        remedy: What to do about it; empty where nothing is to be done.
    """

    name: str
    level: Level
    what: str
    remedy: str = ""

    @property
    def called(self) -> str:
        """Its name in the language in use."""
        return sentences.NAMES.get(self.name, self.name)

    @classmethod
    def ok(cls, name: str, what: str) -> Self:
        """It is well."""
        return cls(name, Level.OK, what)

    @classmethod
    def warning(cls, name: str, what: str, remedy: str) -> Self:
        """It could be better."""
        return cls(name, Level.WARNING, what, remedy)

    @classmethod
    def failure(cls, name: str, what: str, remedy: str) -> Self:
        """It must be better."""
        return cls(name, Level.FAILURE, what, remedy)
