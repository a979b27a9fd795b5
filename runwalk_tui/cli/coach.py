"""Prints the coach's advice for today, and the weeks so far."""

import json as json_text
from typing import Annotated

from cyclopts import App, Parameter

from runwalk_tui.cli import progress_words, today_words
from runwalk_tui.cli.options import Json, Practice, RunnerOption
from runwalk_tui.errors import DONE
from runwalk_tui.language import tr
from runwalk_tui.training.sentence_table import EVERY

coach = App(name="coach", help="What the coach can say, and by which rules.")


@coach.command
def sentences(*, json: Json = False) -> int:
    """List every sentence that the coach can say, with the rule that says it."""
    if json:
        rows = [{"name": say.name, "rule": say.rule, "text": say.text} for say in EVERY]
        print(json_text.dumps(rows))
        return DONE
    width = max(len(tr(say.rule)) for say in EVERY)
    for say in EVERY:
        print(f"{tr(say.rule):<{width}}  {tr(say.text)}")
    return DONE


def today(
    *,
    overrule: Annotated[str | None, Parameter(help="Refuse this part of it, or all.")] = None,
    move: Annotated[str | None, Parameter(help="Put the workout off: a day, or tomorrow.")] = None,
    on: Annotated[str | None, Parameter(help="What it would be on another day.")] = None,
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
    share: Annotated[bool, Parameter(help="One line on this week, to send to a partner.")] = False,
    runner: RunnerOption = None,
    practice: Practice = False,
    json: Json = False,
) -> int:
    """Show the weeks so far: ratio, time, distance, heart rate, effort, load."""
    return progress_words.progress(share=share, runner=runner, practice=practice, json=json)
