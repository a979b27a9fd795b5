"""The Fitness Machine Service of a treadmill as values: bytes in, values out, and back.

Treadmill Data is decoded here; `devices.ftms_features` and `devices.ftms_control` decode the rest,
which this module offers under its name as well.

The layout is that of Fitness Machine Service 1.0.1, section 4.4, and the GATT Specification
Supplement: two octets of flags, then the flagged fields in a fixed order, little-endian. Real
machines stretch it, and the decoder bends where they do:

- Pace (flags 5 and 6) was one octet in the definition of 2017 and is two since 2020. The length of
  the packet tells which; where it cannot, nothing after the pace is believed.
- Flag 13 is reserved, and several makers put a step count there, of three octets or of two.
- A console that cuts its packets to the default 20 octets loses the last fields, not all of them.
- All ones (7FFF in a signed field) fill fields that have no reading, defined so or not.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import Final, NamedTuple

from devices.ftms_control import (
    ControlOpcode,
    ControlRequest,
    ControlResponse,
    MachineStatus,
    MachineStatusCode,
    ResultCode,
    StopOrPause,
    TrainingStatus,
    TrainingStatusCode,
    decode_control_request,
    decode_control_response,
    decode_machine_status,
    decode_training_status,
    encode_control_request,
    encode_control_response,
    encode_machine_status,
    encode_training_status,
)
from devices.ftms_features import (
    FitnessMachineFeatures,
    InclinationRange,
    MachineFeature,
    SpeedRange,
    TargetFeature,
    decode_features,
    decode_inclination_range,
    decode_speed_range,
    encode_features,
    encode_inclination_range,
    encode_speed_range,
)
from devices.octets import DecodeError, Octets, require, to_octets

__all__ = [
    "ControlOpcode",
    "ControlRequest",
    "ControlResponse",
    "DecodeError",
    "FitnessMachineFeatures",
    "InclinationRange",
    "MachineFeature",
    "MachineStatus",
    "MachineStatusCode",
    "ResultCode",
    "SpeedRange",
    "StopOrPause",
    "TargetFeature",
    "TrainingStatus",
    "TrainingStatusCode",
    "TreadmillData",
    "decode_control_request",
    "decode_control_response",
    "decode_features",
    "decode_inclination_range",
    "decode_machine_status",
    "decode_speed_range",
    "decode_training_status",
    "decode_treadmill_data",
    "encode_control_request",
    "encode_control_response",
    "encode_features",
    "encode_inclination_range",
    "encode_machine_status",
    "encode_speed_range",
    "encode_training_status",
    "encode_treadmill_data",
]


@dataclass(frozen=True)
class TreadmillData:
    """What a treadmill said in one packet; None is absent, or present and "not available".

    Attributes:
        speed_kmh: Instantaneous speed, 0.01 km/h fine; always None when ``more_data``.
        average_speed_kmh: Mean speed since the training began, 0.01 km/h fine.
        total_distance_m: Metres since the training began, or since the machine was built.
        inclination_percent: Belt inclination, 0.1 % fine, negative downhill.
        ramp_angle_degrees: The ramp's setting, 0.1 degree fine, negative downhill.
        elevation_gain_m: Metres climbed, 0.1 m fine.
        elevation_loss_m: Metres descended ("negative elevation gain"), 0.1 m fine.
        energy_kcal: Energy since the training began.
        energy_per_hour_kcal: Energy per hour at present.
        energy_per_minute_kcal: Energy per minute at present.
        heart_rate_bpm: What the machine's own sensor reads; its 0 is None.
        metabolic_equivalent: METs, 0.1 fine.
        elapsed_time_s: Seconds since the training began, as the machine counts.
        remaining_time_s: Seconds left of a training that the machine times.
        force_on_belt_n: Newtons on the belt.
        power_w: Watts put out.
        step_count: Steps counted by the machine, from the unofficial field of flag 13.
        more_data: The record goes on in another packet; this one has no speed.
        truncated: The packet ended before its flags said: later fields are None.
    """

    speed_kmh: float | None = None
    average_speed_kmh: float | None = None
    total_distance_m: int | None = None
    inclination_percent: float | None = None
    ramp_angle_degrees: float | None = None
    elevation_gain_m: float | None = None
    elevation_loss_m: float | None = None
    energy_kcal: int | None = None
    energy_per_hour_kcal: int | None = None
    energy_per_minute_kcal: int | None = None
    heart_rate_bpm: int | None = None
    metabolic_equivalent: float | None = None
    elapsed_time_s: int | None = None
    remaining_time_s: int | None = None
    force_on_belt_n: int | None = None
    power_w: int | None = None
    step_count: int | None = None
    more_data: bool = False
    truncated: bool = False


class _Field(NamedTuple):
    """One number of the packet: the flag that brings it, its name, and how its octets read."""

    flag: int
    name: str
    octets: int
    per_unit: int = 1
    signed: bool = False
    absent: tuple[int, ...] = ()


_MORE_DATA: Final = 1 << 0
_INSTANTANEOUS_PACE: Final = 5
_AVERAGE_PACE: Final = 6
_STEPS: Final = 13
_PACES: Final = (_INSTANTANEOUS_PACE, _AVERAGE_PACE)
_NO_READING_16: Final = (0xFFFF, 0x7FFF)

# The first absent value of a field is the one that the encoder writes.
_FIELDS: Final = (
    _Field(0, "speed_kmh", 2, 100, absent=_NO_READING_16),
    _Field(1, "average_speed_kmh", 2, 100, absent=_NO_READING_16),
    _Field(2, "total_distance_m", 3, absent=(0xFFFFFF,)),
    _Field(3, "inclination_percent", 2, 10, signed=True, absent=(0x7FFF,)),
    _Field(3, "ramp_angle_degrees", 2, 10, signed=True, absent=(0x7FFF,)),
    _Field(4, "elevation_gain_m", 2, 10, absent=_NO_READING_16),
    _Field(4, "elevation_loss_m", 2, 10, absent=_NO_READING_16),
    _Field(_INSTANTANEOUS_PACE, "", 2),
    _Field(_AVERAGE_PACE, "", 2),
    _Field(7, "energy_kcal", 2, absent=(0xFFFF,)),
    _Field(7, "energy_per_hour_kcal", 2, absent=(0xFFFF,)),
    _Field(7, "energy_per_minute_kcal", 1, absent=(0xFF,)),
    _Field(8, "heart_rate_bpm", 1, absent=(0, 0xFF)),
    _Field(9, "metabolic_equivalent", 1, 10, absent=(0xFF,)),
    _Field(10, "elapsed_time_s", 2, absent=(0xFFFF,)),
    _Field(11, "remaining_time_s", 2, absent=(0xFFFF,)),
    _Field(12, "force_on_belt_n", 2, signed=True, absent=(0x7FFF,)),
    _Field(12, "power_w", 2, signed=True, absent=(0x7FFF,)),
    _Field(_STEPS, "step_count", 3, absent=(0xFFFFFF,)),
)


class _Read(NamedTuple):
    """How to take one field out of a packet read as a single little-endian number."""

    name: str
    shift: int
    mask: int
    sign: int
    per_unit: int
    absent: tuple[int, ...]


def decode_treadmill_data(data: Octets) -> TreadmillData:
    """Decode a value of Treadmill Data (2ACD).

    Octets that no flag announces are ignored. A packet that its flags outrun keeps every field
    that is there whole.

    Raises:
        DecodeError: If there are fewer than the two octets of flags.
    """
    require(data, 2, "Treadmill Data")
    flags = data[0] | data[1] << 8
    reads, truncated = _reads(flags, len(data))
    packet = int.from_bytes(data, "little")
    # A frozen dataclass's own __init__ takes longer than all of the decoding (it goes through
    # object.__setattr__); the fields left out here have the class's defaults.
    decoded = object.__new__(TreadmillData)
    values = decoded.__dict__
    values["more_data"] = flags & _MORE_DATA != 0
    values["truncated"] = truncated
    for name, shift, mask, sign, per_unit, absent in reads:
        raw = packet >> shift & mask
        if raw not in absent:
            if raw & sign:
                raw -= mask + 1
            values[name] = raw if per_unit == 1 else raw / per_unit
    return decoded


@lru_cache(maxsize=256)
def _reads(flags: int, length: int) -> tuple[tuple[_Read, ...], bool]:
    """What a packet of these flags and this length holds, and whether it was cut short."""
    announced = _announced(flags)
    widths = _widths(announced, length)
    reads: list[_Read] = []
    start = 2
    for field in announced:
        octets = widths.get(field.flag, field.octets)
        if start + octets > length:
            return tuple(reads), True
        if field.name and octets:
            mask = (1 << 8 * octets) - 1
            sign = mask + 1 >> 1 if field.signed else 0
            absent = field.absent if octets == field.octets else (mask,)
            reads.append(_Read(field.name, 8 * start, mask, sign, field.per_unit, absent))
        start += octets
    return tuple(reads), False


def _announced(flags: int) -> list[_Field]:
    """The fields that the flags promise; More Data alone promises by being 0."""
    return [field for field in _FIELDS if (flags ^ _MORE_DATA) >> field.flag & 1]


def _widths(announced: list[_Field], length: int) -> dict[int, int]:
    """Octets of a pace and of the steps, by flag, so that the packet comes out even.

    A packet longer than any arrangement is read in the current one, with octets to spare. One that
    fits none was cut: its pace is made too wide to fit, so that reading ends there.
    """
    fixed = 2 + sum(f.octets for f in announced if f.flag not in (*_PACES, _STEPS))
    paces = sum(f.flag in _PACES for f in announced)
    steps = sum(f.flag == _STEPS for f in announced)
    arrangements = [(pace, step) for step in (3, 2, 0) for pace in (2, 1)]
    chosen = next(
        (
            (pace, step)
            for pace, step in arrangements
            if fixed + paces * pace + steps * step == length
        ),
        arrangements[0] if length > fixed + 2 * paces + 3 * steps else (length, 3),
    )
    pace, step = chosen
    return {_INSTANTANEOUS_PACE: pace, _AVERAGE_PACE: pace, _STEPS: step}


def encode_treadmill_data(values: TreadmillData) -> bytes:
    """Encode as Treadmill Data, as a treadmill does: the inverse of `decode_treadmill_data`.

    More Data is flagged exactly when there is no speed. Fields that share a flag go together, the
    one that is None as "not available". Steps take three octets; pace is never sent.

    Raises:
        ValueError: If a value does not fit its field.
    """
    flags = _MORE_DATA if values.speed_kmh is None else 0
    for field in _FIELDS:
        if field.flag and field.name and getattr(values, field.name) is not None:
            flags |= 1 << field.flag
    packet = to_octets(flags, 2)
    for field in _announced(flags):
        value = getattr(values, field.name)
        raw = field.absent[0] if value is None else round(value * field.per_unit)
        packet += to_octets(raw, field.octets, signed=field.signed)
    return packet
