"""The diary keeps what was told, to whom it belongs, in the order in which it was told."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import get_type_hints

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from runwalk_devices.transport.plain_text import plain
from runwalk_tui.config.paths import journal_file
from runwalk_tui.journal.diary import Diary, EntryError
from runwalk_tui.journal.reader import Journal
from runwalk_tui.training.history.diary_entries import (
    ENTRY_TYPES,
    CheckIn,
    Debrief,
    Entry,
    Level,
    Mile,
)

AT = "2026-05-02T07:30:00+02:00"


def _entry(cls: type[Entry]) -> st.SearchStrategy[Entry]:
    number = st.floats(allow_nan=False, allow_infinity=False)
    values: dict[object, st.SearchStrategy[object]] = {
        float: number,
        str: st.text(max_size=12).map(plain),
        int: st.integers(-(2**31), 2**31),
    }
    hints = get_type_hints(cls)
    fields = {
        name: values[hint] if hint in values else st.from_type(hint) for name, hint in hints.items()
    }
    return st.builds(cls, **fields)


@given(st.lists(st.sampled_from(list(ENTRY_TYPES.values())).flatmap(_entry), max_size=6))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
def test_whatever_is_told_is_read_in_order(runwalk_home: Path, told: list[Entry]) -> None:
    with Journal.open() as journal:
        before = Diary(journal, "ada").entries()
        for entry in told:
            Diary(journal, "ada").append(entry)
        assert Diary(journal, "ada").entries() == [*before, *told]


def test_each_runner_has_a_diary() -> None:
    with Journal.open() as journal:
        Diary(journal).append(Mile(AT, 570.0))
        Diary(journal, "ada").append(CheckIn(AT, sleep=Level.POOR, pain=3, where="left knee"))
        assert Diary(journal).entries() == [Mile(AT, 570.0)]
        assert Diary(journal, "ada").entries() == [
            CheckIn(AT, Level.POOR, pain=3, where="left knee")
        ]
        assert Diary(journal, "bo").entries() == []


def test_it_is_on_the_disk_at_once_and_can_be_read_by_others() -> None:
    with Journal.open() as journal:
        Diary(journal, "ada").append(Debrief(AT, session_id=4, effort=5, note="warm, windless"))
        with closing(sqlite3.connect(journal_file())) as connection:
            ((runner, at, kind, body),) = connection.execute(
                "SELECT runner, at, type, body FROM diary"
            )
    assert (runner, at, kind) == ("ada", AT, "Debrief")
    assert list(json.loads(body).items())[:4] == [
        ("at", AT),
        ("type", "Debrief"),
        ("session_id", 4),
        ("effort", 5),
    ]


def test_an_entry_of_a_newer_program_is_named() -> None:
    with Journal.open() as journal:
        Diary(journal).append(Mile(AT, 570.0))
        with closing(sqlite3.connect(journal_file(), isolation_level=None)) as connection:
            connection.execute("UPDATE diary SET body = replace(body, '\"Mile\"', '\"Leap\"')")
        with pytest.raises(EntryError, match="no entry of type 'Leap'; a newer program may know"):
            Diary(journal).entries()
