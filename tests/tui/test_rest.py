"""A reading at rest: what the screen says of it, where it is offered, and that it is kept."""

import asyncio
from collections.abc import Callable
from functools import partial

import pytest

from runwalk_devices.transport.errors import AdapterError
from runwalk_tui.coaching.facts import known
from runwalk_tui.config.profiles import who_runs
from runwalk_tui.session.air import AirOptions
from runwalk_tui.session.jobs import Jobs
from runwalk_tui.training.history.diary_entries import Reading
from runwalk_tui.tui import destinations as to
from runwalk_tui.tui.ports import RestPort, RestView
from runwalk_tui.tui.resting import rest
from runwalk_tui.tui.screens.check_in import CheckInScreen
from runwalk_tui.tui.screens.no_adapter import NoAdapterScreen
from runwalk_tui.tui.screens.rest import RestScreen, word_of
from tests.tui.apps import (
    LARGE,
    SMALL,
    Entry,
    FakeBackstage,
    FakeRest,
    pressed,
    settle,
    text_of,
    until,
    whole_app,
)
from tests.tui.coaches import FakeCoach
from tests.tui.feeds import run_walk
from tests.tui.test_ways import kind_of

KEPT = RestView(
    False,
    0.0,
    "RMSSD 48 ms at 55 bpm. ln RMSSD 3.87: the mean of 7 days, 3.90, lies within your own band of "
    "3.75 to 4.05.",
    True,
)
VIEWS = {
    "seeks": RestView(False, 150.0),
    "reads": RestView(True, 83.4),
    "kept": KEPT,
    "nothing": RestView(False, 0.0, "the strap was lost while it was read: try again"),
}


def stage(view: RestView = VIEWS["seeks"]) -> FakeBackstage:
    entries = [Entry("1-2", run_walk())]
    return FakeBackstage(coached=FakeCoach(), entries=entries, resting=FakeRest(view))


async def ended(resting: RestPort) -> RestView:
    """The view once there is a result."""
    for _ in range(2000):
        if resting.view().words:
            return resting.view()
        await asyncio.sleep(0.01)
    raise AssertionError("there is no result")


@pytest.mark.parametrize(
    ("view", "big", "sentence"),
    [
        ("seeks", "2:30", "Put the strap on and lie down"),
        ("reads", "1:24", "Lie still"),
        ("kept", "DONE", "It is kept"),
        ("nothing", "NOTHING READ", "Nothing is kept"),
    ],
)
def test_the_word_is_the_time_left_and_then_how_it_ended(
    view: str, big: str, sentence: str
) -> None:
    word = word_of(VIEWS[view])
    assert (word.big, word.sentence[: len(sentence)]) == (big, sentence)


async def test_the_check_in_offers_it_and_goes_on_after_it() -> None:
    app = whole_app(stage())
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("enter", "1", "h")
        await settle(pilot)
        assert kind_of(app) is RestScreen
        await pilot.press("escape")
        await settle(pilot)
        assert kind_of(app) is CheckInScreen
        assert "How did you sleep?" in text_of(app)
        await pilot.press(*"1110", "h")
        await settle(pilot)
        assert kind_of(app) is RestScreen


async def test_once_more_is_possible_once_there_is_a_result_and_takes_its_place() -> None:
    behind = stage()
    app = whole_app(behind)
    async with app.run_test(size=SMALL) as pilot:
        app.guide.go(to.Rest())
        await settle(pilot)
        await pilot.press("r")
        await settle(pilot)
        assert behind.done.count("rest") == 1
        assert "r again" not in text_of(app)
        behind.resting = FakeRest(KEPT)
        app.guide.go(to.Rest())
        await until(pilot, lambda: "RMSSD 48 ms" in text_of(app))
        await pilot.press("r")
        await settle(pilot)
        assert behind.done.count("rest") == 3
        await pilot.press("escape")
        await settle(pilot)
        assert len(app.screen_stack) == 1


async def test_without_an_adapter_it_is_tried_again_from_there() -> None:
    behind = stage()
    behind.error = AdapterError("no Bluetooth adapter found: plug one in")
    app = whole_app(behind)
    async with app.run_test(size=SMALL) as pilot:
        app.guide.go(to.Rest())
        await settle(pilot)
        assert kind_of(app) is NoAdapterScreen
        await pilot.press("p")
        await settle(pilot)
        assert kind_of(app) is RestScreen


async def test_it_is_kept_in_the_journal_of_practice_where_it_was_practised() -> None:
    air, mine = AirOptions(virtual="", rate=1000), who_runs(None, practice=True)
    jobs = Jobs()
    resting = await jobs.open(partial(rest, air, mine))
    assert resting.view().left_s == 150
    view = await ended(resting)
    await jobs.close()
    assert view.is_kept
    assert view.words.startswith("RMSSD ")
    assert [type(entry) for entry in known(mine).entries] == [Reading]
    assert known(who_runs(None)).entries == []


async def test_a_strap_that_is_not_there_leaves_words_and_nothing_else() -> None:
    air = AirOptions(virtual="", rate=1000, strap="nobody")
    mine, jobs = who_runs(None, practice=True), Jobs()
    resting = await jobs.open(partial(rest, air, mine))
    view = await ended(resting)
    await jobs.close()
    assert not view.is_kept
    assert "sends no R-R intervals" in view.words
    assert known(mine).entries == []


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x40"])
@pytest.mark.parametrize("name", ["reads", "kept"])
def test_rest(name: str, size: tuple[int, int], snap_compare: Callable[..., bool]) -> None:
    behind = stage(VIEWS[name])
    keys = ["enter", "h"]
    assert snap_compare(whole_app(behind), terminal_size=size, run_before=pressed(*keys))
