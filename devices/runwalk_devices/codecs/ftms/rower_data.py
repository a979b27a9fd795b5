"""Rower Data (2AD1) as values: Fitness Machine Service 1.0.1, section 4.8.

Resistance is one octet in the GATT Specification Supplement and two on the machines met so far
(Concept2, Technogym), as on bikes. Kayak ergometers send the same packets.
"""

from typing import Final

from runwalk_devices.codecs.binary import Octets
from runwalk_devices.codecs.ftms.fields import (
    BITS_24,
    MORE_DATA,
    NONE_8,
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


@dataclass(frozen=True)
class RowerData(TrainingValues):
    """One packet of a rower; None is absent, or present and "not available".

    Attributes:
        stroke_rate_spm: Strokes a minute, 0.5 fine.
        stroke_count: Strokes since the training began.
        average_stroke_rate_spm: Their mean rate since the training began.
        total_distance_m: Metres since the training began.
        pace_s_per_500m: Seconds for 500 m at the present speed; 0 where it stands.
        average_pace_s_per_500m: The same for the mean speed.
        power_w: Watts, may be negative.
        average_power_w: Their mean since the training began.
        resistance_level: The console's level, without a unit.
        more_data: The record goes on in another packet; this one has no strokes.
    """

    stroke_rate_spm: float | None = None
    stroke_count: int | None = None
    average_stroke_rate_spm: float | None = None
    total_distance_m: int | None = None
    pace_s_per_500m: int | None = None
    average_pace_s_per_500m: int | None = None
    power_w: int | None = None
    average_power_w: int | None = None
    resistance_level: int | None = None

    @property
    def speed_kmh(self) -> float | None:
        """Speed by the pace, in km/h; 0 where the pace is 0; None without one."""
        if self.pace_s_per_500m is None:
            return None
        return 1800 / self.pace_s_per_500m if self.pace_s_per_500m else 0.0


_FORMAT: Final = PacketFormat(
    "Rower Data",
    RowerData,
    (
        Field(MORE_DATA, "stroke_rate_spm", "B", 2, NONE_8),
        Field(MORE_DATA, "stroke_count", "H", absent=NONE_16),
        Field(1, "average_stroke_rate_spm", "B", 2, NONE_8),
        Field(2, "total_distance_m", BITS_24, absent=NONE_24),
        Field(3, "pace_s_per_500m", "H", absent=NONE_16),
        Field(4, "average_pace_s_per_500m", "H", absent=NONE_16),
        Field(5, "power_w", "h", absent=NONE_SIGNED_16),
        Field(6, "average_power_w", "h", absent=NONE_SIGNED_16),
        Field(7, "resistance_level", "h", absent=NONE_SIGNED_16),
        *energy(8),
        heart_rate(9),
        metabolic_equivalent(10),
        *times(11, 12),
    ),
    variants=(Variant((("resistance_level", "B"),)),),
)


def decode_rower_data(data: Octets) -> RowerData:
    """Decode a value of Rower Data.

    Raises:
        DecodeError: If there are fewer than two octets.
    """
    return _FORMAT.decode(data)


def encode_rower_data(values: RowerData) -> bytes:
    """Encode as Rower Data, resistance in two octets as real rowers do.

    Raises:
        ValueError: If a value does not fit its field.
    """
    return _FORMAT.encode(values)
