"""Keys by their place: what a letter of another keyboard layout is on the key where it was typed.

A terminal hands over the letter, never the key, and one letter sits on different keys in different
layouts. It then stands for every one of them: the key that stops the belt first, then the one that
quits, which stops it too, then the one for no, then the others in the order of the layouts.
"""

from functools import cache
from pathlib import Path

from textual.keys import _character_to_key

LETTER_KEYS = "qwertyuiopasdfghjklzxcvbnm"
FIRST = "sqn"
"""Keys that win over any other which the same letter may be."""

NOTHING = "."


def meanings(key: str) -> tuple[str, ...]:
    """Other keys that ``key``, named as Textual names it, may stand for; the most careful first.

    A capital is its small letter (Caps Lock), a wide letter of an input method is the plain one, a
    letter of another layout is the Latin one of the same place. Empty if it is nothing else.
    """
    *modifiers, last = key.split("+") if len(key) > 1 else [key]
    prefix = "".join(f"{modifier}+" for modifier in modifiers)
    small = _narrow(last.lower())
    found = _letters().get(small, "")
    if small != last and small in LETTER_KEYS:
        found = small
    return tuple(prefix + letter for letter in found)


def _narrow(letter: str) -> str:
    """The plain form of a wide letter, as input methods for Chinese and Japanese write them."""
    if len(letter) == 1 and "\N{FULLWIDTH LATIN SMALL LETTER A}" <= letter <= "\uff5a":
        return chr(ord(letter) - 0xFEE0)
    return letter


@cache
def layouts() -> dict[str, tuple[str, ...]]:
    """The letters of each layout by its name, in the order of `LETTER_KEYS`."""
    text = Path(__file__).with_name("layouts.txt").read_text("utf-8")
    rows = (line.split() for line in text.splitlines() if not line.startswith("#"))
    return {name: tuple(letters) for name, *letters in rows}


@cache
def _letters() -> dict[str, str]:
    """The Latin letters that a letter may stand for, each once."""
    found: dict[str, str] = {}
    for row in layouts().values():
        for latin, letter in zip(LETTER_KEYS, row, strict=True):
            name = _character_to_key(letter)
            if letter != NOTHING and latin not in found.get(name, ""):
                found[name] = found.get(name, "") + latin
    return {
        letter: "".join(sorted(latins, key=f"{FIRST}{latins}".index))
        for letter, latins in found.items()
    }
