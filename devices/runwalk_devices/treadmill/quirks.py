"""One treadmill's differences from the specification: units, ramp, and the commands it needs."""

from dataclasses import asdict, replace
from math import floor

from runwalk_devices.codecs.ftms.treadmill_data import MachineStatus, SpeedRange, TreadmillData
from runwalk_devices.frozen import dataclass
from runwalk_devices.treadmill.ramp import STRANGERS_PACE, Ramp

KMH_PER_MPH = 1.609344
"""International mile (NIST SP 811, B.8)."""

_USUAL_INCREMENT = 0.1


@dataclass(frozen=True, slots=True)
class TreadmillQuirks:
    """The quirks of one machine; the defaults are those of the profile.

    Attributes:
        target_factor: How many km/h one unit of its targets is.
        data_factor: How many km/h one unit of the speeds is that it reports.
        start_is_toggle: Start is its console's start/pause button: a second one undoes the first.
        ask_control_again: It takes a target only after a request for control and a Start.
        control_lapses: It takes control back without a word: it is asked for before each command.
        idle_limit_s: It ends a link on which nothing was asked for so long; None if it does not.
        stop_is_toggle: Stop starts a belt that stands paused.
        incline_factor, incline_offset_percent: The incline that it tells is so many times the true
            one, and so much more.
        step_kmh: It rounds its targets to multiples of this.
        pace: How long its belt may take.
    """

    target_factor: float = 1.0
    data_factor: float = 1.0
    start_is_toggle: bool = False
    ask_control_again: bool = False
    control_lapses: bool = False
    idle_limit_s: float | None = None
    stop_is_toggle: bool = False
    incline_factor: float = 1.0
    incline_offset_percent: float = 0.0
    step_kmh: float | None = None
    pace: Ramp = STRANGERS_PACE

    @property
    def wants_start(self) -> bool:
        """True if a target is to follow a Start: never where that would pause the belt."""
        return self.ask_control_again and not self.start_is_toggle

    def target(self, speed_kmh: float, own: SpeedRange | None = None) -> float:
        """The value to write for ``speed_kmh``, in the machine's units and whole hundredths.

        In other units than km/h no value fits exactly: it is the nearest below, so that nothing
        goes faster than it was asked to, or else the machine's lowest. What is the same in whole
        hundredths of km/h is not above.

        Args:
            speed_kmh: The target, already on the machine's increment as `range_kmh` tells it.
            own: The range as the machine told it, in its own units.
        """
        if self.target_factor == 1.0:
            return round(speed_kmh, 2)
        base = round(own.minimum_kmh * 100) if own else 0
        step = max(1, round((own.increment_kmh if own else _USUAL_INCREMENT) * 100))
        steps = floor(((speed_kmh * 100 + 0.5) / self.target_factor - base) / step + 1e-6)
        return (base + max(0 if base else 1, steps) * step) / 100

    def range_kmh(self, own: SpeedRange | None) -> SpeedRange | None:
        """The machine's range in km/h.

        Nobody knows whether a machine that takes its targets for mph tells its range in them: the
        higher of two minima and the lower of two maxima is right in both cases.
        """
        if own is None or self.target_factor == 1.0:
            return own
        return SpeedRange(
            _hundredths_up(own.minimum_kmh * self.target_factor),
            own.maximum_kmh,
            round(own.increment_kmh * self.target_factor, 2),
        )

    def reading(self, data: TreadmillData) -> TreadmillData:
        """Convert a reading to km/h and true percent."""
        if data.inclination_percent is not None:
            percent = self.incline(data.inclination_percent)
            if percent != data.inclination_percent:
                data = replace(data, inclination_percent=percent)
        if self.data_factor == 1.0:
            return data
        return replace(
            data,
            speed_kmh=_times(data.speed_kmh, self.data_factor),
            average_speed_kmh=_times(data.average_speed_kmh, self.data_factor),
        )

    def incline(self, told_percent: float) -> float:
        """The true incline, where the machine tells this one."""
        return round((told_percent - self.incline_offset_percent) / self.incline_factor, 1)

    def told_incline(self, percent: float) -> float:
        """Return the incline that the machine reports for a true one, in percent."""
        return round(percent * self.incline_factor + self.incline_offset_percent, 1)

    def status(self, status: MachineStatus) -> MachineStatus:
        """Convert a status to km/h."""
        if self.target_factor == 1.0:
            return status
        return replace(status, target_speed_kmh=_times(status.target_speed_kmh, self.target_factor))


@dataclass(frozen=True, slots=True)
class QuirkShown:
    """A machine has shown a quirk; None stands for those it has not shown.

    Attributes:
        start_is_toggle: It paused, or did not, when a Start met its moving belt.
        control_lapses: It refused a command for want of control that it had granted and not
            openly taken back, and obeyed when it was asked for control again.
        idle_limit_s: It ended two links on which nothing had been asked for so long.
        stop_is_toggle: It started again after a Stop that had found, or brought, it to a stand.
        incline_factor, incline_offset_percent: How it tells inclines, by two that it was asked.
        step_kmh: It settled at a multiple of this, near its target.
    """

    start_is_toggle: bool | None = None
    control_lapses: bool | None = None
    idle_limit_s: float | None = None
    stop_is_toggle: bool | None = None
    incline_factor: float | None = None
    incline_offset_percent: float | None = None
    step_kmh: float | None = None

    def added_to(self, quirks: TreadmillQuirks) -> TreadmillQuirks:
        """The quirks of that machine, with this one."""
        shown = {name: value for name, value in asdict(self).items() if value is not None}
        return replace(quirks, **shown)


def _hundredths_up(kmh: float) -> float:
    return -floor(-kmh * 100) / 100


def _times(value: float | None, factor: float) -> float | None:
    return None if value is None else round(value * factor, 2)
