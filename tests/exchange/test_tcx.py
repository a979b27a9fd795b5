"""TCX files of drawn sessions: in the schema's order, with the totals of the FIT file."""

from datetime import datetime
from itertools import pairwise
from xml.etree.ElementTree import Element, fromstring

import pytest
from hypothesis import HealthCheck, given, settings

from runwalk_tui.exchange.fit import encode_fit
from runwalk_tui.exchange.session_accounting import account_of
from runwalk_tui.exchange.tcx import EXTENSION, NAMESPACE, encode_tcx
from runwalk_tui.workout.events import Event
from tests.exchange.fit_readers import by_sdk
from tests.exchange.sessions import sessions
from tests.recorded import workout

ORDER = {
    "TrainingCenterDatabase": ["Activities"],
    "Activities": ["Activity"],
    "Activity": ["Id", "Lap", "Notes", "Creator"],
    "Lap": [
        "TotalTimeSeconds",
        "DistanceMeters",
        "MaximumSpeed",
        "Calories",
        "AverageHeartRateBpm",
        "MaximumHeartRateBpm",
        "Intensity",
        "TriggerMethod",
        "Track",
        "Extensions",
    ],
    "Track": ["Trackpoint"],
    "Trackpoint": ["Time", "DistanceMeters", "HeartRateBpm", "Extensions"],
    "Creator": ["Name", "UnitId", "ProductID", "Version"],
    "Version": ["VersionMajor", "VersionMinor"],
    "TPX": ["Speed", "RunCadence"],
    "LX": ["AvgSpeed", "AvgRunCadence", "MaxRunCadence", "Steps"],
}
"""The elements that are written, in the order of their sequence in the schema."""


def _name(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def _all(parent: Element, *path: str) -> list[Element]:
    return parent.findall("/".join(f"{{{NAMESPACE}}}{name}" for name in path))


def _number(parent: Element, *path: str) -> float:
    (found,) = _all(parent, *path)
    return float(found.text or "")


def _when(text: str | None) -> datetime:
    return datetime.fromisoformat(text or "")


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(sessions())
def test_it_keeps_the_schemas_order_and_the_fit_files_totals(events: tuple[Event, ...]) -> None:
    account = account_of(events)
    root = fromstring(encode_tcx(account, 7))
    for element in root.iter():
        if _name(element) in ORDER:
            places = [ORDER[_name(element)].index(_name(child)) for child in element]
            assert places == sorted(places)
    fit = by_sdk(encode_fit(account, 7))
    laps = _all(root, "Activities", "Activity", "Lap")
    for lap, told in zip(laps, fit["lap"], strict=True):
        assert _number(lap, "TotalTimeSeconds") == pytest.approx(
            told["total_timer_time"], abs=0.002
        )
        assert _number(lap, "DistanceMeters") == pytest.approx(told["total_distance"])
        assert _number(lap, "Calories") == told["total_calories"]
        assert _when(lap.get("StartTime")) == told["start_time"]
        if told["total_distance"]:
            assert _number(lap, "MaximumSpeed") == pytest.approx(told["max_speed"])
    points = [point for lap in laps for point in _all(lap, "Track", "Trackpoint")]
    assert [_when(_all(point, "Time")[0].text) for point in points] == [
        record["timestamp"] for record in fit["record"]
    ]
    assert [_number(point, "DistanceMeters") for point in points] == pytest.approx(
        [record["distance"] for record in fit["record"]]
    )
    assert [
        _number(point, "HeartRateBpm", "Value") for point in points if _all(point, "HeartRateBpm")
    ] == [record["heart_rate"] for record in fit["record"] if "heart_rate" in record]


def test_it_says_who_wrote_it_and_what_was_done() -> None:
    root = fromstring(encode_tcx(account_of(workout()), 4711))
    (activity,) = _all(root, "Activities", "Activity")
    assert activity.get("Sport") == "Running"
    (creator,) = _all(activity, "Creator")
    assert creator.get("{http://www.w3.org/2001/XMLSchema-instance}type") == "Device_t"
    assert [child.text for child in creator][:2] == ["runwalk-tui", "4711"]
    assert _all(activity, "Id")[0].text == _all(activity, "Lap")[0].get("StartTime")
    intensities = [_all(lap, "Intensity")[0].text for lap in _all(activity, "Lap")]
    assert intensities == ["Active", "Active", "Resting", "Active", "Active"]
    speeds = activity.iter(f"{{{EXTENSION}}}Speed")
    assert max(float(speed.text or "") for speed in speeds) == pytest.approx(8.5 / 3.6, abs=0.001)
    times = [_when(time.text) for time in activity.iter(f"{{{NAMESPACE}}}Time")]
    assert all(a < b for a, b in pairwise(times))
