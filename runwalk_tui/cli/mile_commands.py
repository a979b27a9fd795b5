"""The command of the Magic Mile, and its options."""

from typing import Annotated

from cyclopts import Parameter

from runwalk_tui.cli.options import Json, RunnerOption


def magic_mile(
    time: str | None = None,
    *,
    keep: Annotated[bool, Parameter(help="Remember this mile, as run today.")] = False,
    runner: RunnerOption = None,
    json: Json = False,
) -> int:
    """Say what a mile run hard means for races and long runs; without a time, your miles so far.

    Parameters
    ----------
    time
        Of the mile, like 9:30; 'runwalk run magic-mile' takes it on the belt.
    """
    from runwalk_tui.cli.magic_mile import print_mile, print_miles

    if time is None:
        return print_miles(runner, json=json)
    return print_mile(time, runner, keep=keep, json=json)
