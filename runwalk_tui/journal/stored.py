"""Reads the events of a session from its blocks and rows, as they are kept."""

from collections.abc import Iterator

from runwalk_tui.journal import sentences as texts
from runwalk_tui.journal.blocks import BlockError, unsealed
from runwalk_tui.journal.event_json import EventError, from_json
from runwalk_tui.journal.tables import Tables
from runwalk_tui.workout.event_types import kept_as
from runwalk_tui.workout.events import Event

Place = tuple[int, int]
"""The numbers of the first and the last event; more than one if a whole block cannot be read."""


def named(place: Place) -> str:
    """A place for people: ``event 3``, ``events 1 to 4096``."""
    first, last = place
    if first == last:
        return texts.ONE_EVENT.format(first=first)
    return texts.EVENTS.format(first=first, last=last)


def stored_events(
    tables: Tables, session_id: int, *, first: int = 0, compares: bool = False
) -> Iterator[tuple[Place, Event | EventError]]:
    """Each event in order with its place, or in its place what is wrong there.

    Args:
        tables: Of the journal.
        session_id: Which session.
        first: The number of the first event that is wanted.
        compares: Something is wrong, too, if an event's time or type differs from its row.

    Raises:
        JournalError: If the journal cannot be read.
    """
    for seq, t, kind, body, count in tables.events(session_id, first):
        if count is None:
            event = _from_row(body)
            if compares and isinstance(event, Event) and (event.t, kept_as(event)) != (t, kind):
                event = EventError(texts.DIFFERS_FROM_ROW)
            yield (seq, seq), event
            continue
        try:
            found = unsealed(body)
        except BlockError as error:
            last = seq + count - 1 if isinstance(count, int) and count > 0 else seq
            yield (seq, last), EventError(texts.NO_BLOCK_READ.format(why=error))
        else:
            for number, event in enumerate(found, start=seq):
                if number >= first:
                    yield (number, number), event


def _from_row(body: object) -> Event | EventError:
    try:
        return from_json(body)
    except EventError as error:
        return error
