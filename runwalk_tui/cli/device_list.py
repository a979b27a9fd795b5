"""Lists the devices in range, and those that are remembered."""

import asyncio

from runwalk_devices.clock import clock_of
from runwalk_devices.transport.adapter import Sighting
from runwalk_tui.cli import sentences
from runwalk_tui.cli.option_rules import checked, listening
from runwalk_tui.config.settings import load_settings
from runwalk_tui.errors import DONE
from runwalk_tui.known_devices.device_words import device_words
from runwalk_tui.known_devices.known import KnownSensor
from runwalk_tui.known_devices.known_pod import KnownPod
from runwalk_tui.known_devices.known_treadmill import KnownTreadmill
from runwalk_tui.known_devices.listing import Entry, roster
from runwalk_tui.session.air import AirOptions, open_air
from runwalk_tui.session.remembered import known_devices


def list_devices(
    *,
    seconds: float = 6.0,
    adapter: str | None = None,
    virtual: str | None = None,
    rate: float = 1.0,
    json: bool = False,
) -> int:
    """As `runwalk_tui.cli.devices.list_devices`."""
    seconds = listening(seconds)
    air = checked(AirOptions(virtual, rate, adapter=adapter))
    known, named = known_devices(air), load_settings().devices

    async def scan() -> list[Sighting]:
        async with open_air(air, clock_of(air.rate)) as radio:
            return await radio.scan(seconds)

    entries = roster(asyncio.run(scan()), known, named)
    if json:
        import json as json_text

        print(json_text.dumps([_row(entry) for entry in entries]))
        return DONE
    for entry in entries:
        name = entry.device.name or sentences.NO_NAME
        memory = _memory(entry)
        words = f"  {memory}" if memory else ""
        print(f"{device_words(entry.kind):<14} {name:<24} {_signal(entry)}  {entry.address}{words}")
    if all(entry.heard_at is None for entry in entries):
        print(sentences.NONE_IN_RANGE)
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
        "one_foot": device.one_foot if isinstance(device, KnownPod) else None,
        "battery_percent": device.battery_percent if isinstance(device, KnownSensor) else None,
    }


def _signal(entry: Entry) -> str:
    if entry.rssi_dbm is not None:
        return f"{entry.rssi_dbm:>4} dBm"
    return f"{sentences.IN_USE if entry.is_held else sentences.ABSENT:>8}"


def _memory(entry: Entry) -> str:
    """Return what is remembered of a device, in a few words."""
    words = [f'"{entry.device.own_name}"'] if entry.device.own_name else []
    if entry.is_chosen:
        words.append(sentences.CHOSEN)
    elif entry.is_known:
        words.append(sentences.REMEMBERED)
    match entry.device:
        case KnownTreadmill(is_checked=True, checked_on=day):
            words.append(sentences.CHECKED_ON.format(day=day))
        case KnownSensor(battery_percent=int(percent)):
            words.append(sentences.BATTERY.format(percent=percent))
    return ", ".join(words)
