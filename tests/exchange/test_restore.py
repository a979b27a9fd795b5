"""Out and in again on another machine: every session with its events, every word of the diary."""

from dataclasses import replace
from pathlib import Path

import pytest

from runwalk_tui.config.profile import Profile
from runwalk_tui.config.profiles import save_profile, who_runs
from runwalk_tui.exchange.export_all import export_all
from runwalk_tui.exchange.importer import Importer
from runwalk_tui.journal.adding import add_session
from runwalk_tui.journal.diary import Diary
from runwalk_tui.journal.reader import Journal
from runwalk_tui.training.history.diary_entries import CheckIn, Debrief, Entry, Followed, NextDay
from tests.cli.test_making_commands import Capture, run
from tests.exchange.activity_files import fit_run
from tests.recorded import OPENED, workout

Everything = dict[str, object]


def everything() -> tuple[list[Everything], dict[str, list[Entry]]]:
    """All sessions in order of time, without their numbers, and the diaries by runner."""
    with Journal.open() as journal:
        rows = list(reversed(journal.sessions()))
        numbers = {row.id: place for place, row in enumerate(rows)}
        sessions: list[Everything] = [
            {"row": replace(row, id=0, mean_bpm=None), "events": list(journal.events(row.id))}
            for row in rows
        ]
        diaries = {
            runner: [
                replace(entry, session_id=numbers[entry.session_id])
                if isinstance(entry, Debrief | NextDay)
                else entry
                for entry in Diary(journal, runner).entries()
            ]
            for runner in ("", "ada")
        }
    return sessions, diaries


@pytest.fixture
def backup(tmp_path: Path) -> Path:
    """A journal of two runners, in a folder: a workout, one that was cut off, and a watch's run."""
    save_profile("ada", Profile(name="Ada"))
    file = tmp_path / "run.fit"
    file.write_bytes(fit_run(120))
    Importer(who_runs("ada")).add(file)
    add_session(workout(), "")
    cut = replace(OPENED, opened_at="2026-03-02T07:00:00+01:00")
    unfinished = add_session((cut, *workout()[1:100]), "ada")
    with Journal.open() as journal:
        ada = Diary(journal, "ada")
        ada.append(Followed("2026-03-01T08:00:00+01:00", "c25k", 2))
        ada.append(Debrief("2026-03-02T08:00:00+01:00", unfinished, 5, note="cut off, 7 °C"))
        ada.append(NextDay("2026-03-03T08:00:00+01:00", unfinished, 1))
        Diary(journal).append(CheckIn("2026-03-01T18:00:00+01:00", pain=2, where="knee"))
        export_all(journal, tmp_path / "backup", "json")
    return tmp_path / "backup"


def test_a_journal_is_restored_with_nothing_lost_and_nothing_twice(
    backup: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    before = everything()
    assert len(before[0]) == 3
    monkeypatch.setenv("RUNWALK_HOME", str(tmp_path / "new"))
    done = run(capsys, "import", str(backup))
    assert (done.status, done.err) == (0, "")
    assert "ada, whose it is, has no profile here yet" in done.out
    assert done.out.splitlines()[-2:] == ["diary: 4 added", "3 added, 0 known already"]
    assert everything() == before
    again = run(capsys, "import", str(backup))
    assert again.out.splitlines()[-1] == "0 added, 3 known already"
    assert everything() == before


def test_what_was_nobodys_and_is_somebodys_now_is_not_restored_twice(
    backup: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    monkeypatch.setenv("RUNWALK_HOME", str(tmp_path / "new"))
    save_profile("ada", Profile(name="Ada"))
    for _ in range(3):
        assert run(capsys, "import", str(backup)).status == 0
        assert run(capsys, "history").status == 0
    with Journal.open() as journal:
        assert {row.runner for row in journal.sessions()} == {"ada"}
        assert len(journal.sessions()) == 3
        assert len(Diary(journal, "ada").entries()) == 4
        assert Diary(journal).entries() == []


def test_all_of_it_may_be_anothers(
    backup: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    monkeypatch.setenv("RUNWALK_HOME", str(tmp_path / "new"))
    save_profile("eve", Profile(name="Eve"))
    assert run(capsys, "import", str(backup), "--runner", "eve").status == 0
    with Journal.open() as journal:
        assert {row.runner for row in journal.sessions()} == {"eve"}


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda text: text[: len(text) // 2], "is not an event"),
        (lambda text: text.replace('"t":', '"t":-', 3), ""),
        (lambda text: text.replace('"index":1', '"index":77'), "there is no step 77 in the plan"),
        (lambda text: text.replace('"type":"Session"', '"type":"Session","diary":[{}]', 1), ""),
        (lambda text: '{"type":"Session"}\n', "is not a valid header"),
        (lambda text: '{"type":"Diary","runner":""}\n{"at":"x"}\n', "line 2"),
        (lambda text: "[1, 2]", "is not an event"),
        (lambda text: "", "is empty"),
    ],
)
def test_a_damaged_export_is_one_line_and_restores_nothing(
    tmp_path: Path, capsys: Capture, change: object, words: str
) -> None:
    add_session(workout(), "")
    with Journal.open() as journal:
        export_all(journal, tmp_path / "b", "json")
        (file,) = (tmp_path / "b").glob("*.json")
    assert callable(change)
    file.write_text(change(file.read_text()))
    with Journal.open() as journal:
        known = len(journal.sessions())
    ended = run(capsys, "import", str(file))
    assert (ended.status, len(ended.err.splitlines())) == (2, 1)
    assert words in ended.err
    with Journal.open() as journal:
        assert len(journal.sessions()) == known
