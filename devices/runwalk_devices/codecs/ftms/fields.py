"""Packets of flagged fields: the shape that all data of the Fitness Machine Service share.

A packet begins with flags, little-endian, 16 or 24 bits wide. Each set flag announces one or more
fields, which follow in a fixed order (Fitness Machine Service 1.0.1, section 4; the fields are
those of the GATT Specification Supplement). Flag 0, More Data, announces its field by being 0.

Real machines stretch their layouts: a field is wider than written, or sent though its flag is
clear. A format therefore lists variants, and the length of the packet tells which one it is.
"""

from collections.abc import Callable, Iterable
from dataclasses import field
from struct import Struct, calcsize
from typing import Any, Final, Generic, NamedTuple, TypeVar

from runwalk_devices.codecs.binary import DecodeError, Octets, to_octets
from runwalk_devices.frozen import dataclass

MORE_DATA: Final = 0
BITS_24: Final = "3s"
CUT_OCTETS: Final = 20
"""A connection of the least MTU cuts a longer value here."""
UPPER_OCTETS: Final = (0x00, 0xFF)
"""The upper octet of a number from -256 to 255, in two octets."""
NONE_8: Final = (0xFF,)
NONE_16: Final = (0xFFFF,)
NONE_SIGNED_16: Final = (0x7FFF,)
NONE_24: Final = (b"\xff\xff\xff",)

T = TypeVar("T")


class Field(NamedTuple):
    """One number of a packet.

    Attributes:
        flag: The bit that announces it.
        name: The attribute that it becomes; "" passes over it.
        format: As in `struct`, which has no 24 bits: they are written `BITS_24`.
        per_unit: How many of the packet's units make one of the attribute's.
        absent: Raw values that mean "not available"; the first one is what the encoder writes.
    """

    flag: int
    name: str
    format: str
    per_unit: int = 1
    absent: tuple[int | bytes, ...] = ()


class Variant(NamedTuple):
    """The way in which some machines stretch a layout.

    Attributes:
        formats: Other widths, by the field's name; "" where the field is left out.
        flags: Bits whose fields come although they are not set.
        per_units: Other units, by the field's name.
    """

    formats: tuple[tuple[str, str], ...] = ()
    flags: int = 0
    per_units: tuple[tuple[str, int], ...] = ()


class _Layout(NamedTuple):
    """The fields of all packets of the same flags and length; one entry of each tuple a field.

    A ``per_unit`` of 0 marks octets that are still to be made a number. ``plain`` is there where
    the packet may be one of plain layout that was cut: that is so if the octet ``doubt_at`` is the
    upper half of a small number.
    """

    unpack: Callable[[Octets], tuple[Any, ...]]
    names: tuple[str, ...]
    per_units: tuple[int, ...]
    absents: tuple[tuple[int | bytes, ...], ...]
    more_data: bool
    truncated: bool
    doubt_at: int = 0
    plain: "_Layout | None" = None


@dataclass(frozen=True)
class TrainingValues:
    """The values that all machines but treadmills share; None is absent or "not available".

    Attributes:
        energy_kcal: Energy since the training began.
        energy_per_hour_kcal: Energy per hour at present.
        energy_per_minute_kcal: Energy per minute at present.
        heart_rate_bpm: As the console measures it; its 0 is None.
        metabolic_equivalent: METs, 0.1 fine.
        elapsed_time_s: Seconds since the training began.
        remaining_time_s: Seconds left of a training that the machine times.
        more_data: The record goes on in another packet; this one lacks its first value.
        truncated: The packet ended before its flags said: later fields are None.
    """

    energy_kcal: int | None = None
    energy_per_hour_kcal: int | None = None
    energy_per_minute_kcal: int | None = None
    heart_rate_bpm: int | None = None
    metabolic_equivalent: float | None = None
    elapsed_time_s: int | None = None
    remaining_time_s: int | None = None
    more_data: bool = False
    truncated: bool = False


@dataclass(frozen=True, eq=False)
class PacketFormat(Generic[T]):
    """A characteristic's packets as values of a frozen dataclass, and back.

    Attributes:
        title: The characteristic's name, for errors.
        values: The dataclass, without slots; its fields are those named in ``fields``,
            ``more_data`` and ``truncated``, each with a default.
        fields: In the order of the packet.
        flag_octets: How wide the flags are: 2 or 3.
        variants: Layouts to try after the plain one, in this order.
        extra_flags: Which flags that announce no field the encoder sets.
    """

    title: str
    values: type[T]
    fields: tuple[Field, ...]
    flag_octets: int = 2
    variants: tuple[Variant, ...] = ()
    extra_flags: Callable[[T], int] | None = None
    _layouts: dict[tuple[int, int], _Layout] = field(default_factory=dict, repr=False)

    def decode(self, data: Octets) -> T:
        """Decode a packet of this characteristic.

        Octets that no flag announces are ignored. A packet that its flags outrun keeps every field
        that is there whole, and is marked truncated.

        Raises:
            DecodeError: If it is shorter than its flags.
        """
        length = len(data)
        if length < self.flag_octets:
            raise DecodeError(f"{self.title}: {length} octets, at least {self.flag_octets} needed")
        flags = int.from_bytes(data[: self.flag_octets], "little")
        layout = self._layouts.get((flags, length)) or self._learn(flags, length)
        if layout.plain is not None and data[layout.doubt_at] in UPPER_OCTETS:
            layout = layout.plain
        # As in Treadmill Data: a frozen dataclass's own __init__ takes longer than the decoding.
        decoded = object.__new__(self.values)
        values = decoded.__dict__
        values["more_data"] = layout.more_data
        values["truncated"] = layout.truncated
        rows = zip(layout.names, layout.unpack(data), layout.per_units, layout.absents, strict=True)
        for name, raw, per_unit, absent in rows:
            if raw in absent:
                continue
            if per_unit:
                values[name] = raw if per_unit == 1 else raw / per_unit
            else:
                values[name] = int.from_bytes(raw, "little")
        return decoded

    def fits(self, data: Octets) -> bool:
        """Return True if the flags announce exactly as many octets as there are."""
        flags = int.from_bytes(data[: self.flag_octets], "little")
        return self._octets(self._announced(flags)) == len(data)

    def encode(self, values: T) -> bytes:
        """Encode in the plain layout: the inverse of `decode`.

        More Data is set exactly when the field that it announces is None. Fields that share a flag
        go together, the one that is None as "not available".

        Raises:
            ValueError: If a value does not fit its field.
        """
        given = {row.flag for row in self.fields if getattr(values, row.name) is not None}
        flags = sum(1 << flag for flag in given if flag != MORE_DATA)
        flags |= 0 if MORE_DATA in given else 1 << MORE_DATA
        flags |= self.extra_flags(values) if self.extra_flags else 0
        packet = to_octets(flags, self.flag_octets)
        for row in self._announced(flags):
            packet += _encode_field(row, getattr(values, row.name))
        return packet

    def _learn(self, flags: int, length: int) -> _Layout:
        """Find the layout of a packet and keep it: a machine sends few kinds."""
        if len(self._layouts) >= 256:
            self._layouts.clear()
        layout = self._layouts[flags, length] = self._layout(flags, length)
        return layout

    def _layout(self, flags: int, length: int) -> _Layout:
        rows, plain = self._arranged(flags, length), self._announced(flags)
        layout = self._laid_out(rows, flags, length)
        if length != CUT_OCTETS or len(rows) != len(plain) or self._octets(plain) <= length:
            return layout
        for at, (row, wide) in enumerate(zip(rows, plain, strict=True)):
            if row.format != wide.format:
                cut = self._laid_out(plain, flags, length)
                return layout._replace(doubt_at=self._octets(rows[: at + 1]), plain=cut)
        return layout

    def _laid_out(self, rows: list[Field], flags: int, length: int) -> _Layout:
        end = 0
        while end < len(rows) and self._octets(rows[: end + 1]) <= length:
            end += 1
        read = [row for row in rows[:end] if row.name]
        return _Layout(
            Struct(f"<{self.flag_octets}x" + "".join(row.format for row in rows[:end])).unpack_from,
            tuple(row.name for row in read),
            tuple(0 if row.format == BITS_24 else row.per_unit for row in read),
            tuple(row.absent for row in read),
            more_data=bool(flags & 1 << MORE_DATA),
            truncated=end < len(rows),
        )

    def _arranged(self, flags: int, length: int) -> list[Field]:
        """The fields of a packet, in the first layout that comes out even, else the plain one."""
        plain = self._announced(flags)
        for variant in (Variant(), *self.variants):
            formats, units = dict(variant.formats), dict(variant.per_units)
            rows = [
                row._replace(
                    format=formats.get(row.name, row.format),
                    per_unit=units.get(row.name, row.per_unit),
                )
                for row in self._announced(flags | variant.flags)
            ]
            rows = [row for row in rows if row.format]
            if self._octets(rows) == length:
                return rows
        return plain

    def _announced(self, flags: int) -> list[Field]:
        """The fields that the flags promise."""
        return [row for row in self.fields if (flags ^ 1 << MORE_DATA) >> row.flag & 1]

    def _octets(self, rows: Iterable[Field]) -> int:
        """The octets of a packet of these fields, with its flags."""
        return calcsize(f"<{self.flag_octets}x" + "".join(row.format for row in rows))


def _encode_field(row: Field, value: float | None) -> bytes:
    if value is None:
        raw = row.absent[0] if row.absent else 0
        if isinstance(raw, bytes):
            return raw
    else:
        raw = round(value * row.per_unit)
    octets = 3 if row.format == BITS_24 else calcsize("<" + row.format)
    return to_octets(raw, octets, signed=row.format.islower() and row.format != BITS_24)


def energy(flag: int) -> tuple[Field, ...]:
    """The three fields of expended energy, alike in every characteristic."""
    return (
        Field(flag, "energy_kcal", "H", absent=NONE_16),
        Field(flag, "energy_per_hour_kcal", "H", absent=NONE_16),
        Field(flag, "energy_per_minute_kcal", "B", absent=NONE_8),
    )


def heart_rate(flag: int) -> Field:
    """The heart rate that the console measures; its 0 is "no rate"."""
    return Field(flag, "heart_rate_bpm", "B", absent=(0, *NONE_8))


def metabolic_equivalent(flag: int) -> Field:
    """Return a field of METs, in steps of 0.1."""
    return Field(flag, "metabolic_equivalent", "B", 10, NONE_8)


def times(elapsed: int, remaining: int) -> tuple[Field, ...]:
    """Elapsed and remaining time in whole seconds, each by its flag."""
    return (
        Field(elapsed, "elapsed_time_s", "H", absent=NONE_16),
        Field(remaining, "remaining_time_s", "H", absent=NONE_16),
    )
