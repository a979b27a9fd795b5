"""How the coach's screens look; `make snapshots` accepts what has changed on purpose."""

from collections.abc import Callable

import pytest

from runwalk_tui.tui.app import RunwalkApp
from runwalk_tui.workout.events import Act
from tests.tui.apps import (
    LARGE,
    OPTIONS,
    SMALL,
    Entry,
    home_of,
    pressed,
    session_app,
)
from tests.tui.coaches import FakeCoach
from tests.tui.feeds import run_walk, under_way

KEYS = {
    "today": [],
    "check-in": ["enter", "2", "1", "1"],
    "advice": ["enter", "3", "1", "1", "0"],
    "rest": ["enter", "1", "1", "1", "0"],
    "programmes": ["o", "down", "enter"],
    "progress": ["g"],
    "progress-trend": ["g", "left"],
}


def home(*, rests: bool = False) -> RunwalkApp:
    plans = [Entry("1-2", run_walk()), Entry("short", run_walk(3))]
    return home_of(plans, [], OPTIONS, coach=FakeCoach(rests=rests))


def after_a_workout() -> RunwalkApp:
    feed = under_way(400, run_walk(2))
    feed.act(Act.STOP)
    feed.go(feed.now() + 20)
    return session_app(feed, OPTIONS, tell=lambda answers, note: "The same again next time.")


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x40"])
@pytest.mark.parametrize("name", KEYS)
def test_coach(name: str, size: tuple[int, int], snap_compare: Callable[..., bool]) -> None:
    app = home(rests=name == "rest")
    assert snap_compare(app, terminal_size=size, run_before=pressed(*KEYS[name]))


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x40"])
@pytest.mark.parametrize("keys", [["6"], ["6", "0", "enter"]], ids=["asks", "means"])
def test_debrief(keys: list[str], size: tuple[int, int], snap_compare: Callable[..., bool]) -> None:
    app = after_a_workout()
    assert snap_compare(app, terminal_size=size, run_before=pressed(*keys))
