"""Gathers the facts of this machine and has each of them judged."""

import getpass
import os
import platform
import shutil
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import suppress
from importlib import import_module
from importlib.metadata import version
from pathlib import Path

from runwalk_devices.clock import Clock
from runwalk_devices.transport.adapter import Adapter
from runwalk_devices.transport.errors import AdapterError
from runwalk_tui import __version__
from runwalk_tui.config.paths import (
    config_folder,
    data_folder,
    journal_file,
    log_file,
    settings_file,
)
from runwalk_tui.config.settings import SettingsError, load_settings
from runwalk_tui.doctor import bluez
from runwalk_tui.doctor import sentences as shown
from runwalk_tui.doctor.finding import Finding, Level
from runwalk_tui.doctor.linux import read_host, switch_findings
from runwalk_tui.doctor.macos_windows import macos_findings, other_findings, windows_findings
from runwalk_tui.doctor.program import (
    folder_finding,
    free_bytes,
    package_finding,
    readable_finding,
    space_finding,
    terminal_finding,
    voice_finding,
)
from runwalk_tui.journal.reader import Journal
from runwalk_tui.known_devices.device_words import device_words
from runwalk_tui.session.air import chosen_adapter
from runwalk_tui.session.voice import voice_command
from runwalk_tui.workout.events import Cue

PACKAGES = ("bleak", "pycycling", "textual")
LISTEN_S = 2.0
"""Seconds that the adapter is tried."""


async def examine(clock: Clock) -> AsyncIterator[Finding]:
    """Everything that was found, as it is found."""
    for finding in program_findings():
        yield finding
    well = True
    for finding in await system_findings(clock):
        well = well and finding.level is not Level.FAILURE
        yield finding
    if well:
        yield await adapter_finding(chosen_adapter(clock))


def program_findings() -> list[Finding]:
    """Return what the program itself needs."""
    encoding = sys.stdout.encoding or "ascii"
    size = shutil.get_terminal_size()
    voice = voice_command(Cue.RUN)
    return [
        Finding.ok("runwalk-tui", __version__),
        Finding.ok("python", _python()),
        *(package_finding(package, version) for package in PACKAGES),
        folder_finding("settings folder", config_folder()),
        folder_finding("data folder", data_folder()),
        folder_finding("log folder", log_file().parent),
        space_finding(data_folder(), free_bytes),
        readable_finding("settings", _settings),
        readable_finding("journal", _journal),
        voice_finding(None if voice is None else voice[0]),
        terminal_finding(sys.stdout.isatty(), (size.columns, size.lines), encoding, os.environ),
    ]


def _wanted() -> str | None:
    """Return the adapter that the settings name, if they can be read."""
    with suppress(SettingsError):
        return load_settings().devices.adapter
    return None


async def system_findings(clock: Clock) -> list[Finding]:
    """Return what this system's Bluetooth needs."""
    match platform.system():
        case "Linux":
            root = Path("/")
            host = read_host(root, getpass.getuser(), os.getgroups(), os.environ)
            return [
                *switch_findings(root),
                *bluez.findings(await bluez.ask(clock), host, _wanted()),
            ]
        case "Darwin":
            return macos_findings(platform.mac_ver()[0], _macos_authorization())
        case "Windows":
            return windows_findings(platform.version(), _windows_service())
        case system:
            return other_findings(system)


async def adapter_finding(adapter: Adapter) -> Finding:
    """Check that the adapter scans, and count the devices that it hears."""
    try:
        sightings = await adapter.scan(LISTEN_S)
    except AdapterError as error:
        what, _, remedy = device_words(str(error)).partition(": ")
        return Finding.failure("radio", what, remedy)
    devices = sum(bool(sighting.kinds) for sighting in sightings)
    what = shown.HEARS.format(count=len(sightings), devices=devices)
    return Finding.ok("radio", what)


def _python() -> str:
    system = f"{platform.system()} {platform.release()} ({platform.machine()})"
    return shown.ON_SYSTEM.format(version=platform.python_version(), system=system)


def _settings() -> str:
    load_settings()
    file = settings_file()
    return str(file) if file.exists() else shown.NONE_YET_DEFAULTS


def _journal() -> str:
    if not journal_file().exists():
        return shown.NONE_YET
    with Journal.open() as journal:
        return shown.SESSIONS_IN.format(count=len(journal.sessions()), file=journal_file())


def _macos_authorization() -> int | None:
    """CoreBluetooth's own word; bleak brings the bridge to it."""
    try:
        return int(import_module("CoreBluetooth").CBManager.authorization())
    except (ImportError, AttributeError):
        return None


def _windows_service() -> str:
    try:
        done = subprocess.run(
            ["sc", "query", "bthserv"], capture_output=True, text=True, timeout=5, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout
