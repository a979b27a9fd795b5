"""Small guards of what is measured and what is under way, condition by condition."""

import asyncio
from functools import partial

import pytest

from runwalk_devices.clock import Clock
from runwalk_devices.codecs.ftms.treadmill_data import (
    TreadmillData,
)
from runwalk_devices.treadmill.command import Command, CommandReport, Stage
from runwalk_devices.treadmill.freshness import may_be_set
from runwalk_devices.treadmill.lookout import rests_still
from runwalk_devices.treadmill.pending import Order, PendingSpeed
from runwalk_devices.treadmill.slowing import comes_to_stand
from runwalk_devices.treadmill.standstill import Standstill
from runwalk_devices.treadmill.starting import Starting
from runwalk_devices.treadmill.telemetry import Telemetry
from runwalk_devices.treadmill.witnesses import Contested
from tests.runwalk_devices.treadmill.panel import STARTED, STOPPED


@pytest.fixture
def gauge(clock: Clock) -> Telemetry:
    return Telemetry(clock)


def order(value: float | None, asked_at: float = 0.0) -> Order:
    return Order(Command.SPEED, value, 0, 0, asked_at)


@pytest.mark.parametrize(
    ("value", "speed_kmh", "age_s", "waited_s", "may"),
    [
        # A slower one, or the same, as long as the belt is in touch.
        (4.0, 6.0, 10.0, 10.0, True),
        (4.0, 6.0, 10.1, 1.0, False),
        (6.0, 6.0, 9.0, 9.0, True),
        (None, 0.8, 9.0, 9.0, True),
        # A faster one on fresh readings, and soon.
        (7.0, 6.0, 5.0, 5.0, True),
        (7.0, 6.0, 5.1, 1.0, False),
        (7.0, 6.0, 1.0, 5.1, False),
        (7.0, None, 0.0, 5.0, True),
        (0.8, None, 0.0, 5.1, False),
    ],
)
async def test_a_target_may_still_be_set(
    gauge: Telemetry,
    clock: Clock,
    value: float | None,
    speed_kmh: float | None,
    age_s: float,
    waited_s: float,
    may: bool,
) -> None:
    await clock.sleep(20)
    if speed_kmh is not None:
        gauge.read(TreadmillData(speed_kmh))
    await clock.sleep(age_s)
    now = clock.now()
    assert may_be_set(order(value, now - waited_s), gauge, now) is may


@pytest.fixture
def reports() -> list[CommandReport]:
    return []


@pytest.fixture
def under_way(reports: list[CommandReport]) -> PendingSpeed:
    return PendingSpeed(reports.append)


@pytest.mark.parametrize("is_sent", [False, True])
async def test_what_was_sent_waits_no_more(under_way: PendingSpeed, is_sent: bool) -> None:
    assert under_way.unsent(Command.SPEED) is None

    async def wait(_order: Order) -> None:
        await asyncio.sleep(0)

    one = order(5.0)
    under_way.begin(one, wait)
    if is_sent:
        under_way.advance(one, Stage.SENT)
    assert under_way.unsent(Command.SPEED) is (None if is_sent else one)
    await asyncio.sleep(0.1)
    assert not under_way._tasks, "what has ended is not kept"


async def test_an_error_of_this_program_ends_a_command(
    under_way: PendingSpeed, reports: list[CommandReport]
) -> None:
    async def fail(_order: Order) -> None:
        raise RuntimeError

    under_way.begin(order(5.0), fail)
    await asyncio.sleep(0.1)
    assert reports == [CommandReport(Command.SPEED, Stage.UNKNOWN, 5.0, "an error in this program")]
    assert Command.SPEED not in under_way


@pytest.mark.parametrize(
    ("told", "took_s"),
    [(TreadmillData(0.0), 0.1), (Contested(None), 0.1), (TreadmillData(None), 1.5)],
)
async def test_a_belt_rests_still_by_its_next_word(
    gauge: Telemetry, clock: Clock, told: TreadmillData, took_s: float
) -> None:
    began = clock.now()
    clock.call_at(began + 0.1, lambda: gauge.read(told))
    assert not await rests_still(gauge)
    assert clock.now() - began == pytest.approx(took_s)


@pytest.mark.parametrize(
    ("course", "stands", "after_s"),
    [
        # It is held against what it ran when it was asked.
        ([(0.5, 5.9), (2.5, 5.75)], False, 5.3),
        ([(0.5, 5.9), (2.5, 5.85)], False, 2.8),
        ([(0.5, 5.0), (1.0, 0.0), (1.5, 0.0), (4.1, 0.0)], True, 4.1),
        ([(0.5, 5.0), (1.0, 0.0), (1.5, 0.0), (2.0, 3.0)], False, 2.0),
    ],
)
async def test_a_belt_comes_to_a_stand_or_is_seen_not_to(
    gauge: Telemetry,
    clock: Clock,
    course: list[tuple[float, float]],
    stands: bool,
    after_s: float,
) -> None:
    gauge.read(TreadmillData(6.0))
    gauge.expect_standing()
    began = clock.now()

    for at, kmh in course:
        clock.call_at(began + at, partial(gauge.read, TreadmillData(kmh)))
    assert await comes_to_stand(clock, gauge, began, 60.0) is stands
    assert clock.now() - began == pytest.approx(after_s)


@pytest.fixture
def standstill(clock: Clock) -> Standstill:
    return Standstill(clock)


@pytest.mark.parametrize(
    ("times_s", "after_s", "kmh"),
    [
        ([0, 1], 2.5, 0.0),
        ([0, 1], 2.4, 5.0),
        ([1], 2.5, 5.0),
        ([None], 2.5, 5.0),
    ],
)
async def test_a_time_that_counted_and_stands_denies_a_speed(
    standstill: Standstill, clock: Clock, times_s: list[int | None], after_s: float, kmh: float
) -> None:
    for time_s in times_s:
        await clock.sleep(1)
        standstill.weigh(TreadmillData(5.0, elapsed_time_s=time_s))
    standstill.told(STOPPED)
    await clock.sleep(after_s)
    told = standstill.weigh(TreadmillData(5.0, elapsed_time_s=times_s[-1]))
    assert told.speed_kmh == kmh


async def test_a_new_connection_is_held_against_no_time_of_the_old(
    standstill: Standstill, clock: Clock
) -> None:
    for time_s in (50, 51):
        await clock.sleep(1)
        standstill.weigh(TreadmillData(5.0, elapsed_time_s=time_s))
    standstill.told(STOPPED)
    standstill.forget()
    await clock.sleep(3)
    assert standstill.weigh(TreadmillData(5.0)).speed_kmh == 5.0, "no word of a stop yet"
    standstill.weigh(TreadmillData(5.0, elapsed_time_s=52))
    standstill.told(STOPPED)
    await clock.sleep(3)
    told = standstill.weigh(TreadmillData(5.0, elapsed_time_s=52))
    assert told.speed_kmh == 5.0, "it has not counted yet"


@pytest.mark.parametrize(("after_s", "undone"), [(3.0, True), (3.1, False)])
async def test_a_start_that_met_a_belt_undoes_it_within_three_seconds(
    gauge: Telemetry, clock: Clock, after_s: float, undone: bool
) -> None:
    starting = Starting(clock, gauge)
    starting.met()
    await clock.sleep(after_s)
    assert starting.undone() is undone


@pytest.mark.parametrize(("kmh", "is_new"), [(0.05, False), (0.06, True)])
async def test_a_speed_that_differs_by_little_is_the_same(
    gauge: Telemetry, clock: Clock, kmh: float, is_new: bool
) -> None:
    await clock.sleep(5)
    gauge.read(TreadmillData(kmh))
    assert (gauge.speed_since == clock.now()) is is_new


async def test_a_start_ends_a_rest(gauge: Telemetry, clock: Clock) -> None:
    gauge.agree()
    for _ in range(8):
        gauge.read(TreadmillData(0.0))
        await clock.sleep(0.5)
    assert gauge.rests()
    gauge.told(STARTED)
    assert not gauge.rests()


def counted(kmh: float) -> TreadmillData:
    return TreadmillData(kmh, total_distance_m=7)


@pytest.mark.parametrize(
    ("before", "forgets", "after_s"),
    [
        ([5.0], False, 2.5),
        # From a crawl it may stand at once, however fast it was before.
        ([5.0, 0.8], False, 0.5),
        ([5.0], True, 2.5),
        ([5.0, *[0.0] * 8], True, 0.5),
    ],
)
async def test_a_fall_from_a_run_is_given_time_to_be_denied(
    gauge: Telemetry, clock: Clock, before: list[float], forgets: bool, after_s: float
) -> None:
    for kmh in before:
        gauge.read(counted(kmh))
        await clock.sleep(0.5)
    if forgets:
        gauge.forget()
    gauge.expect_standing()
    gauge.agree()
    began = clock.now()
    gauge.read(counted(0.0))
    while not gauge.stands():
        await clock.sleep(0.5)
        gauge.read(counted(0.0))
    assert clock.now() - began == after_s


@pytest.mark.parametrize(("lasted_s", "comes"), [(0.4, True), (0.39, False)])
async def test_two_zeros_come_to_zero(
    gauge: Telemetry, clock: Clock, lasted_s: float, comes: bool
) -> None:
    gauge.read(TreadmillData(0.0))
    await clock.sleep(lasted_s)
    gauge.read(TreadmillData(0.0))
    assert gauge.comes_to_zero() is comes
