"""The recorded sessions."""

from runwalk_tui.cli.options import Json, Practice, RunnerOption
from runwalk_tui.cli.session_list import list_sessions


def history(
    *,
    runner: RunnerOption = None,
    all: bool = False,
    practice: Practice = False,
    json: Json = False,
) -> int:
    """List the recorded sessions, newest first.

    Parameters
    ----------
    all
        Those of every runner.
    """
    return list_sessions(runner=runner, all=all, practice=practice, json=json)
