"""The home screen offers a workout that was cut short, and asks how it was."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

import pytest

from runwalk_tui.coaching.going_on import CutShort
from runwalk_tui.tui.screens.arm import ArmScreen
from runwalk_tui.tui.screens.debrief import DebriefScreen
from runwalk_tui.workout.session import Session
from runwalk_tui.workout.vocabulary import MachineKind
from tests.tui.apps import (
    LARGE,
    SMALL,
    Entry,
    FakeBackstage,
    pressed,
    session_app,
    settle,
    text_of,
    whole_app,
)
from tests.tui.coaches import FakeCoach
from tests.tui.feeds import FakeFeed, brief, run_walk, running

TREADMILL = MachineKind.TREADMILL
UNTIL = datetime(2026, 5, 29, 22, 10)
FOUND = CutShort(
    27, "1:2 basic", running().session, 1473.0, 1527.0, UNTIL, "", False, TREADMILL, False
)
SORE = replace(FOUND, hindrance="it hurt", is_untold=True)


def stage(found: CutShort) -> FakeBackstage:
    return FakeBackstage(
        coached=FakeCoach(),
        entries=[Entry("1-2", run_walk()), Entry("short", run_walk(3))],
        feed=FakeFeed(brief()).go(3),
        unfinished=found,
    )


async def test_it_goes_on_from_the_arm_screen() -> None:
    backstage = stage(FOUND)
    app = whole_app(backstage)
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        await pilot.press("home")
        await settle(pilot)
        assert "Go on: 24:33 of 50:00" in text_of(app)
        assert "22:10" in text_of(app)
        await pilot.press("enter")
        await settle(pilot)
        assert isinstance(app.screen, ArmScreen)
    assert "resume" in backstage.done


class GoingOn(FakeFeed):
    """A session in its second part."""

    @property
    def session(self) -> Session:
        return replace(super().session, resumed_at=7200.0, active_s=1473.0)

    def view(self) -> Session:
        return replace(super().view(), resumed_at=7200.0, active_s=1473.0)


async def test_the_arm_screen_says_where_it_goes_on() -> None:
    app = session_app(GoingOn(brief()).go(3))
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        assert "Resumes at 24:33, after a minute of walking." in text_of(app)


async def test_one_that_hurt_is_not_offered_and_told_of_once() -> None:
    backstage = stage(SORE)
    app = whole_app(backstage)
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        await pilot.press("home")
        await settle(pilot)
        assert "Go on" not in text_of(app)
        assert "Cut off at 24:33: say how" in text_of(app)
        await pilot.press("enter")
        await settle(pilot)
        assert isinstance(app.screen, DebriefScreen)
        await pilot.press("5", "escape", "escape", "escape", "enter")
        await settle(pilot)
    assert "resume" not in backstage.done
    assert [each for each in backstage.done if isinstance(each, tuple) and each[0] == "told"]


@pytest.mark.parametrize("found", [replace(SORE, is_untold=False), None])
async def test_what_cannot_go_on_and_was_told_of_is_not_shown(found: CutShort | None) -> None:
    backstage = stage(FOUND)
    backstage.unfinished = found
    app = whole_app(backstage)
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        assert "24:33" not in text_of(app)


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x40"])
def test_home_with_a_workout_to_go_on_with(
    size: tuple[int, int], snap_compare: Callable[..., bool]
) -> None:
    assert snap_compare(whole_app(stage(FOUND)), terminal_size=size, run_before=pressed("home"))
