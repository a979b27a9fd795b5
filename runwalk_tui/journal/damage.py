"""Note the journal's damaged rows, a line for each, shown once when the command ends.

The rest is shown all the same, so this is no exception: whoever reads a row notes what is wrong
with it here, and whoever talks to the runner takes the lines.
"""

import logging

from runwalk_devices.transport.plain_text import plain

MOST_LINES = 20
"""More is told as a number."""

_logger = logging.getLogger(__name__)
_noted: dict[str, None] = {}


def note_damage(line: str) -> None:
    """Notes which row is damaged, and how; SQLite quotes what is no text, octet by octet."""
    line = plain(line)
    if line not in _noted:
        _noted[line] = None
        _logger.warning("%s", line)


def noted_damage() -> list[str]:
    """Return what was noted since `take_damage` was called last, in order; it stays noted."""
    return list(_noted)


def take_damage() -> list[str]:
    """Return what was noted since this was called last, in order."""
    lines = list(_noted)
    _noted.clear()
    more = len(lines) - MOST_LINES
    if more <= 0:
        return lines
    from runwalk_tui.journal.sentences import MORE_DAMAGED

    return [*lines[:MOST_LINES], MORE_DAMAGED(more)]
