"""Writes a whole journal into a folder, one file a session; a second time only what has changed.

The folder's own list (`STATE`) says of each file what it was made from. Files are replaced whole,
so whoever stops the program in between finds each file old or new, and the next time goes on.
"""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

import msgspec

from runwalk_tui import __version__
from runwalk_tui.config.atomic import replace_file
from runwalk_tui.config.installation import serial_number
from runwalk_tui.config.paths import make_folder
from runwalk_tui.errors import StoreError, reason
from runwalk_tui.exchange import sentences as texts
from runwalk_tui.exchange.exporter import Format, Source, encoded, session_of
from runwalk_tui.journal.diary import diarists, entry_to_json
from runwalk_tui.journal.headers import DiaryHeader, header_line
from runwalk_tui.journal.reader import RUNNING, Journal, SessionRow
from runwalk_tui.journal.schema import JournalError
from runwalk_tui.journal.sound_entries import sound_entries
from runwalk_tui.training.history.diary_entries import Entry

STATE: Final = ".runwalk-export"

_encode = msgspec.json.Encoder(order="sorted").encode
_decode = msgspec.json.Decoder(dict[str, str]).decode


@dataclass(slots=True)
class Exported:
    """The result of an export.

    Attributes:
        written: Files that are new or have changed.
        unchanged: How many are as they were.
        left_out: A line for each session that has no file, and why.
    """

    written: list[Path] = field(default_factory=list)
    unchanged: int = 0
    left_out: list[str] = field(default_factory=list)


Told = Callable[[int, int], None]
"""Is told how many parts are done, and of how many; what it raises ends the work."""


def export_all(
    journal: Journal,
    folder: Path,
    format: Format,
    runner: str | None = None,
    told: Told = lambda _done, _of: None,
) -> Exported:
    """Write every session that is not under way, and with ``json`` every diary.

    Args:
        journal: Where the sessions are.
        folder: Made if it is not there.
        format: Of the files.
        runner: Only this one's, by id; None is everybody's.
        told: Hears of each session before it is written.

    Raises:
        JournalError: If the journal cannot be read.
        StoreError: If the folder cannot be written.
    """
    make_folder(folder)
    state, outcome = FolderState(folder), Exported()
    diaries = Diaries(journal)
    try:
        rows = journal.sessions(runner)
        for done, row in enumerate(reversed(rows)):
            told(done, len(rows))
            if row.outcome == RUNNING:
                outcome.left_out.append(texts.STILL_RUNNING.format(id=row.id))
                continue
            file = folder / file_name(row, format)
            diary = diaries.of(row.runner)
            made_from = fingerprint(row, format, diary)
            if state.is_current(file.name, made_from):
                outcome.unchanged += 1
                continue
            try:
                content = encoded(Source.of_row(journal, row, diary), format)
            except (ValueError, JournalError) as error:
                outcome.left_out.append(texts.LEFT_OUT.format(id=row.id, why=error))
                continue
            state.write(file.name, content, made_from)
            outcome.written.append(file)
        state.drop(_taken_over(journal, state, format))
        if format == "json":
            _write_diaries(diaries, folder, state, outcome, runner)
    finally:
        state.close()
    return outcome


def _taken_over(journal: Journal, state: "FolderState", format: str) -> list[str]:
    """Files of sessions that were nobody's when they were written and are somebody's now."""
    rows = journal.sessions()
    names = {file_name(row, format) for row in rows}
    before = (file_name(replace(row, runner=""), format) for row in rows if row.runner)
    known = set(state.names())
    return [name for name in before if name in known and name not in names]


def session_key(row: SessionRow) -> str:
    """Return what tells a session from all others: the same on every machine."""
    stamp = row.opened_at[:19].replace(":", "")
    which = hashlib.sha256(f"{row.opened_at}\0{row.runner}".encode()).hexdigest()[:6]
    return f"{stamp}-{which}"


def file_name(row: SessionRow, format: str) -> str:
    """The name of a session's file: the same on every machine, and no other session's."""
    stamp, _, which = session_key(row).rpartition("-")
    plan = "".join(sign if sign.isalnum() else "-" for sign in row.plan or "session")[:40]
    return f"{stamp}-{plan}-{which}.{format}"


def fingerprint(row: SessionRow, format: str, diary: Sequence[Entry]) -> str:
    """Return what a file of a session is made from; it differs where the file would."""
    told = [entry_to_json(entry) for entry in diary if session_of(entry) == row.id]
    serial = serial_number() if format in ("fit", "tcx") else 0
    facts = (row.opened_at, row.runner, row.outcome, row.duration_s, row.active_s, row.distance_m)
    return _digest(repr((__version__, serial, row.id, *facts)).encode(), *told)


class Diaries:
    """Every runner's diary, each read once."""

    def __init__(self, journal: Journal) -> None:
        self.journal = journal
        self._read: dict[str, list[Entry]] = {}

    def of(self, runner: str) -> list[Entry]:
        """A runner's diary."""
        if runner not in self._read:
            self._read[runner] = sound_entries(self.journal, runner)
        return self._read[runner]


class FolderState:
    """The sources of the files in a folder.

    Args:
        folder: Where the files and the list of them are.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._made_from: dict[str, str] = {}
        self._has_changed = False
        with suppress(OSError, msgspec.DecodeError):
            # Without the list everything is written anew, which does no harm.
            self._made_from = _decode((folder / STATE).read_bytes())

    def is_current(self, name: str, made_from: str) -> bool:
        """Return True if the file is there and would be the same."""
        return self._made_from.get(name) == made_from and (self._folder / name).is_file()

    def write(self, name: str, content: bytes, made_from: str) -> None:
        """Write a file, whole or not at all.

        Raises:
            StoreError: If it cannot be written.
        """
        self.put(name, lambda file: replace_file(file, content), made_from)

    def put(self, name: str, write: Callable[[Path], object], made_from: str) -> None:
        """Write a file by ``write``, which replaces it as a whole.

        Raises:
            StoreError: If it cannot be written.
        """
        file = self._folder / name
        try:
            write(file)
        except OSError as error:
            what = texts.OTHER_FOLDER.format(file=file, why=reason(error))
            raise StoreError(what) from error
        self._made_from[name] = made_from
        self._has_changed = True

    def names(self, under: str = "") -> list[str]:
        """The files that were written, by the beginning of their names."""
        return [name for name in self._made_from if name.startswith(under)]

    def drop(self, names: Iterable[str]) -> None:
        """Remove files whose sessions are another runner's now.

        Raises:
            StoreError: If one cannot be removed.
        """
        for name in list(names):
            file = self._folder / name
            try:
                file.unlink(missing_ok=True)
            except OSError as error:
                raise StoreError(texts.NOT_REMOVED.format(file=file, why=reason(error))) from error
            del self._made_from[name]
            self._has_changed = True

    def close(self) -> None:
        """Keep the list of files, if it has changed.

        Raises:
            StoreError: If it cannot be written.
        """
        if not self._has_changed:
            return
        file = self._folder / STATE
        try:
            replace_file(file, _encode(self._made_from))
        except OSError as error:
            what = texts.OTHER_FOLDER.format(file=file, why=reason(error))
            raise StoreError(what) from error


def _write_diaries(
    diaries: Diaries, folder: Path, state: FolderState, outcome: Exported, runner: str | None
) -> None:
    """Writes what was told outside sessions; the rest stands in the sessions' files."""
    for whose in diarists(diaries.journal):
        if runner not in (None, whose):
            continue
        lines = [entry_to_json(entry) for entry in diaries.of(whose) if not session_of(entry)]
        if not lines:
            continue
        name = f"diary-{whose}.json" if whose else "diary.json"
        made_from = _digest(*lines)
        if state.is_current(name, made_from):
            outcome.unchanged += 1
            continue
        content = header_line(DiaryHeader(whose)) + b"".join(line + b"\n" for line in lines)
        state.write(name, content, made_from)
        outcome.written.append(folder / name)


def _digest(*parts: bytes) -> str:
    found = hashlib.sha256()
    for part in parts:
        found.update(part + b"\n")
    return found.hexdigest()[:32]
