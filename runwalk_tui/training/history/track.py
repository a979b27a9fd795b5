"""A session second by second on the workout's clock, for drawings, comparisons and ghosts."""

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from math import nan
from typing import NamedTuple

from runwalk_tui.workout.events import Event
from runwalk_tui.workout.evolve import evolve
from runwalk_tui.workout.session import Session


def counted_m(session: Session) -> float:
    """Metres that were covered while the workout's clock ran."""
    return sum(step.distance_m for step in session.records)


class Moment(NamedTuple):
    """A session at a second of its clock; None was not measured then."""

    metres: float
    bpm: float | None
    kmh: float | None


@dataclass(slots=True)
class Track:
    """Metres, heart rate and speed at the end of each second of the clock.

    Attributes:
        metres: Covered so far while the clock ran.
        bpm: Trusted heart rates, NaN where there was none.
        kmh: Measured speeds, NaN where there was none.
    """

    metres: "array[float]" = field(default_factory=lambda: array("d"))
    bpm: "array[float]" = field(default_factory=lambda: array("d"))
    kmh: "array[float]" = field(default_factory=lambda: array("d"))

    @property
    def length_s(self) -> int:
        """Whole seconds that the clock ran."""
        return len(self.metres)

    def at(self, active_s: float) -> Moment:
        """The session at a moment of its clock; past its end as it ended.

        Between two seconds the metres lie on the line between them.
        """
        if not self.metres:
            return Moment(0.0, None, None)
        whole = int(active_s)
        if whole >= self.length_s:
            return Moment(self.metres[-1], None, None)
        before = self.metres[whole - 1] if whole else 0.0
        metres = before + (self.metres[whole] - before) * (active_s - whole)
        return Moment(metres, _known(self.bpm[whole]), _known(self.kmh[whole]))

    def mean_bpm(self, begin_s: float, end_s: float) -> float | None:
        """Mean of the trusted heart rates between two moments of the clock."""
        found = [bpm for bpm in self.bpm[int(begin_s) : int(end_s)] if bpm == bpm]
        return sum(found) / len(found) if found else None


def track_of(events: Iterable[Event]) -> tuple[Track, Session]:
    """The track of a session, and how it ended."""
    track, session = Track(), Session()
    for event in events:
        session = evolve(session, event)
        if session.active_s >= track.length_s + 1:
            _go_on(track, session)
    if session.active_s - track.length_s >= 0.5:
        _add(track, session, counted_m(session))
    return track, session


def _go_on(track: Track, session: Session) -> None:
    """Adds the seconds that are over, the metres spread evenly over them."""
    metres = counted_m(session)
    before_m = track.metres[-1] if track.metres else 0.0
    gained_m, passed_s = metres - before_m, session.active_s - track.length_s
    for second in range(1, int(passed_s) + 1):
        _add(track, session, before_m + gained_m * second / passed_s)


def _add(track: Track, session: Session, metres: float) -> None:
    heart, belt = session.heart, session.belt
    doubted = heart.bpm is None or heart.doubt(session.t) is not None
    track.metres.append(metres)
    track.bpm.append(nan if doubted else float(heart.bpm or nan))
    track.kmh.append(nan if belt.speed_kmh is None else belt.speed_kmh)


def _known(value: float) -> float | None:
    return None if value != value else value


def smoothed(values: Sequence[float], columns: int) -> list[float | None]:
    """Means of so many equal parts of a track; None where a part has no value."""
    found: list[float | None] = []
    for column in range(columns):
        begin = column * len(values) // columns
        end = max(begin + 1, (column + 1) * len(values) // columns)
        part = [value for value in values[begin:end] if value == value]
        found.append(sum(part) / len(part) if part else None)
    return found
