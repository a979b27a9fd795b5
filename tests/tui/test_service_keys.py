"""Keys for uploads: entered, replaced and removed on a screen, and never shown."""

from collections.abc import Callable

import pytest
from textual.pilot import Pilot

from runwalk_tui.config.paths import log_file
from runwalk_tui.exchange.secrets import keep_secret, load_secret
from runwalk_tui.exchange.uploading import NoKeyError
from runwalk_tui.journal.adding import add_session
from runwalk_tui.tui.app import RunwalkApp
from runwalk_tui.tui.screens.service_keys import ServiceKeysScreen
from runwalk_tui.tui.screens.session_page import SessionPageScreen
from runwalk_tui.tui.screens.settings import SettingsScreen
from tests.recorded import workout
from tests.tui.apps import (
    LARGE,
    SMALL,
    Entry,
    FakeBackstage,
    pressed,
    settle,
    text_of,
    until,
    whole_app,
)
from tests.tui.feeds import run_walk
from tests.tui.test_import_sessions import Stage
from tests.tui.test_ways import kind_of

KEY = "k3y-of-ada-0123456789"


def app(*, drives_belt: bool = False) -> RunwalkApp:
    stage = FakeBackstage(entries=[Entry("1-2", run_walk())], drives_belt=drives_belt)
    return whole_app(stage)


async def press(pilot: Pilot[object], *keys: str) -> None:
    await pilot.press(*keys)
    await settle(pilot)


def said(shown: RunwalkApp) -> str:
    return "\n".join(note.message for note in shown._notifications)


async def test_a_key_is_entered_replaced_and_removed_and_never_shown() -> None:
    shown = app()
    async with shown.run_test(size=SMALL) as pilot:
        await press(pilot, "comma", "f2", *KEY)
        assert kind_of(shown) is ServiceKeysScreen
        assert KEY[:4] not in text_of(shown)
        assert "•" * 8 in text_of(shown)
        await press(pilot, "down")
        assert KEY[:4] not in text_of(shown)
        await press(pilot, "ctrl+s")
        assert kind_of(shown) is SettingsScreen
        assert "The API key for Intervals.icu is kept in" in said(shown)
        assert load_secret("intervals", "") == KEY
        await press(pilot, "f2")
        assert "kept:" in text_of(shown)
        assert "•" not in text_of(shown)
        await press(pilot, *"an0ther-key-of-ada", "ctrl+s")
        assert load_secret("intervals", "") == "an0ther-key-of-ada"
        await press(pilot, "f2", "down", "y", "ctrl+s")
        assert load_secret("intervals", "") is None
        assert "is forgotten" in said(shown)
        assert KEY not in said(shown)
    assert not log_file().exists() or KEY not in log_file().read_text()


@pytest.mark.parametrize("text", ["short", "with spaces in it"])
async def test_what_is_no_key_is_refused_without_showing_it(text: str) -> None:
    shown = app()
    async with shown.run_test(size=SMALL) as pilot:
        await press(pilot, "comma", "f2", "down", *text, "ctrl+s")
        assert kind_of(shown) is ServiceKeysScreen
        assert "that is not a key or token" in text_of(shown)
        assert text not in text_of(shown)
    assert load_secret("strava", "") is None


async def test_an_upload_without_a_key_asks_for_one_and_goes_on() -> None:
    add_session(workout(), "")
    stage = Stage(entries=[Entry("1-2", run_walk())], error=NoKeyError("none"))
    stage.read_sessions()
    shown = whole_app(stage)
    async with shown.run_test(size=SMALL) as pilot:
        await press(pilot, "h", "enter")
        await until(pilot, lambda: kind_of(shown) is SessionPageScreen)
        await press(pilot, "u")
        assert kind_of(shown) is ServiceKeysScreen
        stage.error = None
        await press(pilot, *KEY, "ctrl+s")
        assert kind_of(shown) is SessionPageScreen
        assert "Intervals.icu has it, as i1" in said(shown)
    assert len([each for each in stage.done if isinstance(each, tuple)]) == 2


async def test_while_a_belt_may_move_no_key_is_asked_for() -> None:
    shown = app(drives_belt=True)
    async with shown.run_test(size=SMALL) as pilot:
        await press(pilot, "comma", "f2")
        assert kind_of(shown) is not ServiceKeysScreen


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x40"])
@pytest.mark.parametrize("name", ["none", "kept"])
def test_keys(name: str, size: tuple[int, int], snap_compare: Callable[..., bool]) -> None:
    if name == "kept":
        keep_secret("intervals", "", KEY)
    keys = {"none": ["comma", "f2", *"abc"], "kept": ["comma", "f2", "down", "y"]}
    assert snap_compare(app(), terminal_size=size, run_before=pressed(*keys[name]))
