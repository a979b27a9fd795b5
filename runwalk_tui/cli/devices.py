"""Commands on devices: what is in range, what it sends, what is wrong, what virtual ones can do."""

import asyncio
import json as json_text
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path

from runwalk_devices.clock import Clock, clock_of
from runwalk_devices.transport.adapter import DeviceKind, Sighting
from runwalk_tui.config.settings import load_settings
from runwalk_tui.errors import DONE, FAILED
from runwalk_tui.known_devices.known import KnownStrap
from runwalk_tui.known_devices.known_treadmill import KnownTreadmill
from runwalk_tui.known_devices.listing import Entry, roster
from runwalk_tui.known_devices.registry import choice_of
from runwalk_tui.session.air import AirOptions, open_air
from runwalk_tui.session.opening import known_devices
from runwalk_tui.session.trace import observe, recording


def print_devices(seconds: float, air: AirOptions, *, json: bool) -> int:
    """Lists what is in range, the strongest signal first, then what is remembered and is not."""
    known, named = known_devices(air), load_settings().devices

    async def scan() -> list[Sighting]:
        async with open_air(air, clock_of(air.rate)) as radio:
            return await radio.scan(seconds)

    entries = roster(asyncio.run(scan()), known, named)
    if json:
        print(json_text.dumps([_row(entry) for entry in entries]))
        return DONE
    for entry in entries:
        name = entry.device.name or "(no name)"
        memory = _memory(entry)
        words = f"  {memory}" if memory else ""
        print(f"{entry.kind:<10} {name:<24} {_signal(entry)}  {entry.address}{words}")
    if all(entry.heard_at is None for entry in entries):
        print("No treadmill and no strap in range: switch them on and close other apps.")
    return DONE


def _row(entry: Entry) -> dict[str, object]:
    device = entry.device
    checked_on = device.checked_on if isinstance(device, KnownTreadmill) else None
    return {
        "name": device.name or None,
        "address": entry.address,
        "kind": entry.kind.value,
        "rssi_dbm": entry.rssi_dbm,
        "in_range": entry.heard_at is not None,
        "own_name": device.own_name or None,
        "remembered": entry.is_known,
        "chosen": entry.is_chosen,
        "checked_on": None if checked_on is None else checked_on.isoformat(),
        "battery_percent": device.battery_percent if isinstance(device, KnownStrap) else None,
    }


def _signal(entry: Entry) -> str:
    if entry.rssi_dbm is not None:
        return f"{entry.rssi_dbm:>4} dBm"
    return "  in use" if entry.is_held else "  absent"


def _memory(entry: Entry) -> str:
    """What is remembered of a device, in a few words."""
    words = [f'"{entry.device.own_name}"'] if entry.device.own_name else []
    if entry.is_chosen:
        words.append("chosen")
    elif entry.is_known:
        words.append("remembered")
    match entry.device:
        case KnownTreadmill(is_checked=True, checked_on=day):
            words.append(f"checked {day}")
        case KnownStrap(battery_percent=int(percent)):
            words.append(f"battery {percent} %")
    return ", ".join(words)


def trace_devices(file: Path, seconds: float, air: AirOptions) -> int:
    """Records what a treadmill and a strap send, until the time is over or Ctrl-C."""
    named, known = load_settings().devices, known_devices(air)
    choices = {
        DeviceKind.TREADMILL: choice_of(known, KnownTreadmill, air.treadmill or named.treadmill),
        DeviceKind.STRAP: choice_of(known, KnownStrap, air.strap or named.strap),
    }
    clock = clock_of(air.rate)

    async def record() -> None:
        async with open_air(air, clock) as radio:
            radio.tap = recorder
            await observe(radio, choices, seconds, print)

    with recording(file, clock) as recorder, suppress(KeyboardInterrupt):
        asyncio.run(record())
    if not recorder.packets:
        print("No treadmill and no strap answered: switch them on and close other apps.")
        return FAILED
    counts = ", ".join(f"{count} of the {kind}" for kind, count in recorder.packets.items())
    print(f"{file}: {counts}; 'runwalk run 1-2 --virtual trace:{file}' plays it")
    return DONE


def print_quirks(*, json: bool) -> int:
    """Lists what virtual devices can be made to do, each with the machine it was seen on."""
    from runwalk_tui.session.air import quirks_table

    rows = quirks_table()
    if json:
        print(json_text.dumps([row._asdict() for row in rows]))
        return DONE
    width = max(len(row.name) for row in rows)
    for row in rows:
        print(f"{row.name:<{width}}  {row.whom:<9}  {row.line}")
        print(f"{'':<{width}}  source:    {row.source}")
    return DONE


def print_findings(*, json: bool) -> int:
    """Examines this machine; the status is 1 if something keeps workouts from running."""
    from runwalk_tui.doctor import Finding, Level, examine

    async def examined() -> list[Finding]:
        findings = []
        async for finding in examine(Clock()):
            findings.append(finding)
            if not json:
                print(f"{_SIGNS[finding.level.value]} {finding.name:<16} {finding.what}")
                if finding.remedy:
                    print(f"{'':<19}{finding.remedy}")
        return findings

    findings = asyncio.run(examined())
    failures = sum(finding.level is Level.FAILURE for finding in findings)
    if json:
        print(json_text.dumps([asdict(finding) for finding in findings]))
    elif failures:
        print(f"{failures} of these must be better before a belt can be driven.")
    else:
        print("Well enough to run.")
    return FAILED if failures else DONE


_SIGNS = {"ok": "  ", "warning": "! ", "failure": "!!"}


def simulate_devices(controller: str, strap_controller: str, spec: str) -> int:
    """Serves the virtual devices until interrupted."""
    from runwalk_tui.session.air import simulate

    asyncio.run(simulate(controller, spec, print, strap_controller=strap_controller))
    return DONE
