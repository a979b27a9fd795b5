"""The page of a recorded session, and two side by side, over a real journal."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from textual.pilot import Pilot

from runwalk_tui.config.paths import journal_file
from runwalk_tui.journal.adding import add_session
from runwalk_tui.journal.diary import Diary
from runwalk_tui.journal.reader import Journal, SessionRow
from runwalk_tui.journal.stats import all_stats
from runwalk_tui.journal.uploads import UploadQueue
from runwalk_tui.training.history.diary_entries import Debrief
from runwalk_tui.tui.app import RunwalkApp
from runwalk_tui.tui.backstage import Visit
from runwalk_tui.tui.ports import SessionEntry
from runwalk_tui.tui.screens.comparison import ComparisonScreen
from runwalk_tui.tui.screens.history import HistoryScreen
from runwalk_tui.tui.screens.home import HomeScreen
from runwalk_tui.tui.screens.session_page import EditLine, SessionPageScreen
from runwalk_tui.workout.events import BeltReading, Event, HeartReading, SessionOpened
from runwalk_tui.workout.session import Phase
from tests.tui.apps import (
    LARGE,
    SMALL,
    Entry,
    FakeBackstage,
    replay_at,
    settle,
    text_of,
    until,
    whole_app,
)
from tests.tui.feeds import FakeFeed, brief, half_an_hours_events, run_walk

pytestmark = pytest.mark.xdist_group("session page")
"""One process: each that has a part of it would record the journals anew."""

Compare = Callable[..., bool]
AT = "2026-05-09T09:00:00+02:00"
SIZES = pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x40"])


def on_day(events: Sequence[Event], day: int, bpm: int, speed: float) -> list[Event]:
    """A session on a day, with another heart and other speeds."""
    found: list[Event] = []
    for event in events:
        match event:
            case SessionOpened():
                found.append(replace(event, opened_at=f"2026-05-{day:02d}T07:30:00+02:00"))
            case HeartReading(bpm=int(before)):
                found.append(replace(event, bpm=before + bpm))
            case BeltReading(speed_kmh=float(before)):
                found.append(replace(event, speed_kmh=before * speed))
            case _:
                found.append(event)
    return found


@lru_cache
def briefly() -> list[Event]:
    """The events of some four minutes."""
    feed = FakeFeed(brief()).start()
    while feed.session.phase is not Phase.ENDED:
        feed.go(feed.now() + 10)
    return feed.log


@lru_cache
def journal(*, is_long: bool) -> bytes:
    """A journal of two sessions of one plan, the later one calmer and faster."""
    events = half_an_hours_events() if is_long else briefly()
    with TemporaryDirectory() as folder:
        file = Path(folder, "journal.sqlite3")
        add_session(on_day(events, 2, 6, 0.97), "", file)
        add_session(on_day(events, 9, 0, 1.0), "", file)
        with Journal.open(file) as kept:
            Diary(kept).append(Debrief(AT, 2, 4, note="Wind from the sea"))
            all_stats(kept)
        return file.read_bytes()


def rows() -> list[SessionRow]:
    with Journal.open() as journal:
        return journal.sessions("")


class Stage(FakeBackstage):
    """A program over the journal."""

    def read_sessions(self) -> Sequence[SessionEntry]:
        self.sessions = rows()
        return self.sessions

    async def export(self, session: str) -> str:
        with UploadQueue() as queue:
            queue.note_file(int(session), "fit", "/home/ada/run.fit")
        return "/home/ada/run.fit"


def stage_of(*, is_long: bool) -> Stage:
    journal_file().parent.mkdir(parents=True, exist_ok=True)
    journal_file().write_bytes(journal(is_long=is_long))
    return Stage(sessions=rows(), entries=[Entry("1-2", run_walk())], feed=FakeFeed(brief()).go(3))


@pytest.fixture
def stage() -> Stage:
    """Two sessions of some minutes."""
    return stage_of(is_long=False)


@pytest.fixture
def long_stage() -> Stage:
    """Two sessions of half an hour."""
    return stage_of(is_long=True)


async def opened(app: RunwalkApp, pilot: Pilot[Any]) -> SessionPageScreen:
    """The page of the newest session, by way of the history."""
    await until(pilot, lambda: isinstance(app.screen, HomeScreen))
    await settle(pilot)
    await pilot.press("h", "enter")
    await until(pilot, lambda: isinstance(app.screen, SessionPageScreen))
    await settle(pilot)
    assert isinstance(app.screen, SessionPageScreen)
    return app.screen


async def written(app: RunwalkApp, pilot: Pilot[Any], key: str, text: str) -> None:
    """Opens the line with a key, writes over what is there, and keeps it."""
    await pilot.press(key)
    await settle(pilot)
    line = app.screen.query_one(EditLine)
    line.value = text
    await pilot.press("enter")
    await settle(pilot)


async def test_a_page_says_everything_and_leads_back(stage: Stage) -> None:
    app = whole_app(stage)
    async with app.run_test(size=LARGE) as pilot:
        await opened(app, pilot)
        text = text_of(app)
        for words in (
            "Briefly",
            "154 bpm · finished",
            "Wind from the sea",
            "effort 4 of 10",
            "zone ",
            "warm up",
        ):
            assert words in text
        await pilot.press("escape")
        await settle(pilot)
        assert isinstance(app.screen, HistoryScreen)


async def test_title_note_and_effort_can_be_changed(stage: Stage) -> None:
    app = whole_app(stage)
    async with app.run_test(size=LARGE) as pilot:
        await opened(app, pilot)
        await written(app, pilot, "t", "By the sea")
        await written(app, pilot, "n", "Sun, q and x")
        await written(app, pilot, "f", "11")
        assert app.screen.has_class("-edits")
        app.screen.query_one(EditLine).value = "7"
        await pilot.press("enter")
        await until(pilot, lambda: "effort 7 of 10" in text_of(app))
        assert "By the sea" in text_of(app)
        assert "note: Sun, q and x" in text_of(app)
        await pilot.press("escape")
        await until(pilot, lambda: "By the sea" in text_of(app))
        assert isinstance(app.screen, HistoryScreen)
    assert rows()[0].title == "By the sea"


async def test_escape_leaves_what_is_written(stage: Stage) -> None:
    app = whole_app(stage)
    async with app.run_test(size=LARGE) as pilot:
        page = await opened(app, pilot)
        await pilot.press("n")
        await settle(pilot)
        await pilot.press("x", "q", "escape")
        await settle(pilot)
        assert app.screen is page
        assert "note: Wind from the sea" in text_of(app)
    assert len(rows()) == 2


async def test_deleted_and_brought_back(stage: Stage) -> None:
    app = whole_app(stage)
    async with app.run_test(size=SMALL) as pilot:
        await opened(app, pilot)
        await pilot.press("x")
        await until(pilot, lambda: "Deleted. z brings it back." in text_of(app))
        assert [row.id for row in rows()] == [1]
        done = list(stage.done)
        await pilot.press("r", "e", "g", "c", "u", "n", "x")
        await settle(pilot)
        assert stage.done == done
        assert not app.screen.has_class("-edits")
        await pilot.press("z")
        await until(pilot, lambda: "Deleted" not in text_of(app))
        assert [row.id for row in rows()] == [2, 1]
        await pilot.press("x")
        await until(pilot, lambda: "Deleted" in text_of(app))
        await pilot.press("escape")
        await until(pilot, lambda: "One session" in text_of(app))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, SessionPageScreen))
        await pilot.press("x")
        await until(pilot, lambda: "Deleted" in text_of(app))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))


async def test_export_upload_replay_and_the_ghost_start_here(stage: Stage) -> None:
    app = whole_app(stage)
    async with app.run_test(size=LARGE) as pilot:
        await opened(app, pilot)
        await pilot.press("e")
        await until(pilot, lambda: "exported as FIT" in text_of(app))
        await pilot.press("u")
        await settle(pilot)
        assert ("upload", "2026-05-09T07:30:00+02:00") in stage.done
        await pilot.press("g")
        await settle(pilot)
        assert ("run", "brief", "2") in stage.done
        await pilot.press("escape")
        await settle(pilot)
        await pilot.press("r")
        await settle(pilot)
        assert ("replay", "2") in stage.done


async def test_the_summary_writes_its_own_session_to_a_file() -> None:
    visit = Visit(replay_at(9999))
    app = whole_app(FakeBackstage(), lambda navigator: navigator.session_screen(visit))
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("enter")
        await settle(pilot)
        await pilot.press("e")
        await settle(pilot)
        assert [note.message for note in app._notifications] == [
            "Written: /home/ada/runwalk-2026-05-02T07:30:00+02:00.fit"
        ]


async def test_two_side_by_side(stage: Stage) -> None:
    other = add_session(on_day(half_an_hours_events()[:300], 5, 3, 1.0), "")
    app = whole_app(stage)
    async with app.run_test(size=LARGE) as pilot:
        await opened(app, pilot)
        await pilot.press("c")
        await until(pilot, lambda: isinstance(app.screen, ComparisonScreen))
        await settle(pilot)
        text = text_of(app)
        assert "┄ Briefly · Sat 2 May 2026" in text
        assert "−6" in text
        await pilot.press("right")
        await until(pilot, lambda: "5 May 2026" in text_of(app))
        await pilot.press("left")
        await until(pilot, lambda: "2 May 2026" in text_of(app))
        await pilot.press("escape")
        await settle(pilot)
        assert isinstance(app.screen, SessionPageScreen)
    assert other in {row.id for row in rows()}


@SIZES
def test_how_a_page_looks(size: tuple[int, int], long_stage: Stage, snap_compare: Compare) -> None:
    app = whole_app(long_stage)

    async def come(pilot: Pilot[Any]) -> None:
        await opened(app, pilot)

    assert snap_compare(app, terminal_size=size, run_before=come)


@SIZES
def test_how_two_look(size: tuple[int, int], long_stage: Stage, snap_compare: Compare) -> None:
    app = whole_app(long_stage)

    async def come(pilot: Pilot[Any]) -> None:
        await opened(app, pilot)
        await pilot.press("c")
        await until(pilot, lambda: isinstance(app.screen, ComparisonScreen))
        await settle(pilot)

    assert snap_compare(app, terminal_size=size, run_before=come)
