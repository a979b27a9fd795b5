"""The history: its calendar, its filter and its orders."""

from dataclasses import replace

import pytest

from runwalk_tui.tui.destinations import Look
from runwalk_tui.tui.screen_options import ScreenOptions
from runwalk_tui.tui.screens.history import FilterLine, HistoryScreen
from runwalk_tui.tui.widgets.heat_strip import HeatStrip
from tests.tui.apps import (
    LARGE,
    SMALL,
    Entry,
    FakeBackstage,
    Row,
    home_of,
    panel_text,
    settle,
    text_of,
    whole_app,
)
from tests.tui.feeds import run_walk

ROWS = [
    Row(4, opened_at="2026-05-29T07:30:00+02:00", active_s=700, mean_bpm=150),
    Row(3, opened_at="2026-05-27T07:30:00+02:00", title="By the sea", active_s=5000),
    Row(2, opened_at="2026-05-27T19:30:00+02:00", distance_m=9000, mean_bpm=120),
    Row(1, opened_at="2026-04-02T07:30:00+02:00", outcome="stopped", mean_bpm=None),
]
PLANS = [Entry("1-2", run_walk())]


async def test_orders_go_round() -> None:
    app = home_of(PLANS, ROWS)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("h")
        await settle(pilot)
        for name, first in (("longest", 3), ("farthest", 2), ("calmest", 2), ("", 4)):
            await pilot.press("o")
            await settle(pilot)
            screen = app.screen
            assert isinstance(screen, HistoryScreen)
            assert screen._listed[0].id == first
            assert f"{name} first" in text_of(app) or not name
        await pilot.press("o", "enter")
    assert app.return_value == Look("3")


async def test_thousands_are_listed_as_the_mark_comes_near_and_the_place_is_kept() -> None:
    days = [f"{2020 + n // 360}-{n // 30 % 12 + 1:02d}-{n % 28 + 1:02d}" for n in range(450)]
    rows = [Row(n, opened_at=f"{days[n]}T07:30:00+02:00") for n in range(449, -1, -1)]
    app = whole_app(FakeBackstage(entries=PLANS, sessions=rows))
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        await pilot.press("h")
        await settle(pilot)
        screen = app.screen
        assert isinstance(screen, HistoryScreen)
        assert "450 sessions" in text_of(app)
        assert SMALL[1] <= screen._table.row_count <= 2 * SMALL[1]
        await pilot.press(*["pagedown"] * 10)
        await settle(pilot)
        marked = screen._marked()
        assert marked == str(449 - 100)
        assert 100 < screen._table.row_count <= 100 + 2 * SMALL[1]
        screen._show(rows)
        assert screen._marked() == marked
        await pilot.press("o")
        await settle(pilot)
        assert screen._marked() == "449"


async def test_a_filter_lists_what_has_all_its_words() -> None:
    app = home_of(PLANS, ROWS)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("h", "slash", *"sea")
        await settle(pilot)
        assert "One session" in text_of(app)
        assert "only 'sea'" in text_of(app)
        app.screen.query_one(FilterLine).value = "05-27 gently"
        await settle(pilot)
        assert "27 May 19:30" in text_of(app)
        assert "By the sea" not in text_of(app)
        app.screen.query_one(FilterLine).value = "no such"
        await settle(pilot)
        await pilot.press("enter", "enter", "e", "r")
        await settle(pilot)
        assert app.is_running
        await pilot.press("escape")
        await settle(pilot)
        assert "4 sessions" in text_of(app)
        await pilot.press("slash", *"stopped", "enter", "enter")
    assert app.return_value == Look("1")


async def test_letters_of_a_filter_are_letters_and_escape_ends_it_first() -> None:
    app = whole_app(FakeBackstage(sessions=ROWS, entries=PLANS))
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        await pilot.press("h", "slash", "q", "o", "h")
        await settle(pilot)
        assert app.screen.query_one(FilterLine).value == "qoh"
        await pilot.press("escape")
        await settle(pilot)
        assert isinstance(app.screen, HistoryScreen)
        await pilot.press("escape")
        await settle(pilot)
        assert not isinstance(app.screen, HistoryScreen)


async def test_the_calendar_has_a_cell_a_day() -> None:
    app = home_of(PLANS, ROWS)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("h")
        await settle(pilot)
        # Friday the 29th back to Monday; 12 minutes, nothing, 113 minutes, nothing twice.
        assert panel_text(app, HeatStrip).endswith("··█·░")


async def test_where_there_is_room_it_has_a_row_a_weekday() -> None:
    app = home_of(PLANS, ROWS)
    async with app.run_test(size=LARGE) as pilot:
        await pilot.press("h")
        await settle(pilot)
        lines = panel_text(app, HeatStrip).split("\n")
        assert [line[:2] for line in lines[:7:2]] == ["Mo", "We", "Fr", "Su"]
        assert (lines[2][-1], lines[4][-1], lines[1][-1]) == ("█", "░", "·")
        assert lines[7].split()[-1] == "May"


@pytest.mark.parametrize("opened_at", ["", "soon"])
async def test_a_session_without_a_day_is_listed_all_the_same(opened_at: str) -> None:
    app = home_of(PLANS, [replace(ROWS[0], opened_at=opened_at)])
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("h")
        await settle(pilot)
        assert "One session" in text_of(app)


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_the_calendar_shows_the_days_to_run_on(size: tuple[int, int]) -> None:
    plain, planned = [
        home_of(PLANS, ROWS, ScreenOptions(running_days=days)) for days in ((), (4, 6))
    ]
    shown = []
    for app in (plain, planned):
        async with app.run_test(size=size) as pilot:
            await pilot.press("h")
            await settle(pilot)
            shown.append(panel_text(app, HeatStrip))
    assert "○" not in shown[0]
    # The Sunday to come; of the days before, one Friday of those was run on.
    last = shown[1].rstrip().splitlines()[0] if size == SMALL else shown[1].splitlines()[6]
    assert last.rstrip()[-1] == "○"
    assert shown[1].count("○") > 10
