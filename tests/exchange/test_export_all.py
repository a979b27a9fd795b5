"""A whole journal in a folder: once whole, then only what is new or has changed."""

import json
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from runwalk_tui.config.paths import journal_file
from runwalk_tui.errors import StoreError
from runwalk_tui.exchange.export_all import STATE, export_all
from runwalk_tui.journal.diary import Diary
from runwalk_tui.journal.event_file import load_recording_file
from runwalk_tui.journal.headers import SessionHeader, read_header
from runwalk_tui.journal.reader import Journal, JournalWriter
from runwalk_tui.training.history.diary_entries import CheckIn, Debrief
from runwalk_tui.workout.events import Event
from tests.recorded import OPENED, workout

MOMENT = "2026-03-01T19:00:00+01:00"


def _record(opened_at: str, runner: str = "", events: tuple[Event, ...] = workout()) -> None:
    profile = replace(OPENED.runner, id=runner)
    writer = JournalWriter.open()
    for event in (replace(OPENED, opened_at=opened_at, runner=profile), *events[1:]):
        writer.append(event)
    writer.close()


@pytest.fixture
def journal() -> Iterator[Journal]:
    _record("2026-03-01T18:30:00+01:00", "ada")
    _record("2026-03-01T18:30:00+01:00", "bob")
    with Journal.open() as opened:
        yield opened


def _names(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir() if file.name != STATE)


def test_a_second_time_only_what_is_new_is_written(journal: Journal, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    first = export_all(journal, folder, "fit")
    assert (len(first.written), first.unchanged) == (2, 0)
    assert _names(folder) == sorted(file.name for file in first.written)
    before = {file: file.stat().st_mtime_ns for file in first.written}
    again = export_all(journal, folder, "fit")
    assert (again.written, again.unchanged) == ([], 2)
    assert {file: file.stat().st_mtime_ns for file in first.written} == before
    _record("2026-03-03T07:00:00+01:00", "ada")
    third = export_all(journal, folder, "fit")
    assert [file.name[:17] for file in third.written] == ["2026-03-03T070000"]
    assert third.unchanged == 2


def test_what_was_told_since_is_written_anew(journal: Journal, tmp_path: Path) -> None:
    export_all(journal, tmp_path, "json")
    Diary(journal, "ada").append(Debrief(MOMENT, session_id=1, effort=6))
    changed = export_all(journal, tmp_path, "json")
    (file,) = changed.written
    header = read_header(file.read_bytes().splitlines()[0])
    assert isinstance(header, SessionHeader)
    assert (header.runner, header.number) == ("ada", 1)
    assert header.entries == [Debrief(MOMENT, session_id=1, effort=6)]


def test_a_file_that_was_deleted_comes_back(journal: Journal, tmp_path: Path) -> None:
    first = export_all(journal, tmp_path, "csv")
    first.written[0].unlink()
    assert export_all(journal, tmp_path, "csv").written == first.written[:1]


def test_json_holds_every_event_and_the_diaries(journal: Journal, tmp_path: Path) -> None:
    Diary(journal, "bob").append(CheckIn(MOMENT, pain=2))
    written = export_all(journal, tmp_path, "json").written
    sessions = [file for file in written if not file.name.startswith("diary")]
    for file, row in zip(sessions, reversed(journal.sessions()), strict=True):
        assert load_recording_file(file) == list(journal.events(row.id))
    diary = (tmp_path / "diary-bob.json").read_text(encoding="utf-8").splitlines()
    assert json.loads(diary[0]) == {"type": "Diary", "runner": "bob"}
    assert json.loads(diary[1])["pain"] == 2
    assert len(diary) == 2


def test_one_runner_alone(journal: Journal, tmp_path: Path) -> None:
    (file,) = export_all(journal, tmp_path, "json", "bob").written
    header = read_header(file.read_bytes().splitlines()[0])
    assert isinstance(header, SessionHeader)
    assert header.runner == "bob"
    assert header.totals["distance_m"] is not None


def test_names_do_not_depend_on_numbers(journal: Journal, tmp_path: Path) -> None:
    names = {file.name for file in export_all(journal, tmp_path / "a", "tcx").written}
    with closing(sqlite3.connect(journal_file(), isolation_level=None)) as connection:
        connection.execute("DELETE FROM events WHERE session_id = 1")
        connection.execute("DELETE FROM sessions WHERE id = 1")
    _record("2026-03-01T18:30:00+01:00", "ada")
    assert {file.name for file in export_all(journal, tmp_path / "b", "tcx").written} == names


def test_a_session_without_a_run_is_named_and_the_rest_is_written(
    journal: Journal, tmp_path: Path
) -> None:
    _record("2026-03-04T07:00:00+01:00", events=workout()[:4])
    done = export_all(journal, tmp_path, "fit")
    assert len(done.written) == 2
    assert done.left_out == ["session 3: the belt never ran in this session; choose another"]


def test_a_session_under_way_waits(journal: Journal, tmp_path: Path) -> None:
    with JournalWriter.open() as writer:
        for event in workout()[:200]:
            writer.append(event)
        until = time.monotonic() + 60
        while len(journal.sessions()) < 3 and time.monotonic() < until:
            time.sleep(0.01)
        done = export_all(journal, tmp_path, "json")
    assert done.left_out == ["session 3 is still running; export again later"]
    assert len(done.written) == 2


def test_a_list_that_is_lost_or_damaged_does_no_harm(journal: Journal, tmp_path: Path) -> None:
    first = export_all(journal, tmp_path, "csv").written
    for damage in (b"", b"[1]", b"\xff"):
        (tmp_path / STATE).write_bytes(damage)
        assert export_all(journal, tmp_path, "csv").written == first


def test_a_folder_that_cannot_be_written_is_one_line(journal: Journal, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    with pytest.raises(StoreError, match="cannot make this folder"):
        export_all(journal, tmp_path / "file", "csv")
    folder = tmp_path / "b"
    (file,) = export_all(journal, tmp_path / "a", "csv", "ada").written
    (folder / file.name).mkdir(parents=True)
    with pytest.raises(StoreError, match=r"cannot be written: is a directory"):
        export_all(journal, folder, "csv")
    assert [each.name for each in folder.iterdir() if each.is_file()] == []
