"""Gives a terminal back as it was, from a program that can no longer do so in order."""

import os
import sys
from contextlib import suppress
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
