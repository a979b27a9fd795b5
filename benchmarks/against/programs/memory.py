"""The most memory of a live workout in a terminal, beside an empty Textual app's; on Linux."""

import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios
import time
from pathlib import Path

from benchmarks.against.programs.waiting import empty_kb, peak_kb

ROWS, COLUMNS = 40, 120
BEGINS_S, ENDS_S = 5, 15
"""When the key that begins is pressed, and when it is measured: in the first step."""

CLOSES_S = 15


def live_kb() -> int:
    """Of a virtual workout that runs for a few seconds."""
    child, terminal = pty.fork()
    if child == 0:
        words = [sys.executable, "-m", "runwalk_tui", "run", "1-2", "--virtual"]
        os.execve(sys.executable, words, {**os.environ, "TERM": "xterm-256color"})
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
    _show(terminal, BEGINS_S)
    os.write(terminal, b"\r")
    _show(terminal, ENDS_S - BEGINS_S)
    peak = peak_kb(Path(f"/proc/{child}/status").read_text(encoding="utf-8"))
    os.kill(child, signal.SIGTERM)
    _show(terminal, CLOSES_S)
    os.waitpid(child, 0)
    return peak


def _show(terminal: int, seconds: float) -> None:
    """Takes what the program writes, for so long or until it ends."""
    ends = time.monotonic() + seconds
    while (left := ends - time.monotonic()) > 0:
        try:
            if select.select([terminal], [], [], left)[0] and not os.read(terminal, 65536):
                return
        except OSError:
            return


if __name__ == "__main__":
    print(live_kb() / empty_kb())
