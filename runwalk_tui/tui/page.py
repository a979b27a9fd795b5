"""Serves a page, or any other kind of terminal, without ever waiting for it."""

import asyncio
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from queue import SimpleQueue
from threading import Event, Thread
from typing import Any

from textual.app import App
from textual.driver import Driver
from textual.drivers._byte_stream import ByteStream
from textual.drivers._input_reader import InputReader

from runwalk_tui.tui.listening import Listener

_logger = logging.getLogger(__name__)

ROOM = 28
"""Writes that may wait."""
FAREWELL_S = 1.0
"""Seconds that leaving waits for what is still to be written."""
DATA = b"D"
"""The packets of Textual's web driver that carry frames; all others have to arrive."""

EXIT = "_ExitInput"
"""The exception of Textual's web driver when the server says that the page is closed."""


class Output(Thread):
    """Does what may block, one after the other."""

    def __init__(self) -> None:
        super().__init__(daemon=True, name="output")
        self._works: SimpleQueue[Callable[[], object] | None] = SimpleQueue()
        self.start()

    def takes(self, work: Callable[[], object], *, kept: bool = False) -> bool:
        """Does ``work`` in its turn; False where too much waits, unless it is to be ``kept``."""
        if not self.is_alive() or (self._works.qsize() >= ROOM and not kept):
            return False
        self._works.put(work)
        return True

    def end(self) -> None:
        """Waits for what is still to be done, but not for long."""
        self._works.put(None)
        self.join(FAREWELL_S)

    def run(self) -> None:
        """The thread; nobody reads any more where a write fails."""
        while (work := self._works.get()) is not None:
            try:
                work()
            except (OSError, ValueError) as error:
                _logger.info("nothing more can be shown: %s", error)
                return


class QueueingDriver(Driver):
    """The part that is mixed into a driver that writes by itself.

    Attributes:
        _blocking_write: That driver's own ``write``; so with the other one.
    """

    _blocking_write: Callable[[str], None]
    _own_start: Callable[[], None]

    def __init__(
        self,
        app: App[Any],
        *,
        debug: bool = False,
        mouse: bool = True,
        size: tuple[int, int] | None = None,
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self._output = Output()
        self._has_dropped = False

    def write(self, data: str) -> None:
        """Queues ``data``, or drops it where too much waits."""
        self._offer(partial(self._blocking_write, data))

    def flush(self) -> None:
        """Queues that, too."""
        self._output.takes(super().flush)

    def close(self) -> None:
        """Ends the output."""
        super().close()
        self._output.end()

    def _offer(self, work: Callable[[], object], *, kept: bool = False) -> None:
        """Queues ``work``; after something was dropped, the screen is painted anew."""
        if not self._output.takes(work, kept=kept):
            self._has_dropped = True
        elif self._has_dropped:
            self._has_dropped = False
            self._app.call_later(self._paint_anew)

    def _paint_anew(self) -> None:
        self._app.screen.refresh()


class PageDriver(QueueingDriver):
    """The part that is mixed into the driver of a page, `textual.drivers.web_driver.WebDriver`."""

    exit_event: Event
    _input_reader: InputReader
    _write: Callable[[bytes], object]
    _on_meta: Callable[[str, bytes], None]

    def __init__(
        self,
        app: App[Any],
        *,
        debug: bool = False,
        mouse: bool = True,
        size: tuple[int, int] | None = None,
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self._blocking_packet = self._write
        self._write = self._write_packet

    def write(self, data: str) -> None:
        """A packet, which is queued as all are."""
        octets = data.encode("utf-8", "replace")
        self._write(DATA + len(octets).to_bytes(4, "big") + octets)

    def start_application_mode(self) -> None:
        """As Textual's, whose handlers of signals would take the place of the session's."""
        with _handlers_kept(asyncio.get_running_loop()):
            self._own_start()

    def run_input_thread(self) -> None:
        """Reads packets until the server is gone, and leaves then."""
        listener, packets = Listener(self._debug), ByteStream()
        try:
            for octets in self._input_reader:
                for kind, payload in packets.feed(octets) if octets else ():
                    if kind == DATA.decode():
                        for message in listener.messages(payload):
                            self.process_message(message)
                    else:
                        self._on_meta(kind, payload)
                for message in listener.waited():
                    self.process_message(message)
        except Exception as error:
            if type(error).__name__ != EXIT:
                _logger.exception("what the page says cannot be understood")
        finally:
            self._input_reader.close()
        if not self.exit_event.is_set():
            self._app.call_later(self._app.exit)

    def _write_packet(self, packet: bytes) -> None:
        self._offer(partial(self._blocking_packet, packet), kept=not packet.startswith(DATA))


@contextmanager
def _handlers_kept(loop: asyncio.AbstractEventLoop) -> Iterator[None]:
    """Ignores signal handlers that are given to ``loop`` while the block lasts."""
    name = "add_signal_handler"
    setattr(loop, name, lambda *_: None)
    try:
        yield
    finally:
        delattr(loop, name)
