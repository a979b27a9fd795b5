"""The run screen against an earlier session."""

from collections.abc import Callable
from functools import lru_cache

import pytest

from runwalk_tui.session.feed import Feed
from runwalk_tui.training.history.ghost import Ghost
from runwalk_tui.training.history.track import Track, track_of
from runwalk_tui.tui.app import RunwalkApp
from runwalk_tui.tui.backstage import Visit
from runwalk_tui.tui.destinations import Run
from runwalk_tui.tui.navigator import Navigator
from runwalk_tui.tui.screen_options import ScreenOptions
from runwalk_tui.tui.widgets.ghost_line import GhostLine
from runwalk_tui.workout.events import Act
from tests.tui.apps import (
    LARGE,
    MILES,
    OPTIONS,
    SMALL,
    FakeBackstage,
    app_of,
    panel_text,
    settle,
    whole_app,
)
from tests.tui.feeds import brief, under_way

Compare = Callable[..., bool]


@lru_cache
def then() -> Track:
    """An earlier session, in which the runner nudged the runs down."""
    feed = under_way(30, brief())
    for _ in range(10):
        feed.act(Act.NUDGE, -0.1)
    feed.go(feed.now() + 200)
    track, _ = track_of(feed.log)
    return track


def race(active_s: float, options: ScreenOptions = OPTIONS) -> RunwalkApp:
    visit = Visit(under_way(active_s, brief()), ghost=Ghost("2 May", then()))
    return app_of(FakeBackstage(options), lambda navigator: navigator.session_screen(visit))


@pytest.mark.parametrize(
    ("options", "unit"), [(OPTIONS, "m"), (MILES, "yd")], ids=["metres", "yards"]
)
async def test_it_says_who_is_ahead_and_whose_heart_is_calmer(
    options: ScreenOptions, unit: str
) -> None:
    app = race(75, options)
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        text = panel_text(app, GhostLine)
        assert text.startswith("ghost of 2 May  ")
        words = text.split()
        assert words[5:7] == [unit, "ahead"]
        assert 5 <= int(words[4]) <= 20
        assert words[-2] == "heart"


async def test_without_a_ghost_there_is_no_line() -> None:
    visit = Visit(under_way(75, brief()))
    app = app_of(FakeBackstage(), lambda navigator: navigator.session_screen(visit))
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        assert not app.screen.query_one(GhostLine).display


async def test_a_ghost_that_has_ended_says_so() -> None:
    feed: Feed = under_way(40, brief())
    track, _ = track_of(under_way(35, brief()).log)
    visit = Visit(feed, ghost=Ghost("2 May", track))
    app = app_of(FakeBackstage(), lambda navigator: navigator.session_screen(visit))
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        assert panel_text(app, GhostLine).endswith("it has ended")


async def test_the_way_to_a_run_names_the_ghost() -> None:

    backstage = FakeBackstage(feed=under_way(10, brief()))
    app = whole_app(backstage, Navigator.home_screen)
    async with app.run_test(size=SMALL) as pilot:
        app.guide.go(Run("brief", "7"))
        await settle(pilot)
        assert ("run", "brief", "7") in backstage.done


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x40"])
def test_how_it_looks(size: tuple[int, int], snap_compare: Compare) -> None:
    assert snap_compare(race(75), terminal_size=size)
