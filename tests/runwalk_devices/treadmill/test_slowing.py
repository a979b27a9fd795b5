"""A belt that was asked to stand is followed until it does, or is seen not to obey."""

import asyncio

import pytest

from runwalk_devices.clock import Clock
from runwalk_devices.codecs.ftms.treadmill_data import TreadmillData
from runwalk_devices.treadmill.command import Command
from runwalk_devices.treadmill.freshness import is_late, is_timely
from runwalk_devices.treadmill.pending import Order
from runwalk_devices.treadmill.slowing import comes_to_stand
from runwalk_devices.treadmill.telemetry import Telemetry


@pytest.fixture
def gauge(clock: Clock) -> Telemetry:
    return Telemetry(clock)


async def followed(
    gauge: Telemetry,
    clock: Clock,
    speeds_kmh: list[float | None],
    *,
    agrees: bool = True,
    from_kmh: float | None = 6.0,
) -> tuple[bool, float]:
    """Whether it came to a stand by these readings, one each half second, and after how long."""
    if from_kmh is not None:
        gauge.read(TreadmillData(from_kmh))
    gauge.expect_standing()
    if agrees:
        gauge.agree()
    began = clock.now()

    async def tell() -> None:
        for speed_kmh in speeds_kmh:
            await clock.sleep(0.5)
            if speed_kmh is not None:
                gauge.read(TreadmillData(speed_kmh))

    telling = asyncio.create_task(tell())
    stands = await comes_to_stand(clock, gauge, began, limit_s=20.0)
    took_s = round(clock.now() - began, 2)
    telling.cancel()
    return stands, took_s


FALLING = [5.0, 4.0, 3.0, 2.0, 1.0]


@pytest.mark.parametrize(
    ("speeds_kmh", "outcome"),
    [
        ([*FALLING, 0.0, 0.0, 0.0], (True, 3.5)),
        # It keeps its speed: that is seen after 2.8 s.
        ([6.0] * 30, (False, 2.8)),
        ([5.9] * 30, (False, 2.8)),
        # Exactly the least loss counts as slowing down; then it keeps that.
        ([5.8, *[5.8] * 30], (False, 3.3)),
        ([5.0, 4.0, 3.0, *[3.0] * 30], (False, 4.3)),
        # One zero is a glitch.
        ([6.0, 0.0, *[6.0] * 30], (False, 2.8)),
        # Two are coming to a stand, as long as they last.
        ([6.0, 0.0, 0.0, 0.0, 0.0], (True, 1.5)),
        ([None] * 40, (False, 2.8)),
    ],
    ids=str,
)
async def test_a_belt_comes_to_a_stand_or_is_seen_not_to_obey(
    gauge: Telemetry, clock: Clock, speeds_kmh: list[float | None], outcome: tuple[bool, float]
) -> None:
    # Slow enough that a fall to zero needs no other witness.
    gauge.read(TreadmillData(0.0))
    assert await followed(gauge, clock, speeds_kmh) == outcome


@pytest.mark.parametrize("from_kmh", [None, 0.0])
@pytest.mark.parametrize(
    ("speeds_kmh", "outcome"),
    [
        ([None, None, *[0.8] * 30], (False, 2.8)),
        ([6.0, *[6.0] * 30], (False, 2.8)),
        ([None, 6.0, 5.0, *[5.0] * 30], (False, 4.3)),
        ([None, *FALLING, 0.0, 0.0, 0.0], (True, 4.0)),
    ],
    ids=str,
)
async def test_the_first_speed_of_a_belt_out_of_sight_is_no_loss_of_speed(
    gauge: Telemetry,
    clock: Clock,
    from_kmh: float | None,
    speeds_kmh: list[float | None],
    outcome: tuple[bool, float],
) -> None:
    """On a new connection, or after a zero that was a glitch."""
    assert await followed(gauge, clock, speeds_kmh, from_kmh=from_kmh) == outcome


async def test_a_belt_that_stands_and_moves_again_is_not_waited_for(
    gauge: Telemetry, clock: Clock
) -> None:
    """Without a word of a stop zeros have to last for three seconds."""
    again: list[float | None] = [*FALLING, 0.0, 0.0, 0.0, 2.0, *[2.0] * 10]
    assert await followed(gauge, clock, again, agrees=False) == (False, 4.5)


async def test_a_belt_that_slows_down_for_ever_is_given_its_time_and_no_more(
    gauge: Telemetry, clock: Clock
) -> None:
    slowly: list[float | None] = [6.0 - 0.1 * n for n in range(60)]
    stands, took_s = await followed(gauge, clock, slowly)
    assert not stands
    assert took_s == 20.0


@pytest.mark.parametrize(
    ("read_ago_s", "asked_ago_s", "timely", "late"),
    [
        (5.0, 5.0, True, False),
        (5.1, 0.0, False, False),
        (0.0, 5.1, False, True),
        (None, 0.0, True, False),
    ],
)
async def test_an_increase_is_meant_for_five_seconds_and_on_a_reading_of_five(
    gauge: Telemetry,
    clock: Clock,
    read_ago_s: float | None,
    asked_ago_s: float,
    timely: bool,
    late: bool,
) -> None:
    await clock.sleep(20.0)
    now = clock.now()
    if read_ago_s is not None:
        gauge.read(TreadmillData(6.0))
        now += read_ago_s
    order = Order(Command.SPEED, 8.0, 0, 0, now - asked_ago_s)
    assert is_timely(order, gauge, now) is timely
    assert is_late(order, now) is late
