"""A target power held on the virtual bike, by the whole client, with riders drawn from a spread.

Legs and flywheels as in `runwalk_devices.simulator.rider`: 45 to 90 Nm at a slow crank, 70 to 100
turns a minute, a flywheel of 10 to 40 kg m2. Each rides easy, at 70 % of what the legs keep, easy,
and then at 90 %: there a brake that is never let go brings many to a standstill.
"""

import asyncio
import random
from collections.abc import Iterator
from contextlib import contextmanager
from statistics import fmean

from runwalk_devices.clock import Clock
from runwalk_devices.simulator.air import VirtualAir
from runwalk_devices.simulator.bike import VirtualBike
from runwalk_devices.simulator.rider import Rider
from runwalk_devices.trainer.trainer import Trainer
from runwalk_devices.transport.discovery import Discovery
from tests.virtual_time import VirtualTimeLoop

RIDERS = 200
SHARES = 0.35, 0.7, 0.35, 0.9
"""Of the power that the legs keep at the rider's own cadence."""
STEP_S = 60
SETTLED_S = 10


def rider_of(seed: int) -> tuple[Rider, float]:
    """A rider, and the power that the legs keep."""
    draw = random.Random(seed)
    strongest_nm, cadence_rpm = draw.uniform(45, 90), draw.uniform(70, 100)
    rider = Rider(
        cadence_rpm=cadence_rpm,
        strongest_nm=strongest_nm,
        stiffness_nm_rpm=draw.uniform(1, 3),
        inertia_kg_m2=draw.uniform(10, 40),
    )
    return rider, strongest_nm * (1 - cadence_rpm / 220) * cadence_rpm * 0.1047


async def ride(seed: int, shares: tuple[float, ...] = SHARES) -> tuple[list[float], float]:
    """How far each step's mean power was off its target, as a share; and the slowest cadence."""
    clock = Clock()
    rider, capacity_w = rider_of(seed)
    bike = VirtualBike(clock, rider=rider, mounting_s=0)
    air = VirtualAir(clock)
    air.add(bike)
    adapter = air.adapter()
    trainer = Trainer(adapter, Discovery(adapter), None, lambda _: None)
    off, slowest_rpm = [], 999.0
    async with air:
        following = asyncio.create_task(trainer.run())
        await clock.sleep(15)
        for share in shares:
            target_w = share * capacity_w
            trainer.set_power(target_w)
            powers = []
            for second in range(STEP_S):
                await clock.sleep(1)
                if second >= SETTLED_S:
                    powers.append(bike.power_w)
                slowest_rpm = min(slowest_rpm, rider.rpm)
            off.append(abs(fmean(powers) / round(target_w) - 1))
        await trainer.released()
        following.cancel()
        await asyncio.gather(following, return_exceptions=True)
    return off, slowest_rpm


@contextmanager
def virtual_time() -> Iterator[VirtualTimeLoop]:
    """A loop whose time jumps."""
    loop = VirtualTimeLoop()
    try:
        yield loop
    finally:
        loop.close()


def run() -> list[tuple[str, float, str, str]]:
    """Rows of label, value, unit and target."""
    with virtual_time() as loop:
        rides = [loop.run_until_complete(ride(seed)) for seed in range(RIDERS)]
    usual = [100 * one for steps, _ in rides for one in steps[:-1]]
    hard = [100 * steps[-1] for steps, _ in rides]
    return [
        (f"ERG, {RIDERS} riders: mean off the target", fmean(usual), "%", "3"),
        ("ERG: worst step off the target", max(usual), "%", "3"),
        ("ERG, at 90 % of the legs: mean off the target", fmean(hard), "%", "3"),
        ("ERG, at 90 % of the legs: worst step off the target", max(hard), "%", ""),
        ("ERG: slowest cadence of any rider", min(slowest for _, slowest in rides), "rpm", "50"),
    ]
