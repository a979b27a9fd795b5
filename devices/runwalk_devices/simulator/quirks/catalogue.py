"""All behaviours by name, and how a text such as "start_is_toggle,rates:10" switches them on."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import NamedTuple, TypeAlias

from runwalk_devices import sentences as said
from runwalk_devices.simulator.behaviour import Behaviour
from runwalk_devices.simulator.fitshow import VirtualFitShow
from runwalk_devices.simulator.pad import VirtualPad
from runwalk_devices.simulator.peripheral import Peripheral
from runwalk_devices.simulator.pod import VirtualPod
from runwalk_devices.simulator.quirks import (
    answering,
    claiming,
    console,
    falling_silent,
    fitshows,
    inclining,
    link,
    measuring,
    offering,
    packing,
    pads,
    pod,
    riding,
    speeds,
    standing,
    starting,
    strap,
    writing,
)
from runwalk_devices.simulator.quirks.quirk import Quirk
from runwalk_devices.simulator.ridden import RiddenMachine
from runwalk_devices.simulator.strap import VirtualStrap
from runwalk_devices.simulator.treadmill import VirtualTreadmill

AnyQuirk: TypeAlias = (
    Quirk[VirtualTreadmill]
    | Quirk[VirtualStrap]
    | Quirk[VirtualPod]
    | Quirk[VirtualPad]
    | Quirk[VirtualFitShow]
    | Quirk[RiddenMachine]
)

TREADMILL_QUIRKS: Mapping[str, Quirk[VirtualTreadmill]] = MappingProxyType(
    {
        quirk.name: quirk
        for quirk in (
            *starting.QUIRKS,
            *standing.QUIRKS,
            *answering.QUIRKS,
            *speeds.QUIRKS,
            *inclining.QUIRKS,
            *writing.QUIRKS,
            *offering.QUIRKS,
            *console.QUIRKS,
            *measuring.QUIRKS,
            *claiming.QUIRKS,
            *packing.QUIRKS,
            *link.QUIRKS,
            *falling_silent.QUIRKS,
        )
    }
)
STRAP_QUIRKS: Mapping[str, Quirk[VirtualStrap]] = MappingProxyType(
    {quirk.name: quirk for quirk in (*strap.QUIRKS, *falling_silent.STRAP_QUIRKS)}
)
POD_QUIRKS: Mapping[str, Quirk[VirtualPod]] = MappingProxyType(
    {quirk.name: quirk for quirk in pod.QUIRKS}
)
QUIRKS: Mapping[str, AnyQuirk] = MappingProxyType(
    {**TREADMILL_QUIRKS, **STRAP_QUIRKS, **POD_QUIRKS}
)
"""The behaviours of a treadmill, a strap and a pod, in the order in which a device applies its own.
"""
PAD_QUIRKS: Mapping[str, Quirk[VirtualPad]] = MappingProxyType(
    {quirk.name: quirk for quirk in pads.QUIRKS}
)
FITSHOW_QUIRKS: Mapping[str, Quirk[VirtualFitShow]] = MappingProxyType(
    {quirk.name: quirk for quirk in fitshows.QUIRKS}
)
TRAINER_QUIRKS: Mapping[str, Quirk[RiddenMachine]] = MappingProxyType(
    {quirk.name: quirk for quirk in riding.QUIRKS}
)
EVERY_QUIRK: Mapping[str, AnyQuirk] = MappingProxyType(
    {**QUIRKS, **PAD_QUIRKS, **FITSHOW_QUIRKS, **TRAINER_QUIRKS}
)
"""Every behaviour of any device."""


class QuirkRow(NamedTuple):
    """A behaviour for people: its name, whose it is, what is done, and where it was seen."""

    name: str
    whom: str
    line: str
    source: str


def quirks_table() -> list[QuirkRow]:
    """Return what there is to switch on, by theme."""
    return [
        QuirkRow(quirk.name, quirk.whom, quirk.line, quirk.source) for quirk in EVERY_QUIRK.values()
    ]


def parse_quirks(spec: str) -> dict[str, float | None]:
    """The behaviours that a text names, each with its number if one is given.

    Args:
        spec: Names, separated by commas; ``name:NUMBER`` tunes one. Of names with the same aspect
            the last one counts.

    Raises:
        ValueError: If a name is unknown, or a number is out of bounds or not wanted.
    """
    numbers: dict[str, float | None] = {}
    for entry in spec.split(","):
        name, colon, text = entry.strip().partition(":")
        quirk = EVERY_QUIRK.get(name)
        if quirk is None:
            raise ValueError(_unknown(name))
        if colon and not quirk.number:
            raise ValueError(said.QUIRK_WITHOUT_NUMBER.format(name=name, text=repr(colon + text)))
        if quirk.aspect:
            rivals = [other for other in numbers if EVERY_QUIRK[other].aspect == quirk.aspect]
            for rival in rivals:
                del numbers[rival]
        numbers[name] = _number(quirk, text) if colon else None
    return numbers


def give_quirks(
    devices: Iterable[Peripheral], numbers: Mapping[str, float | None]
) -> dict[str, Behaviour]:
    """Have the devices behave so, each as far as it is meant.

    Returns:
        The behaviours by name, for a test to make something happen.

    Raises:
        ValueError: If none of them can behave so.
    """
    present = tuple(devices)
    return {name: _give(name, present, numbers[name]) for name in _in_order(numbers)}


def _give(name: str, devices: tuple[Peripheral, ...], number: float | None) -> Behaviour:
    for device in devices:
        match device:
            case VirtualTreadmill() if name in TREADMILL_QUIRKS:
                return TREADMILL_QUIRKS[name].give(device, number)
            case VirtualStrap() if name in STRAP_QUIRKS:
                return STRAP_QUIRKS[name].give(device, number)
            case VirtualPod() if name in POD_QUIRKS:
                return POD_QUIRKS[name].give(device, number)
            case VirtualPad() if name in PAD_QUIRKS:
                return PAD_QUIRKS[name].give(device, number)
            case VirtualFitShow() if name in FITSHOW_QUIRKS:
                return FITSHOW_QUIRKS[name].give(device, number)
            case RiddenMachine() if name in TRAINER_QUIRKS:
                return TRAINER_QUIRKS[name].give(device, number)
    raise ValueError(said.QUIRK_OF_NONE.format(name=name, whom=EVERY_QUIRK[name].whom))


def _in_order(names: Iterable[str]) -> list[str]:
    """The names in the order of `EVERY_QUIRK`: a set of behaviours is the same in any order."""
    wanted = set(names)
    return [name for name in EVERY_QUIRK if name in wanted]


def _number(quirk: AnyQuirk, text: str) -> float:
    try:
        number = float(text)
    except ValueError:
        number = 0.0
    if not 0 < number <= quirk.most:
        most = f"{quirk.most:g}"
        raise ValueError(
            said.QUIRK_NUMBER.format(name=quirk.name, text=text, most=most, what=quirk.number)
        )
    return number


def _unknown(name: str) -> str:
    from difflib import get_close_matches

    near = get_close_matches(name, EVERY_QUIRK, n=1, cutoff=0.5)
    if not near:
        return said.UNKNOWN_QUIRK.format(name=repr(name))
    return said.UNKNOWN_QUIRK_NEAR.format(name=repr(name), near=near[0])
