"""The key table: whole, consistent, and doing what it says."""

from collections.abc import Callable
from dataclasses import replace
from itertools import combinations
from typing import Any

import pytest
from textual.app import App
from textual.keys import _character_to_key

from runwalk_tui.tui import keys
from runwalk_tui.tui.app import RunwalkApp
from runwalk_tui.tui.destinations import (
    Devices,
    EditProfile,
    Heart,
    Look,
    NewPlan,
    Replay,
    Run,
    SwitchRunner,
)
from runwalk_tui.tui.keys.layouts import LETTER_KEYS, NOTHING, layouts, meanings
from runwalk_tui.tui.keys.session import COMPARE_KEYS, PAGE_KEYS, SESSION_PAGE_KEYS
from runwalk_tui.tui.screens import feed_screen
from runwalk_tui.tui.screens.arm import ArmScreen
from runwalk_tui.tui.screens.base import RunwalkScreen
from runwalk_tui.tui.screens.builder import BuilderScreen
from runwalk_tui.tui.screens.check_in import CheckInScreen
from runwalk_tui.tui.screens.comparison import ComparisonScreen
from runwalk_tui.tui.screens.devices import DevicesScreen
from runwalk_tui.tui.screens.doctor import DoctorScreen
from runwalk_tui.tui.screens.form_screen import FormScreen
from runwalk_tui.tui.screens.history import HistoryScreen
from runwalk_tui.tui.screens.home import HomeScreen
from runwalk_tui.tui.screens.no_adapter import NoAdapterScreen
from runwalk_tui.tui.screens.profile import ProfileScreen
from runwalk_tui.tui.screens.races import RacesScreen
from runwalk_tui.tui.screens.replay import ReplayScreen
from runwalk_tui.tui.screens.rest import RestScreen
from runwalk_tui.tui.screens.run import RunScreen
from runwalk_tui.tui.screens.session_page import SessionPageScreen
from runwalk_tui.tui.screens.session_screen import SessionScreen
from runwalk_tui.tui.screens.summary import SummaryScreen
from runwalk_tui.tui.widgets.key_bar import KeyBar, fitting
from runwalk_tui.workout.events import Act, Device, LinkState, MachineKind
from runwalk_tui.workout.session import Phase, Session
from tests.tui.apps import (
    OPTIONS,
    SMALL,
    arm_app,
    home_app,
    home_of,
    panel_text,
    replay_app,
    session_app,
    settle,
    text_of,
    until,
)
from tests.tui.feeds import FakeFeed, brief, running

TOGETHER = {
    "run": (*keys.RUN_KEYS, *keys.SESSION_KEYS),
    "broadcast": (*keys.RUN_KEYS, keys.END_BROADCAST, *keys.SESSION_KEYS),
    "arm": (*keys.ARM_KEYS, keys.BACK, keys.STOP, keys.LEAVE, keys.HELP),
    "replay": (*keys.REPLAY_KEYS, keys.BACK, keys.CLOSE, keys.HELP),
    "summary": (*keys.SUMMARY_KEYS, *keys.LIST_KEYS, keys.BACK, keys.CLOSE, keys.HELP),
    "no adapter": (*keys.NO_ADAPTER_KEYS, keys.BACK, keys.CLOSE, keys.HELP),
    "doctor": (*keys.DOCTOR_KEYS, *keys.LIST_KEYS, keys.BACK, keys.CLOSE, keys.HELP),
    "home": (*keys.HOME_KEYS, *keys.PLAN_KEYS, *keys.LIST_KEYS, keys.CLOSE, keys.HELP),
    "page": (*PAGE_KEYS, *keys.LIST_KEYS, keys.BACK, keys.CLOSE, keys.HELP),
    "comparison": (*COMPARE_KEYS, *keys.LIST_KEYS, keys.BACK, keys.CLOSE, keys.HELP),
    "history": (*keys.HISTORY_KEYS, *keys.LIST_KEYS, keys.CLOSE, keys.HELP),
    "questions": (*keys.QUESTION_KEYS, keys.REST_FIRST, keys.CLOSE, keys.HELP),
    "advice": (*keys.ADVICE_KEYS, keys.REST_FIRST, keys.CLOSE, keys.HELP),
    "rest": (*keys.REST_KEYS, keys.BACK, keys.CLOSE, keys.HELP),
    "programmes": (*keys.PROGRAMME_KEYS, *keys.LIST_KEYS[:-4], keys.CLOSE, keys.HELP),
    "progress": (*keys.PROGRESS_KEYS, *keys.LIST_KEYS, keys.CLOSE, keys.HELP),
    "listing": (*keys.LISTING_KEYS, *keys.LIST_KEYS, keys.BACK, keys.CLOSE, keys.HELP),
    "text": (*keys.TEXT_KEYS, *keys.LIST_KEYS, keys.BACK, keys.CLOSE, keys.HELP),
    "trash": (*keys.TRASH_KEYS, *keys.LIST_KEYS, keys.BACK, keys.CLOSE, keys.HELP),
    "races": (*keys.RACE_KEYS, *keys.LIST_KEYS, keys.CLOSE, keys.HELP),
    "devices": (*keys.DEVICES_KEYS, *keys.LIST_KEYS, keys.CLOSE, keys.HELP),
    "builder": (*keys.BUILDER_KEYS, *keys.CHOICE_KEYS, *keys.FORM_APP_KEYS),
    "profile": (*keys.FORM_KEYS, *keys.CHOICE_KEYS, *keys.FORM_APP_KEYS),
    "forget": (*keys.FORGET_KEYS, keys.CLOSE, keys.HELP),
}
"""Keys that are bound at the same time."""

OWNERS: dict[type[Any], tuple[keys.Key, ...]] = {
    RunScreen: (*keys.RUN_KEYS, keys.END_BROADCAST),
    ReplayScreen: keys.REPLAY_KEYS,
    ArmScreen: keys.ARM_KEYS,
    SummaryScreen: (*keys.SUMMARY_KEYS, *keys.LIST_KEYS),
    RunwalkScreen: (*keys.HELP_KEYS, keys.CLOSE, keys.HELP, keys.BACK),
    FormScreen: keys.FORM_APP_KEYS,
    HomeScreen: (*keys.HOME_KEYS, *keys.LIST_KEYS),
    HistoryScreen: (*keys.HISTORY_KEYS, *keys.LIST_KEYS),
    SessionPageScreen: (*SESSION_PAGE_KEYS[:-2], *keys.LIST_KEYS, keys.BACK),
    ComparisonScreen: (*COMPARE_KEYS, *keys.LIST_KEYS, keys.BACK),
    CheckInScreen: (*keys.QUESTION_KEYS, keys.REST_FIRST, *keys.ADVICE_KEYS),
    RestScreen: (*keys.REST_KEYS, keys.BACK),
    RacesScreen: (*keys.RACE_KEYS, keys.UNWRITE, *keys.LIST_KEYS),
    DevicesScreen: (*keys.DEVICES_KEYS, *keys.FORGET_KEYS, *keys.LIST_KEYS),
    SessionScreen: (*keys.SESSION_KEYS, keys.BACK),
    RunwalkApp: keys.ANYWHERE_KEYS,
    NoAdapterScreen: keys.NO_ADAPTER_KEYS,
    DoctorScreen: (*keys.DOCTOR_KEYS, *keys.LIST_KEYS),
    BuilderScreen: keys.BUILDER_KEYS,
    ProfileScreen: keys.FORM_KEYS,
}


def test_every_key_has_a_name_of_its_own_for_remapping() -> None:
    names = [key.id for key in (*keys.ALL_KEYS, *SESSION_PAGE_KEYS)]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("group", TOGETHER)
def test_no_key_means_two_things_at_once(group: str) -> None:
    for one, other in combinations(TOGETHER[group], 2):
        assert not set(one.keys.split(",")) & set(other.keys.split(","))


@pytest.mark.parametrize("owner", OWNERS)
def test_every_key_has_an_action_where_it_is_bound(owner: type[Any]) -> None:
    for key in OWNERS[owner]:
        assert hasattr(owner, f"action_{key.action.partition('(')[0]}"), key.id


FOOTERS = {**TOGETHER, "replay": (*keys.REPLAY_KEYS, keys.BACK, keys.HELP)}


@pytest.mark.parametrize("group", FOOTERS)
def test_a_footer_fits_80_columns_whole(group: str) -> None:
    labels = tuple((key, key.label) for key in FOOTERS[group] if key.rank)
    shown = fitting(labels, 76)
    width = sum(len(key.cap) + 1 + len(label) + 2 for key, label in shown) - 2
    assert width <= 76
    essential = {key.id for key, _ in labels if key.rank <= 2}
    assert essential <= {key.id for key, _ in shown}


def test_the_narrowest_footer_still_has_stop() -> None:
    labels = tuple((key, key.label) for key in TOGETHER["run"] if key.rank)
    assert [key.id for key, _ in fitting(labels, 14)] == ["stop", "help"]


RUN_ACTS = {
    "space": [(Act.PAUSE, None)],
    "right": [(Act.SKIP, None)],
    "greater_than_sign": [(Act.SKIP, None)],
    "left": [(Act.BACK, None)],
    "less_than_sign": [(Act.BACK, None)],
    "plus": [(Act.EXTEND, 30.0)],
    "equals_sign": [(Act.EXTEND, 30.0)],
    "up": [(Act.NUDGE, 0.1)],
    "down": [(Act.NUDGE, -0.1)],
    "pageup": [(Act.NUDGE, 0.5)],
    "shift+up": [(Act.NUDGE, 0.5)],
    "pagedown": [(Act.NUDGE, -0.5)],
    "shift+down": [(Act.NUDGE, -0.5)],
    "u": [(Act.ACCEPT_UNITS, None)],
    "p": [(Act.PAIN, 4)],
    "backspace": [(Act.UNDO_PAIN, None)],
    "media_play_pause": [(Act.PAUSE, None)],
    "media_play": [(Act.PAUSE, None)],
    "media_pause": [(Act.PAUSE, None)],
    "media_track_next": [(Act.SKIP, None)],
    "media_track_previous": [(Act.BACK, None)],
    "media_stop": [(Act.STOP, None)],
    "l": [],
    "s": [(Act.STOP, None)],
    "question_mark": [],
    "escape": [],
}
LEAVING = ("q", "ctrl+c", "ctrl+q")


def test_every_key_of_the_run_screen_is_tried() -> None:
    bound = (*TOGETHER["run"], keys.LEAVE_ANYWHERE)
    names = {name for key in bound for name in key.keys.split(",")}
    assert {*RUN_ACTS, *LEAVING} == names


async def test_a_key_of_the_run_screen_asks_for_what_it_says() -> None:
    feed = running()
    feed.deaf = True
    async with session_app(feed, OPTIONS).run_test(size=SMALL) as pilot:
        for name, acts in RUN_ACTS.items():
            feed.acts.clear()
            await pilot.press(name)
            assert feed.acts == acts, name


@pytest.mark.parametrize("name", LEAVING)
async def test_a_key_that_leaves_stops_first(name: str) -> None:
    feed = running()
    feed.acts.clear()
    async with session_app(feed, OPTIONS).run_test(size=SMALL) as pilot:
        await pilot.press(name)
        assert feed.acts == [(Act.STOP, None)]


def _letters() -> list[tuple[str, str]]:
    """Every letter of every layout, and in capitals, with the Latin one of its key."""
    found = {(latin.upper(), latin) for latin in LETTER_KEYS}
    for row in layouts().values():
        pairs = [pair for pair in zip(row, LETTER_KEYS, strict=True) if pair[0] != NOTHING]
        found.update(pairs)
        found.update(
            (letter.upper(), latin) for letter, latin in pairs if letter.upper().lower() == letter
        )
    return sorted(found)


@pytest.mark.parametrize("group", TOGETHER)
def test_every_letter_key_works_in_capitals_and_on_other_layouts(group: str) -> None:
    bound = {name for key in TOGETHER[group] for name in key.keys.split(",")}
    for letter, latin in _letters():
        if latin in bound:
            assert latin in meanings(_character_to_key(letter)), (letter, latin)


STOPPING = {"s": {"s"}, "q": {"s", "q"}, "p": {"s", "q", "p"}}
"""What a letter on the key may do at most while a belt moves."""


@pytest.mark.parametrize("latin", STOPPING)
def test_no_letter_keeps_a_key_of_safety_from_its_work(latin: str) -> None:
    bound = {name for key in TOGETHER["run"] for name in key.keys.split(",")}
    for letter, on in _letters():
        if on == latin:
            acts = [name for name in meanings(_character_to_key(letter)) if name in bound]
            assert acts[0] in STOPPING[latin], letter


def test_a_letter_for_yes_and_for_no_is_no() -> None:
    assert meanings("н")[0] == "n"
    assert [each for each in meanings("н") if each in "yn"] == ["n", "y"]


def test_what_has_one_meaning_has_no_other() -> None:
    for name in ("s", "up", "plus", "question_mark", "less_than_sign", "f1", "ctrl+c", "!", "7"):
        assert meanings(name) == ()
    assert meanings("ς") == ("w",)
    assert meanings("\uff53") == ("s",)
    assert "ctrl+c" in meanings("ctrl+с")


SAME_KEY = {
    "S": (Act.STOP, None),
    "ы": (Act.STOP, None),
    "Ы": (Act.STOP, None),
    "і": (Act.STOP, None),
    "σ": (Act.STOP, None),
    "Σ": (Act.STOP, None),
    "ד": (Act.STOP, None),
    "س": (Act.STOP, None),
    "ห": (Act.STOP, None),
    "ㄴ": (Act.STOP, None),
    "Q": (Act.STOP, None),
    "й": (Act.STOP, None),
    "Й": (Act.STOP, None),
    "semicolon": (Act.STOP, None),
    "ض": (Act.STOP, None),
    "P": (Act.PAIN, 4),
    "з": (Act.PAIN, 4),
    "π": (Act.PAIN, 4),
    "Π": (Act.PAIN, 4),
    "פ": (Act.PAIN, 4),
    "U": (Act.ACCEPT_UNITS, None),
    "г": (Act.ACCEPT_UNITS, None),
}


@pytest.mark.parametrize("name", SAME_KEY)
async def test_capitals_and_other_alphabets_act_as_the_key(name: str) -> None:
    feed = running()
    feed.deaf = True
    feed.acts.clear()
    async with session_app(feed, OPTIONS).run_test(size=SMALL) as pilot:
        await pilot.press(name)
        assert feed.acts == [SAME_KEY[name]]


async def test_esc_twice_stops() -> None:
    feed = running()
    feed.deaf = True
    feed.acts.clear()
    async with session_app(feed, OPTIONS).run_test(size=SMALL) as pilot:
        await pilot.press("escape")
        await settle(pilot)
        assert "Esc again stops the belt" in text_of(pilot.app)
        assert feed.acts == []
        await pilot.press("escape")
        assert feed.acts == [(Act.STOP, None)]


class ByHand(FakeFeed):
    """The runner sets the speeds; no machine is driven."""

    @property
    def session(self) -> Session:
        return replace(super().session, by_hand=True)


async def test_where_no_belt_is_driven_no_key_claims_to_stop_it() -> None:
    feed = ByHand(brief()).start().run(40)
    feed.deaf = True
    feed.acts.clear()
    async with session_app(feed, OPTIONS).run_test(size=SMALL) as pilot:
        for key in ("z", "l", "z", "escape"):
            await pilot.press(key)
            await settle(pilot)
            text = text_of(pilot.app)
            assert "ou stop your belt yourself" in text
            assert "To stop the belt" not in text
            assert "stops the belt" not in text
        await pilot.press("escape")
        assert feed.acts == [(Act.STOP, None)]


class OnABike(FakeFeed):
    """A smart trainer: its power is what is changed."""

    @property
    def session(self) -> Session:
        return replace(super().session, machine=MachineKind.BIKE)


async def test_on_a_bike_no_key_speaks_of_a_belt() -> None:
    feed = OnABike(brief()).start().run(40)
    feed.deaf = True
    feed.acts.clear()
    async with session_app(feed, OPTIONS).run_test(size=SMALL) as pilot:
        for key, words in (("z", "frees the brake"), ("l", "l unlocks"), ("escape", "Esc again")):
            await pilot.press(key)
            await settle(pilot)
            text = text_of(pilot.app)
            assert words in text
            assert "the belt" not in text
        await pilot.press("escape")
        assert feed.acts == [(Act.STOP, None)]


async def test_esc_under_the_help_closes_it_and_twice_more_stops() -> None:
    feed = running()
    feed.deaf = True
    feed.acts.clear()
    async with session_app(feed, OPTIONS).run_test(size=SMALL) as pilot:
        await pilot.press("question_mark", "escape", "escape", "escape")
        assert feed.acts == [(Act.STOP, None)]


async def test_esc_later_is_the_first_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feed_screen, "HINT_S", 0.02)
    feed = running()
    feed.deaf = True
    feed.acts.clear()
    async with session_app(feed, OPTIONS).run_test(size=SMALL) as pilot:
        await pilot.press("escape")
        await until(pilot, lambda: "Esc again" not in text_of(pilot.app))
        await pilot.press("escape")
        assert feed.acts == []


@pytest.mark.parametrize("name", ["z", "я̆", "ж", "shift+tab", "f5", "enter", "tab", "1", "delete"])
async def test_a_key_that_does_nothing_tells_how_to_stop(name: str) -> None:
    feed = running()
    feed.deaf = True
    feed.acts.clear()
    async with session_app(feed, OPTIONS).run_test(size=SMALL) as pilot:
        await pilot.press(name)
        await settle(pilot)
        assert "To stop the belt: s, or Esc twice" in text_of(pilot.app)
        assert feed.acts == []


async def test_a_key_tells_how_to_stop_under_the_alarm_too() -> None:
    feed = running()
    feed.belt_talks = False
    feed.link(Device.TREADMILL, LinkState.LOST)
    async with session_app(feed, OPTIONS).run_test(size=SMALL) as pilot:
        await pilot.press("z")
        await settle(pilot)
        assert "To stop the belt" in text_of(pilot.app)
        assert "Step off" in text_of(pilot.app)


async def test_where_nothing_moves_no_key_speaks_of_stopping() -> None:
    feed = FakeFeed(brief()).go(3)
    async with session_app(feed, OPTIONS).run_test(size=SMALL) as pilot:
        await pilot.press("z", "escape", "escape")
        await settle(pilot)
        assert "stop" not in text_of(pilot.app).replace("STOP", "")
        assert feed.acts == []


async def test_space_goes_on_after_a_pause_and_says_so() -> None:
    feed = running()
    async with session_app(feed, OPTIONS).run_test(size=SMALL) as pilot:
        await pilot.press("space")
        await settle(pilot)
        assert feed.session.phase is Phase.PAUSED
        assert "space go on" in panel_text(pilot.app, KeyBar)
        feed.go(feed.now() + 10)
        await pilot.press("space")
        assert feed.acts[-1] == (Act.RESUME, None)


async def test_nothing_but_enter_starts() -> None:
    feed = FakeFeed(brief()).go(3)
    async with session_app(feed, OPTIONS).run_test(size=SMALL) as pilot:
        await pilot.press("space", "right", "up", "a", "escape", "tab", "r", "s")
        assert not any(act in (Act.START, Act.RESUME) for act, _ in feed.acts)
        assert feed.session.phase is not Phase.STARTING


async def test_enter_starts() -> None:
    feed = FakeFeed(brief()).go(3)
    async with session_app(feed, OPTIONS).run_test(size=SMALL) as pilot:
        await pilot.press("enter")
        assert feed.acts == [(Act.START, None)]


@pytest.mark.parametrize("name", ["question_mark", "escape", "enter", "space"])
async def test_the_help_opens_and_closes(name: str) -> None:
    feed = running()
    feed.acts.clear()
    async with session_app(feed, OPTIONS).run_test(size=SMALL) as pilot:
        await pilot.press("question_mark")
        await settle(pilot)
        shown = text_of(pilot.app)
        assert all(key.about in shown for key in TOGETHER["run"])
        await pilot.press(name)
        await settle(pilot)
        assert keys.STOP.about not in text_of(pilot.app)
        assert feed.acts == []


async def test_under_the_help_only_the_keys_of_the_app_act() -> None:
    feed = running()
    feed.acts.clear()
    async with session_app(feed, OPTIONS).run_test(size=SMALL) as pilot:
        await pilot.press("question_mark", "right", "up", "s")
        assert feed.acts == [(Act.STOP, None)]


async def test_enter_under_the_help_does_not_start_the_belt() -> None:
    feed = FakeFeed(brief()).go(3)
    async with session_app(feed, OPTIONS).run_test(size=SMALL) as pilot:
        await pilot.press("question_mark", "enter")
        assert feed.acts == []
        await pilot.press("enter")
        assert feed.acts == [(Act.START, None)]


async def test_a_click_on_a_key_is_the_key() -> None:
    feed = running()
    async with session_app(feed, OPTIONS).run_test(size=SMALL) as pilot:
        await settle(pilot)
        x = panel_text(pilot.app, KeyBar).index("STOP") + 2
        await pilot.click(KeyBar, offset=(x, 0))
        await pilot.pause()
        assert feed.acts[-1] == (Act.STOP, None)


@pytest.mark.parametrize("make", [home_app, lambda: replay_app(750), arm_app])
async def test_every_key_of_the_help_is_on_it(make: Callable[[], App[Any]]) -> None:
    app = make()
    async with app.run_test(size=SMALL) as pilot:
        screen = app.screen
        assert isinstance(screen, RunwalkScreen)
        shown = ""
        for _ in range(3):
            await pilot.press("question_mark")
            await settle(pilot)
            shown += text_of(app)
        assert all(key.about in shown for _, group in screen.HELP_GROUPS for key in group)


@pytest.mark.parametrize(
    ("presses", "choice"),
    [
        (["enter"], Run("1-2")),
        (["down", "enter"], Run("short")),
        (["end", "up", "enter"], Run("short")),
        (["pagedown", "home", "enter"], Run("1-2")),
        (["w"], Heart()),
        (["n"], NewPlan()),
        (["d"], Devices()),
        (["r"], Replay()),
        (["p"], EditProfile()),
        (["h", "enter"], Look("28")),
        (["h", "down", "down", "enter"], Look("26")),
        (["h", "down", "r"], Replay("27")),
        (["h", "end", "enter"], Look("1")),
        (["h", "pagedown", "pageup", "enter"], Look("28")),
        (["h", "escape", "enter"], Run("1-2")),
        (["q"], None),
        (["ctrl+c"], None),
        (["h", "q"], None),
    ],
)
async def test_the_home_screen_returns_what_was_chosen(presses: list[str], choice: object) -> None:
    app = home_app()
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press(*presses)
    assert app.return_value == choice


async def test_a_plan_that_cannot_be_used_says_why_and_is_not_run() -> None:
    app = home_app()
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("end", "enter")
        await settle(pilot)
        assert "This plan cannot be used." in text_of(app)
        assert app.return_value is None
        assert app.is_running


async def test_without_sessions_there_is_no_looking_back() -> None:
    app = home_of([], [], OPTIONS)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("h", "r", "enter")
        await settle(pilot)
        assert isinstance(app.screen, HomeScreen)
        assert "history" not in panel_text(app, KeyBar)
        assert "There are no plans." in text_of(app)


@pytest.mark.parametrize(("can_switch", "choice"), [(True, SwitchRunner()), (False, None)])
async def test_runners_can_be_switched_where_there_are_several(
    can_switch: bool, choice: object
) -> None:
    app = home_of([], [], OPTIONS, name="Ada", can_switch=can_switch)
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        assert ("u not Ada" in panel_text(app, KeyBar)) is can_switch
        await pilot.press("u")
    assert app.return_value == choice
