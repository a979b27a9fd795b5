"""A device in words: what it can do, what it wants, and how it is."""

from runwalk_devices.treadmill.catalogue import machine_called
from runwalk_tui.known_devices.known import KnownDevice, KnownStrap
from runwalk_tui.known_devices.known_treadmill import KnownTreadmill
from runwalk_tui.workout.capabilities import in_words

UNCHECKED = "Capabilities unknown until checked: a minute at walking speed."


def portrait(device: KnownDevice, *, miles: bool = False) -> list[str]:
    """Sentences on all that is known of ``device``, in kilometres or ``miles``."""
    match device:
        case KnownTreadmill(checked_on=None, obeys=None):
            return [UNCHECKED, *_reported(device)]
        case KnownTreadmill():
            return [*_treadmill(device, miles=miles), *_reported(device)]
        case KnownStrap(battery_percent=int(percent)):
            when = f", on {device.battery_on}" if device.battery_on is not None else ""
            return [f"Battery {percent} % when last connected{when}."]
    return ["Battery level unknown until connected."]


def _treadmill(machine: KnownTreadmill, *, miles: bool) -> list[str]:
    lines = in_words(machine.sheet, miles=miles)[1:]
    if machine.checked_on is not None:
        lines.append(f"Checked on {machine.checked_on}.")
    return lines


def _reported(machine: KnownTreadmill) -> list[str]:
    """Return what others have reported of treadmills of that name."""
    model = machine_called(machine.name)
    if model is None:
        return []
    return [f"Reported of {model.called}: it {'; '.join(model.does)}."]
