"""How the screens look; `make snapshots` accepts what has changed on purpose."""

from collections.abc import Callable
from typing import Any

import pytest
from textual.app import App

from runwalk_tui.tui.app import RunwalkApp
from runwalk_tui.tui.screen_options import ScreenOptions
from runwalk_tui.workout.events import Act, Device, LinkState
from runwalk_tui.workout.plan import Kind, Plan, Step
from tests.tui.apps import (
    LARGE,
    MILES,
    OPTIONS,
    SMALL,
    FakeBackstage,
    arm_app,
    heart_app,
    home_app,
    pressed,
    replay_app,
    session_app,
    whole_app,
)
from tests.tui.feeds import FakeFeed, run_walk, under_way

Compare = Callable[..., bool]
Make = Callable[[], App[Any]]

BY_THE_MILE = Plan(
    "mile",
    "A walk break every mile",
    (
        Step(Kind.WARM_UP, 5.5, duration_s=60),
        *(Step(Kind.RUN, 9.0, distance_m=1609.344), Step(Kind.WALK, 5.0, duration_s=60)) * 3,
        Step(Kind.SURGE, 11.0, duration_s=60),
        Step(Kind.COOL_DOWN, 4.5, duration_s=300, until_bpm=110),
    ),
)


def at(active_s: float, options: ScreenOptions = OPTIONS) -> RunwalkApp:
    return session_app(under_way(active_s), options)


def paused() -> RunwalkApp:
    feed = under_way(200)
    feed.act(Act.PAUSE)
    return session_app(feed.go(feed.now() + 8), OPTIONS)


def countdown(later_s: float) -> RunwalkApp:
    feed = FakeFeed(run_walk()).go(5)
    feed.act(Act.START)
    return session_app(feed.go(5 + later_s), OPTIONS)


def stopping() -> RunwalkApp:
    feed = under_way(200)
    feed.act(Act.STOP)
    return session_app(feed.go(feed.now() + 1), OPTIONS)


def alarm() -> RunwalkApp:
    feed = under_way(200)
    feed.belt_talks = False
    feed.link(Device.TREADMILL, LinkState.LOST)
    feed.go(feed.now() + 4)
    feed.link(Device.TREADMILL, LinkState.SEARCHING)
    return session_app(feed.go(feed.now() + 3), OPTIONS)


def strap_lost() -> RunwalkApp:
    feed = under_way(280)
    feed.strap_talks = False
    feed.link(Device.STRAP, LinkState.LOST)
    return session_app(feed.go(feed.now() + 2), OPTIONS)


def read_only() -> RunwalkApp:
    return session_app(FakeFeed(run_walk(), controllable=False).go(3).drive(6.0).go(190), OPTIONS)


def not_stopped() -> RunwalkApp:
    feed = under_way(400, run_walk(2))
    feed.answers = False
    feed.belt_talks = False
    feed.act(Act.STOP)
    feed.act(Act.ABANDON)
    return session_app(feed, OPTIONS)


def by_the_mile(options: ScreenOptions) -> RunwalkApp:
    return session_app(under_way(400, BY_THE_MILE), options)


SCREENS: dict[str, tuple[Make, list[str]]] = {
    "run": (lambda: at(738), []),
    "alarm": (alarm, []),
    "replay": (lambda: replay_app(750), []),
    "arm": (arm_app, []),
    "summary": (lambda: replay_app(9999), ["enter"]),
    "heart": (lambda: heart_app(FakeFeed(None).go(90), OPTIONS), []),
    "home": (home_app, ["down"]),
    "history": (home_app, ["h", "down"]),
    "help": (lambda: at(738), ["question_mark"]),
    "settings": (lambda: whole_app(FakeBackstage()), ["comma"]),
    "settings-keys": (lambda: whole_app(FakeBackstage()), ["comma", "pagedown", "pagedown"]),
    "import": (lambda: whole_app(FakeBackstage()), ["i"]),
}
MOMENTS: dict[str, tuple[Make, list[str]]] = {
    "walk": (lambda: at(290), []),
    "announced": (lambda: at(178.2), []),
    "last-seconds": (lambda: at(237.5), []),
    "paused": (paused, []),
    "countdown": (lambda: countdown(0.6), []),
    "starting": (lambda: countdown(4.5), []),
    "stopping": (stopping, []),
    "strap-lost": (strap_lost, []),
    "read-only": (read_only, []),
    "distance": (lambda: by_the_mile(OPTIONS), []),
    "miles": (lambda: by_the_mile(MILES), []),
    "replay-ended": (lambda: replay_app(9999), []),
    "arm-searching": (lambda: session_app(FakeFeed(run_walk(), treadmill=False), OPTIONS), []),
    "arm-read-only": (
        lambda: session_app(FakeFeed(run_walk(), controllable=False).go(4), OPTIONS),
        [],
    ),
    "summary-not-stopped": (not_stopped, []),
    "light": (lambda: at(738, ScreenOptions(theme="runwalk-light")), []),
    "contrast": (lambda: at(738, ScreenOptions(theme="runwalk-contrast")), []),
}


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x40"])
@pytest.mark.parametrize("name", SCREENS)
def test_screen(name: str, size: tuple[int, int], snap_compare: Compare) -> None:
    make, press = SCREENS[name]
    assert snap_compare(make(), terminal_size=size, run_before=pressed(*press))


@pytest.mark.parametrize("name", MOMENTS)
def test_moment(name: str, snap_compare: Compare) -> None:
    make, press = MOMENTS[name]
    assert snap_compare(make(), press=press, terminal_size=SMALL)


def test_compact(snap_compare: Compare) -> None:
    assert snap_compare(at(738), terminal_size=(50, 14))
