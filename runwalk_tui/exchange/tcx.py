"""A session as a TCX activity, by Garmin's Training Center Database schema, version 2.

The schema knows running, biking and "other": a walk is the last. Speed, cadence and steps stand in
its activity extension.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from math import ceil
from typing import Final
from xml.etree.ElementTree import Element, SubElement, tostring

from runwalk_tui import __version__
from runwalk_tui.exchange.fit_summary import shares
from runwalk_tui.exchange.session_account import Account, Lap, Second
from runwalk_tui.workout.events import MachineKind
from runwalk_tui.workout.plan import Kind
from runwalk_tui.workout.session import Phase

NAMESPACE: Final = "http://www.garmin.com/xmlschemas/TrainingCenterDatabase/v2"
EXTENSION: Final = "http://www.garmin.com/xmlschemas/ActivityExtension/v2"
_NAMESPACES: Final = {
    "xmlns": NAMESPACE,
    "xmlns:ns3": EXTENSION,
    "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
}

_MOST_BPM: Final = 254
_MOST_STRIDES: Final = 254
"""More a minute the schema does not take."""


def encode_tcx(account: Account, serial: int) -> bytes:
    """Encode a session as TCX, in UTF-8.

    Args:
        account: What it came to.
        serial: Of this installation.
    """
    return _Activity(account, serial).encode()


class _Activity:
    """One session as elements."""

    def __init__(self, account: Account, serial: int) -> None:
        self._account = account
        self._serial = serial
        self._opened_at = datetime.fromisoformat(account.session.opened_at).astimezone(UTC)
        self._kcal = shares(account.kcal([lap]) for lap in account.laps)

    def encode(self) -> bytes:
        """The document."""
        account = self._account
        root = Element("TrainingCenterDatabase", _NAMESPACES)
        activity = SubElement(SubElement(root, "Activities"), "Activity")
        activity.set("Sport", _sport(account))
        _text(activity, "Id", self._time(account.began_t))
        metres = shares(lap.distance_m * 100 for lap in account.laps)
        last = self._last_second()
        for index, lap in enumerate(account.laps):
            element = SubElement(activity, "Lap", StartTime=self._time(lap.began_t))
            self._fill_lap(element, lap, metres[index] / 100, self._kcal[index])
            for seconds in self._tracks(lap):
                track = SubElement(element, "Track")
                for second in seconds:
                    if second is last:
                        second = second._replace(distance_m=account.distance_m)
                    self._add_point(track, second)
            self._extend_lap(element, lap)
        plan = account.session.plan
        if plan is not None and plan.title:
            _text(activity, "Notes", plan.title)
        self._add_creator(activity)
        document: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
        return document

    def _fill_lap(self, element: Element, lap: Lap, metres: float, kcal: int) -> None:
        step = lap.step
        _text(element, "TotalTimeSeconds", f"{lap.active_s:.3f}")
        _text(element, "DistanceMeters", f"{metres:.2f}")
        if lap.max_kmh is not None:
            _text(element, "MaximumSpeed", f"{lap.max_kmh / 3.6:.3f}")
        _text(element, "Calories", str(min(kcal, 0xFFFF)))
        for name, bpm in (
            ("AverageHeartRateBpm", step.mean_bpm),
            ("MaximumHeartRateBpm", step.peak_bpm),
        ):
            _add_bpm(element, name, bpm)
        is_rest = step.kind is Kind.WALK and self._account.is_run
        _text(element, "Intensity", "Resting" if is_rest else "Active")
        _text(element, "TriggerMethod", "Manual")

    def _extend_lap(self, element: Element, lap: Lap) -> None:
        more = SubElement(SubElement(element, "Extensions"), "ns3:LX")
        SubElement(more, "ns3:AvgSpeed").text = f"{lap.mean_kmh / 3.6:.3f}"
        for name, cadence in (
            ("AvgRunCadence", lap.steps_per_min),
            ("MaxRunCadence", lap.max_steps_per_min),
        ):
            _add_strides(more, name, cadence)
        if lap.steps is not None and lap.steps <= 0xFFFF:
            SubElement(more, "ns3:Steps").text = str(lap.steps)

    def _tracks(self, lap: Lap) -> Iterator[list[Second]]:
        """The seconds of a lap; those after a pause are a track of their own."""
        track: list[Second] = []
        first, last = self._first(lap.began_t), self._first(lap.ended_t)
        for second in self._account.seconds[first : last + 1]:
            if second.phase is Phase.RUNNING and second.step == lap.index:
                track.append(second)
            elif track:
                yield track
                track = []
        if track:
            yield track

    def _first(self, t: float) -> int:
        """Place of the first second that is not before ``t``."""
        seconds = self._account.seconds
        return max(0, ceil(t) - seconds[0].t) if seconds else 0

    def _last_second(self) -> Second | None:
        counted = (
            second
            for second in reversed(self._account.seconds)
            if second.phase is Phase.RUNNING and second.step is not None
        )
        return next(counted, None)

    def _add_point(self, track: Element, second: Second) -> None:
        point = SubElement(track, "Trackpoint")
        _text(point, "Time", self._time(second.t))
        _text(point, "DistanceMeters", f"{second.distance_m:.2f}")
        _add_bpm(point, "HeartRateBpm", second.heart_bpm)
        if (second.speed_kmh, second.steps_per_min, second.power_w) != (None, None, None):
            more = SubElement(SubElement(point, "Extensions"), "ns3:TPX")
            if second.speed_kmh is not None:
                SubElement(more, "ns3:Speed").text = f"{second.speed_kmh / 3.6:.3f}"
            _add_strides(more, "RunCadence", second.steps_per_min)
            if second.power_w is not None:
                SubElement(more, "ns3:Watts").text = str(max(0, round(second.power_w)))

    def _add_creator(self, activity: Element) -> None:
        creator = SubElement(activity, "Creator", {"xsi:type": "Device_t"})
        _text(creator, "Name", "runwalk-tui")
        _text(creator, "UnitId", str(self._serial))
        _text(creator, "ProductID", "0")
        version = SubElement(creator, "Version")
        major, _, rest = __version__.partition(".")
        _text(version, "VersionMajor", major)
        _text(version, "VersionMinor", rest.partition(".")[0])

    def _time(self, t: float) -> str:
        """Whole seconds in UTC, rounded down as in a FIT file."""
        return (self._opened_at + timedelta(seconds=t)).strftime("%Y-%m-%dT%H:%M:%SZ")


def _text(parent: Element, name: str, text: str) -> None:
    SubElement(parent, name).text = text


def _add_bpm(parent: Element, name: str, bpm: float | None) -> None:
    """A heart rate, if the schema takes it."""
    if bpm is not None and 1 <= round(bpm) <= _MOST_BPM:
        _text(SubElement(parent, name), "Value", str(round(bpm)))


def _add_strides(parent: Element, name: str, steps_per_min: float | None) -> None:
    """A cadence as TCX counts it, by one foot, if the schema takes it."""
    if steps_per_min is not None and steps_per_min / 2 <= _MOST_STRIDES:
        SubElement(parent, f"ns3:{name}").text = str(round(steps_per_min / 2))


def _sport(account: Account) -> str:
    if account.session.machine is MachineKind.BIKE:
        return "Biking"
    return "Running" if account.is_run else "Other"
