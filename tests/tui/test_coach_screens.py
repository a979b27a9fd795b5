"""Today's workout, the check-in before it, programmes and progress, by keys alone."""

import pytest
from textual.pilot import Pilot

from runwalk_tui.tui.app import RunwalkApp
from runwalk_tui.tui.destinations import Run, Weeks
from tests.tui.apps import (
    OPTIONS,
    SMALL,
    Entry,
    home_of,
    settle,
    text_of,
)
from tests.tui.coaches import FakeCoach
from tests.tui.feeds import run_walk


def home(coach: FakeCoach) -> RunwalkApp:
    return home_of([Entry("1-2", run_walk())], [], OPTIONS, coach=coach)


async def press(pilot: Pilot[object], *keys: str) -> str:
    await pilot.press(*keys)
    await settle(pilot)
    return text_of(pilot.app)


async def test_todays_workout_comes_first_with_its_reason() -> None:
    async with home(FakeCoach()).run_test(size=SMALL) as pilot:
        await settle(pilot)
        shown = text_of(pilot.app)
        assert "▌ Today: " in shown
        assert "effort of 5" in shown


async def test_long_advice_is_hinted_at_in_the_list_and_said_in_full_before_the_workout() -> None:
    coach = FakeCoach(reason="A long story. " * 20 + "The end.")
    async with home(coach).run_test(size=SMALL) as pilot:
        await settle(pilot)
        shown = text_of(pilot.app)
        assert " …" in shown
        assert "The end." not in shown
        assert "The end." in await press(pilot, "enter", *"111", "0")


async def test_a_check_in_eases_it_and_it_is_run_as_eased() -> None:
    coach = FakeCoach()
    app = home(coach)
    async with app.run_test(size=SMALL) as pilot:
        assert "How did you sleep?" in await press(pilot, "enter")
        shown = await press(pilot, "3", "1", "1", "0")
        assert "because of poor sleep" in shown
        assert "o as written" in shown
        await pilot.press("enter")
    assert app.return_value == Run("today")
    assert coach.told == [{"sleep": 3, "soreness": 1, "stress": 1, "pain": 0}]
    assert not coach.overruled


async def test_a_workout_is_put_off() -> None:
    coach = FakeCoach()
    async with home(coach).run_test(size=SMALL) as pilot:
        assert "t tomorrow" in await press(pilot, "enter", *"111", "0")
        shown = await press(pilot, "t")
        assert "A day of rest" in shown
        assert "tomorrow" not in shown
        await press(pilot, "t", "enter")
        assert pilot.app.is_running


async def test_advice_can_be_refused() -> None:
    coach = FakeCoach()
    async with home(coach).run_test(size=SMALL) as pilot:
        shown = await press(pilot, "enter", "3", "1", "1", "0", "o")
        assert coach.overruled
        assert "poor sleep" not in shown
        assert "o as written" not in shown


async def test_a_day_of_rest_is_no_workout_until_it_is_refused() -> None:
    coach = FakeCoach(rests=True)
    app = home(coach)
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        assert "a day of rest" in text_of(app)
        shown = await press(pilot, "enter", "1", "1", "1", "0", "enter")
        assert "A day of rest. You ran yesterday" in shown
        assert app.is_running
        await press(pilot, "o", "enter")
    assert app.return_value == Run("today")


async def test_nothing_is_told_by_who_answers_nothing() -> None:
    coach = FakeCoach()
    async with home(coach).run_test(size=SMALL) as pilot:
        shown = await press(pilot, "enter", *["escape"] * 4)
        assert "effort of 5" in shown
        assert coach.told == []
        assert "▌ Today" in await press(pilot, "escape")


async def test_the_check_in_begins_anew_when_it_was_left() -> None:
    async with home(FakeCoach()).run_test(size=SMALL) as pilot:
        await press(pilot, "enter", "1", "2", "backspace", "backspace", "backspace")
        assert "▌ Today" in text_of(pilot.app)
        assert "How did you sleep?" in await press(pilot, "enter")


async def test_a_programme_is_followed_and_left_again() -> None:
    coach = FakeCoach()
    async with home(coach).run_test(size=SMALL) as pilot:
        assert "You follow none" in await press(pilot, "o")
        shown = await press(pilot, "down", "enter")
        assert coach.followed == "comeback"
        assert "You follow Back from injury" in shown
        assert "stop following" in shown
        await press(pilot, "enter")
        assert coach.followed == ""
        await press(pilot, "end", "enter")
        assert coach.followed == ""
        assert "weeks: is missing" in text_of(pilot.app)
        assert "▌ Today" in await press(pilot, "escape")


async def test_progress_draws_one_figure_after_another() -> None:
    async with home(FakeCoach()).run_test(size=SMALL) as pilot:
        titles = [next(line for line in (await press(pilot, "g")).splitlines() if "weeks" in line)]
        for _ in range(5):
            shown = await press(pilot, "right")
            titles.append(next(line for line in shown.splitlines() if "Your weeks" in line))
        assert len(set(titles)) == 5
        assert titles[5] == titles[0]
        assert "14" in shown
        assert "▌ Today" in await press(pilot, "escape")


async def test_progress_may_be_left_before_it_is_drawn() -> None:
    app = home(FakeCoach())
    async with app.run_test(size=SMALL):
        app.guide.go(Weeks())
        app.exit()
    assert app.return_code == 0


@pytest.mark.parametrize("keys", [("g", "right", "left", "down", "end"), ("g", "question_mark")])
async def test_progress_without_a_session(keys: tuple[str, ...]) -> None:
    async with home(FakeCoach(weeks=0)).run_test(size=SMALL) as pilot:
        await press(pilot, *keys)
        assert pilot.app.is_running


async def test_a_programme_is_begun_at_any_week() -> None:
    coach = FakeCoach()
    app = home(coach)
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        await pilot.press("o")
        await settle(pilot)
        await pilot.press("down", "down", "right", "down", "down", "down")
        await settle(pilot)
        assert "from this week" in text_of(app)
        await pilot.press("enter")
        await settle(pilot)
        assert (coach.followed, coach.week) == ("marathon", 4)
        await pilot.press("left", "up", "enter")
        await settle(pilot)
        assert (coach.followed, coach.week) == ("comeback", None)


async def test_any_workout_of_any_week_is_run() -> None:
    app = home(FakeCoach())
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        await pilot.press("o")
        await settle(pilot)
        await pilot.press("right", "down", "7")
        await settle(pilot)
        assert ["no workout 7" in said.message for said in app._notifications] == [True]
        await pilot.press("2")
    assert app.return_value == Run("c25k:2.2")
