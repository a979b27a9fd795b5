"""What devices and their library say of faults, in the language in use.

The library speaks English, and so do recordings of what it said. Its sentences are found again by
their templates (`runwalk_devices.sentences`), gaps included; what a system adds of its own, such as
BlueZ's words, stays as it is.
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from runwalk_devices import sentences
from runwalk_tui.language import current, decimal, tr
from runwalk_tui.language.templates import NUMBER, own_letters, pattern_of
from runwalk_tui.language.text import ENGLISH


def device_words(said: str) -> str:
    """A line of the device library in the language in use; as it is where it is none of those."""
    return said if current() == ENGLISH else _found(said, current())


@lru_cache(maxsize=256)
def _found(said: str, _language: str) -> str:
    """Keeps what was found: a screen asks four times a second."""
    if said in _fixed():
        return tr(said)
    if re.fullmatch(NUMBER, said):
        return decimal(said)
    for template, pattern in _templates():
        if match := pattern.fullmatch(said):
            gaps = {name: device_words(value) for name, value in match.groupdict().items()}
            return tr(template).format(**gaps)
    return said


@cache
def _fixed() -> frozenset[str]:
    """The sentences without gaps."""
    return frozenset(text for text in _texts() if "{" not in text)


@cache
def _templates() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The sentences with gaps, those that leave the least to chance first."""
    texts = sorted((text for text in _texts() if "{" in text), key=own_letters, reverse=True)
    return tuple((text, re.compile(pattern_of(text), re.DOTALL)) for text in texts)


def _texts() -> Iterator[str]:
    """Every sentence that the library says."""
    for name, value in vars(sentences).items():
        if name.isupper():
            if isinstance(value, str):
                yield value
            else:
                yield from value.values() if isinstance(value, dict) else value
