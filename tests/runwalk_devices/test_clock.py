"""The clocks: one that follows the loop, one that runs fast and never past what is due."""

import asyncio
import threading
import time
from itertools import pairwise

import pytest

from runwalk_devices.clock import AHEAD_S, LOOK_EVERY, Clock, FastClock, asleep_s, fast_loop


async def test_a_clock_begins_at_zero_and_follows_the_loop(virtual_time_loop: None) -> None:
    clock = Clock()
    assert clock.now() == 0
    await clock.sleep(3600)
    assert clock.now() == pytest.approx(3600)


async def test_a_clock_counts_the_time_for_which_the_computer_slept(
    virtual_time_loop: None,
) -> None:
    slept_s = 1000.0
    clock = Clock(lambda: slept_s)
    assert clock.now() == 0
    alarm_t: list[float] = []
    clock.call_at(5.0, lambda: alarm_t.append(clock.now()))
    await clock.sleep(4)
    slept_s += 0.9
    assert clock.now() == pytest.approx(4), "that may be the time between two looks"
    slept_s += 59.1
    assert clock.now() == pytest.approx(64)
    await clock.sleep(2)
    assert clock.now() == pytest.approx(66)
    assert alarm_t == [pytest.approx(65)]


def test_the_sleep_of_this_computer_only_grows() -> None:
    looks = [asleep_s() for _ in range(100)]
    assert max(looks) - min(looks) < 1.0
    assert min(looks) > -1.0


async def test_an_alarm_rings_at_its_time_unless_it_is_called_off(virtual_time_loop: None) -> None:
    clock = Clock()
    rung: list[float] = []
    clock.call_at(2.0, lambda: rung.append(clock.now()))
    clock.call_at(1.0, lambda: rung.append(-1.0)).cancel()
    await clock.sleep(3)
    assert rung == [pytest.approx(2.0)]


@pytest.mark.parametrize("rate", [100, 1000])
async def test_a_wait_that_is_too_long_ends_with_a_timeout(rate: float) -> None:
    clock = FastClock(rate)
    began = clock.now()
    with pytest.raises(TimeoutError):
        async with clock.timeout(5):
            await asyncio.Event().wait()
    assert clock.now() - began == pytest.approx(5, abs=0.5)


async def test_a_wait_within_its_limit_is_left_alone() -> None:
    clock = FastClock(60)
    async with clock.timeout(5):
        await clock.sleep(4)
    await clock.sleep(10)
    assert clock.now() == pytest.approx(14, abs=0.5)


async def test_what_is_due_comes_in_order_and_exactly_on_time() -> None:
    clock, rung = FastClock(100), list[float]()
    for t in (3.0, 1.0, 2.0, 2.0):
        clock.call_at(t, lambda: rung.append(clock.now()))
    await clock.sleep(4)
    assert rung == [pytest.approx(t, abs=0.1) for t in (1.0, 2.0, 2.0, 3.0)]


@pytest.mark.parametrize("rate", [100, 100_000])
async def test_what_an_alarm_brings_is_done_before_the_next(rate: float) -> None:
    clock, happened = FastClock(rate), list[str]()

    async def consequence() -> None:
        for _ in range(5):
            await asyncio.sleep(0)
        happened.append("consequence")

    tasks: list[asyncio.Task[None]] = []
    clock.call_at(1.0, lambda: tasks.append(asyncio.create_task(consequence())))
    clock.call_at(1.001, lambda: happened.append("next"))
    await clock.sleep(2)
    assert happened == ["consequence", "next"]


async def test_a_fast_clock_keeps_to_its_rate_over_many_alarms() -> None:
    clock, loop = FastClock(100), asyncio.get_running_loop()
    took_s = []
    for _ in range(5):
        began, began_real = clock.now(), loop.time()
        for _ in range(100):
            await clock.sleep(0.1)
        took_s.append(clock.now() - began)
        assert loop.time() - began_real >= 0.1 - AHEAD_S
        if took_s[-1] < 10.5:
            break
    assert min(took_s) == pytest.approx(10, abs=0.5), "a busy computer may hold up one, not all"


async def test_time_never_goes_back_though_alarms_come_early() -> None:
    clock, seen = FastClock(50), list[float]()
    for at in range(40):
        clock.call_at(at / 100, lambda: seen.append(clock.now()))
    while clock.now() < 0.5:
        seen.append(clock.now())
        await asyncio.sleep(0.0003)
    assert seen == sorted(seen)


async def test_a_busy_moment_makes_a_fast_clock_slower_and_skips_nothing() -> None:
    clock, seen = FastClock(100), list[float]()

    async def telemetry() -> None:
        for _ in range(20):
            await clock.sleep(0.5)
            seen.append(clock.now())

    reporting = asyncio.create_task(telemetry())
    await clock.sleep(1.2)
    time.sleep(0.2)  # noqa: ASYNC251 - the machine is busy
    await reporting
    gaps = [b - a for a, b in pairwise(seen)]
    assert max(gaps) < 6, "0.2 s at this rate would have been 20 s"


async def test_sleeping_for_nothing_lets_others_run() -> None:
    clock, ran = FastClock(2), asyncio.Event()
    asyncio.get_running_loop().call_soon(ran.set)
    await clock.sleep(0)
    assert ran.is_set()


@pytest.mark.parametrize("rate", [0, -1, float("nan")])
def test_time_runs_forwards(rate: float) -> None:
    with pytest.raises(ValueError, match="above 0"):
        FastClock(rate)


async def test_a_wait_lost_in_rounding_ends_all_the_same(virtual_time_loop: None) -> None:
    clock = Clock()
    clock.now()
    await clock.sleep(1e6 / 3)
    until, turns = clock.now() + 1e-12, 0
    while (left_s := until - clock.now()) > 0:
        await clock.sleep(left_s)
        turns += 1
        assert turns < 3
    before = clock.now()
    await clock.sleep(1e-15)
    assert clock.now() > before


async def test_what_an_alarm_brings_happens_at_its_time() -> None:
    clock, seen = FastClock(100_000), list[float]()

    async def consequence() -> None:
        for _ in range(4):
            await asyncio.sleep(0)
            seen.append(clock.now())

    tasks: list[asyncio.Task[None]] = []
    clock.call_at(1.0, lambda: tasks.append(asyncio.create_task(consequence())))
    clock.call_at(1.5, lambda: seen.append(clock.now()))
    await clock.sleep(2)
    assert seen == [1.0] * 4 + [1.5]


async def test_time_goes_on_after_the_last_alarm_and_past_one_that_was_called_off() -> None:
    clock = FastClock(1000)
    called: list[None] = []
    clock.call_at(1.0, lambda: called.append(None)).cancel()
    await clock.sleep(0.5)
    before = clock.now()
    while clock.now() < before + 2:  # noqa: ASYNC110 - nothing else is due
        await asyncio.sleep(0.001)
    assert not called


def test_a_fast_loop_that_always_has_work_hears_of_threads_and_timers() -> None:
    async def works() -> int:
        loop, heard, turns = asyncio.get_running_loop(), list[str](), 0
        loop.call_later(0.01, heard.append, "timer")
        threading.Timer(0.01, loop.call_soon_threadsafe, (heard.append, "thread")).start()
        while len(heard) < 2:
            await asyncio.sleep(0)
            turns += 1
        return turns

    with asyncio.Runner(loop_factory=fast_loop) as runner:
        assert runner.run(works()) > LOOK_EVERY
