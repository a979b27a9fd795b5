"""The first time on a treadmill, over the air: checked at walking speed, remembered, and better."""

from datetime import date

import pytest

from runwalk_devices.simulator.scene import VirtualScene
from runwalk_devices.simulator.treadmill import VirtualTreadmill
from runwalk_tui.known_devices.known_treadmill import KnownTreadmill
from runwalk_tui.known_devices.learning import Memory
from runwalk_tui.known_devices.registry import DeviceRegistry
from runwalk_tui.units.constants import KMH_PER_MPH
from runwalk_tui.workout import events as ev
from runwalk_tui.workout.plan import Kind, Plan, Step
from runwalk_tui.workout.session import Phase
from tests.live.rig import LONG, OP, SHORT, Show, show
from tests.runwalk_devices.rig import Swallows

TODAY = date(2030, 1, 1)


def stranger() -> Memory:
    """The memory of a runner who never met the treadmill."""
    return Memory(DeviceRegistry(virtual=""), lambda: TODAY)


def remembered() -> KnownTreadmill:
    (machine,) = DeviceRegistry(virtual="").all()
    return machine


async def set_off(stage: Show) -> None:
    await stage.until(lambda: stage.session.belt.ready)
    stage.live.act(ev.Act.START)


async def test_a_new_treadmill_is_checked_once() -> None:
    async with show(memory=stranger()) as stage:
        await set_off(stage)
        await stage.live.ended()
    assert stage.session.outcome is ev.Outcome.FINISHED
    assert [kmh for _, kmh in stage.targets()] == [2.0, *(step.speed_kmh for step in SHORT.steps)]
    machine = remembered()
    assert (machine.checked_on, machine.obeys, machine.stop_works) == (TODAY, True, True)
    assert (machine.minimum_kmh, machine.maximum_kmh, machine.increment_kmh) == (0.8, 20.0, 0.1)
    assert machine.lag is not None
    assert machine.lag.up_kmh_s == pytest.approx(1.0, rel=0.2)
    assert machine.lag.down_kmh_s == pytest.approx(1.5, rel=0.3)
    async with show(memory=stranger()) as stage:
        await set_off(stage)
        await stage.live.ended()
    assert stage.all(ev.CheckBegan) == []
    assert stage.session.belt.lag is not None
    assert remembered().lag != machine.lag, "each session teaches"


@pytest.mark.parametrize("quirk", ["targets_in_mph", "data_in_mph", "targets_in_mph,data_in_mph"])
async def test_other_units_are_converted_once_the_runner_agrees(quirk: str) -> None:
    async with show(LONG, spec=f"quirks:{quirk}", memory=stranger()) as stage:
        await set_off(stage)
        await stage.until(lambda: bool(stage.all(ev.MachineChecked)))
        await stage.clock.sleep(60)
        await stage.phase(Phase.CHECKING)
        assert [kmh for _, kmh in stage.targets()] == [2.0]
        assert stage.treadmill.speed_kmh < 3.3
        stage.live.act(ev.Act.ACCEPT_UNITS)
        await stage.phase(Phase.RUNNING)
        await stage.clock.sleep(20)
        assert stage.treadmill.speed_kmh == pytest.approx(8.0, abs=0.17)
        assert stage.treadmill.speed_kmh <= 8.0
        assert stage.session.belt.speed_kmh == pytest.approx(8.0, abs=0.17)
        stage.treadmill.drop_links()
        await stage.clock.sleep(30)
        stage.live.act(ev.Act.NUDGE, -1.0)
        await stage.clock.sleep(20)
        assert stage.treadmill.speed_kmh == pytest.approx(7.0, abs=0.17), "also after a reconnect"
    machine = remembered()
    assert machine.targets_in == ("mph" if "targets_in_mph" in quirk else "km/h")
    assert machine.data_in == ("mph" if "data_in_mph" in quirk else "km/h")
    assert machine.verified, "what is converted agrees with the distance"
    async with show(LONG, spec=f"quirks:{quirk}", memory=stranger()) as stage:
        await stage.started(20)
        assert stage.treadmill.speed_kmh == pytest.approx(8.0, abs=0.17)
        assert stage.all(ev.CheckBegan) == []


async def test_a_later_workout_finds_out_what_the_check_could_not() -> None:
    """It was checked before its distance was compared, and takes and tells miles per hour."""
    jog = Plan("jog", "Jog", (Step(Kind.RUN, 6.0, duration_s=900),))
    async with show(jog, spec="quirks:targets_in_mph,data_in_mph") as stage:
        await stage.started()
        await stage.phase(Phase.CHECKING)
        await stage.clock.sleep(60)
        assert stage.treadmill.speed_kmh == pytest.approx(2.0 * KMH_PER_MPH, abs=0.02)
        assert not remembered().is_checked
        stage.treadmill.drop_links()
        await stage.clock.sleep(30)
        await stage.phase(Phase.PAUSED)
        stage.live.act(ev.Act.RESUME)
        await stage.phase(Phase.CHECKING)
        await stage.until(lambda: len(stage.all(ev.MachineChecked)) == 2)
        stage.live.act(ev.Act.ACCEPT_UNITS)
        await stage.clock.sleep(30)
        assert stage.treadmill.speed_kmh == pytest.approx(6.0, abs=0.22)
        assert stage.session.belt.speed_kmh == pytest.approx(6.0, abs=0.22)
    assert remembered().is_checked


async def test_what_is_verified_is_not_compared_again() -> None:
    for compared in (1, 0):
        async with show(memory=stranger()) as stage:
            await set_off(stage)
            await stage.live.ended()
            assert len(stage.all(ev.DistanceCompared)) == compared
    assert remembered().verified


async def test_a_machine_that_does_not_obey_is_driven_by_the_runner() -> None:
    async with show(SHORT, before=_swallow_targets, memory=stranger()) as stage:
        await set_off(stage)
        async with stage.clock.timeout(600):
            await stage.live.ended()
        assert len(stage.targets()) == 1
    assert any("ignores commands" in words for words in stage.cues(ev.Cue.WARNING))
    assert [step.index for step in stage.all(ev.StepBegan)] == list(range(len(SHORT.steps)))
    assert not remembered().is_checked


def _swallow_targets(scene: VirtualScene) -> None:
    assert isinstance(scene.treadmill, VirtualTreadmill)
    scene.treadmill.take_on(Swallows(OP.SET_TARGET_SPEED))


async def test_nothing_is_kept_of_a_treadmill_that_was_only_met() -> None:
    async with show(memory=stranger()) as stage:
        await stage.until(lambda: stage.session.belt.ready)
    assert DeviceRegistry(virtual="").all() == ()
