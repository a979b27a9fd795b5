"""The list of known machines: every file of it is right, and a wrong one says what is wrong."""

from pathlib import Path

import pytest

from runwalk_devices.clock import Clock
from runwalk_devices.simulator.quirks import parse_quirks
from runwalk_devices.simulator.scene import virtual_scene
from runwalk_devices.simulator.spec import MACHINES
from runwalk_devices.treadmill.catalogue import (
    CatalogueError,
    KnownMachine,
    known_machines,
    machine_called,
    machines_folder,
    read_machines,
)

WHOLE = """
maker = "M"
[[machine]]
model = "X"
names = ["X-*"]
does = ["stops"]
sources = ["a report"]
"""


@pytest.mark.parametrize("machine", known_machines(), ids=lambda machine: machine.called)
def test_each_entry_says_what_where_and_how_to_play_it(machine: KnownMachine) -> None:
    assert machine.names
    assert machine.does
    assert machine.sources
    assert not [line for line in machine.does if line[0].isupper() or line.endswith(".")]
    assert machine.speaks in MACHINES
    assert not machine.virtual or set(parse_quirks(machine.virtual)) == {
        entry.partition(":")[0] for entry in machine.virtual.split(",")
    }, "two behaviours that contradict each other"


def test_no_file_is_left_out() -> None:
    makers = {machine.maker for machine in known_machines()}
    assert len(makers) == len(list(machines_folder().glob("*.toml"))) > 0


@pytest.mark.parametrize(
    ("name", "model"),
    [
        ("KS-NG-X18F3", "WalkingPad X218"),
        ("ks-ng-x18f3", "WalkingPad X218"),
        ("KS-MC21-D06BFD", "WalkingPad MC-21"),
        ("MyRun 12", "MyRun"),
        ("KS-BLC2", "WalkingPad C2"),
        ("R1 Pro", "WalkingPad R1 Pro"),
        ("FS-0099C3", "HomeTro FS-0099C3 and others with the module FS-BT-D2"),
    ],
)
def test_a_machine_is_known_by_its_name(name: str, model: str) -> None:
    machine = machine_called(name)
    assert machine is not None
    assert machine.model == model


@pytest.mark.parametrize("name", [None, "", "Virtual F80", "FS-0099C3B", "XKS-NG-X18"])
def test_others_are_strangers(name: str | None) -> None:
    assert machine_called(name) is None


@pytest.mark.parametrize(
    ("change", "word"),
    [
        (("does = ", "dose = "), "dose"),
        (('sources = ["a report"]', ""), "sources"),
        (('maker = "M"', ""), "maker"),
        (('names = ["X-*"]', "habits = { stop_is_togle = true }"), "stop_is_togle"),
        (('"M"', '"M'), "line 2"),
    ],
)
def test_a_wrong_file_says_which_and_what(
    change: tuple[str, str], word: str, tmp_path: Path
) -> None:
    file = tmp_path / "m.toml"
    file.write_text(WHOLE)
    assert read_machines(file)[0].called == "M X"
    file.write_text(WHOLE.replace(*change))
    with pytest.raises(CatalogueError, match=rf"^m\.toml: .*{word}"):
        read_machines(file)


async def test_a_virtual_machine_has_the_name_and_the_behaviours() -> None:
    scene = virtual_scene(Clock(), "machine:KS-NG-X18F3")
    assert scene.treadmill.name == "KS-NG-X18F3"
    assert "stop_refused_moving" in scene.quirks
    with pytest.raises(ValueError, match="no machine 'nobody' is known"):
        virtual_scene(Clock(), "machine:nobody")
