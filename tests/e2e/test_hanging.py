"""A program that no longer works, though its process is there: it does not keep a belt moving."""

import signal
import sys
import time
from pathlib import Path

import pytest

from runwalk_tui.session.safety.presence import read_presence, take_last_words
from tests.e2e.program import here
from tests.e2e.terminal import Terminal
from tests.e2e.test_watchdog import begin_workout, children, is_running, log_of, until

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks at processes in /proc")

FAULTY = "tests.e2e.faulty"


def test_a_session_that_is_stopped_like_a_job_is_ended_and_its_belt_stopped(
    runwalk_home: Path,
) -> None:
    with begin_workout() as running:
        until(lambda: len(children(running.pid)) == 1)
        (watchdog,) = children(running.pid)
        stopped_at = time.monotonic()
        running.send_signal(signal.SIGSTOP)
        assert running.wait(timeout=60) == -signal.SIGKILL
        assert time.monotonic() - stopped_at > 3.5
        running.communicate()
    until(lambda: not is_running(watchdog))
    log = log_of(runwalk_home)
    assert "has not beaten for 5 s" in log
    assert "the belt has stopped" in log
    presence = read_presence()
    assert presence is not None
    assert presence.stopped is True
    assert "the watchdog stopped its belt" in (take_last_words() or "")


def test_a_session_that_is_stopped_for_less_goes_on(runwalk_home: Path) -> None:
    with begin_workout() as running:
        running.send_signal(signal.SIGSTOP)
        time.sleep(2.5)
        running.send_signal(signal.SIGCONT)
        time.sleep(0.5)
        assert running.poll() is None
        running.send_signal(signal.SIGTERM)
        running.communicate(timeout=60)
    assert "beaten" not in log_of(runwalk_home)


@pytest.mark.parametrize("ask", ["term", "stop"])
def test_a_program_whose_loop_hangs_ends_when_it_is_asked_to(ask: str, runwalk_home: Path) -> None:
    with Terminal("block", "run", "1-2", "--virtual", "--rate", "30", program=FAULTY) as terminal:
        terminal.wait_for("Press Enter")
        terminal.press("\r")
        terminal.wait_for("asked 6.0 · confirmed")
        (watchdog,) = children(terminal.pid)
        terminal.press("+")
        time.sleep(0.5)
        asked_at = time.monotonic()
        if ask == "term":
            terminal.kill(signal.SIGTERM)
        else:
            assert here("stop").status == 0
        assert terminal.status() == 1
        assert time.monotonic() - asked_at < 15
        assert terminal.echoes
    until(lambda: not is_running(watchdog))
    assert "is not responding and is ended" in log_of(runwalk_home)
    assert "the watchdog stopped its belt" in (take_last_words() or "")


def test_a_loop_that_hangs_is_ended_unasked(runwalk_home: Path) -> None:
    with Terminal("block", "run", "1-2", "--virtual", "--rate", "30", program=FAULTY) as terminal:
        terminal.wait_for("Press Enter")
        terminal.press("\r")
        terminal.wait_for("asked 6.0 · confirmed")
        (watchdog,) = children(terminal.pid)
        terminal.press("+")
        until(lambda: not terminal.is_running(), within_s=30)
    until(lambda: not is_running(watchdog))
    assert "has not beaten for 5 s" in log_of(runwalk_home)
    assert "the watchdog stopped its belt" in (take_last_words() or "")
