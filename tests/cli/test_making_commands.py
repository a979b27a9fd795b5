"""Plans made by command, and the sums of a Magic Mile."""

import json
from pathlib import Path

import pytest

from runwalk_tui.cli import main
from runwalk_tui.coaching.workout_choice import plan_named
from runwalk_tui.config.effective import personal
from runwalk_tui.config.settings import Settings
from tests.e2e.program import Ended

Capture = pytest.CaptureFixture[str]


def run(capture: Capture, *words: str) -> Ended:
    status = main(words)
    said = capture.readouterr()
    return Ended(status, said.out, said.err)


def test_a_plan_is_made_and_never_overwritten_by_accident(
    capsys: Capture, runwalk_home: Path
) -> None:
    made = run(capsys, "plans", "new", "mine", "--ratio", "2:1", "--total", "30:00")
    assert (made.status, made.err) == (0, "")
    name, title, *_ = made.out.splitlines()
    file = runwalk_home / "plans" / "mine.toml"
    assert name == str(file)
    assert title.startswith("2:1 ")
    assert run(capsys, "plans", "check", name).status == 0
    entries = json.loads(run(capsys, "plans", "--json").out)
    (entry,) = [entry for entry in entries if entry["name"] == "mine"]
    assert (entry["total_s"], entry["own"]) == (1800, True)
    before = file.read_text()
    for again in (["mine", "--ratio", "1:1"], ["1-2", "--ratio", "1:2"]):
        refused = run(capsys, "plans", "new", *again)
        assert (refused.status, refused.out) == (2, "")
        assert len(refused.err.splitlines()) == 1
        assert "already; choose another name, or add --force" in refused.err
    assert file.read_text() == before
    assert run(capsys, "plans", "new", "mine", "--ratio", "1:1", "--force").status == 0
    assert file.read_text() != before


def test_every_option_counts(capsys: Capture, runwalk_home: Path) -> None:
    options = {
        "--pattern": "sprints",
        "--ratio": "20/60,40/90",
        "--repeats": "6",
        "--warm-up": "6:00",
        "--cool-down": "7 min",
        "--walk": "4.5",
        "--run": "6:40",
        "--surge": "11.5",
        "--incline": "-1.5",
        "--title": "Bursts",
    }
    words = [word for option in options.items() for word in option]
    assert run(capsys, "plans", "new", "bursts", *words).status == 0
    text = (runwalk_home / "plans" / "bursts.toml").read_text()
    assert 'title = "Bursts"' in text
    assert 'kind = "surge", time = "40 s", speed = 11.5, incline = -1.5' in text
    assert 'kind = "walk", time = "1:30", speed = 4.5' in text
    assert 'kind = "run"\ntime = "3:00"\nspeed = 9' in text
    assert 'time = "6:00"' in text
    assert 'time = "7:00"\nspeed = 4.5\nincline = 0' in text


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (["x", "--ratio", "11:1"], "plans new: --ratio: 11:1 is not within 1:4 and 10:1"),
        (["x", "--warm-up", "soon"], "plans new: --warm-up: 'soon' is not a time"),
        (["x", "--incline", "steep"], "plans new: --incline: 'steep' is not an incline"),
        (["x", "--pattern", "sprnt"], 'did you mean "sprints"?'),
        (["x", "--total"], "--total: the value is missing"),
        (["../x", "--total", "30:00"], "plans new: NAME: '../x' is not a file name"),
        (["--total", "30:00"], "plans new: NAME: is missing; call it something"),
        (["x"], "plans new: no screen here; give a pattern, as in --ratio 2:1"),
    ],
)
def test_what_cannot_be_made_is_one_line(capsys: Capture, words: list[str], line: str) -> None:
    ended = run(capsys, "plans", "new", *words)
    assert (ended.status, ended.out) == (2, "")
    assert len(ended.err.splitlines()) == 1
    assert line in ended.err


def test_the_sums_of_a_mile(capsys: Capture) -> None:
    sums = json.loads(run(capsys, "magic-mile", "9:30", "--json").out)
    assert sums["pace_s_per_mile"] == {
        "5k": 603,
        "10k": 655.5,
        "10mi": 669.75,
        "half": 684,
        "marathon": 741,
        "long_run": 861,
    }
    assert sums["ratio"] == {"run_s": 30, "walk_s": 30}
    assert json.loads(run(capsys, "magic-mile", "570", "--json").out) == sums
    words = run(capsys, "magic-mile", "9:30").out
    assert "marathon          7:40 /km   5:23:48" in words
    assert "run 30 s, walk 30 s (or 20/20, 15/15 s)" in words


def test_a_race_has_pace_ratio_belt_speeds_splits_and_a_taper(capsys: Capture) -> None:
    plan = json.loads(run(capsys, "race", "10k", "--mile", "9:30", "--json").out)
    assert (plan["pace_s_per_mile"], plan["heat_s_per_mile"]) == (655.5, 0)
    assert plan["ratios"][0] == {"run_s": 60, "walk_s": 30, "run_kmh": 10.8}
    assert len(plan["splits"]) == 10
    assert plan["splits"][-1]["s"] == plan["finish_s"] == pytest.approx(4073, abs=1)
    words = run(capsys, "race", "marathon", "--mile", "9:30", "--celsius", "24").out
    assert "1:26 a mile slower" in words
    assert "41% to 60% less" in words
    assert "--celsius" in run(capsys, "race", "half", "--mile", "9:30").out
    none = run(capsys, "race", "half")
    assert none.status == 2
    assert "race: No Magic Mile is known" in none.err
    assert run(capsys, "race", "5k", "--mile", "1:00").status == 2
    assert run(capsys, "race", "5k", "--celsius", "80", "--mile", "9:30").status == 2
    run(capsys, "magic-mile", "9:30", "--keep")
    assert json.loads(run(capsys, "race", "10k", "--json").out) == plan


def test_a_goal_asks_for_a_mile_and_is_refused_where_none_leads_to_it(capsys: Capture) -> None:
    words = run(capsys, "race", "half", "--goal", "2:00:00", "--mile", "9:30").out
    assert "half marathon in 2:00:00: that takes a Magic Mile in 7:38" in words
    assert "Your Magic Miles predict 2:29:27" in words
    alone = json.loads(run(capsys, "race", "half", "--goal", "2:00:00", "--json").out)
    assert alone["finish_s"] == pytest.approx(7200, abs=0.1)
    assert "race: 8:00 is not within" in run(capsys, "race", "half", "--goal", "8:00").err
    assert "race: soon is not the time" in run(capsys, "race", "5k", "--goal", "soon").err


def test_a_target_is_that_of_a_mile(capsys: Capture) -> None:
    refused = run(capsys, "run", "1-2", "--headless", "--target", "9:30")
    assert refused.status == 2
    assert "--target is that of a mile" in refused.err
    mine = personal(Settings())
    told = plan_named("magic-mile@9:30", mine)
    assert [step.speed_kmh for step in told.steps if step.timed] == [10.2]
    assert "10.2 km/h (9:28), your target" in told.about
    first = plan_named("magic-mile", mine)
    assert [step.speed_kmh for step in first.steps if step.timed] == [8.9]
    capped = plan_named("magic-mile@7:00", mine)
    assert [step.speed_kmh for step in capped.steps if step.timed] == [12.0]
    assert "your cap" in capped.about


def test_the_ten_minutes_begin_by_what_is_known(capsys: Capture) -> None:
    mine = personal(Settings())
    first = plan_named("ten-minutes", mine)
    assert [step.speed_kmh for step in first.steps if step.duration_s == 600] == [8.5]
    run(capsys, "magic-mile", "9:30", "--keep")
    then = plan_named("ten-minutes", mine)
    assert [step.speed_kmh for step in then.steps if step.duration_s == 600] == [9.7]


def test_miles_are_kept_when_that_is_wished_and_compared(capsys: Capture) -> None:
    run(capsys, "magic-mile", "9:00")
    assert json.loads(run(capsys, "magic-mile", "--json").out) == []
    assert "No Magic Mile yet" in run(capsys, "magic-mile").out
    for mile in ("9:30", "9:12", "9:20"):
        assert run(capsys, "magic-mile", mile, "--keep").status == 0
    rows = json.loads(run(capsys, "magic-mile", "--json").out)
    assert [(row["mile_s"], row["best"]) for row in rows] == [
        (570, False),
        (552, True),
        (560, False),
    ]
    assert rows[0]["pace_s_per_mile"]["long_run"] == 861
    first, second, third = run(capsys, "magic-mile").out.splitlines()
    assert "best" in second
    assert ("9:12  -0:18" in second, "9:20  +0:08" in third) == (True, True)
    assert "best" not in first + third


@pytest.mark.parametrize("time", ["soon", "0", "-5", "2:00", "31:00", "9:99", "nan", "1e999", ""])
def test_no_mile_takes_that_long(capsys: Capture, time: str) -> None:
    ended = run(capsys, "magic-mile", time)
    assert (ended.status, ended.out) == (2, "")
    assert len(ended.err.splitlines()) == 1
    assert f"magic-mile: '{time}' is not" in ended.err
