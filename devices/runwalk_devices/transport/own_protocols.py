"""Treadmills with a protocol of their own, as they advertise themselves.

Their services are no proof: FFF0 is anybody's, and FE00 is assigned to another company. So the name
has to fit as well. ph4-walkingpad finds a WalkingPad by its name alone, qdomyos-zwift both kinds.
"""

from collections.abc import Set as AbstractSet
from fnmatch import fnmatchcase
from types import MappingProxyType

from runwalk_devices.codecs.uuids import FITSHOW_SERVICE, WALKING_PAD_SERVICE

NAMES = MappingProxyType(
    {
        WALKING_PAD_SERVICE: ("*walkingpad*", "ks-*", "r1 pro*", "kingsmith*"),
        FITSHOW_SERVICE: ("fs-*",),
    }
)
"""What machines of a service call themselves, in small letters."""
BY_NAME = ("*walkingpad*",)
"""The same of those that advertise no service."""


def is_own_treadmill(name: str | None, services: AbstractSet[str]) -> bool:
    """Return True if what advertises so is a treadmill with a protocol of its own.

    Args:
        name: As it calls itself.
        services: What it advertises, in small letters.
    """
    called = (name or "").casefold()
    patterns = [one for service in services for one in NAMES.get(service, ())]
    if not services:
        patterns = [*BY_NAME]
    return any(fnmatchcase(called, pattern) for pattern in patterns)
