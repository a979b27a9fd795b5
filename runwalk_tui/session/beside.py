"""Broadcasts a workout from a process beside it, where no app can reach the belt.

Whatever waits for that process waits in a thread of its own: no screen and no workout does.
"""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Event, Lock, Thread, Timer

from runwalk_tui.errors import UsageError
from runwalk_tui.session import sentences_of_commands as shown
from runwalk_tui.session.child_process import APART, own_command, own_environment

LEAVE_S = 5.0
"""For the other process to say goodbye to the network."""

SAYS = "runwalk: "
"""Before a line of this program's own."""

COMMAND = ("broadcast", "--beside")


class _Run(Thread):
    """The other process, from its start to its end.

    It ends with this one, however this one ends: it reads until its input does.

    Attributes:
        begun: Set once apps can find it, or it has ended.
        is_on: Apps can find it.
        trouble: Why it ended, or did not begin; "" if that was asked for.
    """

    def __init__(self, command: list[str]) -> None:
        super().__init__(daemon=True, name="broadcast")
        self.begun, self.is_on, self.trouble = Event(), False, ""
        self._command = command
        self._lock = Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._is_asked_to_end = False
        self._limit: Timer | None = None

    def run(self) -> None:
        """The thread; whatever fails is told as trouble."""
        try:
            self._live()
        except (OSError, ValueError) as error:
            self.trouble = "" if self._is_asked_to_end else str(error)
        finally:
            self.is_on = False
            self.begun.set()
            if self._limit is not None:
                self._limit.cancel()

    def ask_to_end(self) -> None:
        """Ends the input of the process; one that does not go is killed."""
        with self._lock:
            self._is_asked_to_end, process = True, self._process
        if process is not None:
            self._let_go(process)

    def _live(self) -> None:
        process = subprocess.Popen(
            self._command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=own_environment(),
            start_new_session=True,
            creationflags=APART,
        )
        assert process.stdout is not None
        assert process.stderr is not None
        with process:
            with self._lock:
                self._process, is_late = process, self._is_asked_to_end
            if is_late:
                self._let_go(process)
            # One line, once apps can find it; it writes nothing after that: this waits for its end.
            self.is_on = bool(process.stdout.readline())
            if self.is_on:
                self.begun.set()
                process.stdout.read()
            why = process.stderr.read().decode(errors="replace").strip()
        if not self._is_asked_to_end:
            self.trouble = _line_of(why) or shown.BROADCAST_ENDED

    def _let_go(self, process: "subprocess.Popen[bytes]") -> None:
        self._limit = Timer(LEAVE_S, process.kill)
        self._limit.daemon = True
        self._limit.start()
        with suppress(OSError, ValueError):
            assert process.stdin is not None
            process.stdin.close()


def _line_of(said: str) -> str:
    """The line in which this program says what is wrong, or else the last one."""
    lines = said.splitlines() or [""]
    own = (line.removeprefix(SAYS) for line in lines if line.startswith(SAYS))
    return next(own, lines[-1])


class Broadcast:
    """Shows workouts on the network while it is on, as the settings say.

    Args:
        command: Of the other process.
    """

    def __init__(self, command: list[str] | None = None) -> None:
        self._command = command or own_command("runwalk_tui", *COMMAND)
        self._run: _Run | None = None

    @property
    def is_wanted(self) -> bool:
        """True from when it is switched on until it is switched off, or has ended."""
        return self._run is not None and not self.trouble

    @property
    def is_on(self) -> bool:
        """True while apps can find it."""
        return self._run is not None and self._run.is_on

    @property
    def trouble(self) -> str:
        """Why it is on no more though nobody switched it off, in a line; else ""."""
        return "" if self._run is None else self._run.trouble

    def switch_on(self) -> None:
        """Begins; returns at once."""
        if not self.is_wanted:
            self._run = _Run(self._command)
            self._run.start()

    def switch_off(self) -> None:
        """Ends it; returns at once."""
        run, self._run = self._run, None
        if run is not None:
            run.ask_to_end()

    def wait_begun(self) -> str:
        """Waits until it is on; returns why it is not, or ""."""
        run = self._run
        if run is not None:
            run.begun.wait()
        return self.trouble

    def close(self) -> None:
        """Ends it, and waits until it has gone."""
        run = self._run
        self.switch_off()
        if run is not None:
            run.join(2 * LEAVE_S)


@contextmanager
def broadcasting(wanted: bool) -> Iterator[Broadcast]:
    """A broadcast while the block lasts; from its beginning, if that is wanted.

    Raises:
        UsageError: If it is wanted and cannot be, for example since the port is taken.
    """
    broadcast = Broadcast()
    try:
        if wanted:
            broadcast.switch_on()
            if why := broadcast.wait_begun():
                raise UsageError(why)
        yield broadcast
    finally:
        broadcast.close()
