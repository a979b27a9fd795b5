"""What is looked up on screens: the coach's sentences, known machines, a report, the trash."""

import asyncio
from collections.abc import Callable

import pytest
from textual.pilot import Pilot

from runwalk_devices.transport.errors import AdapterError
from runwalk_tui.config.paths import journal_file
from runwalk_tui.config.profiles import who_runs
from runwalk_tui.known_devices.known_treadmill import KnownTreadmill
from runwalk_tui.plans.own import copy_plan, delete_plan, deleted_plans
from runwalk_tui.training.sentence_table import LISTED
from runwalk_tui.tui import destinations as to
from runwalk_tui.tui.app import RunwalkApp
from runwalk_tui.tui.screens.devices import DevicesScreen
from runwalk_tui.tui.screens.stop import StopScreen
from runwalk_tui.tui.screens.text import TextScreen
from runwalk_tui.tui.screens.watch import WatchScreen
from runwalk_tui.tui.widgets.text_block import Note
from tests.session.test_watching import recorded
from tests.tui.apps import (
    LARGE,
    OPTIONS,
    SMALL,
    Entry,
    FakeBackstage,
    app_of,
    panel_text,
    settle,
    text_of,
    until,
    whole_app,
)
from tests.tui.devices import CELLAR, EVERYTHING, FakeDevices
from tests.tui.feeds import half_an_hours_events, run_walk
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


class Stopping:
    """Another way to stop: says a line, waits until it is let, and answers or fails."""

    def __init__(self, end: bool | Exception) -> None:
        self.end, self.may_end = end, asyncio.Event()

    async def __call__(self, say: Callable[[str], None]) -> bool:
        say("connected to F80")
        await self.may_end.wait()
        if isinstance(self.end, Exception):
            raise self.end
        return self.end


@pytest.mark.parametrize(
    ("end", "words"),
    [
        (True, "The belt has stopped."),
        (False, "pull the safety key"),
        (AdapterError("no Bluetooth adapter found: plug one in"), "pull the safety key"),
        (LookupError("no session is running and none is known"), "none is known"),
    ],
)
async def test_a_belt_is_stopped_and_the_screen_stays_until_that_has_ended(
    end: bool | Exception, words: str
) -> None:
    stop = Stopping(end)
    here = app_of(FakeBackstage(), lambda _: StopScreen(stop, OPTIONS))
    async with here.run_test(size=SMALL) as pilot:
        assert "Connected to F80" in await press(pilot, "escape", "q")
        assert here.is_running
        stop.may_end.set()
        await settle(pilot)
        assert words in text_of(here)
        await press(pilot, "escape")
        assert not here.is_running


async def test_where_nobody_runs_there_is_nothing_to_watch() -> None:
    here = app()
    async with here.run_test(size=SMALL) as pilot:
        await shown(here, pilot, to.Watch())
        await until(pilot, lambda: bool(here._notifications))
        assert [note.message for note in here._notifications] == [
            "No workout is running in another terminal."
        ]


async def test_the_workout_of_another_process_is_watched_and_left() -> None:
    recording = recorded(journal_file(), half_an_hours_events())
    next(recording).close()
    here = app()
    async with here.run_test(size=SMALL) as pilot:
        await shown(here, pilot, to.Watch())
        await until(pilot, lambda: kind_of(here) is WatchScreen)
        await press(pilot, "escape")
        assert len(here.screen_stack) == 1
    recording.close()


SCREENS: dict[str, to.Destination] = {
    "sayings": to.Sayings(),
    "trash": to.Trash(),
    "stop": to.StopBelt(),
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
