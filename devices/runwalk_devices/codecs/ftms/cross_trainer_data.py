"""Cross Trainer Data (2ACE) as values: Fitness Machine Service 1.0.1, section 4.5.

Its flags are 24 bits wide, alone among the data of this service, and elevation counts whole metres
where a treadmill's counts tenths. Life Fitness machines send a speed of 0 beside a distance that
grows. Resistance is one octet in the GATT Specification Supplement, without tenths, and two on the
machines met so far.
"""

from dataclasses import replace
from typing import Final

from runwalk_devices.codecs.binary import Octets
from runwalk_devices.codecs.ftms.fields import (
    BITS_24,
    MORE_DATA,
    NONE_16,
    NONE_24,
    NONE_SIGNED_16,
    Field,
    PacketFormat,
    TrainingValues,
    Variant,
    energy,
    heart_rate,
    metabolic_equivalent,
    times,
)
from runwalk_devices.frozen import dataclass

_BACKWARD: Final = 1 << 15


@dataclass(frozen=True)
class CrossTrainerData(TrainingValues):
    """One packet of an elliptical; None is absent, or present and "not available".

    Attributes:
        speed_kmh: 0.01 km/h fine.
        average_speed_kmh: Its mean since the training began.
        total_distance_m: Metres since the training began.
        step_rate_spm: Steps a minute.
        average_step_rate_spm: Their mean since the training began.
        stride_count: Strides since the training began, 0.1 fine; a stride is two steps.
        elevation_gain_m: Whole metres climbed.
        elevation_loss_m: Whole metres descended.
        inclination_percent: 0.1 % fine, negative downhill.
        ramp_angle_degrees: 0.1 degree fine.
        resistance_level: The console's level, without a unit, 0.1 fine.
        power_w: Watts, may be negative.
        average_power_w: Their mean since the training began.
        backward: The feet move backward.
        more_data: The record goes on in another packet; this one has no speed.
    """

    speed_kmh: float | None = None
    average_speed_kmh: float | None = None
    total_distance_m: int | None = None
    step_rate_spm: int | None = None
    average_step_rate_spm: int | None = None
    stride_count: float | None = None
    elevation_gain_m: int | None = None
    elevation_loss_m: int | None = None
    inclination_percent: float | None = None
    ramp_angle_degrees: float | None = None
    resistance_level: float | None = None
    power_w: int | None = None
    average_power_w: int | None = None
    backward: bool = False


_FORMAT: Final = PacketFormat(
    "Cross Trainer Data",
    CrossTrainerData,
    (
        Field(MORE_DATA, "speed_kmh", "H", 100, NONE_16),
        Field(1, "average_speed_kmh", "H", 100, NONE_16),
        Field(2, "total_distance_m", BITS_24, absent=NONE_24),
        Field(3, "step_rate_spm", "H", absent=NONE_16),
        Field(3, "average_step_rate_spm", "H", absent=NONE_16),
        Field(4, "stride_count", "H", 10, NONE_16),
        Field(5, "elevation_gain_m", "H", absent=NONE_16),
        Field(5, "elevation_loss_m", "H", absent=NONE_16),
        Field(6, "inclination_percent", "h", 10, NONE_SIGNED_16),
        Field(6, "ramp_angle_degrees", "h", 10, NONE_SIGNED_16),
        Field(7, "resistance_level", "h", 10, NONE_SIGNED_16),
        Field(8, "power_w", "h", absent=NONE_SIGNED_16),
        Field(9, "average_power_w", "h", absent=NONE_SIGNED_16),
        *energy(10),
        heart_rate(11),
        metabolic_equivalent(12),
        *times(13, 14),
    ),
    flag_octets=3,
    variants=(Variant((("resistance_level", "B"),), per_units=(("resistance_level", 1),)),),
    extra_flags=lambda values: _BACKWARD if values.backward else 0,
)


def decode_cross_trainer_data(data: Octets) -> CrossTrainerData:
    """Decode a value of Cross Trainer Data.

    Raises:
        DecodeError: If there are fewer than three octets.
    """
    decoded = _FORMAT.decode(data)
    backward = int.from_bytes(data[:3], "little") & _BACKWARD
    return replace(decoded, backward=True) if backward else decoded


def encode_cross_trainer_data(values: CrossTrainerData) -> bytes:
    """Encode as Cross Trainer Data.

    Raises:
        ValueError: If a value does not fit its field.
    """
    return _FORMAT.encode(values)
