"""Workouts of other programs imported as plans, by command."""

from datetime import date
from pathlib import Path

import pytest

from runwalk_tui.config.settings import Settings
from runwalk_tui.exchange.foreign import Answers
from runwalk_tui.exchange.plan_import import draft_plan
from runwalk_tui.known_devices.known_treadmill import KnownTreadmill
from runwalk_tui.plans.loader import load_plan
from tests.cli.test_making_commands import Capture, run
from tests.e2e.program import Ended

TEMPO = (
    "<workout_file><name>Tempo 3 x 2!</name><sportType>run</sportType><workout>"
    '<IntervalsT Repeat="3" OnDuration="120" OffDuration="60" OnPower="0.9" OffPower="0.5" '
    'pace="1"/></workout></workout_file>'
)
SAID = ("--lengths", "seconds", "--mile", "9:30")


@pytest.fixture
def tempo(tmp_path: Path) -> Path:
    file = tmp_path / "from-zwift.zwo"
    file.write_text(TEMPO)
    return file


def refused(ended: Ended, words: str) -> None:
    assert (ended.status, len(ended.err.splitlines())) == (2, 1)
    assert words in ended.err


def test_a_workout_is_shown_with_what_was_assumed_and_kept(
    capsys: Capture, tempo: Path, runwalk_home: Path
) -> None:
    done = run(capsys, "plans", "import", str(tempo), *SAID, "--yes")
    assert (done.status, done.err) == (0, "")
    assert "km/h └" in done.out
    assert "- Lengths are read as seconds, as you said." in done.out
    assert "- Your 5 km pace is taken as 9.6 km/h, by your mile." in done.out
    file = runwalk_home / "plans" / "tempo-3-x-2.toml"
    assert done.out.splitlines()[-1] == str(file)
    assert "repeat = 3" in file.read_text()
    plan = load_plan(file, Settings())
    assert plan.about == "Imported from a Zwift workout, from-zwift.zwo."
    assert [step.planned_s for step in plan.steps] == [120, 60] * 3


def test_without_a_terminal_an_open_question_is_one_line(
    capsys: Capture, tempo: Path, runwalk_home: Path
) -> None:
    ended = run(capsys, "plans", "import", str(tempo), "--mile", "9:30", "--yes")
    refused(ended, "seconds or metres; say it with --lengths seconds or --lengths metres")
    ended = run(capsys, "plans", "import", str(tempo), *SAID)
    refused(ended, "nothing is kept without a yes; add --yes")
    assert not (runwalk_home / "plans").exists()


def test_all_that_is_open_is_said_at_once(capsys: Capture, tempo: Path) -> None:
    ended = run(capsys, "plans", "import", str(tempo), "--yes")
    refused(ended, "--mile")
    assert "--lengths seconds" in ended.err


def test_run_and_check_of_another_programs_workout_name_the_import(
    capsys: Capture, tempo: Path
) -> None:
    for words in (("run", str(tempo), "--headless"), ("plans", "show", str(tempo))):
        refused(run(capsys, *words), "'runwalk plans import FILE'")


def test_a_known_magic_mile_answers_for_itself(capsys: Capture, tempo: Path) -> None:
    assert run(capsys, "magic-mile", "9:30", "--keep").status == 0
    done = run(capsys, "plans", "import", str(tempo), "--lengths", "seconds", "--yes")
    assert f"- Your mile is your Magic Mile of {date.today()}." in done.out
    assert "pace is taken as 9.6 km/h" in done.out


def test_a_plan_is_replaced_by_force_only(capsys: Capture, tempo: Path) -> None:
    words = ("plans", "import", str(tempo), *SAID, "--yes")
    assert run(capsys, *words).status == 0
    refused(
        run(capsys, *words), "a plan tempo-3-x-2 already; choose another --name, or add --force"
    )
    refused(run(capsys, *words, "--name", "1-2"), "a plan 1-2 already")
    assert run(capsys, *words, "--name", "again").status == 0
    assert run(capsys, *words, "--force").status == 0


@pytest.mark.parametrize(
    ("option", "text", "words"),
    [
        ("--lengths", "feet", "write seconds or metres"),
        ("--speeds", "knots", "write km/h or mph"),
        ("--mile", "1:00", "is not a mile time"),
        ("--mile", "fast", "is not a time"),
        ("--threshold", "nan", "write it like 8.5"),
        ("--open", "0", "is not a time"),
        ("--name", "../x", "is not a file name"),
    ],
)
def test_an_option_that_makes_no_sense_is_one_line(
    capsys: Capture, tempo: Path, option: str, text: str, words: str
) -> None:
    refused(run(capsys, "plans", "import", str(tempo), option, text, "--yes"), words)


def test_what_is_beyond_the_belt_and_the_cap_is_said(tempo: Path) -> None:
    belt = KnownTreadmill(address="00:11", name="Pad", minimum_kmh=5.5, maximum_kmh=8.0)
    answers = Answers(lengths="seconds", mile_s=480)
    settings = Settings(cap_kmh=9.5)
    notes = draft_plan(tempo, answers, settings, machines=(belt,)).notes
    assert "3 of 6 steps are faster than Pad goes; there they will run at 8 km/h" in notes
    assert "3 of 6 steps are faster than your cap of 9.5 km/h; the belt will keep to the cap" in (
        notes
    )


def test_the_check_of_plans_says_how_to_import_it(capsys: Capture, tempo: Path) -> None:
    refused(run(capsys, "plans", "check", str(tempo)), "'runwalk plans import FILE'")
    tempo.unlink()
    refused(run(capsys, "plans", "check", str(tempo)), "no such file")
