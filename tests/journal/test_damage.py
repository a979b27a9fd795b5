"""A journal with one damaged row: it is named in a line, and all the rest is shown."""

import json
import random
import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from runwalk_tui.cli import main
from runwalk_tui.config.paths import journal_file
from runwalk_tui.journal.damage import note_damage, take_damage
from runwalk_tui.journal.diary import Diary
from runwalk_tui.journal.reader import Journal, JournalWriter
from runwalk_tui.journal.stats import complete
from runwalk_tui.training.history.diary_entries import (
    CheckIn,
    Debrief,
    Followed,
    Mile,
    Moved,
    NextDay,
    Ready,
)
from tests.recorded import OPENED, workout

SESSIONS = 3
ENTRIES = (
    Followed("2026-03-01T08:00:00+01:00", "c25k", 1),
    CheckIn("2026-03-01T18:00:00+01:00", pain=1, where="knee"),
    Debrief("2026-03-01T19:00:00+01:00", 1, 5, 2, "knee", "warm"),
    NextDay("2026-03-02T09:00:00+01:00", 1, 1),
    Mile("2026-03-03T09:00:00+01:00", 570.0),
    Moved("2026-03-03T09:00:00+01:00", "2026-03-05"),
    Ready("2026-03-03T09:00:00+01:00", True, True, True),
)
COMMANDS = (
    ("history",),
    ("today",),
    ("progress",),
    ("export", "2", "--format", "fit", "--force", "--output", "{}/out.fit"),
    ("replay", "2", "--headless"),
)
COLUMNS = {
    "sessions": (
        *("id", "opened_at", "plan", "title", "outcome"),
        *("duration_s", "active_s", "distance_m", "runner"),
    ),
    "events": ("session_id", "seq", "t", "type", "body"),
    "figures": ("session_id", "version", "body"),
    "diary": ("runner", "at", "type", "body"),
}
CELLS = [(table, column) for table, columns in COLUMNS.items() for column in columns]
CUT, NO_TEXT = object(), b"\xc3\x28{"
CUTS = 12
"""So many ways to damage JSON are tried."""

VALUES: tuple[object, ...] = (
    None,
    "",
    "no such thing",
    "\x1b[31mred",
    "2026-13-99T99:99",
    "{",
    "null",
    "[[[[",
    '{"type": "Leap", "at": "2026-03-01T08:00:00+01:00", "t": 1}',
    b"\xff\xfe\x00",
    -1,
    0,
    7.5,
    1e308,
    2**62,
)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A journal of three sessions and a diary, with its figures."""
    with pytest.MonkeyPatch.context() as patch:
        home = tmp_path_factory.mktemp("whole")
        patch.setenv("RUNWALK_HOME", str(home))
        for day in range(1, SESSIONS + 1):
            with JournalWriter.open() as writer:
                writer.append(replace(OPENED, opened_at=f"2026-03-{day:02d}T18:30:00+01:00"))
                for event in workout()[1:]:
                    writer.append(event)
        with Journal.open() as journal:
            for entry in ENTRIES:
                Diary(journal).append(entry)
            complete(journal)
        return journal_file()


def _damage(table: str, column: str, value: object, rng: random.Random) -> bool:
    """Damages a cell of one row; whether SQLite lets that happen."""
    key = {"events": "seq", "figures": "session_id"}.get(table, "id")
    some = "session_id = 2" if table == "events" else "1"
    with closing(sqlite3.connect(journal_file(), isolation_level=None)) as connection:
        cells = connection.execute(f"SELECT {key}, {column} FROM {table} WHERE {some}").fetchall()
        row, cell = rng.choice(cells)
        placed = "CAST(:value AS TEXT)" if value is NO_TEXT else ":value"
        values = {"value": _cut(rng, cell) if value is CUT else value, "row": row}
        try:
            connection.execute(
                f"UPDATE {table} SET {column} = {placed} WHERE {key} = :row AND {some}", values
            )
        except sqlite3.IntegrityError:
            return False
        return True


def _cut(rng: random.Random, body: str) -> str:
    """A body that is cut off, lacks a key, or has something else under one."""
    if rng.randrange(3) == 0:
        return body[: rng.randrange(len(body))]
    table = json.loads(body)
    key = rng.choice(list(table))
    del table[key]
    if rng.randrange(3):
        table[key] = rng.choice([-5, 99, 1e300, "x", None, [], {}, [1e300] * 6, ""])
    return json.dumps(table)


@pytest.mark.parametrize(("table", "column"), CELLS)
def test_no_damaged_cell_keeps_anything_else_from_being_shown(
    table: str, column: str, whole: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    rng = random.Random(f"{table}.{column}")
    file = journal_file()
    file.parent.mkdir(parents=True, exist_ok=True)
    values = [NO_TEXT, *rng.sample(VALUES, 4)]
    for value in (*values, *([CUT] * CUTS if column == "body" else ())):
        for leftover in file.parent.glob(f"{file.name}*"):
            leftover.unlink()
        shutil.copy(whole, file)
        if not _damage(table, column, value, rng):
            continue
        for command in COMMANDS:
            status = main([word.format(tmp_path) for word in command])
            out, err = capsys.readouterr()
            told = f"{command} after {table}.{column} = {value!r}: {status}\n{err}"
            assert "unexpected" not in err, told
            assert all(line.startswith("runwalk: ") for line in err.splitlines()), told
            assert "\x1b" not in out + err, told
            if command[0] in ("history", "today", "progress"):
                assert status == 0, told
            if command[0] == "history":
                assert len(out.splitlines()) >= SESSIONS - 1, told


def _told(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    status = main(words)
    return (status, *capsys.readouterr())


@pytest.mark.parametrize(
    ("change", "command", "line"),
    [
        (
            "UPDATE diary SET body = substr(body, 1, 30) WHERE id = 2",
            "today",
            "entry 2 of the diary is damaged and skipped: is not an entry",
        ),
        (
            "UPDATE diary SET body = replace(body, 'CheckIn', 'Leap'), type = 'Leap' WHERE id = 2",
            "progress",
            "entry 2 of the diary is damaged and skipped: there is no entry of type 'Leap'; a new",
        ),
        (
            "UPDATE figures SET body = '{' WHERE session_id = 2",
            "history",
            "the figures of session 2 were damaged; they are recalculated",
        ),
        (
            "UPDATE figures SET body = json_set(body, '$.total_s', -1e300) WHERE session_id = 2",
            "progress",
            "the figures of session 2 were damaged; they are recalculated",
        ),
        (
            "UPDATE events SET body = json_set(body, '$.index', 99) WHERE session_id = 3 "
            "AND seq = (SELECT min(seq) FROM events WHERE session_id = 3 AND type = 'StepBegan')",
            "replay",
            "is damaged and skipped: there is no step 99 in the plan",
        ),
        (
            "UPDATE events SET body = CAST(x'7bff7d' AS TEXT) WHERE session_id = 3 AND seq = 40",
            "replay",
            "session 3, event 40 is damaged and skipped: is not an event",
        ),
        (
            "UPDATE sessions SET title = x'ff' WHERE id = 2",
            "history",
            "session 2: its title in the journal is damaged",
        ),
        (
            "UPDATE sessions SET runner = x'ff' WHERE id = 2",
            "history",
            "row 2 of the table sessions is damaged: it belongs to nobody",
        ),
    ],
)
def test_the_line_says_which_row(
    change: str, command: str, line: str, whole: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    journal_file().parent.mkdir(parents=True)
    shutil.copy(whole, journal_file())
    headless = ("--headless",) if command == "replay" else ()
    sound, plain_out, _ = _told(capsys, command, *headless)
    with closing(sqlite3.connect(journal_file(), isolation_level=None)) as connection:
        assert connection.execute(change).rowcount == 1
    status, out, err = _told(capsys, command, *headless)
    assert (sound, status) == (0, 0)
    assert line in err
    assert len(err.splitlines()) == 1
    assert len(out.splitlines()) >= len(plain_out.splitlines()) - 2


def test_a_session_whose_first_event_is_damaged_cannot_be_shown_and_says_so(
    whole: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    journal_file().parent.mkdir(parents=True)
    shutil.copy(whole, journal_file())
    with closing(sqlite3.connect(journal_file(), isolation_level=None)) as connection:
        connection.execute("UPDATE events SET body = '{' WHERE session_id = 2 AND seq = 0")
    status, _, err = _told(capsys, "replay", "2", "--headless")
    assert status == 1
    assert err.startswith("runwalk: session 2, event 0, which opens it, is damaged: is not an ev")


def test_what_is_no_text_is_not_quoted_to_the_terminal() -> None:
    note_damage("row 3: Could not decode to UTF-8 column 'type' with text '\udcc3({'")
    (line,) = take_damage()
    assert line.encode() == b"row 3: Could not decode to UTF-8 column 'type' with text '({'"
