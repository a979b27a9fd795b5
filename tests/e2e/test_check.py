"""The command that checks a treadmill at walking speed."""

import json
from pathlib import Path

import pytest

from tests.e2e.program import here, runwalk
from tests.e2e.terminal import Terminal


def check(*words: str, quirk: str = "") -> tuple[int, dict[str, object]]:
    virtual = ["--virtual", f"quirks:{quirk}"] if quirk else ["--virtual"]
    ended = here("devices", "check", *virtual, "--rate", "100", "--json", *words)
    sheet = json.loads(ended.out)
    assert isinstance(sheet, dict)
    return ended.status, sheet


def test_a_minute_at_walking_speed_tells_what_a_treadmill_can_do(tmp_path: Path) -> None:
    status, sheet = check()
    assert (status, sheet["good"], sheet["obeys"], sheet["stop_works"]) == (0, True, True, True)
    assert sheet["lag"] is not None
    plan = tmp_path / "walk.toml"
    plan.write_text('title = "T"\nsteps = [ { kind = "walk", time = "0:05" } ]\n')
    known = runwalk("run", str(plan), "--virtual", "--headless", "--json", "--rate", "500").events
    assert [event["type"] for event in known if event["type"].endswith("Began")] == ["StepBegan"]
    assert [row["plan"] for row in json.loads(here("history", "--practice", "--json").out)] == [
        "walk"
    ]


@pytest.mark.parametrize("quirk", ["data_in_mph", "targets_in_mph,data_in_mph"])
def test_other_units_are_converted_only_if_the_runner_says_so(quirk: str) -> None:
    status, sheet = check(quirk=quirk)
    assert (status, sheet["good"], sheet["accepted"]) == (1, False, False)
    status, sheet = check("--accept", quirk=quirk)
    assert (status, sheet["good"], sheet["accepted"]) == (0, True, True)
    assert sheet["verified"]
    assert sheet["lag"] is not None, "the whole minute was walked"


def test_a_belt_that_does_not_start_ends_the_check() -> None:
    status, sheet = check(quirk="success_but_ignored")
    assert (status, sheet["good"], sheet["obeys"]) == (1, False, None)


def test_in_words() -> None:
    ended = runwalk("devices", "check", "--virtual", "--rate", "100")
    assert ended.status == 0
    assert "It obeys, in km/h." in ended.out
    assert "Stop stops it" in ended.out
    ended = here("devices", "check", "--virtual", "quirks:no_control_point", "--rate", "100")
    assert ended.status == 1
    assert "only reports" in ended.out


def test_a_start_before_each_speed_is_tried_only_with_the_runners_word() -> None:
    spec = ("--virtual", "quirks:needs_preamble", "--rate", "100")
    ended = here("devices", "check", *spec)
    assert ended.status == 1, "nobody is there to ask"
    assert "It obeyed once, then no more" in ended.out
    assert "--try-start" in ended.out
    with Terminal("devices", "check", *spec, lines=60) as terminal:
        terminal.wait_for("[y/N]")
        terminal.press("y\r")
        terminal.wait_for("as you set it")
        assert terminal.status() == 0
