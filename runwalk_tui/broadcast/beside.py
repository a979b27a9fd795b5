"""Broadcasts a workout from a process beside it, where no app can reach the belt."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from runwalk_tui.errors import UsageError
from runwalk_tui.session.child_process import APART, own_command, own_environment

LEAVE_S = 5.0
"""For the other process to say goodbye to the network."""


@contextmanager
def broadcasting(wanted: bool) -> Iterator[subprocess.Popen[bytes] | None]:
    """Broadcast while it lasts, as the settings say, if that is wanted.

    The other process, which is handed out, ends with this one, however this one ends: it reads
    until its input does.

    Raises:
        UsageError: If it cannot, for example since the port is taken.
    """
    if not wanted:
        yield None
        return
    process = subprocess.Popen(
        own_command("runwalk_tui", "broadcast", "--beside"),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=own_environment(),
        start_new_session=True,
        creationflags=APART,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    assert process.stderr is not None
    with process:
        try:
            # One line, once apps can find it; it writes nothing after that.
            if not process.stdout.readline():
                why = process.stderr.read().decode(errors="replace").strip()
                raise UsageError(why.removeprefix("runwalk: ") or "the broadcast did not begin")
            yield process
        finally:
            with suppress(OSError):
                process.stdin.close()
            try:
                process.wait(LEAVE_S)
            except subprocess.TimeoutExpired:
                process.kill()
