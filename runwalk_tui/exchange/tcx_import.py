"""TCX activities of watches: runs and walks, with their trackpoints, laps and pauses.

Read element by element, so that a day's file needs no more memory than its readings. The format
has no word for walking: what is "Other" is told by its speed.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from io import BytesIO
from typing import Final, Literal
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import iterparse

from runwalk_devices.transport.plain_text import plain
from runwalk_tui.exchange import sentences_of_activities as texts
from runwalk_tui.exchange.activity import (
    LONGEST_S,
    MOST_POINTS,
    Activity,
    Lap,
    Point,
    by_speed,
    in_order,
)
from runwalk_tui.exchange.xml import lower_tag
from runwalk_tui.workout.plan import Kind

FORMAT: Final = "TCX"

_SPORTS: Final[Mapping[str, Literal["run", "walk"] | None]] = {
    "running": "run",
    "walking": "walk",
    "hiking": "walk",
    "other": None,
    "": None,
}
"""The schema knows running and biking alone; makers write more. None is told by the speed."""

MOST_ELEMENTS: Final = 40 * MOST_POINTS


def read_tcx_activities(data: bytes) -> list[Activity]:
    """Read the runs and walks of a file.

    Raises:
        ValueError: If it is no such file, or there is none in it; says why.
    """
    reader = _Reader()
    try:
        for event, element in iterparse(BytesIO(data.lstrip()), ("start", "end"), forbid_dtd=True):
            reader.take(event, element)
    except DefusedXmlException:
        raise ValueError(texts.HAS_ENTITIES) from None
    except ParseError as error:
        reader.cut_off()
        if not reader.found:
            line, column = error.position
            what = texts.BAD_XML.format(line=line, column=column + 1)
            raise ValueError(what) from None
    except LookupError:
        raise ValueError(texts.ENCODING) from None
    if reader.found:
        return reader.found
    if reader.others:
        others = ", ".join(sorted(reader.others))
        raise ValueError(texts.OTHER_SPORTS.format(sports=others))
    raise ValueError(texts.TCX_WITHOUT_ACTIVITY)


@dataclass
class _Reader:
    """The elements as they come: each activity is complete at its end."""

    found: list[Activity] = field(default_factory=list)
    others: set[str] = field(default_factory=set)
    sport: str = ""
    points: list[Point] = field(default_factory=list)
    laps: list[Lap] = field(default_factory=list)
    pauses: list[tuple[float, float]] = field(default_factory=list)
    kcal: float = 0.0
    metres: float = 0.0
    device: str = ""
    has_places: bool = False
    is_open: bool = False
    count: int = 0

    def take(self, event: str, element: Element) -> None:
        """Take the beginning or the end of an element."""
        tag = lower_tag(element)
        if event == "start":
            self._begins(tag, element)
            return
        match tag:
            case "trackpoint":
                self._trackpoint(element)
                element.clear()
            case "lap":
                self._lap_ends(element)
                element.clear()
            case "track":
                element.clear()
            case "creator":
                names = (child.text for child in element if lower_tag(child) == "name")
                self.device = plain(next(names, None) or "")[:40]
            case "activity":
                self._activity_ends()
                element.clear()

    def _begins(self, tag: str, element: Element) -> None:
        self.count += 1
        if self.count == 1 and tag != "trainingcenterdatabase":
            raise ValueError(texts.IS_GPX if tag == "gpx" else texts.NO_TCX)
        if self.count > MOST_ELEMENTS:
            raise ValueError(texts.TOO_MANY_ELEMENTS.format(most=MOST_ELEMENTS))
        if tag == "activity":
            self.sport = element.get("Sport", "")
            self.points, self.laps, self.pauses = [], [], []
            self.kcal = self.metres = 0.0
            self.device, self.has_places, self.is_open = "", False, True
        elif tag == "lap" and (began := _time(element.get("StartTime"))) is not None:
            self.laps.append(Lap(began))
        elif tag == "track" and self.points:
            # Its first point says how long the clock stood.
            self.pauses.append((self.points[-1].at, 0.0))

    def _trackpoint(self, element: Element) -> None:
        at = distance = speed = bpm = None
        for child in element.iter():
            match lower_tag(child):
                case "time":
                    at = _time(child.text)
                case "distancemeters":
                    distance = _number(child.text, 1e6)
                case "speed":
                    speed = _number(child.text, 100)
                case "value":
                    bpm = _number(child.text, 254)
                case "position":
                    self.has_places = True
        if at is None:
            return
        if self.pauses and not self.pauses[-1][1]:
            self.pauses[-1] = (self.pauses[-1][0], at)
        if len(self.points) >= MOST_POINTS:
            raise ValueError(texts.TOO_MANY_READINGS.format(most=MOST_POINTS))
        kmh = None if speed is None else speed * 3.6
        self.points.append(Point(at, distance, kmh, round(bpm) if bpm and bpm >= 1 else None))

    def _lap_ends(self, element: Element) -> None:
        values = {lower_tag(child): child.text for child in element}
        self.kcal += _number(values.get("calories"), 1e5) or 0
        self.metres += _number(values.get("distancemeters"), 1e6) or 0
        if self.laps and (values.get("intensity") or "").strip().lower() == "resting":
            self.laps[-1] = self.laps[-1]._replace(kind=Kind.WALK)

    def _activity_ends(self) -> None:
        self.is_open = False
        activity = self._activity()
        if activity is not None:
            self.found.append(activity)

    def cut_off(self) -> None:
        """Take what there is of an activity that does not end."""
        if self.is_open and len(self.points) > 1:
            self.metres = 0.0
            self._activity_ends()
            for activity in self.found[-1:]:
                activity.notes.append(texts.BEFORE_THE_DAMAGE)

    def _activity(self) -> Activity | None:
        notes: list[str] = []
        points = in_order(self.points, notes)
        laps = [lap for lap in self.laps if not points or _is_near(lap, points)]
        moments = [*(each.at for each in points), *(lap.began_at for lap in laps)]
        sport = self.sport.strip().lower()
        if sport not in _SPORTS:
            self.others.add(plain(sport)[:20])
            return None
        if not moments:
            return None
        began, ended = min(moments), max(moments)
        metres = self.metres or max((each.distance_m or 0.0 for each in points), default=0.0)
        return Activity(
            began,
            ended,
            _SPORTS[sport] or by_speed(metres, ended - began, notes),
            FORMAT,
            place="outdoors" if self.has_places else "",
            points=points,
            laps=sorted(laps),
            pauses=list(_real(self.pauses)) or None,
            distance_m=metres or None,
            kcal=self.kcal or None,
            device=self.device,
            notes=notes,
        )


def _is_near(lap: Lap, points: list[Point]) -> bool:
    """True if a lap may belong to the points: it has no other date."""
    return points[0].at - LONGEST_S <= lap.began_at <= points[-1].at


def _real(pauses: list[tuple[float, float]]) -> Iterator[tuple[float, float]]:
    """The gaps between tracks that are longer than those between readings."""
    return ((begin, end) for begin, end in pauses if end - begin > 3)


def _time(text: str | None) -> float | None:
    """Seconds since 1970 of a moment in ISO 8601; without an offset it is UTC."""
    try:
        moment = datetime.fromisoformat((text or "").strip())
        seconds = moment.timestamp() if moment.tzinfo else _utc(moment)
    except (ValueError, OverflowError):
        return None
    return seconds if seconds > 0 else None


def _utc(moment: datetime) -> float:
    return (moment - datetime(1970, 1, 1)).total_seconds()


def _number(text: str | None, most: float) -> float | None:
    """A number from 0 on that can be, else None."""
    try:
        value = float(text or "")
    except ValueError:
        return None
    return value if 0 <= value <= most else None
