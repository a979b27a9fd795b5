"""Takes in what other devices recorded and what was exported: looked at first, then added."""

from collections.abc import Callable, Generator, Iterable, Iterator
from datetime import UTC, datetime, timedelta, timezone
from enum import StrEnum
from pathlib import Path
from typing import Final

from runwalk_tui.config.effective import EffectiveSettings
from runwalk_tui.config.profiles import list_runners
from runwalk_tui.errors import FileError, UsageError
from runwalk_tui.exchange import sentences as shown
from runwalk_tui.exchange.activity import Activity
from runwalk_tui.exchange.importer import ENDINGS, Imported, Importer
from runwalk_tui.exchange.restore import Restored, Restorer
from runwalk_tui.journal.reader import Journal
from runwalk_tui.language import decimal
from runwalk_tui.language.titles import title_words
from runwalk_tui.units.format import METRES, clock
from runwalk_tui.workout.frozen import dataclass

OWN_ENDINGS: Final = (".json", ".ndjson")
"""Of files of events, as exports have them."""


class Verdict(StrEnum):
    """The fate of a session in a file: not there before, there already, or not to be used."""

    NEW = "new"
    KNOWN = "known"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Finding:
    """A session of a file, a diary, or why there is none.

    Attributes:
        file: Where it stands.
        verdict: What becomes of it.
        words: It in a line, without the file; of what is refused, why.
        notes: What was left out, repaired or assumed; a sentence each.
        session_id: Its number in the history; None of a diary, of what is refused, and of a new
            one that was only looked at.
        is_diary: It is what was told between sessions.
        is_practice: It was run on virtual devices, and is in the practice journal.
        error: Of what is refused, the line that names the file as well.
    """

    file: Path
    verdict: Verdict
    words: str
    notes: tuple[str, ...] = ()
    session_id: int | None = None
    is_diary: bool = False
    is_practice: bool = False
    error: str = ""


class Intake:
    """Looks at files, or adds what they hold to the history.

    Args:
        mine: The settings of who has the recordings of a watch.
        runner: Whose the sessions of an export are to be, by id; None leaves it to the files.

    Attributes:
        entries: How many entries the last taking added to diaries.
    """

    def __init__(self, mine: EffectiveSettings, runner: str | None = None) -> None:
        self.entries = 0
        self._mine, self._runner = mine, runner

    def look(self, files: Iterable[Path]) -> Generator[list[Finding], None, None]:
        """The findings of file after file; nothing is added.

        Raises:
            StoreError: If a journal cannot be used.
        """
        importer, restorer = Importer(self._mine), Restorer(self._runner)
        for file in files:
            yield self._findings(file, importer.look, restorer.look)

    def take(self, files: Iterable[Path]) -> Generator[list[Finding], None, None]:
        """The same, and adds each session at once; what was told of them once the iterator ends.

        Raises:
            StoreError: If a journal cannot be used.
        """
        self.entries = 0
        importer, restorer = Importer(self._mine), Restorer(self._runner)
        try:
            for file in files:
                yield self._findings(file, importer.add, restorer.add)
        finally:
            self.entries = restorer.finish()

    def _findings(
        self,
        file: Path,
        recordings: Callable[[Path], list[Imported]],
        export: Callable[[Path], Restored],
    ) -> list[Finding]:
        try:
            if file.name.lower().endswith(OWN_ENDINGS):
                return [_restored(file, export(file))]
            return [self._imported(file, each) for each in recordings(file)]
        except FileError as error:
            words = str(error).removeprefix(f"{file}: ")
            return [Finding(file, Verdict.REFUSED, words, error=str(error))]

    def _imported(self, file: Path, found: Imported) -> Finding:
        if not found.is_new:
            return _known(file, found.session_id)
        words = self._sizes(found.activity, found.session_id)
        words = _numbered(words, found.session_id)
        notes = tuple(found.activity.notes)
        return Finding(file, Verdict.NEW, words, notes, found.session_id or None)

    def _sizes(self, activity: Activity, session_id: int) -> str:
        """The title, day, distance and time: as they were recorded, else as the device has them."""
        if session_id:
            with Journal.open() as journal:
                row = journal.find(session_id)
            at, active_s = datetime.fromisoformat(row.opened_at), row.active_s
            distance_m: float | None = row.distance_m
        else:
            at = _local(activity)
            paused_s = sum(end - begin for begin, end in activity.pauses or ())
            active_s = activity.ended_at - activity.began_at - paused_s
            distance_m = activity.distance_m
        units = self._mine.units
        size = (
            ""
            if distance_m is None
            else f"{decimal(f'{distance_m / METRES[units]:.2f}')} {units}, "
        )
        return f"{title_words(activity.title)}, {at:%Y-%m-%d %H:%M}, {size}{clock(active_s)}"


def files_of(given: Iterable[Path]) -> Iterator[Path]:
    """The files that are named, and those of a known format in the folders that are.

    Raises:
        UsageError: If a folder has none.
    """
    for path in given:
        if not path.is_dir():
            yield path
            continue
        endings = (*ENDINGS, *OWN_ENDINGS)
        found = sorted(each for each in path.rglob("*") if each.name.lower().endswith(endings))
        if not found:
            what = shown.NO_FILE_INSIDE.format(folder=path, endings=", ".join(endings))
            raise UsageError(what)
        yield from found


def _local(activity: Activity) -> datetime:
    """The time of day where it was, else here."""
    if activity.offset_s is None:
        return datetime.fromtimestamp(activity.began_at, UTC).astimezone()
    there = timezone(timedelta(seconds=activity.offset_s))
    return datetime.fromtimestamp(activity.began_at, there)


def _known(file: Path, session_id: int) -> Finding:
    if not session_id:
        return Finding(file, Verdict.KNOWN, shown.TWICE)
    words = shown.KNOWN_ALREADY.format(id=session_id)
    return Finding(file, Verdict.KNOWN, words, session_id=session_id)


def _restored(file: Path, found: Restored) -> Finding:
    if found.session_id is None:
        verdict = Verdict.NEW if found.is_new else Verdict.KNOWN
        return Finding(file, verdict, shown.BETWEEN_SESSIONS, is_diary=True)
    if not found.is_new:
        return _known(file, found.session_id)
    has_profile = not found.runner or found.runner in {each.id for each in list_runners()}
    title = title_words(found.title)
    if found.is_practice:
        title = shown.PRACTISED.format(title=title)
    whose = [] if has_profile else [shown.NO_PROFILE_HERE.format(runner=found.runner)]
    words = _numbered("; ".join([title, *whose]), found.session_id)
    number = found.session_id or None
    return Finding(file, Verdict.NEW, words, session_id=number, is_practice=found.is_practice)


def _numbered(words: str, session_id: int) -> str:
    return shown.SESSION.format(id=session_id, what=words) if session_id else words
