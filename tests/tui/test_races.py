"""Races by the Magic Mile: what is written, kept and run from the screen, and how it looks."""

from collections.abc import Callable

import pytest
from textual.pilot import Pilot

from runwalk_tui.coaching.facts import tell
from runwalk_tui.coaching.mile_book import MileBook
from runwalk_tui.coaching.race_text import Line
from runwalk_tui.config.profiles import who_runs
from runwalk_tui.training.history.diary_entries import Mile
from runwalk_tui.tui import destinations as to
from runwalk_tui.tui.app import RunwalkApp
from runwalk_tui.tui.screens.races import RacesScreen
from runwalk_tui.tui.widgets.labelled import placed
from tests.tui.apps import LARGE, SMALL, FakeBackstage, app_of, pressed, settle, text_of, until


def with_miles(*miles_s: float) -> RunwalkApp:
    mine = who_runs()
    for month, mile_s in enumerate(miles_s, 9):
        tell(mine, Mile(f"2126-{month:02d}-01T08:00:00+00:00", mile_s))
    stage = FakeBackstage()
    return app_of(stage, lambda _: RacesScreen(MileBook(mine), stage.options))


async def press(pilot: Pilot[object], *keys: str) -> str:
    await pilot.press(*keys)
    await settle(pilot)
    return text_of(pilot.app)


def typed(text: str) -> list[str]:
    return ["colon" if letter == ":" else letter for letter in text]


async def loaded(app: RunwalkApp, pilot: Pilot[object]) -> None:
    await until(pilot, lambda: "Reading your miles" not in text_of(app))


async def test_the_plan_follows_the_marked_race_the_goal_and_the_temperature() -> None:
    app = with_miles(640, 570)
    async with app.run_test(size=SMALL) as pilot:
        await loaded(app, pilot)
        assert "5 km, by a Magic Mile in 9:30" in text_of(app)
        shown = await press(pilot, "down", "down", "down")
        assert "half marathon, by a Magic Mile in 9:30" in shown
        assert "-1:10" in shown
        shown = await press(pilot, "g", *typed("2:05:00"), "enter")
        assert "half marathon in 2:05:00: that takes a Magic Mile in 7:57" in shown
        assert "Your Magic Miles predict 2:29:27" in shown
        assert "1:36 a mile slower" in await press(pilot, "t", *"25", "enter")
        assert "marathon, by a Magic Mile in 9:30" in await press(pilot, "down")


async def test_what_cannot_be_used_is_said_and_the_line_stays() -> None:
    app = with_miles()
    async with app.run_test(size=SMALL) as pilot:
        await loaded(app, pilot)
        assert "r measures a Magic Mile" in text_of(app)
        await press(pilot, "m", *typed("1:00"), "enter")
        assert "not within" in [note.message for note in app._notifications][-1]
        assert app.screen.has_class("-writes")
        await press(pilot, "escape")
        assert not app.screen.has_class("-writes")
        assert app.is_running


async def test_a_mile_is_kept_as_run_today_and_then_it_is_one_of_them() -> None:
    app = with_miles()
    async with app.run_test(size=SMALL) as pilot:
        await loaded(app, pilot)
        assert "k keep" not in text_of(app)
        assert "By a mile in 9:30" in await press(pilot, "m", *typed("9:30"), "enter")
        await press(pilot, "k")
        await until(pilot, lambda: "By your miles: 9:30" in text_of(app))
    assert [mile.mile_s for mile in MileBook(who_runs()).read().all] == [570]


@pytest.mark.parametrize(
    ("keys", "plan"), [([], "magic-mile"), (["m", *typed("9:10"), "enter"], "magic-mile@9:10")]
)
async def test_the_mile_is_run_at_the_target_that_was_written(keys: list[str], plan: str) -> None:
    app = with_miles()
    async with app.run_test(size=SMALL) as pilot:
        await loaded(app, pilot)
        await pilot.press(*keys, "r")
    assert app.return_value == to.Run(plan)


async def test_a_workout_is_made_of_a_race() -> None:
    app = with_miles(570)
    async with app.run_test(size=SMALL) as pilot:
        await loaded(app, pilot)
        await pilot.press("down", "n")
    assert isinstance(app.return_value, to.NewPlan)
    texts = dict(app.return_value.texts)
    assert (texts["name"], texts["rounds"], texts["run"]) == ("race-10k", "60/30", "10.8 km/h")


def test_a_label_stands_before_the_first_of_its_rows_and_pairs_stay_together() -> None:
    splits = "  ".join(f"{km} km {km}:00" for km in range(1, 6))
    rows = placed([Line("splits", splits), Line("", "Begin slowly.")], 30)
    assert [row.label for row in rows] == ["splits", "", "", "", ""]
    assert all(row.words.count("km") == row.words.count(":") for row in rows)
    assert rows[-1].words == "Begin slowly."


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x40"])
def test_races(size: tuple[int, int], snap_compare: Callable[..., bool]) -> None:
    app = with_miles(640, 600, 570)

    async def run_before(pilot: Pilot[object]) -> None:
        await loaded(app, pilot)
        await pressed("down", "down", "down")(pilot)

    assert snap_compare(app, terminal_size=size, run_before=run_before)
