"""Small frozen facts as JSON: the first field, the name of the fact's type, then the rest."""

from collections.abc import Callable, Mapping
from typing import Generic, Literal, TypeVar

import msgspec

from runwalk_devices.transport.plain_text import plain_throughout
from runwalk_tui.journal import sentences as texts
from runwalk_tui.journal.json_words import json_words

T = TypeVar("T")

_encode = msgspec.json.Encoder().encode


class _Head(msgspec.Struct):
    type: str


_decode_head = msgspec.json.Decoder(_Head).decode


class TypedJson(Generic[T]):
    """Writes and reads facts of several types.

    Args:
        types: The dataclasses, by the names under which they are kept.
        first: Name of the field that all of them begin with.
        noun: What such a fact is.
        error: Makes the exception for what is none.
    """

    def __init__(
        self,
        types: Mapping[str, type[T]],
        first: str,
        noun: Literal["event", "entry"],
        error: Callable[[str], ValueError],
    ) -> None:
        self._types = types
        self._names = {kind: name for name, kind in types.items()}
        self._first = first
        self._noun = noun
        self._error = error
        self._decoders: dict[str, msgspec.json.Decoder[T]] = {}

    def to_json(self, fact: T) -> bytes:
        """``fact`` as one JSON object without a line end.

        Numbers keep every digit, so that `from_json` gives back an equal fact; a number must be
        finite.
        """
        whole, name = _encode(fact), self._names[type(fact)]
        end = len(self._first) + 4 + len(_encode(getattr(fact, self._first)))
        return b'%b,"type":"%b"%b' % (whole[:end], name.encode(), whole[end:])

    def to_table(self, fact: T) -> dict[str, object]:
        """The object that `to_json` writes."""
        table: dict[str, object] = msgspec.to_builtins(fact)
        first = table.pop(self._first)
        return {self._first: first, "type": self._names[type(fact)], **table}

    def from_json(self, data: object) -> T:
        """The fact that `to_json` wrote; keys that it does not have are passed over.

        Text becomes plain: others may have written it.

        Args:
            data: JSON, or the object it stands for.

        Raises:
            ValueError: As ``error``, if it is no JSON object, its type is not known, or a field is
                missing or wrong.
        """
        try:
            if isinstance(data, Mapping):
                return self._convert(data)
            if not isinstance(data, (str, bytes)):
                raise self._none_of(texts.NOT_TEXT)
            text = (data if isinstance(data, str) else data.decode()).strip()
            if "\\" in text or not text.isprintable():
                return self._convert(msgspec.json.decode(text))
            return self._decoder(_decode_head(text).type).decode(text)
        except msgspec.DecodeError as error:
            raise self._none_of(json_words(error)) from error
        except RecursionError as error:
            raise self._none_of(texts.TOO_DEEP) from error
        except UnicodeError as error:
            raise self._none_of(texts.NOT_UTF_8) from error

    def _convert(self, data: object) -> T:
        """The fact that an object stands for, all its text plain."""
        fact = plain_throughout(data)
        return msgspec.convert(fact, self._type(msgspec.convert(fact, _Head).type))

    def _decoder(self, name: str) -> msgspec.json.Decoder[T]:
        if name not in self._decoders:
            self._decoders[name] = msgspec.json.Decoder(self._type(name))
        return self._decoders[name]

    def _type(self, name: str) -> type[T]:
        try:
            return self._types[name]
        except KeyError:
            raise self._error(texts.UNKNOWN_TYPE[self._noun].format(name=name[:40])) from None

    def _none_of(self, why: str) -> ValueError:
        return self._error(texts.NONE_OF[self._noun].format(why=why))
