"""The base of all events."""

from runwalk_tui.workout.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened ``t`` seconds after the session began."""

    t: float
