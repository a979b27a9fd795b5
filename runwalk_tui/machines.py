"""What the program remembers of each treadmill, in ``machines.toml`` beside the settings."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Annotated, Literal

import msgspec
import tomli_w
from msgspec import Meta, Struct, field

from devices.habits import KMH_PER_MPH, Habits
from runwalk_tui.core.machines import Lag
from runwalk_tui.paths import REMEDY, FileError, StoreError, config_folder, make_folder, reason
from runwalk_tui.tomlfile import read_toml

Unit = Literal["km/h", "mph"]
Kmh = Annotated[float, Meta(ge=0, le=100)]
Seconds = Annotated[float, Meta(ge=0, le=60)]
KmhPerS = Annotated[float, Meta(gt=0, le=50)]
Count = Annotated[int, Meta(ge=0, le=1_000_000)]

HEADING = "# What runwalk found out about your treadmills. The program writes this file itself.\n\n"

_BROKEN = "broken-machines.toml"
_RANDOM_BITS = (0b01, 0b11)


class MachinesError(FileError):
    """The memory cannot be read: one line on where, what is wrong and what became of it."""


class LearnedLag(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """How the belt follows a target; as `Lag`, and how many changes it was learned from."""

    delay_s: Seconds
    up_kmh_s: KmhPerS
    down_kmh_s: KmhPerS
    samples: Count

    @property
    def lag(self) -> Lag:
        """The same as the core knows it."""
        return Lag(self.delay_s, self.up_kmh_s, self.down_kmh_s, self.samples)


class Machine(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One treadmill; what is None was never found out.

    Attributes:
        address: Where it was met last.
        name: What it calls itself.
        virtual: Which virtual treadmill it is, as ``--virtual`` says it; None for a real one.
        checked_on: When it was checked at walking speed and found to obey.
        targets_in, data_in: The units of its targets and of its readings. Other than km/h only
            if the runner has agreed to have them converted.
        increment_kmh, minimum_kmh, maximum_kmh: Its speeds.
        start_is_toggle: Start while it runs pauses it.
        ask_control_again: It takes a target only after a request for control and a Start. Only the
            runner sets this, by hand: on other machines that stops the belt.
        obeys: Its belt followed a target when it was checked.
        stop_works: It stood still when it was told to stop.
        lag: How its belt follows a target.
    """

    address: str
    name: str = ""
    virtual: str | None = None
    checked_on: date | None = None
    targets_in: Unit = "km/h"
    data_in: Unit = "km/h"
    increment_kmh: Kmh | None = None
    minimum_kmh: Kmh | None = None
    maximum_kmh: Kmh | None = None
    start_is_toggle: bool = False
    ask_control_again: bool = False
    obeys: bool | None = None
    stop_works: bool | None = None
    lag: LearnedLag | None = None

    @property
    def is_checked(self) -> bool:
        """Whether it was seen to obey, in known units."""
        return self.checked_on is not None and self.obeys is True

    @property
    def habits(self) -> Habits:
        """What the device layer has to know of it."""
        return Habits(
            target_factor=factor(self.targets_in),
            data_factor=factor(self.data_in),
            start_is_toggle=self.start_is_toggle,
            ask_control_again=self.ask_control_again,
        )


def factor(unit: Unit) -> float:
    """How many km/h one of ``unit`` is."""
    return KMH_PER_MPH if unit == "mph" else 1.0


def unit_of(kmh_per_unit: float) -> Unit:
    """The unit that so many km/h are one of."""
    return "km/h" if kmh_per_unit == 1.0 else "mph"


class _File(Struct, frozen=True, forbid_unknown_fields=True):
    machine: list[Machine] = field(default_factory=list)


class Machines:
    """Every treadmill met so far. A file that cannot be read is set aside, and is not lost.

    Args:
        file: Where they are kept; the runner's own by default. Not made until needed.
        virtual: Which virtual treadmill is meant, as ``--virtual`` says it: what one does by its
            quirks says nothing about another, and nothing about a real one.

    Attributes:
        complaint: One line on a file that could not be read; None if all is well.
    """

    def __init__(self, file: Path | None = None, *, virtual: str | None = None) -> None:
        self._file = file or machines_file()
        self._virtual = virtual
        self.complaint: str | None = None
        self._known: tuple[Machine, ...] = ()
        self._load()

    def all(self) -> tuple[Machine, ...]:
        """Every one of this kind, real or virtual, in the order in which they were met."""
        return tuple(machine for machine in self._known if machine.virtual == self._virtual)

    def find(self, name: str | None, address: str) -> Machine:
        """What is known of a treadmill; of a stranger no more than its name and address.

        By address. By name only where both addresses can be random ones, which change: the two
        highest bits of a random address are 01 or 11 (Core Specification, 6.B.1.3.2).
        """
        same = [machine for machine in self._known if self._is(machine, name, address)]
        same.sort(key=lambda machine: machine.address == address)
        if same:
            return msgspec.structs.replace(same[-1], address=address, name=name or same[-1].name)
        return Machine(address, name or "", self._virtual)

    def update(
        self, name: str | None, address: str, change: Callable[[Machine], Machine]
    ) -> Machine:
        """Keeps what ``change`` makes of what is known; what another process kept stays.

        Raises:
            StoreError: If it cannot be written.
        """
        self._load()
        after = change(self.find(name, address))
        others = (known for known in self._known if not self._is(known, name, address))
        self._known = (*others, after)
        self._write()
        return after

    def forget(self, machine: Machine) -> None:
        """Has it be a stranger.

        Raises:
            StoreError: If it cannot be written.
        """
        self._load()
        others = (known for known in self._known if known.address != machine.address)
        self._known = tuple(others)
        self._write()

    def _is(self, machine: Machine, name: str | None, address: str) -> bool:
        """Whether that is the machine, at this address or at the one that it had before."""
        if machine.virtual != self._virtual:
            return False
        named = bool(name) and machine.name == name
        both = _may_be_random(machine.address) and _may_be_random(address)
        return machine.address == address or (named and both)

    def _load(self) -> None:
        try:
            self._known = _read(self._file)
        except MachinesError as error:
            self._set_aside(error)

    def _write(self) -> None:
        tables = msgspec.to_builtins(_File(list(self._known)), builtin_types=(date,))
        partial = self._file.with_suffix(".new")
        make_folder(self._file.parent)
        try:
            partial.write_text(HEADING + tomli_w.dumps(tables), encoding="utf-8")
            partial.replace(self._file)
        except OSError as error:
            what = f"{self._file}: cannot be written: {reason(error)}; {REMEDY}"
            raise StoreError(what) from error

    def _set_aside(self, error: MachinesError) -> None:
        aside = self._file.with_name(_BROKEN)
        number = 1
        while aside.exists():
            number += 1
            aside = self._file.with_name(f"{number}-{_BROKEN}")
        try:
            self._file.rename(aside)
        except OSError as failure:
            self.complaint = f"{error}; it cannot be moved: {reason(failure)}"
        else:
            self.complaint = f"{error}; it is kept as {aside.name}, treadmills are checked anew"


def machines_file() -> Path:
    """Where they are kept."""
    return config_folder() / "machines.toml"


def _read(file: Path) -> tuple[Machine, ...]:
    try:
        return tuple(read_toml(file, _File, MachinesError).machine)
    except MachinesError as error:
        if isinstance(error.__cause__, FileNotFoundError):
            return ()
        raise


def _may_be_random(address: str) -> bool:
    """Whether it may be a random address, static or resolvable; macOS hides them, by UUIDs."""
    first = address.partition(":")[0]
    try:
        return len(first) == 2 and int(first, 16) >> 6 in _RANDOM_BITS
    except ValueError:
        return False
