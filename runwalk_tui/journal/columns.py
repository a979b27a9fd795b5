"""Columns of JSON values, each in the smallest of a few forms, and back to the same values.

A column is a list whose first item names its form:

- ``["=", value, count]``: the same value throughout;
- ``["i", differences]``: whole numbers, each but the first as the difference from the one before;
- ``["f", scale, differences]``: fractions; each is a whole number, kept so, divided by ``scale``;
- ``["?", presence, column]``: some are null, the rest are a column of their own;
- ``["*", lengths, column]``: lists; ``lengths`` is a column, and so are all their items in a row;
- ``["#", values, places]``: one of a few values, by its octet in ``places``;
- ``["-", values]``: as they are.
"""

from collections.abc import Iterator, Sequence
from itertools import accumulate, islice, pairwise
from math import copysign
from typing import Any, Final

import msgspec

from runwalk_tui.journal import sentences as texts

Column = list[Any]

SCALES: Final = (1, 10, 100, 1000, 1024)
"""Belts and clocks count in decimals, straps their beats in 1/1024 s."""

LARGEST: Final = 2**53
"""Beyond it not every whole number is a fraction's own."""

SAMPLE: Final = 8
"""A scale that does not do for so many values is not tried on the rest."""

FEW: Final = 256

CONSTANT: Final = "="
FRACTIONS: Final = "f"

_encode = msgspec.json.Encoder().encode


def packed(values: Sequence[Any]) -> Column:
    """The column of values as JSON has them; not empty."""
    first, kinds = values[0], set(map(type, values))
    if len(kinds) == 1:
        if kinds <= {int, float, bool, str, type(None)} and _is_constant(values):
            return ["=", first, len(values)]
        if kinds == {int} and max(map(abs, values)) < LARGEST:
            return ["i", _differences(values)]
        if kinds == {float} and (scaled := _scaled(values)) is not None:
            return scaled
        if kinds == {list}:
            return ["*", packed([len(each) for each in values]), _flat(values)]
    elif type(None) in kinds:
        presence = bytes(value is not None for value in values)
        return ["?", presence, packed([value for value in values if value is not None])]
    return _numbered(values)


def unpacked(column: Column) -> list[Any]:
    """The values that a column was made of.

    Raises:
        Exception: Of any kind, if it is none.
    """
    match column:
        case ["=", value, count]:
            return [value] * count
        case ["i", differences]:
            return list(accumulate(differences))
        case ["f", scale, differences]:
            return [whole / scale for whole in accumulate(differences)]
        case ["?", presence, inner]:
            rest = iter(unpacked(inner))
            return [next(rest) if is_there else None for is_there in presence]
        case ["*", lengths, inner]:
            items: Iterator[Any] = iter(unpacked(inner) if inner else ())
            return [list(islice(items, length)) for length in unpacked(lengths)]
        case ["#", values, places]:
            return [values[place] for place in places]
        case ["-", [*values]]:
            return values
    raise ValueError(texts.UNKNOWN_COLUMN)


def _is_constant(values: Sequence[Any]) -> bool:
    """Return True if all are written alike; 0.0 and -0.0 are not."""
    first = values[0]
    if any(value != first for value in values):
        return False
    return first != 0.0 or type(first) is not float or len(set(map(_sign, values))) == 1


def _sign(value: float) -> float:
    return copysign(1.0, value)


def _differences(whole: Sequence[int]) -> list[int]:
    return [whole[0], *(after - before for before, after in pairwise(whole))]


def _scaled(values: Sequence[float]) -> Column | None:
    """Fractions as whole numbers; None if no scale gives each of them back, digit by digit."""
    if max(map(abs, values)) * max(SCALES) >= LARGEST or any(
        value == 0 and _sign(value) < 0 for value in values
    ):
        return None
    for scale in SCALES:
        if all(round(value * scale) / scale == value for value in values[:SAMPLE]):
            whole = [round(value * scale) for value in values]
            if [each / scale for each in whole] == values:
                return ["f", scale, _differences(whole)]
    return None


def _flat(lists: Sequence[list[Any]]) -> Column:
    items = [item for each in lists for item in each]
    return packed(items) if items else []


def _numbered(values: Sequence[Any]) -> Column:
    """By number where there are few different ones, else as they are."""
    places: dict[bytes, int] = {}
    order = [places.setdefault(_encode(value), len(places)) for value in values]
    if len(places) >= min(FEW, len(values)):
        return ["-", list(values)]
    return ["#", [msgspec.json.decode(value) for value in places], bytes(order)]
