"""The run screen of a workout that runs elsewhere: to look at, and nothing else."""

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot

from runwalk_tui.journal.writer import JournalWriter
from runwalk_tui.session.watching import Watched, WatchedFeed
from runwalk_tui.tui.app import RunwalkApp
from runwalk_tui.tui.screens.watch import WatchScreen
from tests.tui.apps import LARGE, OPTIONS, SMALL, FakeBackstage, app_of, settle, text_of, until
from tests.tui.feeds import half_an_hours_events


def watching(file: Path) -> RunwalkApp:
    """A workout of half an hour, 12 minutes in, whose program is gone."""
    with JournalWriter.open(file) as writer:
        for event in half_an_hours_events():
            if event.t <= 720:
                writer.append(event)
    feed = WatchedFeed(Watched(file, writer.session_id), lambda: 0.0)
    return app_of(FakeBackstage(), lambda _: WatchScreen(feed, OPTIONS))


async def test_it_shows_the_workout_and_no_key_reaches_it(tmp_path: Path) -> None:
    app = watching(tmp_path / "journal.sqlite3")
    async with app.run_test(size=SMALL) as pilot:
        await until(pilot, lambda: "The workout has ended" in text_of(app))
        screen = app.screen
        assert isinstance(screen, WatchScreen)
        before = screen.feed.session
        await pilot.press("s", "space", "plus", "p", "up")
        await settle(pilot)
        assert screen.feed.session is before
        assert "The workout has ended" in text_of(app)
        await pilot.press("escape")
    assert app.return_code == 0


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x40"])
def test_watching(size: tuple[int, int], tmp_path: Path, snap_compare: Callable[..., bool]) -> None:
    app = watching(tmp_path / "journal.sqlite3")

    async def shown(pilot: Pilot[object]) -> None:
        await until(pilot, lambda: "The workout has ended" in text_of(app))

    assert snap_compare(app, terminal_size=size, run_before=shown)
