"""A sixth of a processor, in two ways.

A program in a terminal is stopped and continued in turn, as cpulimit does it but in a finer rhythm:
in one of 100 ms nothing of it would run for 83 ms. It stands whether it works or waits, so whoever
waits for a moment is up to 10 ms late, and later on a computer that has other things to do.

An event loop on which the processor's time counts six times and waiting takes none is a slower
processor, and the same on any computer, however busy.
"""

import asyncio
import os
import pty
import signal
import struct
import subprocess
import sys
import termios
import threading
import time
from collections.abc import Callable, Coroutine, Sequence
from contextlib import suppress
from fcntl import ioctl
from typing import TypeVar

from textual import _time

from tests.virtual_time import VirtualTimeLoop

T = TypeVar("T")

SHARE = 6
"""A program gets one part in so many."""
RUNS_S = 0.002
ROWS, COLUMNS = 40, 120


class SlowLoop(VirtualTimeLoop):
    """An event loop on a processor that takes `SHARE` times as long, for all threads together."""

    def time(self) -> float:
        """Seconds of waiting, which passes at once, and of such a processor."""
        return super().time() + SHARE * time.process_time()


def on_slow_processor(work: Callable[[], Coroutine[object, object, T]]) -> T:
    """What ``work`` returns on a `SlowLoop`, whose time Textual's timers go by as well."""
    usual = _time.get_time
    try:
        with asyncio.Runner(loop_factory=SlowLoop) as runner:
            _time.get_time = runner.get_loop().time
            return runner.run(work())
    finally:
        _time.get_time = usual


def outputs_in_turns(words: Sequence[str], processes: int) -> list[str]:
    """What each of so many processes that run side by side has written to the file it is told.

    Each runs and stands in turn, in a terminal that takes all and is read by nobody.

    Args:
        words: Of the command, without the number of the file.
        processes: How many.

    Raises:
        RuntimeError: If one fails.
    """
    found: list[str] = []
    failures: list[str] = []

    def one() -> None:
        try:
            found.append(_output(words))
        except RuntimeError as error:
            failures.append(str(error))

    threads = [threading.Thread(target=one) for _ in range(processes)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failures:
        raise RuntimeError(failures[0])
    return found


def _output(words: Sequence[str]) -> str:
    read_end, write_end = os.pipe()
    ours, theirs = pty.openpty()
    ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
    written: list[bytes] = []
    readers = [
        threading.Thread(target=_drain, args=(end, kept))
        for end, kept in ((ours, []), (read_end, written))
    ]
    with subprocess.Popen(
        [sys.executable, *words, str(write_end)],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env={**os.environ, "TERM": "xterm-256color"},
        pass_fds=(write_end,),
        start_new_session=True,
    ) as process:
        os.close(theirs)
        os.close(write_end)
        for reader in readers:
            reader.start()
        while process.poll() is None:
            time.sleep(RUNS_S)
            process.send_signal(signal.SIGSTOP)
            time.sleep(RUNS_S * (SHARE - 1))
            process.send_signal(signal.SIGCONT)
    for reader in readers:
        reader.join()
    for end in (ours, read_end):
        os.close(end)
    if process.returncode:
        raise RuntimeError(f"exit status {process.returncode}")
    return b"".join(written).decode()


def _drain(end: int, kept: list[bytes]) -> None:
    """Reads to the end, which a terminal tells by an error."""
    with suppress(OSError):
        while octets := os.read(end, 65536):
            kept.append(octets)
