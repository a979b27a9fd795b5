"""Tells if somebody is at a terminal, and refuses a command that needs one."""

import os
import sys
from typing import IO

from runwalk_tui.errors import UsageError
from runwalk_tui.session import sentences_of_sessions as shown


def has_terminal() -> bool:
    """Return True if somebody can see a screen and press keys: at a terminal, or on a page."""
    if os.environ.get("TEXTUAL_DRIVER"):
        return True
    return _is_terminal(sys.stdin) and _is_terminal(sys.stdout)


def need_terminal(command: str, instead: str = "") -> None:
    """Refuse a command that needs a terminal where there is none.

    Args:
        command: What needs it.
        instead: What does not, as the end of a sentence.

    Raises:
        UsageError: If there is none.
    """
    if not has_terminal():
        what = shown.NEEDS_TERMINAL.format(command=command)
        raise UsageError(f"{what}; {instead}" if instead else what)


def _is_terminal(stream: IO[str] | None) -> bool:
    """Python has none where the descriptor is closed."""
    return stream is not None and not stream.closed and stream.isatty()
