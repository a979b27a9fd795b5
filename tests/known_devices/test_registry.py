"""What is remembered of treadmills: kept, found again, and never lost to a broken file."""

from datetime import date
from functools import partial
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from runwalk_devices.transport.plain_text import plain
from runwalk_devices.treadmill.quirks import KMH_PER_MPH, TreadmillQuirks
from runwalk_devices.treadmill.ramp import Ramp
from runwalk_tui.errors import StoreError
from runwalk_tui.known_devices.known import (
    MOST_NAMES,
    KnownDevice,
    KnownStrap,
    NameRefusedError,
)
from runwalk_tui.known_devices.known_treadmill import KnownTreadmill, LearnedResponse
from runwalk_tui.known_devices.registry import DeviceRegistry, machines_file
from runwalk_tui.workout.belt import BeltResponse

PUBLIC, RANDOM, OTHER = "00:1B:10:AA:BB:CC", "F8:00:00:00:18:26", "C4:00:00:00:00:01"
KNOWN = {
    "checked_on": date(2026, 3, 1),
    "obeys": True,
    "stop_works": True,
    "targets_in": "mph",
    "increment_kmh": 0.1,
    "lag": LearnedResponse(1.5, 0.8, 1.2, 7),
}
MACHINES = st.builds(
    KnownTreadmill,
    address=st.text(min_size=1, max_size=20).map(plain).filter(bool),
    name=st.text(max_size=20).map(plain),
    checked_on=st.none() | st.dates(),
    targets_in=st.sampled_from(("km/h", "mph")),
    increment_kmh=st.none() | st.floats(0, 100),
    start_is_toggle=st.booleans(),
    obeys=st.none() | st.booleans(),
    lag=st.none()
    | st.builds(
        LearnedResponse,
        st.floats(0, 60),
        st.floats(0.01, 50),
        st.floats(0.01, 50),
        st.integers(0, 99),
    ),
)


def _learned(machine: KnownTreadmill) -> KnownTreadmill:
    return msgspec.structs.replace(machine, **KNOWN)


def test_a_stranger_is_not_checked_and_makes_no_file(runwalk_home: Path) -> None:
    machines = DeviceRegistry()
    stranger = machines.find("F80", PUBLIC)
    assert stranger == KnownTreadmill(PUBLIC, "F80")
    assert not stranger.is_checked
    assert stranger.quirks == TreadmillQuirks()
    assert not runwalk_home.exists()


def test_what_was_learned_is_found_by_address() -> None:
    DeviceRegistry().update("F80", PUBLIC, _learned)
    found = DeviceRegistry().find("another name", PUBLIC)
    assert found.is_checked
    pace = Ramp.learned(1.5, 0.8, 1.2)
    assert found.quirks == TreadmillQuirks(target_factor=KMH_PER_MPH, pace=pace)
    assert found.lag is not None
    assert found.lag.lag == BeltResponse(1.5, 0.8, 1.2, 7)
    assert found.name == "another name"


def test_a_random_address_that_changed_is_the_same_machine_by_its_name() -> None:
    DeviceRegistry().update("F80", RANDOM, _learned)
    assert DeviceRegistry().find("F80", OTHER).is_checked
    assert not DeviceRegistry().find("F81", OTHER).is_checked
    DeviceRegistry().update("F80", OTHER, _learned)
    assert [machine.address for machine in DeviceRegistry().all()] == [OTHER]


@pytest.mark.parametrize(("name", "address"), [("F80", PUBLIC), (None, OTHER), ("", OTHER)])
def test_another_public_address_or_no_name_is_a_stranger(name: str | None, address: str) -> None:
    DeviceRegistry().update("F80", RANDOM, _learned)
    assert not DeviceRegistry().find(name, address).is_checked


def test_a_model_of_the_same_name_at_a_public_address_is_another_machine() -> None:
    DeviceRegistry().update("F80", PUBLIC, _learned)
    assert not DeviceRegistry().find("F80", "00:1B:10:AA:BB:CD").is_checked


def test_what_a_virtual_treadmill_does_says_nothing_about_another() -> None:
    DeviceRegistry(virtual="quirks:targets_in_mph").update("F80", RANDOM, _learned)
    assert not DeviceRegistry(virtual="").find("F80", RANDOM).is_checked
    assert not DeviceRegistry().find("F80", RANDOM).is_checked
    DeviceRegistry().update("F80", RANDOM, lambda machine: machine)
    assert DeviceRegistry(virtual="quirks:targets_in_mph").find("F80", RANDOM).is_checked


def test_what_another_process_kept_stays() -> None:
    ours, theirs = DeviceRegistry(), DeviceRegistry()
    theirs.update("Theirs", PUBLIC, _learned)
    ours.update("Ours", RANDOM, _learned)
    assert {machine.name for machine in DeviceRegistry().all()} == {"Theirs", "Ours"}


def test_a_machine_can_be_forgotten() -> None:
    machines = DeviceRegistry()
    machine = machines.update("F80", PUBLIC, _learned)
    machines.forget(machine)
    assert DeviceRegistry().all() == ()


def test_forgetting_a_virtual_device_leaves_the_real_one_of_its_address() -> None:
    virtual = DeviceRegistry(virtual="").update("F80", PUBLIC, _learned)
    DeviceRegistry().update("F80", PUBLIC, _learned)
    DeviceRegistry(virtual="").forget(virtual)
    assert DeviceRegistry(virtual="").all() == ()
    assert len(DeviceRegistry().all()) == 1


def test_two_machines_of_one_name_are_kept_apart_by_their_addresses() -> None:
    machines = DeviceRegistry()
    for address in (RANDOM, OTHER):
        machines.keep(KnownTreadmill(address, "F80"))
    machines.update("F80", RANDOM, _learned)
    assert [one.is_checked for one in DeviceRegistry().all()] == [True, False]
    third = DeviceRegistry().find("F80", "D4:00:00:00:00:09")
    assert third == KnownTreadmill("D4:00:00:00:00:09", "F80"), "it may be either"


def test_only_one_of_a_kind_is_chosen() -> None:
    machines = DeviceRegistry()
    strap = machines.choose(KnownStrap(PUBLIC, "H10"))
    machines.choose(KnownTreadmill(RANDOM, "F80"))
    other = machines.choose(KnownTreadmill(OTHER, "F90"))
    DeviceRegistry(virtual="").choose(KnownTreadmill(OTHER, "Virtual"))
    assert {one.name for one in DeviceRegistry().of(KnownDevice) if one.chosen} == {"H10", "F90"}
    assert DeviceRegistry().of(KnownStrap) == (strap,)
    machines.choose(other, chosen=False)
    assert not any(one.chosen for one in DeviceRegistry().all())


def test_a_runner_may_call_a_device_something_else() -> None:
    machines = DeviceRegistry()
    machine = machines.update("F80", RANDOM, _learned)
    assert machine.called == "F80"
    assert machines.rename(machine, "  In  the cellar ").called == "In the cellar"
    moved = DeviceRegistry().find("F80", OTHER)
    assert (moved.called, moved.is_checked) == ("In the cellar", True)
    assert all(moved.answers_to(word) for word in ("in the CELLAR", "f80", OTHER.lower()))
    assert not any(moved.answers_to(word) for word in ("", "cellar", RANDOM))
    assert machines.rename(machine, "").called == "F80"


@pytest.mark.parametrize("name", ["H10", "h10", PUBLIC, "bell\x07", "x" * 25])
def test_a_name_that_would_confuse_is_refused(name: str) -> None:
    machines = DeviceRegistry()
    machines.keep(KnownStrap(PUBLIC, "H10"))
    machine = machines.keep(KnownTreadmill(RANDOM, "F80"))
    with pytest.raises(NameRefusedError):
        machines.rename(machine, name)
    assert DeviceRegistry().all() == (machine,)


@pytest.mark.parametrize(
    ("content", "hint"),
    [
        ("machine = 3", "machine"),
        ("[[machine]]\nname = 'F80'", "address: is missing"),
        ("[[machine]]\naddress = 'a'\ntargets_in = 'knots'", 'write "km/h" or "mph"'),
        ("[[machine]]\naddress = 'a'\nincrement_kmh = -1.0", "from 0 to 100"),
        ("[[strap]]\naddress = 'a'\nbattery_percent = 101", "from 0 to 100"),
        ("]]", "not TOML"),
    ],
)
def test_a_broken_file_gives_one_line_and_is_kept_aside(content: str, hint: str) -> None:
    file = machines_file()
    file.parent.mkdir(parents=True)
    for number in (1, 2):
        file.write_text(content)
        machines = DeviceRegistry()
        assert machines.complaint is not None
        assert hint in machines.complaint
        assert "\n" not in machines.complaint
        machines.update("F80", PUBLIC, _learned)
        assert DeviceRegistry().complaint is None
        assert DeviceRegistry().find("F80", PUBLIC).is_checked
        aside = list(file.parent.glob("*broken-machines.toml"))
        assert [one.read_text() for one in aside] == [content] * number


def test_a_file_broken_meanwhile_is_not_written_over() -> None:
    machines = DeviceRegistry()
    machines.update("F80", PUBLIC, _learned)
    machines_file().write_text("]]")
    machines.update("F90", OTHER, _learned)
    assert (machines_file().with_name("broken-machines.toml")).read_text() == "]]"
    assert {machine.name for machine in DeviceRegistry().all()} == {"F80", "F90"}


def test_a_folder_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match="RUNWALK_HOME"):
        DeviceRegistry(tmp_path / "file" / "machines.toml").update("F80", PUBLIC, _learned)


def test_a_file_of_a_program_that_knew_no_straps_is_read() -> None:
    file = machines_file()
    file.parent.mkdir(parents=True)
    file.write_text(
        f'[[machine]]\naddress = "{PUBLIC}"\nname = "F80"\nchecked_on = 2026-03-01\nobeys = true\n'
    )
    machines = DeviceRegistry()
    machines.keep(KnownStrap(OTHER, "H10", battery_percent=84, battery_on=date(2026, 3, 2)))
    assert machines.complaint is None
    assert DeviceRegistry().find("F80", PUBLIC).is_checked
    assert DeviceRegistry().of(KnownStrap)[0].battery_on == date(2026, 3, 2)


def _instead(machine: KnownTreadmill, _: KnownTreadmill) -> KnownTreadmill:
    return machine


@given(st.lists(MACHINES, max_size=4, unique_by=lambda machine: machine.address))
def test_everything_comes_back(kept: list[KnownTreadmill]) -> None:
    file = machines_file()
    file.unlink(missing_ok=True)
    for machine in kept:
        DeviceRegistry(file).update(machine.name, machine.address, partial(_instead, machine))
    addresses = {machine.address: machine for machine in DeviceRegistry(file).all()}
    assert addresses.keys() <= {machine.address for machine in kept}
    assert all(addresses[address] in kept for address in addresses)


def test_no_name_that_a_device_had_is_forgotten(runwalk_home: Path) -> None:
    machines = DeviceRegistry(virtual=None)
    for name in ("F63", "Treadmill F63 Pro", "F63", None):
        machines.learn(KnownTreadmill, name, "F8:00:00:00:18:26", lambda known: known)
    (known,) = DeviceRegistry(virtual=None).of(KnownTreadmill)
    assert (known.name, known.other_names) == ("F63", ("Treadmill F63 Pro",))
    assert known.answers_to("treadmill f63 pro")
    for number in range(9):
        known = known.met(f"F{number}", known.address)
    assert len(known.other_names) == MOST_NAMES


def test_a_stranger_comes_with_what_was_reported_of_its_model() -> None:
    stranger = DeviceRegistry().find("KS-NG-X18F3", OTHER)
    assert stranger.control_lapses
    assert not stranger.is_checked
    assert DeviceRegistry().find("KS-NG", OTHER) == KnownTreadmill(OTHER, "KS-NG")


def test_what_a_machine_has_shown_counts_before_what_was_reported() -> None:
    machines = DeviceRegistry()
    machines.update("KS-NG-X18F3", OTHER, lambda new: msgspec.structs.replace(new, obeys=True))
    machines.update(
        "KS-NG-X18F3", OTHER, lambda known: msgspec.structs.replace(known, control_lapses=False)
    )
    assert not DeviceRegistry().find("KS-NG-X18F3", OTHER).control_lapses
