"""The settings screen: what is changed is seen and heard at once, kept, or left as it was."""

from collections.abc import Mapping
from typing import Any

from textual.screen import Screen

from runwalk_tui.config.settings import Settings
from runwalk_tui.tui import destinations as to
from runwalk_tui.tui.app import RunwalkApp
from runwalk_tui.tui.forms.panel import FormPanel
from runwalk_tui.tui.forms.settings_form import changes, form_of
from runwalk_tui.tui.navigator import Navigator
from runwalk_tui.tui.screens.home import HomeScreen
from runwalk_tui.tui.screens.settings import SettingsScreen
from tests.tui.apps import (
    LARGE,
    SMALL,
    Entry,
    FakeBackstage,
    FakeDesk,
    panel_text,
    settle,
    text_of,
    whole_app,
)
from tests.tui.feeds import run_walk


def app_with(settings: Settings | None = None) -> tuple[RunwalkApp, FakeDesk]:
    desk = FakeDesk(settings or Settings())
    stage = FakeBackstage(entries=[Entry("1-2", run_walk())], desk=desk)
    return whole_app(stage), desk


def shown(app: RunwalkApp) -> type[Screen[Any]]:
    return type(app.screen)


async def test_a_cap_and_other_units_are_kept() -> None:
    app, desk = app_with()
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("comma")
        await settle(pilot)
        assert shown(app) is SettingsScreen
        await pilot.press(*"10 km/h", "down", "down", "down", "down", "right", "ctrl+s")
        await settle(pilot)
        assert shown(app) is HomeScreen
    assert desk.kept == [{"cap_kmh": 10.0, "units": "mi"}]


async def test_colours_are_seen_at_once_and_taken_back() -> None:
    app, desk = app_with()
    async with app.run_test(size=SMALL) as pilot:
        before = app.theme
        await pilot.press("comma", *["down"] * 6, "right")
        await settle(pilot)
        assert app.theme != before
        await pilot.press("escape")
        await settle(pilot)
        assert "Not saved" in text_of(app)
        assert app.theme != before
        await pilot.press("escape")
        await settle(pilot)
        assert app.theme == before
        assert shown(app) is HomeScreen
    assert desk.kept == []


async def test_a_sound_is_heard_as_it_is_chosen_and_a_volume_when_it_is_left() -> None:
    app, desk = app_with()
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("comma", "pagedown", "right", "left", "down", "down")
        await pilot.press(*["backspace"] * 3, *"40", "down")
        await settle(pilot)
    assert desk.heard == [("bell", "", 100), ("voice", "", 100), ("voice", "", 40)]


async def test_a_key_that_is_taken_is_refused_with_its_owner() -> None:
    app, desk = app_with()
    async with app.run_test(size=LARGE) as pilot:
        await pilot.press("comma", "pagedown", "pagedown", *"right", "ctrl+s")
        await settle(pilot)
        assert "run.pause and run.skip" in " ".join(text_of(app).split())
        await pilot.press(*["backspace"] * 5, "k", "ctrl+s")
        await settle(pilot)
    assert desk.kept == [{"keys.run.pause": "k"}]


async def test_the_title_says_how_many_pages_there_are() -> None:
    app, _ = app_with()
    async with app.run_test(size=(60, 18)) as pilot:
        await pilot.press("comma")
        await settle(pilot)
        assert "Settings · 1 of 3, page down" in text_of(app)
        await pilot.press("pagedown", "pagedown")
        await settle(pilot)
        assert "3 of 3, page up" in text_of(app)


async def test_what_does_not_fit_is_said_on_its_page() -> None:
    app, desk = app_with()
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press(
            "comma", "down", "down", "down", *["backspace"] * 20, *"50 40", "pagedown"
        )
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert "five that rise" in panel_text(app, FormPanel)
    assert desk.kept == []


async def test_somebody_new_is_asked_and_runs_from_then_on() -> None:
    desk = FakeDesk()
    stage = FakeBackstage(entries=[Entry("1-2", run_walk())], desk=desk, name="Ada")

    def first(navigator: Navigator) -> Screen[None]:
        return navigator.home_screen()

    app = whole_app(stage, first)
    async with app.run_test(size=SMALL) as pilot:
        screen = app.screen
        assert isinstance(screen, HomeScreen)
        screen.guide.go(to.NewRunner())
        await settle(pilot)
        assert "Ada" not in panel_text(app, FormPanel)
        await pilot.press(*"Bo", "ctrl+s")
        await settle(pilot)
    assert [profile.name for profile in desk.new] == ["Bo"]


def test_a_value_is_left_out_where_it_did_not_change() -> None:
    settings = Settings(cap_kmh=11.1, zones=(51, 61, 71, 81, 91), keys={"run.skip": "k"})
    form = form_of(settings)
    found: Mapping[str, object] = changes(form, settings)
    assert found == {}
    form.texts["keys.run.skip"] = ""
    assert changes(form, settings) == {"keys.run.skip": None}
