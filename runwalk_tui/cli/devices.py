"""Commands on devices: what is in range, what it sends, what is wrong, what virtual ones can do."""

import asyncio
import json as json_text
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path

from devices.clock import Clock, clock_of
from devices.radio import UNHEARD_DBM, DeviceKind, Sighting
from runwalk_tui.airoptions import AirOptions
from runwalk_tui.choosing import choice_of
from runwalk_tui.cli.status import DONE, FAILED
from runwalk_tui.known import KnownStrap
from runwalk_tui.machines import Machine
from runwalk_tui.settings import load_settings
from runwalk_tui.shell import known_devices, open_air
from runwalk_tui.tracing import observe, recording


def print_devices(seconds: float, air: AirOptions, *, json: bool) -> int:
    """Lists what is in range, the strongest signal first."""

    async def scan() -> list[Sighting]:
        async with open_air(air, clock_of(air.rate)) as radio:
            return await radio.scan(seconds)

    found = [seen for seen in asyncio.run(scan()) if seen.kinds]
    if json:
        rows = [
            {
                "name": seen.name,
                "address": seen.address,
                "kind": _kind(seen),
                "rssi_dbm": None if seen.rssi == UNHEARD_DBM else seen.rssi,
            }
            for seen in found
        ]
        print(json_text.dumps(rows))
        return DONE
    for seen in found:
        name = seen.name or "(no name)"
        signal = "  in use" if seen.rssi == UNHEARD_DBM else f"{seen.rssi:>4} dBm"
        print(f"{_kind(seen):<10} {name:<24} {signal}  {seen.address}")
    if not found:
        print("No treadmill and no strap in range: switch them on and close other apps.")
    return DONE


def _kind(seen: Sighting) -> str:
    return min(seen.kinds, key=list(DeviceKind).index).value


def trace_devices(file: Path, seconds: float, air: AirOptions) -> int:
    """Records what a treadmill and a strap send, until the time is over or Ctrl-C."""
    named, known = load_settings().devices, known_devices(air)
    choices = {
        DeviceKind.TREADMILL: choice_of(known, Machine, air.treadmill or named.treadmill),
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
    """Lists what virtual devices can be made to do."""
    from devices.virtual.quirks import quirks_table

    rows = quirks_table()
    if json:
        print(json_text.dumps([row._asdict() for row in rows]))
        return DONE
    width = max(len(row.name) for row in rows)
    for row in rows:
        print(f"{row.name:<{width}}  {row.whom:<9}  {row.line}")
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
    from runwalk_tui.simulate import simulate

    asyncio.run(simulate(controller, spec, print, strap_controller=strap_controller))
    return DONE
