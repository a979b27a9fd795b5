"""From the arm screen to the summary, and out; with everything that can come between."""

import subprocess
import sys
from typing import Any

import pytest
from textual.app import App
from textual.screen import Screen

from runwalk_tui.errors import UsageError
from runwalk_tui.tui.backstage import Visit
from runwalk_tui.tui.destinations import Replay
from runwalk_tui.tui.screens.arm import ArmScreen
from runwalk_tui.tui.screens.run import RunScreen
from runwalk_tui.tui.screens.summary import SummaryScreen
from runwalk_tui.tui.widgets.alarm import Alarm
from runwalk_tui.tui.widgets.big_heart_rate import Pulse
from runwalk_tui.tui.widgets.big_time import BigTime
from runwalk_tui.tui.widgets.speed_profile import Profile
from runwalk_tui.workout.events import Act, Command, CommandProgressed, Device, LinkState, Stage
from runwalk_tui.workout.session import Phase
from tests.tui.apps import (
    LARGE,
    OPTIONS,
    SMALL,
    FakeBackstage,
    heart_app,
    session_app,
    settle,
    text_of,
    until,
    whole_app,
)
from tests.tui.feeds import FakeFeed, brief, running


def is_open(app: App[Any]) -> bool:
    return app.is_running


def screen_of(app: App[Any]) -> type[Screen[Any]]:
    return type(app.screen)


async def test_a_session_goes_from_screen_to_screen() -> None:
    feed = FakeFeed(brief(), treadmill=False).go(3)
    app = session_app(feed, OPTIONS)
    async with app.run_test(size=SMALL) as pilot:
        assert screen_of(app) is ArmScreen
        assert "Looking for your treadmill." in text_of(app)
        feed.belt_talks = True
        feed.connect()
        feed.go(6)
        await settle(pilot)
        assert "Press Enter" in text_of(app)
        await pilot.press("enter")
        await settle(pilot)
        assert screen_of(app) is RunScreen
        feed.run(30)
        await pilot.press("s")
        feed.go(feed.now() + 20)
        await settle(pilot)
        assert screen_of(app) is SummaryScreen
        assert "STOPPED" not in text_of(app), "it is drawn in large letters"
        assert "0:30 of " in text_of(app)
        await pilot.press("r")
    assert app.return_value == Replay()


async def test_a_doctors_warning_stands_on_the_arm_screen() -> None:
    feed = FakeFeed(brief(), treadmill=False)
    app = session_app(feed, OPTIONS._replace(warning="See a doctor first."))
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        assert "See a doctor first." in text_of(pilot.app)


async def test_what_happens_is_seen_at_once_and_not_a_turn_later() -> None:
    feed = running()
    app = session_app(feed, OPTIONS)
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        feed.act(Act.PAUSE)
        await pilot.pause()
        assert "you paused" in text_of(app)


async def test_the_figures_follow_the_time() -> None:
    feed = running()
    app = session_app(feed, OPTIONS)
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        before = text_of(app)
        feed.go(feed.now() + 5)
        await until(pilot, lambda: text_of(app) != before)
        assert "0:40 of 4:20" in before
        assert "0:45 of 4:20" in text_of(app)


async def test_leaving_a_session_stops_the_belt_and_waits_for_it() -> None:
    feed = running()
    app = session_app(feed, OPTIONS)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("q")
        assert feed.acts[-1] == (Act.STOP, None)
        await settle(pilot)
        assert is_open(app)
        assert "hold on until it stops" in text_of(app)
        feed.go(feed.now() + 20)
        assert feed.session.phase is Phase.ENDED
        await settle(pilot)
    assert not is_open(app)
    assert app.return_value is None


async def test_a_belt_that_does_not_answer_can_be_left_after_ten_seconds() -> None:
    feed = running()
    feed.answers = False
    app = session_app(feed, OPTIONS)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("q")
        feed.go(feed.now() + 9)
        await pilot.press("q")
        assert (Act.ABANDON, None) not in feed.acts
        feed.go(feed.now() + 1.5)
        feed.take(CommandProgressed(feed.now(), Command.STOP, Stage.UNKNOWN))
        await pilot.press("q")
        assert feed.acts[-1] == (Act.ABANDON, None)
        await settle(pilot)
    assert not is_open(app)


@pytest.mark.parametrize("treadmill", [True, False])
async def test_before_the_start_leaving_is_immediate(treadmill: bool) -> None:
    feed = FakeFeed(brief(), treadmill=treadmill).go(3)
    app = session_app(feed, OPTIONS)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("q")
        await settle(pilot)
    assert not is_open(app)
    assert feed.acts == []


async def test_a_belt_that_moves_before_the_start_is_stopped_before_leaving() -> None:
    feed = FakeFeed(brief()).drive(4.0).go(3)
    async with session_app(feed, OPTIONS).run_test(size=SMALL) as pilot:
        await pilot.press("q")
        assert feed.acts == [(Act.STOP, None)]


async def test_the_alarm_takes_the_whole_screen_and_closes_the_help() -> None:
    feed = running()
    app = session_app(feed, OPTIONS)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("question_mark")
        feed.belt_talks = False
        feed.link(Device.TREADMILL, LinkState.LOST)
        await settle(pilot)
        assert app.screen.query_one(Alarm).display
        assert not app.screen.query_one(BigTime).display
        assert "Step off to the side rails" in text_of(app)
        await pilot.press("s")
        assert feed.acts[-1] == (Act.STOP, None)
        feed.link(Device.TREADMILL, LinkState.UP)
        feed.belt_talks = True
        feed.go(feed.now() + 1)
        await until(pilot, lambda: not app.screen.query_one(Alarm).display)


async def test_what_changed_under_the_alarm_is_shown_after_it() -> None:
    feed = running()
    app = session_app(feed, OPTIONS)
    async with app.run_test(size=SMALL) as pilot:
        feed.belt_talks = False
        feed.go(feed.now() + 8)
        await until(pilot, lambda: "◐ silent" in text_of(app))
        feed.go(feed.now() + 4)
        await until(pilot, lambda: app.screen.query_one(Alarm).display)
        feed.belt_talks = True
        feed.go(feed.now() + 2)
        await until(pilot, lambda: not app.screen.query_one(Alarm).display)
        await settle(pilot)
        assert "◐" not in text_of(app)
        assert "last word" not in text_of(app)


async def test_a_screen_fits_every_size_it_is_given() -> None:
    app = session_app(running(), OPTIONS)
    async with app.run_test(size=LARGE) as pilot:
        for size in [SMALL, (59, 15), (20, 5), (160, 50), (1, 1), (40, 12), (79, 23), LARGE]:
            await pilot.resize_terminal(*size)
            await settle(pilot)
            rows = text_of(app).split("\n")
            assert len(rows) == size[1]
            assert all(len(row) <= size[0] for row in rows)
            if size[0] >= 20 and size[1] >= 5:
                shown = text_of(app)
                assert "RUN" in shown or size == (160, 50) or size == LARGE
                assert "STOP" in shown
                assert "8.5" in shown or size[1] >= 16
        assert app.screen.query_one(Profile).display


@pytest.mark.parametrize("size", [(59, 15), (40, 12), (20, 5)])
async def test_the_smallest_screens_still_show_what_matters(size: tuple[int, int]) -> None:
    feed = running()
    app = session_app(feed, OPTIONS)
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        shown = text_of(app)
        assert "RUN" in shown
        assert "8.5 km/h" in shown
        assert f"♥ {feed.session.heart.bpm}" in shown
        assert "s STOP" in shown
        assert "0:40" in shown or app.screen.query_one(BigTime).size.height > 3


async def test_a_session_that_ended_by_itself_stays_on_its_summary() -> None:
    feed = running()
    app = session_app(feed, OPTIONS)
    async with app.run_test(size=SMALL) as pilot:
        feed.act(Act.STOP)
        feed.go(feed.now() + 20)
        await settle(pilot)
        assert screen_of(app) is SummaryScreen
        assert is_open(app)


async def test_a_still_screen_costs_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[str] = []
    original = Screen._compositor_refresh

    def counted(screen: Screen[None]) -> None:
        drawn.append(type(screen).__name__)
        original(screen)

    app = session_app(FakeFeed(brief()).go(3), OPTIONS)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("enter")
        await pilot.press("question_mark", "question_mark")
        await pilot.pause(0.2)
        monkeypatch.setattr(Screen, "_compositor_refresh", counted)
        await pilot.pause(0.6)
        assert screen_of(app) is RunScreen
    assert len(drawn) <= 2


def test_the_run_screen_loads_nothing_that_it_does_not_need() -> None:
    script = "import sys, runwalk_tui.tui.screens.run, runwalk_tui.tui.app; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True)
    loaded = set(done.stdout.decode().split())
    assert not loaded & {"bleak", "cyclopts", "msgspec", "numpy", "sqlite3"}
    assert not loaded & {"textual.widgets._data_table", "textual.widgets._markdown"}


async def test_the_heart_screen_shows_the_heart_and_leaves() -> None:
    feed = FakeFeed(None).go(90)
    app = heart_app(feed, OPTIONS)
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        shown = text_of(app)
        assert "zone 1 very easy" in shown
        assert "RMSSD" in shown
        assert "on the skin" in shown
        assert app.screen.query_one(Pulse).size.width == 76
        await pilot.press("q")
        await settle(pilot)
    assert not is_open(app)
    assert feed.acts == []


async def test_a_strap_without_intervals_says_so() -> None:
    feed = FakeFeed(None)
    feed.sends_rr = False
    app = heart_app(feed.go(30), OPTIONS)
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        assert "no RR" in text_of(app)


@pytest.mark.parametrize("fails", [False, True])
async def test_a_session_is_uploaded_because_the_runner_asks(fails: bool) -> None:
    feed = running()
    feed.act(Act.STOP)
    feed.go(feed.now() + 20)
    stage = FakeBackstage(error=UsageError("upload: no address") if fails else None)
    app = whole_app(stage, lambda navigator: navigator.session_screen(Visit(feed)))
    async with app.run_test(size=SMALL, notifications=True) as pilot:
        await settle(pilot)
        assert screen_of(app) is SummaryScreen
        assert ("upload", feed.session.opened_at) not in stage.done
        await pilot.press("u")
        await settle(pilot)
        assert screen_of(app) is SummaryScreen
        said = [notice.message for notice in app._notifications]
    assert ("upload", feed.session.opened_at) in stage.done
    assert said[-1] == ("upload: no address" if fails else "session 7: Intervals.icu has it, as i1")
