"""Give a session what earlier ones learned about its treadmill, and keep what it learns."""

import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from msgspec.structs import replace as changed

from runwalk_devices.treadmill.quirks import TreadmillQuirks
from runwalk_devices.treadmill.ramp import STRANGERS_PACE
from runwalk_devices.treadmill.wire import Speaks
from runwalk_tui.errors import StoreError
from runwalk_tui.known_devices.known import BatteryLevel, KnownStrap
from runwalk_tui.known_devices.known_treadmill import KnownTreadmill, LearnedResponse, unit_of
from runwalk_tui.known_devices.registry import DeviceRegistry
from runwalk_tui.workout import events as ev
from runwalk_tui.workout.belt_response import Changes, Obedience, lag_of, merge

_logger = logging.getLogger(__name__)


class Memory:
    """Listens to a session; a file that cannot be written is logged, and the workout goes on.

    Args:
        machines: Where it is kept.
        today: The date, for when a machine was checked.
        trusts: Whether a machine that was checked is taken for one.
        tries_start: Whether each target is to follow a request for control and a Start, to find out
            whether the machine obeys then. If it does, that is kept.
    """

    def __init__(
        self,
        machines: DeviceRegistry,
        today: Callable[[], date] = date.today,
        *,
        trusts: bool = True,
        tries_start: bool = False,
    ) -> None:
        self._machines = machines
        self._trusts = trusts
        self._tries_start = tries_start
        self._today = today
        self._machine: KnownTreadmill | None = None
        self._changes = Changes()
        self._obedience = Obedience()

    def quirks_of(self, name: str | None, address: str) -> TreadmillQuirks:
        """Return what the device layer has to know of the machine that connects."""
        machine = self._machines.find(name, address)
        if not self._trusts:
            machine = changed(machine, verified=False)
        self._machine, quirks = machine, machine.quirks
        if self._tries_start:
            quirks = replace(quirks, ask_control_again=True)
        if self._trusts:
            return quirks
        return replace(quirks, target_factor=1.0, data_factor=1.0, pace=STRANGERS_PACE)

    def known(self, t: float, speaks: Speaks = "treadmill") -> ev.MachineKnown:
        """Return what the workout has to know of it, whose protocol is ``speaks``."""
        self._note(lambda machine: changed(machine, speaks=speaks))
        machine = self._machine
        if machine is None:
            return ev.MachineKnown(t)
        known = ev.MachineKnown(
            t,
            machine.is_checked and self._trusts,
            verified=machine.verified,
            start_is_toggle=machine.start_is_toggle,
            ask_control_again=machine.ask_control_again or self._tries_start,
            control_lapses=machine.control_lapses,
            whole_inclines=machine.whole_inclines,
            step_kmh=machine.step_kmh,
        )
        if self._trusts:
            known = replace(
                known,
                minimum_kmh=machine.minimum_kmh,
                maximum_kmh=machine.maximum_kmh,
                increment_kmh=machine.increment_kmh,
            )
        lag = machine.lag
        if lag is None:
            return known
        return replace(
            known,
            delay_s=lag.delay_s,
            up_kmh_s=lag.up_kmh_s,
            down_kmh_s=lag.down_kmh_s,
            samples=lag.samples,
        )

    def __call__(self, event: ev.Event) -> None:
        """Takes in an event of the session."""
        self._changes(event)
        self._obedience(event)
        match event:
            case ev.CapabilitiesRead():
                self._note(
                    lambda machine: changed(
                        machine,
                        increment_kmh=event.increment_kmh or machine.increment_kmh,
                        minimum_kmh=event.minimum_kmh or machine.minimum_kmh,
                        maximum_kmh=event.maximum_kmh or machine.maximum_kmh,
                    )
                )
            case ev.QuirkLearned():
                self._note(lambda machine: _with_quirk(machine, event))
                self._keep()
            case ev.MachineChecked(obeys=False):
                self._note(lambda machine: changed(machine, obeys=False, checked_on=None))
                self._keep()
            case ev.MachineChecked(target_factor=1.0, data_factor=1.0):
                self._note(self._found_good)
                self._keep()
            case ev.MachineChecked() if self._trusts:
                self._note(lambda machine: changed(machine, checked_on=None, verified=False))
                self._keep()
            case ev.DistanceCompared():
                is_right = event.data_factor == 1.0
                self._note(lambda machine: changed(machine, verified=is_right))
                self._keep()
            case ev.UnitsAsked():
                self._accept(event)
            case ev.CommandProgressed(command=ev.Command.STOP) if event.stage.is_end:
                works = event.stage is ev.Stage.CONFIRMED
                self._note(lambda machine: changed(machine, stop_works=works))
            case ev.SessionEnded():
                self._learn()
                if self._obedience.was_short:
                    self._note(lambda machine: changed(machine, obeys=False, checked_on=None))
                self._keep()

    def _found_good(self, machine: KnownTreadmill) -> KnownTreadmill:
        """It obeyed in km/h, as it counts or as it is converted."""
        good = changed(
            machine,
            obeys=True,
            checked_on=self._today(),
            ask_control_again=self._wants_start(machine),
        )
        return good if self._trusts else changed(good, targets_in="km/h", data_in="km/h")

    def _wants_start(self, machine: KnownTreadmill) -> bool:
        """Return True if it obeys what follows a Start, and was not seen to obey without."""
        return machine.ask_control_again or (self._tries_start and machine.obeys is not True)

    def _accept(self, event: ev.UnitsAsked) -> None:
        """Forgets what was seen of its belt so far, which was in other units."""
        self._changes = Changes()
        self._note(
            lambda machine: changed(
                machine,
                obeys=True,
                checked_on=self._today(),
                ask_control_again=self._wants_start(machine),
                targets_in=unit_of(event.target_factor),
                data_in=unit_of(event.data_factor),
                verified=machine.verified and event.data_factor == 1.0,
                lag=None,
            )
        )
        self._keep()

    def _learn(self) -> None:
        """In the second workout it is known how the belt follows."""
        new = lag_of(self._changes.samples)
        if new is None or self._machine is None:
            return
        before = self._machine.lag
        lag = merge(None if before is None else before.lag, new)
        lag = replace(
            lag,
            delay_s=round(lag.delay_s, 3),
            up_kmh_s=round(lag.up_kmh_s, 3),
            down_kmh_s=round(lag.down_kmh_s, 3),
        )
        learned = LearnedResponse(lag.delay_s, lag.up_kmh_s, lag.down_kmh_s, lag.samples)
        self._note(lambda machine: changed(machine, lag=learned))

    def _note(self, change: Callable[[KnownTreadmill], KnownTreadmill]) -> None:
        if self._machine is not None:
            self._machine = change(self._machine)

    def _keep(self) -> None:
        machine = self._machine
        if machine is None or machine.obeys is None:
            return
        try:
            self._machines.update(
                machine.name,
                machine.address,
                lambda now: changed(machine, own_name=now.own_name, chosen=now.chosen),
            )
        except StoreError as error:
            _logger.warning("%s", error)


def _with_quirk(machine: KnownTreadmill, event: ev.QuirkLearned) -> KnownTreadmill:
    names = (
        "start_is_toggle",
        "control_lapses",
        "idle_limit_s",
        "stop_is_toggle",
        "incline_factor",
        "incline_offset_percent",
        "whole_inclines",
        "step_kmh",
    )
    shown = {name: getattr(event, name) for name in names if getattr(event, name) is not None}
    return changed(machine, **shown)


class StrapMemory:
    """Listens to a session; a file that cannot be written is logged, and the session goes on.

    A strap is remembered once a workout was run with it.

    Args:
        machines: Where it is kept.
        today: The date, for the battery.
    """

    def __init__(self, machines: DeviceRegistry, today: Callable[[], date] = date.today) -> None:
        self._machines = machines
        self._today = today
        self._strap: tuple[str | None, str] | None = None
        self._percent: int | None = None
        self._is_workout = False
        self._is_worn = False

    def __call__(self, event: ev.Event) -> None:
        """Takes in an event of the session."""
        match event:
            case ev.LinkChanged(
                device=ev.Device.STRAP, state=ev.LinkState.UP, name=name, address=str(address)
            ) if self._strap != (name, address):
                self._strap = name, address
                self._percent, self._is_worn = None, False
            case ev.BatteryRead(device=ev.Device.STRAP):
                self._percent = event.percent
            case ev.HeartReading(bpm=int()):
                self._is_worn = True
            case ev.ClockStarted():
                self._is_workout = True
            case ev.SessionEnded():
                self._keep()

    def _keep(self) -> None:
        if self._strap is None:
            return
        was_used = self._is_workout and self._is_worn
        if not was_used and self._machines.known(KnownStrap, *self._strap) is None:
            return
        try:
            self._machines.learn(KnownStrap, *self._strap, self._charged)
        except StoreError as error:
            _logger.warning("%s", error)

    def _charged(self, strap: KnownStrap) -> KnownStrap:
        return (
            strap
            if self._percent is None
            else strap.charged(BatteryLevel(self._percent, self._today()))
        )
