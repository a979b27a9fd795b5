"""Every command that opens a screen, in a real terminal."""

import json
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.e2e.program import here
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
        terminal.wait_for("mean", "fell", "the whole plan", within_s=40)
        terminal.press("q")
        assert terminal.status() == 0
    (row,) = json.loads(here("history", "--json").out)
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


def _until(holds: Callable[[], bool], within_s: float = 25) -> None:
    end = time.monotonic() + within_s
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.05)


def _outcome() -> str:
    (row,) = json.loads(here("history", "--json").out)
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
    ended = [event for event in here("replay", "--json").events if "belt_stopped" in event]
    assert [event["belt_stopped"] for event in ended] == [True]


def test_the_arm_screen_can_be_left_and_leaves_no_trace(short: str) -> None:
    with Terminal("run", short, "--virtual") as terminal:
        terminal.wait_for("safety key")
        terminal.press("q")
        assert terminal.status() == 0
    assert json.loads(here("history", "--json").out) == []


def test_the_heart_alone() -> None:
    with Terminal("heart", "--virtual", "--rate", "10") as terminal:
        terminal.wait_for("Virtual H10", "beats a minute", "84 %")
        terminal.press("q")
        assert terminal.status() == 0


def test_home_history_and_replay(short: str) -> None:
    assert here("run", short, "--virtual", "--headless", "--rate", "300").status == 0
    with Terminal("replay") as terminal:
        terminal.wait_for("1×", "pause")
        terminal.press("]]")
        terminal.wait_for("left in this run")
        terminal.press("q")
        assert terminal.status() == 0
    with Terminal() as terminal:
        terminal.wait_for("1:2, first steps", "enter")
        terminal.press("h")
        terminal.wait_for("Short", "finished")
        terminal.press("\x1b")
        terminal.wait_for("1:2, first steps")
        terminal.press("q")
        assert terminal.status() == 0
