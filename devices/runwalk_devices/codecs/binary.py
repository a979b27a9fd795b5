"""Shared by every codec: little-endian numbers, text, open enumerations and the one error."""

from enum import IntEnum
from typing import Self, TypeAlias

Octets: TypeAlias = bytes | bytearray | memoryview
"""A characteristic's value as bleak or a test hands it over."""


class DecodeError(ValueError):
    """A value too short, or of the wrong kind, to mean anything."""


class OctetCode(IntEnum):
    """A one-octet enumeration that stays whole when a device sends a value nobody has assigned.

    `OctetCode(0x22)` is then a member named ``UNKNOWN_0x22`` that equals 34, so that a decoder
    never fails on a newer or an odd machine and a log still says what came. Compare with ``==``.
    """

    @classmethod
    def _missing_(cls, value: object) -> Self | None:
        if not isinstance(value, int) or not 0 <= value <= 0xFF:
            return None
        member = int.__new__(cls, value)
        member._name_ = f"UNKNOWN_0x{value:02X}"
        member._value_ = value
        return member


def require(data: Octets, octets: int, what: str) -> None:
    """Raise `DecodeError` unless ``data``, the value named ``what``, has that many octets."""
    if len(data) < octets:
        raise DecodeError(f"{what}: {len(data)} octets ({data.hex()}), at least {octets} needed")


def unsigned(data: Octets, start: int, octets: int) -> int | None:
    """The little-endian number at ``start``, or None if ``data`` ends before it does."""
    end = start + octets
    return int.from_bytes(data[start:end], "little") if end <= len(data) else None


def signed(data: Octets, start: int, octets: int) -> int | None:
    """As `unsigned`, in two's complement."""
    end = start + octets
    return int.from_bytes(data[start:end], "little", signed=True) if end <= len(data) else None


def to_octets(number: int, octets: int, *, signed: bool = False) -> bytes:
    """Write ``number`` little-endian.

    Raises:
        ValueError: If it does not fit.
    """
    try:
        return number.to_bytes(octets, "little", signed=signed)
    except OverflowError:
        kind = "signed" if signed else "unsigned"
        raise ValueError(f"{number} does not fit {octets} {kind} octets") from None


def decode_text(data: Octets) -> str:
    """UTF-8 without the NULs and blanks that devices pad it with; bad octets become U+FFFD."""
    return bytes(data).decode("utf-8", "replace").strip("\0 ")
