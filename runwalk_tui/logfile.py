"""Has everything that is logged written to the runner's log file."""

import logging

from runwalk_tui.paths import log_file


def log_to_file() -> None:
    """Everything logged from now on goes to one file, made when there is something to say."""
    logging.raiseExceptions = False
    file = log_file()
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
    except OSError:
        return
    logging.basicConfig(
        level=logging.INFO,
        format="%(asctime)s %(levelname)s %(name)s: %(message)s",
        handlers=[logging.FileHandler(file, delay=True, encoding="utf-8")],
    )
