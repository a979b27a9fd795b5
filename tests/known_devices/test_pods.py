"""What stays of a running pod when a session is over."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from runwalk_tui.known_devices.description import portrait
from runwalk_tui.known_devices.known_pod import Comparison, KnownPod
from runwalk_tui.known_devices.pods import PodMemory
from runwalk_tui.known_devices.registry import DeviceRegistry
from runwalk_tui.workout import events as ev

TODAY = date(2030, 1, 1)
POD, BELT = "F8:00:00:00:18:14", "F8:00:00:00:18:26"

UP = ev.LinkChanged(0.0, ev.Device.POD, ev.LinkState.UP, "Foot", POD)
BELT_UP = ev.LinkChanged(0.0, ev.Device.TREADMILL, ev.LinkState.UP, "F80", BELT)
BEGUN = ev.ClockStarted(0.0)
STEP = ev.PodReading(0.0, 8.0, 80.0)
ENDED = ev.SessionEnded(0.0, ev.Outcome.FINISHED, True)


def after(events: Sequence[ev.Event]) -> tuple[KnownPod, ...]:
    memory = PodMemory(DeviceRegistry(), None, lambda: TODAY)
    for event in events:
        memory(event)
    return DeviceRegistry().of(KnownPod)


def workout(belt_kmh: float, pod_kmh: float, seconds: int) -> list[ev.Event]:
    events: list[ev.Event] = [UP, BELT_UP, BEGUN]
    for second in range(seconds):
        events.append(ev.BeltReading(float(second), belt_kmh))
        events.append(ev.PodReading(second + 0.5, pod_kmh, 160.0))
    return [*events, ev.SessionEnded(float(seconds), ev.Outcome.FINISHED, True)]


def test_the_pod_of_a_workout_is_remembered_with_what_was_learned() -> None:
    battery = ev.BatteryRead(0.0, ev.Device.POD, 71)
    kept = after([UP, battery, BEGUN, STEP, ev.FeetCounted(9.0, one_foot=True), ENDED])
    known = KnownPod(POD, "Foot", battery_percent=71, battery_on=TODAY, one_foot=True)
    assert kept == (known,)
    memory = PodMemory(DeviceRegistry())
    assert memory.is_expected
    memory(UP)
    assert memory.known(1.0) == ev.PodKnown(1.0, one_foot=True)


@pytest.mark.parametrize(
    "events",
    [(BEGUN, STEP, ENDED), (UP, STEP, ENDED), (UP, BEGUN, ENDED), (UP, BEGUN, STEP)],
    ids=["no pod", "no workout", "no step", "not ended"],
)
def test_a_pod_that_was_only_met_is_not(events: tuple[ev.Event, ...], runwalk_home: Path) -> None:
    assert after(events) == ()
    assert not PodMemory(DeviceRegistry()).is_expected
    assert not runwalk_home.exists()


def test_the_belt_is_compared_with_it_and_the_weight_grows() -> None:
    (first,) = after(workout(8.4, 8.0, 300))
    (comparison,) = first.belts
    assert (comparison.address, comparison.name) == (BELT, "F80")
    assert comparison.factor == pytest.approx(1.05, abs=0.001)
    (second,) = after(workout(8.0, 8.0, 300))
    (both,) = second.belts
    assert 1.0 < both.factor < 1.05
    assert both.metres > comparison.metres
    words = portrait(second)
    assert words[-1] == (
        f"F80 measures {both.factor:.3f} times its distance, "
        f"by {both.metres / 1000:.2f} km at a steady speed."
    )


def test_a_comparison_over_a_few_metres_is_not_kept() -> None:
    (pod,) = after(workout(8.0, 8.0, 60))
    assert pod.belts == ()


def test_only_the_last_treadmills_stay() -> None:
    pod = KnownPod(POD)
    for number in range(10):
        new = Comparison(f"AA:{number}", "F", 1.0, 500.0)
        pod = KnownPod(POD, belts=pod.compared(new))
    assert [belt.address for belt in pod.belts] == [f"AA:{number}" for number in range(2, 10)]
