"""A device in words: what it can do, what it wants, and how it is."""

from runwalk_devices.treadmill.catalogue import machine_called
from runwalk_tui.known_devices.known import KnownDevice, KnownSensor
from runwalk_tui.known_devices.known_pod import KnownPod
from runwalk_tui.known_devices.known_treadmill import KnownTreadmill
from runwalk_tui.units.constants import Units
from runwalk_tui.units.format import distance
from runwalk_tui.workout.capabilities import in_words

UNCHECKED = "Capabilities unknown until checked: a minute at walking speed."


def portrait(device: KnownDevice, *, miles: bool = False) -> list[str]:
    """Sentences on all that is known of ``device``, in kilometres or ``miles``."""
    match device:
        case KnownTreadmill(checked_on=None, obeys=None):
            return [UNCHECKED, *_reported(device)]
        case KnownTreadmill():
            return [*_treadmill(device, miles=miles), *_reported(device)]
        case KnownPod():
            return [*_battery(device), *_pod(device, miles=miles)]
        case KnownSensor():
            return _battery(device)
    return []


def _battery(sensor: KnownSensor) -> list[str]:
    if sensor.battery_percent is None:
        return ["Battery level unknown until connected."]
    when = f", on {sensor.battery_on}" if sensor.battery_on is not None else ""
    return [f"Battery {sensor.battery_percent} % when last connected{when}."]


def _pod(pod: KnownPod, *, miles: bool) -> list[str]:
    """Which feet it counts, and how the treadmills that it was compared with measure."""
    counts = {
        None: "Whether its cadence is of one foot or both is found out in the first workout.",
        True: "Its cadence is that of one foot; it is shown and exported for both.",
        False: "Its cadence is that of both feet.",
    }
    units: Units = "mi" if miles else "km"
    return [counts[pod.one_foot]] + [
        f"{belt.name or belt.address} measures {belt.factor:.3f} times its distance, "
        f"by {distance(belt.metres, units)} {units} at a steady speed."
        for belt in reversed(pod.belts)
    ]


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
