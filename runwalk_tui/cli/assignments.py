"""Words like ``key=value`` as people write them: values without quotes, with yes or no."""

import tomllib
from collections.abc import Iterator
from typing import Any

from runwalk_tui.config.toml import shown
from runwalk_tui.errors import UsageError

_YES_OR_NO = {"yes": True, "no": False}


def assigned(word: str, refusal: str) -> tuple[str, str]:
    """The key and the text of a word; ``refusal`` says what is wrong with one that is none.

    Raises:
        UsageError: If it has no equals sign.
    """
    key, equals, text = word.partition("=")
    if not equals:
        raise UsageError(refusal.format(text=shown(word)))
    return key.strip(), text.strip()


def value_of(text: str, default: object) -> object:
    """As it would stand in the file, or as a person writes it; ``default`` tells of what kind."""
    try:
        return tomllib.loads(f"value = {text}")["value"]
    except ValueError:
        if isinstance(default, list | tuple):
            words = [word for each in text.split(",") if (word := each.strip())]
            is_numbers = any(isinstance(each, int) for each in default)
            return [int(word) if is_numbers and word.isdecimal() else word for word in words]
        return _YES_OR_NO.get(text, text) if isinstance(default, bool | None) else text


def flat(tables: dict[str, Any], before: str = "") -> Iterator[tuple[str, object]]:
    """Keys, with a dot before what lies in a table, and their values."""
    for key, value in tables.items():
        if isinstance(value, dict):
            yield from flat(value, f"{before}{key}.")
        else:
            yield f"{before}{key}", value


def in_words(value: object) -> str:
    """A value as it is listed."""
    if value is None:
        return "–"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value)) or "–"
    return str(value) or "–"
