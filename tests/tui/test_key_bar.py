"""The last line while something is written: the keys of that line, and no letter."""

from collections.abc import Callable

import pytest

from runwalk_tui.tui.app import RunwalkApp
from tests.tui.apps import FakeBackstage, Row, settle, text_of, whole_app
from tests.tui.test_coach_snapshots import after_a_workout
from tests.tui.test_devices_screen import everything
from tests.tui.test_own_plans import stage


def history() -> RunwalkApp:
    return whole_app(FakeBackstage(sessions=[Row(1)]))


WRITING: dict[str, tuple[Callable[[], RunwalkApp], tuple[str, ...], str]] = {
    "filter": (history, ("h", "slash"), "enter keep  esc all"),
    "name": (everything, ("n",), "enter keep  esc leave"),
    "note": (after_a_workout, ("6", "0"), "enter keep  esc skip"),
    "cell": (lambda: whole_app(stage()), ("end", "e", "right", "enter"), "enter keep  esc leave"),
}


@pytest.mark.parametrize("name", WRITING)
async def test_a_line_that_is_written_has_its_own_keys(name: str) -> None:
    make, keys, bar = WRITING[name]
    app = make()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press(*keys)
        await settle(pilot)
        assert text_of(app).splitlines()[-1].strip() == bar
        await pilot.press("escape")
        await settle(pilot)
        assert text_of(app).splitlines()[-1].strip() != bar
