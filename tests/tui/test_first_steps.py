"""A newcomer is told what to do next until all of it is done, and rest stands in large letters."""

from collections.abc import Sequence

import pytest

from runwalk_tui.tui.first_steps import first_steps
from runwalk_tui.tui.ports import FirstStep, HomeFacts
from runwalk_tui.tui.screens.check_in import CheckInScreen
from runwalk_tui.tui.widgets.big_word import BigWord
from runwalk_tui.tui.widgets.first_steps import FirstSteps
from tests.tui.apps import (
    OPTIONS,
    SMALL,
    Entry,
    FakeBackstage,
    home_of,
    panel_text,
    settle,
    text_of,
    whole_app,
)
from tests.tui.coaches import FakeCoach
from tests.tui.feeds import run_walk


class Newcomer(FakeBackstage):
    """Has done some of the first steps."""

    steps: Sequence[FirstStep] = ()

    def read(self) -> HomeFacts:
        return HomeFacts(self.sessions, None, self.steps)


@pytest.mark.parametrize(
    ("done", "line"),
    [
        (
            (False, False, False),
            "Next: p your profile   d your treadmill   enter your first workout",
        ),
        (
            (True, False, False),
            "✓ your profile   Next: d your treadmill   enter your first workout",
        ),
        ((True, True, False), "✓ your profile   ✓ your treadmill   Next: enter your first workout"),
        ((False, False, True), "Next: p your profile   ✓ your treadmill   ✓ your first workout"),
    ],
)
async def test_the_home_screen_says_what_to_do_next(
    done: tuple[bool, bool, bool], line: str
) -> None:
    stage = Newcomer(entries=[Entry("1-2", run_walk())])
    stage.steps = first_steps(*done)
    async with whole_app(stage).run_test(size=SMALL) as pilot:
        await settle(pilot)
        assert panel_text(pilot.app, FirstSteps).strip() == line


async def test_and_says_nothing_once_all_is_done() -> None:
    assert first_steps(True, True, True) == ()
    stage = Newcomer(entries=[Entry("1-2", run_walk())])
    async with whole_app(stage).run_test(size=SMALL) as pilot:
        await settle(pilot)
        assert not pilot.app.screen.query_one(FirstSteps).display


async def test_what_is_done_gives_way_on_a_narrow_screen() -> None:
    stage = Newcomer(entries=[Entry("1-2", run_walk())])
    stage.steps = first_steps(True, True, False)
    async with whole_app(stage).run_test(size=(50, 20)) as pilot:
        await settle(pilot)
        assert panel_text(pilot.app, FirstSteps).strip().endswith("Next: enter your first workout")


@pytest.mark.parametrize(
    ("warning", "big", "sentence"),
    [("", "REST", "nothing to run today"), ("See one.", "SEE A DOCTOR", "before you run again")],
)
async def test_rest_and_a_doctor_stand_in_large_letters(
    warning: str, big: str, sentence: str
) -> None:
    options = OPTIONS._replace(warning=warning)
    app = home_of([Entry("1-2", run_walk())], [], options, coach=FakeCoach(rests=True))
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("enter", "1", "1", "1", "0")
        await settle(pilot)
        assert isinstance(app.screen, CheckInScreen)
        drawn = panel_text(app, BigWord)
        assert big not in drawn
        assert "█" in drawn
        assert sentence in text_of(app)
