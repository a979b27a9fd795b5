"""Practice says so wherever it is shown; health is asked once before the first real workout."""

import pytest

from runwalk_tui.tui import destinations as to
from runwalk_tui.tui.screens.arm import ArmScreen
from runwalk_tui.tui.screens.base import RunwalkScreen
from runwalk_tui.tui.widgets.banner import Title
from runwalk_tui.tui.widgets.run_header import Header
from runwalk_tui.tui.widgets.session_result import result_face
from tests.tui.apps import (
    LARGE,
    OPTIONS,
    SMALL,
    Entry,
    FakeBackstage,
    FakeDesk,
    panel_text,
    session_app,
    settle,
    text_of,
    whole_app,
)
from tests.tui.feeds import FakeFeed, run_walk


async def test_health_is_asked_before_the_first_real_workout_and_then_it_begins() -> None:
    feed = FakeFeed(run_walk()).go(4)
    entries = [Entry("1-2", run_walk())]
    stage = FakeBackstage(entries=entries, feed=feed, desk=FakeDesk(asks_health=True))
    app = whole_app(stage)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("enter")
        await settle(pilot)
        assert "Does any of this apply to you?" in text_of(app)
        assert ("run", "1-2") not in stage.done
        await pilot.press("escape")
        await settle(pilot)
        assert type(app.screen) is ArmScreen
        assert not stage.desk.asks_health
        await pilot.press("escape")
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert type(app.screen) is ArmScreen, "it is asked once"


async def test_practice_and_back_from_the_list_of_plans() -> None:
    stage = FakeBackstage(entries=[Entry("1-2", run_walk())])
    app = whole_app(stage)
    async with app.run_test(size=SMALL) as pilot:
        for word, is_practice in (("practise", True), ("in earnest", False)):
            screen = app.screen
            assert isinstance(screen, RunwalkScreen)
            screen.guide.go(to.Practice(toggles=True))
            await settle(pilot)
            assert word in stage.done
            assert ("PRACTICE" in panel_text(app, Title)) is is_practice


@pytest.mark.parametrize("size", [(60, 18), SMALL, LARGE])
async def test_a_practised_workout_says_so_at_every_width(size: tuple[int, int]) -> None:
    feed = FakeFeed(run_walk(), virtual=True).start().run(200)
    async with session_app(feed, OPTIONS).run_test(size=size) as pilot:
        await settle(pilot)
        assert "PRACTICE" in panel_text(pilot.app, Header)
    assert result_face(feed.session, "km").title.startswith("PRACTICE")
    assert not result_face(FakeFeed(run_walk()).session, "km").title.startswith("PRACTICE")
