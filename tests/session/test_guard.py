"""When a watchdog is charged, beaten for and released, word by word."""

import asyncio
import logging
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from typing import Any

import pytest

from runwalk_devices.clock import Clock
from runwalk_tui.session.air import AirOptions
from runwalk_tui.session.child_process import APART, own_command, own_environment
from runwalk_tui.session.safety import guard as guarding
from runwalk_tui.session.safety.guard import Guard
from runwalk_tui.session.safety.message import WatchdogMessage, to_line, to_word
from runwalk_tui.workout import events as ev
from runwalk_tui.workout.plan import Kind

pytestmark = pytest.mark.usefixtures("virtual_time_loop")

UP = ev.LinkChanged(1.0, ev.Device.TREADMILL, ev.LinkState.UP, "F80", "AA:BB")
MOVED = ev.LinkChanged(9.0, ev.Device.TREADMILL, ev.LinkState.UP, "F80", "CC:DD")
START, STEP = ev.StartAsked(3.0), ev.StepBegan(9.0, 1, Kind.RUN, 8.0)
STOPPED = ev.CommandProgressed(70.0, ev.Command.STOP, ev.Stage.CONFIRMED)
BEAT, RELEASE = to_line(True), to_line(None)


class AtOnce(Executor):
    """Does its work when it is given, unless it is held up."""

    def __init__(self) -> None:
        self.held: list[Callable[[], None]] | None = None
        self.is_shut = False

    def submit(self, work: Any, /, *arguments: Any, **_: Any) -> "Future[Any]":
        assert not self.is_shut, "cannot schedule new futures after shutdown"
        done = Future[Any]()
        if self.held is None:
            done.set_result(work(*arguments))
        else:
            self.held.append(lambda: work(*arguments))
        return done

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        self.is_shut = True


class Child:
    """A watchdog's process, and what it is told."""

    def __init__(self, lingers: bool = False) -> None:
        self.stdin = self
        self.lines: list[bytes] = []
        self.waited: list[float | None] = []
        self.lives = True
        self.lingers = lingers
        self.closed = False

    def write(self, line: bytes) -> None:
        if not self.lives:
            raise BrokenPipeError
        self.lines.append(line)

    def close(self) -> None:
        self.closed = True

    def poll(self) -> int | None:
        return None if self.lives else 1

    def wait(self, timeout: float | None = None) -> int:
        self.waited.append(timeout)
        if self.lingers:
            raise subprocess.TimeoutExpired("watchdog", timeout or 0.0)
        return 0

    def kill(self) -> None:
        self.lingers = self.lives = False

    @property
    def addresses(self) -> list[str]:
        words = [to_word(line) for line in self.lines]
        return [word.address for word in words if isinstance(word, WatchdogMessage)]


class Rig:
    """A guard whose watchdogs are stand-ins."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.hands = AtOnce()
        self.children: list[Child] = []
        self.lingers = False
        monkeypatch.setattr(guarding, "ThreadPoolExecutor", lambda **_: self.hands)
        monkeypatch.setattr(guarding, "_spawn", self._spawn)
        self.guard = Guard(AirOptions())

    def _spawn(self) -> Child:
        self.children.append(Child(self.lingers))
        return self.children[-1]

    def through(self, *events: ev.Event) -> "Rig":
        for event in events:
            self.guard(event)
        return self

    @property
    def lines(self) -> list[bytes]:
        return [line for child in self.children for line in child.lines]


@pytest.fixture
def rig(monkeypatch: pytest.MonkeyPatch) -> Rig:
    return Rig(monkeypatch)


async def seconds(s: float) -> None:
    await Clock().sleep(s)


@pytest.mark.parametrize("machine", list(ev.MachineKind))
async def test_what_is_pedalled_is_guarded_from_its_connection_on(
    rig: Rig, machine: ev.MachineKind
) -> None:
    rig.guard = Guard(AirOptions(machine=machine))
    rig.through(UP)
    assert bool(rig.lines) is (machine is not ev.MachineKind.TREADMILL)


async def test_a_charge_names_the_air_without_its_trace(rig: Rig) -> None:
    rig.guard = Guard(AirOptions(treadmill="F80", trace="trace.jsonl"))
    rig.through(UP, ev.RunnerActed(2.0, ev.Act.START))
    [line] = rig.lines
    word = to_word(line)
    assert isinstance(word, WatchdogMessage)
    assert (word.pid, word.address) == (os.getpid(), "AA:BB")
    assert (word.air.treadmill, word.air.trace) == ("F80", None)


async def test_without_a_treadmill_there_is_nothing_to_guard(rig: Rig) -> None:
    rig.through(START)
    await seconds(3.5)
    assert rig.children == []
    rig.through(UP)
    assert rig.children[0].addresses == ["AA:BB"]


@pytest.mark.parametrize(
    ("events", "released"),
    [
        ((STOPPED,), False),
        ((ev.SessionEnded(60.0, ev.Outcome.STOPPED, belt_stopped=False),), False),
        ((ev.SessionEnded(60.0, ev.Outcome.STOPPED, belt_stopped=True),), True),
        ((ev.SessionEnded(60.0, ev.Outcome.STOPPED, belt_stopped=False), STOPPED), True),
    ],
)
async def test_it_is_released_once_the_session_has_ended_and_the_belt_stands(
    rig: Rig, events: tuple[ev.Event, ...], released: bool
) -> None:
    rig.through(UP, START, *events)
    assert (RELEASE in rig.lines) is released


async def test_a_toggled_stop_is_guarded_only_after_the_end(rig: Rig) -> None:
    toggles = ev.QuirkLearned(66.0, stop_is_toggle=True)
    rig.through(UP, toggles)
    assert rig.lines == []
    ended = ev.SessionEnded(60.0, ev.Outcome.STOPPED, belt_stopped=True)
    rig.through(ended, toggles)
    assert rig.children[0].addresses == ["AA:BB"]


@pytest.mark.parametrize("ends", ["closed", "session"])
async def test_no_beat_follows_the_end(rig: Rig, ends: str) -> None:
    faults: list[dict[str, Any]] = []
    asyncio.get_running_loop().set_exception_handler(lambda _, fault: faults.append(fault))
    rig.through(UP, START)
    await seconds(2.5)
    assert rig.lines.count(BEAT) == 3
    if ends == "closed":
        await rig.guard.close(stands=True)
    else:
        rig.through(ev.SessionEnded(60.0, ev.Outcome.FINISHED, belt_stopped=True))
    assert rig.lines[-1] == RELEASE
    await seconds(3)
    assert rig.lines[-1] == RELEASE
    assert faults == []
    if ends == "session":
        rig.through(START)
        await seconds(2.5)
        assert rig.children[1].lines[1:] == [BEAT] * 3, "one a second"


async def test_a_closed_guard_takes_up_nothing(rig: Rig) -> None:
    rig.through(UP, START)
    await rig.guard.close(stands=True)
    assert rig.hands.is_shut
    rig.through(STEP, MOVED)
    assert len(rig.children) == 1


async def test_beats_do_not_queue_up_behind_a_watchdog_that_takes_long_to_make(rig: Rig) -> None:
    rig.hands.held = []
    rig.through(UP, START)
    await seconds(3.5)
    held, rig.hands.held = rig.hands.held, None
    for work in held:
        work()
    assert [to_word(line) for line in rig.lines[1:]] == [True]
    await seconds(1)
    assert rig.lines[2:] == [BEAT]


@pytest.mark.parametrize(
    ("virtual", "traced", "judged"),
    [(None, False, True), (None, True, True), ("", False, True), ("", True, False)],
)
async def test_a_debugger_excuses_a_virtual_belt_alone(
    rig: Rig,
    monkeypatch: pytest.MonkeyPatch,
    virtual: str | None,
    traced: bool,
    judged: bool,
) -> None:
    rig.guard = Guard(AirOptions(virtual))
    monkeypatch.setattr(sys, "gettrace", lambda: test_no_beat_follows_the_end if traced else None)
    rig.through(UP, START)
    assert to_word(rig.lines[-1]) is judged


async def test_a_beat_for_a_watchdog_that_is_gone_is_lost(
    rig: Rig, caplog: pytest.LogCaptureFixture
) -> None:
    rig.through(UP, START)
    rig.children[0].lives = False
    await seconds(2)
    assert len(rig.children) == 1
    assert caplog.records == []
    rig.through(STEP)
    assert rig.children[1].addresses == ["AA:BB"]


@pytest.mark.parametrize("stands", [True, False])
async def test_one_that_keeps_its_charge_is_not_waited_for(rig: Rig, stands: bool) -> None:
    rig.through(UP, START)
    await rig.guard.close(stands=stands)
    [child] = rig.children
    assert child.closed
    assert child.waited == ([5.0] if stands else [])
    assert (child.lines[-1] == RELEASE) is stands


async def test_one_that_does_not_go_is_ended(rig: Rig) -> None:
    rig.lingers = True
    rig.through(UP, START)
    await rig.guard.close(stands=True)
    [child] = rig.children
    assert not child.lives
    assert child.waited == [5.0, None]


async def test_the_thread_of_a_closed_guard_ends(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.ERROR)
    guard = Guard(AirOptions())
    guard(ev.StartAsked(3.0))
    [thread] = [one for one in threading.enumerate() if one.name.startswith("guard")]
    await guard.close(stands=True)
    thread.join(20)
    assert not thread.is_alive()


@pytest.mark.parametrize(("terminal", "stdout"), [(None, subprocess.DEVNULL), (7, 7)])
def test_a_watchdog_is_made_apart_from_the_terminal_that_it_is_to_give_back(
    monkeypatch: pytest.MonkeyPatch, terminal: int | None, stdout: int
) -> None:
    @contextmanager
    def handed_on() -> Iterator[int | None]:
        yield terminal

    made: list[tuple[list[str], dict[str, object]]] = []

    def popen(command: list[str], **options: object) -> str:
        made.append((command, options))
        return "process"

    monkeypatch.setattr(guarding, "terminal_to_hand_on", handed_on)
    monkeypatch.setattr(subprocess, "Popen", popen)
    made_of: object = guarding._spawn()
    assert made_of == "process"
    [(command, options)] = made
    assert command == own_command("runwalk_tui.session.safety.standby")
    assert options == {
        "bufsize": 0,
        "stdin": subprocess.PIPE,
        "stdout": stdout,
        "stderr": subprocess.DEVNULL,
        "env": own_environment(),
        "start_new_session": True,
        "creationflags": APART,
    }
