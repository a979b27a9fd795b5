"""What fits a terminal of 60x18: the keys are always there, and no word is cut without a sign."""

from collections.abc import Callable

import pytest

from runwalk_tui.config.settings import Settings
from runwalk_tui.tui.app import RunwalkApp
from runwalk_tui.tui.widgets.key_bar import KeyBar
from tests.tui.apps import OPTIONS, arm_app, builder_app, home_app, settle, text_of
from tests.tui.test_coach_snapshots import home
from tests.tui.test_devices_screen import everything
from tests.tui.test_snapshots import at
from tests.tui.test_trouble_snapshots import MOMENTS

TINY = (60, 18)

SCREENS: dict[str, tuple[Callable[[], RunwalkApp], list[str], list[str]]] = {
    "arm": (arm_app, [], ["Nothing else starts it.", "enter start", "s STOP"]),
    "no bluetooth": (MOMENTS["arm-no-bluetooth"], [], ["unblock bluetooth)", "s STOP"]),
    "builder": (lambda: builder_app(Settings(), OPTIONS), [], ["ctrl+s done"]),
    "devices": (everything, [], ["Run 7.0T", "chosen, 84 %", "esc back"]),
    "history": (home_app, ["h"], ["28 May 07:30   One to two, gently", "distance"]),
    "home": (home, [], ["The last one was completed with an effort of 5.", "enter run"]),
    "weeks": (home, ["g"], ["62", "13 14", "esc back"]),
    "help": (lambda: at(738), ["question_mark"], ["before.", "? shows more", "s STOP"]),
    "help, further": (lambda: at(738), ["question_mark"] * 2, ["Stops the belt", "quits anyway."]),
    "alarm": (MOMENTS["no-bluetooth"], [], ["responded for 0:06\n", "switch it on"]),
}


@pytest.mark.parametrize("name", SCREENS)
async def test_what_matters_is_there(name: str) -> None:
    make, keys, words = SCREENS[name]
    app = make()
    async with app.run_test(size=TINY) as pilot:
        await settle(pilot)
        await pilot.press(*keys)
        await settle(pilot)
        shown = text_of(app)
        bar = app.screen.query_one(KeyBar)
        assert bar.region.bottom == TINY[1]
    assert [each for each in words if each not in shown] == []


async def test_the_last_page_of_the_help_is_followed_by_the_screen() -> None:
    app = at(738)
    async with app.run_test(size=TINY) as pilot:
        await settle(pilot)
        await pilot.press(*["question_mark"] * 3)
        await settle(pilot)
        assert "left in this run" in text_of(app)
        await pilot.press("question_mark")
        await settle(pilot)
        assert "While running" in text_of(app)
