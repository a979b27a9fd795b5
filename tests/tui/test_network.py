"""The broadcast from the screens: begun before a workout, marked in it, and ended at any time."""

from collections.abc import Callable

import pytest
from textual.pilot import Pilot

from runwalk_tui.tui import destinations as to
from runwalk_tui.tui.app import RunwalkApp
from runwalk_tui.tui.navigator import Navigator
from runwalk_tui.tui.widgets.status_line import Message
from runwalk_tui.workout.events import Act
from tests.tui.apps import (
    LARGE,
    SMALL,
    Entry,
    FakeBackstage,
    FakeNetwork,
    panel_text,
    pressed,
    settle,
    text_of,
    until,
    whole_app,
)
from tests.tui.feeds import FakeFeed, brief, run_walk, running

MARK = "shown on the network; b ends that"


def app_of(feed: FakeFeed, network: FakeNetwork) -> RunwalkApp:
    stage = FakeBackstage(entries=[Entry("1-2", run_walk())], feed=feed, network=network)
    return whole_app(stage)


async def press(pilot: Pilot[object], *keys: str) -> str:
    await pilot.press(*keys)
    await settle(pilot)
    return "\n".join(note.message for note in pilot.app._notifications)


@pytest.mark.parametrize("keys", [[], ["enter"]], ids=["home", "arm"])
async def test_it_is_begun_and_ended_before_a_workout_and_says_so(keys: list[str]) -> None:
    network = FakeNetwork()
    app = app_of(FakeFeed(brief()).go(3), network)
    async with app.run_test(size=SMALL) as pilot:
        await press(pilot, *keys)
        assert "shown on the network at 127.0.0.1, port 36866" in await press(pilot, "b")
        await until(pilot, lambda: not keys or "b end broadcast" in text_of(app))
        assert "no longer shown" in await press(pilot, "b")
        await until(pilot, lambda: "b end broadcast" not in text_of(app))
        assert not network.is_on


async def test_one_that_cannot_begin_says_why_and_the_workout_goes_on() -> None:
    app = app_of(FakeFeed(brief()).go(3), FakeNetwork(fault="the port is taken"))
    async with app.run_test(size=SMALL) as pilot:
        await press(pilot, "enter")
        assert "Not shown on the network: the port is taken" in await press(pilot, "b")
        assert app.is_running


async def test_while_a_belt_moves_it_is_marked_and_can_only_be_ended() -> None:
    network, feed = FakeNetwork(is_on=True), running()
    feed.acts.clear()
    app = app_of(feed, network)
    async with app.run_test(size=SMALL) as pilot:
        await press(pilot, "enter")
        feed.run(20)
        await settle(pilot)
        assert MARK in panel_text(app, Message)
        await press(pilot, "b")
        assert "no longer shown" in panel_text(app, Message)
        await press(pilot, "b")
        assert not network.is_on, "nothing begins it while the belt moves"
        assert "To stop the belt" in text_of(app)
        assert feed.acts == []


async def test_one_that_crashes_in_a_workout_leaves_a_calm_line_and_the_belt_as_it_was() -> None:
    network, feed = FakeNetwork(is_on=True), running()
    app = app_of(feed, network)
    async with app.run_test(size=SMALL) as pilot:
        await press(pilot, "enter")
        speed_kmh = feed.session.belt.speed_kmh
        network.is_on, network.trouble = False, "lost it"
        feed.run(20)
        await settle(pilot)
        assert "Not shown on the network: lost it" in panel_text(app, Message)
        assert feed.session.belt.speed_kmh == speed_kmh
        assert (Act.STOP, None) not in feed.acts


async def test_the_palette_cannot_begin_it_while_a_belt_moves() -> None:
    network = FakeNetwork()
    app = app_of(running(), network)
    async with app.run_test(size=SMALL) as pilot:
        await press(pilot, "enter", "ctrl+p")
        assert isinstance(app.guide, Navigator)
        assert not app.guide.can_wander
        assert type(app.screen).__name__ == "RunScreen"


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x40"])
def test_network(size: tuple[int, int], snap_compare: Callable[..., bool]) -> None:
    app = app_of(running().run(20), FakeNetwork(is_on=True))
    assert snap_compare(app, terminal_size=size, run_before=pressed("enter"))


def test_it_is_a_way_of_the_palette() -> None:
    assert to.Broadcast() in [way for _, _, way in RunwalkApp.ways()]
