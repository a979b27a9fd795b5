"""The figures of every session: derived once from its events, kept in the journal, read at once."""

import logging

import msgspec

from runwalk_tui.eventjson import EventError
from runwalk_tui.journal import Journal
from runwalk_tui.training.figures import Figures
from runwalk_tui.training.figuring import VERSION, figures_of

_logger = logging.getLogger(__name__)

_decode = msgspec.json.Decoder(list[Figures]).decode
_encode = msgspec.json.Encoder().encode

_MISSING = """
    SELECT id, outcome IS NULL FROM sessions LEFT JOIN figures ON session_id = id
    WHERE opened_at IS NOT NULL AND (version IS NULL OR version < :version)
"""
_KEPT = """
    SELECT body FROM figures JOIN sessions ON session_id = id
    WHERE body IS NOT NULL AND (:runner IS NULL OR runner = :runner) ORDER BY id
"""
_KEEP = "INSERT OR REPLACE INTO figures VALUES (:session_id, :version, :body)"


def all_figures(journal: Journal, runner: str | None = None) -> list[Figures]:
    """Of every session of a runner, by id, or of all that has ended; the oldest first.

    Raises:
        JournalError: If the journal cannot be read or written.
    """
    complete(journal)
    bodies = [body for (body,) in journal.query(_KEPT, runner=runner)]
    return _decode(f"[{','.join(bodies)}]")


def complete(journal: Journal) -> None:
    """Derives the figures that are missing, or that older rules derived.

    A session that is being recorded has none yet; one that cannot be understood never has.

    Raises:
        JournalError: If the journal cannot be read or written.
    """
    for session_id, is_open in journal.query(_MISSING, version=VERSION):
        if not (is_open and journal.is_running(session_id)):
            body = _derived(journal, session_id)
            journal.change(_KEEP, session_id=session_id, version=VERSION, body=body)


def _derived(journal: Journal, session_id: int) -> str | None:
    """The figures as JSON."""
    try:
        return _encode(figures_of(journal.events(session_id), session_id)).decode()
    except EventError as error:
        _logger.warning("a session has no figures: %s", error)
    except Exception:
        _logger.exception("session %s has no figures: its events cannot be folded", session_id)
    return None
