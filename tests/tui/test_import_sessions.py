"""Recordings of a watch and exports, imported on their screen: looked at first, then added."""

import gzip
from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot

from runwalk_tui.config.paths import journal_file
from runwalk_tui.exchange.export_all import export_all
from runwalk_tui.journal.adding import add_session
from runwalk_tui.journal.reader import Journal, SessionRow
from runwalk_tui.tui.app import RunwalkApp
from runwalk_tui.tui.forms.paths import PathField, completed
from runwalk_tui.tui.screens.history import HistoryScreen
from runwalk_tui.tui.screens.home import HomeScreen
from runwalk_tui.tui.screens.import_sessions import ImportSessionsScreen
from runwalk_tui.tui.widgets.table import Table
from tests.exchange.activity_files import BEGAN, fit_run
from tests.recorded import workout
from tests.tui.apps import (
    LARGE,
    SMALL,
    Entry,
    FakeBackstage,
    pressed,
    settle,
    text_of,
    whole_app,
)
from tests.tui.feeds import run_walk
from tests.tui.test_ways import kind_of


class Stage(FakeBackstage):
    """A history that is read from the journal."""

    def read_sessions(self) -> list[SessionRow]:
        with Journal.open() as journal:
            self.sessions = journal.sessions()
        return list(self.sessions)


def app(*, is_driving: bool = False) -> RunwalkApp:
    stage = Stage(entries=[Entry("1-2", run_walk())], drives_belt=is_driving)
    stage.read_sessions()
    return whole_app(stage)


@pytest.fixture(autouse=True)
def watch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder "watch": two runs, one of them twice, a file that is none, and an export."""
    monkeypatch.chdir(tmp_path)
    folder = Path("watch")
    folder.mkdir()
    late = BEGAN.replace(day=3)
    (folder / "run.fit").write_bytes(fit_run(40))
    (folder / "run-again.fit.gz").write_bytes(gzip.compress(fit_run(40)))
    (folder / "later.fit").write_bytes(fit_run(30, began=late))
    (folder / "broken.fit").write_bytes(b"no activity at all")
    add_session(workout(), "")
    return folder


async def press(pilot: Pilot[object], *keys: str) -> None:
    await pilot.press(*keys)
    await settle(pilot)


def titles() -> list[str]:
    with Journal.open() as journal:
        return [row.opened_at[:10] for row in journal.sessions()]


async def test_what_would_be_added_is_seen_before_it_is() -> None:
    shown = app()
    async with shown.run_test(size=SMALL) as pilot:
        await press(pilot, "h", "i", *"watch", "enter")
        text = text_of(shown)
        assert "2 to add, 1 known already, 1 refused." in text
        assert "is the same run as" in text
        assert "is not an activity of a known format" in text
        assert len(titles()) == 1
        await press(pilot, "enter")
        assert "2 added, 1 known already, 1 refused." in text_of(shown)
        assert len(titles()) == 3
        await press(pilot, "enter")
        assert kind_of(shown) is HistoryScreen
        assert titles()[shown.screen.query_one(Table).marked] == "2026-05-03"


async def test_esc_goes_back_without_adding_anything() -> None:
    shown = app()
    async with shown.run_test(size=SMALL) as pilot:
        await press(pilot, "h", "i", *"watch", "enter", "escape")
        assert kind_of(shown) is HistoryScreen
    assert len(titles()) == 1


async def test_what_is_written_anew_is_looked_at_anew() -> None:
    shown = app()
    async with shown.run_test(size=SMALL) as pilot:
        await press(pilot, "h", "i", *"watch", "enter", *"/run.fit", "enter")
        assert "1 to add." in text_of(shown)
        await press(pilot, "enter", "enter")
    assert len(titles()) == 2


async def test_an_export_comes_back_by_the_palette_and_the_history_shows_it(
    tmp_path: Path,
) -> None:
    with Journal.open() as journal:
        export_all(journal, tmp_path / "backup", "json")
    journal_file().unlink()
    shown = app()
    async with shown.run_test(size=SMALL) as pilot:
        await press(pilot, "ctrl+p", *"import sess", "enter")
        await until_open(pilot)
        await press(pilot, *"backup", "enter", "enter")
        assert "1 added." in text_of(shown)
        await press(pilot, "enter")
        assert kind_of(shown) is HistoryScreen
    assert len(titles()) == 1


async def until_open(pilot: Pilot[object]) -> None:
    for _ in range(40):
        if isinstance(pilot.app.screen, ImportSessionsScreen):
            return
        await pilot.pause(0.05)
    raise AssertionError("the palette opened nothing")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "Write the name of a file or folder"),
        ("nowhere.fit", "No such file"),
        ("empty", "has no file that ends in"),
    ],
)
async def test_what_cannot_be_read_is_said(tmp_path: Path, text: str, words: str) -> None:
    (tmp_path / "empty").mkdir()
    shown = app()
    async with shown.run_test(size=SMALL) as pilot:
        await press(pilot, "h", "i", *text, "enter")
        assert words.casefold() in " ".join(text_of(shown).split()).casefold()


async def test_while_a_belt_may_move_nothing_is_imported() -> None:
    shown = app(is_driving=True)
    async with shown.run_test(size=SMALL) as pilot:
        await press(pilot, "h", "i")
        assert kind_of(shown) in (HistoryScreen, HomeScreen)


async def test_the_right_arrow_completes_a_name() -> None:
    shown = app()
    async with shown.run_test(size=SMALL) as pilot:
        await press(pilot, "h", "i", *"wa", "right", *"br", "right", "enter")
        assert "1 refused" in text_of(shown)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("watch/r", "watch/run-again.fit.gz"),
        ("watch/run.", "watch/run.fit"),
        ("w", "watch/"),
        ("watch/x", None),
        ("nowhere/x", None),
    ],
)
def test_a_name_is_completed_by_what_fits(watch: Path, text: str, found: str | None) -> None:
    (watch / "readme.txt").write_text("")
    field = PathField("file", "file", endings=(".fit", ".fit.gz"))
    assert completed(text, field) == found


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x40"])
@pytest.mark.parametrize("name", ["write", "looked", "added"])
def test_import(name: str, size: tuple[int, int], snap_compare: Callable[..., bool]) -> None:
    keys = {
        "write": ["h", "i", *"wa"],
        "looked": ["h", "i", *"watch", "enter"],
        "added": ["h", "i", *"watch", "enter", "enter", "down", "down"],
    }
    assert snap_compare(app(), terminal_size=size, run_before=pressed(*keys[name]))
