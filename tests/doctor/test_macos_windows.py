"""macOS and Windows in the states that matter."""

import re
from importlib.metadata import metadata

import pytest

from runwalk_tui.doctor.finding import Level
from runwalk_tui.doctor.macos_windows import (
    OLDEST_MACOS,
    OLDEST_WINDOWS_BUILD,
    macos_findings,
    other_findings,
    windows_findings,
)

RUNNING = """
SERVICE_NAME: bthserv
        TYPE               : 30  WIN32
        STATE              : 4  RUNNING
                                (STOPPABLE, NOT_PAUSABLE, ACCEPTS_SHUTDOWN)
        WIN32_EXIT_CODE    : 0  (0x0)
        SERVICE_EXIT_CODE  : 0  (0x0)
        CHECKPOINT         : 0x0
        WAIT_HINT          : 0x0
"""
STOPPED = RUNNING.replace("4  RUNNING", "1  STOPPED")
NO_SERVICE = "[SC] EnumQueryServicesStatus:OpenService FAILED 1060:\n"


@pytest.mark.parametrize(
    ("version", "authorization", "levels"),
    [
        ("14.4.1", 3, [Level.OK, Level.OK]),
        ("11.0", 2, [Level.OK, Level.FAILURE]),
        ("10.15", 0, [Level.OK, Level.WARNING]),
        ("10.14.6", None, [Level.FAILURE, Level.WARNING]),
    ],
)
def test_macos(version: str, authorization: int | None, levels: list[Level]) -> None:
    found = macos_findings(version, authorization)
    assert [finding.level for finding in found] == levels
    if levels[1] is not Level.OK:
        assert "Privacy & Security > Bluetooth" in found[1].remedy


@pytest.mark.parametrize(
    ("version", "service", "levels"),
    [
        ("10.0.22631", RUNNING, [Level.OK, Level.OK]),
        ("10.0.22631", STOPPED, [Level.OK, Level.FAILURE]),
        ("10.0.14393", NO_SERVICE, [Level.FAILURE, Level.FAILURE]),
        ("10.0.22000", "", [Level.OK, Level.FAILURE]),
        ("10.0.19045", RUNNING, [Level.FAILURE, Level.OK]),
    ],
)
def test_windows(version: str, service: str, levels: list[Level]) -> None:
    found = windows_findings(version, service)
    assert [finding.level for finding in found] == levels


def test_the_oldest_systems_are_those_that_bleak_itself_tells() -> None:
    told = str(metadata("bleak").json["description"])
    (build,) = re.findall(r"Windows \d+, version (\d+) and greater", told)
    (macos,) = re.findall(r"at least OS X version ([\d.]+)", told)
    assert int(build) == OLDEST_WINDOWS_BUILD
    assert tuple(map(int, macos.split("."))) == OLDEST_MACOS


def test_a_system_without_bluetooth_for_bleak_is_told_what_works() -> None:
    (found,) = other_findings("FreeBSD")
    assert found.level is Level.FAILURE
    assert "FreeBSD" in found.what
    assert "--virtual" in found.remedy
