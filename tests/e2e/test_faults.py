"""A fault in one part of the program, planted to show while the belt runs."""

import subprocess
import sys
from pathlib import Path

import pytest

from runwalk_tui.config.paths import journal_file
from runwalk_tui.journal.reader import Journal
from runwalk_tui.workout.events import SessionEnded
from tests.e2e.terminal import Terminal

FAULTY = "tests.e2e.faulty"
GIVES_BACK = "\x1b[?1049l"
"""What takes a terminal back from the screen of an application."""


def last_word() -> SessionEnded:
    """How the recorded session ended."""
    with Journal.open(journal_file(practice=True)) as journal:
        events = list(journal.events(journal.find().id))
    (end,) = [event for event in events if isinstance(event, SessionEnded)]
    return end


def log_of(home: Path) -> str:
    return (home / "logs" / "runwalk.log").read_text(encoding="utf-8")


@pytest.mark.parametrize("part", ["widget", "key", "input"])
def test_a_fault_of_the_screen_stops_the_belt_and_is_one_line(
    part: str, runwalk_home: Path
) -> None:
    with Terminal(part, "run", "1-2", "--virtual", "--rate", "30", program=FAULTY) as terminal:
        terminal.wait_for("Press Enter")
        terminal.press("\r")
        if part != "widget":
            terminal.wait_for("asked 6.0 · confirmed")
            terminal.press("+")
        assert terminal.status() == 1
        assert terminal.echoes
    before, gives_back, after = terminal.written.decode().partition(GIVES_BACK)
    assert gives_back
    assert "planted" not in before
    told = [line for line in after.splitlines() if "runwalk: unexpected error" in line]
    assert after.count("planted in") == len(told) == 1, after
    assert told[0].endswith(f"the details are in {runwalk_home / 'logs' / 'runwalk.log'}")
    assert "Traceback" not in before + after
    assert "RuntimeError: planted in" in log_of(runwalk_home)
    assert last_word().belt_stopped


@pytest.fixture
def plan(tmp_path: Path) -> str:
    file = tmp_path / "plan.toml"
    file.write_text('title = "T"\nsteps = [ { kind = "walk", time = "0:20", speed = 5.5 } ]\n')
    return str(file)


def test_a_voice_that_fails_lets_the_workout_go_on(plan: str) -> None:
    with Terminal("voice", "run", plan, "--virtual", "--rate", "60", program=FAULTY) as terminal:
        terminal.wait_for("Press Enter")
        terminal.press("\r")
        terminal.wait_for("the whole plan")
        terminal.press("q")
        assert terminal.status() == 1
        assert "unexpected error: RuntimeError: planted in __call__" in terminal.text
    assert last_word().belt_stopped


def test_a_recorder_that_fails_lets_the_workout_go_on(plan: str) -> None:
    words = ("run", plan, "--virtual", "--rate", "100", "--headless", "--json")
    command = [sys.executable, "-m", FAULTY, "journal", *words]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert ended.returncode == 1
    assert '"outcome":"finished","belt_stopped":true' in ended.stdout
    (line,) = ended.stderr.splitlines()
    assert "recording fails; the log says why; this session is saved in" in line
    rescue = Path(line.rpartition("runwalk replay ")[2])
    assert "\n".join(ended.stdout.splitlines()) + "\n" == rescue.read_text(encoding="utf-8")
