"""Workouts and weeks of a programme in a few words."""

from collections.abc import Sequence
from itertools import groupby

from runwalk_tui.core.plan import Kind, Plan, Step
from runwalk_tui.training.ratios import Ratio, length_text

_AROUND = (Kind.WARM_UP, Kind.COOL_DOWN)


def workout_words(plan: Plan) -> str:
    """The main part: ``run 1 min, walk 2 min, 20 min in all``, or its steps one by one."""
    main = [step for step in plan.steps if step.kind not in _AROUND]
    runs = {step.duration_s for step in main[:-1] if step.kind.is_running}
    walks = {step.duration_s for step in main[:-1] if step.kind is Kind.WALK}
    if len(runs) == len(walks) == 1 and None not in runs | walks and len(main) > 3:
        return f"{Ratio(_only(runs), _only(walks)).lengths}, {_size(main)} in all"
    return ", ".join(f"{step.kind} {_length(step)}" for step in main)


def week_words(week: Sequence[Plan]) -> str:
    """Its workouts, equal ones counted: ``3 × run 25 min``."""
    words = [workout_words(plan) for plan in week]
    groups = [(text, len(list(group))) for text, group in groupby(words)]
    return "; ".join(f"{count} × {text}" if count > 1 else text for text, count in groups)


def _length(step: Step) -> str:
    if step.distance_m is not None:
        return f"{step.distance_m / 1000:.1f} km"
    return length_text(step.planned_s)


def _size(steps: Sequence[Step]) -> str:
    """A time; of a workout that ends by distance, the distance."""
    if steps[-1].distance_m is None:
        return f"{sum(step.planned_s for step in steps) / 60:.0f} min"
    return f"{sum(step.planned_s * step.speed_kmh / 3.6 for step in steps) / 1000:.1f} km"


def _only(values: set[float | None]) -> float:
    (value,) = values
    assert value is not None
    return value
