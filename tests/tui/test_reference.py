"""What is looked up on screens: the coach's sentences, known machines, a report, the trash."""

from collections.abc import Callable

import pytest
from textual.pilot import Pilot

from runwalk_tui.config.profiles import who_runs
from runwalk_tui.known_devices.known_treadmill import KnownTreadmill
from runwalk_tui.plans.own import copy_plan, delete_plan, deleted_plans
from runwalk_tui.training.sentence_table import LISTED
from runwalk_tui.tui import destinations as to
from runwalk_tui.tui.app import RunwalkApp
from runwalk_tui.tui.screens.devices import DevicesScreen
from runwalk_tui.tui.screens.text import TextScreen
from runwalk_tui.tui.widgets.text_block import Note
from tests.tui.apps import (
    LARGE,
    SMALL,
    Entry,
    FakeBackstage,
    panel_text,
    settle,
    text_of,
    whole_app,
)
from tests.tui.devices import CELLAR, EVERYTHING, FakeDevices
from tests.tui.feeds import run_walk
from tests.tui.test_ways import kind_of


class WithMachines(FakeBackstage):
    """Knows the treadmill in the cellar."""

    def machines(self) -> list[KnownTreadmill]:
        return [CELLAR]


def app() -> RunwalkApp:
    devices = FakeDevices(*EVERYTHING)
    return whole_app(WithMachines(entries=[Entry("1-2", run_walk())], found_devices=devices))


async def press(pilot: Pilot[object], *keys: str) -> str:
    await pilot.press(*keys)
    await settle(pilot)
    return text_of(pilot.app)


async def shown(app: RunwalkApp, pilot: Pilot[object], where: to.Destination) -> str:
    await settle(pilot)
    app.guide.go(where)
    await settle(pilot)
    return text_of(app)


async def test_every_sentence_of_the_coach_is_listed_with_its_rule_and_found_by_a_word() -> None:
    here = app()
    async with here.run_test(size=SMALL) as pilot:
        assert f"What the coach can say: {len(LISTED)}" in await shown(here, pilot, to.Sayings())
        await press(pilot, "slash", *"taper", "enter")
        assert "Taper: two weeks" in panel_text(here, Note)
        await press(pilot, "c")
        assert here.clipboard.startswith("Taper: two weeks")
        assert "There is none" in await press(pilot, "slash", *"zzz")
        assert str(len(LISTED)) in await press(pilot, "escape")
        await press(pilot, "escape")
        assert len(here.screen_stack) == 1


async def test_known_machines_say_what_they_do() -> None:
    here = app()
    async with here.run_test(size=SMALL) as pilot:
        await shown(here, pilot, to.Machines())
        await press(pilot, "end")
        assert "refuses every incline" in panel_text(here, Note)


async def test_a_report_on_a_checked_treadmill_is_shown_and_copied_and_on_another_refused() -> None:
    here = app()
    async with here.run_test(size=SMALL) as pilot:
        await press(pilot, "d")
        assert "[[machine]]" in await press(pilot, "r")
        assert kind_of(here) is TextScreen
        await press(pilot, "c")
        assert here.clipboard.startswith("# Fill in")
        await press(pilot, "escape", "down", "r")
        assert kind_of(here) is DevicesScreen
        assert "c checks it" in [note.message for note in here._notifications][-1]


async def test_what_was_deleted_is_brought_back() -> None:
    copy_plan("1-2", "hills", who_runs())
    delete_plan("hills")
    here = app()
    async with here.run_test(size=SMALL) as pilot:
        assert "hills" in await shown(here, pilot, to.Trash())
        assert "Nothing was deleted" in await press(pilot, "enter")
        assert deleted_plans() == []
        await press(pilot, "enter")
        assert here.is_running


SCREENS: dict[str, to.Destination] = {
    "sayings": to.Sayings(),
    "machines": to.Machines(),
    "trash": to.Trash(),
}


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x40"])
@pytest.mark.parametrize("name", [*SCREENS, "report"])
def test_reference(name: str, size: tuple[int, int], snap_compare: Callable[..., bool]) -> None:
    copy_plan("1-2", "hills", who_runs())
    delete_plan("hills")
    here = app()

    async def before(pilot: Pilot[object]) -> None:
        if name == "report":
            await press(pilot, "d", "r")
        else:
            await shown(here, pilot, SCREENS[name])
            await press(pilot, "down")

    assert snap_compare(here, terminal_size=size, run_before=before)
