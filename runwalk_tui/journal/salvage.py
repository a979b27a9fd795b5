"""Reads what can be used of a damaged journal, and notes each row that cannot."""

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import fields, is_dataclass
from datetime import datetime
from functools import cache
from math import isfinite
from operator import attrgetter
from types import NoneType
from typing import get_args, get_type_hints

from runwalk_tui.journal.damage import note_damage
from runwalk_tui.journal.event_json import EventError
from runwalk_tui.journal.reader import Journal, JournalError
from runwalk_tui.journal.sound_stats import FARTHEST
from runwalk_tui.journal.stored import named, stored_events
from runwalk_tui.workout.event_types import EVENT_TYPES, kept_as
from runwalk_tui.workout.events import (
    ChangeScheduled,
    Event,
    IncreaseAnnounced,
    SessionOpened,
    StepBegan,
)
from runwalk_tui.workout.folded_log import FoldedLog
from runwalk_tui.workout.session import Session


def sound_events(journal: Journal, session_id: int) -> list[Event]:
    """The session's events that make sense one after the other, the first of which opens it.

    Raises:
        JournalError: If the journal cannot be read, or the event that opens the session is damaged.
    """
    return sound_log(journal, session_id).events


def sound_log(journal: Journal, session_id: int) -> FoldedLog:
    """The same, folded.

    Raises:
        JournalError: As `sound_events`.
    """
    log = FoldedLog()
    for place, event in stored_events(journal.tables, session_id, compares=True):
        try:
            if isinstance(event, EventError):
                raise event
            check_event(event, log.last)
            log.add(event)
        except Exception as error:
            where = f"session {session_id}, {named(place)}"
            if not log.events:
                raise JournalError(f"{where}, which opens it, is damaged: {error}") from error
            is_damaged = "is damaged" if place[0] == place[1] else "are damaged"
            note_damage(f"{where} {is_damaged} and skipped: {_why(error)}")
    return log


def log_of(journal: Journal, session_id: int) -> FoldedLog:
    """The same, folded no further than somebody looks; then damage is noted that shows only there.

    Raises:
        JournalError: As `sound_events`.
    """
    found: list[Event] = []
    with _without_search_for_garbage():
        for _, event in stored_events(journal.tables, session_id, compares=True):
            if isinstance(event, EventError):
                return sound_log(journal, session_id)
            found.append(event)
    times = [event.t for event in found]
    if not found or not isinstance(found[0], SessionOpened) or times != sorted(times):
        return sound_log(journal, session_id)

    def tell(place: int, error: Exception) -> None:
        where = f"session {session_id}, {named((place, place))}"
        note_damage(f"{where} is damaged and skipped: {_why(error)}")

    log = FoldedLog.to_be_folded(found, check_event, tell)
    log.fold_to(1)
    return log if log.at(times[0]).opened_at else sound_log(journal, session_id)


@contextmanager
def _without_search_for_garbage() -> Iterator[None]:
    """Makes many objects that stay: to look for garbage among them takes as long again."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def check_event(event: Event, session: Session) -> None:
    """Refuses what could be folded, and would make no sense later.

    Raises:
        ValueError: If it does.
    """
    if isinstance(event, SessionOpened):
        datetime.fromisoformat(event.opened_at)
    elif session.opened_at == "":
        raise ValueError("it comes before the event that opens the session")
    if event.t < session.t:
        raise ValueError(f"it goes back in time, from {session.t:g} s")
    if not _is_possible(event):
        raise ValueError("it has a number that cannot be")
    if isinstance(event, (StepBegan, ChangeScheduled, IncreaseAnnounced)):
        steps = 0 if session.plan is None else len(session.plan.steps)
        if event.index is not None and not 0 <= event.index < steps:
            raise ValueError(f"there is no step {event.index} in the plan")


def _why(error: Exception) -> str:
    return str(error) or type(error).__name__


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
