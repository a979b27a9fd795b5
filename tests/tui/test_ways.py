"""The ways from screen to screen, in one app: there, and back to where the runner was."""

import asyncio
from dataclasses import dataclass
from threading import Event
from typing import Any

import pytest
from textual.command import CommandPalette
from textual.screen import Screen

from runwalk_devices.transport.errors import AdapterError
from runwalk_tui.errors import StoreError, UsageError
from runwalk_tui.tui.app import RunwalkApp
from runwalk_tui.tui.navigator import Navigator
from runwalk_tui.tui.ports import HomeFacts
from runwalk_tui.tui.screens.arm import ArmScreen
from runwalk_tui.tui.screens.builder import BuilderScreen
from runwalk_tui.tui.screens.check_in import CheckInScreen
from runwalk_tui.tui.screens.devices import DevicesScreen
from runwalk_tui.tui.screens.doctor import DoctorScreen
from runwalk_tui.tui.screens.heart import HeartScreen
from runwalk_tui.tui.screens.history import HistoryScreen
from runwalk_tui.tui.screens.home import HomeScreen
from runwalk_tui.tui.screens.no_adapter import NoAdapterScreen
from runwalk_tui.tui.screens.profile import ProfileScreen
from runwalk_tui.tui.screens.programmes import ProgrammesScreen
from runwalk_tui.tui.screens.progress import ProgressScreen
from runwalk_tui.tui.screens.races import RacesScreen
from runwalk_tui.tui.screens.replay import ReplayScreen
from runwalk_tui.tui.screens.run import RunScreen
from runwalk_tui.tui.screens.summary import SummaryScreen
from runwalk_tui.workout.events import Act
from tests.tui.apps import SMALL, Entry, FakeBackstage, Row, settle, text_of, until, whole_app
from tests.tui.coaches import FakeCoach
from tests.tui.devices import EVERYTHING, FakeDevices
from tests.tui.feeds import FakeFeed, brief, run_walk, running

NO_ADAPTER = "no Bluetooth adapter found: plug one in"


@dataclass(frozen=True)
class Found:
    """What a doctor found."""

    name: str
    level: str
    what: str
    remedy: str = ""


def backstage(feed: FakeFeed | None = None) -> FakeBackstage:
    return FakeBackstage(
        name="Ada",
        can_switch=True,
        coached=FakeCoach(),
        sessions=[Row(n) for n in range(28, 0, -1)],
        entries=[Entry("1-2", run_walk()), Entry("short", run_walk(3))],
        feed=feed or FakeFeed(brief()).go(3),
        found_devices=FakeDevices(*EVERYTHING),
        remarks=[Found("adapter", "failure", "is off", "turn it on"), Found("disk", "ok", "room")],
    )


def kind_of(app: RunwalkApp) -> type[Screen[Any]]:
    return type(app.screen)


WAYS: dict[str, tuple[list[str], type[Screen[Any]], list[str]]] = {
    "history": (["h"], HistoryScreen, ["escape"]),
    "weeks": (["g"], ProgressScreen, ["escape"]),
    "programmes": (["o"], ProgrammesScreen, ["escape"]),
    "races": (["m"], RacesScreen, ["escape"]),
    "devices": (["d"], DevicesScreen, ["escape"]),
    "profile": (["p"], ProfileScreen, ["escape"]),
    "builder": (["n"], BuilderScreen, ["escape"]),
    "heart": (["w"], HeartScreen, ["escape"]),
    "replay": (["r"], ReplayScreen, ["escape"]),
    "replay from history": (["h", "r"], ReplayScreen, ["escape", "escape"]),
    "summary of a replay": (["r", "end", "enter"], SummaryScreen, ["escape"]),
    "arm": (["enter"], ArmScreen, ["escape"]),
    "check-in": (["up", "up", "enter"], CheckInScreen, ["escape"] * 5),
    "check": (["d", "c"], ArmScreen, ["escape", "escape"]),
}


@pytest.mark.parametrize("way", WAYS)
async def test_there_and_back_in_one_app_with_the_place_kept(way: str) -> None:
    there, kind, back = WAYS[way]
    app = whole_app(backstage())
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("down", "down")
        home, shown = app.screen, text_of(app)
        await pilot.press(*there)
        await settle(pilot)
        assert kind_of(app) is kind
        assert app.is_running
        await pilot.press(*back)
        await settle(pilot)
        assert app.screen is home
        assert "down" not in there
        assert "up" in there or text_of(app) == shown


@pytest.mark.parametrize("way", [name for name in WAYS if name not in ("profile", "builder")])
async def test_q_quits_from_everywhere(way: str) -> None:
    there, _, _ = WAYS[way]
    app = whole_app(backstage())
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("down", "down", *there, "q")
        await settle(pilot)
        assert not app.is_running


@pytest.mark.parametrize("way", ["profile", "builder"])
async def test_where_letters_are_written_q_is_one_and_ctrl_c_quits(way: str) -> None:
    app = whole_app(backstage())
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press(*WAYS[way][0], "q")
        await settle(pilot)
        assert app.is_running
        await pilot.press("ctrl+c")
        assert not app.is_running


async def test_a_session_is_written_from_the_history_and_it_says_where() -> None:
    app = whole_app(backstage())
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("h", "e")
        await settle(pilot)
        assert [note.message for note in app._notifications] == [
            "Written: /home/ada/runwalk-28.fit"
        ]
        await pilot.press("down", "e")
        await settle(pilot)
        assert "already exists" in [note.message for note in app._notifications][-1]
        assert kind_of(app) is HistoryScreen


@pytest.mark.parametrize("key", ["h", "r"])
@pytest.mark.parametrize(
    ("is_practice", "words"),
    [
        (False, "No session yet. Practice is kept apart: 'runwalk --virtual' shows it."),
        (True, "No practice session yet."),
    ],
)
async def test_the_keys_of_sessions_say_that_there_are_none(
    key: str, is_practice: bool, words: str
) -> None:
    app = whole_app(FakeBackstage(entries=[Entry("1-2", run_walk())], is_practice=is_practice))
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        await pilot.press(key)
        await settle(pilot)
        assert [note.message for note in app._notifications] == [words]
        assert kind_of(app) is HomeScreen


async def test_a_workout_goes_through_its_screens_and_esc_leads_home_from_its_summary() -> None:
    feed = FakeFeed(brief()).go(3)
    stage = backstage(feed)
    app = whole_app(stage)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("down", "enter", "enter")
        feed.run(10)
        await settle(pilot)
        assert kind_of(app) is RunScreen
        await pilot.press("s")
        feed.go(feed.now() + 20)
        await settle(pilot)
        assert kind_of(app) is SummaryScreen
        assert "release" not in stage.done
        await pilot.press("escape")
        assert kind_of(app) is HomeScreen
        assert stage.done == [("run", "1-2"), "release"]


async def test_the_session_that_was_left_is_followed_no_more() -> None:
    feed = FakeFeed(brief()).go(3)
    app = whole_app(backstage(feed))
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("down", "enter", "escape")
        feed.act(Act.STOP)
        feed.act(Act.ABANDON)
        await settle(pilot)
        assert kind_of(app) is HomeScreen


async def test_a_check_that_has_its_answer_leads_back_to_the_devices() -> None:
    feed = FakeFeed(brief()).go(3)
    stage = backstage(feed)
    app = whole_app(stage)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("d", "c", "enter")
        devices = app.screen_stack[-2]
        feed.run(10)
        feed.act(Act.STOP)
        feed.go(feed.now() + 20)
        await settle(pilot)
        assert app.screen is devices
        assert stage.done[-1] == ("devices", "The check is done.")


async def test_a_new_plan_is_marked_on_the_home_screen() -> None:
    app = whole_app(backstage())
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("n", *"mine", "ctrl+s")
        await settle(pilot)
        assert "runwalk run mine" in text_of(app)


async def test_another_runner_has_a_home_screen_of_his_own() -> None:
    app = whole_app(backstage())
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        assert "u not Ada" in text_of(app)
        await pilot.press("u")
        await settle(pilot)
        assert "u not Ben" in text_of(app)
        assert len(app.screen_stack) == 1


@pytest.mark.parametrize("error", [UsageError("plan: a day of rest"), StoreError("disk: full")])
async def test_a_way_that_is_barred_says_why_and_the_runner_stays(error: Exception) -> None:
    stage = backstage()
    stage.error = error
    app = whole_app(stage)
    async with app.run_test(size=SMALL, notifications=True) as pilot:
        await pilot.press("down", "enter")
        await settle(pilot)
        assert kind_of(app) is HomeScreen
        assert str(error) in text_of(app)


@pytest.mark.parametrize(("key", "way"), [("p", "practise"), ("w", "by hand")])
async def test_without_an_adapter_there_are_other_ways(key: str, way: str) -> None:
    stage = backstage()
    stage.error = AdapterError(NO_ADAPTER)
    app = whole_app(stage)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("down", "enter")
        await settle(pilot)
        assert kind_of(app) is NoAdapterScreen
        assert "No Bluetooth adapter found: plug one in." in text_of(app)
        await pilot.press("d")
        await settle(pilot)
        assert kind_of(app) is DoctorScreen
        assert "turn it on" in text_of(app)
        await pilot.press("escape", "r")
        await settle(pilot)
        assert kind_of(app) is NoAdapterScreen
        assert stage.done.count(("run", "1-2")) == 2
        await pilot.press(key)
        await settle(pilot)
        assert kind_of(app) is ArmScreen
        assert way in stage.done
        await pilot.press("escape")
        assert kind_of(app) is HomeScreen


async def test_the_heart_rate_cannot_go_without_one() -> None:
    stage = backstage()
    stage.error = AdapterError(NO_ADAPTER)
    app = whole_app(stage)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("w", "w")
        await settle(pilot)
        assert kind_of(app) is NoAdapterScreen
        assert "no treadmill" not in text_of(app)
        assert "by hand" not in stage.done


async def test_an_adapter_that_is_missed_on_the_arm_screen_leads_there_too() -> None:
    app = whole_app(backstage())
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("down", "enter")
        guide = app.guide
        assert isinstance(guide, Navigator)
        guide.failed(AdapterError(NO_ADAPTER))
        await settle(pilot)
        assert kind_of(app) is NoAdapterScreen
        await pilot.press("escape")
        assert kind_of(app) is HomeScreen


async def test_one_that_is_lost_while_the_belt_moves_ends_the_program() -> None:
    app = whole_app(backstage(running()))
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("down", "enter")
        guide = app.guide
        assert isinstance(guide, Navigator)
        guide.failed(AdapterError(NO_ADAPTER))
        await settle(pilot)
        assert not app.is_running
    assert isinstance(app.failure, AdapterError)


async def test_the_commands_open_where_nothing_moves_and_lead_on() -> None:
    app = whole_app(backstage())
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("ctrl+p")
        await settle(pilot)
        assert kind_of(app) is CommandPalette
        await pilot.press("escape")
        app.guide.go(next(to for name, _, to in app.ways() if name == "Devices"))
        await settle(pilot)
        assert kind_of(app) is DevicesScreen


@pytest.mark.parametrize("is_moving", [True, False], ids=["moving", "armed"])
async def test_nothing_opens_over_the_screen_of_a_session(is_moving: bool) -> None:
    feed = running() if is_moving else FakeFeed(brief()).go(3)
    feed.deaf = True
    app = whole_app(backstage(feed))
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("down", "enter", "ctrl+p")
        await settle(pilot)
        assert kind_of(app) in (RunScreen, ArmScreen)
        assert len(app.screen_stack) == 2


async def test_what_is_damaged_is_said_on_the_screen() -> None:
    stage = backstage()
    stage.lines = [f"session {n} is damaged" for n in range(9)]
    app = whole_app(stage)
    async with app.run_test(size=SMALL, notifications=True) as pilot:
        await settle(pilot)
        shown = text_of(app)
        assert "session 2 is damaged" in shown
        assert "session 3 is damaged" not in shown
        assert "6 more rows are damaged" in shown


class Slow(FakeBackstage):
    """A journal that takes its time."""

    def read(self) -> HomeFacts:
        assert gate.wait(10)
        return super().read()


gate = Event()


@pytest.mark.in_threads
async def test_the_home_screen_is_there_before_the_sessions_are_read() -> None:
    gate.clear()
    stage = Slow(coached=FakeCoach(), sessions=[Row(1)], entries=[Entry("1-2", run_walk())])
    app = whole_app(stage)
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        assert "Reading your sessions" in text_of(app)
        assert "h history" not in text_of(app)
        await pilot.press("down")
        await settle(pilot)
        assert "runwalk run 1-2" in text_of(app)
        gate.set()
        await until(pilot, lambda: "h history" in text_of(app))
        assert "runwalk run 1-2" in text_of(app), "the mark stays"
        assert "Today: " in text_of(app)


@pytest.mark.in_threads
@pytest.mark.parametrize("elsewhere", [False, True])
async def test_the_history_opens_once_it_is_read_unless_the_runner_went_elsewhere(
    elsewhere: bool,
) -> None:
    gate.clear()
    app = whole_app(Slow(coached=FakeCoach(), sessions=[Row(1)]))
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        await pilot.press("h")
        if elsewhere:
            await pilot.press("comma", "escape")
        await settle(pilot)
        assert isinstance(app.screen, HomeScreen)
        gate.set()
        shown = HomeScreen if elsewhere else HistoryScreen
        await until(pilot, lambda: isinstance(app.screen, shown))
        await until(pilot, lambda: elsewhere is ("h history" in text_of(app)))


@pytest.mark.in_threads
async def test_quitting_does_not_wait_for_what_is_read() -> None:
    gate.clear()
    app: RunwalkApp = whole_app(Slow(coached=FakeCoach()))
    async with asyncio.timeout(5), app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        await pilot.press("q")
    gate.set()
    assert app.return_code == 0


async def test_what_was_said_on_a_screen_does_not_lie_over_the_next_but_an_alarm_does() -> None:
    app = whole_app(backstage())
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        app.notify("Written: run.fit", timeout=60)
        app.notify("BELT MAY BE MOVING", severity="error", timeout=60)
        await pilot.press("h")
        await settle(pilot)
        assert [note.message for note in app._notifications] == ["BELT MAY BE MOVING"]
        app.notify("One more", timeout=60)
        await pilot.press("escape")
        await settle(pilot)
        assert [note.message for note in app._notifications] == ["BELT MAY BE MOVING"]
