"""Writes a recorded session to a file: FIT, TCX, a table of seconds, or its events."""

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Literal, Self

from runwalk_tui.config.installation import serial_number
from runwalk_tui.errors import FileError, reason
from runwalk_tui.exchange import sentences as texts
from runwalk_tui.exchange.session_account import Account
from runwalk_tui.exchange.session_accounting import account_of
from runwalk_tui.journal.event_file import load_recording_file
from runwalk_tui.journal.event_json import to_json
from runwalk_tui.journal.headers import SessionHeader, header_line, raw_entries
from runwalk_tui.journal.reader import RUNNING, UNFINISHED, Journal, SessionRow
from runwalk_tui.journal.salvage import sound_events
from runwalk_tui.journal.sound_entries import sound_entries
from runwalk_tui.journal.uploads import UploadQueue
from runwalk_tui.training.history.diary_entries import Debrief, Entry, OfSession
from runwalk_tui.workout.events import Event, SessionOpened
from runwalk_tui.workout.frozen import dataclass

Format = Literal["fit", "tcx", "csv", "json"]

MOST_FILES = 100
"""Of one session, in one folder."""


class ExportError(FileError):
    """A session could not be written to a file: one line with the file and what to do."""


@dataclass(frozen=True, slots=True)
class Source:
    """A session that leaves.

    Attributes:
        events: In order of time.
        runner: Id of who ran; empty for the one without a profile.
        number: What the journal calls it; 0 outside one.
        outcome: How it ended; None if it did not, or nobody knows.
        entries: What was told of it.
    """

    events: Sequence[Event]
    runner: str = ""
    number: int = 0
    outcome: str | None = None
    entries: tuple[Entry, ...] = ()

    @classmethod
    def of_row(
        cls, journal: Journal, row: SessionRow, diary: Sequence[Entry] | None = None
    ) -> Self:
        """A session of a journal.

        Args:
            journal: Where it is.
            row: Which one.
            diary: The runner's diary, if it has been read already.

        Raises:
            JournalError: If the journal cannot be read.
        """
        entries = sound_entries(journal, row.runner) if diary is None else diary
        return cls(
            sound_events(journal, row.id),
            row.runner,
            row.id,
            None if row.outcome in (RUNNING, UNFINISHED) else row.outcome,
            tuple(entry for entry in entries if session_of(entry) == row.id),
        )

    @classmethod
    def of_file(cls, file: Path) -> Self:
        """A session in a file of events.

        Raises:
            RecordingError: If it cannot be read or is none.
        """
        events = load_recording_file(file)
        opened = events[0]
        return cls(events, opened.runner.id if isinstance(opened, SessionOpened) else "")

    @property
    def debrief(self) -> Debrief | None:
        """The last word on how it was."""
        said = [entry for entry in self.entries if isinstance(entry, Debrief)]
        return said[-1] if said else None


class FileIsThereError(ExportError):
    """The file exists, and is not to be replaced."""


def session_of(entry: Entry) -> int:
    """The number of the session that an entry belongs to; 0 if to none."""
    return entry.session_id if isinstance(entry, OfSession) else 0


def export(source: Source, format: Format, path: Path, *, force: bool = False) -> None:
    """Write a session to ``path``.

    Args:
        source: The session.
        format: ``fit`` and ``tcx`` for other training programs, ``csv`` for a row a second,
            ``json`` for an event a line as ``--json`` prints them, behind a line on the session.
        path: The file; never overwritten without ``force``.
        force: Replace the file if it is there.

    Raises:
        ExportError: If the session has nothing for this format, or the file cannot be written.
        StoreError: If this installation's number cannot be kept.
    """
    try:
        content = encoded(source, format)
    except ValueError as error:
        raise ExportError(path, texts.NOT_AS_FORMAT.format(format=format, why=error)) from error
    try:
        with path.open("wb" if force else "xb") as opened:
            opened.write(content)
    except FileExistsError as error:
        raise FileIsThereError(path, texts.IS_THERE) from error
    except OSError as error:
        if not force:
            with suppress(OSError):
                path.unlink(missing_ok=True)
        raise ExportError(path, texts.NOT_WRITTEN.format(why=reason(error))) from error


def export_session(
    session: str,
    format: Format,
    output: Path | None = None,
    runner: str | None = None,
    *,
    journal_file: Path | None = None,
    force: bool = False,
    finds_name: bool = False,
) -> Path:
    """Write a session that people name, and return where it is.

    Args:
        session: Its number in the journal, ``last``, or a file of events.
        format: As for `export`.
        output: The file, or the folder for one that is named after the session; None is the
            current folder.
        runner: Whose ``last`` session, by id; None is everybody's.
        journal_file: Where numbers count; by default the runner's journal.
        force: Replace the file if it is there.
        finds_name: Where a file that is named after the session is there, number the new one.

    Raises:
        ExportError: As `export`.
        FileError: If the file of events cannot be read or is none.
        StoreError: If there is no such session, or this installation's number cannot be kept.
    """
    if session == "last" or session.isdecimal():
        with Journal.open(journal_file) as journal:
            source = Source.of_row(journal, journal.find(session, runner))
    else:
        source = Source.of_file(Path(session).expanduser())
    file = output or Path()
    is_named = not file.is_dir()
    file = file if is_named else file / f"runwalk-{_stamp(source)}.{format}"
    if finds_name and not is_named:
        others = (file.with_stem(f"{file.stem}-{number}") for number in range(2, MOST_FILES))
        file = next((each for each in (file, *others) if not each.exists()), file)
    export(source, format, file, force=force)
    if source.number:
        with UploadQueue(journal_file) as queue:
            queue.note_file(source.number, format, str(file.resolve()))
    return file


def _stamp(source: Source) -> str:
    opened_at = str(getattr(source.events[0], "opened_at", ""))
    practice = "practice-" if getattr(source.events[0], "virtual", False) else ""
    return practice + (opened_at[:16].replace(":", "") or "session")


def encoded(source: Source, format: Format) -> bytes:
    """A session as the content of a file.

    Raises:
        ValueError: If it has nothing for this format.
        StoreError: If this installation's number cannot be kept.
    """
    if format == "json":
        return _whole(source)
    account = account_of(source.events)
    match format:
        case "fit":
            from runwalk_tui.exchange.fit import encode_fit

            return encode_fit(account, serial_number(), source.debrief)
        case "tcx":
            from runwalk_tui.exchange.tcx import encode_tcx

            return encode_tcx(account, serial_number())
        case "csv":
            from runwalk_tui.exchange.table import encode_csv

            return encode_csv(account)


def totals(account: Account) -> dict[str, float | None]:
    """A session's sums as files tell them; None where nothing was measured."""
    return {
        "elapsed_s": round(account.ended_t - account.began_t, 3),
        "active_s": round(account.active_s, 3),
        "moving_s": round(sum(lap.moving_s for lap in account.laps), 3),
        "distance_m": round(account.distance_m, 2),
        "rolled_m": round(account.rolled_m, 2),
        "mean_kmh": round(account.mean_kmh, 3),
        "max_kmh": account.max_kmh,
        "mean_bpm": None if account.mean_bpm is None else round(account.mean_bpm, 1),
        "max_bpm": account.peak_bpm,
        "min_bpm": account.min_bpm,
        "ascent_m": round(sum(lap.ascent_m for lap in account.laps), 1),
        "descent_m": round(sum(lap.descent_m for lap in account.laps), 1),
        "kcal": round(account.kcal()),
        "steps": account.steps,
        "pod_m": round(account.session.pod_m, 2),
        "laps": len(account.laps),
    }


def _whole(source: Source) -> bytes:
    """Everything that there is of a session, to be read by this program again."""
    opened = source.events[0] if source.events else None
    if not isinstance(opened, SessionOpened):
        raise ValueError(texts.NEVER_BEGAN)
    try:
        sums = totals(account_of(source.events))
    except ValueError:
        sums = {}
    header = SessionHeader(
        opened_at=opened.opened_at,
        runner=source.runner,
        number=source.number,
        program=opened.program,
        plan=opened.plan.name if opened.plan else None,
        title=opened.plan.title if opened.plan else "",
        outcome=source.outcome,
        totals=sums,
        diary=raw_entries(source.entries),
    )
    return header_line(header) + b"".join(to_json(event) + b"\n" for event in source.events)
