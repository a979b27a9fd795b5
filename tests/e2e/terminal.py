"""A real terminal: the program on a pseudo-terminal, its screen read by a terminal emulator."""

import os
import signal
import sys
import termios
import time
from collections.abc import Callable
from types import TracebackType
from typing import Any, Self

import pexpect
import pyte


class Terminal:
    """Runs ``runwalk`` with ``arguments`` and keeps what its screen shows.

    Args:
        arguments: The command's words.
        columns: Width.
        lines: Height.
        program: The module that is run.
        command: A program that is given the arguments instead.

    Attributes:
        written: All that the program has written.
        echoes: Whether the terminal was left as one that shows what is typed.
    """

    def __init__(
        self,
        *arguments: str,
        columns: int = 80,
        lines: int = 24,
        program: str = "runwalk_tui",
        command: str | None = None,
    ) -> None:
        self.written = b""
        self.echoes: bool | None = None
        self._screen = pyte.Screen(columns, lines)
        self._stream = pyte.ByteStream(self._screen)
        environment = {**os.environ, "TERM": "xterm-256color", "NO_COLOR": ""}
        del environment["NO_COLOR"]
        self._child: pexpect.spawn[bytes] = pexpect.spawn(
            command or sys.executable,
            [*([] if command else ["-m", program]), *arguments],
            dimensions=(lines, columns),
            env=environment,
            timeout=60,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._child.close(force=True)

    @property
    def pid(self) -> int:
        """Number of the program's process."""
        assert self._child.pid is not None
        return self._child.pid

    @property
    def text(self) -> str:
        """The screen as lines."""
        return "\n".join(line.rstrip() for line in self._screen.display)

    def modes(self) -> list[Any]:
        """Of the terminal, as termios tells them."""
        return termios.tcgetattr(self._child.child_fd)

    def press(self, keys: str) -> None:
        """Types."""
        self._child.send(keys)

    def send(self, octets: bytes) -> None:
        """Sends octets that are no text."""
        self._child.send(octets)

    def resize(self, columns: int, lines: int) -> None:
        """Changes the window's size."""
        self._screen.resize(lines, columns)
        self._child.setwinsize(lines, columns)

    def clear(self) -> None:
        """Has another program write over the screen."""
        self._screen.reset()

    def kill(self, number: signal.Signals) -> None:
        """Sends a signal."""
        self._child.kill(number)

    def vanish(self) -> None:
        """Closes the window without a word, as a lost connection does."""
        child: Any = self._child
        child.ptyproc.fileobj.close()

    def is_running(self) -> bool:
        """Whether the program has not ended, without reading what it writes."""
        return bool(self._child.isalive())

    def wait_for(self, *words: str, within_s: float = 60) -> str:
        """The screen once it shows all of ``words``."""
        return self.wait_until(lambda text: all(word in text for word in words), within_s)

    def wait_until(self, holds: Callable[[str], bool], within_s: float = 60) -> str:
        """The screen once ``holds`` holds for it."""
        end = time.monotonic() + within_s
        while time.monotonic() < end:
            self._read()
            if holds(self.text):
                return self.text
        raise AssertionError(f"this is not the screen that was awaited:\n{self.text}")

    def status(self, within_s: float = 60) -> int:
        """The exit status, once the program has ended."""
        end = time.monotonic() + within_s
        while time.monotonic() < end:
            if not self._read():
                modes = termios.tcgetattr(self._child.child_fd)[3]
                self.echoes = bool(modes & termios.ECHO)
                self._child.close()
                status = self._child.exitstatus
                assert status is not None, f"ended by signal {self._child.signalstatus}"
                return int(status)
        raise AssertionError(f"still running:\n{self.text}")

    def _read(self) -> bool:
        """Feeds the emulator what has been written; False when there will be no more."""
        try:
            output = self._child.read_nonblocking(65536, timeout=0.1)
        except pexpect.TIMEOUT:
            return True
        except pexpect.EOF:
            return False
        self.written += output
        self._stream.feed(output)
        return True
