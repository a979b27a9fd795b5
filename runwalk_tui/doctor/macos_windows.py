"""Bluetooth on macOS and Windows, where the system has the say and settings are clicked."""

import re

from runwalk_tui.doctor import sentences as shown
from runwalk_tui.doctor.finding import Finding

OLDEST_MACOS = (10, 15)
OLDEST_WINDOWS_BUILD = 22000
"""The build that bleak 3.1 asks for in its metadata; the first of Windows 11."""


def macos_findings(version: str, authorization: int | None) -> list[Finding]:
    """The system's age, and whether this terminal may use Bluetooth.

    Args:
        version: As `platform.mac_ver` has it.
        authorization: CoreBluetooth's `CBManagerAuthorization`: 0 not asked yet, 1 restricted,
            2 denied, 3 allowed; None if it cannot be had.
    """
    numbers = tuple(int(number) for number in re.findall(r"\d+", version)[:2])
    what = shown.VERSION.format(version=version)
    system = Finding.ok("macos", what)
    if numbers < OLDEST_MACOS:
        system = Finding.failure("macos", what, shown.UPGRADE_MACOS)
    match authorization:
        case 3:
            privacy = Finding.ok("privacy", shown.MAY_USE)
        case 1 | 2:
            privacy = Finding.failure("privacy", shown.MAY_NOT_USE, shown.PRIVACY)
        case _:
            what = shown.WILL_ASK
            privacy = Finding.warning(
                "privacy", what, shown.SAY_YES.format(otherwise=shown.PRIVACY)
            )
    return [system, privacy]


def windows_findings(version: str, service: str) -> list[Finding]:
    """The system's age, and its Bluetooth service.

    Args:
        version: As `platform.version` has it: 10.0.19045.
        service: What ``sc query bthserv`` prints.
    """
    what = shown.VERSION.format(version=version)
    build = int(version.rpartition(".")[2])
    system = Finding.ok("windows", what)
    if build < OLDEST_WINDOWS_BUILD:
        remedy = shown.UPGRADE_WINDOWS.format(build=OLDEST_WINDOWS_BUILD)
        system = Finding.failure("windows", what, remedy)
    # Its words are translated, its numbers are not: 4 is RUNNING.
    if re.search(r":\s*4\s", service):
        return [system, Finding.ok("service", shown.BTHSERV_RUNS)]
    what = shown.BTHSERV_STOPPED
    remedy = shown.START_BTHSERV
    return [system, Finding.failure("service", what, f"{remedy} bthserv")]


def other_findings(system: str) -> list[Finding]:
    """A system that bleak has no backend for: Bluetooth is out of reach, a virtual one is not."""
    what = shown.OTHER_SYSTEM.format(system=system)
    remedy = shown.RUN_ELSEWHERE
    return [Finding.failure("system", what, remedy)]
