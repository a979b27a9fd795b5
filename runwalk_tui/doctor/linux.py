"""Read adapters, switches, groups and containers from the files of a Linux system."""

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from runwalk_tui.doctor import sentences as shown
from runwalk_tui.doctor.finding import Finding
from runwalk_tui.workout.frozen import dataclass

GROUP = "bluetooth"


@dataclass(frozen=True, slots=True)
class Host:
    """A Linux system, as its files show it.

    Attributes:
        user: Who asks.
        has_group: There is a group for Bluetooth.
        is_enrolled: The user is in it, by the system's books.
        is_member: This process is in it.
        is_container: It is one, with walls to its host.
        is_wsl: It is a guest of Windows, which keeps Bluetooth to itself.
        adapters: What the kernel has: "hci0".
    """

    user: str
    has_group: bool = False
    is_enrolled: bool = False
    is_member: bool = False
    is_container: bool = False
    is_wsl: bool = False
    adapters: tuple[str, ...] = ()

    @property
    def bus_remedy(self) -> str:
        """The remedy where there is no system bus."""
        if self.is_wsl:
            return shown.WSL
        if self.is_container:
            return shown.CONTAINER_BUS
        return "sudo systemctl start dbus bluetooth"

    @property
    def permission_remedy(self) -> str:
        """The remedy where the bus says no."""
        if self.is_container:
            return shown.CONTAINER_USER
        if not self.has_group or self.is_member:
            return shown.LOGGED_IN_USER
        if self.is_enrolled:
            return shown.LOG_IN_AGAIN.format(user=self.user, group=GROUP)
        return shown.JOIN_GROUP.format(group=GROUP, user=self.user)


def read_host(
    root: Path, user: str, group_ids: Collection[int], environment: Mapping[str, str]
) -> Host:
    """The system whose files lie under ``root``.

    Args:
        root: "/", or what stands for it.
        user: Name of the user.
        group_ids: Of this process.
        environment: Environment variables.
    """
    group = _group(root / "etc/group")
    marks = (root / ".dockerenv", root / "run/.containerenv")
    release = _text(root / "proc/sys/kernel/osrelease").lower()
    return Host(
        user,
        has_group=group is not None,
        is_enrolled=group is not None and user in group[1],
        is_member=group is not None and group[0] in group_ids,
        is_container="container" in environment or any(mark.exists() for mark in marks),
        is_wsl="microsoft" in release,
        adapters=tuple(sorted(path.name for path in _entries(root / "sys/class/bluetooth", "hci"))),
    )


def switch_findings(root: Path) -> list[Finding]:
    """Return what keeps Bluetooth off: a switch on the case, a key, or another program.

    Kernel documentation, ABI/stable/sysfs-class-rfkill: ``type``, ``name``, ``soft``, ``hard``.
    """
    findings = []
    for switch in sorted(_entries(root / "sys/class/rfkill", "rfkill")):
        if _text(switch / "type") != "bluetooth":
            continue
        name = _text(switch / "name") or switch.name
        if _text(switch / "hard") == "1":
            what = shown.HARD_OFF.format(name=name)
            remedy = shown.USE_SWITCH
            findings.append(Finding.failure("rfkill", what, remedy))
        elif _text(switch / "soft") == "1":
            what = shown.SOFT_OFF.format(name=name)
            findings.append(Finding.failure("rfkill", what, "rfkill unblock bluetooth"))
        else:
            findings.append(Finding.ok("rfkill", shown.NOT_OFF.format(name=name)))
    return findings


def _group(file: Path) -> tuple[int, list[str]] | None:
    """Number and members of the group for Bluetooth."""
    for line in _text(file).splitlines():
        name, _, number, members = (line.split(":") + [""] * 3)[:4]
        if name == GROUP and number.isdecimal():
            return int(number), members.split(",")
    return None


def _entries(folder: Path, prefix: str) -> Iterator[Path]:
    return (path for path in folder.glob(f"{prefix}*") if ":" not in path.name)


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8", errors="replace").strip()
    except OSError:
        return ""
