"""The commands on runners, and that each runner looks back on own sessions only."""

import json
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from runwalk_tui.cli import main
from runwalk_tui.config.paths import journal_file, runners_folder, settings_file
from runwalk_tui.config.profile import Profile, Screening
from runwalk_tui.config.profiles import (
    current_runner,
    load_profile,
    note_health_asked,
    profile_file,
    save_profile,
    use_runner,
    who_runs,
)
from runwalk_tui.journal.diary import Diary
from runwalk_tui.journal.reader import Journal, JournalWriter
from runwalk_tui.session.current_runner import is_first_start, is_health_open
from runwalk_tui.training.history.diary_entries import Mile
from tests.recorded import OPENED, workout

Captured = pytest.CaptureFixture[str]


def run(capsys: Captured, *words: str) -> tuple[int, str, str]:
    status = main(words)
    said = capsys.readouterr()
    return status, said.out, said.err


def record(runner: str = "") -> int:
    opened = replace(OPENED, runner=replace(OPENED.runner, id=runner))
    with JournalWriter.open() as writer:
        for event in (opened, *workout()[1:]):
            writer.append(event)
    return writer.session_id


def test_without_a_profile_the_settings_are_shown(capsys: Captured) -> None:
    status, out, err = run(capsys, "profile")
    assert (status, err) == (0, "")
    assert out.startswith("No profile: these are the settings. 'runwalk profile new NAME'")
    assert "speeds.run                8.5\n" in out
    assert "assuming 185 bpm" in out
    assert run(capsys, "profile", "list")[1].startswith("No profile yet")
    assert json.loads(run(capsys, "profile", "list", "--json")[1]) == []
    assert not runners_folder().exists()
    assert not journal_file().exists()


def test_the_first_profile_is_made_of_the_settings_and_takes_over_the_sessions(
    capsys: Captured,
) -> None:
    record()
    record()
    with Journal.open() as journal:
        Diary(journal).append(Mile("2026-05-02T07:30:00+02:00", 570.0))
    settings_file().write_text("units = 'mi'\n[runner]\nbirth_year = 1986\n")
    status, out, _ = run(capsys, "profile", "new", "Ada")
    assert status == 0
    assert out == (
        f"Ada runs now: {profile_file('ada')}\nThe 2 sessions so far now belong to Ada\n"
    )
    assert (load_profile("ada").birth_year, load_profile("ada").units) == (1986, "mi")
    with Journal.open() as journal:
        assert len(journal.sessions("ada")) == 2
        assert len(Diary(journal, "ada").entries()) == 1


def test_a_question_moves_nothing_and_the_next_start_takes_over_once(capsys: Captured) -> None:
    run(capsys, "profile", "new", "Ada")
    record()
    assert who_runs(None).id == "ada"
    with Journal.open() as journal:
        assert not journal.sessions("ada")
    assert run(capsys, "settings")[2] == ""
    assert run(capsys, "history")[2] == "runwalk: the session so far now belongs to Ada\n"
    assert run(capsys, "history")[2] == ""


def test_a_second_profile_takes_over_nothing(capsys: Captured) -> None:
    run(capsys, "profile", "new", "Ada")
    record()
    assert run(capsys, "profile", "new", "Bo")[1] == f"Bo runs now: {profile_file('bo')}\n"
    assert load_profile("bo").birth_year is None
    assert json.loads(run(capsys, "history", "--json")[1]) == []
    assert len(json.loads(run(capsys, "history", "--all", "--json")[1])) == 1


def test_each_runner_has_a_history(capsys: Captured) -> None:
    for name in ("Ada", "Bo"):
        run(capsys, "profile", "new", name)
    for runner in ("ada", "bo", "ada"):
        record(runner)

    def history(*words: str) -> list[int]:
        rows = json.loads(run(capsys, "history", "--json", *words)[1])
        assert all(row["mean_bpm"] == 130.1 for row in rows)
        return [row["id"] for row in rows]

    assert current_runner() == "bo"
    assert history() == [2]
    assert history("--runner", "Ada") == [3, 1]
    assert history("--all") == [3, 2, 1]
    assert run(capsys, "profile", "use", "ada")[0] == 0
    assert history() == [3, 1]
    assert "130 bpm" in run(capsys, "history")[1]
    first = run(capsys, "replay", "--json", "--runner", "bo")[1].splitlines()[0]
    assert json.loads(first)["runner"]["id"] == "bo"


def test_single_values_are_set_and_forgotten(capsys: Captured) -> None:
    run(capsys, "profile", "new", "Ada")
    values = ("max_bpm=186", "speeds.run=9", "goal=10k", "coach.hold=shadow", "injuries=['knee']")
    assert run(capsys, "profile", "set", *values) == (0, "", "")
    told = json.loads(run(capsys, "profile", "--json")[1])
    assert (told["id"], told["name"], told["max_bpm"]) == ("ada", "Ada", 186)
    assert (told["speeds"]["run"], told["goal"], told["injuries"]) == (9.0, "10k", ["knee"])
    assert (told["coach"]["hold"], told["see_doctor"]) == ("shadow", False)
    assert run(capsys, "profile", "set", "max_bpm=", "goal=", "screening.heart=true")[0] == 0
    told = json.loads(run(capsys, "profile", "--json")[1])
    assert (told["max_bpm"], told["goal"], told["see_doctor"]) == (None, "fitness", True)
    assert "See a doctor before you train" in run(capsys, "profile")[1]


def test_values_are_taken_as_people_write_them_and_told_in_words(capsys: Captured) -> None:
    run(capsys, "profile", "new", "Ada")
    assert "Your heart rate may change nothing about a workout." in run(capsys, "profile")[1]
    values = ("injuries=left knee, ankle", "coach.ease_runs=yes", "coach.lengthen_walks=no")
    assert (
        run(capsys, "profile", "set", *values, "coach.ceiling_bpm=170", "coach.hold=full")[0] == 0
    )
    told = json.loads(run(capsys, "profile", "--json")[1])
    assert told["injuries"] == ["left knee", "ankle"]
    assert (
        "Your heart rate may make the next runs slower, turn a run into a walk at 170 bpm and "
        "slow a run down or speed it up to its target rate."
    ) in run(capsys, "profile")[1]


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (("set", "max_bpm"), "profile set: 'max_bpm' has no =; write it like max_bpm=186"),
        (("set", "max_bpm=900"), "max_bpm: 900 is not allowed; write a whole number from 100"),
        (("set", "foo=1"), "foo: unknown key; write one of name, birth_year"),
        (("set", "foo.bar=1"), "foo: unknown key"),
        (("set", "name.x=1"), "name: a table is not allowed"),
        (("set", "goal=maraton"), '(did you mean "marathon"?)'),
        (("set", "rest_bpm=120", "max_bpm=110"), "rest_bpm: 120 is not below max_bpm"),
        (("use", "Bo"), "Bo: there is no such runner; write one of ada, Ada"),
        (("new", " "), "profile new: '' is not a name; write one like Ada"),
        (("--runner", "Bo"), "Bo: there is no such runner"),
        (("edit",), "profile edit: needs a terminal; 'runwalk profile set' does without"),
    ],
)
def test_nonsense_is_one_line_and_changes_nothing(
    capsys: Captured, words: tuple[str, ...], line: str
) -> None:
    run(capsys, "profile", "new", "Ada")
    before = profile_file("ada").read_text()
    status, out, err = run(capsys, "profile", *words)
    assert (status, out) == (2, "")
    assert line in err
    assert err.count("\n") == 1
    assert profile_file("ada").read_text() == before


def test_there_has_to_be_a_profile_to_set_something(capsys: Captured) -> None:
    status, _, err = run(capsys, "profile", "set", "max_bpm=186")
    assert (status, "'runwalk profile new NAME' first" in err) == (2, True)


def test_a_broken_profile_is_listed_and_told_of(capsys: Captured) -> None:
    run(capsys, "profile", "new", "Ada")
    profile_file("bo").write_text("goal = 1")
    assert "  bo   cannot be used: " in run(capsys, "profile", "list")[1]
    assert [row["current"] for row in json.loads(run(capsys, "profile", "list", "--json")[1])] == [
        True,
        False,
    ]
    status, _, err = run(capsys, "history", "--runner", "bo")
    assert status == 2
    assert f"{profile_file('bo')}: goal: 1 is not allowed" in err


def test_a_workout_belongs_to_who_is_named(capsys: Captured, tmp_path: Path) -> None:
    for name in ("Ada", "Bo"):
        run(capsys, "profile", "new", name)
    run(capsys, "profile", "set", "max_bpm=191", "--runner", "ada")
    plan = tmp_path / "short.toml"
    plan.write_text("steps = [{ kind = 'run', time = '0:20' }]")
    words = ("--runner", "ada", "--virtual", "--json", "--rate", "1000")
    status, out, _ = run(capsys, "run", str(plan), *words)
    runner = json.loads(out.splitlines()[0])["runner"]
    assert (status, runner["id"], runner["name"], runner["max_bpm"]) == (0, "ada", "Ada", 191)
    with Journal.open(journal_file(practice=True)) as journal:
        assert [row.runner for row in journal.sessions()] == ["ada"]
    assert not journal_file().exists()


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody sits before the program."""
    for stream in (sys.stdin, sys.stdout):
        monkeypatch.setattr(stream, "isatty", lambda: True)


@pytest.mark.usefixtures("terminal")
def test_who_only_practised_is_asked_all_the_same(runwalk_home: Path) -> None:
    assert is_first_start()
    record()
    assert is_first_start()


def test_health_is_asked_once_before_a_real_belt(runwalk_home: Path) -> None:
    assert is_health_open(who_runs(None))
    assert not is_health_open(who_runs(None, practice=True))
    note_health_asked("")
    assert not is_health_open(who_runs(None))
    save_profile("ada", Profile(name="Ada"))
    assert is_health_open(who_runs("ada")), "what one passed over was not asked of another"
    save_profile("ada", Profile(name="Ada", screening=Screening(heart=False)))
    assert not is_health_open(who_runs("ada"))


@pytest.mark.usefixtures("terminal")
def test_who_has_a_profile_or_wished_for_none_is_not_asked(runwalk_home: Path) -> None:
    use_runner("")
    assert not is_first_start()


@pytest.mark.usefixtures("terminal")
def test_who_is_in_the_settings_is_not_asked(runwalk_home: Path) -> None:
    runwalk_home.mkdir()
    settings_file().write_text("[runner]\nname = 'Bo'\n")
    assert not is_first_start()


def test_nobody_is_asked_without_a_terminal(runwalk_home: Path) -> None:
    assert not is_first_start()
