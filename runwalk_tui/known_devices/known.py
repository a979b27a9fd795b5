"""Remembered devices, and remembered straps."""

from datetime import date
from typing import Annotated, NamedTuple, Self

from msgspec import Meta, Struct
from msgspec.structs import replace

from runwalk_tui.known_devices import sentences

LONGEST_NAME = 24
"""Of an own name, in characters."""

MOST_NAMES = 4
"""So many other names of one device are remembered."""

Percent = Annotated[int, Meta(ge=0, le=100)]
OwnName = Annotated[str, Meta(max_length=LONGEST_NAME)]


class NameRefusedError(ValueError):
    """A device cannot be called that: one line on why and what to do."""


class KnownDevice(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A remembered device.

    Attributes:
        address: Where it was met last.
        name: What it calls itself.
        other_names: What else it was seen to call itself: some advertise one name and have another.
        virtual: Which virtual device it is, as ``--virtual`` says it; None for a real one.
        own_name: What its runner calls it.
        chosen: It is the one of its kind to connect to, unless the runner names another.
    """

    address: str
    name: str = ""
    virtual: str | None = None
    own_name: OwnName = ""
    chosen: bool = False
    other_names: tuple[str, ...] = ()

    def met(self, name: str | None, address: str) -> Self:
        """The same as it was met just now; no name that it had is forgotten."""
        if not name or name == self.name:
            return replace(self, address=address)
        others = dict.fromkeys((*self.other_names, self.name))
        kept = tuple(one for one in others if one not in ("", name))[-MOST_NAMES:]
        return replace(self, address=address, name=name, other_names=kept)

    def as_reported(self) -> Self:
        """A stranger, with what others have reported of its model."""
        return self

    @property
    def called(self) -> str:
        """The device's name for people."""
        return self.own_name or self.name or self.address

    def answers_to(self, word: str) -> bool:
        """Return True if ``word`` is one of its names or its address."""
        names = (self.own_name, self.name, *self.other_names, self.address)
        return bool(word) and word.casefold() in (name.casefold() for name in names)


class BatteryLevel(NamedTuple):
    """A battery's charge in percent, and when it was read."""

    percent: int
    on: date


class KnownSensor(KnownDevice, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A remembered sensor that a runner wears.

    Attributes:
        battery_percent: Its charge when it was last connected; None if it did not say.
        battery_on: When that was.
    """

    battery_percent: Percent | None = None
    battery_on: date | None = None

    def charged(self, charge: BatteryLevel) -> Self:
        """The same with another charge."""
        return replace(self, battery_percent=charge.percent, battery_on=charge.on)


class KnownStrap(KnownSensor, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A remembered heart-rate strap."""


def tidy_name(own_name: str) -> str:
    """An own name as it is kept, without needless spaces.

    Raises:
        NameRefusedError: If it cannot be printed, or is too long to be shown.
    """
    tidy = " ".join(own_name.split())
    if not tidy.isprintable():
        raise NameRefusedError(sentences.UNPRINTABLE.format(name=repr(own_name)))
    if len(tidy) > LONGEST_NAME:
        raise NameRefusedError(sentences.TOO_LONG.format(name=tidy, most=LONGEST_NAME))
    return tidy
