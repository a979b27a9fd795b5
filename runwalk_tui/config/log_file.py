"""Writes all log records to the runner's log file."""

import logging
from contextlib import suppress

from runwalk_tui.config.paths import log_file


class _LogFile(logging.FileHandler):
    """A file made when there is something to say; where it cannot be made, nothing is said."""

    def emit(self, record: logging.LogRecord) -> None:
        with suppress(OSError):
            super().emit(record)


def log_to_file() -> None:
    """Everything logged from now on goes to one file and nowhere else.

    A disk that takes no log is no reason to disturb a workout, nor whoever reads the terminal.
    """
    logging.raiseExceptions = False
    file = log_file()
    with suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    logging.basicConfig(
        level=logging.INFO,
        format="%(asctime)s %(levelname)s %(name)s: %(message)s",
        handlers=[_LogFile(file, delay=True, encoding="utf-8")],
    )
