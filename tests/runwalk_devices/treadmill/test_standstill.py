"""A machine that is paused and goes on telling its last speed."""

import pytest

from runwalk_devices.clock import Clock
from runwalk_devices.codecs.ftms.treadmill_data import (
    MachineStatus,
    MachineStatusCode,
    TreadmillData,
)
from runwalk_devices.treadmill.standstill import Standstill
from tests.runwalk_devices.treadmill.panel import STARTED

PAUSED = MachineStatus(MachineStatusCode.STOPPED_OR_PAUSED)


@pytest.fixture
def standstill(clock: Clock) -> Standstill:
    return Standstill(clock)


async def told(
    standstill: Standstill, clock: Clock, times_s: list[int | None]
) -> list[float | None]:
    """What is made of 8 km/h, told once a second with these times."""
    speeds = []
    for time_s in times_s:
        speeds.append(standstill.weigh(TreadmillData(8.0, elapsed_time_s=time_s)).speed_kmh)
        await clock.sleep(1)
    return speeds


async def test_a_stop_whose_time_stands_is_a_stand(standstill: Standstill, clock: Clock) -> None:
    assert await told(standstill, clock, [1, 2, 3]) == [8.0] * 3
    standstill.told(PAUSED)
    assert await told(standstill, clock, [4, 5, 5, 5, 5, 5]) == [8.0] * 4 + [0.0] * 2
    standstill.told(STARTED)
    assert await told(standstill, clock, [5, 5, 6]) == [8.0] * 3


async def test_neither_alone_is(standstill: Standstill, clock: Clock) -> None:
    assert await told(standstill, clock, [1, 2, 2, 2, 2, 2]) == [8.0] * 6, "off the belt"
    assert await told(standstill, clock, [3, 4]) == [8.0] * 2
    standstill.told(PAUSED)
    assert await told(standstill, clock, [*range(5, 15)]) == [8.0] * 10, "it does not obey"


async def test_what_stands_before_the_word_proves_nothing(
    standstill: Standstill, clock: Clock
) -> None:
    """The runner is off the belt, and pauses it: it slows down."""
    await told(standstill, clock, [1, 2, 2, 2, 2])
    standstill.told(PAUSED)
    assert await told(standstill, clock, [2, 2]) == [8.0] * 2
    for kmh in (6.0, 4.0, 2.0, 0.5):
        reading = TreadmillData(kmh, elapsed_time_s=2)
        assert standstill.weigh(reading).speed_kmh == kmh
        await clock.sleep(1)


async def test_a_time_that_never_counted_says_nothing(standstill: Standstill, clock: Clock) -> None:
    standstill.told(PAUSED)
    assert await told(standstill, clock, [0] * 6) == [8.0] * 6
    assert await told(standstill, clock, [None] * 6) == [8.0] * 6


async def test_a_time_that_counts_again_ends_it(standstill: Standstill, clock: Clock) -> None:
    await told(standstill, clock, [1, 2])
    standstill.told(PAUSED)
    assert (await told(standstill, clock, [2, 2, 2, 2]))[-1] == 0.0
    assert await told(standstill, clock, [3, 4, 4, 4, 4]) == [8.0] * 5


async def test_nothing_of_an_old_connection_counts(standstill: Standstill, clock: Clock) -> None:
    await told(standstill, clock, [1, 2])
    standstill.told(PAUSED)
    standstill.forget()
    assert await told(standstill, clock, [2] * 6) == [8.0] * 6


async def test_a_packet_without_a_speed_says_none(standstill: Standstill, clock: Clock) -> None:
    """Also where the machine is paused: it is no zero."""
    await told(standstill, clock, [1, 2])
    standstill.told(PAUSED)
    assert (await told(standstill, clock, [2, 2, 2, 2]))[-1] == 0.0
    assert standstill.weigh(TreadmillData(None, elapsed_time_s=2)).speed_kmh is None
    assert standstill.weigh(TreadmillData(0.0, elapsed_time_s=2)).speed_kmh == 0.0
