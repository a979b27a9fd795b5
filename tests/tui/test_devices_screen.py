"""The devices screen: what it shows, and that every key asks for what it says."""

from collections.abc import Callable

import pytest

from runwalk_tui.tui.app import RunwalkApp
from runwalk_tui.tui.destinations import Check, Devices
from runwalk_tui.tui.navigator import Navigator
from runwalk_tui.tui.screens.home import HomeScreen
from runwalk_tui.tui.widgets.device_description import Portrait
from runwalk_tui.tui.widgets.device_rows import FADED, bars, device_row
from runwalk_tui.tui.widgets.key_bar import KeyBar
from runwalk_tui.tui.widgets.text_block import Notice
from tests.tui.apps import (
    LARGE,
    MILES,
    OPTIONS,
    SMALL,
    FakeBackstage,
    devices_app,
    panel_text,
    settle,
    text_of,
    until,
    whole_app,
)
from tests.tui.devices import (
    ABSENT,
    BIKE,
    EVERYTHING,
    FADED_STRAP,
    KNOWN_STRAP,
    KNOWN_TREADMILL,
    NEW_TREADMILL,
    NOW,
    RIDE,
    FakeDevices,
)

Compare = Callable[..., bool]

NO_ADAPTER = (
    "the Bluetooth adapter is off: turn it on with: bluetoothctl power on "
    "(or: rfkill unblock bluetooth)"
)


def app_of(feed: FakeDevices) -> RunwalkApp:
    return devices_app(feed, OPTIONS)


def everything() -> RunwalkApp:
    return app_of(FakeDevices(*EVERYTHING))


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x40"])
def test_how_it_looks(size: tuple[int, int], snap_compare: Compare) -> None:
    assert snap_compare(everything(), terminal_size=size)


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x40"])
def test_how_a_bike_and_its_sensors_look(size: tuple[int, int], snap_compare: Compare) -> None:
    assert snap_compare(app_of(FakeDevices(*RIDE)), press=["down", "down"], terminal_size=size)


@pytest.mark.parametrize("begins_at_home", [True, False])
async def test_a_workout_is_picked_for_the_marked_machine(begins_at_home: bool) -> None:
    stage = FakeBackstage(found_devices=FakeDevices(*RIDE))
    first = Navigator.home_screen if begins_at_home else Navigator.devices_screen
    app = whole_app(stage, first)
    async with app.run_test(size=SMALL) as pilot:
        if begins_at_home:
            app.guide.go(Devices())
        await until(pilot, lambda: "KICKR" in text_of(app))
        await pilot.press("down", "w")
        assert ("bike", BIKE.address) not in stage.done, "a pod is no machine"
        await pilot.press("up", "w")
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))
        assert ("bike", BIKE.address) in stage.done
        assert len(app.screen_stack) == (1 if begins_at_home else 2)


def test_how_a_question_looks(snap_compare: Compare) -> None:
    assert snap_compare(everything(), press=["f"], terminal_size=SMALL)


def test_how_an_adapter_that_is_off_looks(snap_compare: Compare) -> None:
    assert snap_compare(app_of(FakeDevices(trouble=NO_ADAPTER)), terminal_size=SMALL)


WISHES = {
    "enter": ("choose", "Cellar"),
    "m": ("remember", "Cellar"),
    "b": ("battery", "Cellar"),
    "c": ("check", "Cellar"),
    "p": ("pair", "Cellar"),
}


@pytest.mark.parametrize("key", WISHES)
async def test_a_key_asks_for_what_it_says(key: str) -> None:
    feed = FakeDevices(*EVERYTHING)
    async with app_of(feed).run_test(size=SMALL) as pilot:
        await pilot.press(key)
        assert feed.wishes == [WISHES[key]]


async def test_a_device_is_forgotten_only_after_a_question() -> None:
    feed = FakeDevices(*EVERYTHING)
    app = app_of(feed)
    async with app.run_test(size=SMALL) as pilot:
        for answer in ("n", "escape"):
            await pilot.press("f")
            await settle(pilot)
            assert "Forget Cellar" in panel_text(app, Notice)
            assert panel_text(app, KeyBar).strip() == "y forget it  n keep it"
            await pilot.press("enter", "m", "c", "down", "f", answer)
            assert feed.wishes == []
        await pilot.press("f", "y")
        assert feed.wishes == [("forget", "Cellar")]
        await pilot.press("y", "end", "f", "y")
        assert len(feed.wishes) == 1, "nobody asked, and nobody is known"


async def test_a_name_is_written_in_a_line_where_letters_are_letters() -> None:
    feed = FakeDevices(*EVERYTHING)
    app = app_of(feed)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("end", "up", "n", *"My q?fy", "enter", "enter")
        assert feed.wishes[:2] == [("rename", "H10", "My q?fy"), ("choose", "H10")]
        await pilot.press("home", "n")
        await settle(pilot)
        assert "Your name for F80" in panel_text(app, Notice)
        await pilot.press("end", "backspace", "enter")
        assert feed.wishes[2:] == [("rename", "Cellar", "Cella")], "it begins with the name so far"
        await pilot.press("n", "backspace", "enter", "n", "x", "escape", "m")
        assert feed.wishes[3:] == [("rename", "Cellar", ""), ("remember", "Cellar")]
        assert app.is_running


async def test_leaving_returns_nothing_or_the_treadmill_to_be_checked() -> None:
    for presses, choice in (
        (["escape"], None),
        (["d"], None),
        (["q"], None),
        (["c"], Check(KNOWN_TREADMILL.address)),
        (["down", "c", "up", "escape"], None),
    ):
        app = everything()
        async with app.run_test(size=SMALL) as pilot:
            await pilot.press(*presses)
        assert app.return_value == choice


async def test_the_mark_stays_with_its_device() -> None:
    feed = FakeDevices(*EVERYTHING)
    app = app_of(feed)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("down", "down")
        await settle(pilot)
        assert "Run 7.0T" in panel_text(app, Portrait)
        feed.entries = (KNOWN_TREADMILL, KNOWN_STRAP, NEW_TREADMILL)
        await pilot.pause(0.7)
        assert "Run 7.0T" in panel_text(app, Portrait)
        feed.entries = (KNOWN_STRAP,)
        await until(pilot, lambda: "Run 7.0T" not in text_of(app))
        await pilot.press("enter")
        assert feed.wishes == [("choose", "H10")]


async def test_without_devices_it_says_what_to_do_and_no_key_does_harm() -> None:
    feed = FakeDevices()
    app = app_of(feed)
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        assert "switch the treadmill on" in panel_text(app, Notice)
        assert panel_text(app, KeyBar).strip() == "esc back  q quit  ? keys"
        await pilot.press("enter", "m", "n", "f", "y", "c", "b", "down", "end")
        assert feed.wishes == []
        feed.entries = (ABSENT,)
        await until(pilot, lambda: "not in range" in text_of(app))
        assert "switch the treadmill on" in panel_text(app, Notice)


async def test_what_matters_most_is_said() -> None:
    feed = FakeDevices(*EVERYTHING, trouble="no Bluetooth adapter found: plug one in", said="Done.")
    app = app_of(feed)
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        assert "No Bluetooth adapter found: plug one in" in panel_text(app, Notice)
        feed.trouble = ""
        await until(pilot, lambda: "Done." in panel_text(app, Notice))


async def test_who_reads_miles_is_told_in_miles() -> None:
    app = devices_app(FakeDevices(*EVERYTHING), MILES)
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        assert "0.5 to 12.4 mph" in panel_text(app, Portrait)


@pytest.mark.parametrize(
    ("rssi_dbm", "shown"),
    [(-30, "▂▄▆█"), (-60, "▂▄▆█"), (-61, "▂▄▆ "), (-80, "▂▄  "), (-90, "▂   "), (-91, "    ")],
)
def test_a_signal_in_bars(rssi_dbm: int, shown: str) -> None:
    assert bars(rssi_dbm) == shown


def test_what_is_not_heard_fades() -> None:
    strengths = [device_row(entry, NOW).strength for entry in EVERYTHING]
    assert strengths == [1.0, FADED, 1.0, 1.0, FADED]
    assert device_row(ABSENT, NOW).cells[2] == "not in range"
    assert device_row(ABSENT, 1.0).cells[2] == "listening"
    assert device_row(FADED_STRAP, NOW).cells[0] == FADED_STRAP.address


async def test_q_is_named_with_and_without_devices() -> None:
    for feed in (FakeDevices(), FakeDevices(*EVERYTHING)):
        app = devices_app(feed)
        async with app.run_test(size=LARGE) as pilot:
            await settle(pilot)
            assert "q quit" in panel_text(app, KeyBar)
