"""Reads what can be used of a damaged journal, and notes each row that cannot."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

from runwalk_tui.journal import sentences as texts
from runwalk_tui.journal.damage import note_damage
from runwalk_tui.journal.event_json import EventError
from runwalk_tui.journal.reader import Journal, JournalError
from runwalk_tui.journal.sound_sessions import check_event
from runwalk_tui.journal.states import kept_state
from runwalk_tui.journal.stored import named, stored_events
from runwalk_tui.workout.events import Event, SessionOpened
from runwalk_tui.workout.folded_log import FoldedLog


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
            where = texts.IN_SESSION.format(id=session_id, place=named(place))
            if not log.events:
                raise JournalError(texts.DAMAGED_OPENING.format(where=where, why=error)) from error
            skipped = texts.SKIPPED if place[0] == place[1] else texts.SEVERAL_SKIPPED
            note_damage(skipped.format(where=where, why=_why(error)))
    return log


def log_of(journal: Journal, session_id: int) -> FoldedLog:
    """The same, folded no further than somebody looks; then damage is noted that shows only there.

    The end needs no folding where its state was kept.

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
        where = texts.IN_SESSION.format(id=session_id, place=named((place, place)))
        note_damage(texts.SKIPPED.format(where=where, why=_why(error)))

    last = kept_state(journal.tables, session_id, found)
    log = FoldedLog.to_be_folded(found, check_event, tell, last)
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


def _why(error: Exception) -> str:
    return str(error) or type(error).__name__
