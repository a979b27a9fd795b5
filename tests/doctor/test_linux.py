"""Linux systems as their files show them."""

from pathlib import Path

import pytest

from runwalk_tui.doctor.finding import Finding, Level
from runwalk_tui.doctor.linux import Host, read_host, switch_findings

GROUPS = "root:x:0:\nsudo:x:27:mia\nbluetooth:x:108:mia,tom\naudio:x:29:\n"


def put(root: Path, **files: str) -> Path:
    for name, text in files.items():
        file = root / name.replace("__", "/")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    return root


def switch(root: Path, name: str, kind: str, *, soft: str = "0", hard: str = "0") -> None:
    folder = root / "sys/class/rfkill" / name
    folder.mkdir(parents=True)
    for file, text in {"type": kind, "name": "hci0", "soft": soft, "hard": hard}.items():
        (folder / file).write_text(text + "\n")


def test_a_plain_system(tmp_path: Path) -> None:
    for adapter in ("hci0", "hci1", "hci0:64"):
        (tmp_path / "sys/class/bluetooth" / adapter).mkdir(parents=True)
    put(tmp_path, etc__group=GROUPS, proc__sys__kernel__osrelease="6.1.0-18-amd64\n")
    assert read_host(tmp_path, "mia", [1000, 108], {}) == Host(
        "mia", has_group=True, is_enrolled=True, is_member=True, adapters=("hci0", "hci1")
    )


def test_a_system_of_which_nothing_is_known(tmp_path: Path) -> None:
    assert read_host(tmp_path, "eve", [1000], {}) == Host("eve")
    assert switch_findings(tmp_path) == []


@pytest.mark.parametrize(
    ("user", "ids", "remedy"),
    [
        ("eve", [1000], "sudo usermod -aG bluetooth eve"),
        ("tom", [1000], "log out and in again"),
        ("tom", [1000, 108], "logged in at this machine"),
    ],
)
def test_who_may_not_is_told_what_to_do(
    tmp_path: Path, user: str, ids: list[int], remedy: str
) -> None:
    host = read_host(put(tmp_path, etc__group=GROUPS), user, ids, {})
    assert remedy in host.permission_remedy


def test_a_system_without_the_group_does_not_send_for_it(tmp_path: Path) -> None:
    host = read_host(put(tmp_path, etc__group="root:x:0:\n"), "eve", [], {})
    assert "usermod" not in host.permission_remedy


@pytest.mark.parametrize("mark", [".dockerenv", "run__.containerenv"])
def test_a_container_needs_its_hosts_bus(tmp_path: Path, mark: str) -> None:
    host = read_host(put(tmp_path, **{mark: ""}), "root", [0], {})
    assert host.is_container
    assert "/run/dbus" in host.bus_remedy
    assert "systemctl" not in host.permission_remedy + host.bus_remedy


def test_a_container_may_say_so_itself(tmp_path: Path) -> None:
    assert read_host(tmp_path, "root", [0], {"container": "lxc"}).is_container


def test_a_guest_of_windows_is_sent_back_there(tmp_path: Path) -> None:
    release = "5.15.153.1-microsoft-standard-WSL2\n"
    host = read_host(put(tmp_path, proc__sys__kernel__osrelease=release), "mia", [], {})
    assert "Windows" in host.bus_remedy


def test_switches_are_told_apart(tmp_path: Path) -> None:
    switch(tmp_path, "rfkill0", "wlan", soft="1", hard="1")
    switch(tmp_path, "rfkill1", "bluetooth")
    switch(tmp_path, "rfkill2", "bluetooth", soft="1")
    switch(tmp_path, "rfkill3", "bluetooth", soft="1", hard="1")
    well, soft, hard = switch_findings(tmp_path)
    assert well == Finding.ok("rfkill", "hci0 is not switched off")
    assert (soft.level, soft.remedy) == (Level.FAILURE, "rfkill unblock bluetooth")
    assert hard.level is Level.FAILURE
    assert "by hardware" in hard.what
