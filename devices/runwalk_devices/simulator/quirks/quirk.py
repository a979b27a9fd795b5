"""The description of a behaviour that a virtual device can be given."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic

from runwalk_devices.simulator.behaviour import Behaviour
from runwalk_devices.simulator.peripheral import Device


class Whom(StrEnum):
    """The kind of device that has a behaviour."""

    TREADMILL = "treadmill"
    STRAP = "strap"
    POD = "pod"
    LINK = "link"
    PAD = "pad"
    FITSHOW = "fitshow"
    TRAINER = "machine without a belt"


@dataclass(frozen=True, kw_only=True)
class Quirk(Generic[Device]):
    """A behaviour of real devices, under its name.

    Attributes:
        name: As it is switched on.
        kind: The class of the behaviour itself.
        does: What the device does, for people.
        client: What is expected of a client.
        evidence: How it is known: M measured on hardware, R a user's report, C read from another
            program's code, S specification, X constructed; several are separated by ", ".
        source: The machine it was seen on and where that is told, the section of a specification,
            or "constructed"; for people.
        whom: Whose behaviour it is.
        number: What its number counts; "" if it has none.
        most: The highest number that it takes.
        aspect: A device has one behaviour of the same aspect at the most; "" is its own.
    """

    name: str
    kind: Callable[[Device], Behaviour]
    does: str
    client: str
    evidence: str
    source: str
    whom: Whom = Whom.TREADMILL
    number: str = ""
    most: float = math.inf
    aspect: str = ""

    @property
    def line(self) -> str:
        """The device's behaviour, for people, and the way to tune it."""
        return f"{self.does} ({self.name}:N for N {self.number})" if self.number else self.does

    def give(self, device: Device, number: float | None = None) -> Behaviour:
        """Have the device behave so, with its usual number or with another."""
        behaviour = self.kind(device)
        if number is not None:
            behaviour.number = number
        device.take_on(behaviour)
        return behaviour
