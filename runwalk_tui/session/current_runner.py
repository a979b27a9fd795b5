"""Which runner a command is for, and what becomes of sessions that are nobody's."""

import os
import sys
from typing import IO

from runwalk_tui.config.effective import EffectiveSettings
from runwalk_tui.config.paths import journal_file
from runwalk_tui.config.profiles import list_runners, load_personal, was_asked
from runwalk_tui.config.settings import RunnerSettings, load_settings
from runwalk_tui.errors import UsageError
from runwalk_tui.journal.reader import Journal
from runwalk_tui.session.safety.presence import read_presence


def who_runs(runner: str | None) -> EffectiveSettings:
    """The settings of the runner that was named, else of who runs now.

    Raises:
        FileError: If there is no such runner, or a file cannot be used.
        StoreError: If the journal cannot be used.
    """
    mine = load_personal(runner)
    if words := taken_over(mine):
        print(f"runwalk: {words}", file=sys.stderr)
    return mine


def is_first_start() -> bool:
    """Whether nobody was ever here before, and somebody is there to be asked.

    Raises:
        FileError: If the settings cannot be used.
        StoreError: If the journal cannot be used.
    """
    if was_asked() or load_settings().runner != RunnerSettings():
        return False
    if not has_terminal():
        return False
    last = read_presence()
    if last is not None and last.started:
        return False
    with Journal.open() as journal:
        return not journal.sessions()


def has_terminal() -> bool:
    """Whether somebody can see a screen and press keys: at a terminal, or on a page."""
    if os.environ.get("TEXTUAL_DRIVER"):
        return True
    return _is_terminal(sys.stdin) and _is_terminal(sys.stdout)


def need_terminal(command: str, instead: str = "") -> None:
    """Makes sure of that before anything else is done.

    Args:
        command: What needs it.
        instead: What does not, as the end of a sentence.

    Raises:
        UsageError: If there is none.
    """
    if not has_terminal():
        what = f"{command}: this needs a terminal to read keys from and to show a screen on"
        raise UsageError(f"{what}; {instead}" if instead else what)


def _is_terminal(stream: IO[str] | None) -> bool:
    """Python has none where the descriptor is closed."""
    return stream is not None and not stream.closed and stream.isatty()


def taken_over(mine: EffectiveSettings) -> str | None:
    """Gives the only runner with a profile what was recorded without one, and says it in a line.

    Raises:
        StoreError: If the journal cannot be used.
    """
    if not mine.id or len(list_runners()) > 1 or not journal_file().exists():
        return None
    with Journal.open() as journal:
        count = journal.take_over(mine.id)
    name = mine.runner.name or mine.id
    if count == 1:
        return f"the session so far now belongs to {name}"
    return f"the {count} sessions so far now belong to {name}" if count else None
