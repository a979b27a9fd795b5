"""A power meter and a cadence sensor beside a bike that tells neither."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from runwalk_devices.simulator.ridden import Measured, RiddenBehaviour, RiddenMachine
from runwalk_devices.simulator.scene import VirtualScene
from runwalk_devices.transport.adapter import DeviceKind
from runwalk_tui.known_devices.known_meter import KnownCadenceSensor, KnownPowerMeter
from runwalk_tui.known_devices.meters import MeterMemory
from runwalk_tui.known_devices.registry import DeviceRegistry
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


async def test_what_measured_a_rider_is_remembered_and_the_chosen_one_alone_is_taken(
    tmp_path: Path,
) -> None:
    machines = DeviceRegistry(tmp_path / "machines.toml")
    async with riding(spec="bike+meter+cadence", meters=MeterMemory(machines)) as (stage, _):
        await stage.phase(Phase.RUNNING)
        await stage.clock.sleep(15)
        await stage.live.stop()
    again = DeviceRegistry(tmp_path / "machines.toml")
    (meter,), (sensor,) = again.of(KnownPowerMeter), again.of(KnownCadenceSensor)
    assert (meter.name, sensor.name) == ("Virtual Pedals", "Virtual Crank")
    again.choose(KnownPowerMeter("F8:00:00:00:00:99", "Elsewhere"))
    memory = MeterMemory(again)
    assert memory.is_expected(DeviceKind.POWER_METER)
    async with riding(spec="bike+meter", before=bare, meters=memory) as (stage, _):
        await stage.phase(Phase.RUNNING)
        await stage.clock.sleep(25)
        assert stage.session.belt.power_w is None, "another one than the chosen is nobody's"
        await stage.live.stop()
