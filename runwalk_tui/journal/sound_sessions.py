"""Refuses events that could be folded, and would make no sense later."""

from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from datetime import datetime
from functools import cache
from math import isfinite
from operator import attrgetter
from types import NoneType
from typing import get_args, get_type_hints

from runwalk_tui.journal import sentences as texts
from runwalk_tui.journal.sound_stats import FARTHEST
from runwalk_tui.workout.event_types import EVENT_TYPES, kept_as
from runwalk_tui.workout.events import (
    ChangeScheduled,
    Event,
    IncreaseAnnounced,
    SessionOpened,
    StepBegan,
)
from runwalk_tui.workout.session import Session


def check_event(event: Event, session: Session) -> None:
    """Refuses what could be folded, and would make no sense later.

    Raises:
        ValueError: If it does.
    """
    if isinstance(event, SessionOpened):
        datetime.fromisoformat(event.opened_at)
    elif session.opened_at == "":
        raise ValueError(texts.BEFORE_THE_OPENING)
    if event.t < session.t:
        raise ValueError(texts.IT_GOES_BACK.format(seconds=session.t))
    if not _is_possible(event):
        raise ValueError(texts.IMPOSSIBLE_NUMBER)
    if isinstance(event, (StepBegan, ChangeScheduled, IncreaseAnnounced)):
        steps = 0 if session.plan is None else len(session.plan.steps)
        if event.index is not None and not 0 <= event.index < steps:
            raise ValueError(texts.NO_STEP.format(number=event.index))


def is_sound(event: Event, session: Session) -> bool:
    """Return True if `check_event` has nothing against it."""
    try:
        check_event(event, session)
    except ValueError:
        return False
    return True


def _is_possible(event: Event) -> bool:
    """Return True if no number of an event, however deep in it, is too large or not finite."""
    for value in _quantities(kept_as(event))(event):
        if isinstance(value, (float, int)):
            if not -FARTHEST <= value <= FARTHEST:
                return False
        elif value is not None and not all(abs(number) <= FARTHEST for number in _numbers(value)):
            return False
    return True


@cache
def _quantities(type_name: str) -> Callable[[Event], tuple[object, ...]]:
    """Reads the fields of a type of event that may hold numbers, its time first."""
    hints = get_type_hints(EVENT_TYPES[type_name])
    names = [
        name for name, hint in hints.items() if not all(map(_is_word, get_args(hint) or (hint,)))
    ]
    # A getter of one name gives no tuple: the time is there twice.
    return attrgetter("t", *names)


def _is_word(hint: object) -> bool:
    """Return True for a type whose values hold no number: text, words, yes or no, nothing."""
    return isinstance(hint, type) and issubclass(hint, (str, bool, NoneType))


def _numbers(value: object) -> Iterator[float]:
    """Every number in a fact; one that is not finite is infinite here."""
    if isinstance(value, (int, float)):
        yield value if isfinite(value) else float("inf")
    elif isinstance(value, (tuple, list)):
        for each in value:
            yield from _numbers(each)
    elif is_dataclass(value):
        for field in fields(value):
            yield from _numbers(getattr(value, field.name))
