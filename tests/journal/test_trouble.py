"""A disk that is full, a folder that cannot be written, a journal taken away: nothing is lost."""

import os
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from runwalk_tui.config.paths import journal_file
from runwalk_tui.errors import StoreError
from runwalk_tui.journal import writer as journal_writer
from runwalk_tui.journal.event_file import load_recording_file
from runwalk_tui.journal.reader import Journal, JournalError, JournalWriter
from runwalk_tui.journal.schema import connect
from runwalk_tui.workout.events import Event
from tests.recorded import workout

NOBODY = 65_534
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def small_disk(monkeypatch: pytest.MonkeyPatch) -> list[sqlite3.Connection]:
    """Lets the journal grow by two pages at most: SQLite says that the disk is full."""
    connections: list[sqlite3.Connection] = []

    def connect_small(file: Path) -> sqlite3.Connection:
        connection = connect(file)
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
        connection.execute(f"PRAGMA max_page_count = {pages + 2}")
        connections.append(connection)
        return connection

    monkeypatch.setattr(journal_writer, "connect", connect_small)
    monkeypatch.setattr(journal_writer, "RETRY_S", 0.05)
    return connections


@pytest.fixture
def home(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A home that every user may enter, unlike those of other tests."""
    folder = Path(tempfile.mkdtemp(prefix="runwalk-"))
    monkeypatch.setenv("RUNWALK_HOME", str(folder))
    yield folder
    shutil.rmtree(folder)


@contextmanager
def _read_only(folder: Path) -> Iterator[None]:
    """Nobody may write there: root becomes a user to whom permissions apply."""
    for file in folder.iterdir():
        file.chmod(0o444)
    folder.chmod(0o555)
    is_root = os.geteuid() == 0
    if is_root:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        if is_root:
            os.seteuid(0)
        folder.chmod(0o755)


def _until(holds: Callable[[], bool]) -> None:
    """Waits for another thread, in real time."""
    end = time.monotonic() + 60
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.01)


def _rescue_named_in(error: JournalError) -> Path:
    message = str(error)
    assert "\n" not in message
    found = re.search(r"this session is saved in (\S+\.ndjson): runwalk replay", message)
    assert found, message
    return Path(found[1])


def _append(writer: JournalWriter, log: tuple[Event, ...]) -> None:
    for event in log:
        writer.append(event)


def test_a_full_disk_is_told_and_once_there_is_room_nothing_is_missing(
    small_disk: list[sqlite3.Connection],
) -> None:
    log = workout()
    with JournalWriter.open() as writer:
        _append(writer, log[:-1])
        _until(lambda: writer.trouble is not None)
        assert writer.trouble == (
            "the disk is full; free some space, or set RUNWALK_HOME to another disk"
        )
        small_disk[0].execute("PRAGMA max_page_count = 100000")
        _until(lambda: writer.trouble is None)
        writer.append(log[-1])
    with Journal.open() as journal:
        assert tuple(journal.events(writer.session_id)) == log
        assert journal.find().outcome == "finished"


def test_a_disk_that_stays_full_leaves_the_whole_session_in_a_file(
    small_disk: list[sqlite3.Connection], runwalk_home: Path
) -> None:
    writer = JournalWriter.open()
    _append(writer, workout())
    with pytest.raises(JournalError, match="the disk is full") as caught:
        writer.close()
    rescue = _rescue_named_in(caught.value)
    assert rescue.parent == runwalk_home
    assert tuple(load_recording_file(rescue)) == workout()


@pytest.mark.parametrize("put_by", [1, 7, 64])
def test_what_was_written_long_before_is_in_the_rescue_too(
    small_disk: list[sqlite3.Connection], put_by: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journal_writer, "PUT_BY", put_by)
    log = workout()
    writer = JournalWriter.open()
    disk = small_disk[0]
    disk.execute("PRAGMA max_page_count = 100000")
    _append(writer, log[:250])
    _until(lambda: bool(writer._kept))
    (pages,) = disk.execute("PRAGMA page_count").fetchone()
    disk.execute(f"PRAGMA max_page_count = {pages}")
    _append(writer, log[250:])
    with pytest.raises(JournalError, match="the disk is full") as caught:
        writer.close()
    assert tuple(load_recording_file(_rescue_named_in(caught.value))) == log


def test_where_the_home_takes_nothing_the_rescue_goes_to_the_temporary_folder(
    small_disk: list[sqlite3.Connection],
    runwalk_home: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    writer = JournalWriter.open()
    _append(writer, workout()[:100])
    _until(lambda: writer.trouble is not None)
    shutil.rmtree(runwalk_home)
    with pytest.raises(JournalError) as caught:
        writer.close()
    rescue = _rescue_named_in(caught.value)
    assert rescue.parent == tmp_path
    assert tuple(load_recording_file(rescue)) == workout()[:100]


def test_where_no_folder_takes_anything_the_loss_is_told(
    small_disk: list[sqlite3.Connection], runwalk_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(runwalk_home / "none"))
    writer = JournalWriter.open()
    _append(writer, workout())
    _until(lambda: writer.trouble is not None)
    shutil.rmtree(runwalk_home)
    with pytest.raises(JournalError, match="it is lost"):
        writer.close()


def test_writes_that_the_system_refuses_end_in_a_rescue_file(runwalk_home: Path) -> None:
    """The kernel refuses any file to grow beyond a limit: an I/O error like any other."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.journal.record_within_limit"],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
        cwd=ROOT,
    )
    rescue = _rescue_named_in(JournalError(done.stdout.strip()))
    assert tuple(load_recording_file(rescue)) == workout()
    with Journal.open() as journal:
        recorded = tuple(journal.events(journal.find().id))
        assert journal.find().outcome == "unfinished"
    assert recorded == workout()[: len(recorded)] != workout()


@pytest.mark.parametrize("begin", [Journal.open, JournalWriter.open])
def test_a_folder_that_cannot_be_made_fails_at_once(
    begin: Callable[[], object], home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RUNWALK_HOME", str(home / "deeper"))
    with _read_only(home), pytest.raises(StoreError, match="set RUNWALK_HOME to a fol") as caught:
        begin()
    assert str(caught.value).startswith(f"{home / 'deeper'}: cannot make this folder: permission")


@pytest.mark.parametrize("begin", [Journal.open, JournalWriter.open])
@pytest.mark.parametrize("is_there", [True, False])
def test_a_journal_that_cannot_be_written_fails_at_once(
    begin: Callable[[], object], is_there: bool, home: Path
) -> None:
    if is_there:
        JournalWriter.open().close()
    with _read_only(home), pytest.raises(StoreError, match="written here; give it") as caught:
        begin()
    assert str(caught.value).startswith(f"{home / 'journal.sqlite3'}: the journal cannot be")
    assert "\n" not in str(caught.value)


def test_a_disk_that_is_full_at_the_start_fails_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    def connect_full(file: Path) -> sqlite3.Connection:
        connection = connect(file)
        connection.execute("CREATE TABLE filler (content BLOB)")
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
        connection.execute(f"PRAGMA max_page_count = {pages}")
        connection.execute(
            "CREATE TRIGGER fill AFTER INSERT ON sessions "
            "BEGIN INSERT INTO filler VALUES (zeroblob(10000)); END"
        )
        return connection

    monkeypatch.setattr(journal_writer, "connect", connect_full)
    with pytest.raises(StoreError, match="the disk is full; free some space"):
        JournalWriter.open()


def test_a_journal_that_another_program_keeps_locked_is_written_once_it_lets_go(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(journal_writer, "RETRY_S", 0.05)
    with JournalWriter.open() as writer:
        writer._connection.execute("PRAGMA busy_timeout = 0")
        other = connect(journal_file())
        other.execute("BEGIN IMMEDIATE")
        _append(writer, workout()[:5])
        _until(lambda: writer.trouble is not None)
        assert writer.trouble is not None
        assert "another program keeps the journal locked" in writer.trouble
        other.close()
        _until(lambda: writer.trouble is None)
    with Journal.open() as journal:
        assert tuple(journal.events(1)) == workout()[:5]


def test_what_fails_in_the_middle_of_a_transaction_is_taken_back(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """SQLite ends a transaction by itself on a full disk, but not on every error."""
    monkeypatch.setattr(journal_writer, "RETRY_S", 0.05)
    with JournalWriter.open() as writer:
        other = connect(journal_file())
        fails = "SELECT RAISE(ABORT, 'not now') WHERE NEW.seq = 3"
        other.execute(f"CREATE TRIGGER trouble BEFORE INSERT ON events BEGIN {fails}; END")
        _append(writer, workout()[:5])
        _until(lambda: writer.trouble is not None)
        other.execute("DROP TRIGGER trouble")
        other.close()
        _until(lambda: writer.trouble is None)
    with Journal.open() as journal:
        assert tuple(journal.events(1)) == workout()[:5]
