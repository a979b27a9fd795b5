"""Sessions written from screens, one or all, and those that were deleted brought back."""

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from textual.pilot import Pilot

from runwalk_tui.exchange import export_all
from runwalk_tui.exchange.exporter import Format, Source, encoded
from runwalk_tui.exchange.exporting import FORMATS
from runwalk_tui.journal.adding import add_session
from runwalk_tui.journal.reader import Journal
from runwalk_tui.tui.screens.export_all import FOLDER, ExportAllScreen
from runwalk_tui.tui.screens.export_one import ExportScreen
from runwalk_tui.tui.screens.history import HistoryScreen
from runwalk_tui.tui.screens.session_page import SessionPageScreen
from tests.recorded import OPENED, workout
from tests.tui.apps import LARGE, SMALL, pressed, settle, text_of, until
from tests.tui.test_import_sessions import app
from tests.tui.test_ways import kind_of


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to write to, and a history of two sessions."""
    monkeypatch.chdir(tmp_path)
    earlier = replace(OPENED, opened_at="2026-02-28T18:30:00+01:00")
    add_session((earlier, *workout()[1:200]), "")
    add_session(workout(), "")
    return tmp_path


async def press(pilot: Pilot[object], *keys: str) -> None:
    await pilot.press(*keys)
    await settle(pilot)


def said(pilot: Pilot[object]) -> str:
    return "\n".join(note.message for note in pilot.app._notifications)


def files(folder: Path, ending: str) -> list[Path]:
    return sorted(folder.glob(f"*.{ending}"))


async def test_one_session_is_written_in_every_format_of_the_command(here: Path) -> None:
    shown = app()
    async with shown.run_test(size=SMALL) as pilot:
        for turns, form in enumerate(FORMATS):
            await press(pilot, *["h"] * (not turns), "w", *["right"] * turns, "ctrl+s")
            assert kind_of(shown) is HistoryScreen
            assert f".{form}" in said(pilot)
    assert {len(files(here, form)) for form in FORMATS} == {1}


async def test_a_file_that_is_there_is_replaced_only_on_a_yes(here: Path) -> None:
    (here / "mine.csv").write_text("mine")
    shown = app()
    async with shown.run_test(size=LARGE) as pilot:
        await press(pilot, "h", "enter")
        await until(pilot, lambda: kind_of(shown) is SessionPageScreen)
        await press(pilot, "w", "right", "right", "down", *"mine.csv", "ctrl+s")
        assert kind_of(shown) is ExportScreen
        assert "already exists" in text_of(shown)
        await press(pilot, "ctrl+s")
        assert (here / "mine.csv").read_text() == "mine"
        await press(pilot, "down", "y", "ctrl+s")
        assert kind_of(shown) is SessionPageScreen
        await until(pilot, lambda: "mine.csv" in text_of(shown))
    assert (here / "mine.csv").read_text().startswith("t_s,")


async def test_every_session_is_written_once_in_the_chosen_formats(here: Path) -> None:
    shown = app()
    async with shown.run_test(size=SMALL) as pilot:
        await press(pilot, "h", "a", "down", "y", "ctrl+s")
        assert "4 files written, 0 unchanged" in text_of(shown)
        await press(pilot, "right", "right", "ctrl+s")
        assert "0 files written, 4 unchanged" in text_of(shown)
        await press(pilot, "enter")
        assert kind_of(shown) is HistoryScreen
    assert [len(files(here / FOLDER, form)) for form in ("fit", "json", "csv")] == [2, 2, 0]


async def test_without_a_folder_or_a_format_nothing_is_written(here: Path) -> None:
    shown = app()
    async with shown.run_test(size=SMALL) as pilot:
        await press(pilot, "h", "a", "ctrl+u", "ctrl+s")
        assert "name a folder" in text_of(shown)
        await press(pilot, *"x", *["down"] * 4, "n", "ctrl+s")
        assert "choose a format" in text_of(shown)
        await press(pilot, "escape")
        assert kind_of(shown) is HistoryScreen
    assert os.listdir(here) == []


async def test_an_export_that_is_ended_says_so_and_goes_on_the_next_time(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = app()

    def ending(source: Source, format: Format) -> bytes:
        screen = shown.screen
        assert isinstance(screen, ExportAllScreen)
        screen.action_skip()
        return encoded(source, format)

    async with shown.run_test(size=SMALL) as pilot:
        await press(pilot, "h", "a")
        with monkeypatch.context() as patched:
            patched.setattr(export_all, "encoded", ending)
            await press(pilot, "ctrl+s")
        assert "Ended before all was written" in text_of(shown)
        assert len(files(here / FOLDER, "json")) == 1
        await press(pilot, "ctrl+s")
        assert "1 file written, 1 unchanged" in text_of(shown)


async def test_from_the_history_a_deleted_session_comes_back() -> None:
    with Journal.open() as journal:
        journal.delete(1)
    shown = app()
    async with shown.run_test(size=SMALL) as pilot:
        await press(pilot, "h", "t", "enter", "escape")
        assert kind_of(shown) is HistoryScreen
        assert "2 sessions" in text_of(shown)


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x40"])
@pytest.mark.parametrize("name", ["one", "all", "refused"])
def test_export(name: str, size: tuple[int, int], snap_compare: Callable[..., bool]) -> None:
    keys = {
        "one": ["h", "w", "right", "right"],
        "all": ["h", "a"],
        "refused": ["h", "a", "ctrl+u", *"/dev/null/x", "ctrl+s"],
    }
    assert snap_compare(app(), terminal_size=size, run_before=pressed(*keys[name]))
