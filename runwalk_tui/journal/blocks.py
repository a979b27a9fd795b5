"""Blocks: many events of a session that is over, in compressed columns by their types.

A block is the octet `FORMAT` and a zlib stream, whose own checksum tells damage. Within is a
MessagePack list: the octets that say which group each event is of, then the groups. A group is the
events with the same keys and the same type: its keys, and one column for each of them
(`runwalk_tui.journal.columns`). What is kept are the events' JSON objects, key by key: also keys
that only a newer program knows come back as they were.
"""

import zlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import MISSING, fields
from functools import cache
from itertools import repeat
from typing import Any, Final, TypeVar, get_args, get_type_hints

import msgspec

from runwalk_devices.transport.plain_text import plain_throughout
from runwalk_tui.journal import sentences as texts
from runwalk_tui.journal.columns import CONSTANT, FRACTIONS, Column, packed, unpacked
from runwalk_tui.journal.event_json import EventError, from_json
from runwalk_tui.workout.event_types import EVENT_TYPES
from runwalk_tui.workout.events import Event

FORMAT: Final = 1
LEVEL: Final = 9
MOST_GROUPS: Final = 256

T = TypeVar("T")

Group = tuple[list[str], list[Column]]
"""The keys of its events, and their columns."""

_decode_groups = msgspec.msgpack.Decoder(tuple[bytes, list[Group]]).decode
_encode = msgspec.msgpack.Encoder().encode


class BlockError(ValueError):
    """A block cannot be read."""


def sealed_tables(tables: Iterable[dict[str, Any]]) -> bytes:
    """The block of events, each the JSON object that `runwalk_tui.journal.event_json` makes of it.

    Raises:
        ValueError: If one is empty, or they are of too many different kinds.
    """
    grouped: dict[tuple[str, ...], list[dict[str, Any]]] = {}
    order = []
    for table in tables:
        if not table:
            raise ValueError("an event has no keys")
        key = (str(table.get("type")), *table)
        order.append(grouped.setdefault(key, []))
        order[-1].append(table)
    if len(grouped) > MOST_GROUPS:
        raise ValueError("there are too many kinds of events for a block")
    places = {id(alike): place for place, alike in enumerate(grouped.values())}
    groups = [
        (list(keys), [packed([table[key] for table in alike]) for key in keys])
        for (_, *keys), alike in grouped.items()
    ]
    content = _encode((bytes(places[id(alike)] for alike in order), groups))
    return bytes((FORMAT,)) + zlib.compress(content, LEVEL)


def unsealed(block: object) -> list[Event | EventError]:
    """The events of a block in order; in the place of one that is none, what is wrong with it.

    Raises:
        BlockError: If the block is damaged, or of a newer program.
    """
    return _in_order(block, _events_of)


def unsealed_bodies(block: object) -> list[bytes]:
    """The JSON objects that a block was made of, in order.

    Raises:
        BlockError: As `unsealed`.
    """
    encode = msgspec.json.Encoder().encode
    return [encode(table) for table in _in_order(block, _tables_of)]


def _in_order(block: object, make: Callable[[list[str], list[Column]], Sequence[T]]) -> list[T]:
    if not isinstance(block, bytes) or not block:
        raise BlockError(texts.NO_BLOCK)
    if block[0] != FORMAT:
        raise BlockError(texts.BLOCK_FORMAT.format(number=block[0]))
    try:
        order, groups = _decode_groups(zlib.decompress(memoryview(block)[1:]))
        made = [iter(make(*group)) for group in groups]
        found = [next(made[place]) for place in order]
    except BlockError:
        raise
    except Exception as error:
        raise BlockError(str(error) or type(error).__name__) from error
    return found


def _tables_of(keys: list[str], columns: list[Column]) -> list[dict[str, Any]]:
    """The JSON objects of a group."""
    values = [unpacked(column) for column in columns]
    return [dict(zip(keys, row, strict=True)) for row in zip(*values, strict=True)]


def _events_of(keys: list[str], columns: list[Column]) -> Sequence[Event | EventError]:
    """The events of a group: made column by column, or if that fails one by one."""
    by_key = dict(zip(keys, columns, strict=True))
    try:
        form, name, count = by_key["type"]
        if form == CONSTANT:
            return _converted(name, by_key, count)
    except (KeyError, TypeError, ValueError):
        pass
    return [_from_table(table) for table in _tables_of(keys, columns)]


def _converted(
    type_name: str, by_key: Mapping[str, Column], count: int
) -> Sequence[Event | EventError]:
    """The events, a missing field by its default.

    Raises:
        ValueError: If a field that has none is missing, or a value is not of its type.
    """
    arguments: list[Iterable[Any]] = []
    for name, hint, default in _fields_of(type_name):
        if name in by_key:
            arguments.append(_typed(by_key[name], hint, count))
        elif default is not MISSING:
            arguments.append(repeat(default, count))
        else:
            raise ValueError(texts.KEY_IS_MISSING.format(name=name))
    return list(map(EVENT_TYPES[type_name], *arguments))


def _typed(column: Column, hint: Any, count: int) -> Iterable[Any]:
    """The values of a column as a field of that type has them."""
    if column[0] == CONSTANT:
        return repeat(msgspec.convert(plain_throughout(column[1]), hint), count)
    values = unpacked(column)
    if column[0] == FRACTIONS and float in (hint, *get_args(hint)):
        return values
    return msgspec.convert(plain_throughout(values), list[hint])


def _from_table(table: dict[str, Any]) -> Event | EventError:
    try:
        return from_json(table)
    except EventError as error:
        return error


@cache
def _fields_of(type_name: str) -> tuple[tuple[str, Any, Any], ...]:
    """Name, type and default of each field of a type of event."""
    event_type = EVENT_TYPES[type_name]
    hints = get_type_hints(event_type)
    return tuple((each.name, hints[each.name], each.default) for each in fields(event_type))
