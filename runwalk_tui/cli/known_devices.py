"""Commands on what is remembered of devices: remember, rename, forget, choose, show."""

import asyncio
import json as json_text
import sys
from collections.abc import Sequence
from dataclasses import asdict

import msgspec

from runwalk_devices.clock import clock_of
from runwalk_devices.transport.adapter import Sighting
from runwalk_devices.transport.discovery import COMPARE_S
from runwalk_tui.config.settings import load_settings
from runwalk_tui.errors import DONE, FAILED, UsageError
from runwalk_tui.known_devices.actions import Register
from runwalk_tui.known_devices.description import portrait
from runwalk_tui.known_devices.known import KnownDevice, NameRefusedError
from runwalk_tui.known_devices.known_treadmill import KnownTreadmill
from runwalk_tui.known_devices.listing import Entry, roster
from runwalk_tui.session.air import AirOptions, open_air
from runwalk_tui.session.opening import known_devices


def remember_device(word: str, air: AirOptions, seconds: float) -> int:
    """Keeps a device that is in range."""
    register = _register(air)
    entry = _find(word, register, air, seconds)
    return FAILED if entry is None else _say(register.remember(entry))


def rename_device(word: str, own_name: str, air: AirOptions, seconds: float) -> int:
    """Has a device be called so."""
    register = _register(air)
    entry = _find(word, register, air, seconds)
    if entry is None:
        return FAILED
    try:
        return _say(register.rename(entry, own_name))
    except NameRefusedError as error:
        raise UsageError(str(error)) from error


def forget_device(word: str, air: AirOptions) -> int:
    """Has a device be a stranger."""
    register = _register(air)
    return _say(register.forget(_remembered(word, register)))


def choose_device(word: str, air: AirOptions, seconds: float, *, undo: bool) -> int:
    """Has a device be the one of its kind to connect to, or again the nearest."""
    register = _register(air)
    entry = _remembered(word, register) if undo else _find(word, register, air, seconds)
    return FAILED if entry is None else _say(register.choose(entry, chosen=not undo))


def show_device(word: str, air: AirOptions, *, json: bool) -> int:
    """Says what is known of a device."""
    entry = _remembered(word, _register(air))
    device = entry.device
    if json:
        print(json_text.dumps(_as_json(entry)))
        return DONE
    own = f" ({device.name})" if device.own_name and device.name else ""
    chosen = ", the one to connect to" if entry.is_chosen else ""
    print(f"{device.called}{own}, {entry.kind} at {device.address}{chosen}")
    print("\n".join(portrait(device, miles=load_settings().units == "mi")))
    return DONE


def _register(air: AirOptions) -> Register:
    return Register(known_devices(air), load_settings().devices)


def _say(line: str) -> int:
    print(line)
    return DONE


def _as_json(entry: Entry) -> dict[str, object]:
    """A treadmill's is its sheet, as the check prints it, and more."""
    device = entry.device
    known: dict[str, object] = msgspec.to_builtins(device)
    row = {"kind": entry.kind.value, "own_name": device.own_name, "chosen": entry.is_chosen}
    if not isinstance(device, KnownTreadmill):
        battery = ("name", "address", "battery_percent", "battery_on")
        return {**row, **{key: known.get(key) for key in battery}}
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
        there = f"remembered are {', '.join(names)}" if names else "none is remembered"
        raise UsageError(f"{word}: no such device is remembered; {there}")
    return entry


def _find(word: str, register: Register, air: AirOptions, seconds: float) -> Entry | None:
    """The remembered device of that name or address, else the one in range."""
    entry = _only(word, roster([], register.machines, register.named))
    if entry is None:
        heard = asyncio.run(_scan(word, air, seconds))
        entry = _only(word, roster(heard, register.machines, register.named))
    if entry is None:
        what = f"{word}: no treadmill and no strap of that name or address is in range"
        print(f"runwalk: {what}; 'runwalk devices' lists them", file=sys.stderr)
    return entry


def _only(word: str, entries: Sequence[Entry]) -> Entry | None:
    found = [entry for entry in entries if entry.answers_to(word)]
    if len(found) > 1:
        addresses = " or ".join(entry.address for entry in found)
        raise UsageError(f"{word}: several devices have this name; write {addresses}")
    return found[0] if found else None


async def _scan(word: str, air: AirOptions, seconds: float) -> list[Sighting]:
    """What is heard until a device of that name or address is, and had time to be no namesake."""
    clock = clock_of(air.rate)
    enough_at = clock.now() + COMPARE_S

    def is_there(sightings: Sequence[Sighting]) -> bool:
        names = {(one.name or "").casefold() for one in sightings}
        addresses = {one.address.casefold() for one in sightings}
        asked = word.casefold()
        return asked in addresses or (asked in names and clock.now() >= enough_at)

    async with open_air(air, clock) as radio:
        return await radio.scan(seconds, until=is_there)
