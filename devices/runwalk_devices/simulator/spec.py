"""Parses the text of a virtual scene, such as "treadmill:beeps+pod".

    scene   = [machine] *("+" sensor)
    machine = kind [":" quirks] / "quirks:" quirks / "machine:" model / "trace:" file
    sensor  = kind [":" quirks]
    quirks  = name [":" number] *("," name [":" number])

Nothing is a treadmill. There is always a strap. A comma may stand for the colon after a kind.
"""

import re
from dataclasses import replace
from typing import Final

from runwalk_devices import sentences as said
from runwalk_devices.frozen import dataclass

TREADMILL: Final = "treadmill"
BIKE: Final = "bike"
PAD: Final = "pad"
FITSHOW: Final = "fitshow"
TACX: Final = "tacx"
ELLIPTICAL: Final = "elliptical"
ROWER: Final = "rower"
CLIMBER: Final = "climber"
STEPPER: Final = "stepper"
MACHINES: Final = (TREADMILL, BIKE, PAD, FITSHOW, TACX, ELLIPTICAL, ROWER, CLIMBER, STEPPER)
"""The kinds of machine; `runwalk_devices.simulator.machines` makes them."""

POD: Final = "pod"
METER: Final = "meter"
CADENCE: Final = "cadence"
SENSORS: Final = (POD, METER, CADENCE)
"""The kinds of sensor beside the strap; `runwalk_devices.simulator.sensors` makes them."""

_QUIRKS: Final = "quirks:"
_MODEL: Final = "machine:"
_TRACE: Final = "trace:"
_PART: Final = re.compile(r"([a-z_]+)(?:[:,](.*))?", re.DOTALL)


@dataclass(frozen=True, slots=True)
class SceneSpec:
    """The devices on a virtual air.

    Attributes:
        machine: One of `MACHINES`.
        sensors: Of `SENSORS`, each once.
        quirks: The behaviours of all of them, as `parse_quirks` takes them; None for none.
        model: A known machine whose name and behaviours the treadmill has; "" for none.
        trace: A file to play in place of the treadmill and the strap; "" for none.
    """

    machine: str = TREADMILL
    sensors: tuple[str, ...] = ()
    quirks: str | None = None
    model: str = ""
    trace: str = ""


def parse_scene(text: str) -> SceneSpec:
    """The devices that a text names.

    Raises:
        ValueError: If it is none of the forms above, or names a sensor twice.
    """
    first, *sensors = _parts(text)
    if _is_sensor(first):
        first, sensors = "", [first, *sensors]
    scene = _machine(first)
    for part in sensors:
        kind, quirks = _kind(part)
        if kind in scene.sensors:
            raise ValueError(said.TWICE.format(kind=kind))
        scene = replace(scene, sensors=(*scene.sensors, kind), quirks=_joined(scene.quirks, quirks))
    return scene


def names_scene(word: str) -> bool:
    """Tell a scene from any other word of a command line, right or wrong within."""
    if word.startswith((_QUIRKS, _MODEL, _TRACE)):
        return True
    return _kind(word.partition("+")[0])[0] in (*MACHINES, *SENSORS)


def _parts(text: str) -> list[str]:
    """The machine, then the sensors; a plus before anything else belongs to a name or a file."""
    parts, sensors = text.split("+"), list[str]()
    while len(parts) > 1 and _is_sensor(parts[-1]):
        sensors.insert(0, parts.pop())
    return ["+".join(parts), *sensors]


def _is_sensor(part: str) -> bool:
    return _kind(part)[0] in SENSORS


def _kind(part: str) -> tuple[str, str | None]:
    """The kind that a part names, "" for none, and its quirks."""
    match = _PART.fullmatch(part)
    return ("", None) if match is None else (match[1], match[2])


def _machine(part: str) -> SceneSpec:
    if not part:
        return SceneSpec()
    if part.startswith(_QUIRKS):
        return SceneSpec(quirks=part.removeprefix(_QUIRKS))
    if part.startswith(_MODEL):
        return SceneSpec(model=part.removeprefix(_MODEL))
    if part.startswith(_TRACE):
        return SceneSpec(trace=part.removeprefix(_TRACE))
    kind, quirks = _kind(part)
    if kind not in MACHINES:
        raise _unknown(part)
    return SceneSpec(kind, quirks=quirks)


def _joined(quirks: str | None, more: str | None) -> str | None:
    given = [one for one in (quirks, more) if one is not None]
    return ",".join(given) if given else None


def _unknown(part: str) -> ValueError:
    machines, sensors = ", ".join(MACHINES), ", ".join(f"+{kind}" for kind in SENSORS)
    return ValueError(said.NO_VIRTUAL.format(part=repr(part), machines=machines, sensors=sensors))
