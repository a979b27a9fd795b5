"""What fails on a screen ends the app: the belt is stopped first, and nothing is printed."""

import logging
from collections.abc import Callable

import pytest

from runwalk_tui.tui.app import RunwalkApp
from runwalk_tui.tui.screens.home import HomeScreen
from runwalk_tui.tui.screens.run import RunScreen
from runwalk_tui.tui.widgets.status_line import Message
from runwalk_tui.tui.widgets.totals_line import Totals
from runwalk_tui.workout.events import Act
from tests.tui.apps import (
    OPTIONS,
    SMALL,
    home_app,
    panel_text,
    session_app,
    settle,
    until,
)
from tests.tui.feeds import running


class BugError(Exception):
    """What a program may fail with."""


def fail(*_arguments: object) -> None:
    raise BugError("a bug")


def in_a_timer(app: RunwalkApp) -> None:
    app.screen.set_timer(0.01, fail)


def in_a_callback(app: RunwalkApp) -> None:
    app.call_later(fail)


def in_a_message_of_a_widget(app: RunwalkApp) -> None:
    app.screen.query_one(Totals).call_later(fail)


def in_a_worker(app: RunwalkApp) -> None:
    async def work() -> None:
        fail()

    app.run_worker(work())


@pytest.mark.parametrize(
    "plant", [in_a_timer, in_a_callback, in_a_message_of_a_widget, in_a_worker]
)
async def test_a_fault_anywhere_stops_the_belt_and_is_raised_to_the_caller(
    plant: Callable[[RunwalkApp], None],
    capfd: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    feed = running()
    app = session_app(feed, OPTIONS)
    with caplog.at_level(logging.ERROR), pytest.raises(BugError):
        await app.run_async(headless=True, size=SMALL, auto_pilot=lambda _: _now(plant, app))
    assert feed.acts[-1] == (Act.STOP, None)
    assert app.return_code == 1
    assert capfd.readouterr() == ("", "")
    assert caplog.text.count("BugError: a bug") >= 1


async def _now(plant: Callable[[RunwalkApp], None], app: RunwalkApp) -> None:
    plant(app)


async def test_a_screen_that_cannot_be_made_is_raised_to_the_caller(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    feed = running()
    monkeypatch.setattr(RunScreen, "compose", fail)
    with pytest.raises(BugError):
        await session_app(feed, OPTIONS).run_async(headless=True, size=SMALL)
    assert feed.acts[-1] == (Act.STOP, None)
    assert capfd.readouterr() == ("", "")


async def test_a_fault_of_the_home_screen_is_raised_too(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(HomeScreen, "on_mount", fail)
    with pytest.raises(BugError):
        await home_app().run_async(headless=True, size=SMALL)
    assert capfd.readouterr() == ("", "")


async def test_what_is_wrong_beside_the_workout_stands_on_its_screen_until_it_is_not() -> None:
    feed = running()
    feed.go(feed.now() + 10)
    app = session_app(feed, OPTIONS)
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        assert not panel_text(app, Message)
        feed.trouble = "Not recorded for now: the disk is full; free some space, or go without it"
        await until(pilot, lambda: panel_text(app, Message) != "")
        assert panel_text(app, Message) == (
            "! Not recorded for now: the disk is full; free some space, or go without it"
        )
        feed.act(Act.NUDGE, 0.1)
        feed.act(Act.EXTEND, 30)
        await until(pilot, lambda: panel_text(app, Message) == "· Longer")
        feed.go(feed.now() + 7)
        await until(pilot, lambda: "disk is full" in panel_text(app, Message))
        await pilot.resize_terminal(60, 24)
        await settle(pilot)
        assert panel_text(app, Message) == "! Not recorded for now: the disk is full"
        feed.trouble = None
        await until(pilot, lambda: panel_text(app, Message) == "")
