"""Devices: what is in range, what it sends, what is wrong, what virtual ones can do."""

import asyncio
import json as json_text
from contextlib import suppress
from dataclasses import asdict
from math import inf
from pathlib import Path

from cyclopts import App

from runwalk_devices.clock import Clock, clock_of
from runwalk_tui.cli import device_list, sentences
from runwalk_tui.cli import sentences_of_refusals as refusals
from runwalk_tui.cli.examined import examined
from runwalk_tui.cli.option_rules import checked, machine_of
from runwalk_tui.cli.options import (
    BluetoothAdapter,
    Json,
    Machine,
    Rate,
    Seconds,
    Strap,
    Treadmill,
    Virtual,
)
from runwalk_tui.config.settings import load_settings
from runwalk_tui.errors import DONE, FAILED, UsageError
from runwalk_tui.exchange.diagnosis import remark_lines
from runwalk_tui.session.air import AirOptions, open_air
from runwalk_tui.session.trace import observe, recording, trace_words
from runwalk_tui.session.trace_choices import trace_choices

devices = App(name="devices", help="List, choose and check devices; diagnose faults.")
COMMANDS = {
    "known_devices:remember": "Remember a device that is in range.",
    "known_devices:rename": "Give a device a name of your own, for use in every command.",
    "known_devices:choose": "Choose the machine or sensor to connect to from now on.",
    "known_devices:forget": "Forget a device; a treadmill is then checked again.",
    "known_devices:battery": "Ask a sensor that is in range for its battery level.",
    "known_devices:show": "Show what a remembered device can do.",
    "known_devices:report": (
        "Print what a treadmill's check found, as an entry for the list of known machines."
    ),
    "known_devices:machines": "List the treadmills that others have reported on, and what they do.",
    "pairing:pair": (
        "Pair with a device that requires it; one that asks for a code is not supported."
    ),
    "check:check": "Walk for a minute to find out what a treadmill can do, and remember it.",
}
for _where, _help in COMMANDS.items():
    devices.command(f"runwalk_tui.cli.{_where}", help=_help)


@devices.default
def list_devices(
    *,
    seconds: Seconds = 6.0,
    adapter: BluetoothAdapter = None,
    virtual: Virtual = None,
    rate: Rate = 1.0,
    json: Json = False,
) -> int:
    """List the machines and sensors in range, and those that are remembered."""
    return device_list.list_devices(
        seconds=seconds, adapter=adapter, virtual=virtual, rate=rate, json=json
    )


@devices.command
def screen(*, adapter: BluetoothAdapter = None, virtual: Virtual = None, rate: Rate = 1.0) -> int:
    """Watch the signal of devices; choose, name, check or forget them."""
    from runwalk_tui.tui.start import devices_on_screen

    return devices_on_screen(checked(AirOptions(virtual, rate, adapter=adapter)), examined)


@devices.command
def trace(
    file: Path,
    *,
    seconds: float | None = None,
    treadmill: Treadmill = None,
    strap: Strap = None,
    machine: Machine = None,
    adapter: BluetoothAdapter = None,
    virtual: Virtual = None,
    rate: Rate = 1.0,
) -> int:
    """Record what machines and sensors send, for a bug report; use the console meanwhile.

    Parameters
    ----------
    file
        New file; '--virtual trace:FILE' plays it.
    seconds
        Seconds to record. Default: until Ctrl-C.
    """
    if seconds is not None and not seconds > 0:
        raise UsageError(refusals.TRACE_SECONDS.format(seconds=f"{seconds:g}"))
    air = checked(AirOptions(virtual, rate, treadmill, strap, adapter=adapter))
    seconds = inf if seconds is None else seconds
    kind = machine_of(machine, virtual, bike=False)
    choices = trace_choices(air, load_settings().devices, kind)
    clock = clock_of(air.rate)

    async def record() -> None:
        async with open_air(air, clock) as radio:
            radio.tap = recorder
            await observe(radio, choices, seconds, print)

    with recording(file, clock) as recorder, suppress(KeyboardInterrupt):
        asyncio.run(record())
    if not recorder.packets:
        print(sentences.NONE_ANSWERED)
        return FAILED
    print(trace_words(file, recorder.packets))
    return DONE


@devices.command
def doctor(*, json: Json = False) -> int:
    """Find what is wrong with Bluetooth on this computer, and say how to fix it."""
    from runwalk_tui.doctor import Finding, Level, examine

    async def examined() -> list[Finding]:
        findings = []
        async for finding in examine(Clock()):
            findings.append(finding)
            if not json:
                print("\n".join(remark_lines(finding, finding.called)))
        return findings

    findings = asyncio.run(examined())
    failures = sum(finding.level is Level.FAILURE for finding in findings)
    if json:
        print(json_text.dumps([asdict(finding) for finding in findings]))
    elif failures:
        print(sentences.PROBLEMS(failures))
    else:
        print(sentences.READY)
    return FAILED if failures else DONE


@devices.command
def quirks(*, json: Json = False) -> int:
    """List the quirks that virtual devices can be given."""
    from runwalk_tui.session.air import quirks_table

    rows = quirks_table()
    if json:
        print(json_text.dumps([row._asdict() for row in rows]))
        return DONE
    width = max(len(row.name) for row in rows)
    for row in rows:
        print(f"{row.name:<{width}}  {row.whom:<9}  {row.line}")
        print(f"{'':<{width}}  {sentences.SOURCE.format(source=row.source)}")
    return DONE
