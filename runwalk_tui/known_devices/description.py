"""A device in words: what it can do, what it wants, and how it is."""

from runwalk_devices.treadmill.catalogue import machine_called
from runwalk_tui.known_devices import sentences as shown
from runwalk_tui.known_devices.known import KnownDevice, KnownSensor
from runwalk_tui.known_devices.known_pod import KnownPod
from runwalk_tui.known_devices.known_trainer import KnownTrainer
from runwalk_tui.known_devices.known_treadmill import KnownTreadmill
from runwalk_tui.units.constants import Units
from runwalk_tui.units.format import distance
from runwalk_tui.workout.capabilities import in_words


def portrait(device: KnownDevice, *, miles: bool = False) -> list[str]:
    """Sentences on all that is known of ``device``, in kilometres or ``miles``."""
    match device:
        case KnownTreadmill(checked_on=None, obeys=None):
            return [shown.UNCHECKED, *_reported(device)]
        case KnownTreadmill():
            return [*_treadmill(device, miles=miles), *_reported(device)]
        case KnownTrainer():
            return [shown.TRAINER]
        case KnownPod():
            return [*_battery(device), *_pod(device, miles=miles)]
        case KnownSensor():
            return _battery(device)
    return []


def _battery(sensor: KnownSensor) -> list[str]:
    if sensor.battery_percent is None:
        return [shown.BATTERY_UNKNOWN]
    was = shown.BATTERY_WAS if sensor.battery_on is None else shown.BATTERY_WAS_ON
    return [was.format(percent=sensor.battery_percent, day=sensor.battery_on)]


def _pod(pod: KnownPod, *, miles: bool) -> list[str]:
    """Which feet it counts, and how the treadmills that it was compared with measure."""
    counts = {None: shown.FEET_UNKNOWN, True: shown.ONE_FOOT, False: shown.BOTH_FEET}
    units: Units = "mi" if miles else "km"
    return [counts[pod.one_foot]] + [
        shown.BELT_MEASURES.format(
            belt=belt.name or belt.address,
            factor=belt.factor,
            length=f"{distance(belt.metres, units)} {units}",
        )
        for belt in reversed(pod.belts)
    ]


def _treadmill(machine: KnownTreadmill, *, miles: bool) -> list[str]:
    lines = in_words(machine.sheet, miles=miles)[1:]
    if machine.checked_on is not None:
        lines.append(shown.CHECKED_ON.format(day=machine.checked_on))
    return lines


def _reported(machine: KnownTreadmill) -> list[str]:
    """Return what others have reported of treadmills of that name."""
    model = machine_called(machine.name)
    if model is None:
        return []
    return [shown.REPORTED.format(called=model.called, does="; ".join(model.does))]
