"""The program as a process without a terminal: what it prints, and how it ends."""

import json
import os
import signal
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from io import StringIO
from typing import Any

from runwalk_tui.cli import main

COMMAND = (sys.executable, "-m", "runwalk_tui")


@dataclass(frozen=True)
class Ended:
    """How a command ended."""

    status: int
    out: str
    err: str

    @property
    def events(self) -> list[dict[str, Any]]:
        """What was printed, as JSON objects."""
        return [json.loads(line) for line in self.out.splitlines()]


def runwalk(*arguments: str, within_s: float = 60) -> Ended:
    """Runs a command to its end."""
    ended = subprocess.run(
        [*COMMAND, *arguments], capture_output=True, text=True, timeout=within_s, check=False
    )
    return Ended(ended.returncode, ended.stdout, ended.stderr)


def here(*arguments: str) -> Ended:
    """Runs a command within this process: for what comes before or after what is tested."""
    out, err = StringIO(), StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        status = main(arguments)
    return Ended(status, out.getvalue(), err.getvalue())


def begin(*arguments: str) -> subprocess.Popen[str]:
    """Begins a command; lines can be read from its standard output."""
    return subprocess.Popen(
        [*COMMAND, *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ,
        preexec_fn=_heed_interrupts,
    )


def _heed_interrupts() -> None:
    """A shell has what it runs in the background ignore Ctrl-C, tests and their children too."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
