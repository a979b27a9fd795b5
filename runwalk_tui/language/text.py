"""Texts in the language in use: looked up when they are shown, not when a module is imported.

A module of texts ends with ``table(__name__)``. From then on its constants in capitals are in the
language in use, so that ``shown.PAUSED`` reads the same in every one. A text that stands elsewhere
is looked up by `tr`; `mark` only says that it will be. Both take literals, which extraction finds.
"""

import sys
from collections.abc import Mapping
from string import Formatter
from typing import NamedTuple, Protocol

ENGLISH = "en"


class Catalogue(Protocol):
    """The texts of a language by the English ones, as gettext has them."""

    def gettext(self, message: str, /) -> str: ...

    def ngettext(self, msgid1: str, msgid2: str, n: int, /) -> str: ...

    def pgettext(self, context: str, message: str, /) -> str: ...


class Text(str):
    """A translated text with gaps: numbers that fill them have the language's decimal sign.

    All other texts, and those whose gaps are filled, are plain strings, which can be kept.
    """

    __slots__ = ()

    def format(self, *values: object, **named: object) -> str:
        """The text with its gaps filled."""
        return _GAPS.vformat(self, values, named)


class _Gaps(Formatter):
    """Fills gaps as ``str.format`` does."""

    def format_field(self, value: object, format_spec: str) -> str:
        filled = format(value, format_spec)
        return decimal(filled) if isinstance(value, float) else filled


_GAPS = _Gaps()


class _InContext(str):
    """An English text that means different things in different places."""

    __slots__ = ("context",)
    context: str


class Plural(NamedTuple):
    """A text for one and for several, each with a gap ``{count}``."""

    one: str
    many: str

    def __call__(self, count: int, **named: object) -> str:
        """The text for a number of things."""
        if _in_use.catalogue is None:
            return (self.one if count == 1 else self.many).format(count=count, **named)
        text = _in_use.catalogue.ngettext(self.one, self.many, count)
        return Text(text).format(count=count, **named)


class _InUse:
    """The language in use: there is one in a process, as there is one runner before the screen."""

    language = ENGLISH
    catalogue: Catalogue | None = None
    signs: Mapping[int, str] = {}


_in_use = _InUse()

_Texts = str | tuple[str, ...] | dict[str, str]

_tables: dict[str, tuple[dict[str, object], dict[str, _Texts]]] = {}
"""The names of each table's module, and its English texts."""


def use(language: str, catalogue: Catalogue | None) -> None:
    """Shows texts in a language from now on; without a catalogue in English."""
    if catalogue is None and _in_use.catalogue is None:
        return
    _in_use.language, _in_use.catalogue = language, catalogue
    sign = str(tr(DECIMAL_SIGN))
    _in_use.signs = {ord("."): sign, ord(sign): "."}
    for names, texts in _tables.values():
        _fill(names, texts)


def current() -> str:
    """The language in use, as "de"."""
    return _in_use.language


def tr(text: str) -> str:
    """A text in the language in use; as it is where the language does not have it."""
    catalogue = _in_use.catalogue
    if catalogue is None or not text:
        return str(text)
    if isinstance(text, _InContext):
        found = catalogue.pgettext(text.context, text)
    else:
        found = catalogue.gettext(text)
    return Text(found) if "{" in found else str(found)


def mark(text: str) -> str:
    """Marks a text that is looked up later, by `tr`."""
    return text


def in_context(context: str, text: str) -> str:
    """Marks a text that has to be translated differently where the context is another."""
    marked = _InContext(text)
    marked.context = context
    return marked


def decimal(number: str) -> str:
    """A number as it is written in English, with the signs of the language in use."""
    return number if _in_use.catalogue is None else number.translate(_in_use.signs)


def table(name: str) -> None:
    """Keeps a module's constants in the language in use: texts, tuples and dicts of texts."""
    names = vars(sys.modules[name])
    texts: dict[str, _Texts] = {
        key: value
        for key, value in names.items()
        if key.isupper() and isinstance(value, str | tuple | dict) and not isinstance(value, Plural)
    }
    _tables[name] = names, texts
    if _in_use.catalogue is not None:
        _fill(names, texts)


def _fill(names: dict[str, object], texts: Mapping[str, _Texts]) -> None:
    for key, english in texts.items():
        if isinstance(english, str):
            names[key] = tr(english)
        elif isinstance(english, tuple):
            names[key] = tuple(map(tr, english))
        else:
            names[key] = {name: tr(text) for name, text in english.items()}


DECIMAL_SIGN = in_context("between whole and tenths", ".")
