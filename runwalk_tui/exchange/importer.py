"""Brings activities of other devices into the history, each run once."""

import gzip
import zlib
from collections.abc import Callable
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Final

from runwalk_tui.config.effective import EffectiveSettings
from runwalk_tui.errors import reason
from runwalk_tui.exchange import sentences_of_activities as texts
from runwalk_tui.exchange.activity import LARGEST_OCTETS, Activity, ActivityFileError, checked
from runwalk_tui.exchange.activity_events import record
from runwalk_tui.exchange.fit_import import read_fit_activities
from runwalk_tui.exchange.tcx_import import read_tcx_activities
from runwalk_tui.journal.adding import add_session
from runwalk_tui.journal.reader import Journal, SessionRow
from runwalk_tui.workout.frozen import dataclass

SAME_SHARE: Final = 0.5
"""Two sessions that have so much of the time of both in common are one run, told twice."""

AHEAD_S: Final = 86_400.0
"""A device's clock may be so far ahead."""

ENDINGS: Final = (".fit", ".tcx", ".fit.gz", ".tcx.gz")
"""The endings of files to import from folders."""

_GZIP: Final = b"\x1f\x8b"
_ZIP: Final = b"PK\x03\x04"
_FIT: Final = b".FIT"


@dataclass(frozen=True, slots=True)
class Imported:
    """The result of importing one activity.

    Attributes:
        session_id: Its number in the history.
        is_new: It was not there before.
        activity: What was read.
    """

    session_id: int
    is_new: bool
    activity: Activity


class Importer:
    """Adds activities to one runner's history.

    Args:
        mine: The settings of the runner.

    Raises:
        StoreError: If the journal cannot be used.
    """

    def __init__(self, mine: EffectiveSettings) -> None:
        self._mine = mine
        with Journal.open() as journal:
            # What was deleted comes back by "restore", not a second time.
            rows = (*journal.sessions(mine.id), *journal.trash(mine.id))
            self._known = [_interval(row) for row in rows]

    def add(self, file: Path) -> list[Imported]:
        """Add what a file holds; each activity whole or not at all.

        Raises:
            ActivityFileError: If it cannot be read or used; then nothing of it is added.
            StoreError: If the journal cannot be written.
        """
        return [self._settled(each, self._add) for each in _sound_activities(file)]

    def look(self, file: Path) -> list[Imported]:
        """Look at what a file holds, without adding it; what is new has the number 0.

        Raises:
            ActivityFileError: As `add`.
        """
        return [self._settled(each, lambda _: 0) for each in _sound_activities(file)]

    def _settled(self, activity: Activity, add: Callable[[Activity], int]) -> Imported:
        began, ended = activity.began_at, activity.ended_at
        for session_id, begin, end in self._known:
            if is_same(began, ended, begin, end):
                return Imported(session_id, False, activity)
        session_id = add(activity)
        self._known.append((session_id, began, ended))
        return Imported(session_id, True, activity)

    def _add(self, activity: Activity) -> int:
        recorded = record(activity, self._mine.profile(), self._mine.speeds.brisk)
        return add_session(recorded.events, self._mine.id, totals=recorded.totals)


def _sound_activities(file: Path) -> list[Activity]:
    """The activities of a file, none of which is beyond belief."""
    activities = [checked(each, file) for each in read_activities(file)]
    latest = datetime.now(UTC).timestamp() + AHEAD_S
    if any(each.began_at > latest for each in activities):
        raise ActivityFileError(file, texts.IN_THE_FUTURE)
    return activities


def is_same(began: float, ended: float, begin: float, end: float) -> bool:
    """Return True if two sessions, each from its beginning to its end, are one run told twice."""
    common = min(ended, end) - max(began, begin)
    whole = max(ended, end) - min(began, begin)
    return common > 0 and common >= SAME_SHARE * whole


def _interval(row: SessionRow) -> tuple[int, float, float]:
    began = datetime.fromisoformat(row.opened_at).timestamp() if row.opened_at else 0.0
    return row.id, began, began + row.duration_s


def read_activities(file: Path) -> list[Activity]:
    """Read the runs and walks of a file, FIT or TCX as its content tells, also compressed by gzip.

    Raises:
        ActivityFileError: If it cannot be read, or there is none in it.
    """
    data = _content(file)
    try:
        return _reader(data)(data)
    except ValueError as error:
        raise ActivityFileError(file, str(error)) from error


def _content(file: Path) -> bytes:
    try:
        with file.open("rb") as opened:
            data = opened.read(LARGEST_OCTETS + 1)
    except OSError as error:
        raise ActivityFileError(file, texts.NOT_READ.format(why=reason(error))) from error
    if data.startswith(_GZIP):
        try:
            with gzip.GzipFile(fileobj=BytesIO(data)) as unpacked:
                data = unpacked.read(LARGEST_OCTETS + 1)
        except (OSError, EOFError, zlib.error) as error:
            raise ActivityFileError(file, texts.NOT_UNPACKED) from error
    if len(data) > LARGEST_OCTETS:
        what = texts.ACTIVITY_TOO_LARGE.format(mb=LARGEST_OCTETS // 1024**2)
        raise ActivityFileError(file, what)
    if not data.strip():
        raise ActivityFileError(file, texts.EMPTY)
    return data


def _reader(data: bytes) -> Callable[[bytes], list[Activity]]:
    """The reader of a format, by how the file begins.

    Raises:
        ValueError: If it is none that is known.
    """
    if data[8:12] == _FIT:
        return read_fit_activities
    if data.startswith(_ZIP):
        raise ValueError(texts.IS_ZIP)
    if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") or data[:2] in (
        b"\xff\xfe",
        b"\xfe\xff",
    ):
        return read_tcx_activities
    raise ValueError(texts.UNKNOWN_FORMAT)
