"""The recorded sessions."""

from typing import Annotated

from cyclopts import Parameter

from runwalk_tui.cli.options import WHOLE, Json, Practice, RunnerOption
from runwalk_tui.cli.session_list import list_sessions

Last = Annotated[
    int | None,
    Parameter(help="Number of sessions, newest first; 0 lists all. Default: 100."),
    WHOLE,
]


def history(
    *,
    runner: RunnerOption = None,
    all: bool = False,
    last: Last = None,
    only: Annotated[str, Parameter(help="Those with words in title, day or ending.")] = "",
    order: Annotated[str, Parameter(help="longest, farthest or calmest first.")] = "",
    practice: Practice = False,
    json: Json = False,
) -> int:
    """List the recorded sessions, newest first.

    Parameters
    ----------
    all
        Include the sessions of every runner.
    """
    return list_sessions(
        runner=runner, all=all, last=last, only=only, order=order, practice=practice, json=json
    )
