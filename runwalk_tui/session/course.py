"""The way of a session for a page that draws it: a point a second, and where steps begin."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from runwalk_tui.units.constants import Units
from runwalk_tui.units.format import METRES
from runwalk_tui.workout import events as ev

PERIOD_S = 1.0
"""Between two points."""

GAP_S = 60.0
"""A longer silence is left out: the hours before a workout that goes on."""

Point = tuple[float, float | None, int | None]
"""Seconds from the beginning, speed as the runner reads it, heart rate."""


@dataclass(slots=True)
class Course:
    """Takes in the events of one session in their order.

    Args:
        units: As the runner reads speeds.

    Attributes:
        steps: Seconds from the beginning, and whether a run or a walk begins there.
    """

    units: Units
    steps: list[tuple[float, str]] = field(default_factory=list)
    _t: float = 0.0
    _left_out_s: float = 0.0
    _next_t: float = 0.0
    _speed: float | None = None
    _bpm: int | None = None

    def take(self, events: Iterable[ev.Event]) -> list[Point]:
        """Return the points that come with these events."""
        points: list[Point] = []
        for event in events:
            if event.t - self._t > GAP_S:
                self._left_out_s += event.t - self._t
                self._speed = self._bpm = None
            self._t = max(self._t, event.t)
            at = round(self._t - self._left_out_s, 1)
            match event:
                case ev.BeltReading():
                    kmh = event.speed_kmh
                    self._speed = None if kmh is None else round(kmh * 1000 / METRES[self.units], 1)
                case ev.HeartReading():
                    self._bpm = event.bpm
                case ev.StepBegan():
                    self.steps.append((at, "run" if event.kind.is_running else "walk"))
            if at >= self._next_t and (self._speed, self._bpm) != (None, None):
                self._next_t = at + PERIOD_S
                points.append((at, self._speed, self._bpm))
        return points
