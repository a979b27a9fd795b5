"""The commands on what is remembered of devices, and what they answer."""

import json
from datetime import date
from typing import Any

import pytest

from runwalk_tui.cli import main
from runwalk_tui.config.paths import settings_file
from runwalk_tui.known_devices.known import KnownDevice, KnownStrap
from runwalk_tui.known_devices.known_treadmill import KnownTreadmill
from runwalk_tui.known_devices.registry import DeviceRegistry

VIRTUAL = ("--virtual", "--rate", "50")
TREADMILL, STRAP = "F8:00:00:00:18:26", "F8:00:00:00:18:0D"

Captured = pytest.CaptureFixture[str]


def run(capsys: Captured, *words: str) -> tuple[int, str, str]:
    status = main(["devices", *words])
    said = capsys.readouterr()
    return status, said.out, said.err


def known() -> list[KnownDevice]:
    return list(DeviceRegistry(virtual="").of(KnownDevice))


@pytest.mark.parametrize("word", ["Virtual F80", "virtual f80", TREADMILL, TREADMILL.lower()])
def test_a_device_in_range_is_remembered_by_its_name_or_address(
    capsys: Captured, word: str
) -> None:
    status, out, err = run(capsys, "remember", word, *VIRTUAL)
    assert (status, out, err) == (0, "Virtual F80 is remembered.\n", "")
    assert known() == [KnownTreadmill(TREADMILL, "Virtual F80", "")]
    status, out, err = run(capsys, "remember", word, *VIRTUAL)
    assert (status, out) == (0, "Virtual F80 is already remembered.\n")


def test_an_own_name_works_wherever_a_device_is_asked_for(capsys: Captured) -> None:
    assert run(capsys, "rename", "Virtual F80", "In the cellar", *VIRTUAL)[0] == 0
    for words in (
        ("choose", "in the cellar", "--virtual"),
        ("show", "In the cellar", "--virtual"),
        ("check", "--treadmill", "in THE cellar", "--virtual", "--rate", "200"),
        ("forget", "In the Cellar", "--virtual"),
    ):
        assert run(capsys, *words)[0] == 0, words
    assert DeviceRegistry(virtual="").all() == ()


def test_the_one_of_each_kind_is_chosen_and_no_longer(capsys: Captured) -> None:
    assert run(capsys, "choose", STRAP, *VIRTUAL)[1] == (
        "The strap to connect to is now Virtual H10.\n"
    )
    assert run(capsys, "choose", "Virtual F80", *VIRTUAL)[0] == 0
    assert [one.chosen for one in known()] == [True, True]
    status, out, _ = run(capsys, "choose", "Virtual H10", "--undo", "--virtual")
    assert (status, out) == (0, "The strap to connect to is now the nearest.\n")
    assert [type(one) for one in known() if one.chosen] == [KnownTreadmill]


def test_settings_that_count_more_are_told(capsys: Captured) -> None:
    settings_file().parent.mkdir(parents=True)
    settings_file().write_text('[devices]\ntreadmill = "F80"\n')
    _, out, _ = run(capsys, "choose", "Virtual F80", *VIRTUAL)
    assert "your settings name F80" in out
    assert len(out.splitlines()) == 1
    assert "[devices]" in settings_file().read_text()


def rows(capsys: Captured) -> dict[str, dict[str, Any]]:
    _, out, _ = run(capsys, *VIRTUAL, "--seconds", "1", "--json")
    return {row["address"]: row for row in json.loads(out)}


def test_the_list_shows_memory_beside_what_is_in_range(capsys: Captured) -> None:
    fresh = rows(capsys)[TREADMILL]
    assert (fresh["name"], fresh["kind"], fresh["in_range"]) == ("Virtual F80", "treadmill", True)
    assert not fresh["remembered"]
    assert not fresh["chosen"]
    machines = DeviceRegistry(virtual="")
    machine = KnownTreadmill(TREADMILL, "Virtual F80", checked_on=date(2026, 3, 1), obeys=True)
    machines.rename(machines.choose(machine), "Cellar")
    machines.keep(KnownStrap("00:00:00:00:00:01", "H7", battery_percent=9))
    listed = rows(capsys)
    assert listed[TREADMILL] | {"rssi_dbm": 0} == {
        "name": "Virtual F80",
        "address": TREADMILL,
        "kind": "treadmill",
        "rssi_dbm": 0,
        "in_range": True,
        "own_name": "Cellar",
        "remembered": True,
        "chosen": True,
        "checked_on": "2026-03-01",
        "one_foot": None,
        "battery_percent": None,
    }
    absent = listed["00:00:00:00:00:01"]
    assert (absent["in_range"], absent["rssi_dbm"], absent["battery_percent"]) == (False, None, 9)
    _, out, _ = run(capsys, *VIRTUAL, "--seconds", "1")
    assert f'{TREADMILL}  "Cellar", chosen, checked 2026-03-01\n' in out
    assert "  absent  00:00:00:00:00:01  remembered, battery 9 %" in out


def test_what_is_known_is_shown(capsys: Captured) -> None:
    machines = DeviceRegistry(virtual="")
    machines.rename(machines.keep(KnownTreadmill(TREADMILL, "F80", obeys=True)), "Cellar")
    machines.keep(KnownStrap(STRAP, "H10", battery_percent=84, battery_on=date(2026, 3, 1)))
    status, out, _ = run(capsys, "show", "cellar", "--virtual")
    assert status == 0
    assert out.startswith(f"Cellar (F80), treadmill at {TREADMILL}\nIt obeys, in km/h.\n")
    sheet = json.loads(run(capsys, "show", "Cellar", "--virtual", "--json")[1])
    assert (sheet["kind"], sheet["own_name"], sheet["obeys"]) == ("treadmill", "Cellar", True)
    assert {"good", "lag", "checked_on", "start_is_toggle", "target_factor"} <= sheet.keys()
    strap = json.loads(run(capsys, "show", "H10", "--virtual", "--json")[1])
    assert strap == {
        "kind": "strap",
        "own_name": "",
        "chosen": False,
        "name": "H10",
        "address": STRAP,
        "battery_percent": 84,
        "battery_on": "2026-03-01",
    }


@pytest.mark.parametrize(
    ("words", "status", "hint"),
    [
        (("remember", "F90", "--seconds", "1", *VIRTUAL), 1, "'runwalk devices' lists them"),
        (("rename", "F90", "Cellar", "--seconds", "1", *VIRTUAL), 1, "F90"),
        (("choose", "F90", "--seconds", "1", *VIRTUAL), 1, "in range"),
        (("choose", "F90", "--undo", "--virtual"), 2, "remembered are Twin, Twin"),
        (("forget", "F90", "--virtual"), 2, "remembered are Twin, Twin"),
        (("show", "F90"), 2, "none is remembered"),
        (("show", "Twin", "--virtual"), 2, f"write {TREADMILL} or 00:1B:10:00:00:01"),
        (("rename", TREADMILL, "twin", "--virtual"), 2, "choose another"),
        (("rename", TREADMILL, "x" * 25, "--virtual"), 2, "shorten it"),
        (("remember", "F90", "--seconds", "0", "--virtual"), 2, "1 to 60"),
        (("remember",), 2, "runwalk --help"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(
    capsys: Captured, words: tuple[str, ...], status: int, hint: str
) -> None:
    for address in (TREADMILL, "00:1B:10:00:00:01"):
        DeviceRegistry(virtual="").keep(KnownTreadmill(address, "Twin"))
    before = known()
    ended, out, err = run(capsys, *words)
    assert (ended, out) == (status, "")
    assert hint in err
    assert len(err.splitlines()) == 1
    assert known() == before


def test_a_sensor_is_asked_for_its_battery_and_a_treadmill_has_none(capsys: Captured) -> None:
    status, out, err = run(capsys, "battery", "Virtual H10", *VIRTUAL)
    assert (status, err) == (0, "")
    assert out.startswith("Virtual H10: battery ")
    status, out, err = run(capsys, "battery", "Virtual F80", *VIRTUAL)
    assert (status, out) == (1, "")
    assert "only a strap" in err
