"""Remember machines and sensors in ``machines.toml`` beside the settings."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TypeVar

import msgspec
from msgspec import Struct, field
from msgspec.structs import replace

from runwalk_devices.transport.address import may_be_random
from runwalk_devices.transport.selection import Choice, Remembered
from runwalk_tui.config.atomic import store
from runwalk_tui.config.paths import config_folder
from runwalk_tui.config.toml import read_toml
from runwalk_tui.errors import FileError, reason
from runwalk_tui.known_devices import sentences
from runwalk_tui.known_devices.known import KnownDevice, KnownStrap, NameRefusedError, tidy_name
from runwalk_tui.known_devices.known_meter import KnownCadenceSensor, KnownPowerMeter
from runwalk_tui.known_devices.known_pod import KnownPod
from runwalk_tui.known_devices.known_trainer import (
    KnownBike,
    KnownClimber,
    KnownElliptical,
    KnownRower,
)
from runwalk_tui.known_devices.known_treadmill import KnownTreadmill

HEADING = "# What runwalk knows of your devices. The program writes this file itself.\n\n"

_BROKEN = "broken-machines.toml"

D = TypeVar("D", bound=KnownDevice)


class MachinesError(FileError):
    """The memory cannot be read: one line on where, what is wrong and what became of it."""


class _File(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    machine: list[KnownTreadmill] = field(default_factory=list)
    strap: list[KnownStrap] = field(default_factory=list)
    pod: list[KnownPod] = field(default_factory=list)
    bike: list[KnownBike] = field(default_factory=list)
    elliptical: list[KnownElliptical] = field(default_factory=list)
    rower: list[KnownRower] = field(default_factory=list)
    climber: list[KnownClimber] = field(default_factory=list)
    power_meter: list[KnownPowerMeter] = field(default_factory=list)
    cadence_sensor: list[KnownCadenceSensor] = field(default_factory=list)


class DeviceRegistry:
    """Every device known so far. A file that cannot be read is set aside, and is not lost.

    Args:
        file: Where they are kept; the runner's own by default. Not made until needed.
        virtual: Which virtual devices are meant, as ``--virtual`` says it: what one does by its
            quirks says nothing about another, and nothing about a real one.

    Attributes:
        complaint: One line on a file that could not be read; None if all is well.
    """

    def __init__(self, file: Path | None = None, *, virtual: str | None = None) -> None:
        self._file = file or machines_file()
        self._virtual = virtual
        self.complaint: str | None = None
        self._known: tuple[KnownDevice, ...] = ()
        self._load()

    def all(self) -> tuple[KnownTreadmill, ...]:
        """Every treadmill of this world, real or virtual, in the order in which they were met."""
        return self.of(KnownTreadmill)

    def of(self, kind: type[D]) -> tuple[D, ...]:
        """Every device of a kind, of this world, in the order in which they were met."""
        known = (one for one in self._known if isinstance(one, kind))
        return tuple(one for one in known if one.virtual == self._virtual)

    def known(self, kind: type[D], name: str | None, address: str) -> D | None:
        """Return what is remembered of the device that is met at this address.

        By address. By name only where both addresses can be random ones, which change, and where
        it is the only one of that name.
        """
        same = self._same(kind(address))
        if same is not None or not name or not may_be_random(address):
            return same
        known = (one for one in self.of(kind) if name in (one.name, *one.other_names))
        renewed = [one for one in known if may_be_random(one.address)]
        return renewed[0] if len(renewed) == 1 else None

    def meet(self, kind: type[D], name: str | None, address: str) -> D:
        """The same, under the name and the address that it has now; it may be a stranger."""
        known = self.known(kind, name, address)
        if known is None:
            return kind(address, name or "", self._virtual).as_reported()
        return known.met(name, address)

    def find(self, name: str | None, address: str) -> KnownTreadmill:
        """Return what is known of a treadmill; of a stranger no more than its name and address."""
        return self.meet(KnownTreadmill, name, address)

    def update(
        self, name: str | None, address: str, change: Callable[[KnownTreadmill], KnownTreadmill]
    ) -> KnownTreadmill:
        """Keeps what ``change`` makes of what is known; what another process kept stays.

        Raises:
            StoreError: If it cannot be written.
        """
        return self.learn(KnownTreadmill, name, address, change)

    def learn(self, kind: type[D], name: str | None, address: str, change: Callable[[D], D]) -> D:
        """The same for a device of any kind."""
        self._load()
        met = self.meet(kind, name, address)
        return self._put(self.known(kind, name, address), change(met))

    def keep(self, device: D, change: Callable[[D], D] = lambda known: known) -> D:
        """The same for that very device, as it is remembered or as it was just met.

        Raises:
            StoreError: If it cannot be written.
        """
        self._load()
        before = self._same(device)
        return self._put(before, change(before or replace(device, virtual=self._virtual)))

    def choose(self, device: D, *, chosen: bool = True) -> D:
        """Chooses it as the one of its kind to connect to, or no longer.

        Raises:
            StoreError: If it cannot be written.
        """
        return self.keep(device, lambda known: replace(known, chosen=chosen))

    def rename(self, device: D, own_name: str) -> D:
        """Renames it; an empty name restores the name that it advertises.

        Raises:
            NameRefusedError: If the name cannot be used.
            StoreError: If it cannot be written.
        """
        tidy = tidy_name(own_name)
        mine = self._same(device)
        if any(one.answers_to(tidy) for one in self.of(KnownDevice) if one is not mine):
            raise NameRefusedError(sentences.NAME_TAKEN.format(name=tidy))
        return self.keep(device, lambda known: replace(known, own_name=tidy))

    def forget(self, device: KnownDevice) -> None:
        """Forgets it.

        Raises:
            StoreError: If it cannot be written.
        """
        self._load()
        gone = self._same(device)
        self._known = tuple(known for known in self._known if known is not gone)
        self._write()

    def _put(self, before: D | None, after: D) -> D:
        """Writes ``after`` in the place of ``before``; only one of a kind is chosen."""
        known = [after if one is before else one for one in self._known]
        if before is None:
            known.append(after)
        self._known = tuple(
            replace(one, chosen=False) if after.chosen and _rivals(one, after) else one
            for one in known
        )
        self._write()
        return after

    def _same(self, device: D) -> D | None:
        """Return what is remembered of that very device."""
        known = (one for one in self.of(type(device)) if one.address == device.address)
        return next(known, None)

    def _load(self) -> None:
        try:
            self._known = _read(self._file)
        except MachinesError as error:
            self._set_aside(error)

    def _write(self) -> None:
        content = _File(
            self._kept(KnownTreadmill),
            self._kept(KnownStrap),
            self._kept(KnownPod),
            self._kept(KnownBike),
            self._kept(KnownElliptical),
            self._kept(KnownRower),
            self._kept(KnownClimber),
            self._kept(KnownPowerMeter),
            self._kept(KnownCadenceSensor),
        )
        import tomli_w

        tables = msgspec.to_builtins(content, builtin_types=(date,))
        store(self._file, HEADING + tomli_w.dumps(tables))

    def _kept(self, kind: type[D]) -> list[D]:
        """All of a kind, of every world."""
        return [one for one in self._known if isinstance(one, kind)]

    def _set_aside(self, error: MachinesError) -> None:
        aside = self._file.with_name(_BROKEN)
        number = 1
        while aside.exists():
            number += 1
            aside = self._file.with_name(f"{number}-{_BROKEN}")
        try:
            self._file.rename(aside)
        except OSError as failure:
            self.complaint = sentences.NOT_SET_ASIDE.format(error=error, why=reason(failure))
        else:
            self.complaint = sentences.SET_ASIDE.format(error=error, kept=aside.name)


def _rivals(one: KnownDevice, other: KnownDevice) -> bool:
    """Return True if only one of the two can be chosen."""
    same = (type(one), one.virtual) == (type(other), other.virtual)
    return same and one.address != other.address


def machines_file() -> Path:
    """The file of known devices."""
    return config_folder() / "machines.toml"


def _read(file: Path) -> tuple[KnownDevice, ...]:
    try:
        content = read_toml(file, _File, MachinesError)
    except MachinesError as error:
        if isinstance(error.__cause__, FileNotFoundError):
            return ()
        raise
    trainers = (*content.bike, *content.elliptical, *content.rower, *content.climber)
    meters = (*content.power_meter, *content.cadence_sensor)
    return (*content.machine, *content.strap, *content.pod, *trainers, *meters)


def choice_of(machines: DeviceRegistry, kind: type[KnownDevice], word: str | None) -> Choice:
    """Whom ``word`` means; without a word the chosen device, if one was chosen.

    A word that is nobody's own name is a name or an address on the air.
    """
    for known in machines.of(kind):
        named = bool(word) and known.own_name.casefold() == (word or "").casefold()
        if named or (word is None and known.chosen):
            return Remembered(known.address, known.name, known.other_names)
    return word
