"""The figures of every session: derived once from its events, kept in the journal, read at once."""

import logging
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING

import msgspec

from runwalk_tui.errors import EventError
from runwalk_tui.journal import sentences as texts
from runwalk_tui.journal.damage import note_damage
from runwalk_tui.journal.reader import Journal
from runwalk_tui.journal.sound_stats import check_stats
from runwalk_tui.journal.tables import ALL
from runwalk_tui.training.history.session_stats import VERSION, SessionStats

if TYPE_CHECKING:
    from runwalk_tui.workout.events import Event

_logger = logging.getLogger(__name__)

Watch = Callable[[int, int], None]
"""Called with how many sessions are done, and of how many, while figures are derived."""

_decode = msgspec.json.Decoder(SessionStats).decode
_encode = msgspec.json.Encoder().encode


def unwatched(done: int, of: int) -> None:
    """Ignore progress."""


def all_stats(
    journal: Journal,
    runner: str | None = None,
    watch: Watch = unwatched,
    since: date | None = None,
) -> list[SessionStats]:
    """Of every session of a runner, by id, or of all that has ended; the oldest first.

    Only those from the day ``since`` on, where it is told.

    Raises:
        JournalError: If the journal cannot be read or written.
    """
    complete(journal, watch, damaged=0)
    return list(_sound(journal, runner, since))


def kept_stats(journal: Journal, runner: str | None = None) -> list[SessionStats]:
    """Of every session of a runner whose figures were derived before; the oldest first.

    Raises:
        JournalError: If the journal cannot be read or written.
    """
    return list(_sound(journal, runner))


def complete(
    journal: Journal, watch: Watch = unwatched, runner: str | None = None, *, damaged: int = ALL
) -> None:
    """Derives the figures that are missing or damaged, or that older rules derived.

    A session that is being recorded has none yet; one that cannot be understood never has.

    Args:
        journal: Where they are kept.
        watch: Is told how far it is.
        runner: Whose damaged figures are looked for; None for everybody's.
        damaged: In so many of the newest sessions they are looked for; missing ones in all.

    Raises:
        JournalError: If the journal cannot be read or written.
    """
    missing = journal.tables.without_stats(VERSION)
    if damaged:
        known = {number for number, *_ in missing}
        found = journal.tables.with_damaged_stats(runner, damaged)
        missing += [each for each in found if each[0] not in known]
    for done, (session_id, is_open, version) in enumerate(missing):
        watch(done, len(missing))
        if version is not None and not (isinstance(version, int) and version < VERSION):
            note_damage(texts.STATS_DAMAGED.format(id=session_id))
        if not (is_open and journal.is_running(session_id)):
            _keep(journal, session_id, _derived(journal, session_id))
    if missing:
        watch(len(missing), len(missing))


def figures_of(events: "Iterable[Event]", session_id: int) -> SessionStats:
    """As `runwalk_tui.training.history.derive_stats.figures_of`, which few commands need."""
    from runwalk_tui.training.history import derive_stats

    return derive_stats.figures_of(events, session_id)


def _sound(
    journal: Journal, runner: str | None, since: date | None = None
) -> Iterator[SessionStats]:
    """Figures that can be used; what is damaged is derived anew."""
    for session_id, body in journal.tables.stats(runner, since.isoformat() if since else ""):
        stats = _read(body, session_id)
        if stats is None:
            note_damage(texts.STATS_DAMAGED.format(id=session_id))
            anew = _derived(journal, session_id)
            _keep(journal, session_id, anew)
            stats = None if anew is None else _read(anew, session_id)
        if stats is not None:
            yield stats


def _read(body: str, session_id: int) -> SessionStats | None:
    try:
        stats = _decode(body)
        check_stats(stats, session_id)
    except ValueError:
        return None
    return stats


def _keep(journal: Journal, session_id: int, body: str | None) -> None:
    journal.tables.keep_stats(session_id, VERSION, body)


def _derived(journal: Journal, session_id: int) -> str | None:
    """The figures as JSON; None if the session can have none."""
    try:
        stats = figures_of(journal.events(session_id), session_id)
        check_stats(stats, session_id)
        return _encode(stats).decode()
    except EventError as error:
        note_damage(texts.NO_STATS.format(why=error))
    except Exception as error:
        _logger.exception("session %s cannot be folded", session_id)
        what = str(error) or type(error).__name__
        note_damage(texts.DAMAGED_WITHOUT_STATS.format(id=session_id, why=what))
    return None
