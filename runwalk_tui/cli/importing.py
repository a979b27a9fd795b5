"""Imports what other devices recorded into the history, a line each."""

import sys
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path

from runwalk_tui.cli import sentences
from runwalk_tui.cli import sentences_of_refusals as refusals
from runwalk_tui.cli.options import RunnerOption
from runwalk_tui.config.profiles import list_runners, who_runs
from runwalk_tui.errors import DONE, WRONG, FileError, UsageError
from runwalk_tui.exchange.importer import ENDINGS, Imported, Importer
from runwalk_tui.exchange.restore import Restored, Restorer
from runwalk_tui.journal.reader import Journal
from runwalk_tui.units.constants import Units
from runwalk_tui.units.format import METRES, clock

OWN_ENDINGS = (".json", ".ndjson")
"""Of files of events, as exports have them."""


def import_(files: list[Path], *, runner: RunnerOption = None) -> int:
    """Import a watch's recordings (FIT, TCX), or restore an export.

    Parameters
    ----------
    files
        Files or folders; a run that is already known is not added again.
    """
    mine = who_runs(runner)
    importer, restorer = Importer(mine), Restorer(None if runner is None else mine.id)
    added = known = 0
    status = DONE
    for file in _files(files):
        try:
            if file.name.lower().endswith(OWN_ENDINGS):
                restored = restorer.add(file)
                if restored.session_id is not None:
                    added, known = added + restored.is_new, known + (not restored.is_new)
                print(f"{file}: {_restored_words(restored)}")
                continue
            found = importer.add(file)
        except FileError as error:
            status = WRONG
            print(f"runwalk: {error}", file=sys.stderr)
            continue
        for each in found:
            added, known = added + each.is_new, known + (not each.is_new)
            print(f"{file}: {_words(each, mine.units)}")
            for note in each.activity.notes if each.is_new else ():
                print(f"  - {note}")
    if entries := restorer.finish():
        print(sentences.DIARY_ADDED.format(count=entries))
    if added + known > 1:
        print(sentences.SESSIONS_ADDED.format(added=added, known=known))
    return status


def _files(given: Iterable[Path]) -> Iterator[Path]:
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
            what = refusals.NO_FILE_INSIDE.format(folder=path, endings=", ".join(endings))
            raise UsageError(what)
        yield from found


def _restored_words(done: Restored) -> str:
    if done.session_id is None:
        return sentences.BETWEEN_SESSIONS
    if not done.is_new:
        return sentences.KNOWN_ALREADY.format(id=done.session_id)
    has_profile = not done.runner or done.runner in {each.id for each in list_runners()}
    title = sentences.PRACTISED.format(title=done.title) if done.is_practice else done.title
    whose = [] if has_profile else [sentences.NO_PROFILE_HERE.format(runner=done.runner)]
    return sentences.SESSION.format(id=done.session_id, what="; ".join([title, *whose]))


def _words(done: Imported, units: Units) -> str:
    activity = done.activity
    if not done.is_new:
        return sentences.KNOWN_ALREADY.format(id=done.session_id)
    with Journal.open() as journal:
        row = journal.find(done.session_id)
    at = datetime.fromisoformat(row.opened_at)
    size = f"{row.distance_m / METRES[units]:.2f} {units}, {clock(row.active_s)}"
    what = f"{activity.title}, {at:%Y-%m-%d %H:%M}, {size}"
    return sentences.SESSION.format(id=row.id, what=what)
