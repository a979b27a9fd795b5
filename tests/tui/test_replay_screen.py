"""A recording on the run screen: every key of the transport, and the mouse."""

import os
import re
from pathlib import Path

import pytest

from runwalk_tui.session.replay import Replay
from runwalk_tui.tui.screens.replay import ReplayScreen
from runwalk_tui.tui.screens.summary import SummaryScreen
from runwalk_tui.tui.widgets.replay_bar import TransportBar
from runwalk_tui.tui.widgets.run_header import Header
from runwalk_tui.workout.events import Act
from runwalk_tui.workout.session import Phase
from tests.tui.apps import (
    OPTIONS,
    SMALL,
    Wall,
    panel_text,
    replay_at,
    session_app,
    settle,
    text_of,
)
from tests.tui.feeds import under_way

AT = 750.0


class Watched(Replay):
    """Remembers what it was asked to do, though it does nothing."""

    def __init__(self, replay: Replay, wall: Wall) -> None:
        super().__init__(replay.recording, wall)
        self.acts: list[Act] = []

    def act(self, act: Act, value: float | None = None) -> None:
        self.acts.append(act)


async def test_a_picture_of_the_moment_is_written_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    app = session_app(replay_at(AT))
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("space", "x")
        await settle(pilot)
    (name,) = os.listdir(tmp_path)
    assert re.fullmatch(r"runwalk-\d{4}-\d\d-\d\d-12-\d\d\.svg", name)


async def test_keys_move_the_recording() -> None:
    replay = replay_at(AT)
    async with session_app(replay, OPTIONS).run_test(size=SMALL) as pilot:
        for name, t in (
            ("left", AT - 10),
            ("right", AT),
            ("home", 0.0),
            ("end", replay.duration_s),
        ):
            await pilot.press(name)
            assert replay.now() == t


async def test_keys_go_from_step_to_step() -> None:
    replay = replay_at(AT)
    after = [mark for mark in replay.marks_s if mark > AT]
    async with session_app(replay, OPTIONS).run_test(size=SMALL) as pilot:
        await pilot.press("right_square_bracket")
        assert replay.now() == after[0]
        await pilot.press("shift+right")
        assert replay.now() == after[1]
        await pilot.press("left_square_bracket")
        assert replay.now() == after[0]
        await pilot.press("shift+left")
        assert replay.now() == max(mark for mark in replay.marks_s if mark < AT)


async def test_keys_play_faster_and_slower() -> None:
    replay = replay_at(AT)
    async with session_app(replay, OPTIONS).run_test(size=SMALL) as pilot:
        await pilot.press("plus", "equals_sign", "greater_than_sign")
        assert replay.rate == 10.0
        await pilot.press("minus", "less_than_sign")
        assert replay.rate == 2.0


async def test_space_stands_still_and_plays_on() -> None:
    wall = Wall()
    replay = replay_at(AT, wall)
    app = session_app(replay, OPTIONS)
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        assert "space pause" in text_of(app)
        await pilot.press("space")
        await settle(pilot)
        assert "space play" in text_of(app)
        wall.seconds += 5
        assert replay.now() == AT
        await pilot.press("space")
        wall.seconds += 5
        assert replay.now() == AT + 5


async def test_the_summary_opens_at_the_end_by_key_and_r_plays_again() -> None:
    replay = replay_at(AT)
    app = session_app(replay, OPTIONS)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("enter")
        assert isinstance(app.screen, ReplayScreen)
        await pilot.press("end")
        await settle(pilot)
        assert replay.session.phase is Phase.ENDED
        assert "enter summary" in text_of(app)
        await pilot.press("enter")
        await settle(pilot)
        assert isinstance(app.screen, SummaryScreen)
        assert "the whole plan" in text_of(app)
        await pilot.press("r")
        await settle(pilot)
        assert isinstance(app.screen, ReplayScreen)
        assert replay.now() == 0
        assert replay.is_playing


@pytest.mark.parametrize("share", [0.0, 0.25, 1.0])
async def test_a_click_on_the_bar_seeks(share: float) -> None:
    replay = replay_at(AT)
    app = session_app(replay, OPTIONS)
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        bar = app.screen.query_one(TransportBar)
        first, end = bar.bar_columns(replay.duration_s, bar.size.width)
        column = first + round(share * (end - first - 1))
        await pilot.click(TransportBar, offset=(column + 2, 0))
        await settle(pilot)
        width_s = replay.duration_s / (end - first - 1)
        assert replay.now() == pytest.approx(share * replay.duration_s, abs=width_s)
        assert panel_text(app, TransportBar)[column] == "●"


async def test_a_drag_on_the_bar_scrubs() -> None:
    replay = replay_at(AT)
    app = session_app(replay, OPTIONS)
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        await pilot.mouse_down(TransportBar, offset=(40, 0))
        await pilot.hover(TransportBar, offset=(60, 0))
        there = replay.now()
        assert there > AT
        await pilot.mouse_up(TransportBar, offset=(60, 0))
        await pilot.hover(TransportBar, offset=(50, 0))
        assert replay.now() == there


async def test_no_key_of_a_replay_asks_for_anything() -> None:
    wall = Wall()
    replay = Watched(replay_at(AT), wall)
    app = session_app(replay, OPTIONS)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("s", "up", "down", "pageup", "space", "right", "plus", "enter")
        assert replay.acts == []
        await pilot.press("q")
        await settle(pilot)
    assert not app.is_running
    assert replay.acts == []


async def test_a_replay_shows_what_the_runner_saw() -> None:
    live = under_way(400)
    replay = replay_at(live.now())
    live_app, replay_app = session_app(live, OPTIONS), session_app(replay, OPTIONS)
    async with live_app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        seen = text_of(live_app).split("\n")
    async with replay_app.run_test(size=(80, 25)) as pilot:
        await settle(pilot)
        replayed = text_of(replay_app).split("\n")
        assert panel_text(replay_app, Header).strip() == seen[0].strip()
    assert replayed[:23] == seen[:23]
