"""Templates: sentences with named gaps, and how one is found again in what was said."""

import re
from string import Formatter

NUMBER = r"[+-]?[0-9]+(?:[.:][0-9]+)*"


def own_letters(template: str) -> int:
    """How many letters a template has beside its gaps: with few of them it fits by chance."""
    return sum(len(literal) for literal, *_ in Formatter().parse(template))


def pattern_of(template: str) -> str:
    """The regular expression of a template; a gap with a format holds a number."""
    parts = []
    for literal, name, spec, _ in Formatter().parse(template):
        parts.append(re.escape(literal))
        if name is not None:
            parts.append(f"(?P<{name}>{NUMBER if spec else '.+'})")
    return "".join(parts)


def without_formats(template: str) -> str:
    """A template whose gaps take what is formatted already."""
    return "".join(
        literal + ("" if name is None else f"{{{name}}}")
        for literal, name, _, _ in Formatter().parse(template)
    )
