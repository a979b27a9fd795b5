"""A workout's cues in the language in use.

The core speaks English: what it records and decides by is the same for everybody, and a recording
is heard in the language of whoever replays it. Here its sentences are found again, gaps included.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from runwalk_tui.language import current, decimal, mark, tr
from runwalk_tui.language.templates import NUMBER, own_letters, pattern_of, without_formats
from runwalk_tui.session import sentences as on_the_way
from runwalk_tui.workout import sentences

NAMES = frozenset({"name", "strap"})
"""Gaps that hold a device's name, which is the same in every language."""

COMMANDS = (mark("start"), mark("stop"), mark("pause"), mark("power"))
"""What the treadmill may refuse, beside speed and incline."""

UNITS_ALOUD = {"km/h": mark("kilometres an hour"), "mph": mark("miles an hour")}
"""A voice spells these out: espeak-ng reads km/h as "K M slash H"."""

_LITTLE = 12
"""A pattern with fewer letters of its own fits by chance: it is tried last."""

_Pattern = tuple[str, re.Pattern[str]]


def spoken(words: str) -> str:
    """The words of a cue in the language in use; those that are not known stay as they are."""
    return words if current() == "en" else _spoken(words, current())


def aloud(words: str) -> str:
    """The words of a cue in the language in use, for a voice: units are whole words."""
    for unit, name in UNITS_ALOUD.items():
        words = words.replace(f" {unit}", f" {tr(name)}")
    return words


@lru_cache(maxsize=256)
def _spoken(words: str, _language: str) -> str:
    """Keeps what was found: a screen asks four times a second."""
    if (found := _known(words)) is not None:
        return found
    return ". ".join(_known(part) or _loosely(part) for part in words.split(". "))


def _known(words: str) -> str | None:
    """The translation where every part is known; else None."""
    if re.fullmatch(NUMBER, words):
        return decimal(words)
    if words in _fixed():
        return tr(words)
    patterns = _patterns()
    long = [each for each in patterns if own_letters(each[0]) >= _LITTLE]
    for found in (_filled(words, long), _parted(words), _filled(words, patterns)):
        if found is not None:
            return found
    return None


def _parted(words: str) -> str | None:
    """The translation of several sentences, each of which is known."""
    for at in (found.start() for found in re.finditer(r"\. ", words)):
        first, rest = words[:at], words[at + 2 :]
        if (one := _known(first)) is not None and (other := _known(rest)) is not None:
            return f"{one}. {other}"
    return None


def _filled(words: str, patterns: Sequence[_Pattern]) -> str | None:
    """The translation of a sentence with gaps, if all that fills them is known."""
    for english, pattern in patterns:
        if (found := pattern.fullmatch(words)) is None:
            continue
        values = {
            name: value if name in NAMES else _known(value)
            for name, value in found.groupdict().items()
        }
        if None not in values.values():
            return without_formats(tr(english)).format(**values)
    return None


def _loosely(words: str) -> str:
    """The translation of a sentence whose gaps hold something that is not known."""
    for english, pattern in _patterns():
        if own_letters(english) >= _LITTLE and (found := pattern.fullmatch(words)):
            values = {name: _known(value) or value for name, value in found.groupdict().items()}
            return without_formats(tr(english)).format(**values)
    return words


@cache
def _fixed() -> frozenset[str]:
    """The sentences without gaps."""
    return frozenset(text for text in (*_texts(), *COMMANDS) if "{" not in text)


@cache
def _patterns() -> tuple[_Pattern, ...]:
    """The sentences with gaps, those that leave the least to chance first."""
    texts = sorted((text for text in _texts() if "{" in text), key=own_letters, reverse=True)
    return tuple((text, re.compile(pattern_of(text))) for text in texts)


def _texts() -> Iterator[str]:
    """Every sentence that is spoken in a workout."""
    for module in (sentences, on_the_way):
        for name, value in vars(module).items():
            if name.isupper() and not name.startswith("_"):
                texts = value if isinstance(value, tuple) else (value,)
                yield from (text for text in texts if isinstance(text, str))
