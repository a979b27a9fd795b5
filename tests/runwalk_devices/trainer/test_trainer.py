"""The client of a smart trainer, on a virtual one behind real bleak."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import pairwise

import pytest

from runwalk_devices.clock import Clock
from runwalk_devices.codecs.uuids import FITNESS_MACHINE_CONTROL_POINT
from runwalk_devices.simulator.air import VirtualAir
from runwalk_devices.simulator.bike import VirtualBike
from runwalk_devices.simulator.ridden import Measured
from runwalk_devices.trainer.brake import TrainerCapabilities
from runwalk_devices.trainer.reading import TrainerReading
from runwalk_devices.trainer.trainer import Report, Trainer
from runwalk_devices.transport.discovery import Discovery
from runwalk_devices.transport.link import LinkPhase, LinkReport
from runwalk_devices.treadmill.command import Command, CommandReport, Stage
from tests.runwalk_devices.rig import no_loose_ends

pytestmark = pytest.mark.usefixtures("virtual_time_loop")


class Ride:
    def __init__(self, clock: Clock, virtual: VirtualBike) -> None:
        self.clock, self.virtual = clock, virtual
        self.log: list[Report] = []
        self.air = VirtualAir(clock)
        self.air.add(virtual)
        adapter = self.air.adapter()
        self.trainer = Trainer(adapter, Discovery(adapter), None, self.log.append)

    def up(self) -> int:
        return sum(isinstance(r, LinkReport) and r.phase is LinkPhase.UP for r in self.log)

    async def until_up(self, times: int = 1) -> None:
        for _ in range(2000):
            if self.up() >= times:
                return
            await self.clock.sleep(0.05)
        raise AssertionError(self.log[-5:])


@asynccontextmanager
async def riding(**traits: bool) -> AsyncIterator[Ride]:
    clock = Clock()
    ride = Ride(
        clock, VirtualBike(clock, offers_power=traits.get("offers_power", True), mounting_s=0)
    )
    async with ride.air, no_loose_ends():
        task = asyncio.create_task(ride.trainer.run())
        try:
            await ride.until_up()
            yield ride
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)


async def test_it_tells_what_the_bike_can_do_and_what_the_rider_does() -> None:
    async with riding() as ride:
        await ride.clock.sleep(20)
    (able,) = [r for r in ride.log if isinstance(r, TrainerCapabilities)]
    assert able.controllable
    assert able.powers is not None
    assert able.powers.maximum_w == 1000
    readings = [r for r in ride.log if isinstance(r, TrainerReading)]
    assert len(readings) >= 18
    assert readings[-1].cadence_rpm == pytest.approx(85, abs=5)


@pytest.mark.parametrize("stays", [True, False])
async def test_that_there_is_no_control_point_is_believed_when_two_connections_say_so(
    stays: bool,
) -> None:
    clock = Clock()
    ride = Ride(clock, VirtualBike(clock, mounting_s=0))
    ride.virtual.hidden.add(FITNESS_MACHINE_CONTROL_POINT)
    async with ride.air, no_loose_ends():
        task = asyncio.create_task(ride.trainer.run())
        while not any(isinstance(r, LinkReport) and "once more" in r.detail for r in ride.log):
            await clock.sleep(0.05)
        if not stays:
            ride.virtual.hidden.clear()
        await ride.until_up()
        (able,) = [r for r in ride.log if isinstance(r, TrainerCapabilities)]
        assert able.controllable is not stays
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def test_a_target_power_is_reached_and_held() -> None:
    async with riding() as ride:
        await ride.clock.sleep(10)
        ride.trainer.set_power(150)
        await ride.clock.sleep(30)
        assert ride.virtual.brake.target_w == 150
        assert ride.virtual.power_w == pytest.approx(150, rel=0.03)
        writes = [
            r.value
            for r in ride.log
            if isinstance(r, CommandReport)
            and r.value is not None
            and r.command is Command.POWER
            and r.stage is Stage.CONFIRMED
        ]
    assert writes[-1] == 150
    assert all(later - before <= 50 for before, later in pairwise(writes))


async def test_a_leap_that_nobody_pedals_neither_counts_nor_holds_a_rise_back() -> None:
    async with riding() as ride:
        await ride.clock.sleep(20)
        ride.trainer.set_power(100)
        await ride.clock.sleep(20)
        leap = Measured(600.0, 5000.0, None, None, 30_000.0, 0.0, 40.0)
        ride.virtual.report(leap)
        await ride.clock.sleep(1)
        ride.trainer.set_power(120)
        await ride.clock.sleep(2)
        assert ride.virtual.brake.target_w == 120
        assert ride.trainer.dropped_frames == 1
    readings = [r for r in ride.log if isinstance(r, TrainerReading)]
    assert max(r.cadence_rpm or 0 for r in readings) < 120
    assert max(r.power_w or 0 for r in readings) < 300


async def test_a_rider_who_stops_is_let_go_and_comes_back() -> None:
    async with riding() as ride:
        await ride.clock.sleep(10)
        ride.trainer.set_power(180)
        await ride.clock.sleep(20)
        ride.virtual.rider.pedals = False
        await ride.clock.sleep(15)
        assert ride.virtual.brake.target_w is not None
        assert ride.virtual.brake.target_w <= 40
        ride.virtual.rider.pedals = True
        await ride.clock.sleep(40)
        assert ride.virtual.power_w == pytest.approx(180, rel=0.03)


async def test_leaving_lets_the_brake_go_first() -> None:
    async with riding() as ride:
        await ride.clock.sleep(10)
        ride.trainer.set_power(180)
        await ride.clock.sleep(20)
        await ride.trainer.released()
        assert ride.virtual.brake.target_w is None
        assert ride.virtual.brake.level == 0


async def test_after_a_lost_link_the_power_is_asked_anew() -> None:
    async with riding() as ride:
        await ride.clock.sleep(10)
        ride.trainer.set_power(120)
        await ride.clock.sleep(20)
        ride.virtual.drop_links()
        ride.virtual.brake.target_w = None
        await ride.until_up(times=2)
        await ride.clock.sleep(20)
        assert ride.virtual.brake.target_w == 120


async def test_a_bike_without_power_is_asked_for_none() -> None:
    async with riding(offers_power=False) as ride:
        await ride.clock.sleep(5)
        ride.trainer.set_power(150)
        await ride.clock.sleep(10)
        assert ride.virtual.brake.target_w is None
        (able,) = [r for r in ride.log if isinstance(r, TrainerCapabilities)]
        assert able.powers is None
        assert able.resistances is not None
