"""Workouts and weeks of a programme in a few words."""

from collections.abc import Sequence
from itertools import groupby
from typing import Literal

from runwalk_tui.training.programmes.ratios import Ratio, length_text
from runwalk_tui.units.format import METRES
from runwalk_tui.workout.plan import Kind, Plan, Step

Units = Literal["km", "mi"]

_AROUND = (Kind.WARM_UP, Kind.COOL_DOWN)


def workout_words(plan: Plan, units: Units = "km") -> str:
    """The main part: ``run 1 min, walk 2 min, 20 min in all``, or its steps one by one."""
    main = _main(plan)
    ratio = _ratio(main)
    if ratio is None:
        return ", ".join(f"{step.kind} {_length(step, units)}" for step in main)
    lengths = [f"{step.kind} {length_text(step.planned_s)}" for step in main[:2]]
    return f"{', '.join(lengths)}, {_size(main, units)} in all"


def workout_brief(plan: Plan, units: Units = "km") -> str:
    """The same where there is little room: ``1:2, 20 min``, or its runs alone: ``8 + 8 min``."""
    main = _main(plan)
    ratio = _ratio(main)
    if ratio is not None:
        in_minutes = ratio.run_s % 60 == ratio.walk_s % 60 == 0
        name = ratio.name if in_minutes else f"{ratio.run_s:g}/{ratio.walk_s:g} s"
        return f"{name}, {_size(main, units)}"
    runs = [step for step in main if step.kind.is_running]
    if all(step.distance_m is None and step.planned_s % 60 == 0 for step in runs):
        return f"{' + '.join(f'{step.planned_s / 60:g}' for step in runs)} min"
    return " + ".join(_length(step, units) for step in runs)


def week_words(week: Sequence[Plan], units: Units = "km") -> str:
    """Its workouts, equal ones counted: ``3 × run 25 min``."""
    return _counted([workout_words(plan, units) for plan in week])


def week_brief(week: Sequence[Plan], units: Units = "km") -> str:
    """The same where there is little room: ``2 × 4:1, 30 min; 9:1, 60 min``."""
    return _counted([workout_brief(plan, units) for plan in week])


def _counted(words: Sequence[str]) -> str:
    groups = [(text, len(list(group))) for text, group in groupby(words)]
    return "; ".join(f"{count} × {text}" if count > 1 else text for text, count in groups)


def _main(plan: Plan) -> list[Step]:
    return [step for step in plan.steps if step.kind not in _AROUND]


def _ratio(main: Sequence[Step]) -> Ratio | None:
    """Return what is done again and again; None if it is not one run and one walk."""
    runs = {step.duration_s for step in main[:-1] if step.kind.is_running}
    walks = {step.duration_s for step in main[:-1] if step.kind is Kind.WALK}
    if len(runs) == len(walks) == 1 and len(main) > 3:
        (run_s,), (walk_s,) = runs, walks
        if run_s is not None and walk_s is not None:
            return Ratio(run_s, walk_s)
    return None


def _length(step: Step, units: Units) -> str:
    if step.distance_m is not None:
        return _distance(step.distance_m, units)
    return length_text(step.planned_s)


def _size(steps: Sequence[Step], units: Units) -> str:
    """A time; of a workout that ends by distance, the distance."""
    if steps[-1].distance_m is None:
        return f"{sum(step.planned_s for step in steps) / 60:.0f} min"
    return _distance(sum(step.planned_s * step.speed_kmh / 3.6 for step in steps), units)


def _distance(metres: float, units: Units) -> str:
    return f"{metres / METRES[units]:.1f} {units}"
