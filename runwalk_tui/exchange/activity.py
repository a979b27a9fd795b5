"""A run or walk that another device recorded, whatever file it came in."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Final, Literal, NamedTuple

from runwalk_tui.errors import FileError
from runwalk_tui.exchange import sentences_of_activities as texts
from runwalk_tui.language import titles
from runwalk_tui.workout.plan import Kind

LARGEST_OCTETS: Final = 48 * 1024 * 1024
"""A day at one reading a second has a tenth of that; a larger file is not read."""

MOST_POINTS: Final = 400_000
LONGEST_S: Final = 172_800
"""Two days: whatever claims to be longer is no workout."""

LONGEST_PAUSE_S: Final = 30.0
"""Seconds between readings that count as a pause where a file tells none."""

WALKING_KMH: Final = 6.5
"""Highest mean speed of a walk whose file does not say what was done, km/h."""

FASTEST_KMH: Final = 45.0
"""Nobody runs faster; a position that leaps does."""


class ActivityFileError(FileError):
    """A file of an activity cannot be taken: one line with the file, why, and what to do."""


class Point(NamedTuple):
    """One reading of a device; what is None it did not say.

    Attributes:
        at: Seconds since 1970, UTC.
        distance_m: Since the activity began; never decreases.
        speed_kmh: At that moment.
        bpm: Heart rate.
        rr_s: The beat-to-beat intervals since the reading before.
    """

    at: float
    distance_m: float | None = None
    speed_kmh: float | None = None
    bpm: int | None = None
    rr_s: tuple[float, ...] = ()


class Lap(NamedTuple):
    """One lap.

    Attributes:
        began_at: Seconds since 1970, UTC.
        kind: What the device calls it; None where it does not say.
        climb_m: Ascent less descent; None where it is not known.
    """

    began_at: float
    kind: Kind | None = None
    climb_m: float | None = None


@dataclass(slots=True)
class Activity:
    """One activity.

    Attributes:
        began_at, ended_at: Seconds since 1970, UTC.
        sport: What was done.
        place: Where, as the end of a title; "" if it is not known.
        offset_s: What local time is ahead of UTC there; None if it is not known.
        points: In ascending order of time.
        laps: In ascending order of time; may be none.
        pauses: When the clock stood, from and to; None where the file does not tell.
        distance_m: As the device summed it up; None where it did not.
        kcal: As the device has it.
        device: What recorded it, "" if that is not known.
        notes: What was left out, repaired or assumed; a sentence each.
        format: What kind of file it was.
    """

    began_at: float
    ended_at: float
    sport: Literal["run", "walk"]
    format: str
    place: Literal["", "on a treadmill", "outdoors"] = ""
    offset_s: float | None = None
    points: list[Point] = field(default_factory=list)
    laps: list[Lap] = field(default_factory=list)
    pauses: list[tuple[float, float]] | None = None
    distance_m: float | None = None
    kcal: float | None = None
    device: str = ""
    notes: list[str] = field(default_factory=list)

    @property
    def title(self) -> str:
        """Its title."""
        return titles.ACTIVITIES[self.sport][self.place]


def in_order(points: Sequence[Point], notes: list[str]) -> list[Point]:
    """The points whose time and distance go on, each time once; notes how many do not.

    Some devices tell a moment in several readings, each with a part.
    A clock that is set while it records leaps by years, and damage looks like that too: the times
    that count are those around the longest stretch without a leap.
    """
    near = _of_one_time(points)
    if len(near) < len(points):
        notes.append(texts.ODD_DATES(len(points) - len(near)))
    return _going_on(near, notes)


def _of_one_time(points: Sequence[Point]) -> Sequence[Point]:
    leaps = [
        index
        for index, (before, after) in enumerate(pairwise(points), start=1)
        if abs(after.at - before.at) > LONGEST_S
    ]
    if not leaps:
        return points
    stretches = pairwise([0, *leaps, len(points)])
    begin, _ = max(stretches, key=lambda stretch: stretch[1] - stretch[0])
    return [point for point in points if abs(point.at - points[begin].at) <= LONGEST_S]


def _going_on(points: Iterable[Point], notes: list[str]) -> list[Point]:
    kept: list[Point] = []
    last_at = last_m = float("-inf")
    backwards = 0
    for point in points:
        if point.at < last_at:
            backwards += 1
            continue
        if point.at == last_at:
            kept[-1] = _whole(kept[-1], point, last_m)
            last_m = max(last_m, kept[-1].distance_m or 0.0)
            continue
        metres = point.distance_m
        if metres is not None:
            if metres < last_m:
                point = point._replace(distance_m=last_m)
            else:
                last_m = metres
        last_at = point.at
        kept.append(point)
    if backwards:
        notes.append(texts.BACKWARDS(backwards))
    return kept


def _whole(point: Point, other: Point, least_m: float) -> Point:
    """A reading with what it does not say itself taken from another of the same moment."""
    metres = other.distance_m if point.distance_m is None else point.distance_m
    return Point(
        point.at,
        None if metres is None else max(metres, least_m),
        other.speed_kmh if point.speed_kmh is None else point.speed_kmh,
        other.bpm if point.bpm is None else point.bpm,
        point.rr_s + other.rr_s,
    )


def by_speed(metres: float, seconds: float, notes: list[str]) -> Literal["run", "walk"]:
    """Concludes from speed if it was a run or a walk, and notes that it was concluded."""
    kind: Literal["run", "walk"] = (
        "walk" if metres / max(1.0, seconds) * 3.6 <= WALKING_KMH else "run"
    )
    notes.append(texts.BY_SPEED[kind])
    return kind


def checked(activity: Activity, file: Path) -> Activity:
    """The activity, if it can be one.

    Raises:
        ActivityFileError: If it is too long, or has no time in it.
    """
    length_s = activity.ended_at - activity.began_at
    if length_s > LONGEST_S:
        raise ActivityFileError(file, texts.TOO_LONG.format(hours=length_s / 3600))
    if length_s < 1:
        raise ActivityFileError(file, texts.TOO_SHORT)
    return activity
