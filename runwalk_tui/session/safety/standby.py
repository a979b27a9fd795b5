"""The watchdog's long wait: a process that takes in charges and beats, and little memory.

What it needs to stop a belt (`runwalk_tui.session.safety.watchdog`) it imports when it has to act,
and in a thread as soon as a beat is late: long before silence is judged.
"""

import json
import signal
import sys
from collections.abc import Callable, Iterable
from importlib import import_module
from queue import Empty, SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING, Any

from runwalk_devices.uptime import asleep_s, awake_s
from runwalk_tui.session.safety.vigil import Vigil

if TYPE_CHECKING:
    from runwalk_tui.session.safety.vigil import Charge, Told

LOOK_S = 0.25
"""Between two looks at the time."""
LATE_S = 2.0
"""A beat that is late by a second has the watchdog get ready."""
WATCHDOG = "runwalk_tui.session.safety.watchdog"
"""The module that acts, by name: it knows this file, not the other way round."""

_BEATS = {b"true\n": True, b"false\n": False, b"null\n": None}


class Ended:
    """The end of the messages to a watchdog."""


class Watch:
    """Guards until there is nothing more to be told.

    Args:
        words: What is told, as it comes.
    """

    def __init__(self, words: "SimpleQueue[Any]") -> None:
        self._words = words
        self._vigil = Vigil()
        self._is_ready = False

    def to_the_end(self) -> "Charge | None":
        """Returns once the process is gone, with what is to be stopped then."""
        while self._takes_in(LOOK_S):
            now = awake_s()
            if self._vigil.is_silent(now, LATE_S):
                self._get_ready()
            if self._vigil.is_silent(now):
                import_module(WATCHDOG).end_silence(self._vigil, self._words)
        return self._vigil.charge

    def _takes_in(self, wait_s: float) -> bool:
        """Waits for a word; False at the end of them."""
        try:
            word = self._words.get(timeout=wait_s)
        except Empty:
            self._vigil.looked(awake_s(), asleep_s())
            return True
        now = awake_s()
        self._vigil.looked(now, asleep_s())
        if isinstance(word, Ended):
            return False
        self._vigil.told(word, now)
        return True

    def _get_ready(self) -> None:
        """Imports what acts, beside the wait: a look that came late would count as a sleep."""
        if not self._is_ready:
            self._is_ready = True
            Thread(target=import_module, args=(WATCHDOG,), daemon=True).start()


def understood(line: bytes) -> "Told":
    """Parse a line; a charge stays as it is, to be read when it is carried out.

    Raises:
        ValueError: If it says nothing.
    """
    if line in _BEATS:
        return _BEATS[line]
    charge = json.loads(line)
    if not (isinstance(charge, dict) and {"pid", "air", "address"} <= set(charge)):
        raise ValueError("it is no charge")
    return line


def listen(
    lines: Iterable[bytes],
    words: "SimpleQueue[Any]",
    understand: "Callable[[bytes], Told]" = understood,
) -> None:
    """Passes on what lines say, and their end; a line that was cut short says nothing."""
    try:
        for line in lines:
            try:
                words.put(understand(line))
            except ValueError:
                _log("not understood: %r", line)
    except OSError as error:
        _log("nothing more can be heard: %s", error)
    finally:
        words.put(Ended())


def _log(message: str, *details: object) -> None:
    """Logs as the watchdog."""
    import logging

    from runwalk_tui.config.log_file import log_to_file

    log_to_file()
    logging.getLogger(WATCHDOG).warning(message, *details)


def main() -> int:
    """Guards until the input ends; the exit status is 1 if a belt could not be stopped."""
    for name in ("SIGINT", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.SIG_IGN)
    words: SimpleQueue[Any] = SimpleQueue()
    Thread(target=listen, args=(sys.stdin.buffer, words), daemon=True).start()
    charge = Watch(words).to_the_end()
    if charge is None:
        return 0
    return 0 if import_module(WATCHDOG).rescue(charge) else 1


if __name__ == "__main__":
    raise SystemExit(main())
