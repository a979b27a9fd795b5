"""The guards of the telemetry and of a start, condition by condition."""

import asyncio

import pytest

from runwalk_devices.clock import Clock
from runwalk_devices.codecs.ftms.treadmill_data import (
    MachineStatus,
    MachineStatusCode,
    TreadmillData,
)
from runwalk_devices.treadmill.lookout import COUNTDOWN_S
from runwalk_devices.treadmill.starting import TOGGLES_S, Starting
from runwalk_devices.treadmill.telemetry import ALONE_S, Telemetry
from runwalk_devices.treadmill.witnesses import Contested

STOPPED = MachineStatus(MachineStatusCode.STOPPED_OR_PAUSED)
DENIED, ALONE = Contested(None), Contested(None, lone_kmh=0.8)


@pytest.fixture
async def gauge(clock: Clock) -> Telemetry:
    """A gauge that nothing was told yet, some time after its clock began."""
    await clock.sleep(20)
    return Telemetry(clock)


@pytest.fixture
def starting(clock: Clock, gauge: Telemetry) -> Starting:
    return Starting(clock, gauge)


async def read(
    gauge: Telemetry, clock: Clock, *told: float | TreadmillData | None, every_s: float = 1.0
) -> None:
    for one in told:
        gauge.read(one if isinstance(one, TreadmillData) else TreadmillData(one))
        await clock.sleep(every_s)


async def test_at_first_nothing_is_known(gauge: Telemetry) -> None:
    counts = gauge.speeds, gauge.inclines, gauge.moved, gauge.stirred, gauge.zeros
    assert counts == (0, 0, 0, 0, 0)
    times = gauge.incline_since, gauge.speed_since
    assert times == (0.0, 0.0)
    assert (gauge.speed_kmh, gauge.moved_kmh, gauge.incline_percent, gauge.read_at) == (None,) * 4
    assert [gauge.moves(), gauge.may_move(), gauge.rests(), gauge.stands()] == [False] * 4


async def test_a_speed_and_an_incline_are_the_same_since_they_changed(
    gauge: Telemetry, clock: Clock
) -> None:
    since = []
    for speed_kmh, percent in [(4.0, 1.0), (4.04, 1.0), (4.1, 2.0), (4.1, None), (4.0, 2.0)]:
        gauge.read(TreadmillData(speed_kmh, inclination_percent=percent))
        since.append((gauge.speed_since - 20, gauge.incline_since - 20))
        await clock.sleep(1)
    assert since == [(0, 0), (0, 0), (2, 2), (2, 2), (4, 2)]
    assert gauge.read_at == 24


async def test_the_first_speed_is_new_but_a_first_zero_is_not(
    gauge: Telemetry, clock: Clock
) -> None:
    await read(gauge, clock, 0.0)
    assert gauge.speed_since == 0.0
    await read(gauge, clock, 0.06)
    assert gauge.speed_since == 21


async def test_motion_is_counted_and_the_last_is_kept(gauge: Telemetry, clock: Clock) -> None:
    await read(gauge, clock, 5.0, 0.0, None, 6.0, ALONE, DENIED)
    assert (gauge.moved, gauge.moved_kmh, gauge.stirred, gauge.speeds) == (2, 6.0, 3, 3)
    gauge.forget()
    assert (gauge.speed_kmh, gauge.moved_kmh, gauge.incline_percent, gauge.read_at) == (None,) * 4
    assert (gauge.moved, gauge.stirred, gauge.zeros) == (2, 3, 0)


@pytest.mark.parametrize(
    ("told", "may_move", "moves"),
    [
        ([5.0], True, True),
        ([0.0], False, False),
        ([0.0, DENIED], True, False),
        ([5.0, DENIED], True, True),
        ([DENIED, 0.0], False, False),
        ([DENIED, None], True, False),
    ],
)
async def test_a_belt_may_move_by_any_witness(
    gauge: Telemetry,
    clock: Clock,
    told: list[float | TreadmillData | None],
    may_move: bool,
    moves: bool,
) -> None:
    await read(gauge, clock, *told)
    assert (gauge.may_move(), gauge.moves()) == (may_move, moves)
    gauge.forget()
    assert not gauge.may_move()


@pytest.mark.parametrize(
    ("told", "zeros"),
    [([0.0, 0.0], 2), ([0.0, 5.0, 0.0], 1), ([0.0, DENIED, 0.0, 0.0], 2), ([0.0, None, 0.0], 2)],
)
async def test_zeros_in_a_row_are_those_that_nothing_denies(
    gauge: Telemetry, clock: Clock, told: list[float | TreadmillData | None], zeros: int
) -> None:
    await read(gauge, clock, *told)
    assert gauge.zeros == zeros
    gauge.expect_standing()
    assert gauge.zeros == 0


@pytest.mark.parametrize(
    ("zeros", "every_s", "comes"), [(1, 1.0, False), (2, 0.41, True), (2, 0.39, False)]
)
async def test_zeros_that_last_longer_than_a_glitch(
    gauge: Telemetry, clock: Clock, zeros: int, every_s: float, comes: bool
) -> None:
    await read(gauge, clock, *[0.0] * zeros, every_s=every_s)
    assert gauge.comes_to_zero() is comes


def counted(speed_kmh: float) -> TreadmillData:
    return TreadmillData(speed_kmh, total_distance_m=7)


@pytest.mark.parametrize(
    ("told", "after_s"),
    [
        # A fall at once is given time to be denied, where there are counters to deny it.
        ([5.0, 0.0, 0.0, 0.0, 0.0], 1.0),
        ([counted(5.0), 0.0, 0.0, 0.0, 0.0], 3.0),
        ([counted(3.0), 0.0, 0.0, 0.0, 0.0], 1.0),
        ([counted(3.1), 0.0, 0.0, 0.0, 0.0], 3.0),
        ([counted(5.0), counted(2.0), 0.0, 0.0, 0.0, 0.0], 1.0),
        # A zero that was denied begins its time anew.
        ([counted(5.0), 0.0, DENIED, 0.0, 0.0, 0.0, 0.0], 5.0),
    ],
)
async def test_a_belt_that_said_it_stops_stands_by_two_zeros_that_may_be_believed(
    gauge: Telemetry, clock: Clock, told: list[float | TreadmillData | None], after_s: float
) -> None:
    gauge.agree()
    first = next(place for place, one in enumerate(told) if one == 0.0)
    stood: list[float] = []
    for place, one in enumerate(told):
        await read(gauge, clock, one)
        if gauge.stands():
            stood.append(float(place - first))
    assert stood[0] == after_s


async def test_a_contested_zero_stands_for_nothing(gauge: Telemetry, clock: Clock) -> None:
    gauge.agree()
    await read(gauge, clock, 0.0, 0.0)
    stood = [gauge.stands()]
    await read(gauge, clock, DENIED)
    stood.append(gauge.stands())
    assert stood == [True, False]


@pytest.mark.parametrize(
    ("before", "after_s"), [([counted(2.0)], 3.0), ([counted(0.0), counted(0.0)], 1.0)]
)
async def test_a_belt_that_moved_when_the_link_broke_is_given_time_on_the_next(
    gauge: Telemetry, clock: Clock, before: list[TreadmillData], after_s: float
) -> None:
    await read(gauge, clock, *before)
    for _ in range(2):
        gauge.forget()
    gauge.agree()
    began, stood = clock.now(), -1.0
    while stood < 0:
        gauge.read(counted(0.0))
        if gauge.stands():
            stood = clock.now() - began
        await clock.sleep(1)
    assert stood == after_s


async def test_what_was_agreed_is_over_when_a_stand_is_expected_anew(
    gauge: Telemetry, clock: Clock
) -> None:
    gauge.agree()
    gauge.expect_standing()
    await read(gauge, clock, 0.0, 0.0, 0.0)
    stood = [gauge.stands()]
    await read(gauge, clock, 0.0)
    assert [*stood, gauge.stands()] == [False, True]


async def test_a_belt_rests_that_was_told_to_stand_and_that_nothing_denies(
    gauge: Telemetry, clock: Clock
) -> None:
    await read(gauge, clock, *[0.0] * 4)
    rested = [gauge.rests()]
    gauge.agree()
    rested.append(gauge.rests())
    await read(gauge, clock, DENIED)
    rested.append(gauge.rests())
    await read(gauge, clock, 0.0)
    rested.append(gauge.rests())
    gauge.forget()
    await read(gauge, clock, *[0.0] * 4)
    rested.append(gauge.rests())
    gauge.told(STOPPED)
    rested.append(gauge.rests())
    assert rested == [False, True, False, True, False, True]


@pytest.mark.parametrize("news", ["agree", "wake", "told"])
async def test_who_waits_looks_again_at_any_news(gauge: Telemetry, clock: Clock, news: str) -> None:
    seen: list[float] = []

    def never() -> bool:
        seen.append(clock.now())
        return False

    waits = asyncio.create_task(gauge.until(9, never))
    await clock.sleep(2)
    if news == "told":
        gauge.told(STOPPED)
    else:
        getattr(gauge, news)()
    await clock.sleep(1)
    assert seen == [20, 22]
    assert await waits is False


@pytest.mark.parametrize(
    ("after_s", "counts_down"), [(0.0, True), (COUNTDOWN_S - 0.1, True), (COUNTDOWN_S, False)]
)
async def test_a_console_and_a_start_count_down_for_a_while(
    starting: Starting, clock: Clock, after_s: float, counts_down: bool
) -> None:
    assert not starting.is_counting_down()
    assert starting.alone_s() == ALONE_S
    starting.console()
    starting.due()
    await clock.sleep(after_s)
    assert starting.is_counting_down() is counts_down
    assert starting.alone_s() == (COUNTDOWN_S if counts_down else ALONE_S)
    starting.forget_console()
    assert not starting.is_counting_down()
    starting.console()
    starting.connected()
    assert not starting.is_counting_down()


async def test_a_start_is_unanswered_until_the_belt_moves_or_it_is_taken_back(
    starting: Starting, gauge: Telemetry, clock: Clock
) -> None:
    unanswered = [starting.is_unanswered()]
    starting.sent()
    unanswered.append(starting.is_unanswered())
    await read(gauge, clock, 0.0, 0.8)
    unanswered.append(starting.is_unanswered())
    starting.sent()
    unanswered.append(starting.is_unanswered())
    starting.withdrawn()
    unanswered.append(starting.is_unanswered())
    assert unanswered == [False, True, False, True, False]


@pytest.mark.parametrize(("after_s", "undone"), [(TOGGLES_S, True), (TOGGLES_S + 0.1, False)])
async def test_a_start_that_met_a_moving_belt_undid_it_if_it_stops_soon(
    starting: Starting, clock: Clock, after_s: float, undone: bool
) -> None:
    assert not starting.undone()
    starting.met()
    await clock.sleep(after_s)
    assert starting.undone() is undone
    assert not starting.undone(), "once"


async def test_a_start_that_met_a_moving_belt_did_nothing_if_it_runs_on(
    starting: Starting,
) -> None:
    starting.met()
    assert [starting.held(), starting.held()] == [True, False]
    starting.met()
    starting.connected()
    assert not starting.held()
