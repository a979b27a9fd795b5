"""Decode a treadmill's features and the ranges of its targets.

Layouts and assigned values are those of Fitness Machine Service 1.0.1, sections 4.3, 4.11 and 4.12.
Octets beyond a value's end are ignored. Import these names from
`runwalk_devices.codecs.ftms.treadmill_data`.
"""

from enum import IntFlag
from typing import Final

from runwalk_devices.codecs.binary import Octets, require, to_octets, unsigned
from runwalk_devices.frozen import dataclass

_PER_KMH: Final = 100
_PER_PERCENT: Final = 10


class MachineFeature(IntFlag):
    """The values that a machine claims to measure; Treadmill Data orders its flags differently."""

    AVERAGE_SPEED = 1 << 0
    CADENCE = 1 << 1
    TOTAL_DISTANCE = 1 << 2
    INCLINATION = 1 << 3
    ELEVATION_GAIN = 1 << 4
    PACE = 1 << 5
    STEP_COUNT = 1 << 6
    RESISTANCE_LEVEL = 1 << 7
    STRIDE_COUNT = 1 << 8
    EXPENDED_ENERGY = 1 << 9
    HEART_RATE = 1 << 10
    METABOLIC_EQUIVALENT = 1 << 11
    ELAPSED_TIME = 1 << 12
    REMAINING_TIME = 1 << 13
    POWER_MEASUREMENT = 1 << 14
    FORCE_AND_POWER = 1 << 15
    USER_DATA_RETENTION = 1 << 16


class TargetFeature(IntFlag):
    """The targets that a machine claims to accept."""

    SPEED = 1 << 0
    INCLINATION = 1 << 1
    RESISTANCE = 1 << 2
    POWER = 1 << 3
    HEART_RATE = 1 << 4
    EXPENDED_ENERGY = 1 << 5
    STEP_NUMBER = 1 << 6
    STRIDE_NUMBER = 1 << 7
    DISTANCE = 1 << 8
    TRAINING_TIME = 1 << 9
    TIME_IN_TWO_HEART_RATE_ZONES = 1 << 10
    TIME_IN_THREE_HEART_RATE_ZONES = 1 << 11
    TIME_IN_FIVE_HEART_RATE_ZONES = 1 << 12
    INDOOR_BIKE_SIMULATION = 1 << 13
    WHEEL_CIRCUMFERENCE = 1 << 14
    SPIN_DOWN = 1 << 15
    CADENCE = 1 << 16


@dataclass(frozen=True, slots=True)
class FitnessMachineFeatures:
    """Fitness Machine Feature (2ACC). Advice only: machines are known to get it wrong.

    Attributes:
        machine: What it measures; None if ``truncated``.
        targets: What it can be asked for; None if ``truncated``.
        truncated: The value was shorter than its eight octets, so nothing is known.
    """

    machine: MachineFeature | None
    targets: TargetFeature | None
    truncated: bool = False


def decode_features(data: Octets) -> FitnessMachineFeatures:
    """Decode Fitness Machine Feature; never raises, as a short value means "unknown"."""
    machine, targets = unsigned(data, 0, 4), unsigned(data, 4, 4)
    if machine is None or targets is None:
        return FitnessMachineFeatures(None, None, truncated=True)
    return FitnessMachineFeatures(MachineFeature(machine), TargetFeature(targets))


def encode_features(features: FitnessMachineFeatures) -> bytes:
    """Encode as Fitness Machine Feature; features that are None give an empty value."""
    if features.machine is None or features.targets is None:
        return b""
    return to_octets(features.machine, 4) + to_octets(features.targets, 4)


@dataclass(frozen=True, slots=True)
class SpeedRange:
    """Supported Speed Range (2AD4): what a target may be, in km/h, 0.01 fine."""

    minimum_kmh: float
    maximum_kmh: float
    increment_kmh: float

    @property
    def usable(self) -> bool:
        """True if there is a choice at all: some machines send zeros for "no such control"."""
        return self.maximum_kmh > self.minimum_kmh

    def snap(self, kmh: float) -> float:
        """The settable speed nearest to ``kmh``, in whole hundredths of km/h; it may be above.

        To stay under a cap, snap within the range whose maximum has been lowered to it.

        Raises:
            ValueError: If the range is not `usable`.
        """
        limits = (self.minimum_kmh, self.maximum_kmh, self.increment_kmh)
        return _snap(kmh, *limits, per_unit=_PER_KMH)


@dataclass(frozen=True, slots=True)
class InclinationRange:
    """Supported Inclination Range (2AD5): what a target may be, in percent, 0.1 fine."""

    minimum_percent: float
    maximum_percent: float
    increment_percent: float

    @property
    def usable(self) -> bool:
        """True if there is a choice at all: some machines send zeros for "no such control"."""
        return self.maximum_percent > self.minimum_percent

    def snap(self, percent: float) -> float:
        """The settable inclination nearest to ``percent``, in whole tenths of a percent.

        Raises:
            ValueError: If the range is not `usable`.
        """
        limits = (self.minimum_percent, self.maximum_percent, self.increment_percent)
        return _snap(percent, *limits, per_unit=_PER_PERCENT)


def _snap(
    wanted: float, minimum: float, maximum: float, increment: float, *, per_unit: int
) -> float:
    """The nearest minimum + k x increment within the range, counted in whole units."""
    low, high = round(minimum * per_unit), round(maximum * per_unit)
    if low >= high:
        raise ValueError(f"no target fits a range from {minimum} to {maximum}")
    step = max(1, round(increment * per_unit))
    above = min(max(wanted * per_unit, low), high) - low
    steps = min(round(above / step), (high - low) // step)
    return (low + steps * step) / per_unit


def decode_speed_range(data: Octets) -> SpeedRange:
    """Decode Supported Speed Range: minimum, maximum and increment, 16 bits each.

    Raises:
        DecodeError: If there are fewer than six octets.
    """
    require(data, 6, "Supported Speed Range")
    minimum, maximum, increment = (
        int.from_bytes(data[start : start + 2], "little") / _PER_KMH for start in (0, 2, 4)
    )
    return SpeedRange(minimum, maximum, increment)


def encode_speed_range(speeds: SpeedRange) -> bytes:
    """Encode as Supported Speed Range.

    Raises:
        ValueError: If a speed is not within 0 to 655.35 km/h.
    """
    limits = (speeds.minimum_kmh, speeds.maximum_kmh, speeds.increment_kmh)
    return b"".join(to_octets(round(kmh * _PER_KMH), 2) for kmh in limits)


def decode_inclination_range(data: Octets) -> InclinationRange:
    """Decode Supported Inclination Range: signed minimum and maximum, increment, 16 bits each.

    Raises:
        DecodeError: If there are fewer than six octets.
    """
    require(data, 6, "Supported Inclination Range")
    minimum, maximum = (
        int.from_bytes(data[start : start + 2], "little", signed=True) for start in (0, 2)
    )
    increment = int.from_bytes(data[4:6], "little")
    return InclinationRange(
        minimum / _PER_PERCENT,
        maximum / _PER_PERCENT,
        increment / _PER_PERCENT,
    )


def encode_inclination_range(inclinations: InclinationRange) -> bytes:
    """Encode as Supported Inclination Range.

    Raises:
        ValueError: If a limit is not within -3276.8 to 3276.7 %, or the increment is negative or
            above 6553.5 %.
    """
    limits = (inclinations.minimum_percent, inclinations.maximum_percent)
    increment = round(inclinations.increment_percent * _PER_PERCENT)
    return b"".join(
        to_octets(round(percent * _PER_PERCENT), 2, signed=True) for percent in limits
    ) + to_octets(increment, 2)


@dataclass(frozen=True, slots=True)
class PowerRange:
    """Supported Power Range (2AD8): what a target may be, in watts."""

    minimum_w: int
    maximum_w: int
    increment_w: int

    @property
    def usable(self) -> bool:
        """True if there is a choice at all."""
        return self.maximum_w > self.minimum_w

    def snap(self, power_w: float) -> int:
        """The settable power nearest to ``power_w``.

        Raises:
            ValueError: If the range is not `usable`.
        """
        limits = (self.minimum_w, self.maximum_w, self.increment_w)
        return round(_snap(power_w, *limits, per_unit=1))


def decode_power_range(data: Octets) -> PowerRange:
    """Decode Supported Power Range: signed minimum and maximum, increment, 16 bits each.

    Raises:
        DecodeError: If there are fewer than six octets.
    """
    require(data, 6, "Supported Power Range")
    minimum, maximum = (
        int.from_bytes(data[start : start + 2], "little", signed=True) for start in (0, 2)
    )
    return PowerRange(minimum, maximum, int.from_bytes(data[4:6], "little"))


def encode_power_range(powers: PowerRange) -> bytes:
    """Encode as Supported Power Range.

    Raises:
        ValueError: If a limit does not fit 16 bits.
    """
    return (
        to_octets(powers.minimum_w, 2, signed=True)
        + to_octets(powers.maximum_w, 2, signed=True)
        + to_octets(powers.increment_w, 2)
    )


@dataclass(frozen=True, slots=True)
class ResistanceRange:
    """Supported Resistance Level Range (2AD6): what a target may be, without a unit, 0.1 fine."""

    minimum: float
    maximum: float
    increment: float

    @property
    def usable(self) -> bool:
        """True if there is a choice at all."""
        return self.maximum > self.minimum

    def snap(self, level: float) -> float:
        """The settable level nearest to ``level``.

        Raises:
            ValueError: If the range is not `usable`.
        """
        return _snap(level, self.minimum, self.maximum, self.increment, per_unit=10)


def decode_resistance_range(data: Octets) -> ResistanceRange:
    """Decode Supported Resistance Level Range.

    The GATT Specification Supplement has one octet a number since 2020; real bikes send two, in
    tenths, the first two of them signed. The length tells.

    Raises:
        DecodeError: If there are fewer than three octets.
    """
    require(data, 3, "Supported Resistance Level Range")
    if len(data) < 6:
        return ResistanceRange(*(octet / 10 for octet in data[:3]))
    minimum, maximum = (
        int.from_bytes(data[start : start + 2], "little", signed=True) / 10 for start in (0, 2)
    )
    return ResistanceRange(minimum, maximum, int.from_bytes(data[4:6], "little") / 10)


def encode_resistance_range(levels: ResistanceRange) -> bytes:
    """Encode as Supported Resistance Level Range, in two octets a number as real bikes do.

    Raises:
        ValueError: If a limit does not fit.
    """
    return (
        to_octets(round(levels.minimum * 10), 2, signed=True)
        + to_octets(round(levels.maximum * 10), 2, signed=True)
        + to_octets(round(levels.increment * 10), 2)
    )
