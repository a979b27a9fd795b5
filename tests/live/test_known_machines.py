"""A whole workout on each known machine, met for the first time, as the list says it behaves."""

import pytest

from runwalk_devices.treadmill.catalogue import KnownMachine, known_machines
from runwalk_tui.known_devices.learning import Memory
from runwalk_tui.known_devices.registry import DeviceRegistry
from runwalk_tui.workout import events as ev
from tests.live.patient import live_through
from tests.live.rig import OP, SHORT, show


@pytest.mark.parametrize("machine", known_machines(), ids=lambda machine: machine.called)
async def test_a_known_machine_is_run_on_from_the_first_day(machine: KnownMachine) -> None:
    name = machine.names[0].replace("*", "18F3").replace("?", "0")
    spec = f"machine:{name}"
    memory = Memory(DeviceRegistry(virtual=spec))
    async with show(spec=spec, memory=memory) as stage:
        await live_through(stage)
    assert stage.all(ev.MachineChecked), "no report of others replaces the walking check"
    assert {event.index for event in stage.all(ev.StepBegan)} == set(range(len(SHORT.steps)))
    assert stage.session.outcome is ev.Outcome.FINISHED
    assert stage.session.belt_stopped
    (kept,) = DeviceRegistry(virtual=spec).all()
    assert kept.name == name
    assert kept.is_checked


async def test_a_reported_habit_is_minded_before_the_machine_shows_it() -> None:
    memory = Memory(DeviceRegistry(virtual="machine:KS-NG-X18F3"))
    async with show(spec="machine:KS-NG-X18F3", memory=memory) as stage:
        await live_through(stage)
    commands = stage.commands()
    assert len(stage.writes(OP.REQUEST_CONTROL)) >= len(stage.writes(OP.SET_TARGET_SPEED))
    assert commands
