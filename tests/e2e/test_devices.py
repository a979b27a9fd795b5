"""The commands on devices, as a user runs them."""

import json
import signal
import time
from pathlib import Path

import pytest

from tests.e2e.program import begin, here, runwalk

HEART_RATE = b'"kind": "notify", "characteristic": "2A37"'


def test_devices_are_listed() -> None:
    ended = runwalk("devices", "--virtual", "--seconds", "1", "--json")
    assert ended.status == 0
    (rows,) = [json.loads(ended.out)]
    assert {row["kind"] for row in rows} == {"treadmill", "strap"}


def test_habits_are_listed_and_can_be_put_on_the_air() -> None:
    listed = runwalk("devices", "quirks")
    assert listed.status == 0
    lines = listed.out.splitlines()
    names = [line.split()[0] for line in lines[::2]]
    assert len(names) > 30
    assert all(line.startswith(" ") and "source: " in line for line in lines[1::2])
    assert [row["name"] for row in json.loads(here("devices", "quirks", "--json").out)] == names
    quirks = "quirks:start_is_toggle,no_control_point"
    ended = here("devices", "--virtual", quirks, "--rate", "20", "--seconds", "1")
    assert (ended.status, len(ended.out.splitlines())) == (0, 2)


def test_a_workout_is_recorded_with_what_was_written(tmp_path: Path) -> None:
    plan, trace = tmp_path / "plan.toml", tmp_path / "trace.jsonl"
    plan.write_text('title = "T"\nsteps = [ { kind = "walk", time = "0:05" } ]\n')
    ended = runwalk(
        "run", str(plan), "--virtual", "--headless", "--rate", "50", "--trace", str(trace)
    )
    assert ended.status == 0, ended
    lines = [json.loads(line) for line in trace.read_bytes().splitlines()]
    written = [line["hex"] for line in lines if line["kind"] == "write"]
    assert written[0] == "00"
    assert "07" in written
    assert {line.get("device") for line in lines} == {None, "treadmill", "strap"}
    again = runwalk("run", str(plan), "--virtual", "--headless", "--trace", str(trace))
    assert again.status == 2
    assert again.err.count("\n") == 1
    assert "another name" in again.err


@pytest.mark.parametrize("seconds", ["3", None])
def test_a_trace_ends_in_time_or_by_ctrl_c_and_can_be_played(
    tmp_path: Path, seconds: str | None
) -> None:
    trace = tmp_path / "trace.jsonl"
    limit = () if seconds is None else ("--seconds", seconds)
    with begin("devices", "trace", str(trace), "--virtual", "--rate", "10", *limit) as running:
        if seconds is None:
            end = time.monotonic() + 60
            while not trace.exists() or HEART_RATE not in trace.read_bytes():
                assert time.monotonic() < end
                time.sleep(0.05)
            running.send_signal(signal.SIGINT)
        out, errors = running.communicate(timeout=60)
    assert (running.returncode, errors) == (0, "")
    assert "of the treadmill" in out.splitlines()[-1]
    lines = [json.loads(line) for line in trace.read_bytes().splitlines()]
    assert "write" not in {line["kind"] for line in lines}
    listed = here("devices", "--virtual", f"trace:{trace}", "--rate", "10", "--json")
    assert {row["name"] for row in json.loads(listed.out)} == {"trace", "trace strap"}


def test_nobody_to_record_is_said_in_one_line_without_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", "unix:path=/nonexistent")
    ended = runwalk("devices", "trace", str(tmp_path / "trace.jsonl"))
    assert ended.status == 1
    assert len(ended.err.splitlines()) == 1
    assert "Bluetooth" in ended.err
    assert list(tmp_path.glob("*.jsonl")) == []


def test_the_doctor_finds_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", "unix:path=/nonexistent")
    ended = runwalk("devices", "doctor")
    assert (ended.status, ended.err) == (1, "")
    assert "!! d-bus" in ended.out
    assert ended.out.splitlines()[-1] == "1 problem to fix before you can run."
    found = json.loads(here("devices", "doctor", "--json").out)
    assert {"name", "level", "what", "remedy"} == found[0].keys()
    assert [one["name"] for one in found if one["level"] == "failure"] == ["d-bus"]


@pytest.mark.parametrize(
    "arguments",
    [
        ("devices", "trace"),
        ("devices", "trace", "x.jsonl", "--seconds", "0"),
        ("devices", "nonsense"),
        ("devices", "--virtual", "quirks:nonsense"),
    ],
)
def test_wrong_usage_is_one_line(arguments: tuple[str, ...]) -> None:
    ended = here(*arguments)
    assert ended.status == 2
    assert len(ended.err.splitlines()) == 1
