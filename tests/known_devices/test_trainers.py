"""Machines without a belt in the list of devices, and which of them a workout connects to."""

from pathlib import Path

import pytest

from runwalk_devices.clock import Clock
from runwalk_devices.simulator.scene import virtual_scene
from runwalk_devices.transport.adapter import DeviceKind
from runwalk_devices.transport.selection import Remembered
from runwalk_tui.config.settings import Devices
from runwalk_tui.known_devices.actions import Register
from runwalk_tui.known_devices.known_trainer import KNOWN_TRAINERS
from runwalk_tui.known_devices.listing import KNOWN, Entry, roster
from runwalk_tui.known_devices.registry import DeviceRegistry, choice_of
from runwalk_tui.workout.vocabulary import MachineKind


@pytest.mark.usefixtures("virtual_time_loop")
@pytest.mark.parametrize(
    ("spec", "kind"),
    [
        ("bike", MachineKind.BIKE),
        ("tacx", MachineKind.BIKE),
        ("elliptical", MachineKind.ELLIPTICAL),
        ("rower", MachineKind.ROWER),
        ("climber", MachineKind.CLIMBER),
    ],
)
async def test_each_is_listed_chosen_and_remembered(
    tmp_path: Path, spec: str, kind: MachineKind
) -> None:
    file = tmp_path / "machines.toml"
    async with virtual_scene(Clock(), spec) as scene:
        sightings = await scene.adapter.scan(3)
    (entry,) = (
        entry
        for entry in roster(sightings, DeviceRegistry(file), Devices())
        if entry.address == scene.treadmill.address
    )
    assert entry.kind.value == kind.value
    assert not entry.is_known
    DeviceRegistry(file).choose(entry.device)
    again = DeviceRegistry(file)
    choice = choice_of(again, KNOWN_TRAINERS[kind], None)
    assert isinstance(choice, Remembered)
    assert choice.address == scene.treadmill.address
    others = [known for other, known in KNOWN_TRAINERS.items() if other is not kind]
    assert [choice_of(again, other, None) for other in others] == [None] * 3
    (listed,) = roster(sightings[:0], again, Devices())
    assert listed.is_chosen


@pytest.mark.parametrize("kind", list(DeviceKind))
def test_every_kind_can_be_chosen_named_and_forgotten(tmp_path: Path, kind: DeviceKind) -> None:
    file = tmp_path / "machines.toml"
    stranger = KNOWN[kind]("F8:00:00:00:00:01", "Mine")
    register = Register(DeviceRegistry(file), Devices())
    said = register.choose(Entry(stranger, stranger.address))
    assert said == f"The {kind} to connect to is now Mine."
    (kept,) = roster([], DeviceRegistry(file), Devices())
    assert (kept.kind, kept.is_chosen, kept.called) == (kind, True, "Mine")
    register.rename(kept, "Red")
    assert DeviceRegistry(file).of(type(stranger))[0].called == "Red"
    register.forget(kept)
    assert roster([], DeviceRegistry(file), Devices()) == []
