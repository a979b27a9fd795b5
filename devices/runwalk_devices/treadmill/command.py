"""What a machine can be asked, and what is told of it."""

from dataclasses import dataclass
from enum import StrEnum


class Command(StrEnum):
    """What can be asked."""

    START = "start"
    SPEED = "speed"
    INCLINE = "incline"
    POWER = "power"
    PAUSE = "pause"
    STOP = "stop"


class Stage(StrEnum):
    """How far a command has come; the last three are ends."""

    SENT = "sent"
    ACKNOWLEDGED = "acknowledged"
    CONFIRMED = "confirmed"
    REJECTED = "rejected"
    UNKNOWN = "unknown"

    @property
    def is_end(self) -> bool:
        """Whether nothing more will be said of the command."""
        return self in (Stage.CONFIRMED, Stage.REJECTED, Stage.UNKNOWN)


@dataclass(frozen=True, slots=True)
class CommandReport:
    """A command reached a stage; ``value`` in km/h, percent or watts, ``detail`` for people."""

    command: Command
    stage: Stage
    value: float | None = None
    detail: str = ""
