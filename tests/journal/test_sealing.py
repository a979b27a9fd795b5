"""A finished session takes little room, and nothing of it is lost, whatever happens meanwhile."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from runwalk_tui.cli import main
from runwalk_tui.config.paths import journal_file
from runwalk_tui.journal import sealing
from runwalk_tui.journal.adding import add_session
from runwalk_tui.journal.blocks import sealed_tables
from runwalk_tui.journal.damage import take_damage
from runwalk_tui.journal.event_json import EventError
from runwalk_tui.journal.reader import Journal, JournalError, JournalWriter
from runwalk_tui.journal.salvage import log_of, sound_events, sound_log
from runwalk_tui.journal.schema import MIGRATIONS, connect, migrate
from runwalk_tui.journal.sealing import seal_at_leisure
from runwalk_tui.workout.events import ClockStarted, Event
from tests.recorded import OPENED, workout

VERSION_1 = Path(__file__).parents[1] / "data" / "journal-v1.sql"


def _record(log: Sequence[Event] = workout()) -> int:
    with JournalWriter.open() as writer:
        for event in log:
            writer.append(event)
    return writer.session_id


def _read(session_id: int) -> list[Event]:
    with Journal.open() as journal:
        return list(journal.events(session_id))


def _sql(statement: str, *values: object) -> list[Any]:
    with closing(sqlite3.connect(journal_file(), isolation_level=None)) as connection:
        return connection.execute(statement, values).fetchall()


def _rows() -> dict[int, int]:
    return dict(_sql("SELECT session_id, count(*) FROM events GROUP BY 1"))


def test_a_finished_session_is_sealed_and_the_file_shrinks() -> None:
    ids = [_record() for _ in range(3)]
    before = journal_file().stat().st_size
    take_damage()
    seal_at_leisure(journal_file())
    assert _sql("SELECT * FROM events") == []
    assert [_read(each) for each in ids] == [list(workout())] * 3
    assert _sql("PRAGMA freelist_count") == [(0,)]
    assert journal_file().stat().st_size < before / 3
    with Journal.open() as journal:
        assert sound_events(journal, ids[0]) == list(workout())
        assert take_damage() == []


def test_a_session_that_is_recorded_is_left_alone_until_it_is_over() -> None:
    with JournalWriter.open() as writer:
        for event in workout()[:100]:
            writer.append(event)
        done = _record()
        seal_at_leisure(journal_file())
        assert set(_rows()) <= {writer.session_id}
        assert _read(done) == list(workout())
        for event in workout()[100:]:
            writer.append(event)
    assert _read(writer.session_id) == list(workout())
    seal_at_leisure(journal_file())
    assert _rows() == {}
    assert _read(writer.session_id) == list(workout())


def test_the_newest_come_first_and_the_others_another_time() -> None:
    ids = [_record() for _ in range(3)]
    seal_at_leisure(journal_file(), most_events=1)
    assert set(_rows()) == set(ids[:2])
    seal_at_leisure(journal_file(), most_events=len(workout()) + 10)
    assert _rows() == {}


@pytest.mark.parametrize("block_events", [7, 100])
def test_what_is_damaged_or_unknown_stays_in_its_rows(
    block_events: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sealing, "BLOCK_EVENTS", block_events)
    session_id = _record()
    change = "UPDATE events SET {} WHERE seq = ?"
    _sql(change.format("body = '{'"), 20)
    _sql(change.format("t = t + 1"), 150)
    _sql(change.format("body = replace(body, 'BeltReading', 'Rained'), type = 'Rained'"), 260)
    _sql("DELETE FROM events WHERE seq = ?", 320)
    with Journal.open() as journal:
        before = sound_events(journal, session_id), take_damage()
    for _ in range(2):
        seal_at_leisure(journal_file())
        with Journal.open() as journal:
            assert (sound_events(journal, session_id), take_damage()) == before
    left = {seq for (seq,) in _sql("SELECT seq FROM events")}
    assert {20, 150} < left
    assert len(left) <= 3 * block_events


def test_a_key_of_a_newer_program_is_sealed_with_the_rest() -> None:
    _record([OPENED, ClockStarted(1.0)])
    _sql("""UPDATE events SET body = '{"t":1.0,"type":"ClockStarted","sun":[1]}' WHERE seq = 1""")
    seal_at_leisure(journal_file())
    assert _rows() == {}
    assert _read(1) == [OPENED, ClockStarted(1.0)]


def test_a_block_that_gives_back_something_else_replaces_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    session_id = _record()
    monkeypatch.setattr(sealing, "sealed_tables", lambda tables: sealed_tables(tables[::-1]))
    seal_at_leisure(journal_file())
    # The event that opens it stands alone in its block.
    assert _rows() == {session_id: len(workout()) - 1}
    assert _read(session_id) == list(workout())


def test_a_program_that_dies_between_leaves_all_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    session_id = _record()
    monkeypatch.setattr(sealing, "unsealed_bodies", lambda block: 1 / 0)
    with closing(connect(journal_file())) as connection:
        connection.execute("BEGIN IMMEDIATE")
        sealing.seal_chunk(connection, session_id, 1)
    assert _sql("SELECT * FROM blocks") == []
    assert _read(session_id) == list(workout())


def test_who_reads_while_another_seals_misses_nothing() -> None:
    session_id = _record()
    with Journal.open() as journal:
        read = journal.events(session_id)
        found = [next(read) for _ in range(10)]
        seal_at_leisure(journal_file())
        assert [*found, *read] == list(workout())
    assert _read(session_id) == list(workout())


def test_an_imported_session_is_sealed_at_once() -> None:
    session_id = add_session(workout(), "ada")
    assert _sql("SELECT count(*) FROM events") == [(0,)]
    assert _read(session_id) == list(workout())


def test_an_older_journal_is_carried_over(runwalk_home: Path) -> None:
    runwalk_home.mkdir()
    with closing(sqlite3.connect(journal_file())) as connection:
        connection.executescript(VERSION_1.read_text(encoding="utf-8"))
    before = _read(4)
    seal_at_leisure(journal_file())
    assert _rows() == {}
    assert _read(4) == before
    # From now on it can shrink.
    assert _sql("PRAGMA auto_vacuum") == [(2,)]


def test_a_program_that_knows_no_blocks_says_what_is_needed() -> None:
    _record()
    with (
        closing(sqlite3.connect(journal_file(), isolation_level=None)) as connection,
        pytest.raises(JournalError, match=r"newer program .* knows 4\); update runwalk"),
    ):
        migrate(connection, journal_file(), MIGRATIONS[:4])


@pytest.mark.parametrize(
    "value", [None, "", "text", b"", b"\1\2\3", 7, 1.5, b"\x09" + b"x" * 40, "CAST"]
)
def test_a_damaged_block_is_one_line_and_all_else_is_shown(
    value: object, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sealing, "BLOCK_EVENTS", 100)
    session_id = _record()
    seal_at_leisure(journal_file())
    assert main(("replay", "1", "--headless")) == 0
    whole, told = capsys.readouterr()
    assert told == ""
    cut = "CAST(substr(body, 1, length(body) / 2) AS BLOB)" if value == "CAST" else "?"
    values = () if value == "CAST" else (value,)
    try:
        _sql(f"UPDATE blocks SET body = {cut} WHERE seq = 101", *values)
    except sqlite3.IntegrityError:
        assert value is None
        return
    status = main(("replay", "1", "--headless"))
    out, err = capsys.readouterr()
    assert status == 0
    (line,) = err.splitlines()
    assert line.startswith("runwalk: session 1, events 101 to 200 are damaged and skipped: the blo")
    with Journal.open() as journal:
        found = sound_events(journal, session_id)
        assert found[:101] == list(workout()[:101])
        assert found[-1] == workout()[-1]
        assert len(found) >= len(workout()) - 110
        with pytest.raises(EventError, match="session 1, events 101 to 200: the block that"):
            list(journal.events(session_id))
    assert len(out.splitlines()) > len(whole.splitlines()) / 2
    assert main(("history",)) == 0


def test_who_ran_seals_and_who_only_looks_does_not() -> None:
    session_id = _record()
    assert main(("history",)) == 0
    assert _rows() == {session_id: len(workout())}
    assert main(("run", "no such plan", "--headless")) == 2
    assert _rows() == {}
    assert _read(session_id) == list(workout())


@pytest.mark.parametrize("is_sealed", [False, True])
def test_a_log_that_is_folded_later_is_the_log_and_notes_the_same_damage(is_sealed: bool) -> None:
    session_id = _record()
    _sql(
        "UPDATE events SET body = json_set(body, '$.index', 99) WHERE seq = "
        "(SELECT min(seq) FROM events WHERE type = 'StepBegan')"
    )
    if is_sealed:
        seal_at_leisure(journal_file())
        assert _rows() == {}
    take_damage()
    with Journal.open() as journal:
        eager, told = sound_log(journal, session_id), take_damage()
        lazy = log_of(journal, session_id)
        assert take_damage() == []
        for event in workout():
            assert lazy.at(event.t) == eager.at(event.t)
    assert lazy.last == eager.last
    assert take_damage() == told != []


@pytest.mark.parametrize("damage", ["body = '{'", "t = t + 1"])
def test_a_damaged_row_is_noted_when_the_log_is_opened(damage: str) -> None:
    session_id = _record()
    _sql(f"UPDATE events SET {damage} WHERE seq = 30")
    take_damage()
    with Journal.open() as journal:
        assert log_of(journal, session_id).last == sound_log(journal, session_id).last
    assert len(take_damage()) == 1
