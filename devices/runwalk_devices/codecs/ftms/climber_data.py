"""Step Climber Data (2ACF) and Stair Climber Data (2AD0) as values.

Fitness Machine Service 1.0.1, sections 4.6 and 4.7. The two differ in one counter and, after it, in
every flag: a step climber counts steps beside its floors, a stair climber strides by a flag of
their own.
"""

from typing import Final

from runwalk_devices.codecs.binary import Octets
from runwalk_devices.codecs.ftms.fields import (
    MORE_DATA,
    NONE_16,
    Field,
    PacketFormat,
    TrainingValues,
    energy,
    heart_rate,
    metabolic_equivalent,
    times,
)
from runwalk_devices.frozen import dataclass


@dataclass(frozen=True)
class ClimberValues(TrainingValues):
    """The values that both kinds of climber share; None is absent, or "not available".

    Attributes:
        floors: Floors since the training began.
        step_rate_spm: Steps a minute.
        average_step_rate_spm: Their mean since the training began.
        elevation_gain_m: Metres climbed.
        more_data: The record goes on in another packet; this one has no floors.
    """

    floors: int | None = None
    step_rate_spm: int | None = None
    average_step_rate_spm: int | None = None
    elevation_gain_m: int | None = None


@dataclass(frozen=True)
class StepClimberData(ClimberValues):
    """One packet of a step climber.

    Attributes:
        step_count: Steps since the training began; sent with the floors.
    """

    step_count: int | None = None


@dataclass(frozen=True)
class StairClimberData(ClimberValues):
    """One packet of a stair climber.

    Attributes:
        stride_count: Strides since the training began.
    """

    stride_count: int | None = None


def _climb() -> tuple[Field, ...]:
    """The three fields of the climb, alike in both."""
    return (
        Field(1, "step_rate_spm", "H", absent=NONE_16),
        Field(2, "average_step_rate_spm", "H", absent=NONE_16),
        Field(3, "elevation_gain_m", "H", absent=NONE_16),
    )


_STEPS: Final = PacketFormat(
    "Step Climber Data",
    StepClimberData,
    (
        Field(MORE_DATA, "floors", "H", absent=NONE_16),
        Field(MORE_DATA, "step_count", "H", absent=NONE_16),
        *_climb(),
        *energy(4),
        heart_rate(5),
        metabolic_equivalent(6),
        *times(7, 8),
    ),
)
_STAIRS: Final = PacketFormat(
    "Stair Climber Data",
    StairClimberData,
    (
        Field(MORE_DATA, "floors", "H", absent=NONE_16),
        *_climb(),
        Field(4, "stride_count", "H", absent=NONE_16),
        *energy(5),
        heart_rate(6),
        metabolic_equivalent(7),
        *times(8, 9),
    ),
)


def decode_step_climber_data(data: Octets) -> StepClimberData:
    """Decode a value of Step Climber Data.

    Raises:
        DecodeError: If there are fewer than two octets.
    """
    return _STEPS.decode(data)


def encode_step_climber_data(values: StepClimberData) -> bytes:
    """Encode as Step Climber Data.

    Raises:
        ValueError: If a value does not fit its field.
    """
    return _STEPS.encode(values)


def decode_stair_climber_data(data: Octets) -> StairClimberData:
    """Decode a value of Stair Climber Data.

    Raises:
        DecodeError: If there are fewer than two octets.
    """
    return _STAIRS.decode(data)


def encode_stair_climber_data(values: StairClimberData) -> bytes:
    """Encode as Stair Climber Data.

    Raises:
        ValueError: If a value does not fit its field.
    """
    return _STAIRS.encode(values)


def decode_climber_data(data: Octets) -> StepClimberData | StairClimberData:
    """Decode a value that should be Step Climber Data, and by its length may be the other.

    Raises:
        DecodeError: If there are fewer than two octets.
    """
    if _STAIRS.fits(data) and not _STEPS.fits(data):
        return _STAIRS.decode(data)
    return _STEPS.decode(data)
