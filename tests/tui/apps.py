"""The applications as tests run them: over feeds whose time stands still."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from textual.app import App
from textual.pilot import Pilot

from runwalk_tui.session.replay import Replay
from runwalk_tui.tui.apps.home import HomeApp
from runwalk_tui.tui.apps.session import SessionApp
from runwalk_tui.tui.screen_options import ScreenOptions
from runwalk_tui.tui.widgets.panel import Panel
from runwalk_tui.workout.plan import Plan
from tests.tui.feeds import FakeFeed, half_an_hour, run_walk

OPTIONS = ScreenOptions()
MILES = ScreenOptions(units="mi")
SMALL, LARGE = (80, 24), (120, 40)


@dataclass(frozen=True)
class Entry:
    """A plan as the list has it."""

    name: str
    plan: Plan | None
    error: str | None = None


@dataclass(frozen=True)
class Row:
    """A session as the history has it."""

    id: int
    opened_at: str = "2026-05-02T07:30:00+02:00"
    title: str = "One to two, gently"
    active_s: float = 1800.0
    distance_m: float = 3021.0
    mean_bpm: float | None = 148.6
    outcome: str = "finished"


class Wall:
    """A viewer's clock that is set by hand."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


def replay_at(t: float, wall: Wall | None = None) -> Replay:
    """The recording of half an hour, playing, at ``t``."""
    replay = Replay(half_an_hour(), wall or Wall())
    replay.seek(t)
    return replay


def replay_app(t: float) -> SessionApp:
    return SessionApp(replay_at(t), OPTIONS)


def arm_app() -> SessionApp:
    return SessionApp(FakeFeed(run_walk()).go(4), OPTIONS)


def home_app() -> HomeApp:
    plans = [
        Entry("1-2", run_walk()),
        Entry("short", run_walk(3)),
        Entry("broken", None, "broken.toml: steps: there are none; write [[steps]]"),
    ]
    outcomes = ("finished", "stopped", "unfinished")
    rows = [
        Row(n, opened_at=f"2026-05-{n:02d}T07:30:00+02:00", outcome=outcomes[n % 3])
        for n in range(28, 0, -1)
    ]
    return HomeApp(plans, rows, OPTIONS)


def text_of(app: App[Any]) -> str:
    """Everything on the screen, row by row."""
    return "\n".join(strip.text.rstrip() for strip in app.screen._compositor.render_strips())


def panel_text(app: App[Any], kind: type[Panel[Any, Any]]) -> str:
    """What stands on one panel."""
    panel = app.screen.query_one(kind)
    return "\n".join(panel.render_line(y).text.rstrip() for y in range(panel.size.height))


async def until(pilot: Pilot[Any], condition: Callable[[], bool]) -> None:
    """Waits for a screen that draws by itself; fails if it does not within seconds."""
    for _ in range(100):
        if condition():
            return
        await pilot.pause(0.05)
    raise AssertionError("the screen did not change")


async def settle(pilot: Pilot[Any]) -> None:
    """Everything that was asked for has been drawn."""
    await pilot.pause()
    await pilot.pause()
