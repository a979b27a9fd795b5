"""The dispatcher's guards, condition by condition."""

from collections.abc import AsyncIterator

import pytest

from runwalk_devices import sentences as why
from runwalk_devices.clock import Clock
from runwalk_devices.codecs.ftms.control_point import MachineStatus
from runwalk_devices.codecs.ftms.features import SpeedRange
from runwalk_devices.codecs.ftms.treadmill_data import TreadmillData
from runwalk_devices.treadmill.command import Command
from runwalk_devices.treadmill.quirks import QuirkShown, TreadmillQuirks
from tests.runwalk_devices.treadmill.panel import (
    NO,
    STARTED,
    STOPPED,
    Desk,
    chosen,
)

CONFIRMED, RESTS = ("confirmed", ""), ("confirmed", why.RESTS)
TAKES_UP = TreadmillQuirks(ask_control_again=True)


@pytest.fixture
async def desk(clock: Clock) -> AsyncIterator[Desk]:
    """A connected one, some time after the clock began."""
    await clock.sleep(100)
    desk = Desk(clock)
    yield desk
    await desk.orders.close()


@pytest.mark.parametrize(
    ("target_kmh", "told_kmh", "end"),
    [
        (6.0, 6.1, "confirmed"),
        (6.0, 6.12, "unknown"),
        (6.0, 5.9, "confirmed"),
        (1.0, 0.0, "unknown"),
    ],
)
async def test_a_speed_is_reached_within_a_tenth(
    desk: Desk, target_kmh: float, told_kmh: float, end: str
) -> None:
    desk.orders.set_speed(target_kmh)
    await desk.pass_s()
    await desk.tell(told_kmh)
    await desk.pass_s(60)
    assert [stage for stage, _ in desk.ends(Command.SPEED)] == [end]


async def test_a_start_shows_within_fifteen_seconds(desk: Desk) -> None:
    desk.orders.start()
    await desk.pass_s(14.9)
    assert desk.ends(Command.START) == []
    await desk.pass_s(0.2)
    assert desk.ends(Command.START) == [("unknown", why.UNSHOWN)]


@pytest.mark.parametrize(
    ("own_range", "lowest"), [(None, "speed 1"), (SpeedRange(0.5, 16.0, 0.1), "speed 0.5")]
)
async def test_a_belt_that_defies_stop_is_asked_for_its_lowest_speed(
    desk: Desk, own_range: SpeedRange | None, lowest: str
) -> None:
    desk.orders.adopt(TreadmillQuirks(), own_range)
    await desk.tell(6.0)
    desk.orders.stop()
    await desk.tell(*[6.0] * 8)
    assert lowest in desk.wrote


@pytest.mark.parametrize(
    ("factor", "wrote"), [(1.0, ["speed 6"]), (1.609344, ["speed 6", "speed 3.7"])]
)
async def test_a_target_in_other_units_is_written_anew(
    desk: Desk, factor: float, wrote: list[str]
) -> None:
    await desk.at(6.0)
    desk.orders.adopt(TreadmillQuirks(target_factor=factor), None)
    desk.orders.set_speed(6.0)
    await desk.pass_s()
    assert desk.wrote == wrote


async def test_a_target_in_miles_is_reached_at_what_was_written(desk: Desk) -> None:
    desk.orders.adopt(TreadmillQuirks(target_factor=1.609344), None)
    desk.orders.set_speed(6.5)
    await desk.pass_s()
    assert desk.wrote == ["speed 4"]
    await desk.tell(6.44)
    assert desk.ends(Command.SPEED) == [CONFIRMED]


@pytest.mark.parametrize("forgets", ["connection", "reading", "drift", "nothing"])
async def test_a_target_just_asked_is_written_again_only_when_it_may_not_be_in_force(
    desk: Desk, forgets: str
) -> None:
    await desk.at(6.0)
    match forgets:
        case "connection":
            desk.orders.connected(desk.panel)
        case "reading":
            desk.gauge.forget()
        case "drift":
            await desk.tell(4.0)
    desk.orders.set_speed(6.0)
    await desk.pass_s()
    assert len(desk.wrote) == (1 if forgets == "nothing" else 2)


async def test_a_target_whose_successor_is_on_the_wire_is_written_again(desk: Desk) -> None:
    await desk.at(6.0)
    desk.panel.turn.clear()
    desk.orders.set_speed(7.0)
    await desk.pass_s()
    desk.panel.turn.set()
    desk.orders.set_speed(6.0)
    await desk.pass_s()
    assert desk.wrote == ["speed 6", "speed 6"]


@pytest.mark.parametrize("fails", ["refused", "not reached"])
async def test_a_target_that_failed_is_written_again(desk: Desk, fails: str) -> None:
    if fails == "refused":
        desk.panel.answers["speed"] = NO
    desk.orders.set_speed(6.0)
    await desk.pass_s(60)
    desk.panel.answers.clear()
    await desk.tell(6.0)
    desk.orders.set_speed(6.0)
    await desk.pass_s()
    assert desk.wrote == ["speed 6", "speed 6"]


async def test_after_a_start_a_target_is_written_again(desk: Desk) -> None:
    await desk.at(6.0)
    await desk.tell(0.0)
    desk.orders.start()
    await desk.pass_s()
    await desk.tell(6.0)
    desk.orders.set_speed(6.0)
    await desk.pass_s()
    assert desk.wrote == ["speed 6", "start", "speed 6"]


@pytest.mark.parametrize("moved", [False, True])
async def test_a_belt_moves_by_what_is_read_after_the_start(desk: Desk, moved: bool) -> None:
    await desk.tell(0.0)
    if moved:
        desk.panel.before_sent = lambda: desk.gauge.read(TreadmillData(3.0))
    desk.orders.start()
    await desk.pass_s(1)
    assert desk.wrote == ["start"]
    assert desk.ends(Command.START) == []
    await desk.tell(3.0)
    assert desk.ends(Command.START) == [CONFIRMED]


@pytest.mark.parametrize(
    ("news", "after_s", "written"),
    [
        ("", 1.0, True),
        ("", 5.0, True),
        ("", 5.1, False),
        ("blind", 4.4, True),
        ("blind", 4.6, False),
        ("moves", 1.0, False),
        ("console", 1.0, False),
    ],
)
async def test_a_start_is_written_in_its_turn_unless_it_may_not_be_any_more(
    desk: Desk, news: str, after_s: float, written: bool
) -> None:
    await desk.tell(0.0)
    desk.panel.turn.clear()
    desk.orders.start()
    await desk.pass_s(after_s)
    if news == "moves":
        await desk.tell(3.0)
    elif news == "console":
        desk.orders.told(STARTED)
    elif news != "blind":
        await desk.tell(0.0, every_s=0.0)
    desk.panel.turn.set()
    await desk.pass_s()
    assert bool(desk.wrote) is written


@pytest.mark.parametrize(
    ("before_kmh", "target_kmh", "after_s", "then", "written"),
    [
        ([6.0], 7.0, 4.0, [6.0], True),
        ([6.0], 7.0, 6.0, [6.0], False),
        ([6.0], 6.0, 6.0, [6.0], True),
        ([6.0], 5.0, 6.0, [6.0], True),
        ([], 0.8, 6.0, [], False),
        # A belt that has come to a stand meanwhile is not set going.
        ([6.0], 5.0, 1.0, [0.0, 0.0], False),
        ([0.8], 0.7, 1.0, [0.0, 0.0], False),
        ([6.0], 5.0, 1.0, [0.0], True),
        ([0.0], 5.0, 1.0, [0.0, 0.0], True),
    ],
)
async def test_a_target_is_written_in_its_turn_unless_it_may_not_be_any_more(
    desk: Desk,
    before_kmh: list[float],
    target_kmh: float,
    after_s: float,
    then: list[float],
    written: bool,
) -> None:
    await desk.tell(*before_kmh)
    desk.panel.turn.clear()
    desk.orders.set_speed(target_kmh)
    await desk.pass_s(after_s)
    await desk.tell(*then)
    desk.panel.turn.set()
    await desk.pass_s()
    assert bool(desk.wrote) is written


@pytest.mark.parametrize(
    ("quirks", "speed_kmh", "wrote"),
    [
        (TAKES_UP, 5.0, ["take up", "speed 6"]),
        (TAKES_UP, 0.0, ["speed 6"]),
        (TreadmillQuirks(), 5.0, ["speed 6"]),
    ],
)
async def test_a_target_follows_a_start_only_where_the_belt_moves(
    desk: Desk, quirks: TreadmillQuirks, speed_kmh: float, wrote: list[str]
) -> None:
    desk.orders.adopt(quirks, None)
    await desk.tell(speed_kmh)
    desk.orders.set_speed(6.0)
    await desk.pass_s()
    assert desk.wrote == wrote
    await desk.tell(6.0)
    held = [QuirkShown(start_is_toggle=False)] * ("take up" in wrote)
    assert desk.quirks == held


@pytest.mark.parametrize(
    ("also", "shown"),
    [("", [QuirkShown(start_is_toggle=True)]), ("pause", []), ("stop", [])],
)
async def test_a_belt_that_a_start_met_and_that_stops_was_paused_by_it_unless_it_was_asked_to(
    desk: Desk, also: str, shown: list[QuirkShown]
) -> None:
    desk.orders.adopt(TAKES_UP, None)
    await desk.tell(5.0)
    desk.orders.set_speed(6.0)
    await desk.pass_s()
    if also:
        getattr(desk.orders, also)()
        await desk.pass_s()
    desk.orders.told(STOPPED)
    assert desk.quirks == shown


async def test_a_belt_that_stops_without_a_start_was_paused_by_none(desk: Desk) -> None:
    await desk.at(6.0)
    desk.orders.told(STOPPED)
    assert desk.quirks == []


@pytest.mark.parametrize(
    ("toggles", "between", "written"),
    [(False, "", 2), (True, "", 1), (True, "stop", 2), (True, "pause", 2)],
)
async def test_another_start_might_undo_the_first_where_start_toggles(
    desk: Desk, toggles: bool, between: str, written: int
) -> None:
    desk.orders.adopt(TreadmillQuirks(start_is_toggle=toggles), None)
    desk.orders.start()
    await desk.pass_s(16)
    if between:
        getattr(desk.orders, between)()
        await desk.stood()
    desk.orders.start()
    await desk.pass_s()
    assert desk.wrote.count("start") == written


@pytest.mark.parametrize(
    ("words", "written"),
    [
        ([], True),
        ([STARTED], False),
        ([STARTED, STOPPED], True),
        ([STARTED, None], True),
    ],
)
async def test_a_start_waits_for_the_countdown_of_the_console(
    desk: Desk, words: list[MachineStatus | None], written: bool
) -> None:
    """None is a new connection."""
    await desk.tell(0.0)
    for word in words:
        if word is None:
            desk.orders.connected(desk.panel)
        else:
            desk.orders.told(word)
    desk.orders.start()
    await desk.pass_s()
    assert bool(desk.wrote) is written


@pytest.mark.parametrize(
    ("told_kmh", "ends"), [(6.0, []), (7.0, [("unknown", why.CONSOLE_CHOOSES)])]
)
async def test_another_target_of_the_console_takes_back_one_that_waits(
    desk: Desk, told_kmh: float, ends: list[tuple[str, str]]
) -> None:
    desk.panel.turn.clear()
    desk.orders.set_speed(6.0)
    await desk.pass_s()
    desk.orders.told(chosen(told_kmh))
    assert desk.ends(Command.SPEED) == ends


@pytest.mark.parametrize(
    ("speed_kmh", "fits"), [(0.0, False), (0.5, True), (20.0, True), (20.1, False)]
)
async def test_a_target_is_above_zero_and_at_most_twenty(
    desk: Desk, speed_kmh: float, fits: bool
) -> None:
    try:
        desk.orders.set_speed(speed_kmh)
    except ValueError:
        assert not fits
    else:
        assert fits


@pytest.mark.parametrize(
    ("target_kmh", "settles_kmh", "known_kmh", "shown"),
    [
        (6.3, 6.0, None, [QuirkShown(step_kmh=0.5)]),
        (6.3, 6.5, 0.5, []),
        (6.3, 6.25, None, []),
    ],
)
async def test_a_belt_that_settles_near_its_target_rounds(
    desk: Desk,
    target_kmh: float,
    settles_kmh: float,
    known_kmh: float | None,
    shown: list[QuirkShown],
) -> None:
    desk.orders.adopt(TreadmillQuirks(step_kmh=known_kmh), None)
    await desk.tell(5.0)
    desk.orders.set_speed(target_kmh)
    await desk.pass_s()
    await desk.tell(*[settles_kmh] * 10)
    assert desk.ends(Command.SPEED) == [CONFIRMED]
    assert desk.quirks == shown
    desk.orders.set_speed(settles_kmh if shown else target_kmh)
    await desk.pass_s()
    again = ["speed 6.3"] * (not shown and settles_kmh == 6.5)
    assert desk.wrote == ["speed 6.3", *again], "what it settled at is its target"


async def test_a_belt_that_settles_at_a_target_of_before_is_not_taken_to_round_the_next(
    desk: Desk,
) -> None:
    """The console unmakes the target: what the belt settles at is the console's choice."""
    await desk.tell(5.0)
    desk.orders.set_speed(6.3)
    await desk.pass_s()
    desk.orders.told(chosen(6.0))
    await desk.tell(*[6.0] * 12)
    assert desk.quirks == []


async def test_a_belt_that_does_not_settle_is_not_taken_to_round(desk: Desk) -> None:
    await desk.tell(5.0)
    desk.orders.set_speed(6.3)
    await desk.pass_s()
    await desk.tell(*[6.0, 5.8] * 20)
    assert desk.ends(Command.SPEED) == [("unknown", why.UNSHOWN)]
    assert desk.quirks == []
