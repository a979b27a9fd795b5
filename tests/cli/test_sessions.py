"""Recorded sessions by command: shown, compared, named, deleted and brought back."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from runwalk_tui.coaching.past_sessions import PastSessions
from runwalk_tui.config.paths import journal_file, practice_file
from runwalk_tui.config.profiles import who_runs
from runwalk_tui.errors import UsageError
from runwalk_tui.exchange.export_all import export_all
from runwalk_tui.exchange.importer import Importer
from runwalk_tui.exchange.restore import Restorer
from runwalk_tui.journal.adding import add_session
from runwalk_tui.journal.reader import Journal
from runwalk_tui.workout.events import HeartReading, MachineKind
from tests.cli.test_making_commands import Capture, run
from tests.exchange.activity_files import fit_run
from tests.recorded import OPENED, workout


@pytest.fixture
def two() -> tuple[int, int]:
    """Two sessions of a plan, the later one with a heart that beats 5 bpm slower."""
    older = add_session(workout(), "")
    later = [
        replace(event, bpm=event.bpm - 5)
        if isinstance(event, HeartReading) and event.bpm
        else event
        for event in workout()
    ]
    later[0] = replace(OPENED, opened_at="2026-03-08T18:30:00+01:00")
    return older, add_session(later, "")


def numbers(capture: Capture) -> list[int]:
    return [row["id"] for row in json.loads(run(capture, "history", "--json").out)]


def test_a_page_has_the_steps_what_was_said_and_where_it_went(
    capsys: Capture, two: tuple[int, int], tmp_path: Path
) -> None:
    file = tmp_path / "run.fit"
    assert run(capsys, "export", str(two[0]), "--output", str(file)).status == 0
    run(capsys, "tell", "effort", "6", "--note", "wind", "--session", str(two[0]))
    shown = run(capsys, "show", str(two[0]))
    assert (shown.status, shown.err) == (0, "")
    assert [line.split()[0] for line in shown.out.splitlines()[2:7]] == [
        "warm-up", "run", "walk", "run", "cool-down",
    ]  # fmt: skip
    for words in ("effort 6 of 10", "note: wind", "zone 1", "exported as FIT, ", str(file)):
        assert words in shown.out
    page = json.loads(run(capsys, "show", str(two[0]), "--json").out)
    assert (len(page["steps"]), page["said"]["note"]) == (5, "wind")
    assert page["exported"][0]["remote"] == str(file)


def test_two_sessions_of_a_plan_are_set_side_by_side(capsys: Capture, two: tuple[int, int]) -> None:
    compared = json.loads(run(capsys, "compare", "--json").out)
    assert (compared["session"]["id"], compared["other"]["id"]) == (two[1], two[0])
    differences = [each["bpm_difference"] for each in compared["repeats"]]
    assert differences == pytest.approx([-5] * 5, abs=0.5)
    words = run(capsys, "compare", str(two[0]), str(two[1])).out
    assert "run 2" in words
    assert "+5" in words
    alone = run(capsys, "compare", str(two[0]), str(two[0]))
    assert (alone.status, "with itself" in alone.err) == (2, True)


def test_a_session_without_another_of_its_plan_says_so(capsys: Capture) -> None:
    only = add_session(workout(), "")
    refused = run(capsys, "compare", str(only))
    assert refused.status == 2
    assert "there is no earlier session of short; name another" in refused.err


def test_what_is_deleted_of_practice_is_brought_back_as_it_says(capsys: Capture) -> None:
    session = add_session(workout(), "", journal_file(practice=True))
    done = run(capsys, "delete", str(session), "--practice")
    _, command, _ = done.out.split("'")
    assert command == f"runwalk restore {session} --practice"
    restored = run(capsys, *command.split()[1:])
    assert (restored.status, restored.err) == (0, "")
    assert restored.out.startswith(f"{session:>4}  ")


def test_what_is_deleted_is_nowhere_and_can_be_brought_back(
    capsys: Capture, two: tuple[int, int]
) -> None:
    older, later = two
    done = run(capsys, "delete", str(later))
    assert (done.status, done.err) == (0, "")
    assert f"'runwalk restore {later}' brings it back" in done.out
    assert numbers(capsys) == [older]
    for command in ("show", "replay", "export", "delete"):
        words = ["--headless"] if command == "replay" else []
        refused = run(capsys, command, str(later), *words)
        assert (refused.status, refused.out) == (1, "")
        assert f"session {later} is deleted; runwalk restore {later} brings it back" in refused.err
    assert f"{older:>4}  2026-03-01" in run(capsys, "show").out
    assert len(json.loads(run(capsys, "progress", "--json").out)[0:]) >= 1
    assert f"{later:>4}  2026-03-08" in run(capsys, "restore").out
    with Journal.open() as journal:
        assert len(list(journal.events(later))) == len(workout())
    assert run(capsys, "restore", str(later)).status == 0
    assert numbers(capsys) == [later, older]
    assert run(capsys, "restore").out == "Nothing was deleted.\n"
    assert run(capsys, "restore", str(later)).status == 1


def test_a_deleted_run_is_not_imported_again(capsys: Capture, tmp_path: Path) -> None:
    file = tmp_path / "watch.fit"
    file.write_bytes(fit_run(600))
    (added,) = Importer(who_runs()).add(file)
    run(capsys, "delete", str(added.session_id))
    (again,) = Importer(who_runs()).add(file)
    assert (again.is_new, again.session_id) == (False, added.session_id)


def test_a_title_is_kept_through_a_backup(
    capsys: Capture, two: tuple[int, int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    named = run(capsys, "title", str(two[0]), "  By the   sea ")
    assert "By the sea" in named.out
    with Journal.open() as journal:
        export_all(journal, tmp_path / "backup", "json")
    monkeypatch.setenv("RUNWALK_HOME", str(tmp_path / "elsewhere"))
    restorer = Restorer()
    for file in sorted((tmp_path / "backup").glob("*.json")):
        restorer.add(file)
    restorer.finish()
    with Journal.open() as journal:
        assert sorted(row.title for row in journal.sessions()) == ["A short one", "By the sea"]


@pytest.mark.parametrize("title", ["", "   ", "x" * 61])
def test_a_title_that_is_none_is_refused(capsys: Capture, two: tuple[int, int], title: str) -> None:
    refused = run(capsys, "title", str(two[0]), title)
    assert (refused.status, refused.out) == (2, "")
    assert "title: write 1 to 60 letters" in refused.err


@pytest.mark.parametrize("kind", [{"by_hand": True}, {"machine": MachineKind.BIKE}])
def test_a_ghost_was_on_a_belt(two: tuple[int, int], kind: dict[str, Any]) -> None:
    ridden = [replace(OPENED, opened_at="2026-03-09T18:30:00+01:00", **kind), *workout()[1:]]
    other = add_session(ridden, "")
    past = PastSessions(who_runs())
    assert past.ghost("last", "short").name == "8 Mar"
    with pytest.raises(UsageError, match=f"session {other} was not on a treadmill"):
        past.ghost(other, "short")


def test_what_is_said_of_a_practice_session_names_its_journal(capsys: Capture) -> None:
    session = add_session(workout(), "", practice_file(journal_file()))
    unknown = run(capsys, "show", "77", "--practice")
    assert "no session 77; runwalk history --practice lists them all" in unknown.err
    run(capsys, "delete", str(session), "--practice")
    gone = run(capsys, "show", str(session), "--practice")
    assert f"runwalk restore {session} --practice brings it back" in gone.err
    nothing = run(capsys, "restore", "78", "--practice")
    assert "runwalk restore --practice lists those that there are" in nothing.err


def test_a_ghost_is_a_session_of_the_plan(capsys: Capture, two: tuple[int, int]) -> None:
    past = PastSessions(who_runs())
    assert past.ghost("last", "short").name == "8 Mar"
    assert past.ghost(two[0], "any").name == "1 Mar"
    assert past.ghost("last", "short").track.length_s == 170
    refused = run(capsys, "run", "1-2", "--virtual", "--headless", "--ghost", "last")
    assert (refused.status, refused.out) == (2, "")
    assert "--ghost: no session of 1-2 yet" in refused.err
    without = run(capsys, "run", "--ghost", "last")
    assert (without.status, "name the plan" in without.err) == (2, True)


def test_effort_and_note_are_changed_and_the_rest_of_what_was_said_stays(
    capsys: Capture, two: tuple[int, int]
) -> None:
    run(capsys, "tell", "effort", "6", "--note", "wind", "--pain", "2", "--session", "last")
    assert "effort 7 of 10" in run(capsys, "amend", "last", "--effort", "7").out
    said = json.loads(run(capsys, "show", "last", "--json").out)["said"]
    assert (said["effort"], said["note"], said["pain"]) == (7, "wind", 2)
    run(capsys, "amend", str(two[1]), "--note", "")
    said = json.loads(run(capsys, "show", "last", "--json").out)["said"]
    assert (said["effort"], said["note"]) == (7, "")
    for words, line in (
        (("--effort", "11"), "11 is not within 1 to 10"),
        ((), "amend: nothing to change"),
    ):
        refused = run(capsys, "amend", "last", *words)
        assert refused.status == 2
        assert line in refused.err
