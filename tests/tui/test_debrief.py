"""After a workout a few keys say how it was; each answer may be left out, none is lost."""

from collections.abc import Mapping

import pytest

from runwalk_tui.tui.app import RunwalkApp
from runwalk_tui.tui.screens.debrief import DebriefScreen
from runwalk_tui.workout.events import Act
from tests.tui.apps import (
    OPTIONS,
    SMALL,
    session_app,
    settle,
    text_of,
)
from tests.tui.feeds import FakeFeed, run_walk, under_way

MEANS = "Effort 6 is in range: the same again, or 2:1 if you like."
Told = list[tuple[dict[str, int], str]]


def after_a_workout(pain: int | None = None) -> tuple[RunwalkApp, Told]:
    feed = under_way(400, run_walk(2))
    if pain is not None:
        feed.act(Act.PAIN, pain)
    feed.act(Act.STOP)
    feed.go(feed.now() + 20)
    told: Told = []

    def tell(answers: Mapping[str, int], note: str) -> str:
        told.append((dict(answers), note))
        return MEANS

    return session_app(feed, OPTIONS, tell=tell), told


async def test_effort_pain_and_a_note() -> None:
    app, told = after_a_workout()
    async with app.run_test(size=SMALL) as pilot:
        assert "How hard was it" in text_of(app)
        await pilot.press("6", "3", "5", "n")
        await pilot.press(*"sq?", "enter")
        await settle(pilot)
        assert told == [({"effort": 6, "pain": 3, "where": 4, "sharp": 0}, "sq?")]
        assert MEANS in text_of(app)
        assert "warm up" in text_of(app)
        assert app.is_running


async def test_a_pain_that_was_noted_is_offered_and_enter_keeps_it() -> None:
    app, told = after_a_workout(pain=4)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("6")
        await settle(pilot)
        assert "You noted a pain of 4" in text_of(app)
        assert "enter: 4" in text_of(app)
        await pilot.press("enter", "5", "n", "enter")
        await settle(pilot)
    assert told == [({"effort": 6, "pain": 4, "where": 4, "sharp": 0}, "")]


async def test_everything_may_be_passed_over() -> None:
    app, told = after_a_workout()
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("escape", "escape")
        await settle(pilot)
        assert "warm up" in text_of(app)
        assert not app.screen.has_class("-asks")
    assert told == []


async def test_keys_that_are_no_answer_do_nothing() -> None:
    app, told = after_a_workout()
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("x", "y", "up", "z")
        assert "How hard was it" in text_of(app)
        await pilot.press("8", "backspace", "5", "0", "escape")
    assert told == [({"effort": 5, "pain": 0}, "")]


@pytest.mark.parametrize("keys", [("7", "q"), ("7", "0", "ctrl+c")])
async def test_whoever_leaves_in_the_middle_has_told_what_is_told(keys: tuple[str, ...]) -> None:
    app, told = after_a_workout()
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press(*keys)
    assert not app.is_running
    assert [answers["effort"] for answers, _ in told] == [7]


async def test_a_workout_that_never_moved_is_not_asked_about() -> None:
    feed = FakeFeed(run_walk(2)).go(3)
    feed.act(Act.STOP)
    feed.go(20)
    app = session_app(feed, OPTIONS, tell=lambda answers, note: MEANS)
    async with app.run_test(size=SMALL):
        assert not isinstance(app.screen, DebriefScreen)


async def test_no_letter_sends_or_writes_anything_while_something_is_asked() -> None:
    app, _ = after_a_workout()
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        assert not any(app.screen.check_action(each, ()) for each in ("upload", "export", "replay"))
        await pilot.press("escape", "escape")
        await settle(pilot)
        assert all(app.screen.check_action(each, ()) for each in ("upload", "export", "replay"))
