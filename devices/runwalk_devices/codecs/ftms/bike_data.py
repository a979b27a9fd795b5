"""Indoor Bike Data (2AD2) as values: Fitness Machine Service 1.0.1, section 4.9.

Resistance is one octet in the GATT Specification Supplement since 2020 and a signed number of two
octets on every bike met so far, so two are the plain layout and one is the variant. Life Fitness
bikes send the cadence although its flag is clear (flags 09FA, 0BFA and 19FA, two octets longer than
they announce); packets in TrackMyIndoorWorkout's tests show both.
"""

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

_CADENCE_FLAG: Final = 2


@dataclass(frozen=True)
class BikeData(TrainingValues):
    """One packet of a bike; None is absent, or present and "not available".

    Attributes:
        speed_kmh: Speed of the flywheel as a bicycle, 0.01 km/h fine.
        average_speed_kmh: Its mean since the training began.
        cadence_rpm: Crank revolutions a minute, 0.5 fine.
        average_cadence_rpm: Their mean since the training began.
        total_distance_m: Metres since the training began.
        resistance_level: The console's level, without a unit, may be negative.
        power_w: Watts, may be negative.
        average_power_w: Their mean since the training began.
        more_data: The record goes on in another packet; this one has no speed.
    """

    speed_kmh: float | None = None
    average_speed_kmh: float | None = None
    cadence_rpm: float | None = None
    average_cadence_rpm: float | None = None
    total_distance_m: int | None = None
    resistance_level: int | None = None
    power_w: int | None = None
    average_power_w: int | None = None


_FORMAT: Final = PacketFormat(
    "Indoor Bike Data",
    BikeData,
    (
        Field(MORE_DATA, "speed_kmh", "H", 100, NONE_16),
        Field(1, "average_speed_kmh", "H", 100, NONE_16),
        Field(_CADENCE_FLAG, "cadence_rpm", "H", 2, NONE_16),
        Field(3, "average_cadence_rpm", "H", 2, NONE_16),
        Field(4, "total_distance_m", BITS_24, absent=NONE_24),
        Field(5, "resistance_level", "h", absent=NONE_SIGNED_16),
        Field(6, "power_w", "h", absent=NONE_SIGNED_16),
        Field(7, "average_power_w", "h", absent=NONE_SIGNED_16),
        *energy(8),
        heart_rate(9),
        metabolic_equivalent(10),
        *times(11, 12),
    ),
    variants=(
        Variant(flags=1 << _CADENCE_FLAG),
        Variant((("resistance_level", "B"),)),
    ),
)


def decode_bike_data(data: Octets) -> BikeData:
    """Decode a value of Indoor Bike Data.

    Raises:
        DecodeError: If there are fewer than two octets.
    """
    return _FORMAT.decode(data)


def encode_bike_data(values: BikeData) -> bytes:
    """Encode as Indoor Bike Data, resistance in two octets as real bikes do.

    Raises:
        ValueError: If a value does not fit its field.
    """
    return _FORMAT.encode(values)
