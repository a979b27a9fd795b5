"""Changes values in a TOML file that a person wrote; comments and everything else stay."""

import re
import tomllib
from collections.abc import Mapping

import tomli_w

from runwalk_tui.config import sentences

_TABLE = re.compile(r"\s*\[([^\[\]]+)\]\s*(#.*)?$")


class EditError(ValueError):
    """The file is written in a way that cannot be changed line by line."""


def with_values(text: str, values: Mapping[str, object]) -> str:
    """The text with other values.

    Args:
        text: TOML.
        values: By their keys, with a dot after the table's name; None takes a key out.

    Raises:
        EditError: If a value cannot be changed without touching another.
    """
    lines = text.splitlines()
    for path, value in values.items():
        table, _, key = path.partition(".")
        table, key = (table, key) if key else ("", table)
        lines = _with_value(lines, table, key, value)
    changed = "\n".join(lines) + "\n"
    if not _differs_by(text, changed, values):
        raise EditError(sentences.NOT_LINE_BY_LINE)
    return changed


def _with_value(lines: list[str], table: str, key: str, value: object) -> list[str]:
    begin, end = _place_of(lines, table)
    if begin is None:
        return lines if value is None else [*lines, "", f"[{table}]", _line(key, value, "")]
    found = _found(lines, begin, end, key)
    if found is None:
        if value is None:
            return lines
        last = max((at + 1 for at in range(begin, end) if lines[at].strip()), default=begin)
        return [*lines[:last], _line(key, value, ""), *lines[last:]]
    comment = "" if lines[found].lstrip().startswith("#") else _comment_of(lines[found])
    new = [] if value is None else [_line(key, value, comment)]
    return [*lines[:found], *new, *lines[found + 1 :]]


def _found(lines: list[str], begin: int, end: int, key: str) -> int | None:
    """The line with the key, else the one where it is commented out."""
    name = rf'"?{re.escape(key)}"?'
    for pattern in (rf"\s*{name}\s*=", rf"\s*#\s*{name}\s*="):
        for at in range(begin, end):
            if re.match(pattern, lines[at]):
                return at
    return None


def _place_of(lines: list[str], table: str) -> tuple[int | None, int]:
    """The lines of a table, the first and the one after the last; "" is what stands before any."""
    heads = [
        (at, match[1].strip()) for at, line in enumerate(lines) if (match := _TABLE.match(line))
    ]
    ends = [at for at, _ in heads] + [len(lines)]
    if not table:
        return 0, ends[0]
    for number, (at, name) in enumerate(heads):
        if name == table:
            return at + 1, ends[number + 1]
    return None, 0


def _line(key: str, value: object, comment: str) -> str:
    name = key if re.fullmatch(r"[A-Za-z0-9_-]+", key) else f'"{key}"'
    if isinstance(value, list | tuple):
        written = f"[{', '.join(map(str, value))}]"
    else:
        written = tomli_w.dumps({"x": value}).removeprefix("x = ").rstrip("\n")
    return f"{name} = {written}{comment}"


def _comment_of(line: str) -> str:
    """The comment behind a value, with the blanks before it; a # in quotes begins none."""
    match = re.search(r"""(\s*#[^"']*)$""", line)
    return match[1] if match else ""


def _differs_by(before: str, after: str, values: Mapping[str, object]) -> bool:
    """Return True if nothing but those values has changed."""
    try:
        old, new = tomllib.loads(before), tomllib.loads(after)
    except tomllib.TOMLDecodeError:
        return False
    for path, value in values.items():
        table, _, key = path.partition(".")
        table, key = (table, key) if key else ("", table)
        held = old.setdefault(table, {}) if table else old
        if value is None:
            held.pop(key, None)
        else:
            held[key] = list(value) if isinstance(value, tuple) else value
    return {k: v for k, v in old.items() if v != {}} == {k: v for k, v in new.items() if v != {}}
