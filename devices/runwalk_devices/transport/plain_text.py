"""Text that others wrote, without what would move the terminal's cursor.

The one filter for it: names of devices, titles and notes in plans, programmes, recordings and
diaries all pass it where they come in.
"""

from typing import TypeVar, cast

T = TypeVar("T")


def plain(text: str) -> str:
    """``text`` on one line: white space becomes a blank; what cannot be printed is left out."""
    if text.isprintable():
        return text
    return "".join(
        " " if letter.isspace() else letter
        for letter in text
        if letter.isprintable() or letter.isspace()
    )


def plain_throughout(value: T) -> T:
    """The same for every text in lists and tables, as JSON and TOML give them."""
    return cast(T, _plain_throughout(value))


def _plain_throughout(value: object) -> object:
    if isinstance(value, str):
        return plain(value)
    if isinstance(value, list):
        return [_plain_throughout(each) for each in value]
    if isinstance(value, dict):
        return {_plain_throughout(key): _plain_throughout(each) for key, each in value.items()}
    return value
