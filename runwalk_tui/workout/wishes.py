"""Requests of a workout to the machine: the only events that hardware listens to."""

from dataclasses import field

from runwalk_tui.workout.frozen import dataclass
from runwalk_tui.workout.opening_events import Event
from runwalk_tui.workout.vocabulary import Outcome


@dataclass(frozen=True, slots=True)
class StartAsked(Event):
    """Wish: start the belt. Only ever the consequence of the runner's own act."""


@dataclass(frozen=True, slots=True)
class SpeedAsked(Event):
    """Wish: this belt speed, already within every limit and on the machine's increment."""

    speed_kmh: float


@dataclass(frozen=True, slots=True)
class PowerAsked(Event):
    """Wish: this power of a bike's brake in watts; None lets it go."""

    power_w: float | None


@dataclass(frozen=True, slots=True)
class ResistanceAsked(Event):
    """Wish: this resistance, on the machine's own scale; None lets the brake go."""

    level: float | None


@dataclass(frozen=True, slots=True)
class UnitsAsked(Event):
    """Wish: targets and readings be converted by these factors, as the runner agreed."""

    target_factor: float
    data_factor: float


@dataclass(frozen=True, slots=True)
class InclineAsked(Event):
    """A request for this incline, in percent."""

    incline_percent: float


@dataclass(frozen=True, slots=True)
class PauseAsked(Event):
    """Wish: stand still, to go on later."""


@dataclass(frozen=True, slots=True)
class StopAsked(Event):
    """Wish: stand still. Overtakes everything."""

    outcome: Outcome = field(default=Outcome.STOPPED)
