"""What stays of a strap when a session is over."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest

from runwalk_tui.known_devices.known import KnownStrap
from runwalk_tui.known_devices.learning import StrapMemory
from runwalk_tui.known_devices.registry import DeviceRegistry
from runwalk_tui.workout import events as ev

TODAY = date(2030, 1, 1)
MINE, OTHER = "F8:00:00:00:18:0D", "F8:00:00:00:18:0E"


def up(address: str = MINE, name: str = "H10") -> ev.Event:
    return ev.LinkChanged(0.0, ev.Device.STRAP, ev.LinkState.UP, name, address)


def battery(percent: int) -> ev.Event:
    return ev.BatteryRead(0.0, ev.Device.STRAP, percent)


BEAT = ev.HeartReading(0.0, 120)
BEGUN = ev.ClockStarted(0.0)
ENDED = ev.SessionEnded(0.0, ev.Outcome.FINISHED, True)


def after(*events: ev.Event) -> tuple[KnownStrap, ...]:
    listen(events)
    return DeviceRegistry().of(KnownStrap)


def listen(events: Iterable[ev.Event]) -> None:
    memory = StrapMemory(DeviceRegistry(), lambda: TODAY)
    for event in events:
        memory(event)


def test_the_strap_of_a_workout_is_remembered_with_its_battery() -> None:
    kept = after(up(), battery(90), BEGUN, BEAT, battery(84), ENDED)
    assert kept == (KnownStrap(MINE, "H10", battery_percent=84, battery_on=TODAY),)


@pytest.mark.parametrize(
    "events",
    [
        (BEGUN, BEAT, ENDED),
        (up(), battery(84), BEAT, ENDED),
        (up(), battery(84), BEGUN, ENDED),
        (up(), battery(84), BEGUN, ev.HeartReading(0.0, None), ENDED),
        (up(), battery(84), BEGUN, BEAT),
    ],
    ids=["no strap", "no workout", "not worn", "off the skin", "not ended"],
)
def test_a_strap_that_was_only_met_is_not(events: tuple[ev.Event, ...], runwalk_home: Path) -> None:
    assert after(*events) == ()
    assert not runwalk_home.exists()


def test_of_a_strap_that_is_known_the_battery_is_always_kept() -> None:
    strap = DeviceRegistry().keep(KnownStrap(MINE, "H10", battery_percent=90, battery_on=TODAY))
    DeviceRegistry().rename(strap, "Mine")
    (kept,) = after(up(), battery(42), ENDED)
    assert (kept.own_name, kept.battery_percent) == ("Mine", 42)
    (kept,) = after(up(), BEGUN, BEAT, ENDED)
    assert kept.battery_percent == 42, "it said nothing new"


def test_the_battery_of_one_strap_is_not_taken_for_that_of_the_next() -> None:
    (kept,) = after(up(OTHER, "Other"), battery(9), BEGUN, BEAT, up(), BEAT, ENDED)
    assert (kept.address, kept.battery_percent) == (MINE, None)


def test_a_disk_that_is_full_ends_nothing(
    runwalk_home: Path, caplog: pytest.LogCaptureFixture
) -> None:
    runwalk_home.write_text("")
    listen((up(), battery(84), BEGUN, BEAT, ENDED))
    (warning,) = caplog.messages
    assert "RUNWALK_HOME" in warning, "it names the remedy"
    assert runwalk_home.read_text() == ""
