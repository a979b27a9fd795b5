"""Lists the plans."""

from runwalk_tui.cli import sentences
from runwalk_tui.config.profiles import who_runs
from runwalk_tui.errors import DONE
from runwalk_tui.language import decimal
from runwalk_tui.language.titles import title_words
from runwalk_tui.plans.loader import PlanEntry, list_plans
from runwalk_tui.units.constants import Units
from runwalk_tui.units.format import METRES
from runwalk_tui.workout.plan import Plan


def list_all(*, json: bool = False) -> int:
    """As `runwalk_tui.cli.plans.list_all`."""
    mine = who_runs(None)
    entries = list_plans(mine)
    if json:
        import json as json_text

        rows = [
            {
                "name": entry.name,
                "title": entry.plan.title if entry.plan else None,
                "about": entry.plan.about if entry.plan else None,
                "total_s": entry.plan.planned_s if entry.plan else None,
                "distance_m": round(entry.plan.planned_m) if entry.plan else None,
                "own": entry.is_own,
                "starred": entry.is_starred,
                "error": entry.error,
            }
            for entry in entries
        ]
        print(json_text.dumps(rows))
        return DONE
    width = max(len(entry.name) for entry in entries) + 2
    for entry in entries:
        if entry.plan is None:
            what = sentences.CANNOT_BE_USED.format(why=entry.error)
            print(f"{entry.name:<{width}}{what}")
        else:
            title = starred_title(entry)
            print(f"{entry.name:<{width}}{size(entry.plan, mine.units):<18}{title}")
    return DONE


def starred_title(entry: PlanEntry) -> str:
    """The title of a plan in the list, after its star if it has one."""
    title = title_words(entry.plan.title) if entry.plan else entry.name
    return f"★ {title}" if entry.is_starred else title


def size(plan: Plan, units: Units) -> str:
    """The duration and distance of a plan."""
    minutes = round(plan.planned_s / 60)
    far = decimal(f"{plan.planned_m / METRES[units]:5.1f}")
    return f"{minutes:3d} min {far} {units}"
