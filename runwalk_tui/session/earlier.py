"""The earlier part of a session that is gone on with, read from the journal."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from runwalk_tui.journal.reader import Journal
from runwalk_tui.journal.salvage import sound_log
from runwalk_tui.workout.events import Event, Outcome, SessionEnded
from runwalk_tui.workout.evolve import evolve
from runwalk_tui.workout.fast_replace import replace
from runwalk_tui.workout.session import Phase, Session

GAP_S = 1.0
"""A second part begins so long after the first at least: with a faster clock less has passed."""


class Earlier(NamedTuple):
    """The part of a session that is gone on with.

    Attributes:
        session: As its last event left it, but open again.
        passed_s: Seconds from its first event to now, more than its last event has.
        closing: What ends it, where its program was killed before it could; None where it ended.
    """

    session: Session
    passed_s: float
    closing: SessionEnded | None = None


def read_earlier(
    journal_file: Path, session_id: int, now: datetime
) -> tuple[Earlier, Sequence[Event]]:
    """The earlier part of a session, and its events.

    Args:
        journal_file: Where it was recorded.
        session_id: Its number there.
        now: The wall clock, with its offset.

    Raises:
        StoreError: If there is no such session, or it cannot be read.
    """
    with Journal.open(journal_file) as journal:
        log = sound_log(journal, journal.find(session_id).id)
    session, closing = log.last, None
    if session.phase is not Phase.ENDED:
        closing = SessionEnded(session.t, Outcome.FAILED, belt_stopped=False)
        session = evolve(session, closing)
    passed_s = (now - datetime.fromisoformat(session.opened_at)).total_seconds()
    session = replace(session, phase=Phase.OPENING)
    return Earlier(session, max(session.t + GAP_S, round(passed_s, 3)), closing), log.events
