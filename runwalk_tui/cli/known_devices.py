"""Remembered devices: remember, rename, forget, choose, show."""

import asyncio
import json as json_text
import sys
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from typing import Annotated

import msgspec
from cyclopts import Parameter

from runwalk_devices.clock import clock_of
from runwalk_devices.sensor import read_battery
from runwalk_devices.transport.adapter import Sighting
from runwalk_devices.transport.discovery import COMPARE_S
from runwalk_devices.treadmill.catalogue import known_machines
from runwalk_tui.cli import sentences
from runwalk_tui.cli import sentences_of_refusals as refusals
from runwalk_tui.cli.option_rules import checked, listening
from runwalk_tui.cli.options import BluetoothAdapter, Json, Rate, Seconds, Virtual
from runwalk_tui.config.settings import load_settings
from runwalk_tui.errors import DONE, FAILED, UsageError
from runwalk_tui.known_devices.actions import Register
from runwalk_tui.known_devices.description import portrait
from runwalk_tui.known_devices.device_words import device_words
from runwalk_tui.known_devices.known import BatteryLevel, KnownDevice, NameRefusedError
from runwalk_tui.known_devices.known_pod import KnownPod
from runwalk_tui.known_devices.known_treadmill import KnownTreadmill
from runwalk_tui.known_devices.listing import Entry, roster
from runwalk_tui.session.air import AirOptions, open_air
from runwalk_tui.session.remembered import known_devices


def remember(
    device: str,
    *,
    seconds: Seconds = 6.0,
    adapter: BluetoothAdapter = None,
    virtual: Virtual = None,
    rate: Rate = 1.0,
) -> int:
    """Remember a device that is in range.

    Parameters
    ----------
    device
        Name or address of the device.
    """
    air = checked(AirOptions(virtual, rate, adapter=adapter))
    register, entry = _in_range(device, air, seconds)
    return FAILED if entry is None else _say(register.remember(entry))


def rename(
    device: str,
    name: str,
    *,
    seconds: Seconds = 6.0,
    adapter: BluetoothAdapter = None,
    virtual: Virtual = None,
    rate: Rate = 1.0,
) -> int:
    """Give a device a name of your own, for use in every command.

    Parameters
    ----------
    device
        Name or address of the device.
    name
        Your name for it; "" brings back its own name.
    """
    air = checked(AirOptions(virtual, rate, adapter=adapter))
    register, entry = _in_range(device, air, seconds)
    if entry is None:
        return FAILED
    try:
        return _say(register.rename(entry, name))
    except NameRefusedError as error:
        raise UsageError(str(error)) from error


def choose(
    device: str,
    *,
    undo: Annotated[bool, Parameter(help="Connect to the nearest one again.")] = False,
    seconds: Seconds = 6.0,
    adapter: BluetoothAdapter = None,
    virtual: Virtual = None,
    rate: Rate = 1.0,
) -> int:
    """Choose the machine or sensor to connect to from now on.

    Parameters
    ----------
    device
        Name or address of the device.
    """
    air = checked(AirOptions(virtual, rate, adapter=adapter))
    seconds = listening(seconds)
    register = _register(air)
    entry = _remembered(device, register) if undo else _find(device, register, air, seconds)
    return FAILED if entry is None else _say(register.choose(entry, chosen=not undo))


def forget(device: str, *, virtual: Virtual = None) -> int:
    """Forget a device; a treadmill is then checked again.

    Parameters
    ----------
    device
        Name or address of the device.
    """
    air = checked(AirOptions(virtual))
    register = _register(air)
    return _say(register.forget(_remembered(device, register)))


def battery(
    device: str,
    *,
    seconds: Seconds = 6.0,
    adapter: BluetoothAdapter = None,
    virtual: Virtual = None,
    rate: Rate = 1.0,
) -> int:
    """Ask a sensor that is in range for its battery level.

    Parameters
    ----------
    device
        Name or address of the device.
    """
    air = checked(AirOptions(virtual, rate, adapter=adapter))
    register, entry = _in_range(device, air, seconds)
    if entry is None:
        return FAILED
    if not entry.kind.is_sensor:
        return _fail(sentences.NO_BATTERY.format(device=entry.called))
    try:
        percent = asyncio.run(_charge(entry, air))
    except TimeoutError:
        return _fail(sentences.NO_ANSWER.format(device=entry.called))
    if percent is None:
        return _fail(sentences.NO_LEVEL.format(device=entry.called))
    return _say(register.note_charge(entry, BatteryLevel(percent, date.today())))


async def _charge(entry: Entry, air: AirOptions) -> int | None:
    async with open_air(air, clock_of(air.rate)) as adapter:
        return await read_battery(adapter, entry.address, entry.kind)


def show(device: str, *, virtual: Virtual = None, json: Json = False) -> int:
    """Show what a remembered device can do.

    Parameters
    ----------
    device
        Name or address of the device.
    """
    air = checked(AirOptions(virtual))
    entry = _remembered(device, _register(air))
    found = entry.device
    if json:
        print(json_text.dumps(_as_json(entry)))
        return DONE
    own = f" ({found.name})" if found.own_name and found.name else ""
    line = sentences.DEVICE.format(
        name=f"{found.called}{own}", kind=device_words(entry.kind), address=found.address
    )
    print(sentences.ONE_TO_CONNECT_TO.format(device=line) if entry.is_chosen else line)
    print("\n".join(portrait(found, miles=load_settings().units == "mi")))
    return DONE


def report(device: str, *, virtual: Virtual = None) -> int:
    """Print what a treadmill's check found, as an entry for the list of known machines.

    Parameters
    ----------
    device
        Name or address of the device.
    """
    from runwalk_tui.known_devices.report import report_of

    found = _remembered(device, _register(checked(AirOptions(virtual)))).device
    if not isinstance(found, KnownTreadmill) or found.obeys is None:
        raise UsageError(refusals.NOT_CHECKED.format(device=device))
    print(report_of(found), end="")
    return DONE


def machines(*, json: Json = False) -> int:
    """List the treadmills that others have reported on, and what they do."""
    known = known_machines()
    if json:
        print(json_text.dumps([asdict(machine) for machine in known]))
        return DONE
    for machine in known:
        print(f"{machine.called} ({', '.join(machine.names)})")
        print("\n".join(f"    {line}" for line in machine.does))
    return DONE


def _register(air: AirOptions) -> Register:
    return Register(known_devices(air), load_settings().devices)


def _say(line: str) -> int:
    print(line)
    return DONE


def _fail(line: str) -> int:
    print(line, file=sys.stderr)
    return FAILED


def _as_json(entry: Entry) -> dict[str, object]:
    """A treadmill's is its sheet, as the check prints it, and more."""
    device = entry.device
    known: dict[str, object] = msgspec.to_builtins(device)
    row = {"kind": entry.kind.value, "own_name": device.own_name, "chosen": entry.is_chosen}
    if not isinstance(device, KnownTreadmill):
        keys = ["name", "address", "battery_percent", "battery_on"]
        keys += ["one_foot", "belts"] if isinstance(device, KnownPod) else []
        return {**row, **{key: known.get(key) for key in keys}}
    return {
        **row,
        **asdict(device.sheet),
        "good": device.sheet.is_good,
        "checked_on": known.get("checked_on"),
        "start_is_toggle": device.start_is_toggle,
        "ask_control_again": device.ask_control_again,
    }


def _remembered(word: str, register: Register) -> Entry:
    """The remembered device of that name or address."""
    entry = _only(word, roster([], register.machines, register.named))
    if entry is None:
        names = [known.called for known in register.machines.of(KnownDevice)]
        what = refusals.NOT_REMEMBERED if names else refusals.NONE_REMEMBERED
        raise UsageError(what.format(device=word, names=", ".join(names)))
    return entry


def _in_range(word: str, air: AirOptions, seconds: float) -> tuple[Register, Entry | None]:
    """What is remembered, and the device that `_find` finds in so many seconds.

    Raises:
        UsageError: If nobody can listen for so long, or several devices have that name.
    """
    seconds = listening(seconds)
    register = _register(air)
    return register, _find(word, register, air, seconds)


def _find(word: str, register: Register, air: AirOptions, seconds: float) -> Entry | None:
    """The remembered device of that name or address, else the one in range."""
    entry = _only(word, roster([], register.machines, register.named))
    if entry is None:
        heard = asyncio.run(_scan(word, air, seconds))
        entry = _only(word, roster(heard, register.machines, register.named))
    if entry is None:
        print(sentences.NOT_IN_RANGE.format(device=word), file=sys.stderr)
    return entry


def _only(word: str, entries: Sequence[Entry]) -> Entry | None:
    found = [entry for entry in entries if entry.answers_to(word)]
    if len(found) > 1:
        addresses = sentences.OR.join(entry.address for entry in found)
        raise UsageError(refusals.SEVERAL.format(device=word, addresses=addresses))
    return found[0] if found else None


async def _scan(word: str, air: AirOptions, seconds: float) -> list[Sighting]:
    """Listens until a device of that name or address is heard, and for namesakes a while longer."""
    clock = clock_of(air.rate)
    enough_at = clock.now() + COMPARE_S

    def is_there(sightings: Sequence[Sighting]) -> bool:
        names = {(one.name or "").casefold() for one in sightings}
        addresses = {one.address.casefold() for one in sightings}
        asked = word.casefold()
        return asked in addresses or (asked in names and clock.now() >= enough_at)

    async with open_air(air, clock) as adapter:
        return await adapter.scan(seconds, until=is_there)
