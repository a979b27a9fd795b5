"""Events as JSON, one object a line: what ``--json`` prints and a journal keeps."""

from collections.abc import Mapping
from functools import cache

import msgspec

from runwalk_tui.core.events import EVENT_TYPES, Event

_encode = msgspec.json.Encoder().encode


class EventError(ValueError):
    """A piece of JSON that is not one of the events that this program knows."""


class _Head(msgspec.Struct):
    type: str


_decode_head = msgspec.json.Decoder(_Head).decode


def to_json(event: Event) -> bytes:
    """``event`` as one JSON object without a line end: ``t``, ``type``, then its fields.

    Numbers keep every digit, so that `from_json` gives back an equal event; a number must be
    finite.
    """
    t, _, rest = _encode(event).partition(b",")
    name = type(event).__name__.encode()
    return b'%b,"type":"%b",%b' % (t, name, rest) if rest else b'%b,"type":"%b"}' % (t[:-1], name)


def from_json(data: bytes | str | Mapping[str, object]) -> Event:
    """The event that `to_json` wrote; keys that it does not have are passed over.

    Args:
        data: JSON, or the object it stands for.

    Raises:
        EventError: If it is no JSON object, its type is not known, or a field is missing or wrong.
    """
    try:
        if isinstance(data, Mapping):
            head = msgspec.convert(data, _Head)
            return msgspec.convert(data, _event_type(head.type))
        return _decoder(_decode_head(data).type).decode(data)
    except msgspec.DecodeError as error:
        raise EventError(f"is not an event: {error}") from error
    except UnicodeDecodeError as error:
        raise EventError("is not an event: it is not UTF-8") from error


@cache
def _decoder(name: str) -> msgspec.json.Decoder[Event]:
    return msgspec.json.Decoder(_event_type(name))


def _event_type(name: str) -> type[Event]:
    try:
        return EVENT_TYPES[name]
    except KeyError:
        raise EventError(
            f"there is no event of type {name[:40]!r}; a newer program may know it"
        ) from None
