"""The line that stands before an exported session's events."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from runwalk_tui.config.paths import journal_file
from runwalk_tui.journal.event_file import RecordingError, load_recording_file
from runwalk_tui.journal.event_json import to_json
from runwalk_tui.journal.headers import (
    DiaryHeader,
    SessionHeader,
    header_line,
    raw_entries,
    read_header,
)
from runwalk_tui.journal.reader import Journal, JournalWriter
from runwalk_tui.training.history.diary_entries import Debrief, NextDay
from tests.recorded import OPENED, workout

TOLD = [
    Debrief("2026-03-01T19:00:00+01:00", session_id=7, effort=6, pain=1, where="knee", note="ok"),
    NextDay("2026-03-02T08:00:00+01:00", session_id=7),
]
HEADER = SessionHeader(
    OPENED.opened_at, "ada", 7, outcome="completed", diary=raw_entries(TOLD), totals={"kcal": 3.5}
)


def test_a_header_comes_back_with_what_was_told_of_the_session() -> None:
    found = read_header(header_line(HEADER))
    assert isinstance(found, SessionHeader)
    assert (found.opened_at, found.runner, found.number) == (OPENED.opened_at, "ada", 7)
    assert (found.outcome, found.totals) == ("completed", {"kcal": 3.5})
    assert found.entries == TOLD


def test_the_rest_of_a_diary_has_a_header_too() -> None:
    assert read_header(header_line(DiaryHeader("ada"))) == DiaryHeader("ada")


@pytest.mark.parametrize("line", [to_json(OPENED), b"", b"[1]", b"\xff", b"[" * 100_000])
def test_other_lines_are_none(line: bytes) -> None:
    assert read_header(line) is None


def test_a_damaged_header_is_told() -> None:
    with pytest.raises(ValueError, match="is not a valid header"):
        read_header('{"type":"Session","number":"seven"}')


def test_a_header_cannot_move_the_cursor() -> None:
    found = read_header('{"type":"Session","opened_at":"2026","title":"a\\u001b[2Jb"}')
    assert isinstance(found, SessionHeader)
    assert "\x1b" not in found.title


@pytest.mark.parametrize("column", ["title", "plan", "origin"])
def test_no_cell_of_a_journal_moves_the_cursor(column: str) -> None:
    with JournalWriter.open() as writer:
        for event in workout():
            writer.append(event)
    with closing(sqlite3.connect(journal_file(), isolation_level=None)) as connection:
        connection.execute(f"UPDATE sessions SET {column} = char(27) || '[2Ja' || char(155) || 'b'")
    with Journal.open() as journal:
        (session,) = journal.sessions()
    assert getattr(session, column) == "[2Jab"


def test_a_recording_is_read_with_a_header_and_without(tmp_path: Path) -> None:
    events = b"".join(to_json(event) + b"\n" for event in workout())
    for name, content in [("a", events), ("b", header_line(HEADER) + events)]:
        (tmp_path / name).write_bytes(content)
        assert tuple(load_recording_file(tmp_path / name)) == workout()


def test_a_header_alone_is_no_recording(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(header_line(HEADER))
    with pytest.raises(RecordingError, match="is empty"):
        load_recording_file(tmp_path / "a")
