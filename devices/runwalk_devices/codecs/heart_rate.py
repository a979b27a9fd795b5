"""The Heart Rate Service of a strap, and its battery, as values: bytes in, values out, and back.

Layouts are those of Heart Rate Service 1.0, sections 3.1 (2A37) and 3.2 (2A38), and Battery Service
1.0, section 3.1 (2A19).
"""

from typing import Final

from runwalk_devices.codecs.binary import (
    DecodeError,
    OctetCode,
    Octets,
    require,
    to_octets,
    unsigned,
)
from runwalk_devices.frozen import dataclass

__all__ = [
    "BodyLocation",
    "DecodeError",
    "HeartRateMeasurement",
    "decode_battery_level",
    "decode_body_location",
    "decode_heart_rate_measurement",
    "encode_battery_level",
    "encode_body_location",
    "encode_heart_rate_measurement",
]

_RATE_IS_16_BIT: Final = 1 << 0
_CONTACT_DETECTED: Final = 1 << 1
_CONTACT_SUPPORTED: Final = 1 << 2
_HAS_ENERGY: Final = 1 << 3
_HAS_RR: Final = 1 << 4

_RR_PER_SECOND: Final = 1024


@dataclass(frozen=True, slots=True)
class HeartRateMeasurement:
    """One Heart Rate Measurement packet (2A37).

    Attributes:
        bpm: Beats a minute; None where the strap says 0, which is "no rate".
        contact: Whether it touches skin; None if it cannot tell.
        energy_kj: Kilojoules since it was last reset; None if it does not count them.
        rr_intervals_s: Seconds between beats, oldest first, 1/1024 s fine; empty if it sends none.
    """

    bpm: int | None
    contact: bool | None = None
    energy_kj: int | None = None
    rr_intervals_s: tuple[float, ...] = ()


def decode_heart_rate_measurement(data: Octets) -> HeartRateMeasurement:
    """Decode a value of Heart Rate Measurement.

    A packet cut after the rate loses what was cut: the energy, then the intervals; half an interval
    is none.

    Raises:
        DecodeError: If the packet ends before the rate does.
    """
    require(data, 2, "Heart Rate Measurement")
    flags = data[0]
    start = 3 if flags & _RATE_IS_16_BIT else 2
    require(data, start, "Heart Rate Measurement")
    rate = int.from_bytes(data[1:start], "little")
    energy_kj = None
    if flags & _HAS_ENERGY:
        energy_kj = unsigned(data, start, 2)
        start += 2
    intervals = range(start, len(data) - 1, 2) if flags & _HAS_RR else ()
    return HeartRateMeasurement(
        bpm=rate or None,
        contact=bool(flags & _CONTACT_DETECTED) if flags & _CONTACT_SUPPORTED else None,
        energy_kj=energy_kj,
        rr_intervals_s=tuple((data[i] | data[i + 1] << 8) / _RR_PER_SECOND for i in intervals),
    )


def encode_heart_rate_measurement(measurement: HeartRateMeasurement) -> bytes:
    """Encode as Heart Rate Measurement: the inverse of `decode_heart_rate_measurement`.

    The rate takes 16 bits only above 255.

    Raises:
        ValueError: If a value does not fit its field.
    """
    rate = measurement.bpm or 0
    flags = 0
    if rate > 0xFF:
        flags |= _RATE_IS_16_BIT
    if measurement.contact is not None:
        flags |= _CONTACT_SUPPORTED
    if measurement.contact:
        flags |= _CONTACT_DETECTED
    if measurement.energy_kj is not None:
        flags |= _HAS_ENERGY
    if measurement.rr_intervals_s:
        flags |= _HAS_RR
    packet = bytes([flags]) + to_octets(rate, 2 if flags & _RATE_IS_16_BIT else 1)
    if measurement.energy_kj is not None:
        packet += to_octets(measurement.energy_kj, 2)
    for interval_s in measurement.rr_intervals_s:
        packet += to_octets(round(interval_s * _RR_PER_SECOND), 2)
    return packet


class BodyLocation(OctetCode):
    """The place of the sensor (2A38)."""

    OTHER = 0
    CHEST = 1
    WRIST = 2
    FINGER = 3
    HAND = 4
    EAR_LOBE = 5
    FOOT = 6


def decode_body_location(data: Octets) -> BodyLocation:
    """Decode a value of Body Sensor Location.

    Raises:
        DecodeError: If it is empty.
    """
    require(data, 1, "Body Sensor Location")
    return BodyLocation(data[0])


def encode_body_location(location: BodyLocation) -> bytes:
    """Encode as Body Sensor Location."""
    return bytes([location])


def decode_battery_level(data: Octets) -> int | None:
    """Decode a value of Battery Level (2A19): percent, or None for the reserved 101 to 255.

    Raises:
        DecodeError: If it is empty.
    """
    require(data, 1, "Battery Level")
    return data[0] if data[0] <= 100 else None


def encode_battery_level(percent: int) -> bytes:
    """Encode as Battery Level.

    Raises:
        ValueError: If ``percent`` is not within 0 to 100.
    """
    if not 0 <= percent <= 100:
        raise ValueError(f"a battery level is 0 to 100 %, not {percent}")
    return bytes([percent])
