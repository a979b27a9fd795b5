"""The commands of a treadmill, and the reports on their progress."""

from enum import StrEnum

from runwalk_devices.frozen import dataclass


class Command(StrEnum):
    """A command to a treadmill."""

    START = "start"
    SPEED = "speed"
    INCLINE = "incline"
    POWER = "power"
    RESISTANCE = "resistance"
    PAUSE = "pause"
    STOP = "stop"


class Stage(StrEnum):
    """The stages of a command; the last three are ends."""

    SENT = "sent"
    ACKNOWLEDGED = "acknowledged"
    CONFIRMED = "confirmed"
    REJECTED = "rejected"
    UNKNOWN = "unknown"

    @property
    def is_end(self) -> bool:
        """True if nothing more will be said of the command."""
        return self in (Stage.CONFIRMED, Stage.REJECTED, Stage.UNKNOWN)


@dataclass(frozen=True, slots=True)
class CommandReport:
    """A command reached a stage; ``value`` in its unit, ``detail`` for people."""

    command: Command
    stage: Stage
    value: float | None = None
    detail: str = ""
