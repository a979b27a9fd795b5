"""The guards of the belt's witnesses, condition by condition."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from runwalk_devices.clock import Clock
from runwalk_devices.codecs.ftms.treadmill_data import (
    MachineStatus,
    MachineStatusCode,
    TreadmillData,
)
from runwalk_devices.treadmill.witnesses import Contested, Witnesses
from tests.runwalk_devices.treadmill.panel import STARTED, STOPPED

OTHER = MachineStatus(MachineStatusCode.TARGET_SPEED_CHANGED)


@dataclass
class Belt:
    """Tells records, and what is made of their speeds."""

    witnesses: Witnesses
    clock: Clock

    def tell(
        self, speed_kmh: float, time_s: int | None = None, distance_m: int | None = None
    ) -> float | str | None:
        told = TreadmillData(speed_kmh, total_distance_m=distance_m, elapsed_time_s=time_s)
        reading = self.witnesses.weigh(told, None)
        return "contested" if isinstance(reading, Contested) else reading.speed_kmh

    async def run(self, speed_kmh: float, seconds: int = 5) -> None:
        """Runs, and its counters with it; 5 s and 5 m by default."""
        for second in range(seconds):
            self.tell(speed_kmh, second, second)
            await self.clock.sleep(1)
        self.tell(speed_kmh, seconds, seconds)

    async def hush(self) -> float | str | None:
        """Tells a zero, and one when its counters have been silent for too long."""
        self.tell(0.0)
        await self.clock.sleep(1.6)
        return self.tell(0.0)


@pytest.fixture
async def belt(clock: Clock) -> Belt:
    """A belt of which nothing was told yet, some time after the clock began."""
    await clock.sleep(100)
    return Belt(Witnesses(clock), clock)


COUNTERS = [
    (lambda value: TreadmillData(None, elapsed_time_s=value), 5, 2.0),
    (lambda value: TreadmillData(None, total_distance_m=value), 12, 7.5),
    (lambda value: TreadmillData(None, energy_kcal=value), 10, 1.0),
]
"""How each is told, and its greatest gain at once and a second."""


@pytest.mark.parametrize(("record", "slack", "per_s"), COUNTERS)
@pytest.mark.parametrize("gap_s", [0, 2])
@pytest.mark.parametrize("beyond", [False, True])
async def test_a_counter_gains_no_more_at_once_or_a_second(
    belt: Belt,
    record: Callable[[int], TreadmillData],
    slack: int,
    per_s: float,
    gap_s: int,
    beyond: bool,
) -> None:
    belt.witnesses.weigh(record(50), None)
    await belt.clock.sleep(gap_s)
    told = record(50 + slack + int(per_s * gap_s) + beyond)
    assert (belt.witnesses.weigh(told, None) == told) is not beyond
    assert belt.witnesses.dropped == beyond


@pytest.mark.parametrize(
    ("told", "last"),
    [
        ((200, 0, 300), None),
        ((200, 0, 200), 200),
        ((200, 0, 0, 201), 201),
        ((200, 0, 199), None),
        ((200, 201, 0, 201), 201),
        ((0, 200), None),
    ],
)
async def test_a_counter_that_went_back_may_return_to_where_it_was(
    belt: Belt, told: tuple[int, ...], last: int | None
) -> None:
    for time_s in told:
        reading = belt.witnesses.weigh(TreadmillData(0.0, elapsed_time_s=time_s), None)
    assert reading.elapsed_time_s == last
    assert belt.witnesses.dropped == (last is None)


@pytest.mark.parametrize(
    ("again", "ticks", "gained"),
    [
        # What was refused as a leap and is told on has gained nothing since.
        ((80,), 0, 0),
        ((81,), 1, 1),
        ((79,), 1, 29),
        ((80, 81), 1, 1),
        ((50, 54), 1, 4),
    ],
)
async def test_a_leap_that_is_told_again_gains_nothing(
    belt: Belt, again: tuple[int, ...], ticks: int, gained: int
) -> None:
    counter = belt.witnesses._time
    assert [counter.take(50), counter.take(80)] == [50, None]
    await belt.clock.sleep(20)
    for value in again:
        assert counter.take(value) == value
    assert (counter.ticks, counter.gained) == (ticks, gained)
    assert (counter.ticked_at is not None) is (ticks > 0)


@pytest.mark.parametrize(
    ("status", "had_read", "believed"),
    [
        (STARTED, True, True),
        (STARTED, False, True),
        (STOPPED, True, True),
        (STOPPED, False, False),
        (OTHER, True, False),
    ],
)
async def test_a_start_is_told_by_its_word_or_by_that_of_a_stop_to_a_belt_that_stands(
    belt: Belt, status: MachineStatus, had_read: bool, believed: bool
) -> None:
    if had_read:
        belt.tell(0.0, 0, 0)
    belt.witnesses.told(status)
    await belt.clock.sleep(1)
    assert (belt.tell(3.0, 0, 0) == 3.0) is believed


@pytest.mark.parametrize(
    ("time", "distance", "denied"),
    [(True, False, True), (False, True, True), (True, True, True), (False, False, False)],
)
async def test_a_fall_is_denied_by_the_silence_of_either_counter(
    belt: Belt, time: bool, distance: bool, denied: bool
) -> None:
    for second in range(5):
        belt.tell(6.0, second if time else None, 2 * second if distance else None)
        await belt.clock.sleep(1)
    assert (await belt.hush() == "contested") is denied


async def test_counters_are_missing_after_more_than_a_second_and_a_half(belt: Belt) -> None:
    await belt.run(6.0)
    await belt.clock.sleep(1.0)
    assert belt.tell(0.0) == 0.0
    await belt.clock.sleep(0.5)
    assert belt.tell(0.0) == 0.0
    await belt.clock.sleep(0.01)
    assert belt.tell(0.0) == "contested"


async def test_a_first_zero_is_no_fall_though_its_counters_are_silent(belt: Belt) -> None:
    belt.tell(0.0, 0, 0)
    assert await belt.hush() == 0.0


@pytest.mark.parametrize(
    ("counters", "denied"),
    [
        ([(0, 0)], True),
        ([(0, None)], False),
        ([(None, 0)], False),
        ([(t, 0) for t in range(20)], False),
        ([(0, m) for m in range(20)], False),
    ],
)
async def test_two_counters_that_never_ran_bear_out_no_fall(
    belt: Belt, counters: list[tuple[int | None, int | None]], denied: bool
) -> None:
    for time_s, distance_m in counters if len(counters) > 1 else counters * 20:
        belt.tell(6.0, time_s, distance_m)
        await belt.clock.sleep(1)
    assert (belt.tell(0.0, time_s, distance_m) == "contested") is denied


async def test_a_fall_is_held_against_the_next_connection_too(belt: Belt) -> None:
    await belt.run(6.0)
    assert await belt.hush() == "contested"
    belt.witnesses.forget()
    assert belt.tell(0.0) == "contested"


async def test_nothing_else_is_held_against_the_next_connection(belt: Belt) -> None:
    await belt.run(6.0)
    belt.witnesses.forget()
    belt.tell(6.0)
    await belt.clock.sleep(0.5)
    assert await belt.hush() == 0.0, "a machine without counters"


async def test_motion_needs_another_witness_again_on_the_next_connection(belt: Belt) -> None:
    await belt.run(6.0)
    assert belt.tell(6.0, 5, 5) == 6.0
    belt.witnesses.forget()
    assert belt.tell(6.0, 5, 5) == "contested"


@pytest.mark.parametrize("forgets", [False, True])
async def test_a_start_and_a_stop_explain_nothing_on_the_next_connection(
    belt: Belt, forgets: bool
) -> None:
    belt.witnesses.started()
    if forgets:
        belt.witnesses.forget()
    assert belt.tell(3.0, 0, 0) == ("contested" if forgets else 3.0)
    await belt.run(6.0)
    belt.witnesses.halted()
    if forgets:
        belt.witnesses.forget()
        await belt.run(6.0, 2)
    assert await belt.hush() == ("contested" if forgets else 0.0)


async def test_a_fall_is_over_when_the_belt_moves(belt: Belt) -> None:
    await belt.run(6.0)
    assert await belt.hush() == "contested"
    await belt.run(6.0)
    for speed_kmh in (4.0, 2.3):
        belt.tell(speed_kmh, 5, 5)
        await belt.clock.sleep(1)
    assert await belt.hush() == 0.0


@pytest.mark.parametrize(
    ("before_kmh", "last_kmh", "falls"),
    [
        # From above 3 km/h none stands so soon, though it was slowing down.
        (6.0, 4.2, True),
        (6.0, 3.1, True),
        (6.0, 3.0, False),
        # Slower by more than 0.15 km/h is slowing down.
        (2.5, 2.34, False),
        (2.5, 2.36, True),
        (2.3, 2.5, True),
        (None, 2.5, True),
    ],
)
async def test_a_belt_that_slows_down_may_stand(
    belt: Belt, before_kmh: float | None, last_kmh: float, falls: bool
) -> None:
    if before_kmh is not None:
        await belt.run(before_kmh)
        await belt.clock.sleep(0.5)
    belt.tell(last_kmh, 5, 5)
    await belt.clock.sleep(0.5)
    assert (await belt.hush() == "contested") is falls


@pytest.mark.parametrize(("zeros_s", "believed"), [(None, True), (2.9, True), (3.0, False)])
async def test_a_zero_of_less_than_three_seconds_leaves_the_speed_before_it(
    belt: Belt, zeros_s: float | None, believed: bool
) -> None:
    await belt.run(8.0)
    if zeros_s is not None:
        belt.tell(0.0, 5, 5)
        await belt.clock.sleep(zeros_s)
        belt.tell(0.0, 5, 5)
    assert belt.tell(8.0, 5, 5) == (8.0 if believed else None)


@pytest.mark.parametrize(("next_kmh", "believed"), [(3.0, True), (3.1, False)])
async def test_a_belt_gains_no_more_from_its_first_zero(
    belt: Belt, next_kmh: float, believed: bool
) -> None:
    belt.tell(0.0)
    assert belt.tell(next_kmh) == (next_kmh if believed else None)


async def test_a_speed_after_a_leap_ends_the_suspicion(belt: Belt) -> None:
    belt.tell(4.0)
    await belt.clock.sleep(0.25)
    assert [belt.tell(12.0), belt.tell(4.0)] == [None, 4.0]
    await belt.clock.sleep(1)
    assert belt.tell(7.1) == 7.1


async def test_one_leap_of_three_counters_is_one(belt: Belt) -> None:
    belt.tell(6.0, 0, 0)
    belt.tell(6.0, 0, 1000)
    assert belt.witnesses.dropped == 1


@pytest.mark.parametrize("counter", [0, 1])
async def test_after_a_calm_one_late_tick_denies_nothing_again(belt: Belt, counter: int) -> None:
    counted = [5, 5]

    async def zero(ticks: int, after_s: float = 1.0) -> float | str | None:
        counted[counter] += ticks
        await belt.clock.sleep(after_s)
        return belt.tell(0.0, *counted)

    await belt.run(2.0)
    belt.witnesses.halted()
    assert [await zero(n) for n in (0, 1, 1)] == [0.0, 0.0, "contested"]
    assert [await zero(0, 2.5), await zero(1), await zero(1)] == [0.0, 0.0, "contested"]


@pytest.mark.parametrize(("counts_time", "calm_s"), [(True, 2.5), (False, 12.0)])
async def test_metres_alone_are_waited_for_longer(
    belt: Belt, counts_time: bool, calm_s: float
) -> None:
    time_s = 0 if counts_time else None
    belt.tell(0.0, time_s, 0)
    await belt.clock.sleep(1)
    assert belt.tell(0.0, time_s, 3) == "contested"
    await belt.clock.sleep(calm_s - 0.1)
    assert belt.tell(0.0, time_s, 3) == "contested"
    await belt.clock.sleep(0.1)
    assert belt.tell(0.0, time_s, 3) == 0.0


@pytest.mark.parametrize(("after_s", "believed"), [(64.9, True), (65.0, False)])
async def test_a_start_explains_motion_for_a_while(
    belt: Belt, after_s: float, believed: bool
) -> None:
    belt.witnesses.started()
    await belt.clock.sleep(after_s)
    assert (belt.tell(3.0, 0, 0) == 3.0) is believed
