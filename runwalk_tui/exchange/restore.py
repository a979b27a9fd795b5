"""Restores what this program has exported: sessions with all their events, and diaries.

A session is known by its beginning and its length, whoever has it by now; what is there already
stays as it is. Practice goes to the practice journal. The numbers of sessions change on the way, so
what a diary says of one follows it.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import field, replace
from pathlib import Path
from typing import Final, NamedTuple

from runwalk_tui.config.paths import journal_file
from runwalk_tui.errors import FileError, reason
from runwalk_tui.exchange import sentences_of_activities as texts
from runwalk_tui.exchange.activity import LARGEST_OCTETS, ActivityFileError
from runwalk_tui.journal.adding import add_session, is_practice
from runwalk_tui.journal.diary import Diary, EntryError, diarists, entry_from_json, entry_to_json
from runwalk_tui.journal.event_file import load_recording_file
from runwalk_tui.journal.headers import DiaryHeader, SessionHeader, read_header
from runwalk_tui.journal.reader import Journal
from runwalk_tui.journal.sound_entries import check_entry
from runwalk_tui.journal.sound_sessions import check_event
from runwalk_tui.training.history.diary_entries import Entry, OfSession, Titled
from runwalk_tui.workout.events import Event, SessionOpened
from runwalk_tui.workout.evolve import evolve
from runwalk_tui.workout.frozen import dataclass
from runwalk_tui.workout.session import Session

LONGEST_LINE: Final = 8 * 1024 * 1024
SAME_S: Final = 0.01
"""Lengths this near are the same."""


@dataclass(frozen=True, slots=True)
class Restored:
    """The result of restoring a file.

    Attributes:
        session_id: The session's number in the history; None for a diary.
        is_new: It was not there before.
        title: Of the session.
        runner: Whose it is, by id.
        is_practice: It was run on virtual devices, and is in the practice journal.
    """

    session_id: int | None
    is_new: bool
    title: str
    runner: str
    is_practice: bool = False


class _Told(NamedTuple):
    """An entry of a runner's diary, of that of practice or the real one."""

    runner: str
    entry: Entry
    practice: bool = False


@dataclass
class Restorer:
    """Adds exported sessions at once, and what was told of them in the end, by its time.

    Args:
        runner: Whose all of it is to be, by id; None leaves it to the files.
    """

    runner: str | None = None
    _told: list[_Told] = field(default_factory=list)
    _known: dict[tuple[bool, str], list[tuple[float, int]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for practice in (False, True):
            file = journal_file(practice=practice)
            if practice and not file.exists():
                continue
            with Journal.open(file) as journal:
                for row in (*journal.sessions(), *journal.trash()):
                    alike = self._known.setdefault((practice, row.opened_at), [])
                    alike.append((row.duration_s, row.id))

    def add(self, file: Path) -> Restored:
        """Add a session, or take in a diary.

        Raises:
            FileError: If it is none of ours, or damaged; then nothing of it is added.
            StoreError: If the journal cannot be used.
        """
        return self._read(file, add_session)

    def look(self, file: Path) -> Restored:
        """Look at a file as `add` would take it, without adding it; a new session's number is 0.

        Raises:
            FileError: As `add`.
        """
        return self._read(file, lambda *_: 0)

    def _read(self, file: Path, add: Callable[[Sequence[Event], str], int]) -> Restored:
        try:
            header = self._header(file)
            if isinstance(header, DiaryHeader):
                return self._diary(file, header)
            return self._session(file, header, add)
        except (ValueError, EntryError) as error:
            if isinstance(error, FileError):
                raise
            raise ActivityFileError(file, str(error)) from error

    def _header(self, file: Path) -> SessionHeader | DiaryHeader | None:
        try:
            if file.stat().st_size > LARGEST_OCTETS:
                what = texts.SESSION_TOO_LARGE.format(mb=LARGEST_OCTETS // 1024**2)
                raise ActivityFileError(file, what)
            with file.open("rb") as lines:
                return read_header(lines.readline(LONGEST_LINE))
        except OSError as error:
            raise ActivityFileError(file, texts.NOT_READ.format(why=reason(error))) from error

    def _session(
        self,
        file: Path,
        header: SessionHeader | None,
        add: Callable[[Sequence[Event], str], int],
    ) -> Restored:
        events = load_recording_file(file)
        session = folded(events)
        opened = events[0]
        assert isinstance(opened, SessionOpened)
        theirs = opened.runner.id if header is None else header.runner
        runner = theirs if self.runner is None else self.runner
        entries = [] if header is None else header.entries
        for entry in entries:
            check_entry(entry)
        practice = is_practice(events)
        alike = self._known.setdefault((practice, session.opened_at), [])
        known = next((at for length_s, at in alike if abs(length_s - session.t) < SAME_S), None)
        session_id = add(events, runner) if known is None else known
        if known is None:
            alike.append((session.t, session_id))
        number = 0 if header is None else header.number
        for entry in entries:
            if isinstance(entry, OfSession) and entry.session_id == number:
                entry = replace(entry, session_id=session_id)
            self._told.append(_Told(runner, entry, practice))
        title = session.plan.title if session.plan else texts.HEART_RATE
        return Restored(session_id, known is None, title, runner, practice)

    def _diary(self, file: Path, header: DiaryHeader) -> Restored:
        runner = header.runner if self.runner is None else self.runner
        entries: list[Entry] = []
        with file.open("rb") as lines:
            next(lines)
            for number, line in enumerate(lines, start=2):
                if not line.strip():
                    continue
                try:
                    entry = entry_from_json(line)
                    check_entry(entry)
                except ValueError as error:
                    raise ValueError(texts.AT_LINE.format(number=number, why=error)) from error
                entries.append(entry)
        self._told += [_Told(runner, entry) for entry in entries]
        return Restored(None, bool(entries), texts.DIARY, runner)

    def finish(self) -> int:
        """Keep what was told, each entry once, in order of time; return how many are new.

        Raises:
            StoreError: If the journal cannot be written.
        """
        added = 0
        for practice in sorted({each.practice for each in self._told}):
            told = [each for each in self._told if each.practice is practice]
            added += self._keep(told, journal_file(practice=practice))
        self._told = []
        return added

    @staticmethod
    def _keep(told: Sequence[_Told], file: Path) -> int:
        """Keep in a journal what was told; return how many entries are new there."""
        added = 0
        with Journal.open(file) as journal:
            for runner in sorted({each.runner for each in told}):
                diary = Diary(journal, runner)
                # What was nobody's may have become somebody's since.
                whose = [runner] if runner else diarists(journal)
                known = {body for each in whose for *_, body in journal.tables.diary(each)}
                mine = [each.entry for each in told if each.runner == runner]
                for entry in sorted(mine, key=lambda entry: entry.at):
                    body = entry_to_json(entry).decode()
                    if body not in known:
                        known.add(body)
                        diary.append(entry)
                        added += 1
                        if isinstance(entry, Titled):
                            journal.tables.retitle(entry.session_id, entry.title)
        return added


def folded(events: Iterable[Event]) -> Session:
    """The session in the end, each event of which makes sense after the ones before it.

    Raises:
        ValueError: If one does not; says which.
    """
    session = Session()
    for number, event in enumerate(events, start=1):
        try:
            check_event(event, session)
            session = evolve(session, event)
        except Exception as error:
            what = str(error) or type(error).__name__
            raise ValueError(texts.SENSELESS_EVENT.format(number=number, why=what)) from error
    return session
