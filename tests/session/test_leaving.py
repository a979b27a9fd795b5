"""A request to go: heard in a thread, passed on to the event loop, and seen through without it."""

import asyncio
import os
import signal
import sys
from threading import Event

import pytest

from runwalk_tui.session import leaving as leaving_module
from runwalk_tui.session.leaving import HUNG, Leaving, Relay
from runwalk_tui.session.tty import Modes

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX systems")


class End:
    """Stands for the end of the process."""

    def __init__(self) -> None:
        self.statuses: list[int] = []
        self.came = Event()

    def __call__(self, status: int) -> None:
        self.statuses.append(status)
        self.came.set()


@pytest.fixture(autouse=True)
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(leaving_module, "HEARD_S", 0.05)
    monkeypatch.setattr(leaving_module, "LEFT_S", 0.05)


def test_a_loop_that_takes_nothing_in_is_not_waited_for() -> None:
    end = End()
    leaving = Leaving(end)
    for _ in range(3):
        leaving.came()
    assert end.came.wait(5)
    assert end.statuses == [HUNG]
    assert not leaving.asked


def test_a_program_that_heard_and_does_not_end_is_ended() -> None:
    end = End()
    leaving = Leaving(end)
    leaving.came()
    leaving.heard()
    assert end.came.wait(5)
    assert leaving.asked


def test_one_that_ends_by_itself_is_left_alone() -> None:
    end = End()
    leaving = Leaving(end)
    leaving.heard()
    leaving.left()
    leaving.came()
    assert not end.came.wait(0.3)


def test_nobody_is_ended_unasked() -> None:
    end = End()
    Leaving(end)
    assert not end.came.wait(0.3)


async def test_signals_reach_the_thread_though_the_loop_stands_and_then_the_loop() -> None:
    loop = asyncio.get_running_loop()
    in_thread, in_loop = Event(), asyncio.Event()
    loop.add_signal_handler(signal.SIGUSR1, in_loop.set)
    relay = Relay(lambda number: in_thread.set() if number == signal.SIGUSR1 else None)
    try:
        os.kill(os.getpid(), signal.SIGUSR1)
        assert in_thread.wait(5), "the loop is not running now"
        assert not in_loop.is_set()
        async with asyncio.timeout(5):
            await in_loop.wait()
    finally:
        relay.close()
    in_loop.clear()
    os.kill(os.getpid(), signal.SIGUSR1)
    async with asyncio.timeout(5):
        await in_loop.wait()
    loop.remove_signal_handler(signal.SIGUSR1)


def test_a_terminal_is_given_back_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    import pty
    import termios

    master, slave = pty.openpty()
    before = os.dup(0), os.dup(2)
    monkeypatch.setattr(os, "tcgetpgrp", lambda _: os.getpgrp())
    try:
        os.dup2(slave, 0)
        os.dup2(slave, 2)
        modes = Modes()
        modes.restore()
        raw = termios.tcgetattr(0)
        wished = termios.tcgetattr(0)
        raw[3] &= ~termios.ECHO
        termios.tcsetattr(0, termios.TCSANOW, raw)
        modes.restore()
        found = termios.tcgetattr(0)
        monkeypatch.setattr(os, "tcgetpgrp", lambda _: 1)
        termios.tcsetattr(0, termios.TCSANOW, raw)
        modes.restore()
        anothers = termios.tcgetattr(0)
    finally:
        os.dup2(before[0], 0)
        os.dup2(before[1], 2)
    assert found == wished
    assert anothers == raw
    assert os.read(master, 1000).count(b"\x1b[?1049l") == 1
