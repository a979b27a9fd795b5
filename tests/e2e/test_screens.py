"""Every command that opens a screen, in a real terminal."""

import json
import os
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from runwalk_tui.config.profiles import use_runner
from tests.e2e.program import COMMAND, here
from tests.e2e.terminal import Terminal

SHORT = """
title = "Short"
steps = [
    { kind = "warm-up", time = "0:30" },
    { kind = "run", time = "1:00" },
    { kind = "walk", time = "1:00" },
    { kind = "run", time = "1:00" },
    { kind = "cool-down", time = "0:30", speed = 4.0 },
]
"""


@pytest.fixture
def short(tmp_path: Path) -> str:
    file = tmp_path / "short.toml"
    file.write_text(SHORT)
    return str(file)


def test_a_workout_from_the_arm_screen_to_the_summary(short: str) -> None:
    with Terminal("run", short, "--virtual", "--rate", "30") as terminal:
        terminal.wait_for("Short", "Virtual F80", "Virtual H10", "Press Enter")
        terminal.press("\r")
        terminal.wait_for("left in this warm-up", "s STOP")
        terminal.wait_for("left in this run", "asked 8.5")
        terminal.press(" ")
        terminal.wait_for("you paused", "pause · confirmed")
        terminal.press(" ")
        terminal.wait_for("left in this walk", within_s=30)
        terminal.wait_for("mean", "fell", "the whole plan")
        terminal.press("q")
        assert terminal.status() == 0
    (row,) = json.loads(here("history", "--practice", "--json").out)
    assert row["outcome"] == "finished"
    assert row["active_s"] == pytest.approx(240, abs=0.01)


def test_quitting_in_the_middle_stops_the_belt_first() -> None:
    with Terminal("run", "1-2", "--virtual", "--rate", "30") as terminal:
        terminal.wait_for("Virtual F80", "Press Enter")
        terminal.press("\r")
        terminal.wait_for("asked 6.0")
        terminal.resize(120, 40)
        terminal.wait_for("left in this")
        terminal.resize(60, 16)
        terminal.press("q")
        assert terminal.status() == 0
    _the_belt_was_stopped("stopped")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_closed_terminal_stops_the_belt_first(number: signal.Signals) -> None:
    with Terminal("run", "1-2", "--virtual", "--rate", "30") as terminal:
        terminal.wait_for("Virtual F80", "Press Enter")
        terminal.press("\r")
        terminal.wait_for("asked 6.0")
        terminal.kill(number)
        assert terminal.status() == 0
    assert _outcome() == "stopped"


def test_a_terminal_closed_in_a_workout_from_the_home_screen_ends_the_program(
    runwalk_home: Path,
) -> None:
    use_runner("")
    with Terminal("--virtual", "--rate", "30") as terminal:
        terminal.wait_for("1:2, first steps", "enter")
        terminal.press("\r")
        terminal.wait_for("How did you sleep")
        for key in "1110":
            terminal.press(key)
            time.sleep(0.3)
        terminal.wait_for("enter go")
        terminal.press("\r")
        terminal.wait_for("Virtual F80", "Press Enter")
        terminal.press("\r")
        terminal.wait_for("left in this")
        terminal.vanish()
        _until(lambda: not terminal.is_running())
    _the_belt_was_stopped("stopped")
    log = runwalk_home / "logs" / "runwalk.log"
    assert "Traceback" not in (log.read_text() if log.exists() else "")


def test_octets_that_are_no_text_change_nothing() -> None:
    no_text = (b"\xe4", b"\xff\xfe", b"\x1b[M !!", b"\x1b[M \xf0\xf1")
    with Terminal("run", "1-2", "--virtual", "--rate", "10") as terminal:
        terminal.wait_for("Virtual F80", "Press Enter")
        for octets in no_text:
            terminal.send(octets)
        terminal.press("\r")
        terminal.wait_for("asked 6.0")
        for octets in no_text:
            terminal.send(octets)
            time.sleep(0.3)
            terminal.wait_for("left in this")
            assert "paused" not in terminal.text
        terminal.press("q")
        assert terminal.status() == 0
    _the_belt_was_stopped("stopped")


PACKET = b"D%s%s"


def test_a_page_that_stops_reading_does_not_hold_up_the_belt(
    short: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TEXTUAL_DRIVER", "textual.drivers.web_driver:WebDriver")
    command = [*COMMAND, "run", short, "--virtual", "--rate", "80"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as page:
        assert page.stdin is not None
        assert page.stdout is not None
        seen = b""
        while b"Press Enter" not in seen:
            seen += os.read(page.stdout.fileno(), 4096)
        page.stdin.write(PACKET % ((1).to_bytes(4, "big"), b"\xe4"))
        page.stdin.write(PACKET % ((1).to_bytes(4, "big"), b"\r"))
        page.stdin.flush()
        _until(lambda: _outcome() == "finished")
        page.send_signal(signal.SIGTERM)
        assert page.wait(timeout=60) == 0
        page.stdout.close()
    _the_belt_was_stopped("finished")


def test_a_page_whose_server_is_gone_stops_the_belt(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TEXTUAL_DRIVER", "textual.drivers.web_driver:WebDriver")
    command = [*COMMAND, "run", "1-2", "--virtual", "--rate", "10"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as page:
        assert page.stdin is not None
        assert page.stdout is not None
        seen = b""
        while b"Press Enter" not in seen:
            seen += os.read(page.stdout.fileno(), 4096)
        page.stdin.write(PACKET % ((1).to_bytes(4, "big"), b"\r"))
        page.stdin.flush()
        while b"left in this" not in seen:
            seen += os.read(page.stdout.fileno(), 4096)
        page.stdin.close()
        page.stdout.close()
        assert page.wait(timeout=60) == 0
    _the_belt_was_stopped("stopped")


def test_without_a_terminal_a_screen_is_refused_in_one_line() -> None:
    ended = subprocess.run(
        COMMAND, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60
    )
    assert (ended.returncode, ended.stdout) == (2, "")
    (line,) = ended.stderr.splitlines()
    assert "needs a terminal" in line


@pytest.mark.parametrize(
    "words",
    [("run", "1-2", "--virtual"), ("heart", "--virtual"), ("replay",), ("devices", "screen")],
    ids=" ".join,
)
def test_nor_does_a_command_show_one(words: tuple[str, ...]) -> None:
    ended = here(*words)
    assert (ended.status, ended.out) == (2, "")
    (line,) = ended.err.splitlines()
    assert "needs a terminal" in line


def _until(holds: Callable[[], bool], within_s: float = 60) -> None:
    end = time.monotonic() + within_s
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.05)


def _outcome() -> str:
    rows = json.loads(here("history", "--practice", "--json").out)
    (row,) = rows or [{"outcome": "not recorded yet"}]
    return str(row["outcome"])


def test_a_terminal_that_vanishes_does_not_leave_the_belt_running() -> None:
    with Terminal("run", "1-2", "--virtual", "--rate", "30") as terminal:
        terminal.wait_for("Virtual F80", "Press Enter")
        terminal.press("\r")
        terminal.wait_for("asked 6.0")
        terminal.vanish()
        _until(lambda: not terminal.is_running())
    _the_belt_was_stopped("stopped")


def test_a_terminal_that_takes_nothing_does_not_hold_up_the_belt(short: str) -> None:
    with Terminal("run", short, "--virtual", "--rate", "80") as terminal:
        terminal.wait_for("Virtual F80", "Press Enter")
        terminal.press("\r")
        terminal.wait_for("left in this warm-up")
        _until(lambda: _outcome() == "finished")
        terminal.kill(signal.SIGTERM)
        _until(lambda: not terminal.is_running())
    _the_belt_was_stopped("finished")


def _the_belt_was_stopped(outcome: str) -> None:
    assert _outcome() == outcome
    ended = [
        event for event in here("replay", "--practice", "--json").events if "belt_stopped" in event
    ]
    assert [event["belt_stopped"] for event in ended] == [True]


def test_the_arm_screen_can_be_left_and_leaves_no_trace(short: str) -> None:
    with Terminal("run", short, "--virtual") as terminal:
        terminal.wait_for("Safety key")
        terminal.press("q")
        assert terminal.status() == 0
    assert json.loads(here("history", "--practice", "--json").out) == []


def test_the_heart_alone() -> None:
    with Terminal("heart", "--virtual", "--rate", "10") as terminal:
        terminal.wait_for("Virtual H10", "beats a minute", "84 %")
        terminal.press("q")
        assert terminal.status() == 0


def test_home_history_and_replay(short: str) -> None:
    assert here("run", short, "--virtual", "--headless", "--rate", "300").status == 0
    with Terminal("replay", "--practice") as terminal:
        terminal.wait_for("1×", "pause")
        terminal.press("]")
        terminal.wait_for("left in this run")
        terminal.press("q")
        assert terminal.status() == 0
    use_runner("")
    with Terminal("--virtual") as terminal:
        terminal.wait_for("1:2, first steps", "h history", "PRACTICE")
        terminal.press("h")
        terminal.wait_for("Short", "finished")
        terminal.press("\x1b")
        terminal.wait_for("1:2, first steps")
        terminal.press("q")
        assert terminal.status() == 0
