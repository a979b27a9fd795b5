"""A workout without a screen: what it prints, what it records, and how it can be ended."""

import json
import random
import signal
import subprocess
import time
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.program import begin, here, runwalk

SHORT = """
title = "Short"
steps = [
    { kind = "warm-up", time = "0:20" },
    { repeat = 3, steps = [ { kind = "run", time = "0:30" }, { kind = "walk", time = "0:30" } ] },
    { kind = "cool-down", time = "0:20", speed = 4.0 },
]
"""


@pytest.fixture
def short(tmp_path: Path) -> str:
    file = tmp_path / "short.toml"
    file.write_text(SHORT)
    return str(file)


def _of(events: list[dict[str, Any]], kind: str) -> list[dict[str, Any]]:
    return [event for event in events if event["type"] == kind]


def test_a_whole_workout_is_driven_recorded_and_replayed() -> None:
    ended = runwalk("run", "1-2", "--virtual", "--headless", "--rate", "500", "--json")
    assert (ended.status, ended.err) == (0, "")
    events = ended.events
    times = [event["t"] for event in events]
    assert times == sorted(times)
    steps = _of(events, "StepBegan")
    check, *asked = _of(events, "SpeedAsked")
    assert check["speed_kmh"] == 2.0, "the first time on a treadmill begins with a walk"
    assert check["t"] < _of(events, "MachineChecked")[0]["t"] == steps[0]["t"]
    assert len(steps) == 15
    assert len(asked) == len(steps)
    boundaries = [event for event in events if event["type"] in ("StepBegan", "SpeedAsked")][1:]
    for step, wish in zip(boundaries[::2], boundaries[1::2], strict=True):
        assert (step["type"], wish["type"]) == ("StepBegan", "SpeedAsked")
        assert wish["speed_kmh"] == step["speed_kmh"]
    confirmed = [
        event["value"]
        for event in _of(events, "CommandProgressed")
        if (event["command"], event["stage"]) == ("speed", "confirmed")
    ]
    assert confirmed == [2.0, *(step["speed_kmh"] for step in steps)]
    for began, following in pairwise(steps):
        lasted = following["t"] - began["t"]
        assert lasted == pytest.approx(round(lasted / 60) * 60, abs=1e-6)
    (end,) = (at for at, event in enumerate(events) if event["type"] == "SessionEnded")
    assert {event["type"] for event in events[end + 1 :]} <= {"CueDue"}
    (row,) = json.loads(here("history", "--practice", "--json").out)
    assert (row["plan"], row["outcome"]) == ("1-2", "finished")
    replayed = here("replay", "--practice", "--headless", "--json")
    assert replayed.out == ended.out


def test_the_second_workout_knows_the_treadmill(short: str) -> None:
    words = ("run", short, "--virtual", "--headless", "--rate", "500", "--json")
    first, second = here(*words), runwalk(*words)
    assert (first.status, second.status) == (0, 0)
    assert len(_of(first.events, "CheckBegan")) == 1
    assert _of(second.events, "CheckBegan") == []
    (known,) = _of(second.events, "MachineKnown")
    assert known["checked"] is True
    assert known["samples"] >= 6
    other = here("run", short, "--virtual", "quirks:data_in_mph", *words[3:])
    assert len(_of(other.events, "CheckBegan")) == 1, "another treadmill"


def test_units_that_nobody_agreed_to_end_a_session_without_a_screen(short: str) -> None:
    virtual = ("--virtual", "quirks:targets_in_mph", "--headless", "--rate", "100")
    ended = here("run", short, *virtual, "--json")
    assert ended.status == 1
    assert len(ended.err.splitlines()) == 1
    assert "miles per hour" in ended.err
    assert [event["speed_kmh"] for event in _of(ended.events, "SpeedAsked")] == [2.0]
    assert _of(ended.events, "StepBegan") == []
    assert _of(ended.events, "SessionEnded")[0]["belt_stopped"] is True


def test_words_tell_a_person_what_happens(short: str) -> None:
    ended = here("run", short, "--virtual", "--headless", "--rate", "200")
    assert ended.status == 0
    lines = ended.out.splitlines()
    assert "Short" in lines[0]
    assert sum("Run, 30 seconds" in line for line in lines) == 3
    assert any("finished, the belt has stopped" in line for line in lines)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_a_signal_stops_the_belt_before_the_program_ends(
    short: str, number: signal.Signals
) -> None:
    with begin("run", short, "--virtual", "--headless", "--rate", "20", "--json") as running:
        events = _read_until(running, "SpeedAsked")
        running.send_signal(signal.SIGTSTP)
        running.send_signal(number)
        assert running.stdout is not None
        events += [json.loads(line) for line in running.stdout]
        _, errors = running.communicate(timeout=60)
        (end,) = _of(events, "SessionEnded")
        assert end["belt_stopped"] is True
        assert end["outcome"] == "stopped"
        assert events.index(_of(events, "StopAsked")[0]) < events.index(end)
        assert (running.returncode, errors) == (0, "")


def test_a_reader_that_goes_away_does_not_leave_the_belt_running(short: str) -> None:
    with begin("run", short, "--virtual", "--headless", "--rate", "20") as running:
        assert running.stdout is not None
        while "asked for" not in running.stdout.readline():
            pass
        running.stdout.close()
        assert running.wait(timeout=60) == 0
        (row,) = json.loads(here("history", "--practice", "--json").out)
        assert row["outcome"] == "stopped"


def test_stop_from_outside_ends_the_session_and_its_belt(short: str) -> None:
    with begin("run", short, "--virtual", "--headless", "--rate", "5", "--json") as running:
        _read_until(running, "SpeedAsked")
        ended = runwalk("stop")
        assert ended.status == 0, ended
        assert "stopped its belt" in ended.out
        running.communicate(timeout=60)
        assert running.returncode == 0


def test_what_was_recorded_survives_a_kill_at_any_moment(short: str) -> None:
    pick = random.Random(7)
    for _ in range(2):
        with begin("run", short, "--virtual", "--headless", "--rate", "60", "--json") as running:
            printed = _read_until(running, "StepBegan")
            time.sleep(pick.uniform(0.0, 1.0))
            running.kill()
            assert running.stdout is not None
            out = running.stdout.read()
            running.communicate()
            printed += [json.loads(line) for line in out.splitlines() if line.endswith("}")]
            newest = json.loads(here("history", "--practice", "--json").out)[0]
            assert newest["outcome"] == "unfinished"
            kept = here("replay", str(newest["id"]), "--practice", "--headless", "--json").events
            assert kept == printed[: len(kept)]
            assert kept[-1]["t"] >= printed[-1]["t"] - 60


def _read_until(running: "subprocess.Popen[str]", kind: str) -> list[dict[str, Any]]:
    """What was printed until an event of ``kind`` was."""
    assert running.stdout is not None
    events: list[dict[str, Any]] = []
    for line in running.stdout:
        events.append(json.loads(line))
        if events[-1]["type"] == kind:
            return events
    raise AssertionError(f"ended without {kind}: {events[-3:]}")


def test_a_treadmill_that_lets_nobody_in_is_given_up_in_one_line() -> None:
    virtual = ("--virtual", "quirks:single_central:inf", "--rate", "200")
    ended = runwalk("run", "1-2", "--headless", *virtual)
    assert ended.status == 1
    assert len(ended.err.splitlines()) == 1
    assert "close that app" in ended.err
    assert json.loads(here("history", "--practice", "--json").out) == []


def test_without_an_adapter_there_is_one_line_that_says_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", "unix:path=/nonexistent")
    ended = runwalk("run", "1-2", "--headless")
    assert ended.status == 1
    assert len(ended.err.splitlines()) == 1
    assert "Bluetooth" in ended.err
    assert json.loads(here("history", "--practice", "--json").out) == []


def test_a_whole_workout_on_a_walking_pad() -> None:
    ended = runwalk("run", "1-2", "--virtual", "pad", "--headless", "--rate", "1000", "--json")
    assert ended.status == 0
    steps = _of(ended.events, "StepBegan")
    assert len(steps) == 15
    assert max(event["speed_kmh"] for event in steps) == 6.0, "as fast as the pad can be"
    assert _of(ended.events, "SessionEnded")[0]["belt_stopped"]


def test_a_pod_beside_the_treadmill_is_recorded_and_kept() -> None:
    ended = runwalk("run", "1-2", "--virtual", "treadmill+pod", "--headless", "--rate", "1000")
    assert (ended.status, ended.err) == (0, "")
    assert "pod Virtual Pod up" in ended.out
    assert ended.out.splitlines()[-1].endswith("The safety key is faster")
    replayed = here("replay", "last", "--practice", "--json")
    readings = _of(replayed.events, "PodReading")
    assert len(readings) > 1600
    assert max(reading["cadence_spm"] for reading in readings) > 150
    known = here("devices", "show", "Virtual Pod", "--virtual", "treadmill+pod", "--json")
    (pod,) = known.events
    assert (pod["kind"], pod["one_foot"]) == ("pod", False)
    assert abs(pod["belts"][0]["factor"] - 1) < 0.01


def test_a_whole_workout_on_a_rower() -> None:
    ended = runwalk("run", "1-2", "--virtual", "rower", "--headless", "--rate", "1000")
    assert (ended.status, ended.err) == (0, "")
    assert "rower Virtual Rower up" in ended.out
    assert ended.out.count("Work, 1 minute") == 7
    assert ended.out.rstrip().endswith("finished")
    assert "belt" not in ended.out
