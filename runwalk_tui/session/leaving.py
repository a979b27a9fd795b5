"""Requests to go: they stop the belt first, and end the program even if its event loop hangs."""

import asyncio
import logging
import os
import signal
import socket
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from threading import Event, Thread
from typing import Protocol

from runwalk_tui.session.tty import first_modes

_logger = logging.getLogger(__name__)

HEARD_S = 2.0
"""An event loop that works takes in a request sooner; one that does not is not waited for."""
LEFT_S = 25.0
"""Stopping the belt, and all that follows, takes no longer."""
HUNG = 1
"""Exit status of a program that did not end by itself."""


class Stoppable(Protocol):
    """A session that drives a belt, or may."""

    async def stop(self) -> None:
        """Stops the belt, within its budget whatever happens."""


class Leaving:
    """A request to end the program, and its outcome.

    Attributes:
        asked: It was.
    """

    def __init__(self, end: Callable[[int], object] = os._exit) -> None:
        self.asked = False
        self._end = end
        self._heard = Event()
        self._left = Event()
        self._sentry: Thread | None = None
        self._modes = first_modes()

    def heard(self) -> None:
        """The event loop has taken in the request."""
        self.asked = True
        self._heard.set()

    def left(self) -> None:
        """The session is over."""
        self._left.set()

    def came(self) -> None:
        """A request has come: from now on a thread sees to it that the program ends."""
        if self._sentry is None:
            self._sentry = Thread(target=self._see_to_it, name="leaving", daemon=True)
            self._sentry.start()

    def _see_to_it(self) -> None:
        if not self._heard.wait(HEARD_S):
            _logger.error("the program is not responding and is ended; its watchdog stops the belt")
        elif not self._left.wait(LEFT_S):
            _logger.error("the program does not end and is ended; its watchdog stops the belt")
        else:
            return
        self._modes.restore()
        self._end(HUNG)


class Relay:
    """Hears of signals before the event loop does, in a thread, and passes them on to it.

    The system writes the number of a signal to a descriptor (`signal.set_wakeup_fd`), whatever the
    program is about. asyncio reads that in its loop; here a thread does, for both.

    Args:
        came: Is given the number of each signal, in that thread.
    """

    def __init__(self, came: Callable[[int], None]) -> None:
        self._came = came
        self._reads, self._writes = socket.socketpair()
        self._writes.setblocking(False)
        self._loops = signal.set_wakeup_fd(self._writes.fileno(), warn_on_full_buffer=False)
        Thread(target=self._run, name="signals", daemon=True).start()

    def close(self) -> None:
        """Gives the signals back to the event loop."""
        signal.set_wakeup_fd(self._loops, warn_on_full_buffer=False)
        self._writes.close()

    def _run(self) -> None:
        with self._reads:
            while octets := self._reads.recv(64):
                with suppress(OSError):
                    os.write(self._loops, octets)
                for number in octets:
                    self._came(number)


@contextmanager
def stopping_on_signals(
    live: Stoppable, then: Callable[[], object] = lambda: None
) -> Iterator[Leaving]:
    """A request to go, or a closed terminal, stops the belt first and calls ``then``.

    A program that does not take the request in, or does not end, is ended by a thread; its
    watchdog stops the belt then. A request to be suspended is ignored: a belt is not left alone.
    """
    loop = asyncio.get_running_loop()
    tasks: set[asyncio.Task[None]] = set()
    leaving = Leaving()

    async def stop() -> None:
        await live.stop()
        then()

    def asked() -> None:
        leaving.heard()
        task = loop.create_task(stop())
        tasks.add(task)
        task.add_done_callback(tasks.discard)

    names = ("SIGTERM", "SIGHUP", "SIGINT")
    signals = [getattr(signal, name) for name in names if hasattr(signal, name)]
    handle = _handle_on_windows if sys.platform == "win32" else _handle
    try:
        with handle(loop, signals, asked, leaving):
            yield leaving
    finally:
        leaving.left()


@contextmanager
def _handle(
    loop: asyncio.AbstractEventLoop,
    signals: list[signal.Signals],
    asked: Callable[[], None],
    leaving: Leaving,
) -> Iterator[None]:
    for number in signals:
        loop.add_signal_handler(number, asked)
    relay = Relay(lambda number: leaving.came() if number in signals else None)
    suspended = signal.signal(signal.SIGTSTP, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGTSTP, suspended)
        relay.close()
        for number in signals:
            loop.remove_signal_handler(number)


@contextmanager
def _handle_on_windows(
    loop: asyncio.AbstractEventLoop,
    signals: list[signal.Signals],
    asked: Callable[[], None],
    leaving: Leaving,
) -> Iterator[None]:
    """Handlers run in the main thread alone there: one that hangs is left to the watchdog."""

    def handler(*_: object) -> None:
        leaving.came()
        loop.call_soon_threadsafe(asked)

    previous = {number: signal.signal(number, handler) for number in signals}
    try:
        yield
    finally:
        for number, handled in previous.items():
            signal.signal(number, handled)
