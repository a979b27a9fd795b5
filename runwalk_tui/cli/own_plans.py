"""Changes the runner's own plans: copy, edit, delete, bring back, star."""

import sys
from typing import Annotated

from runwalk_tui.cli import plan_list, sentences
from runwalk_tui.cli import sentences_of_refusals as refusals
from runwalk_tui.cli.examined import examined
from runwalk_tui.cli.options import option
from runwalk_tui.config.profiles import who_runs
from runwalk_tui.errors import DONE, UsageError
from runwalk_tui.plans.loader import load_plan
from runwalk_tui.plans.own import (
    copy_plan,
    delete_plan,
    deleted_plans,
    keep_text,
    own_text,
    restore_plan,
    star,
)

HEAD = ("title", "about", "maximum_kmh")


def copy(name: str, to: str = "") -> int:
    """Copy a plan, to change it.

    Parameters
    ----------
    name
        Name of a plan, or a workout of a programme like c25k:3.1.
    to
        Name of the copy. Default: my- and the plan's name.
    """
    print(copy_plan(name, to, who_runs(None)))
    return DONE


def edit(name: str, *changes: str) -> int:
    """Change a plan of your own; without changes, on a screen.

    Parameters
    ----------
    name
        Name of a plan of your own.
    changes
        Changes, like title=Hills 2.repeat=8 3.time=4:00 2.1.speed=9; an empty value removes a key.
    """
    mine = who_runs(None)
    text = own_text(name)
    if not changes:
        from runwalk_tui.tui.start import edit_plan

        if not (sys.stdin.isatty() and sys.stdout.isatty()):
            raise UsageError(refusals.EDIT_WITHOUT_SCREEN)
        return edit_plan(name, examined)
    from runwalk_tui.plans.draft import Draft, parse_place

    draft = Draft(text, name, mine)
    for word in changes:
        key, equals, value = word.partition("=")
        if not equals:
            raise UsageError(refusals.EDIT_WITHOUT_EQUALS.format(word=word))
        number, _, column = key.strip().rpartition(".")
        place = parse_place(number)
        if key.strip() in HEAD:
            draft.change_head(key.strip(), value)
        elif place is not None and column:
            draft.change(place, column, value)
        else:
            raise UsageError(refusals.EDIT_WITHOUT_KEY.format(key=key))
    print(keep_text(name, draft.text))
    plan = load_plan(name, mine)
    print(f"{plan.title}   {plan_list.size(plan, mine.units)}")
    return DONE


def delete(name: str) -> int:
    """Delete a plan of your own; 'runwalk plans restore' brings it back.

    Parameters
    ----------
    name
        Name of a plan of your own.
    """
    delete_plan(name)
    print(sentences.PLAN_DELETED.format(name=name))
    return DONE


def restore(name: str = "") -> int:
    """Bring a deleted plan back, or list those that were deleted.

    Parameters
    ----------
    name
        Name of a plan of your own.
    """
    if name:
        restore_plan(name)
        print(sentences.PLAN_BACK.format(name=name))
        return DONE
    print("\n".join(deleted_plans()) or sentences.NO_PLAN_DELETED)
    return DONE


def star_(name: str, *, off: Annotated[bool, option("Remove the star.")] = False) -> int:
    """Give a plan a star: it comes first in the list.

    Parameters
    ----------
    name
        Name of a plan, shipped or your own.
    """
    is_on = star(name, on=not off)
    print((sentences.STARRED if is_on else sentences.UNSTARRED).format(name=name))
    return DONE
