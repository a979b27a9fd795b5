"""The coach on the command line: follow, ask, run, tell, look back."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from runwalk_tui.cli import main
from runwalk_tui.config.paths import own_programmes_folder
from tests.e2e.program import Ended

Command = Callable[..., Ended]

SHORT = """
title = "Short"
about = "Two weeks, for a test."

[[weeks]]
[[weeks.workouts]]
times = 2
time = "6:00"
steps = [{ kind = "run", time = "1:00" }, { kind = "walk", time = "2:00" }]

[[weeks]]
[[weeks.workouts]]
steps = [{ kind = "run", time = "6:00" }]
"""


@pytest.fixture
def short() -> str:
    folder = own_programmes_folder()
    folder.mkdir(parents=True)
    (folder / "short.toml").write_text(SHORT)
    return "short"


@pytest.fixture
def runwalk(capsys: pytest.CaptureFixture[str]) -> Command:
    """Runs a command here, without a process of its own."""

    def run(*words: str) -> Ended:
        status = main(words)
        return Ended(status, *capsys.readouterr())

    return run


def _json(ended: Ended) -> Any:
    assert (ended.status, ended.err) == (0, ""), ended
    return json.loads(ended.out)


def test_a_programme_is_followed_run_told_of_and_looked_back_on(
    runwalk: Command, short: str
) -> None:
    programmes = _json(runwalk("programmes", "--json"))
    assert {"name": "c25k", "weeks": 9}.items() <= programmes[0].items()
    assert {row["name"] for row in programmes if row["own"]} == {short}
    assert "week 1" in runwalk("programmes", "follow", short).out
    today = _json(runwalk("today", "--json", "--practice"))
    assert (today["plan"], today["changes"]) == ("short:1.1", [])
    assert today["reason"]
    assert today["total_s"] == 360
    virtual = ("--virtual", "--headless", "--rate", "1000", "--json")
    eased = runwalk("tell", "check-in", "--soreness", "poor", "--practice")
    assert "More walking" in eased.out
    ended = runwalk("run", "today", *virtual)
    assert ended.status == 0
    steps = [event for event in ended.events if event["type"] == "StepBegan"]
    assert steps[1]["t"] - steps[0]["t"] == pytest.approx(40, abs=0.01), "as adjusted"
    meaning = runwalk("tell", "effort", "5", "--pain", "1", "--practice")
    assert "an effort of 5" in meaning.out
    assert "practice, which counts towards nothing" in meaning.out
    assert "kcal" in meaning.out, "the session's sums, as on the screen"
    (week,) = _json(runwalk("progress", "--json", "--practice"))
    assert (week["week"], week["effort"], week["sessions"]) == (1, 5, 1)
    assert week["total_s"] == pytest.approx(360, abs=1)
    assert week["load"] == pytest.approx(30, abs=0.2)
    assert week["mean_bpm"] > 60
    rest = _json(runwalk("today", "--json", "--practice"))
    assert (rest["plan"], rest["upcoming"]) == (None, short + ":1.1")
    assert rest["can_refuse"] == ["done-today"]
    refused = runwalk("run", "today", *virtual)
    assert (refused.status, refused.out) == (2, "")
    assert "a day of rest" in refused.err
    again = runwalk("today", "--overrule", "done-today", "--json", "--practice")
    assert json.loads(again.out)["plan"] == "short:1.1"
    assert "comes again: last time it was done in an easier form" in json.loads(again.out)["reason"]
    assert _json(runwalk("today", "--json"))["plan"] == "short:1.1", "nothing was run in earnest"
    assert _json(runwalk("progress", "--json")) == _json(runwalk("history", "--json")) == []
    (row,) = _json(runwalk("history", "--json", "--practice"))
    assert row["plan"] == "short:1.1", "its address, so that the position follows"
    assert "no more" in runwalk("programmes", "stop").out
    assert "follow no programme" in runwalk("programmes", "stop").out


def test_a_workout_can_be_put_off_and_another_day_asked_for(runwalk: Command) -> None:
    assert _json(runwalk("today", "--json"))["plan"] == "1-2"
    moved = runwalk("today", "--move", "tomorrow").out
    assert "You moved the next workout" in moved
    assert _json(runwalk("today", "--json"))["plan"] is None
    assert _json(runwalk("today", "--on", "2999-01-01", "--json"))["plan"] == "1-2"


def test_nobody_climbs_the_ladder_who_is_not_ready(runwalk: Command) -> None:
    runwalk("programmes", "follow", "comeback")
    assert "brisk walking" in _json(runwalk("today", "--json"))["reason"]
    ready = runwalk("tell", "ready", "--walks", "--no-swelling", "--cleared")
    assert "rung 1" in ready.out
    assert _json(runwalk("today", "--json"))["plan"] == "comeback:1.1"
    hurt = runwalk("tell", "check-in", "--pain", "6", "--where", "heel")
    assert "A day of rest" in hurt.out
    assert "pain of 6" in hurt.out


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (
            ("programmes", "follow", "c52k"),
            'c52k: no such programme; did you mean "c25k"?',
        ),
        (("programmes", "follow", "c25k", "--week", "10"), "--week 10 is not within 1 to 9"),
        (("programmes", "check", "nowhere.toml"), "nowhere.toml: no such file"),
        (("run", "c25k:10.1", "--headless"), "c25k:10.1: no such week"),
        (("today", "--overrule", "all"), "nothing in today's advice can be refused"),
        (("today", "--move", "someday"), "--move someday is not a day"),
        (("tell", "effort", "11"), "the effort 11 is not within 1 to 10"),
        (("tell", "effort", "5", "--feel", "6"), "--feel 6 is not within 1 to 5"),
        (("tell", "check-in", "--pain", "-1"), "--pain -1 is not within 0 to 10"),
    ],
)
def test_what_is_wrong_is_one_line(runwalk: Command, words: tuple[str, ...], line: str) -> None:
    ended = runwalk(*words)
    assert ended.status == 2
    assert len(ended.err.splitlines()) == 1
    assert line in ended.err


def test_without_a_session_there_is_nothing_to_tell_of(runwalk: Command) -> None:
    ended = runwalk("tell", "effort", "5")
    assert ended.status == 1
    assert "no session yet" in ended.err
    assert _json(runwalk("progress", "--json")) == []


def test_own_programmes_are_checked(runwalk: Command, short: str) -> None:
    file = own_programmes_folder() / f"{short}.toml"
    ended = runwalk("programmes", "check", str(file))
    assert ended.status == 0
    assert "Short, 2 weeks" in ended.out
    file.write_text(SHORT.replace("times = 2", "tiems = 2"))
    ended = runwalk("programmes", "check", str(file))
    assert (ended.status, ended.out) == (2, "")
    assert "weeks[0].workouts[0].tiems" in ended.err
    assert "cannot be used" in runwalk("programmes").out


@pytest.mark.parametrize(
    "words",
    [
        ("tell", "effort", "6.4"),
        ("tell", "effort", "6", "--pain", "3.5"),
        ("tell", "effort", "6.0"),
        ("tell", "check-in", "--pain", "1e0"),
        ("tell", "next-day", "--pain", "0.4"),
        ("programmes", "follow", "c25k", "--week", "2.5"),
    ],
)
def test_a_fraction_is_refused_and_not_rounded(runwalk: Command, words: tuple[str, ...]) -> None:
    ended = runwalk(*words)
    assert (ended.status, ended.out) == (2, "")
    assert f"'{words[-1]}' is not a whole number" in ended.err
    assert ended.err.count("\n") == 1


def test_a_doctors_warning_stands_before_any_workout(runwalk: Command, short: str) -> None:
    told = runwalk("tell", "check-in", "--pain", "2", "--where", "Brustbein", "--practice")
    assert "see a doctor" in told.out
    run = ("run", f"{short}:1.1", "--headless", "--virtual", "--rate", "1000")
    assert "pain in the chest: see a doctor first" in runwalk(*run).err
    assert "see a doctor" not in runwalk("tell", "doctor", "--practice").out
    assert "doctor" not in runwalk(*run).err


def test_a_place_that_is_not_known_is_said(runwalk: Command) -> None:
    told = runwalk("tell", "pain", "2", "--where", "xyz")
    assert "none of the places" in told.out
    known = runwalk("tell", "pain", "2", "--where", "Wade").out
    assert "none of the places" not in known
    assert "without a place" not in known
    assert "--where shin" in runwalk("tell", "pain", "2").out


def test_every_sentence_is_listed_with_its_rule(runwalk: Command) -> None:
    lines = runwalk("coach", "sentences").out.splitlines()
    assert len(lines) > 100
    assert any(line.startswith("chest, arm or jaw") for line in lines)
    assert {"name", "rule", "text"} == set(_json(runwalk("coach", "sentences", "--json"))[0])


def test_a_reading_at_rest_is_kept_and_says_what_it_means(runwalk: Command) -> None:
    words = _json(runwalk("heart", "--reading", "--virtual", "--rate", "500", "--json"))["says"]
    assert words.startswith("RMSSD ")
    assert "with a reading on each: 16" in words
    absent = runwalk("heart", "--reading", "--virtual", "--rate", "500", "--strap", "nobody")
    assert absent.status == 1
    assert "sends no R-R intervals" in absent.err


def test_a_line_for_a_partner_is_one_line(runwalk: Command) -> None:
    shared = runwalk("progress", "--share")
    assert (shared.status, shared.err) == (0, "")
    assert shared.out.endswith("no run yet\n")
    assert len(shared.out.splitlines()) == 1
