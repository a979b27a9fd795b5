"""Remembered treadmills."""

from dataclasses import asdict
from datetime import date
from typing import Annotated, Literal, Self

from msgspec import Meta, Struct
from msgspec.structs import replace

from runwalk_devices.treadmill.catalogue import machine_called
from runwalk_devices.treadmill.quirks import KMH_PER_MPH, QuirkShown, TreadmillQuirks
from runwalk_devices.treadmill.ramp import STRANGERS_PACE, Ramp
from runwalk_devices.treadmill.wire import Speaks
from runwalk_tui.known_devices.known import KnownDevice
from runwalk_tui.workout.belt_lag import BeltResponse
from runwalk_tui.workout.capability_sheet import Sheet

Unit = Literal["km/h", "mph"]
Kmh = Annotated[float, Meta(ge=0, le=100)]
Seconds = Annotated[float, Meta(ge=0, le=60)]
KmhPerS = Annotated[float, Meta(gt=0, le=50)]
Factor = Annotated[float, Meta(ge=0.1, le=20)]
Percent = Annotated[float, Meta(ge=-100, le=100)]
Count = Annotated[int, Meta(ge=0, le=1_000_000)]


class LearnedResponse(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """The belt's response to a target.

    As `BeltResponse`, and how many changes it was learned from.
    """

    delay_s: Seconds
    up_kmh_s: KmhPerS
    down_kmh_s: KmhPerS
    samples: Count

    @property
    def lag(self) -> BeltResponse:
        """The same as the workout knows it."""
        return BeltResponse(self.delay_s, self.up_kmh_s, self.down_kmh_s, self.samples)

    @property
    def pace(self) -> Ramp:
        """The ramp, for the deadlines of commands."""
        return Ramp.learned(self.delay_s, self.up_kmh_s, self.down_kmh_s)


class KnownTreadmill(KnownDevice, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
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
        speaks: Its protocol.
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
    lag: LearnedResponse | None = None
    speaks: Speaks = "treadmill"

    def with_quirks(self, shown: QuirkShown) -> Self:
        """The same, where it is not None, as a quirk says."""
        quirks = {name: value for name, value in asdict(shown).items() if value is not None}
        return replace(self, **quirks)

    def as_reported(self) -> Self:
        """A stranger, with the quirks that others have reported of its model.

        It stays unchecked: the walking check and the workouts confirm or correct them.
        """
        machine = machine_called(self.name)
        return self if machine is None else self.with_quirks(machine.habits)

    @property
    def is_checked(self) -> bool:
        """True if it was seen to obey, in known units."""
        return self.checked_on is not None and self.obeys is True

    @property
    def sheet(self) -> Sheet:
        """The capabilities that its last check and all sessions since have shown."""
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
    def quirks(self) -> TreadmillQuirks:
        """The quirks, for the device layer."""
        return TreadmillQuirks(
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
    """The km/h of one ``unit``."""
    return KMH_PER_MPH if unit == "mph" else 1.0


def unit_of(kmh_per_unit: float) -> Unit:
    """The unit that so many km/h are one of."""
    return "km/h" if kmh_per_unit == 1.0 else "mph"
