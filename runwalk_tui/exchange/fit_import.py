"""FIT activities of watches: sessions of running and walking, with their records, laps and pauses.

Read with fitdecode, which unlike Garmin's SDK goes on after a compressed timestamp. A wrong check
sum is noted and nothing more; a file that is cut off gives what stands before the cut. A recording
that was interrupted says that it has no octets: its real length takes the place of that.
"""

import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Literal

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
from runwalk_tui.workout.plan import Kind

FORMAT: Final = "FIT"

EPOCH_S: Final = 631_065_600
"""FIT counts seconds from 1989-12-31 UTC."""

LEAST_TIME: Final = 0x10000000
"""Below it a time is seconds since the device was switched on."""

_SPORTS: Final[Mapping[str, Literal["run", "walk"]]] = {
    "running": "run",
    "walking": "walk",
    "hiking": "walk",
    "generic": "run",
}
_BY_SPEED: Final = "run or walk"
_INDOORS: Final = {"treadmill", "indoor_running", "indoor_walking"}
_EQUIPMENT: Final = {"fitness_equipment", "training"}
"""Sports that say nothing; with one of `_INDOORS` they are a run or a walk."""

_KINDS: Final = {
    "warmup": Kind.WARM_UP,
    "cooldown": Kind.COOL_DOWN,
    "rest": Kind.WALK,
    "recovery": Kind.WALK,
}
_FAULTS: Final = (
    ValueError,
    TypeError,
    LookupError,
    ArithmeticError,
    AttributeError,
    AssertionError,
    struct.error,
)
"""Errors that the decoder raises on octets that make no sense, besides its own."""

Fields = Mapping[str, Any]


def read_fit_activities(data: bytes) -> list[Activity]:
    """Read the runs and walks of a file; of chained files those of each.

    Raises:
        ValueError: If there is none in it; says why.
    """
    notes: list[str] = []
    files = list(_files(_repaired(data, notes), notes))
    found: list[Activity] = []
    others: set[str] = set()
    for each in files:
        activities, sports = each.activities()
        found += activities
        others |= sports
    for activity in found:
        activity.notes[:0] = notes
    if found:
        return found
    types = {each.type for each in files} - {"activity", ""}
    if others:
        raise ValueError(texts.OTHER_SPORTS.format(sports=", ".join(sorted(others))))
    if "workout" in types:
        raise ValueError(texts.IS_WORKOUT)
    if any(each.undated for each in files):
        raise ValueError(texts.NO_DATE)
    if notes:
        raise ValueError(texts.TOO_DAMAGED)
    raise ValueError(texts.FIT_WITHOUT_ACTIVITY)


def _repaired(data: bytes, notes: list[str]) -> bytes:
    """The file with its real length, where it says that it is empty."""
    if len(data) < 14 or data[4:8] != bytes(4) or not 12 <= data[0] <= 14:
        return data
    notes.append(texts.INTERRUPTED)
    return data[:4] + (len(data) - data[0]).to_bytes(4, "little") + data[8:]


def _files(data: bytes, notes: list[str]) -> Iterator["_File"]:
    """Each of the files that are chained, as far as it can be read."""
    import fitdecode

    file: _File | None = None
    count = 0
    is_repaired = bool(notes)
    if not is_repaired and not has_sound_checksums(data):
        notes.append(texts.WRONG_CHECKSUM)
    try:
        # Without a processor times stay numbers, which halves the time that it takes.
        with fitdecode.FitReader(
            data,
            processor=None,
            check_crc=fitdecode.CrcCheck.DISABLED,
            error_handling=fitdecode.ErrorHandling.IGNORE,
        ) as reader:
            for frame in reader:
                if frame.frame_type == fitdecode.FIT_FRAME_DATA:
                    count += 1
                    if count > MOST_POINTS:
                        raise _FloodError
                    if file is not None:
                        file.take(frame.name, frame.fields)
                elif frame.frame_type == fitdecode.FIT_FRAME_HEADER:
                    if file is not None:
                        yield file
                    file = _File()
    except _FloodError:
        raise ValueError(texts.TOO_MANY_MESSAGES.format(most=MOST_POINTS)) from None
    except (fitdecode.FitError, *_FAULTS):
        if not is_repaired and file is not None:
            notes.append(texts.BEFORE_THE_DAMAGE)
    if file is not None:
        yield file


def _table() -> tuple[int, ...]:
    """Return what each octet does to the check sum: CRC-16 with the reversed polynomial 0xA001."""
    found = []
    for octet in range(256):
        for _ in range(8):
            octet = octet >> 1 ^ (0xA001 if octet & 1 else 0)
        found.append(octet)
    return tuple(found)


_CRC: Final = _table()


def has_sound_checksums(data: bytes) -> bool:
    """True if each of the chained files that is whole ends in its check sum, low octet first."""
    begin = 0
    while data[begin + 8 : begin + 12] == b".FIT":
        end = begin + data[begin] + int.from_bytes(data[begin + 4 : begin + 8], "little")
        if end + 2 > len(data):
            return True
        crc = 0
        for octet in data[begin:end]:
            crc = crc >> 8 ^ _CRC[(crc ^ octet) & 0xFF]
        if crc != int.from_bytes(data[end : end + 2], "little"):
            return False
        begin = end + 2
    return True


class _FloodError(Exception):
    """More messages than any activity has."""


@dataclass
class _File:
    """One FIT file while it is read: of each message what an activity needs."""

    type: str = ""
    device: str = ""
    offset_s: float | None = None
    points: list[Point] = field(default_factory=list)
    laps: list[Lap] = field(default_factory=list)
    timer: list[tuple[float, bool]] = field(default_factory=list)
    sessions: list[Fields] = field(default_factory=list)
    sport: str = ""
    beats: list[float] = field(default_factory=list)
    undated: int = 0

    def take(self, name: str, fields: list[Any]) -> None:
        """Take a message in."""
        match name:
            case "record":
                self._record(fields)
            case "hrv":
                self.beats += _beats(fields)
            case "lap" | "session" | "event" | "file_id" | "activity" | "sport":
                values = {each.name: each.value for each in fields if each.value is not None}
                getattr(self, f"_{name}")(values)

    def _record(self, fields: list[Any]) -> None:
        at = distance = speed = bpm = None
        for each in fields:
            value = each.value
            if value is None:
                continue
            match each.name:
                case "timestamp":
                    at = value
                case "distance":
                    distance = value
                case "enhanced_speed":
                    speed = value
                case "speed" if speed is None:
                    speed = value
                case "heart_rate":
                    bpm = value
        if not isinstance(at, int) or at < LEAST_TIME:
            self.undated += 1
            return
        rr_s, self.beats = tuple(self.beats), []
        self.points.append(
            Point(
                at + EPOCH_S,
                _number(distance, 1e6),
                None if (found := _number(speed, 100.0)) is None else found * 3.6,
                bpm if isinstance(bpm, int) and 1 <= bpm <= 254 else None,
                rr_s,
            )
        )

    def _lap(self, values: Fields) -> None:
        began = _time(values.get("start_time"))
        if began is None:
            return
        up, down = (_number(values.get(f"total_{way}"), 1e5) for way in ("ascent", "descent"))
        climb = None if up is None or down is None else up - down
        self.laps.append(Lap(began, _KINDS.get(str(values.get("intensity"))), climb))

    def _session(self, values: Fields) -> None:
        self.sessions.append(values)

    def _sport(self, values: Fields) -> None:
        self.sport = self.sport or str(values.get("sport", ""))

    def _event(self, values: Fields) -> None:
        at = _time(values.get("timestamp"))
        if at is None or values.get("event") != "timer":
            return
        match values.get("event_type"):
            case "start":
                self.timer.append((at, True))
            case "stop" | "stop_all" | "stop_disable" | "stop_disable_all":
                self.timer.append((at, False))

    def _file_id(self, values: Fields) -> None:
        self.type = str(values.get("type", ""))
        words = (values.get(key) for key in ("manufacturer", "product_name", "garmin_product"))
        self.device = plain(" ".join(word for word in words if isinstance(word, str)))[:40]

    def _activity(self, values: Fields) -> None:
        at, local = values.get("timestamp"), values.get("local_timestamp")
        if isinstance(at, int) and isinstance(local, int) and abs(local - at) <= 15 * 3600:
            self.offset_s = float(round((local - at) / 900) * 900)

    def activities(self) -> tuple[list[Activity], set[str]]:
        """The runs and walks, and which other sports there were."""
        found: list[Activity] = []
        others: set[str] = set()
        for values in self.sessions or [{"sport": self.sport or "generic"}]:
            sport = str(values.get("sport", "generic"))
            if sport in _EQUIPMENT and values.get("sub_sport") in _INDOORS:
                sport = _BY_SPEED
            # Between the sports of a triathlon "generic" is whatever has no name.
            if sport not in (*_SPORTS, _BY_SPEED) or (
                sport == "generic" and len(self.sessions) > 1
            ):
                others.add(plain(sport)[:20])
            elif (activity := self._activity_of(values, sport)) is not None:
                found.append(activity)
        return found, others

    def _activity_of(self, values: Fields, sport: str) -> Activity | None:
        notes: list[str] = []
        began = _time(values.get("start_time"))
        elapsed = _number(values.get("total_elapsed_time"), 1e7)
        if not self.points and (began is None or elapsed is None):
            return None
        if began is None:
            began = self.points[0].at
        ended = self.points[-1].at if elapsed is None else began + elapsed
        many = len(self.sessions) > 1
        told_end = _time(values.get("timestamp"))
        if many and told_end is not None and began < told_end:
            ended = min(ended, told_end)
        points = [each for each in self.points if not many or began <= each.at <= ended]
        points = in_order(points, notes)
        if points and not many:
            # A session of another date than its readings has lost its own.
            if not began - LONGEST_S <= points[0].at <= ended + LONGEST_S:
                began, ended = points[0].at, points[-1].at
            began, ended = min(began, points[0].at), max(ended, points[-1].at)
        metres = _number(values.get("total_distance"), 1e6)
        if sport == "generic":
            notes.append(texts.NO_SPORT)
        laps = sorted(lap for lap in self.laps if began - 1 <= lap.began_at < ended)
        sub_sport = values.get("sub_sport")
        return Activity(
            began,
            ended,
            _SPORTS.get(sport) or by_speed(metres or 0.0, ended - began, notes),
            FORMAT,
            place="on a treadmill" if sub_sport in _INDOORS else "outdoors",
            offset_s=self.offset_s,
            points=points,
            laps=laps,
            pauses=self._pauses(began, ended),
            distance_m=metres,
            kcal=_number(values.get("total_calories"), 1e5),
            device=self.device,
            notes=notes,
        )

    def _pauses(self, began: float, ended: float) -> list[tuple[float, float]] | None:
        """From each stop of the timer to its next start; None if it was never told to start."""
        if not any(runs for _, runs in self.timer):
            return None
        pauses: list[tuple[float, float]] = []
        stopped: float | None = None
        for at, runs in sorted(self.timer):
            if not runs:
                stopped = at if stopped is None else stopped
            elif stopped is not None:
                if began <= stopped < at <= ended:
                    pauses.append((stopped, at))
                stopped = None
        return pauses


def _time(value: object) -> float | None:
    return value + EPOCH_S if isinstance(value, int) and value >= LEAST_TIME else None


def _number(value: object, most: float) -> float | None:
    """A number from 0 on that can be, else None."""
    return float(value) if isinstance(value, (int, float)) and 0 <= value <= most else None


def _beats(fields: list[Any]) -> Iterator[float]:
    for each in fields:
        if each.name == "time":
            values = each.value if isinstance(each.value, (tuple, list)) else (each.value,)
            yield from (v for v in values if isinstance(v, (int, float)) and 0.2 <= v <= 5)
