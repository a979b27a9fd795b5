"""BlueZ in every state in which it can be met, asked over a real bus where there is one."""

from pathlib import Path

import pytest

from runwalk_devices.clock import Clock
from runwalk_tui.doctor.bluez import Answer, Objects, ask, findings
from runwalk_tui.doctor.finding import Level
from runwalk_tui.doctor.linux import Host
from tests import fake_bluez
from tests.fake_bluez import needs_dbus

HOST = Host("mia", has_group=True, adapters=("hci0",))


def adapter(**changes: object) -> dict[str, object]:
    plain = {name: value for name, (_, value) in fake_bluez.ADAPTER.items()}
    return {**plain, **changes}


def objects(*adapters: dict[str, object]) -> Objects:
    return {
        "/org/bluez": {"org.bluez.AgentManager1": {}},
        **{
            f"/org/bluez/hci{number}": {"org.bluez.Adapter1": properties}
            for number, properties in enumerate(adapters)
        },
    }


def judged(answer: Answer, host: Host = HOST) -> list[tuple[str, str]]:
    """Each finding's name and its words, after a look at whether the two go together."""
    found = findings(answer, host)
    for finding in found:
        assert bool(finding.remedy) == (finding.level is not Level.OK)
        assert "\n" not in finding.what + finding.remedy
    return [
        (finding.name, f"{finding.level}: {finding.what} {finding.remedy}") for finding in found
    ]


def test_a_working_bluez_tells_its_version_and_its_adapter() -> None:
    assert judged(Answer(objects(adapter()))) == [
        ("bluez", "ok: runs, version 5.66 "),
        ("adapter", "ok: hci0 (kitchen) is on "),
    ]


@pytest.mark.parametrize(
    ("adapters", "name", "words"),
    [
        ([adapter(Modalias="usb:v1D6Bp0246d0532")], "bluez", "failure: runs, version 5.50 upgrade"),
        ([adapter(Modalias="usb:v0A12p0001d0001")], "bluez", "ok: runs "),
        ([adapter(Powered=False)], "adapter", "failure: hci0 is off bluetoothctl power on"),
        ([adapter(Roles=["peripheral"])], "adapter", "failure: hci0 has no Low Energy"),
        ([], "adapter", "failure: the kernel has hci0, but the service does not see it"),
    ],
)
def test_what_an_adapter_lacks_is_said(
    adapters: list[dict[str, object]], name: str, words: str
) -> None:
    assert dict(judged(Answer(objects(*adapters))))[name].startswith(words)


def test_one_adapter_that_works_is_enough() -> None:
    found = judged(Answer(objects(adapter(Powered=False), adapter(Alias="desk"))))
    assert [words for name, words in found if name == "adapter"] == ["ok: hci1 (desk) is on "]


def test_a_machine_without_any_adapter_needs_one() -> None:
    found = dict(judged(Answer(objects()), Host("mia")))
    assert "plug one in" in found["adapter"]


@pytest.mark.parametrize(
    ("error", "name", "words"),
    [
        ("", "d-bus", "systemctl start dbus"),
        ("org.freedesktop.DBus.Error.ServiceUnknown", "bluez", "enable --now bluetooth"),
        ("org.freedesktop.DBus.Error.AccessDenied", "permission", "usermod -aG bluetooth mia"),
        ("AuthFailed", "permission", "mia has no access"),
        ("NoReply", "bluez", "restart bluetooth"),
    ],
)
def test_what_is_in_the_way_is_said(error: str, name: str, words: str) -> None:
    ((found, said),) = judged(Answer(error=error, detail="because"))
    assert found == name
    assert words in said


async def test_no_bus_at_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", "unix:path=/nonexistent")
    assert await ask(Clock()) == Answer(detail="No such file or directory")


@needs_dbus
async def test_a_bus_with_bluez_on_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = {"/org/bluez/hci0": {"org.bluez.Adapter1": fake_bluez.ADAPTER}}
    async with fake_bluez.bus(tmp_path) as address, fake_bluez.bluez(address, shown):
        monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", address)
        answer = await ask(Clock())
    assert answer.objects == {"/org/bluez/hci0": {"org.bluez.Adapter1": adapter()}}


@needs_dbus
async def test_a_bus_without_bluez(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with fake_bluez.bus(tmp_path) as address:
        monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", address)
        answer = await ask(Clock())
    assert [name for name, _ in judged(answer)] == ["bluez"]
    assert answer.error.endswith("ServiceUnknown")


@needs_dbus
async def test_a_bus_that_forbids_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    policy = '<deny send_destination="org.bluez"/>'
    async with fake_bluez.bus(tmp_path, policy) as address, fake_bluez.bluez(address, {}):
        monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", address)
        answer = await ask(Clock())
    assert [name for name, _ in judged(answer)] == ["permission"]


def test_of_several_adapters_only_the_one_that_is_wanted_counts() -> None:
    answer = Answer(objects=objects({"Powered": True}, {"Powered": False}))
    assert [f.level for f in findings(answer, HOST, "hci1") if f.name == "adapter"] == [
        Level.FAILURE
    ]
    assert [f.level for f in findings(answer, HOST, "hci0") if f.name == "adapter"] == [Level.OK]
    (lost,) = (f for f in findings(answer, HOST, "hci7") if f.name == "adapter")
    assert lost.what == "the settings name hci7, which is not there"
    assert lost.remedy == "name another one: hci0, hci1"
