"""Reads a session from a file of events, one JSON object a line, as ``--json`` prints them.

The header of an export may stand before them.
"""

from pathlib import Path

from runwalk_tui.errors import FileError, reason
from runwalk_tui.journal import sentences as texts
from runwalk_tui.journal.event_json import EventError, from_json
from runwalk_tui.journal.headers import SessionHeader, read_header
from runwalk_tui.workout.event_types import kept_as
from runwalk_tui.workout.events import Event, SessionOpened


class RecordingError(FileError):
    """A file is no recording: one line with the file, the line in it, and what is wrong."""


def load_recording_file(file: Path | str) -> list[Event]:
    """The session's events in order of time; the first opens it.

    Raises:
        RecordingError: If the file cannot be read or is no such recording.
    """
    path = Path(file)
    if path.is_dir():
        raise RecordingError(file, texts.FOLDER)
    events: list[Event] = []
    try:
        with path.open("rb") as lines:
            for number, line in enumerate(lines, start=1):
                if line.strip() and (events or not _is_header(line)):
                    _add(events, line, file, number)
    except FileNotFoundError as error:
        raise RecordingError(file, texts.NO_FILE) from error
    except OSError as error:
        raise RecordingError(file, texts.NOT_READ.format(why=reason(error))) from error
    if not events:
        raise RecordingError(file, texts.EMPTY)
    return events


def _is_header(line: bytes) -> bool:
    """Return True if it is the line that an export puts before the events."""
    try:
        return isinstance(read_header(line), SessionHeader)
    except ValueError:
        return False


def _add(events: list[Event], line: bytes, file: Path | str, number: int) -> None:
    try:
        event = from_json(line)
    except EventError as error:
        raise RecordingError(file, texts.AT_LINE.format(number=number, why=error)) from error
    if not events and not isinstance(event, SessionOpened):
        name = kept_as(event)
        raise RecordingError(file, texts.FIRST_EVENT.format(number=number, name=name))
    if events and event.t < events[-1].t:
        raise RecordingError(file, texts.GOES_BACK.format(number=number, seconds=events[-1].t))
    events.append(event)
