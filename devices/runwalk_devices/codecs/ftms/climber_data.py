"""Stair Climber Data (2ACF) as values: Fitness Machine Service 1.0.1, section 4.7."""

from dataclasses import dataclass
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


@dataclass(frozen=True)
class StairClimberData(TrainingValues):
    """One packet of a stair climber; None is absent, or present and "not available".

    Attributes:
        floors: Floors since the training began.
        step_rate_spm: Steps a minute.
        average_step_rate_spm: Their mean since the training began.
        elevation_gain_m: Metres climbed.
        stride_count: Strides since the training began.
        more_data: The record goes on in another packet; this one has no floors.
    """

    floors: int | None = None
    step_rate_spm: int | None = None
    average_step_rate_spm: int | None = None
    elevation_gain_m: int | None = None
    stride_count: int | None = None


_FORMAT: Final = PacketFormat(
    "Stair Climber Data",
    StairClimberData,
    (
        Field(MORE_DATA, "floors", "H", absent=NONE_16),
        Field(1, "step_rate_spm", "H", absent=NONE_16),
        Field(2, "average_step_rate_spm", "H", absent=NONE_16),
        Field(3, "elevation_gain_m", "H", absent=NONE_16),
        Field(4, "stride_count", "H", absent=NONE_16),
        *energy(5),
        heart_rate(6),
        metabolic_equivalent(7),
        *times(8, 9),
    ),
)


def decode_stair_climber_data(data: Octets) -> StairClimberData:
    """Decode a value of Stair Climber Data.

    Raises:
        DecodeError: If there are fewer than two octets.
    """
    return _FORMAT.decode(data)


def encode_stair_climber_data(values: StairClimberData) -> bytes:
    """Encode as Stair Climber Data.

    Raises:
        ValueError: If a value does not fit its field.
    """
    return _FORMAT.encode(values)
