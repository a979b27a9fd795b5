"""Chooses a device among those in range."""

from collections.abc import Sequence
from dataclasses import replace

from runwalk_devices import sentences as said
from runwalk_devices.frozen import dataclass
from runwalk_devices.transport.adapter import MACHINES, DeviceKind, Sighting
from runwalk_devices.transport.address import may_be_random


@dataclass(frozen=True, slots=True)
class Remembered:
    """A device of earlier days: its address then, what it called itself, and what else it has."""

    address: str
    name: str
    other_names: tuple[str, ...] = ()

    def __str__(self) -> str:
        return self.name or self.address


Choice = str | Remembered | None
"""A name or address as the runner gave it, or a device of earlier days.

None takes the strongest of its kind.
"""


@dataclass(frozen=True, slots=True)
class Wanted:
    """The device that a link is for.

    Attributes:
        kind: What it has to be.
        choice: As the runner made it.
        name: Name of the device once known.
        names: All that it has been called.
        address: Address of the device once known.
        namesakes: Addresses of other devices that bear its name.
        others: Addresses of others of its kind that were in range when it was found.
        remark: What its finder has to say of it, for people.
    """

    kind: DeviceKind
    choice: Choice = None
    name: str | None = None
    address: str | None = None
    names: frozenset[str] = frozenset()
    namesakes: frozenset[str] = frozenset()
    others: frozenset[str] = frozenset()
    remark: str = ""

    @property
    def is_known(self) -> bool:
        """True if it has been found before, and only that very device will do."""
        return self.address is not None

    def known_as(self, sighting: Sighting, sightings: Sequence[Sighting]) -> "Wanted":
        """The same wish for exactly this device; whoever bears its name beside it is another."""
        names = sighting.names.union(filter(None, [sighting.name]))
        beside = {seen.address for seen in sightings if any(map(seen.is_called, names))}
        others = {seen.address for seen in sightings if self.is_of_kind(seen)}
        return replace(
            self,
            name=sighting.name,
            address=sighting.address,
            names=self.names | names,
            namesakes=(self.namesakes | beside) - {sighting.address},
            others=(self.others | others) - {sighting.address},
            remark=self._remark(sighting, len(others - {sighting.address})),
        )

    def _remark(self, sighting: Sighting, rivals: int) -> str:
        if self._expected is not None:
            address, names = self._expected
            if sighting.address == address:
                return ""
            is_it = any(map(sighting.is_called, names))
            return said.AT_NEW_ADDRESS if is_it else said.ANOTHER_DEVICE
        is_guess = self.choice is None and rivals > 0
        return said.STRONGEST.format(count=rivals + 1) if is_guess else ""

    @property
    def _expected(self) -> tuple[str, frozenset[str]] | None:
        """Address and names of the one device that is meant, if one is."""
        if self.address is not None:
            names = {self.name or "", *self.names}
            return self.address, frozenset(names - {""})
        if isinstance(self.choice, Remembered):
            names = {self.choice.name, *self.choice.other_names}
            return self.choice.address, frozenset(names - {""})
        return None

    @property
    def called(self) -> str | None:
        """Its name once known; before, what is sought, or None if any of its kind will do."""
        if self.is_known or self.choice is None:
            return self.name
        return str(self.choice)

    @property
    def has_expectations(self) -> bool:
        """True if one device is meant, and any other could only stand for it."""
        return self._expected is not None

    def best(self, sightings: Sequence[Sighting]) -> Sighting | None:
        """The device among ``sightings``, strongest first; None if it is not there.

        A machine that the runner named may advertise no service. One that is known may come back
        under another address, as some make up a new one at times: then its name tells, provided
        that both addresses may be random and that nobody else bears it. Which of two is meant by a
        name, nobody can tell.
        """
        if self._expected is None and self.choice is None:
            return next((seen for seen in sightings if self.is_of_kind(seen)), None)
        address = self.choice if self._expected is None else self._expected[0]
        same = [seen for seen in sightings if seen.address.casefold() == str(address).casefold()]
        if same:
            return same[0]
        named = self._namesakes(sightings)
        return named[0] if len(named) == 1 else None

    def _namesakes(self, sightings: Sequence[Sighting]) -> list[Sighting]:
        """All that may be the one of that name."""
        if self._expected is None:
            return [seen for seen in sightings if seen.is_called(str(self.choice))]
        address, expected = self._expected
        if not expected or not may_be_random(address):
            return []
        return [
            seen
            for seen in sightings
            if self.is_of_kind(seen)
            and any(map(seen.is_called, expected))
            and may_be_random(seen.address)
            and seen.address not in self.namesakes
        ]

    def doubt(self, sightings: Sequence[Sighting]) -> str:
        """The reason to take none of ``sightings`` although some may be meant; else empty."""
        named = self._namesakes(sightings)
        if self.best(sightings) is not None:
            return ""
        if len(named) < 2:
            return self._other_machines(sightings)
        addresses = ", ".join(sorted(seen.address for seen in named))
        return said.NAMESAKES.format(count=len(named), addresses=addresses)

    def _other_machines(self, sightings: Sequence[Sighting]) -> str:
        """What there is in the place of a machine, where any of its kind would do."""
        if self.kind not in MACHINES or self.choice is not None or self.is_known:
            return ""
        there = sorted({kind.value for seen in sightings for kind in seen.kinds & MACHINES})
        if not there:
            return ""
        return said.OTHER_MACHINE.format(kind=self.kind, there=there[0])

    def substitute(self, sightings: Sequence[Sighting]) -> Sighting | None:
        """The strap that may have been put on instead: the only one that was not there before."""
        if self.kind is not DeviceKind.STRAP or self.choice is not None or not self.is_known:
            return None
        new = [
            seen for seen in sightings if self.is_of_kind(seen) and seen.address not in self.others
        ]
        return new[0] if len(new) == 1 and self.best(sightings) is None else None

    def is_certain(self, sighting: Sighting) -> bool:
        """Return True if no other device could be meant, however strong."""
        address = self.choice if self._expected is None else self._expected[0]
        return isinstance(address, str) and address.casefold() == sighting.address.casefold()

    def is_of_kind(self, sighting: Sighting) -> bool:
        """Return True if it is of the kind that is wanted.

        A treadmill that measures heart rate too is no strap: one link a device.
        """
        machines = sighting.kinds & MACHINES
        if self.kind.is_sensor:
            return self.kind in sighting.kinds and not machines
        return self.kind in machines
