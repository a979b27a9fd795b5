"""The data set of all sessions, read by DuckDB."""

import builtins
import re
import types
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
import pytest

from runwalk_tui.exchange.dataset import DatasetError, export_dataset
from runwalk_tui.exchange.export_all import session_key
from runwalk_tui.exchange.session_account import Account
from runwalk_tui.exchange.session_accounting import account_of
from runwalk_tui.journal.reader import Journal, JournalWriter
from runwalk_tui.workout.events import Event, SessionOpened
from tests.exchange.sessions import detailed
from tests.recorded import workout

ROOT = Path(__file__).resolve().parents[2]
EVENTS = detailed(list(workout()))


def _record(opened_at: str, runner: str = "") -> tuple[Event, ...]:
    opened = EVENTS[0]
    assert isinstance(opened, SessionOpened)
    whose = replace(opened.runner, id=runner)
    events = (replace(opened, opened_at=opened_at, runner=whose), *EVENTS[1:])
    with JournalWriter.open() as writer:
        for event in events:
            writer.append(event)
    return events


@pytest.fixture
def journal() -> Iterator[Journal]:
    _record("2026-03-01T18:30:00+01:00", "007")
    _record("2026-03-31T23:59:00-05:00", "007")
    _record("2026-04-02T18:30:00+02:00", "7")
    _record("2026-04-02T18:30:00+02:00")
    with Journal.open() as opened:
        yield opened


def _ask(folder: Path, question: str) -> list[tuple[Any, ...]]:
    source = (
        f"read_parquet('{folder}/*/*/*.parquet', hive_partitioning = true, "
        "hive_types = {'runner': VARCHAR, 'month': VARCHAR})"
    )
    with duckdb.connect() as connection:
        return connection.execute(question.format(source)).fetchall()


def test_a_runners_month_is_a_file(journal: Journal, tmp_path: Path) -> None:
    exported = export_dataset(journal, tmp_path)
    assert [str(file.relative_to(tmp_path)) for file in exported.written] == [
        "runner=_/month=2026-04/seconds.parquet",
        "runner=007/month=2026-03/seconds.parquet",
        "runner=7/month=2026-04/seconds.parquet",
    ]
    found = _ask(tmp_path, "SELECT runner, month, count(DISTINCT session) FROM {} GROUP BY ALL")
    assert sorted(found) == [("007", "2026-03", 2), ("7", "2026-04", 1), ("_", "2026-04", 1)]
    assert export_dataset(journal, tmp_path).unchanged == 3


def test_a_row_is_a_second_of_the_account(journal: Journal, tmp_path: Path) -> None:
    export_dataset(journal, tmp_path, "7")
    row = journal.find("last", "7")
    account: Account = account_of(journal.events(row.id))
    found = _ask(tmp_path, "SELECT * FROM {} ORDER BY t_s")
    names = [name for name, *_ in _ask(tmp_path, "DESCRIBE SELECT * FROM {}")]
    for second, values in zip(account.seconds, found, strict=True):
        told = dict(zip(names, values, strict=True))
        assert told["session"] == session_key(row)
        assert (told["t_s"], told["phase"], told["kind"]) == (
            second.t,
            second.phase,
            second.kind,
        )
        assert told["bpm"] == second.heart_bpm
        assert told["step"] == (None if second.step is None else second.step + 1)
        for name in ("speed_kmh", "incline_percent", "distance_m", "rolled_m", "steps_per_min"):
            expected = getattr(second, name)
            assert told[name] == (None if expected is None else pytest.approx(expected, rel=1e-5))
        assert told["at_utc"].timestamp() == pytest.approx(1_775_147_400 + second.t)
        assert (told["plan"], told["virtual"]) == ("short", False)
    last = max(row["distance_m"] for row in (dict(zip(names, v, strict=True)) for v in found))
    assert last == pytest.approx(account.distance_m, rel=1e-5)


def test_a_new_session_changes_its_month_alone(journal: Journal, tmp_path: Path) -> None:
    export_dataset(journal, tmp_path)
    _record("2026-03-15T07:00:00+01:00", "007")
    again = export_dataset(journal, tmp_path)
    (file,) = again.written
    assert (file.parent.name, again.unchanged) == ("month=2026-03", 2)
    found = _ask(tmp_path, "SELECT count(DISTINCT session) FROM {} WHERE month = '2026-03'")
    assert found == [(3,)]


def test_what_was_nobodys_is_not_there_twice(journal: Journal, tmp_path: Path) -> None:
    export_dataset(journal, tmp_path)
    journal.take_over("ada")
    export_dataset(journal, tmp_path)
    found = _ask(tmp_path, "SELECT DISTINCT runner FROM {}")
    assert sorted(found) == [("007",), ("7",), ("ada",)]


def test_no_draft_is_left_and_nobody_else_may_read_it(journal: Journal, tmp_path: Path) -> None:
    for file in export_dataset(journal, tmp_path).written:
        assert [each.name for each in file.parent.iterdir()] == ["seconds.parquet"]
        assert file.stat().st_mode & 0o077 == 0


def test_every_column_is_in_the_dictionary(journal: Journal, tmp_path: Path) -> None:
    export_dataset(journal, tmp_path)
    columns = {name: kind for name, kind, *_ in _ask(tmp_path, "DESCRIBE SELECT * FROM {}")}
    text = (ROOT / "docs" / "dataset.md").read_text(encoding="utf-8")
    told = dict(re.findall(r"^\| `(\w+)` \| ([A-Z ]+) \|", text, flags=re.MULTILINE))
    assert told == columns


def test_without_duckdb_it_says_what_to_install(
    journal: Journal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    imported = builtins.__import__

    def without(
        name: str,
        globals: Mapping[str, object] | None = None,
        locals: Mapping[str, object] | None = None,
        fromlist: Sequence[str] = (),
        level: int = 0,
    ) -> types.ModuleType:
        if name == "runwalk_tui.exchange.dataset_file":
            raise ModuleNotFoundError("No module named 'duckdb'", name="duckdb")
        return imported(name, globals, locals, fromlist, level)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(DatasetError, match=r"pip install 'runwalk-tui\[dataset\]'"):
        export_dataset(journal, tmp_path)
