"""Prints the coach's advice for today, and the weeks so far."""

import json as json_text
from typing import Annotated

from cyclopts import App, Parameter

from runwalk_tui.cli import progress_words, today_words
from runwalk_tui.cli.options import WHOLE, Json, Practice, RunnerOption
from runwalk_tui.errors import DONE
from runwalk_tui.language import tr
from runwalk_tui.training.sentence_table import LISTED

coach = App(name="coach", help="Show what the coach can say, and by which rules.")


@coach.command
def sentences(*, json: Json = False) -> int:
    """List every sentence that the coach can say, with the rule that says it."""
    if json:
        print(json_text.dumps([each._asdict() for each in LISTED]))
        return DONE
    width = max(len(tr(each.rule)) for each in LISTED)
    for each in LISTED:
        print(f"{tr(each.rule):<{width}}  {tr(each.text)}")
    return DONE


def today(
    *,
    overrule: Annotated[
        str | None, Parameter(help="Refuse this part of the advice, or all of it.")
    ] = None,
    move: Annotated[
        str | None,
        Parameter(help="Put the workout off to a day, like 2026-03-05, or to tomorrow."),
    ] = None,
    on: Annotated[str | None, Parameter(help="Show the advice for another day.")] = None,
    runner: RunnerOption = None,
    practice: Practice = False,
    json: Json = False,
) -> int:
    """Show the next workout, what is changed in it, and why."""
    return today_words.today(
        overrule=overrule, move=move, on=on, runner=runner, practice=practice, json=json
    )


def progress(
    *,
    share: Annotated[
        bool, Parameter(help="Print this week in one line, to send to a partner.")
    ] = False,
    last: Annotated[
        int | None,
        Parameter(help="Number of weeks, newest first; 0 shows all. Default: 52."),
        WHOLE,
    ] = None,
    runner: RunnerOption = None,
    practice: Practice = False,
    json: Json = False,
) -> int:
    """Show the weeks so far: ratio, time, distance, heart rate, effort, load."""
    return progress_words.progress(
        share=share, last=last, runner=runner, practice=practice, json=json
    )
