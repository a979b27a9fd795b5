"""Finds the recording that a command names: a session of the journal, or a file of events."""

from pathlib import Path

from runwalk_tui.journal.event_file import load_recording_file
from runwalk_tui.journal.reader import Journal
from runwalk_tui.journal.salvage import log_of, sound_events
from runwalk_tui.session.replay import Recording
from runwalk_tui.workout.events import Event


def recorded_events(
    session: str, runner: str | None = None, journal_file: Path | None = None
) -> list[Event]:
    """The events of a session by its number, a runner's ``last`` one, or a file's name.

    ``journal_file`` is where numbers count; by default the runner's journal.

    Raises:
        FileError: If the file cannot be read or is no recording.
        StoreError: If there is no such session.
    """
    if _is_file(session):
        return load_recording_file(Path(session).expanduser())
    with Journal.open(journal_file) as journal:
        return sound_events(journal, journal.find(session, runner).id)


def open_recording(
    session: str, runner: str | None = None, journal_file: Path | None = None
) -> Recording:
    """Open a session, or a file of events, as a recording to be replayed."""
    if _is_file(session):
        return Recording(load_recording_file(Path(session).expanduser()))
    with Journal.open(journal_file) as journal:
        return Recording(log_of(journal, journal.find(session, runner).id))


def _is_file(session: str) -> bool:
    return session != "last" and not session.isdecimal()
