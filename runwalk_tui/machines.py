"""What the program remembers of treadmills and straps: ``machines.toml`` beside the settings."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Annotated, Literal, TypeVar

import msgspec
import tomli_w
from msgspec import Meta, Struct, field
from msgspec.structs import replace

from devices.address import may_be_random
from devices.habits import KMH_PER_MPH, Habits
from devices.pace import STRANGERS_PACE, Pace
from runwalk_tui.atomic import store
from runwalk_tui.core.machines import Lag
from runwalk_tui.core.sheet import Sheet
from runwalk_tui.known import Known, KnownStrap, NameRefusedError, tidy_name
from runwalk_tui.paths import FileError, config_folder, reason
from runwalk_tui.tomlfile import read_toml

Unit = Literal["km/h", "mph"]
Kmh = Annotated[float, Meta(ge=0, le=100)]
Seconds = Annotated[float, Meta(ge=0, le=60)]
KmhPerS = Annotated[float, Meta(gt=0, le=50)]
Factor = Annotated[float, Meta(ge=0.1, le=20)]
Percent = Annotated[float, Meta(ge=-100, le=100)]
Count = Annotated[int, Meta(ge=0, le=1_000_000)]

HEADING = "# What runwalk knows of your devices. The program writes this file itself.\n\n"

_BROKEN = "broken-machines.toml"

D = TypeVar("D", bound=Known)


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

    @property
    def pace(self) -> Pace:
        """What it means for the deadlines of commands."""
        return Pace.learned(self.delay_s, self.up_kmh_s, self.down_kmh_s)


class Machine(Known, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One treadmill; what is None was never found out.

    Attributes:
        checked_on: When it was checked at walking speed and found to obey.
        targets_in, data_in: The units of its targets and of its readings. Other than km/h only
            if the runner has agreed to have them converted.
        verified: Its distance has shown that its readings are in that unit.
        increment_kmh, minimum_kmh, maximum_kmh: Its speeds.
        start_is_toggle: Start while it runs pauses it.
        ask_control_again: It takes a target only after a request for control and a Start. Only the
            runner sets this, or has it tried: on other machines that stops the belt.
        control_lapses: It takes control back without a word.
        idle_limit_s: It ends a link on which nothing was asked for so many seconds.
        stop_is_toggle: It started again after a Stop.
        incline_factor, incline_offset_percent: The incline that it tells is so many times the true
            one, and so much more.
        whole_inclines: It takes whole percents only.
        step_kmh: It rounds its targets to multiples of this, whatever it says.
        obeys: Its belt followed a target when it was checked.
        stop_works: It stood still when it was told to stop.
        lag: How its belt follows a target.
    """

    checked_on: date | None = None
    targets_in: Unit = "km/h"
    data_in: Unit = "km/h"
    verified: bool = False
    increment_kmh: Kmh | None = None
    minimum_kmh: Kmh | None = None
    maximum_kmh: Kmh | None = None
    start_is_toggle: bool | None = None
    ask_control_again: bool = False
    control_lapses: bool = False
    idle_limit_s: Annotated[float, Meta(gt=0)] | None = None
    stop_is_toggle: bool = False
    incline_factor: Factor = 1.0
    incline_offset_percent: Percent = 0.0
    whole_inclines: bool = False
    step_kmh: Kmh | None = None
    obeys: bool | None = None
    stop_works: bool | None = None
    lag: LearnedLag | None = None

    @property
    def is_checked(self) -> bool:
        """Whether it was seen to obey, in known units."""
        return self.checked_on is not None and self.obeys is True

    @property
    def sheet(self) -> Sheet:
        """What its last check and all sessions since say that it can do."""
        if self.obeys is None:
            return Sheet(self.name or None, self.address)
        return Sheet(
            self.name or None,
            self.address,
            controllable=True,
            minimum_kmh=self.minimum_kmh,
            maximum_kmh=self.maximum_kmh,
            increment_kmh=self.increment_kmh,
            obeys=self.obeys,
            target_factor=factor(self.targets_in),
            data_factor=factor(self.data_in),
            accepted=(self.targets_in, self.data_in) != ("km/h", "km/h"),
            verified=self.verified,
            lag=None if self.lag is None else self.lag.lag,
            stop_works=self.stop_works,
            start_is_toggle=self.start_is_toggle,
            ask_control_again=self.ask_control_again,
            control_lapses=self.control_lapses,
        )

    @property
    def habits(self) -> Habits:
        """What the device layer has to know of it."""
        return Habits(
            target_factor=factor(self.targets_in),
            data_factor=factor(self.data_in),
            start_is_toggle=bool(self.start_is_toggle),
            ask_control_again=self.ask_control_again,
            control_lapses=self.control_lapses,
            idle_limit_s=self.idle_limit_s,
            stop_is_toggle=self.stop_is_toggle,
            incline_factor=self.incline_factor,
            incline_offset_percent=self.incline_offset_percent,
            step_kmh=self.step_kmh,
            pace=STRANGERS_PACE if self.lag is None else self.lag.pace,
        )


def factor(unit: Unit) -> float:
    """How many km/h one of ``unit`` is."""
    return KMH_PER_MPH if unit == "mph" else 1.0


def unit_of(kmh_per_unit: float) -> Unit:
    """The unit that so many km/h are one of."""
    return "km/h" if kmh_per_unit == 1.0 else "mph"


class _File(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    machine: list[Machine] = field(default_factory=list)
    strap: list[KnownStrap] = field(default_factory=list)


class Machines:
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
        self._known: tuple[Known, ...] = ()
        self._load()

    def all(self) -> tuple[Machine, ...]:
        """Every treadmill of this world, real or virtual, in the order in which they were met."""
        return self.of(Machine)

    def of(self, kind: type[D]) -> tuple[D, ...]:
        """Every device of a kind, of this world, in the order in which they were met."""
        known = (one for one in self._known if isinstance(one, kind))
        return tuple(one for one in known if one.virtual == self._virtual)

    def known(self, kind: type[D], name: str | None, address: str) -> D | None:
        """What is remembered of the device that is met at this address.

        By address. By name only where both addresses can be random ones, which change, and where
        it is the only one of that name.
        """
        same = self._same(kind(address))
        if same is not None or not name or not may_be_random(address):
            return same
        known = (one for one in self.of(kind) if one.name == name)
        renewed = [one for one in known if may_be_random(one.address)]
        return renewed[0] if len(renewed) == 1 else None

    def meet(self, kind: type[D], name: str | None, address: str) -> D:
        """The same, under the name and the address that it has now; it may be a stranger."""
        known = self.known(kind, name, address)
        if known is None:
            return kind(address, name or "", self._virtual)
        return replace(known, address=address, name=name or known.name)

    def find(self, name: str | None, address: str) -> Machine:
        """What is known of a treadmill; of a stranger no more than its name and address."""
        return self.meet(Machine, name, address)

    def update(
        self, name: str | None, address: str, change: Callable[[Machine], Machine]
    ) -> Machine:
        """Keeps what ``change`` makes of what is known; what another process kept stays.

        Raises:
            StoreError: If it cannot be written.
        """
        return self.learn(Machine, name, address, change)

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
        """Has it be the one of its kind to connect to, or no longer be it.

        Raises:
            StoreError: If it cannot be written.
        """
        return self.keep(device, lambda known: replace(known, chosen=chosen))

    def rename(self, device: D, own_name: str) -> D:
        """Has it be called so; an empty name leaves it the one that it calls itself.

        Raises:
            NameRefusedError: If the name cannot be used.
            StoreError: If it cannot be written.
        """
        tidy = tidy_name(own_name)
        mine = self._same(device)
        if any(one.answers_to(tidy) for one in self.of(Known) if one is not mine):
            raise NameRefusedError(f"{tidy}: another device answers to that; take another name")
        return self.keep(device, lambda known: replace(known, own_name=tidy))

    def forget(self, device: Known) -> None:
        """Has it be a stranger.

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
        """What is remembered of that very device."""
        known = (one for one in self.of(type(device)) if one.address == device.address)
        return next(known, None)

    def _load(self) -> None:
        try:
            self._known = _read(self._file)
        except MachinesError as error:
            self._set_aside(error)

    def _write(self) -> None:
        machines = [one for one in self._known if isinstance(one, Machine)]
        straps = [one for one in self._known if isinstance(one, KnownStrap)]
        tables = msgspec.to_builtins(_File(machines, straps), builtin_types=(date,))
        store(self._file, HEADING + tomli_w.dumps(tables))

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


def _rivals(one: Known, other: Known) -> bool:
    """Whether only one of the two can be chosen."""
    same = (type(one), one.virtual) == (type(other), other.virtual)
    return same and one.address != other.address


def machines_file() -> Path:
    """Where they are kept."""
    return config_folder() / "machines.toml"


def _read(file: Path) -> tuple[Known, ...]:
    try:
        content = read_toml(file, _File, MachinesError)
    except MachinesError as error:
        if isinstance(error.__cause__, FileNotFoundError):
            return ()
        raise
    return (*content.machine, *content.strap)
