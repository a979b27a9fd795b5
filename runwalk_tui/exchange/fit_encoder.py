"""Writes messages as the octets of a FIT file; what a field cannot hold is left out.

Names, numbers, types and scales are those of Garmin's profile, taken from its SDK. Its encoder is
not used: it wraps a number that does not fit, drops a name that it does not know, and writes on
after an error.
"""

import struct
from collections.abc import Mapping, Sequence
from typing import Any, Final

from runwalk_tui.workout.frozen import dataclass

Value = int | float | str | Sequence[float]
"""A number in the profile's unit, a name of one of its types, a text, or several numbers."""

EPOCH_S: Final = 631_065_600
"""The begin of FIT times, 1989-12-31, in Unix time."""

_BASE_TYPES: Final[Mapping[str, tuple[int, str, int, int, int]]] = {
    "enum": (0x00, "B", 0, 0xFE, 0xFF),
    "sint8": (0x01, "b", -0x80, 0x7E, 0x7F),
    "uint8": (0x02, "B", 0, 0xFE, 0xFF),
    "sint16": (0x83, "h", -0x8000, 0x7FFE, 0x7FFF),
    "uint16": (0x84, "H", 0, 0xFFFE, 0xFFFF),
    "sint32": (0x85, "i", -0x80000000, 0x7FFFFFFE, 0x7FFFFFFF),
    "uint32": (0x86, "I", 0, 0xFFFFFFFE, 0xFFFFFFFF),
    "uint8z": (0x0A, "B", 1, 0xFF, 0),
    "uint16z": (0x8B, "H", 1, 0xFFFF, 0),
    "uint32z": (0x8C, "I", 1, 0xFFFFFFFF, 0),
    "byte": (0x0D, "B", 0, 0xFF, 0xFF),
}
"""Number, `struct` code, least, greatest and invalid value of each type that is written."""

FLOAT_32: Final = 0x88
_STRING: Final = 0x07
_LONGEST_OCTETS: Final = 255
_LOCAL_NUMBERS: Final = 16
_HEADER: Final = struct.Struct("<BBHI4s")


@dataclass(frozen=True, slots=True)
class _Field:
    """A field of the profile as it is written."""

    number: int
    base_type: int
    code: str
    least: int
    greatest: int
    invalid: int
    scale: float
    offset: float
    names: Mapping[str, int] | None

    def raw(self, value: float | str | None) -> int:
        """The number that stands for ``value``, or the invalid one if it does not fit.

        Raises:
            KeyError: If it is a name that the type does not have.
        """
        if value is None:
            return self.invalid
        if isinstance(value, str):
            assert self.names is not None
            return self.names[value]
        scaled = (value + self.offset) * self.scale
        # A value that is not a number is within no limits.
        if not self.least - 0.5 <= scaled <= self.greatest + 0.5:
            return self.invalid
        number = round(scaled)
        return number if self.least <= number <= self.greatest else self.invalid


class FitEncoder:
    """One FIT file being written."""

    def __init__(self) -> None:
        # The SDK's profile is large: only who exports pays for loading it.
        from garmin_fit_sdk import Profile

        self._profile: Mapping[str, Any] = Profile
        self._body = bytearray()
        self._fields: dict[tuple[str, str], _Field] = {}
        self._local: dict[bytes, int] = {}
        self._next_local = 0

    def write(
        self,
        message: str,
        fields: Mapping[str, Value | None],
        own: Mapping[int, float] | None = None,
    ) -> None:
        """Add a message; fields that are None, or do not fit, are left out.

        Args:
            message: Its name in the profile.
            fields: Values by the profile's names.
            own: Values of fields that the profile does not have, by the number under which a
                message ``FIELD_DESCRIPTION`` told of them, as 32-bit floating-point numbers.

        Raises:
            KeyError: If the profile has no such message, field or name.
        """
        definitions, octets = bytearray(), bytearray()
        count = 0
        for name, value in fields.items():
            if value is None:
                continue
            packed = self._packed(message, name, value)
            if packed is None:
                continue
            base_type, number, data = packed
            definitions += bytes((number, len(data), base_type))
            octets += data
            count += 1
        own_definitions = b""
        if own:
            own_definitions = bytes((len(own),)) + b"".join(bytes((key, 4, 0)) for key in own)
            octets += struct.pack(f"<{len(own)}f", *own.values())
        if count:
            local = self._defined(message, count, bytes(definitions), own_definitions)
            self._body.append(local)
            self._body += octets

    def rows(self, message: str, names: Sequence[str], length: int = 1) -> "FitRows":
        """A writer of many messages of the same fields, each ``length`` numbers long."""
        return FitRows(self, message, [self._field(message, name) for name in names], length)

    def close(self) -> bytes:
        """The whole file."""
        version = self._profile["version"]
        release = version["major"] * 1000 + version["minor"]
        header = _HEADER.pack(14, 0x20, release, len(self._body), b".FIT")
        whole = header + struct.pack("<H", checksum(header)) + self._body
        return bytes(whole) + struct.pack("<H", checksum(whole))

    def append(self, message: str, count: int, definitions: bytes, octets: bytes) -> None:
        """Add a message whose fields are packed already."""
        self._body.append(self._defined(message, count, definitions))
        self._body += octets

    def _packed(self, message: str, name: str, value: Value) -> tuple[int, int, bytes] | None:
        """Base type, number and octets of a field; None if nothing of it fits."""
        info = self._info(message, name)
        if info["type"] == "string":
            text = str(value).encode()[: _LONGEST_OCTETS - 1].decode(errors="ignore")
            return (_STRING, info["num"], text.encode() + b"\0") if text else None
        field = self._field(message, name)
        values = [value] if isinstance(value, int | float | str) else list(value)
        raw = [field.raw(each) for each in values]
        if all(number == field.invalid for number in raw):
            return None
        return field.base_type, field.number, struct.pack(f"<{len(raw)}{field.code}", *raw)

    def _field(self, message: str, name: str) -> _Field:
        key = (message, name)
        if key not in self._fields:
            info = self._info(message, name)
            number, code, least, greatest, invalid = _BASE_TYPES[info["base_type"]]
            names = None
            if info["type"] not in _BASE_TYPES:
                types = self._profile["types"].get(info["type"], {})
                names = {title: int(key) for key, title in types.items()}
            self._fields[key] = _Field(
                info["num"],
                number,
                code,
                least,
                greatest,
                invalid,
                info["scale"][0],
                info["offset"][0],
                names,
            )
        return self._fields[key]

    def _info(self, message: str, name: str) -> Mapping[str, Any]:
        """The profile's own description of a field."""
        fields = self._profile["messages"][self._profile["mesg_num"][message]]["fields"]
        for info in fields.values():
            if info["name"] == name:
                found: Mapping[str, Any] = info
                return found
        raise KeyError(f"{message} has no field {name}")

    def _defined(self, message: str, count: int, definitions: bytes, own: bytes = b"") -> int:
        """The local number of a message of these fields; the definition is written where needed."""
        key = message.encode() + b"\0" + definitions + b"\0" + own
        local = self._local.get(key)
        if local is not None:
            return local
        local = self._next_local
        self._next_local = (local + 1) % _LOCAL_NUMBERS
        self._local = {other: number for other, number in self._local.items() if number != local}
        self._local[key] = local
        number = self._profile["mesg_num"][message]
        head = 0x60 if own else 0x40
        self._body += struct.pack("<BBBHB", head | local, 0, 0, number, count) + definitions + own
        return local


class FitRows:
    """Writes messages of the same fields; a value that is None or does not fit is "invalid"."""

    def __init__(
        self, encoder: FitEncoder, message: str, fields: Sequence[_Field], length: int
    ) -> None:
        self._encoder = encoder
        self._message = message
        self._count = len(fields)
        self._raw = [field.raw for field in fields for _ in range(length)]
        self._pack = struct.Struct("<" + "".join(field.code * length for field in fields)).pack
        self._definitions = b"".join(
            bytes((field.number, length * struct.calcsize(field.code), field.base_type))
            for field in fields
        )

    def write(self, values: Sequence[float | None]) -> None:
        """Add a message: a value for each field, in their order."""
        octets = self._pack(*[raw(value) for raw, value in zip(self._raw, values, strict=True)])
        self._encoder.append(self._message, self._count, self._definitions, octets)


def _table() -> tuple[int, ...]:
    """Return what each octet does to the checksum: CRC-16 with the polynomial 0xA001."""
    found = []
    for octet in range(256):
        crc = octet
        for _ in range(8):
            crc = crc >> 1 ^ (0xA001 if crc & 1 else 0)
        found.append(crc)
    return tuple(found)


_TABLE: Final = _table()


def checksum(octets: bytes | bytearray) -> int:
    """The checksum that FIT files end with."""
    crc, table = 0, _TABLE
    for octet in octets:
        crc = crc >> 8 ^ table[(crc ^ octet) & 0xFF]
    return crc
