"""A program that goes on has its terminal back at once, and paints it when it is left alone."""

import asyncio
import os
import signal
import sys
from collections.abc import Iterator
from threading import Event
from types import SimpleNamespace
from typing import Any

import pytest

from runwalk_tui.tui.terminal.driver import steady
from runwalk_tui.tui.terminal.job_control import SETTLED_S

pytestmark = [
    pytest.mark.skipif(sys.platform == "win32", reason="Windows has no jobs"),
    pytest.mark.usefixtures("virtual_time_loop"),
]


@pytest.fixture(autouse=True)
def signals() -> Iterator[None]:
    """A driver that goes on changes what signals do."""
    before = {number: signal.getsignal(number) for number in (signal.SIGTTIN, signal.SIGTTOU)}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


@pytest.fixture
def terminal() -> Iterator[int]:
    """The number of one that nobody reads."""
    master, slave = os.openpty()
    yield slave
    os.close(slave)
    os.close(master)


def driver_of(terminal: int, works: list[object]) -> Any:
    """The driver of a terminal, of which an application that collects its work knows."""
    from textual.drivers.linux_driver import LinuxDriver

    driver: Any = object.__new__(steady(LinuxDriver))
    driver._loop, driver._app = asyncio.get_running_loop(), SimpleNamespace(call_later=works.append)
    driver.fileno, driver.exit_event = terminal, Event()
    driver._mouse, driver._writer_thread = False, None
    return driver


async def test_the_screen_is_painted_once_a_program_goes_on(terminal: int) -> None:
    import termios

    works: list[object] = []
    driver = driver_of(terminal, works)
    assert termios.tcgetattr(terminal)[3] & termios.ECHO
    driver._sigcont_application()
    await asyncio.sleep(SETTLED_S / 2)
    assert not termios.tcgetattr(terminal)[3] & termios.ECHO
    assert not works
    await asyncio.sleep(SETTLED_S)
    assert works == [driver._paint_anew]


async def test_one_that_is_slowed_down_by_being_stopped_paints_no_more_for_it(
    terminal: int,
) -> None:
    works: list[object] = []
    driver = driver_of(terminal, works)
    for _ in range(100):
        driver._sigcont_application()
        await asyncio.sleep(0.1)
    assert not works
    await asyncio.sleep(2 * SETTLED_S)
    assert len(works) == 1


async def test_after_its_end_a_terminal_is_left_as_it_is(terminal: int) -> None:
    import termios

    works: list[object] = []
    driver = driver_of(terminal, works)
    driver._sigcont_application()
    driver.exit_event.set()
    await asyncio.sleep(2 * SETTLED_S)
    assert termios.tcgetattr(terminal)[3] & termios.ECHO
    assert not works


def test_once_the_event_loop_is_closed_going_on_means_nothing(terminal: int) -> None:
    works: list[object] = []

    async def built() -> Any:
        return driver_of(terminal, works)

    driver = asyncio.run(built())
    driver._sigcont_application()
    assert not works
