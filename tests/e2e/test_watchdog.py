"""The program killed outright, and the process that stops its belt then."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from runwalk_tui.config.profiles import use_runner
from runwalk_tui.session.air import AirOptions
from runwalk_tui.session.safety.message import WatchdogMessage, to_line
from runwalk_tui.session.safety.presence import read_presence, take_last_words
from tests.e2e.program import begin
from tests.e2e.terminal import Terminal

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks at processes in /proc")

WATCHDOG = (sys.executable, "-m", "runwalk_tui.session.safety.standby")


def log_of(home: Path) -> str:
    file = home / "logs" / "runwalk.log"
    return file.read_text(encoding="utf-8") if file.exists() else ""


def until(holds: Callable[[], bool], within_s: float = 60) -> None:
    end = time.monotonic() + within_s
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.02)


def children(pid: int) -> list[int]:
    lists = Path(f"/proc/{pid}/task").glob("*/children")
    return [int(child) for each in lists for child in each.read_text().split()]


def is_running(pid: int) -> bool:
    """Whether it is there and no zombie."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return False
    return stat.rpartition(")")[2].split()[0] != "Z"


def begin_workout(
    until: str = "SpeedAsked", rate: str = "10", machine: str = ""
) -> "subprocess.Popen[str]":
    """A workout that has come to an event; by default its belt has been asked to run."""
    virtual = ("--virtual", machine) if machine else ("--virtual",)
    running = begin("run", "1-2", *virtual, "--headless", "--rate", rate, "--json")
    assert running.stdout is not None
    for line in running.stdout:
        if json.loads(line)["type"] == until:
            return running
    raise AssertionError(f"it ended without {until}")


def test_the_belt_of_a_killed_session_is_stopped_and_the_next_one_told(runwalk_home: Path) -> None:
    with begin_workout() as running:
        until(lambda: len(children(running.pid)) == 1)
        (watchdog,) = children(running.pid)
        assert os.getsid(watchdog) != os.getsid(running.pid), "a closing terminal would take it too"
        running.kill()
        running.communicate()
    until(lambda: not is_running(watchdog))
    assert "the belt has stopped" in log_of(runwalk_home)
    presence = read_presence()
    assert presence is not None
    assert (presence.pid, presence.stopped) == (running.pid, True)
    assert "the watchdog stopped its belt" in (take_last_words() or "")


def test_the_belt_of_a_killed_session_on_a_pad_is_stopped(runwalk_home: Path) -> None:
    with begin_workout(rate="30", machine="pad") as running:
        until(lambda: len(children(running.pid)) == 1)
        (watchdog,) = children(running.pid)
        running.kill()
        running.communicate()
    until(lambda: not is_running(watchdog))
    assert "connected to Virtual WalkingPad" in log_of(runwalk_home)
    assert "the belt has stopped" in log_of(runwalk_home)


def test_a_session_killed_just_before_its_start_is_guarded_already(runwalk_home: Path) -> None:
    with begin_workout("RunnerActed", rate="3") as running:
        until(lambda: len(children(running.pid)) == 1)
        (watchdog,) = children(running.pid)
        until(lambda: _ignores(watchdog, signal.SIGHUP))
        running.kill()
        out, _ = running.communicate()
        assert "StartAsked" not in out
    until(lambda: not is_running(watchdog))
    assert "the belt has stopped" in log_of(runwalk_home)


def test_nobody_is_left_behind_by_a_session_that_ends(runwalk_home: Path) -> None:
    with begin_workout() as running:
        until(lambda: len(children(running.pid)) == 1)
        (watchdog,) = children(running.pid)
        running.send_signal(signal.SIGTERM)
        running.communicate(timeout=60)
        assert running.returncode == 0
    assert not is_running(watchdog)
    assert "is gone" not in log_of(runwalk_home)
    assert take_last_words() is None


def test_a_watchdog_minds_nothing_but_its_parent(runwalk_home: Path) -> None:
    charge = WatchdogMessage(1, AirOptions("", 20.0), "F8:00:00:00:18:26")
    with subprocess.Popen(WATCHDOG, stdin=subprocess.PIPE) as watchdog:
        assert watchdog.stdin is not None
        watchdog.stdin.write(to_line(charge))
        watchdog.stdin.flush()
        until(lambda: _ignores(watchdog.pid, signal.SIGHUP))
        watchdog.send_signal(signal.SIGINT)
        watchdog.send_signal(signal.SIGHUP)
        watchdog.stdin.close()
        assert watchdog.wait(timeout=60) == 0
    assert "the belt was stopped" in log_of(runwalk_home)


def _ignores(pid: int, number: signal.Signals) -> bool:
    status = Path(f"/proc/{pid}/status").read_text()
    (mask,) = (line.split()[1] for line in status.splitlines() if line.startswith("SigIgn"))
    return bool(int(mask, 16) >> (number - 1) & 1)


def test_without_an_adapter_it_says_so_and_tries_again(
    runwalk_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", "unix:path=/nonexistent")
    charge = WatchdogMessage(1, AirOptions(), "F8:00:00:00:18:26")
    with subprocess.Popen(WATCHDOG, stdin=subprocess.PIPE) as watchdog:
        assert watchdog.stdin is not None
        watchdog.stdin.write(to_line(charge))
        watchdog.stdin.close()
        until(lambda: log_of(runwalk_home).count("D-Bus") >= 2)
        watchdog.terminate()


def test_a_charge_that_is_taken_back_is_forgotten(runwalk_home: Path) -> None:
    lines = to_line(WatchdogMessage(1, AirOptions(""), "F8:00:00:00:18:26")) + to_line(None)
    ended = subprocess.run(WATCHDOG, input=lines, check=False, timeout=60)
    assert ended.returncode == 0
    assert not log_of(runwalk_home)


@pytest.fixture
def killed(runwalk_home: Path) -> None:
    """The note of a session whose belt may still move."""
    runwalk_home.mkdir()
    note = {"pid": 2**22 + 1, "virtual": False, "started": True, "stopped": False}
    (runwalk_home / "live.json").write_text(json.dumps(note))


@pytest.mark.usefixtures("killed")
def test_the_next_session_begins_with_what_became_of_the_last() -> None:
    with begin("run", "1-2", "--virtual", "--headless") as running:
        assert running.stderr is not None
        assert "could NOT be stopped" in running.stderr.readline()
        running.kill()
        running.communicate()


@pytest.mark.usefixtures("killed")
def test_the_home_screen_shows_what_became_of_the_last_session_once() -> None:
    use_runner("")
    with Terminal() as home:
        home.wait_for("could NOT be", "q quit")
        home.press("q")
        assert home.status() == 0
    assert take_last_words() is None


def test_the_terminal_of_a_killed_session_is_given_back(runwalk_home: Path) -> None:
    command = f"{sys.executable} -m runwalk_tui run 1-2 --virtual --rate 10; head -n 1"
    with Terminal(*("-c", command), command="/bin/sh") as terminal:
        before = terminal.modes()
        terminal.wait_for("Press Enter")
        assert terminal.modes() != before
        terminal.press("\r")
        terminal.wait_for("asked 6.0 · confirmed")
        (session,) = children(terminal.pid)
        os.kill(session, signal.SIGKILL)
        terminal.wait_for("was killed; its watchdog stops the belt")
        assert terminal.modes() == before
        assert b"\x1b[?1049l" in terminal.written
        until(lambda: "the belt was stopped" in log_of(runwalk_home))
        # A line and no Ctrl-D: Linux drops that for a read that began while the modes were raw.
        terminal.press("\r")
        assert terminal.status() == 0


def test_the_brake_of_a_killed_ride_is_let_go(runwalk_home: Path) -> None:
    with begin_workout("PowerAsked", rate="20", machine="bike") as running:
        until(lambda: len(children(running.pid)) == 1)
        (watchdog,) = children(running.pid)
        running.kill()
        running.communicate()
    until(lambda: not is_running(watchdog))
    assert "the brake was let go" in log_of(runwalk_home)
    assert "the watchdog let its brake go" in (take_last_words() or "")
