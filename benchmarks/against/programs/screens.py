"""The program on a terminal of 80x24, as who sits before it waits for it.

Prints, by its word: ``first``, seconds from the command to the first frame of the home screen;
``switch``, from a key to the screen that it opens, there and back (the mean); ``watched``, what a
page and a line that watch a live workout for 30 s cost it: its processor time beside that of one
which nobody watches.
"""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
import urllib.request
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Self

ROWS, COLUMNS = 24, 80
LATEST_S = 60.0
WATCHED_S = 30.0
SWITCHES = 5

HOME, DEVICES, READY = b"10:1", b"signal", b"Press Enter"
"""Words of the list of plans, of the devices, and of the screen before the start."""

_CONTROL = re.compile(rb"\x1b\[[0-9;?]*[A-Za-z]|\x1b[()][A-Z0-9]|\x1b[=>]")


class Terminal:
    """The program on a pseudo-terminal."""

    def __init__(self, *words: str) -> None:
        self.began = time.monotonic()
        self.pid, self._end = pty.fork()
        if not self.pid:
            os.environ.update(TERM="xterm-256color", COLUMNS=str(COLUMNS), LINES=str(ROWS))
            os.execv(sys.executable, [sys.executable, "-m", "runwalk_tui", *words])
        size = struct.pack("HHHH", ROWS, COLUMNS, 0, 0)
        fcntl.ioctl(self._end, termios.TIOCSWINSZ, size)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        os.kill(self.pid, signal.SIGTERM)
        end = time.monotonic() + 15
        while time.monotonic() < end and os.waitpid(self.pid, os.WNOHANG) == (0, 0):
            self._read(0.1)

    def press(self, key: bytes) -> None:
        """Types."""
        self.began = time.monotonic()
        os.write(self._end, key)

    def until(self, word: bytes) -> float:
        """Seconds from the command or the last key to ``word`` on the screen.

        Raises:
            TimeoutError: If it does not come.
        """
        seen = b""
        while time.monotonic() - self.began < LATEST_S:
            seen += self._read(1.0)
            if word in _CONTROL.sub(b"", seen):
                return time.monotonic() - self.began
        raise TimeoutError(f"{word.decode()} is not shown: {_CONTROL.sub(b'', seen)[-300:]!r}")

    def rest(self, seconds: float) -> None:
        """Reads what it writes for so long."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            self._read(left)

    def spent_s(self) -> float:
        """Processor time of its threads so far, in steps of a ns where `stat` has 10 ms."""
        threads = Path(f"/proc/{self.pid}/task").glob("*/schedstat")
        return sum(int(each.read_text(encoding="ascii").split()[0]) for each in threads) / 1e9

    def _read(self, timeout_s: float) -> bytes:
        if not select.select([self._end], [], [], timeout_s)[0]:
            return b""
        try:
            return os.read(self._end, 65536)
        except OSError:
            return b""


def first_s() -> float:
    """Seconds to the first frame."""
    with Terminal("--virtual") as terminal:
        return terminal.until(HOME)


def switch_s() -> float:
    """Seconds from screen to screen."""
    taken = []
    with Terminal("--virtual") as terminal:
        terminal.until(HOME)
        terminal.rest(2)
        for _ in range(SWITCHES):
            for key, word in ((b"d", DEVICES), (b"\x1b", HOME)):
                terminal.press(key)
                taken.append(terminal.until(word))
                terminal.rest(1)
    return sum(taken) / len(taken)


def watched() -> float:
    """Processor time of a workout that is watched, by that of one that is not."""
    return _live_s(("--web",), ("--line",)) / _live_s()


def _live_s(*viewers: tuple[str, ...]) -> float:
    """Processor time of the first half minute of somebody's first workout."""
    with ExitStack() as stack:
        os.environ["RUNWALK_HOME"] = stack.enter_context(TemporaryDirectory())
        _make_runner()
        terminal = stack.enter_context(Terminal("run", "1-2", "--virtual"))
        terminal.until(READY)
        for words in viewers:
            _watch(stack, *words)
        terminal.press(b"\r")
        terminal.rest(5)
        before_s = terminal.spent_s()
        terminal.rest(WATCHED_S)
        return terminal.spent_s() - before_s


def _watch(stack: ExitStack, *words: str) -> None:
    """Watches it; a build that cannot is not watched."""
    viewer = subprocess.Popen(
        [sys.executable, "-m", "runwalk_tui", "watch", *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    stack.callback(viewer.wait, 15)
    stack.callback(viewer.terminate)
    if "--web" not in words or viewer.stdout is None:
        return
    found = re.search(rb"http://\S+", viewer.stdout.readline())
    if found is not None:
        page = found[0].decode().replace("/?", "/news?")
        stack.enter_context(urllib.request.urlopen(page, timeout=60))


def _make_runner() -> None:
    """The first start would ask who runs, on another screen."""
    subprocess.run(
        [sys.executable, "-m", "runwalk_tui", "profile", "new", "Ada"],
        stdout=subprocess.DEVNULL,
        check=True,
    )


if __name__ == "__main__":
    _make_runner()
    print({"first": first_s, "switch": switch_s, "watched": watched}[sys.argv[1]]())
