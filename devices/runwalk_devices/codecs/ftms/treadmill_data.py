"""The Fitness Machine Service of a treadmill as values: bytes in, values out, and back.

Treadmill Data is decoded here; `runwalk_devices.codecs.ftms.features` and
`runwalk_devices.codecs.ftms.control_point` decode the rest, which this module offers under its name
as well.

The layout is that of Fitness Machine Service 1.0.1, section 4.4, and the GATT Specification
Supplement: two octets of flags, then the flagged fields in a fixed order, little-endian. Real
machines stretch it, and the decoder bends where they do:

- Pace (flags 5 and 6) was one octet in the definition of 2017 and is two since 2020. The length of
  the packet tells which; where it cannot, nothing after the pace is believed.
- Flag 13 is reserved, and several makers put a step count there, of three octets or of two.
- A console that cuts its packets to the default 20 octets loses the last fields, not all of them.
- All ones (7FFF in a signed field) fill fields that have no reading, defined so or not.
"""

from collections.abc import Callable
from functools import lru_cache
from struct import Struct, calcsize
from typing import Any, Final, NamedTuple

from runwalk_devices.codecs.binary import DecodeError, Octets, to_octets
from runwalk_devices.codecs.ftms.control_point import (
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
from runwalk_devices.codecs.ftms.features import (
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
from runwalk_devices.frozen import dataclass

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
    """One packet of Treadmill Data (2ACD); None is absent, or present and "not available".

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
    """One number of the packet: the flag that brings it, its name, and how its octets read.

    The format is `struct`'s, which has no 24 bits: they come as three octets. Pace has no name and
    is passed over.
    """

    flag: int
    name: str
    format: str
    per_unit: int = 1
    absent: tuple[int | bytes, ...] = ()


_24_BITS: Final = "3s"
_CUT_OCTETS: Final = 20
"""A notification of the default size holds so many."""
_MORE_DATA: Final = 0
_INSTANTANEOUS_PACE: Final = 5
_AVERAGE_PACE: Final = 6
_STEPS: Final = 13
_NONE_8: Final = (0xFF,)
_NONE_16: Final = (0xFFFF,)
_NONE_SIGNED_16: Final = (0x7FFF,)
_NONE_24: Final = (b"\xff\xff\xff",)

# The first absent value of a field is the one that the encoder writes.
_FIELDS: Final = (
    _Field(_MORE_DATA, "speed_kmh", "H", 100, _NONE_16 + _NONE_SIGNED_16),
    _Field(1, "average_speed_kmh", "H", 100, _NONE_16 + _NONE_SIGNED_16),
    _Field(2, "total_distance_m", _24_BITS, absent=_NONE_24),
    _Field(3, "inclination_percent", "h", 10, _NONE_SIGNED_16),
    _Field(3, "ramp_angle_degrees", "h", 10, _NONE_SIGNED_16),
    _Field(4, "elevation_gain_m", "H", 10, _NONE_16 + _NONE_SIGNED_16),
    _Field(4, "elevation_loss_m", "H", 10, _NONE_16 + _NONE_SIGNED_16),
    _Field(_INSTANTANEOUS_PACE, "", "2x"),
    _Field(_AVERAGE_PACE, "", "2x"),
    _Field(7, "energy_kcal", "H", absent=_NONE_16),
    _Field(7, "energy_per_hour_kcal", "H", absent=_NONE_16),
    _Field(7, "energy_per_minute_kcal", "B", absent=_NONE_8),
    _Field(8, "heart_rate_bpm", "B", absent=(0, *_NONE_8)),
    _Field(9, "metabolic_equivalent", "B", 10, _NONE_8),
    _Field(10, "elapsed_time_s", "H", absent=_NONE_16),
    _Field(11, "remaining_time_s", "H", absent=_NONE_16),
    _Field(12, "force_on_belt_n", "h", absent=_NONE_SIGNED_16),
    _Field(12, "power_w", "h", absent=_NONE_SIGNED_16),
    _Field(_STEPS, "step_count", _24_BITS, absent=_NONE_24 + _NONE_16),
)


_ANNOUNCES: Final = tuple(
    (field.name, 1 << field.flag) for field in _FIELDS if field.flag != _MORE_DATA and field.name
)
"""Each field that its flag alone announces, and that flag."""

_WIDTHS: Final = {"B": 1, "H": 2, "h": 2, _24_BITS: 3}
"""The octets of each format."""


def decode_treadmill_data(data: Octets) -> TreadmillData:
    """Decode a value of Treadmill Data (2ACD).

    Octets that no flag announces are ignored. A packet that its flags outrun keeps every field
    that is there whole.

    Raises:
        DecodeError: If there are fewer than the two octets of flags.
    """
    length = len(data)
    if length < 2:
        raise DecodeError(f"Treadmill Data: {length} octets, at least 2 needed")
    return _decoder(data[0] | data[1] << 8, length)(data)


@lru_cache(maxsize=256)
def _decoder(flags: int, length: int) -> Callable[[Octets], TreadmillData]:
    """The function that decodes every packet of these flags and this length.

    It is written out field by field and compiled, as `dataclasses` does: with a loop over the
    fields a packet takes twice as long. A frozen dataclass's own ``__init__`` would take longer
    than all of the decoding; the fields that are left out have the class's defaults.
    """
    announced = _announced(flags)
    formats = _formats(announced, length)
    end = 0
    while end < len(formats) and _octets(formats[: end + 1]) <= length:
        end += 1
    values: list[str] = []
    lines = ["decoded = new(TreadmillData)", "fields = decoded.__dict__"]
    if flags >> _MORE_DATA & 1:
        lines.append("fields['more_data'] = True")
    if end < len(formats):
        lines.append("fields['truncated'] = True")
    for at, (field, format_) in enumerate(zip(announced[:end], formats, strict=False)):
        if field.name and format_:
            values += _values(at, format_)
            lines += _reading(at, field, format_)
    unpack = Struct("<2x" + "".join(formats[:end]).replace(_24_BITS, "HB")).unpack_from
    if values:
        lines.insert(0, f"{', '.join(values)}, = unpack(data)")
    known: dict[str, Any] = {
        "unpack": unpack,
        "new": object.__new__,
        "TreadmillData": TreadmillData,
    }
    exec("\n    ".join(["def decode(data):", *lines, "return decoded"]), known)
    decode: Callable[[Octets], TreadmillData] = known["decode"]
    return decode


def _values(at: int, format_: str) -> tuple[str, ...]:
    """The names of a field's octets once they are unpacked; 24 bits come as 16 and 8."""
    return (f"low_{at}", f"high_{at}") if format_ == _24_BITS else (f"value_{at}",)


def _reading(at: int, field: _Field, format_: str) -> list[str]:
    """The lines that give a field its value, unless that says that there is none."""
    raw, is_wide = f"value_{at}", format_ == _24_BITS
    absent = [one for one in field.absent if isinstance(one, bytes) is is_wide]
    numbers = [int.from_bytes(one, "little") if isinstance(one, bytes) else one for one in absent]
    is_there = " and ".join(f"{raw} != {number}" for number in numbers)
    value = raw if field.per_unit == 1 else f"{raw} / {field.per_unit}"
    join = [f"{raw} = low_{at} | high_{at} << 16"] if is_wide else []
    return [*join, f"if {is_there}: fields[{field.name!r}] = {value}"]


def _announced(flags: int) -> list[_Field]:
    """The fields that the flags promise; More Data alone promises by being 0."""
    return [field for field in _FIELDS if (flags ^ 1 << _MORE_DATA) >> field.flag & 1]


def _formats(announced: list[_Field], length: int) -> list[str]:
    """The format of each field, those of pace and steps such that the packet comes out even.

    A packet longer than any arrangement is read in the current one, with octets to spare. One that
    fits none was cut: its pace is made too wide to fit, so that reading ends there. So it is with
    one of `_CUT_OCTETS` that fits short paces only: it may be a longer one, cut.
    """

    def arrangement(pace: str, steps: str) -> list[str]:
        variable = {_INSTANTANEOUS_PACE: pace, _AVERAGE_PACE: pace, _STEPS: steps}
        return [variable.get(field.flag, field.format) for field in announced]

    known = [arrangement(pace, steps) for steps in (_24_BITS, "H", "") for pace in ("2x", "x")]
    paces = (_INSTANTANEOUS_PACE, _AVERAGE_PACE)
    last = max((at for at, field in enumerate(announced) if field.flag in paces), default=-1)
    for formats in known:
        if _octets(formats) == length:
            is_cut = length == _CUT_OCTETS and last >= 0 and formats[last] == "x"
            return arrangement(f"{length}x", _24_BITS) if is_cut else formats
    return known[0] if _octets(known[0]) < length else arrangement(f"{length}x", _24_BITS)


def _octets(formats: list[str]) -> int:
    """The octets of a packet of these fields, with its flags."""
    return calcsize("<2x" + "".join(formats))


def encode_treadmill_data(values: TreadmillData) -> bytes:
    """Encode as Treadmill Data, as a treadmill does: the inverse of `decode_treadmill_data`.

    More Data is flagged exactly when there is no speed. Fields that share a flag go together, the
    one that is None as "not available". Steps take three octets; pace is never sent.

    Raises:
        ValueError: If a value does not fit its field.
    """
    flags = 1 << _MORE_DATA if values.speed_kmh is None else 0
    for name, flag in _ANNOUNCES:
        if getattr(values, name) is not None:
            flags |= flag
    return to_octets(flags, 2) + b"".join(
        [_encode_field(field, getattr(values, field.name)) for field in _sent(flags)]
    )


_sent = lru_cache(maxsize=256)(_announced)


def _encode_field(field: _Field, value: float | None) -> bytes:
    raw = field.absent[0] if value is None else round(value * field.per_unit)
    if isinstance(raw, bytes):
        return raw
    is_signed = field.format == "h"
    return to_octets(raw, _WIDTHS[field.format], signed=is_signed)
