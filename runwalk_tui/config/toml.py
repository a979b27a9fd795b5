"""Reads the TOML that people write, and says in one line what is wrong with it and where."""

import re
from collections.abc import Iterable, Iterator
from datetime import time
from pathlib import Path
from typing import TypeVar

import msgspec
from msgspec import inspect

from runwalk_devices.transport.plain_text import plain_throughout
from runwalk_tui.config import sentences
from runwalk_tui.errors import FileError, reason
from runwalk_tui.language import mark
from runwalk_tui.language.recognized import again

LARGEST_BYTES = 1_000_000
"""No file that a person wrote is larger."""

_BARE = re.compile(r"=[ \t]*([0-9A-Za-z](?=[^,#=]*?[:A-Za-z])[\w .:/%+-]*?)[ \t]*(?=[,}\]#]|$)")
"""A value that is neither a number nor in quotes, though it has the letters for it."""

T = TypeVar("T")


class _WrongError(ValueError):
    """An error before its file is known."""


def read_toml(file: Path, schema: type[T], error: type[FileError], *, is_foreign: bool = True) -> T:
    """Return what ``file`` holds, as a ``schema``: a msgspec Struct that forbids unknown fields.

    Args:
        file: The file.
        schema: What it should hold.
        error: How it is told what is wrong.
        is_foreign: Somebody else may have written it: text becomes plain. Otherwise the schema
            has to say what it does not take.

    Raises:
        FileError: As ``error``, if it cannot be read, is not TOML, or is not a ``schema``.
            `FileNotFoundError` is its cause if there is no such file.
    """
    try:
        tables = _parse(_text(file))
        if is_foreign:
            tables = plain_throughout(tables)
    except FileNotFoundError as cause:
        raise error(file, sentences.NO_FILE) from cause
    except OSError as cause:
        raise error(file, sentences.NOT_READ.format(why=reason(cause))) from cause
    except _WrongError as cause:
        raise error(file, str(cause)) from cause.__cause__
    except RecursionError as cause:
        raise error(file, sentences.NESTED) from cause
    return convert_tables(file, tables, schema, error)


def read_toml_text(text: str, file: Path, schema: type[T], error: type[FileError]) -> T:
    """The same of a text that ``file`` may hold one day; raises as `read_toml`."""
    try:
        tables = plain_throughout(_parse(text))
    except _WrongError as cause:
        raise error(file, str(cause)) from cause.__cause__
    except RecursionError as cause:
        raise error(file, sentences.NESTED) from cause
    return convert_tables(file, tables, schema, error)


def convert_tables(
    file: Path | str, tables: dict[str, object], schema: type[T], error: type[FileError]
) -> T:
    """Return what ``tables`` hold, as a ``schema``, wherever they come from.

    Raises:
        FileError: As ``error`` and of ``file``, if they are not a ``schema``.
    """
    try:
        return _convert(tables, schema)
    except _WrongError as cause:
        raise error(file, str(cause)) from cause.__cause__
    except RecursionError as cause:
        raise error(file, sentences.NESTED) from cause


def shown(value: object) -> str:
    """A value as it stands in the file, cut where it would fill the line."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        return sentences.A_TABLE
    if isinstance(value, list):
        return sentences.A_LIST_OF.format(count=len(value))
    try:
        text = repr(value) if isinstance(value, str) else str(value)
    except ValueError:
        text = sentences.MANY_DIGITS
    return text if len(text) <= 60 else f"{text[:57]}..."


def did_you_mean(word: object, options: Iterable[str]) -> str:
    """A hint that ends a line: the option that ``word`` resembles, else all of them."""
    from difflib import get_close_matches

    options = list(options)
    near = get_close_matches(str(word).lower(), options, n=1)
    if near:
        return sentences.DID_YOU_MEAN.format(word=near[0])
    return sentences.ONE_OF.format(options=", ".join(options))


def _text(file: Path) -> str:
    if file.is_dir():
        raise _WrongError(sentences.FOLDER)
    with file.open("rb") as opened:
        content = opened.read(LARGEST_BYTES + 1)
    if len(content) > LARGEST_BYTES:
        raise _WrongError(sentences.TOO_LARGE.format(mb=LARGEST_BYTES // 1_000_000))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _WrongError(sentences.NOT_UTF_8) from error
    if "\0" in text:
        raise _WrongError(sentences.NO_TEXT)
    return text


_SAYINGS = (mark("Illegal character {sign}"),)
"""What the parser says of one sign or another."""


def _parse(text: str) -> dict[str, object]:
    import tomllib

    try:
        return tomllib.loads(text)
    except ValueError as error:
        lines = text.splitlines() or [""]
        end = f"line {len(lines)}, column {len(lines[-1]) + 1}"
        what, _, place = str(error).rstrip(")").rpartition(" (")
        place = place.replace("end of document", end)
        at = re.fullmatch(r"at line ([0-9]+), column ([0-9]+)", place)
        if at is not None and (bare := _bare_word(text, int(at[1]), int(at[2]))):
            line = sentences.NEEDS_QUOTES_THERE.format(word=bare, place=_place(at))
            raise _WrongError(line) from error
        there = place if at is None else _place(at)
        what = sentences.NOT_TOML.format(what=f"{again(what, _SAYINGS)} {there}".strip())
        raise _WrongError(what) from error


def _place(at: re.Match[str]) -> str:
    return sentences.AT_PLACE.format(line=at[1], column=at[2])


def _bare_word(text: str, line: int, column: int) -> str | None:
    """Return what stands at a place as a value, is no number, and would be a text with quotes."""
    lines = text.replace("\r\n", "\n").split("\n")
    for match in _BARE.finditer(lines[line - 1]):
        if match.start(1) < column <= match.end(1) + 1:
            return match[1]
    return None


def _convert(tables: dict[str, object], schema: type[T]) -> T:
    try:
        return msgspec.convert(tables, schema)
    except msgspec.ValidationError as error:
        what, _, where = str(error).partition(" - at `$")
        raise _WrongError(
            _explained(what, where.rstrip("`").lstrip("."), tables, schema)
        ) from error


def _explained(what: str, where: str, tables: object, schema: type) -> str:
    """Return what msgspec found, in the words of somebody who has only the file before them."""
    kinds, value = [inspect.type_info(schema)], tables
    for key, index in re.findall(r"(\w+)|\[(\d+)\]", where):
        kinds = list(_inside(kinds, key))
        value = value[int(index)] if isinstance(value, list) else _item(value, key)
    if unknown := re.search(r"unknown field `(.*)`$", what, re.DOTALL):
        name, known = unknown[1], [field.name for kind in kinds for field in _fields(kind)]
        hint = did_you_mean(name, known)
        return sentences.UNKNOWN_KEY.format(key=_path(where, name), hint=hint)
    if missing := re.search(r"missing required field `(.*)`$", what, re.DOTALL):
        return sentences.MISSING.format(key=_path(where, missing[1]))
    if what.startswith(("Expected", "Invalid", "Number")):
        if isinstance(value, time) and any(isinstance(kind, inspect.StrType) for kind in kinds):
            return sentences.NEEDS_QUOTES.format(key=where, value=value)
        wanted = _wanted(value, kinds)
        return sentences.NOT_ALLOWED.format(key=where, value=shown(value), wanted=wanted)
    key, _, rest = what.partition(": ")
    return f"{_path(where, key)}: {rest}"


def _path(where: str, key: str) -> str:
    return f"{where}.{key}" if where else key


def _item(value: object, key: str) -> object:
    return value.get(key) if isinstance(value, dict) else None


def _fields(kind: inspect.Type) -> tuple[inspect.Field, ...]:
    return kind.fields if isinstance(kind, inspect.StructType) else ()


def _inside(kinds: Iterable[inspect.Type], key: str) -> Iterator[inspect.Type]:
    """Return what a key of a table, or without a ``key`` an item of a list, may be."""
    for kind in kinds:
        if isinstance(kind, inspect.ListType):
            inner = [kind.item_type]
        elif isinstance(kind, inspect.TupleType):
            inner = [kind.item_types[0]]
        elif isinstance(kind, inspect.VarTupleType):
            inner = [kind.item_type]
        else:
            inner = [field.type for field in _fields(kind) if field.name == key]
        for each in inner:
            yield from each.types if isinstance(each, inspect.UnionType) else [each]


def _options(kind: inspect.Type) -> list[str]:
    match kind:
        case inspect.LiteralType(values=values):
            return [str(value) for value in values]
        case inspect.EnumType(cls=cls):
            return [str(member.value) for member in cls]
    return []


def _wanted(value: object, kinds: list[inspect.Type]) -> str:
    from difflib import get_close_matches

    options = [option for kind in kinds for option in _options(kind)]
    near = get_close_matches(value.lower(), options, n=1) if isinstance(value, str) else []
    hint = f" ({sentences.DID_YOU_MEAN.format(word=near[0])})" if near else ""
    described = (_described(kind) for kind in kinds if not isinstance(kind, inspect.NoneType))
    return sentences.OR.join(dict.fromkeys(described)) + hint


def _described(kind: inspect.Type) -> str:
    match kind:
        case inspect.IntType(ge=low, le=high) if low is not None:
            return sentences.WHOLE_FROM.format(least=low, most=high)
        case inspect.FloatType(ge=low, le=high) if low is not None:
            return sentences.FROM.format(least=f"{low:g}", most=f"{high:g}")
        case inspect.FloatType(gt=low, le=high) if low is not None:
            return sentences.ABOVE.format(least=f"{low:g}", most=f"{high:g}")
        case inspect.IntType():
            return sentences.WHOLE
        case inspect.FloatType():
            return sentences.A_NUMBER
        case inspect.StrType():
            return sentences.TEXT_IN_QUOTES
        case inspect.BoolType():
            return sentences.TRUE_OR_FALSE
        case inspect.LiteralType() | inspect.EnumType():
            return sentences.OR.join(f'"{option}"' for option in _options(kind))
        case inspect.TupleType(item_types=types):
            return sentences.A_LIST_OF.format(count=len(types))
        case inspect.ListType() | inspect.VarTupleType():
            return sentences.A_LIST
    return sentences.A_TABLE
