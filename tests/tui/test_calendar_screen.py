"""A programme's calendar, written from its screen, and the line for a partner."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot

from runwalk_tui.tui.app import RunwalkApp
from runwalk_tui.tui.screens.calendar import CalendarScreen
from runwalk_tui.tui.screens.programmes import ProgrammesScreen
from tests.tui.apps import LARGE, SMALL, Entry, FakeBackstage, pressed, settle, text_of, whole_app
from tests.tui.coaches import FakeCoach
from tests.tui.feeds import run_walk
from tests.tui.test_ways import kind_of


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def app() -> RunwalkApp:
    return whole_app(FakeBackstage(coached=FakeCoach(), entries=[Entry("1-2", run_walk())]))


def said(app: RunwalkApp) -> str:
    return "\n".join(note.message for note in app._notifications)


async def press(pilot: Pilot[object], *keys: str) -> None:
    await pilot.press(*keys)
    await settle(pilot)


async def test_the_calendar_of_the_marked_programme_is_written_where_it_is_asked(
    here: Path,
) -> None:
    shown = app()
    async with shown.run_test(size=SMALL) as pilot:
        await press(pilot, "o", "c")
        assert kind_of(shown) is CalendarScreen
        await press(pilot, "down", *"tue,thu,sat", "ctrl+s")
        assert kind_of(shown) is ProgrammesScreen
        assert f"Written: {here / 'c25k.ics'}, 27 workouts of" in said(shown)
    assert (here / "c25k.ics").read_bytes().startswith(b"BEGIN:VCALENDAR")


async def test_what_makes_no_sense_is_said_beside_its_field(here: Path) -> None:
    shown = app()
    async with shown.run_test(size=SMALL) as pilot:
        await press(pilot, "o", "c", "down")
        for letters, words in (
            ("blue", "is not a weekday"),
            ("6pm", "write a time like 18:00"),
            ("july", "write a day like 2026-07-01"),
        ):
            await press(pilot, "ctrl+u", *letters, "ctrl+s")
            assert words in text_of(shown)
            await press(pilot, "ctrl+u", *("9:00" if letters == "6pm" else ""), "down")
        await press(pilot, "up", "up", "up", "ctrl+u", "ctrl+s")
        assert "name a file" in text_of(shown)
        assert kind_of(shown) is CalendarScreen
    assert os.listdir(here) == []


async def test_a_file_of_another_program_is_replaced_only_on_a_yes(here: Path) -> None:
    file = here / "c25k.ics"
    file.write_text("mine")
    shown = app()
    async with shown.run_test(size=SMALL) as pilot:
        await press(pilot, "o", "c", "ctrl+s")
        assert "replace it" in text_of(shown)
        await press(pilot, "ctrl+s")
        assert file.read_text() == "mine"
        await press(pilot, *["down"] * 4, "y", "ctrl+s")
        assert kind_of(shown) is ProgrammesScreen
    assert file.read_bytes().startswith(b"BEGIN:VCALENDAR")


async def test_a_line_on_this_week_is_shown_and_copied() -> None:
    shown = app()
    async with shown.run_test(size=SMALL) as pilot:
        await press(pilot, "g", "s")
        line = "This week: 2 of 3 runs, 41 min, 5.2 km."
        assert line in text_of(shown)
        assert shown.clipboard == line


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x40"])
@pytest.mark.parametrize("name", ["calendar", "share"])
def test_calendar(name: str, size: tuple[int, int], snap_compare: Callable[..., bool]) -> None:
    keys = {"calendar": ["o", "c"], "share": ["g", "s"]}
    assert snap_compare(app(), terminal_size=size, run_before=pressed(*keys[name]))
