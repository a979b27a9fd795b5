"""Writes to the terminal without ever waiting for it: the event loop has a belt to drive.

Textual hands its output to a thread through a queue and waits when that is full. A terminal that
takes nothing (flow control, a stalled connection, a window that was closed) would stop the whole
program there, with the belt moving. Here a frame that finds no room is dropped, and the screen is
painted anew once the terminal takes output again.
"""

from contextlib import suppress
from queue import Full
from typing import Any

from textual.driver import Driver
from textual.drivers._writer_thread import MAX_QUEUED_WRITES, WriterThread

from runwalk_tui.tui.page import FAREWELL_S, PageDriver, QueueingDriver
from runwalk_tui.tui.terminal.job_control import JobDriver

ROOM = MAX_QUEUED_WRITES - 2
"""Writes that may wait; what ends the thread always finds a place."""


class SteadyDriver(Driver):
    """The part that is mixed into the platform's driver."""

    _writer_thread: WriterThread | None
    _has_dropped = False

    def write(self, data: str) -> None:
        """Queues ``data``, or drops it if the terminal does not keep up or is gone."""
        writer = self._writer_thread
        if writer is None or not writer.is_alive() or writer._queue.qsize() >= ROOM:
            self._has_dropped = True
            return
        writer.write(data)
        if self._has_dropped:
            self._has_dropped = False
            self._app.call_later(self._paint_anew)

    def close(self) -> None:
        """Ends the thread, or leaves it to its terminal."""
        writer = self._writer_thread
        if writer is None:
            return
        with suppress(Full):
            writer._queue.put_nowait(None)
        writer.join(FAREWELL_S)

    def _paint_anew(self) -> None:
        self._app.screen.refresh()


def steady(driver: type[Driver]) -> type[Driver]:
    """``driver`` with writes that never wait, whichever it is; one without a terminal stays."""
    if driver.__name__ == "HeadlessDriver":
        return driver
    parts: tuple[type[Driver], ...]
    match driver.__name__:
        case "LinuxDriver":
            parts = (SteadyDriver, JobDriver)
        case "WindowsDriver":
            parts = (SteadyDriver,)
        case "WebDriver":
            parts = (PageDriver,)
        case _:
            parts = (QueueingDriver,)
    members: dict[str, Any] = {
        "__doc__": driver.__doc__,
        "_blocking_write": driver.write,
        "_own_start": driver.start_application_mode,
    }
    return type(f"Steady{driver.__name__}", (*parts, driver), members)
