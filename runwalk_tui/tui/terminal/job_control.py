"""Keeps a program that was stopped by a signal, and goes on, in charge of its terminal.

Textual would begin anew there, with a second thread each to read and to write that nobody ends, and
take the raw terminal for the one to be restored. And a program that drives a belt is not to be
suspended, nor stopped for reading a terminal that its shell has taken back.
"""

import asyncio
import errno
import os
import selectors
import signal
from collections.abc import Callable
from threading import Event

from textual.driver import Driver
from textual.message import Message

from runwalk_tui.tui.listening import Listener

LOOK_S = 0.1
"""Between two looks whether the app ends."""
AGAIN_S = 0.2
"""Seconds between looks whether a terminal is still another program's."""
SETTLED_S = 0.5
"""So long after it goes on the screen is painted anew: whatever slows a program down by stopping it
many times a second, as cpulimit does, leaves the terminal alone."""


class JobDriver(Driver):
    """The part that is mixed into the driver of POSIX systems."""

    fileno: int
    exit_event: Event
    _patch_lflag: Callable[[int], int]
    _patch_iflag: Callable[[int], int]
    _enable_mouse_support: Callable[[], None]
    _paint_anew: Callable[[], None]
    _painting: asyncio.TimerHandle | None = None

    def _sigtstp_application(self, *_signal: object) -> None:
        """Nothing: a belt is not left alone."""

    def _sigcont_application(self, *_signal: object) -> None:
        """Somebody stopped it all the same; from now on no use of the terminal does."""
        for number in (signal.SIGTTIN, signal.SIGTTOU):
            signal.signal(number, signal.SIG_IGN)
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._take_back)

    def _take_back(self) -> None:
        """Makes the terminal what it was, once it is this program's again; not after the end."""
        if self.exit_event.is_set():
            return
        if self._is_elsewhere():
            self._loop.call_later(AGAIN_S, self._take_back)
            return
        import termios
        import tty

        try:
            attributes = termios.tcgetattr(self.fileno)
            attributes[tty.LFLAG] = self._patch_lflag(attributes[tty.LFLAG])
            attributes[tty.IFLAG] = self._patch_iflag(attributes[tty.IFLAG])
            termios.tcsetattr(self.fileno, termios.TCSANOW, attributes)
        except termios.error:
            # A terminal that was closed is continued, too; what reads it ends the app.
            return
        self.write("\x1b[?1049h\x1b[?25l")
        self._enable_mouse_support()
        if self._painting is not None:
            self._painting.cancel()
        self._painting = self._loop.call_later(SETTLED_S, self._paint_settled)

    def _paint_settled(self) -> None:
        if not self.exit_event.is_set():
            self._app.call_later(self._paint_anew)

    def _run_input_thread(self) -> None:
        """A terminal that was closed is left; any other error ends the app as errors do."""
        while True:
            try:
                self.run_input_thread()
            except OSError:
                if not self._is_elsewhere():
                    self._app.call_later(self._app.exit)
                    return
            except Exception as error:  # noqa: BLE001 (it is handed on)
                self._app.call_later(self._app._handle_exception, error)
                return
            else:
                return
            if self.exit_event.wait(AGAIN_S):
                return

    def run_input_thread(self) -> None:
        """Reads what is typed, as Textual does, but forgives what is no text, and sees the end.

        Raises:
            OSError: If the terminal cannot be read, or is closed.
        """
        listener = Listener(self._debug)
        with selectors.SelectSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            while not self.exit_event.is_set():
                typed: list[Message] = []
                if selector.select(LOOK_S):
                    octets = os.read(self.fileno, 4096)
                    if not octets:
                        raise OSError(errno.EIO, "the terminal is closed")
                    typed = listener.messages(octets)
                for message in (*typed, *listener.waited()):
                    self.process_message(message)

    def _is_elsewhere(self) -> bool:
        """True while the terminal is another program's."""
        try:
            return os.tcgetpgrp(self.fileno) != os.getpgrp()
        except OSError:
            return False
