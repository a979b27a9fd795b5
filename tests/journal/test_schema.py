"""A journal outlives the program that made it: old ones are brought up to date, whole."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from runwalk_tui.config.paths import journal_file
from runwalk_tui.errors import StoreError
from runwalk_tui.journal.reader import Journal, JournalError, JournalWriter
from runwalk_tui.journal.schema import MIGRATIONS, connect, migrate
from runwalk_tui.workout.events import BeltReading, HeartReading, SessionOpened

VERSION_1 = Path(__file__).parents[1] / "data" / "journal-v1.sql"


@pytest.fixture
def old_journal(runwalk_home: Path) -> Path:
    """A journal of version 1, made from its text."""
    runwalk_home.mkdir()
    with closing(sqlite3.connect(journal_file())) as connection:
        connection.executescript(VERSION_1.read_text(encoding="utf-8"))
    return journal_file()


def _version(connection: sqlite3.Connection) -> int:
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    return int(version)


def _add_note(connection: sqlite3.Connection) -> None:
    connection.execute("ALTER TABLE sessions ADD COLUMN note TEXT NOT NULL DEFAULT 'none'")


def _fail_half_way(connection: sqlite3.Connection) -> None:
    connection.execute("DELETE FROM events")
    connection.execute("no SQL at all")


def test_a_journal_of_version_1_is_read_and_continued(old_journal: Path) -> None:
    with JournalWriter.open() as writer:
        writer.append(BeltReading(0.0, 1.0))
    with Journal.open() as journal:
        assert [row.id for row in journal.sessions()] == [5, 4]
        row = journal.find(4)
        read = list(journal.events(4))
    assert (row.plan, row.outcome, row.duration_s) == ("1-2", "unfinished", 3.0)
    assert isinstance(read[0], SessionOpened)
    assert read[1:] == [BeltReading(2.0, 0.8), HeartReading(3.0, 98, True, (0.61,))]


def test_the_tables_of_version_1_are_those_of_the_file(old_journal: Path, tmp_path: Path) -> None:
    def tables(file: Path) -> list[str]:
        with closing(sqlite3.connect(file)) as connection:
            return [
                " ".join(sql.split())
                for (sql,) in connection.execute("SELECT sql FROM sqlite_master WHERE sql NOTNULL")
            ]

    with closing(sqlite3.connect(tmp_path / "new.sqlite3", isolation_level=None)) as connection:
        migrate(connection, tmp_path, MIGRATIONS[:1])
    assert tables(tmp_path / "new.sqlite3") == tables(old_journal)


def test_a_migration_keeps_what_is_there(old_journal: Path) -> None:
    with closing(connect(old_journal)) as connection:
        migrations = (*MIGRATIONS, _add_note)
        migrate(connection, old_journal, migrations)
        migrate(connection, old_journal, migrations)
        assert _version(connection) == len(migrations)
        assert connection.execute("SELECT plan, note FROM sessions").fetchall() == [("1-2", "none")]


def test_a_migration_that_fails_changes_nothing(old_journal: Path) -> None:
    with closing(connect(old_journal)) as connection:
        before = _version(connection)
        with pytest.raises(sqlite3.OperationalError):
            migrate(connection, old_journal, (*MIGRATIONS, _add_note, _fail_half_way))
        assert _version(connection) == before
        assert connection.execute("SELECT count(*) FROM events").fetchone() == (3,)
        assert "note" not in connection.execute("SELECT sql FROM sqlite_master").fetchone()[0]


def test_a_journal_of_a_newer_program_is_left_alone(old_journal: Path) -> None:
    with closing(sqlite3.connect(old_journal)) as connection:
        connection.execute("PRAGMA user_version = 99")
    before = old_journal.read_bytes()
    with pytest.raises(JournalError, match=r"version 99, .* knows \d+\); update runwalk") as caught:
        Journal.open()
    assert "\n" not in str(caught.value)
    assert str(old_journal) in str(caught.value)
    with pytest.raises(JournalError, match="version 99"):
        JournalWriter.open()
    with closing(sqlite3.connect(old_journal)) as connection:
        assert connection.execute("SELECT count(*) FROM events").fetchone() == (3,)
        assert _version(connection) == 99
    assert len(old_journal.read_bytes()) == len(before)


def test_a_commit_is_on_the_disk_when_it_returns(runwalk_home: Path) -> None:
    with closing(connect(journal_file())) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert connection.execute("PRAGMA synchronous").fetchone() == (2,)


@pytest.mark.parametrize("content", [b"not a journal, but a page of text\n" * 40, b"\0" * 5000])
def test_a_file_that_is_no_journal_says_so(runwalk_home: Path, content: bytes) -> None:
    runwalk_home.mkdir()
    journal_file().write_bytes(content)
    with pytest.raises(StoreError, match="is damaged; move it away"):
        Journal.open()
    assert journal_file().read_bytes() == content
