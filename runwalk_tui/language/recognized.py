"""Sentences that are kept in English, found again where they are shown."""

import re
from collections.abc import Mapping, Sequence
from functools import cache

from runwalk_tui.language.text import current, tr

WORDS = frozenset({"why", "secret", "where"})
"""Gaps that hold words; what others hold is a name, or somebody else's."""


def again(words: str, templates: Sequence[str]) -> str:
    """A sentence in the language in use; one that is not known stays as it is.

    Args:
        words: The English sentence.
        templates: Those with gaps, the ones with the most letters of their own first.
    """
    if current() == "en":
        return words
    if (found := tr(words)) != words:
        return found
    for template in templates:
        if match := _pattern(template).fullmatch(words):
            gaps = {
                name: tr(value) if name in WORDS else value
                for name, value in match.groupdict().items()
            }
            return tr(template).format(**gaps)
    return words


def pattern_of(template: str, gaps: Mapping[str, str], other: str) -> re.Pattern[str]:
    """The regular expression of a sentence.

    Args:
        template: With names in braces.
        gaps: What may stand in a gap, by its name.
        other: What may stand in any other.
    """
    parts = re.split(r"\{([a-z]+)\}", template)
    groups = [f"(?P<{name}>{gaps.get(name, other)})" for name in parts[1::2]]
    fixed = [re.escape(text) for text in parts[::2]]
    return re.compile("".join(map("".join, zip(fixed, [*groups, ""], strict=True))))


@cache
def _pattern(template: str) -> re.Pattern[str]:
    return pattern_of(template, {}, ".+")
