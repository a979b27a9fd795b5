"""A device in words: what it can do, what it wants, and how it is."""

from runwalk_tui.known_devices.known import KnownDevice, KnownStrap
from runwalk_tui.known_devices.known_treadmill import KnownTreadmill
from runwalk_tui.workout.capabilities import in_words

UNCHECKED = "What it can do is not known yet: a minute at walking speed, the check, finds out."


def portrait(device: KnownDevice, *, miles: bool = False) -> list[str]:
    """What is known of ``device``, a sentence each, for who reads kilometres or ``miles``."""
    match device:
        case KnownTreadmill(checked_on=None, obeys=None):
            return [UNCHECKED]
        case KnownTreadmill():
            return _treadmill(device, miles=miles)
        case KnownStrap(battery_percent=int(percent)):
            when = f", on {device.battery_on}" if device.battery_on is not None else ""
            return [f"Its battery had {percent} % when it was last connected{when}."]
    return ["Its battery is not known yet: connecting to it tells."]


def _treadmill(machine: KnownTreadmill, *, miles: bool) -> list[str]:
    lines = in_words(machine.sheet, miles=miles)[1:]
    if machine.checked_on is not None:
        lines.append(f"Checked on {machine.checked_on}.")
    return lines
