"""A power meter and a cadence sensor beside a bike that tells neither."""

from collections.abc import Iterable
from dataclasses import replace

import pytest

from runwalk_devices.simulator.ridden import Measured, RiddenBehaviour, RiddenMachine
from runwalk_devices.simulator.scene import VirtualScene
from runwalk_tui.workout import events as ev
from runwalk_tui.workout.session import Phase
from tests.live.riding import riding


class Bare(RiddenBehaviour):
    """It tells neither power nor cadence."""

    def measuring(self, said: Measured) -> Iterable[Measured]:
        yield replace(said, power_w=None, cadence_rpm=None)


def bare(scene: VirtualScene) -> None:
    assert isinstance(scene.treadmill, RiddenMachine)
    scene.treadmill.take_on(Bare(scene.treadmill))


@pytest.mark.parametrize(("spec", "has_power"), [("bike+meter", True), ("bike+cadence", False)])
async def test_they_tell_what_the_bike_does_not(spec: str, has_power: bool) -> None:
    async with riding(spec=spec, before=bare) as (stage, bike):
        await stage.phase(Phase.RUNNING)
        await stage.clock.sleep(25)
        belt = stage.session.belt
        assert belt.cadence_rpm == pytest.approx(bike.rider.rpm, abs=3)
        assert (belt.power_w is not None) is has_power
        if has_power:
            assert belt.power_w == pytest.approx(bike.power_w, abs=10)
        await stage.live.ended()
    assert stage.session.outcome is ev.Outcome.FINISHED


async def test_a_bikes_own_power_comes_first() -> None:
    async with riding(spec="bike+meter") as (stage, _):
        await stage.phase(Phase.RUNNING)
        await stage.clock.sleep(20)
        told = [event for event in stage.all(ev.BeltReading) if event.t > stage.session.t - 10]
        assert told
        assert all(event.speed_kmh is not None for event in told), "the meter's has no speed"
