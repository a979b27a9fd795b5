"""What counts as a standing belt, and waiting for it."""

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runwalk_devices.clock import Clock
from runwalk_devices.codecs.ftms.treadmill_data import (
    MachineStatus,
    MachineStatusCode,
    TreadmillData,
)
from runwalk_devices.treadmill.telemetry import ALONE_S, Telemetry
from tests.virtual_time import VirtualTimeLoop

STOPPED = MachineStatus(MachineStatusCode.STOPPED_OR_PAUSED)


@pytest.fixture
def gauge(clock: Clock) -> Telemetry:
    return Telemetry(clock)


def at(speed_kmh: float | None) -> TreadmillData:
    return TreadmillData(speed_kmh=speed_kmh)


async def test_two_zeros_and_the_machines_word(gauge: Telemetry, clock: Clock) -> None:
    gauge.read(at(5.0))
    assert gauge.moves()
    gauge.told(STOPPED)
    gauge.read(at(0.0))
    assert not gauge.moves()
    assert not gauge.stands()
    gauge.read(at(0.0))
    assert not gauge.stands(), "two at once are one glitch"
    await clock.sleep(0.5)
    gauge.read(at(0.0))
    assert gauge.stands()
    gauge.read(at(0.5))
    assert not gauge.stands()


async def test_zeros_alone_have_to_last(gauge: Telemetry, clock: Clock) -> None:
    for _ in range(6):
        gauge.read(at(0.0))
        assert not gauge.stands()
        await clock.sleep(0.5)
    gauge.read(at(0.0))
    assert gauge.stands()
    gauge.expect_standing(alone_s=8.0)
    for _ in range(16):
        gauge.read(at(0.0))
        await clock.sleep(0.5)
    assert not gauge.stands()
    gauge.read(at(0.0))
    assert gauge.stands()


async def test_silence_does_not_make_zeros_last(gauge: Telemetry, clock: Clock) -> None:
    gauge.read(at(0.0))
    gauge.read(at(0.0))
    await clock.sleep(60)
    assert not gauge.stands()


async def test_what_was_before_counts_for_nothing(gauge: Telemetry, clock: Clock) -> None:
    gauge.told(STOPPED)
    gauge.read(at(0.0))
    await clock.sleep(1.0)
    gauge.read(at(0.0))
    gauge.expect_standing()
    assert not gauge.stands()
    gauge.read(at(0.0))
    gauge.agree()
    assert not gauge.stands()
    await clock.sleep(1.0)
    gauge.read(at(0.0))
    assert gauge.stands()
    gauge.forget()
    assert not gauge.stands()
    assert gauge.speed_kmh is None


async def test_a_reading_without_speed_says_nothing_of_it(gauge: Telemetry) -> None:
    gauge.read(TreadmillData(speed_kmh=4.0, inclination_percent=2.0))
    gauge.read(TreadmillData(total_distance_m=7, more_data=True))
    assert (gauge.speed_kmh, gauge.speeds) == (4.0, 1)
    assert (gauge.incline_percent, gauge.inclines) == (2.0, 1)


async def test_until(gauge: Telemetry, clock: Clock) -> None:
    assert not await gauge.until(2, gauge.moves)
    assert clock.now() == pytest.approx(2)
    waiting = [asyncio.create_task(gauge.until(9, gauge.moves)) for _ in range(3)]
    await clock.sleep(1)
    gauge.told(STOPPED)
    await clock.sleep(1)
    gauge.read(at(3.0))
    assert await asyncio.gather(*waiting) == [True] * 3
    assert clock.now() == pytest.approx(4)
    assert await gauge.until(9, gauge.moves), "at once"
    assert clock.now() == pytest.approx(4)


@given(
    st.lists(
        st.tuples(st.sampled_from([0.0, 0.0, 0.8, 8.0, None, "stopped"]), st.floats(0.1, 2.0)),
        max_size=30,
    )
)
def test_nothing_stands_that_moved_last(
    said: list[tuple[float | str | None, float]],
) -> None:
    """Whatever is said in whatever order: two fresh zeros at least, and word or time besides."""

    async def follow() -> None:
        clock = Clock()
        gauge = Telemetry(clock)
        zeros: list[float] = []
        agreed = False
        for what, pause_s in said:
            if what == "stopped":
                gauge.told(STOPPED)
                agreed = True
            elif isinstance(what, float | None):
                gauge.read(at(what))
                if what is not None:
                    zeros = [*zeros, clock.now()] if what == 0 else []
            long = len(zeros) > 1 and zeros[-1] - zeros[0] >= ALONE_S
            assert gauge.stands() == (len(zeros) >= 2 and (agreed or long))
            await clock.sleep(pause_s)

    with asyncio.Runner(loop_factory=VirtualTimeLoop) as runner:
        runner.run(follow())
