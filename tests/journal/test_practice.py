"""Practice has a journal of its own; older journals hand over what they hold of it."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from runwalk_tui.config.paths import journal_file, practice_file, real_file
from runwalk_tui.exchange.restore import Restorer
from runwalk_tui.journal.adding import add_session
from runwalk_tui.journal.diary import Diary
from runwalk_tui.journal.event_json import to_json
from runwalk_tui.journal.reader import Journal, JournalWriter
from runwalk_tui.journal.schema import MIGRATIONS, connect
from runwalk_tui.journal.stats import all_stats
from runwalk_tui.journal.uploads import UploadQueue
from runwalk_tui.training.history.diary_entries import CheckIn, Debrief
from runwalk_tui.workout.events import Event
from tests.recorded import OPENED, workout

BEFORE = MIGRATIONS[:3]
AT = "2026-03-01T19:30:00+01:00"


def session(day: int, *, virtual: bool) -> list[Event]:
    opened = replace(OPENED, opened_at=f"2026-03-{day:02d}T18:30:00+01:00", virtual=virtual)
    return [opened, *workout()[1:]]


@pytest.fixture
def mixed(runwalk_home: Path) -> Path:
    """A journal of the version before, with practice between two runs, and what was told."""
    file = journal_file()
    for number, virtual in enumerate((False, True, False, True), start=1):
        with JournalWriter.open(file) as writer:
            for event in session(number, virtual=virtual):
                writer.append(event)
        assert writer.session_id == number
    with Journal.open(file) as journal:
        diary = Diary(journal)
        diary.append(Debrief(AT, 1, 4, 0, "", "a real one"))
        diary.append(Debrief(AT, 2, 9, 7, "knee", "only practised"))
        diary.append(CheckIn(AT))
        all_stats(journal)
    with UploadQueue(file) as queue:
        queue.ask(2, "intervals")
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("DROP TABLE blocks")
        connection.execute("DROP TABLE states")
        connection.execute("DROP INDEX figures_by_version")
        connection.execute("ALTER TABLE sessions DROP COLUMN deleted_at")
        connection.execute(f"PRAGMA user_version = {len(BEFORE)}")
    return file


def _told(file: Path) -> list[str]:
    with Journal.open(file) as journal:
        return [getattr(entry, "note", type(entry).__name__) for entry in Diary(journal).entries()]


def _rows(file: Path) -> list[tuple[int, float]]:
    with Journal.open(file) as journal:
        return [(row.id, row.duration_s) for row in journal.sessions()]


@pytest.mark.parametrize("first", ["real", "practice"])
def test_an_older_journal_hands_over_practice_whole(mixed: Path, first: str) -> None:
    practice = practice_file(mixed)
    if first == "practice":
        connect(practice).close()
    length_s = workout()[-1].t
    assert _rows(mixed) == [(3, length_s), (1, length_s)]
    assert _rows(practice) == [(4, length_s), (2, length_s)], "under the numbers they had"
    with Journal.open(practice) as journal:
        assert list(journal.events(2)) == session(2, virtual=True)
        assert [each.session_id for each in all_stats(journal)] == [2, 4]
    with Journal.open(mixed) as journal:
        assert [each.session_id for each in all_stats(journal)] == [1, 3]
    assert (_told(mixed), _told(practice)) == (["a real one", "CheckIn"], ["only practised"])
    with UploadQueue(practice) as queue:
        assert queue.row(2, "intervals") is not None
    with UploadQueue(mixed) as queue:
        assert queue.row(2, "intervals") is None


def test_a_number_that_is_taken_is_given_up_and_what_was_told_follows(mixed: Path) -> None:
    practice = practice_file(mixed)
    mixed.rename(mixed.with_name("aside"))
    for day in (11, 12):
        add_session(session(day, virtual=True), "", practice)
    mixed.with_name("aside").rename(mixed)
    assert [number for number, _ in _rows(practice)] == [2, 1, 4, 3]
    with Journal.open(practice) as journal:
        (told,) = Diary(journal).entries()
        assert [each.session_id for each in all_stats(journal)] == [3, 4, 1, 2]
    assert isinstance(told, Debrief)
    assert told.session_id == 3


def test_killed_between_the_two_journals_nothing_is_lost_or_doubled(mixed: Path) -> None:
    before = mixed.read_bytes()
    practice = practice_file(mixed)
    connect(mixed).close()
    mixed.write_bytes(before)
    for beside in ("-wal", "-shm"):
        mixed.with_name(f"{mixed.name}{beside}").unlink(missing_ok=True)
    assert [number for number, _ in _rows(mixed)] == [3, 1]
    assert [number for number, _ in _rows(practice)] == [4, 2]
    assert _told(practice) == ["only practised"]


def test_the_two_files_know_each_other() -> None:
    real, practice = journal_file(), journal_file(practice=True)
    assert practice.parent == real.parent
    assert real_file(practice) == real
    assert real_file(real) is None


def test_what_is_restored_goes_where_it_belongs(tmp_path: Path) -> None:
    for day, virtual in ((1, False), (2, True)):
        lines = [to_json(event) for event in session(day, virtual=virtual)]
        (tmp_path / f"{day}.ndjson").write_bytes(b"\n".join(lines))
    for _ in range(2):
        restorer = Restorer()
        done = [restorer.add(tmp_path / f"{day}.ndjson") for day in (1, 2)]
        restorer.finish()
    assert [each.is_new for each in done] == [False, False]
    assert [each.is_practice for each in done] == [False, True]
    assert len(_rows(journal_file())) == len(_rows(journal_file(practice=True))) == 1
