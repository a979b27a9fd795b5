"""Power meters (2A63) and cadence sensors (2A5B) of bikes as values.

Layouts: Cycling Power Service 1.1, section 3.2, and Cycling Speed and Cadence Service 1.0, section
3.1. Both count revolutions and stamp the last one with a clock that wraps; `RevolutionRate` makes a
rate of two such readings.
"""

from typing import Final

from runwalk_devices.codecs.binary import Octets, require, to_octets, unsigned
from runwalk_devices.frozen import dataclass

CRANK_TICKS_PER_S: Final = 1024
WHEEL_TICKS_PER_S: Final = 1024
POWER_WHEEL_TICKS_PER_S: Final = 2048

_HAS_BALANCE: Final = 1 << 0
_HAS_TORQUE: Final = 1 << 2
_HAS_WHEEL: Final = 1 << 4
_HAS_CRANK: Final = 1 << 5
_TORQUE_PER_NM: Final = 32
_SENSOR_HAS_WHEEL: Final = 1 << 0
_SENSOR_HAS_CRANK: Final = 1 << 1


@dataclass(frozen=True, slots=True)
class Revolutions:
    """A counter of revolutions and when the last one was.

    Attributes:
        count: Since the sensor was switched on; wraps at its width.
        ticks: Time of the last one in the sensor's own clock; wraps at 65536.
    """

    count: int
    ticks: int


@dataclass(frozen=True, slots=True)
class CyclingPower:
    """One packet of a power meter or trainer (2A63).

    Attributes:
        power_w: Watts, may be negative.
        balance_percent: Share of one pedal, 0.5 % fine; None if it is not measured.
        torque_nm: Accumulated torque, 1/32 Nm fine, wraps at 2048; None if it is not sent.
        wheel: Wheel revolutions, 32 bits, 1/2048 s; None if they are not counted.
        crank: Crank revolutions, 16 bits, 1/1024 s; None if they are not counted.
        truncated: The packet ended before its flags said: later fields are None.
    """

    power_w: int
    balance_percent: float | None = None
    torque_nm: float | None = None
    wheel: Revolutions | None = None
    crank: Revolutions | None = None
    truncated: bool = False


def decode_cycling_power(data: Octets) -> CyclingPower:
    """Decode a value of Cycling Power Measurement; forces, angles and energy are passed over.

    Raises:
        DecodeError: If the packet ends before the power does, at 4 octets.
    """
    require(data, 4, "Cycling Power Measurement")
    flags = data[0] | data[1] << 8
    power_w = int.from_bytes(data[2:4], "little", signed=True)
    at = 4
    balance = torque = None
    wheel = crank = None
    if flags & _HAS_BALANCE:
        balance = unsigned(data, at, 1)
        at += 1
    if flags & _HAS_TORQUE:
        torque = unsigned(data, at, 2)
        at += 2
    if flags & _HAS_WHEEL:
        wheel = _revolutions(data, at, 4)
        at += 6
    if flags & _HAS_CRANK:
        crank = _revolutions(data, at, 2)
        at += 4
    return CyclingPower(
        power_w=power_w,
        balance_percent=None if balance is None or balance > 200 else balance / 2,
        torque_nm=None if torque is None else torque / _TORQUE_PER_NM,
        wheel=wheel,
        crank=crank,
        truncated=at > len(data),
    )


def encode_cycling_power(values: CyclingPower) -> bytes:
    """Encode as Cycling Power Measurement: the inverse of `decode_cycling_power`.

    Raises:
        ValueError: If a value does not fit its field.
    """
    flags = 0
    packet = to_octets(values.power_w, 2, signed=True)
    if values.balance_percent is not None:
        flags |= _HAS_BALANCE
        packet += to_octets(round(values.balance_percent * 2), 1)
    if values.torque_nm is not None:
        flags |= _HAS_TORQUE
        packet += to_octets(round(values.torque_nm * _TORQUE_PER_NM), 2)
    if values.wheel is not None:
        flags |= _HAS_WHEEL
        packet += to_octets(values.wheel.count, 4) + to_octets(values.wheel.ticks, 2)
    if values.crank is not None:
        flags |= _HAS_CRANK
        packet += to_octets(values.crank.count, 2) + to_octets(values.crank.ticks, 2)
    return to_octets(flags, 2) + packet


@dataclass(frozen=True, slots=True)
class CyclingSensor:
    """One packet of a speed or cadence sensor (2A5B).

    Attributes:
        wheel: Wheel revolutions, 32 bits, 1/1024 s; None if they are not counted.
        crank: Crank revolutions, 16 bits, 1/1024 s; None if they are not counted.
        truncated: The packet ended before its flags said: later fields are None.
    """

    wheel: Revolutions | None = None
    crank: Revolutions | None = None
    truncated: bool = False


def decode_cycling_sensor(data: Octets) -> CyclingSensor:
    """Decode a value of CSC Measurement.

    Raises:
        DecodeError: If it is empty.
    """
    require(data, 1, "CSC Measurement")
    at = 1
    wheel = crank = None
    if data[0] & _SENSOR_HAS_WHEEL:
        wheel = _revolutions(data, at, 4)
        at += 6
    if data[0] & _SENSOR_HAS_CRANK:
        crank = _revolutions(data, at, 2)
        at += 4
    return CyclingSensor(wheel, crank, truncated=at > len(data))


def encode_cycling_sensor(values: CyclingSensor) -> bytes:
    """Encode as CSC Measurement: the inverse of `decode_cycling_sensor`.

    Raises:
        ValueError: If a value does not fit its field.
    """
    flags = 0
    packet = b""
    if values.wheel is not None:
        flags |= _SENSOR_HAS_WHEEL
        packet += to_octets(values.wheel.count, 4) + to_octets(values.wheel.ticks, 2)
    if values.crank is not None:
        flags |= _SENSOR_HAS_CRANK
        packet += to_octets(values.crank.count, 2) + to_octets(values.crank.ticks, 2)
    return bytes([flags]) + packet


def _revolutions(data: Octets, at: int, octets: int) -> Revolutions | None:
    count, ticks = unsigned(data, at, octets), unsigned(data, at + octets, 2)
    return None if count is None or ticks is None else Revolutions(count, ticks)


class RevolutionRate:
    """Revolutions a minute from one counter.

    A sensor that stands repeats its last reading: after ``still_s`` without a new revolution the
    rate is 0.

    Args:
        count_bits: Where the counter wraps: 16 for a crank, 32 for a wheel.
        ticks_per_s: Of the sensor's clock.
        fastest_rpm: What is faster was not turned but lost, or the sensor was switched on anew.
        still_s: Longest time between two revolutions that still counts as turning.
    """

    def __init__(
        self,
        *,
        count_bits: int = 16,
        ticks_per_s: int = CRANK_TICKS_PER_S,
        fastest_rpm: float = 300,
        still_s: float = 3,
    ) -> None:
        self._wrap = 1 << count_bits
        self._ticks_per_s = ticks_per_s
        self._fastest_rpm = fastest_rpm
        self._still_s = still_s
        self._last: Revolutions | None = None
        self._turned_at_s = 0.0
        self._rpm: float | None = None

    def add(self, reading: Revolutions, now_s: float) -> float | None:
        """Take a reading received at ``now_s`` and return the rate; None until it can be told."""
        last = self._last
        if last is None:
            self._last, self._turned_at_s = reading, now_s
            return None
        turned = (reading.count - last.count) % self._wrap
        ticks = (reading.ticks - last.ticks) % 65536
        if not turned or not ticks:
            if now_s - self._turned_at_s >= self._still_s:
                self._rpm = 0.0
            return self._rpm
        self._last = reading
        rpm = turned * 60 * self._ticks_per_s / ticks
        self._rpm = rpm if rpm <= self._fastest_rpm else None
        self._turned_at_s = now_s
        return self._rpm
