"""Days of the week: read as people write them, from 0 for Monday."""

from collections.abc import Sequence
from typing import Final

from runwalk_tui.units import sentences as texts

WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def parse_days(text: str) -> tuple[int, ...]:
    """The weekdays in a text like ``mon,wed,fri``, from 0 for Monday, in order.

    Raises:
        ValueError: If a word is none, or there is none; says what to write.
    """
    found: set[int] = set()
    for word in text.replace(",", " ").split():
        short = word.casefold()[:3]
        if short not in WEEKDAYS:
            raise ValueError(texts.NO_WEEKDAY.format(word=word[:20]))
        found.add(WEEKDAYS.index(short))
    if not found:
        raise ValueError(texts.NO_DAYS)
    return tuple(sorted(found))


def day_names(days: Sequence[int]) -> tuple[str, ...]:
    """Weekdays as a settings file has them."""
    return tuple(WEEKDAYS[day] for day in days)
