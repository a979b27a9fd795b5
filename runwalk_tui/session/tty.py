"""Gives a terminal back as it was, from a program that can no longer do so in order."""

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import cache
from threading import Thread
from typing import Any

GIVES_BACK = (
    "\x1b[?1000l\x1b[?1003l\x1b[?1015l\x1b[?1006l"
    "\x1b[?2004l\x1b[<u\x1b[?1049l\x1b[?25h\x1b[?1004l\x1b[?7h"
)
"""Ends reports of the mouse and of pastes, the keyboard's protocol, and the application's screen.

https://invisible-island.net/xterm/ctlseqs/ctlseqs.html
"""
TAKES_S = 0.5
"""A terminal that takes nothing is not waited for."""


class Modes:
    """The modes of standard input's terminal, as they are now."""

    def __init__(self) -> None:
        self._attributes: list[Any] | None = None
        if sys.platform != "win32":
            import termios

            with suppress(OSError, ValueError, termios.error):
                self._attributes = termios.tcgetattr(0)

    def left(self) -> list[int] | None:
        """These, as numbers, if a screen has changed them since; None where there is no screen."""
        if self._attributes is None or sys.platform == "win32":
            return None
        import termios

        with suppress(OSError, ValueError, termios.error):
            if termios.tcgetattr(0) != self._attributes:
                *flags, characters = self._attributes
                return [*flags, *(c if isinstance(c, int) else c[0] for c in characters)]
        return None

    def restore(self) -> None:
        """Sets them again, if a screen has changed them on a terminal that is this program's."""
        restoring = Thread(target=self._restore, daemon=True)
        restoring.start()
        restoring.join(TAKES_S)

    def _restore(self) -> None:
        if self._attributes is None or sys.platform == "win32":
            return
        import termios

        with suppress(OSError, termios.error):
            is_ours = os.tcgetpgrp(0) == os.getpgrp()
            if is_ours and termios.tcgetattr(0) != self._attributes:
                termios.tcsetattr(0, termios.TCSANOW, self._attributes)
                os.write(2, GIVES_BACK.encode())


@cache
def first_modes() -> Modes:
    """The modes when they were asked for first, which is before there is a screen."""
    return Modes()


@contextmanager
def terminal_to_hand_on() -> Iterator[int | None]:
    """Standard input's terminal, opened for a process that is to give it back later."""
    terminal = None
    if sys.platform != "win32":
        with suppress(OSError):
            terminal = os.open(os.ttyname(0), os.O_RDWR | os.O_NOCTTY | os.O_NONBLOCK)
    try:
        yield terminal
    finally:
        if terminal is not None:
            os.close(terminal)


def give_back(terminal: int, modes: Sequence[int], say: str) -> None:
    """Gives a terminal back for a program that was killed, and lets go of it.

    A shell that has its own modes by now keeps them: it takes Ctrl-C for a signal, and a screen of
    this program does not.

    Args:
        terminal: Its descriptor; one that is no terminal, or hangs up, is left alone.
        modes: What `Modes.left` told.
        say: A line for who looks at it.
    """
    if sys.platform == "win32":
        return
    import termios

    attributes: list[Any] = [*modes[:6], list(modes[6:])]
    with suppress(OSError, termios.error):
        now = termios.tcgetattr(terminal)
        if not now[3] & (termios.ICANON | termios.ISIG):
            termios.tcsetattr(terminal, termios.TCSANOW, attributes)
        os.write(terminal, f"{GIVES_BACK}\r\n{say}\r\n".encode())
    with suppress(OSError):
        nowhere = os.open(os.devnull, os.O_RDWR)
        os.dup2(nowhere, terminal)
        os.close(nowhere)
