"""Makes a workout easier: shorter, or with more walking in it; never faster, never longer.

The amounts are this program's own rule.
"""

from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum
from math import ceil

from runwalk_tui.training.programmes.magic_mile import RAMP_S, RAMPS_A_RUN
from runwalk_tui.training.sentences import Say
from runwalk_tui.workout.plan import Kind, Plan, Step

KEPT = 2 / 3
"""So much stays: of the main part where it is made shorter, of each run where more is walked."""

LEAST_MAIN_S = 600.0
"""A main part that is no longer is not made shorter: more of it is walked instead."""

LONGEST_RUN_S = 600.0
"""A longer run is broken by walks where there is to be more walking."""

LEAST_RUN_S = RAMPS_A_RUN * RAMP_S
"""A shorter run is over before the belt is up to it: some are walked instead, the others whole."""

_GRID_S = 5.0
"""Times are cut to whole multiples of this."""

AROUND = (Kind.WARM_UP, Kind.COOL_DOWN)
"""What stays as it is."""


class How(StrEnum):
    """In which way a workout is made easier."""

    SHORTER = "shorter"
    MORE_WALKING = "more walking"


def with_less_running(plan: Plan, kept: float, walk_kmh: float = 5.0) -> Plan:
    """The plan with so much of each run left, 0 to 1, and the rest of it walked."""
    return replace(plan, steps=_more_walking(plan.steps, _walk_kmh(plan, walk_kmh), kept)[0])


def fitting(plan: Plan, how: How) -> How:
    """In which way a workout is made easier where one way is wished: a short one has one alone."""
    is_run = any(step.kind.is_running for step in plan.steps)
    if how is How.SHORTER and is_run and _length_s(_parts(plan.steps)[1]) > LEAST_MAIN_S + _GRID_S:
        return How.SHORTER
    return How.MORE_WALKING


def ease(plan: Plan, how: How, walk_kmh: float = 5.0) -> tuple[Plan, tuple[str, ...]]:
    """An easier workout of the same name, and what is different, a sentence each.

    Warm-up and cool-down stay as they are, and no speed rises. Surges become plain runs.

    Args:
        plan: The workout as written.
        how: In which way.
        walk_kmh: The speed of a walk where the plan has none to go by.

    Returns:
        The plan itself and no change if there is no running in it.
    """
    if not any(step.kind.is_running for step in plan.steps):
        return plan, ()
    calm, said = _without_surges(plan)
    if fitting(plan, how) is How.SHORTER:
        steps, what = _shorter(calm)
    else:
        steps, what = _more_walking(calm, _walk_kmh(plan, walk_kmh))
    return replace(plan, steps=steps), (what, *said)


def _without_surges(plan: Plan) -> tuple[tuple[Step, ...], tuple[str, ...]]:
    runs = [step.speed_kmh for step in plan.steps if step.kind is Kind.RUN]
    if not any(step.kind is Kind.SURGE for step in plan.steps):
        return plan.steps, ()
    calm = tuple(
        replace(step, kind=Kind.RUN, speed_kmh=min([step.speed_kmh, *runs]))
        if step.kind is Kind.SURGE
        else step
        for step in plan.steps
    )
    return calm, (Say.EASE_SURGES(),)


def _walk_kmh(plan: Plan, otherwise: float) -> float:
    """The speed of added walks: like those of the plan, and never faster than its runs."""
    walks = [step.speed_kmh for step in plan.steps if step.kind is Kind.WALK]
    runs = [step.speed_kmh for step in plan.steps if step.kind.is_running]
    return min([*(walks or [otherwise]), *runs])


def shortened(plan: Plan, kept: float) -> tuple[Plan, str, str]:
    """The plan with so much of its main part left, 0 to 1; its minutes after and before."""
    main_s = _length_s(_parts(plan.steps)[1])
    steps, kept_words, whole_words = _cut(plan.steps, main_s * kept)
    return replace(plan, steps=steps), kept_words, whole_words


def _shorter(steps: Sequence[Step]) -> tuple[tuple[Step, ...], str]:
    """Without the rounds that have the most running, until a third of the main part is gone."""
    wanted_s = max(_length_s(_parts(steps)[1]) * KEPT, LEAST_MAIN_S)
    kept_steps, kept, whole = _cut(steps, wanted_s)
    return kept_steps, Say.EASE_SHORTER(kept=kept, whole=whole)


def _cut(steps: Sequence[Step], wanted_s: float) -> tuple[tuple[Step, ...], str, str]:
    before, main, after = _parts(steps)
    parts = _rounds(main)
    whole_s = _length_s(main)
    left = list(range(len(parts)))
    while len(left) > 1 and _length_s([step for i in left for step in parts[i]]) > wanted_s + 1:
        left.remove(max(left, key=lambda i: (_share(parts[i]), i)))
    kept = [step for i in left for step in parts[i]]
    if _length_s(kept) > wanted_s + 1:
        kept = [_scaled(step, wanted_s / _length_s(kept)) for step in kept]
    return (*before, *kept, *after), _minutes(_length_s(kept)), _minutes(whole_s)


def _more_walking(
    steps: Sequence[Step], walk_kmh: float, kept: float = KEPT
) -> tuple[tuple[Step, ...], str]:
    """Each run gives a share to the walk after it; a long one is broken by walks."""
    eased: list[Step] = []
    spared_s = 0.0
    for step in steps:
        if step.kind.is_running:
            pieces = max(1, ceil(step.planned_s / LONGEST_RUN_S))
            for _ in range(pieces):
                piece = _share_of(step, 1 / pieces)
                spared_s += piece.planned_s * kept
                run_s = min(piece.planned_s, max(LEAST_RUN_S, piece.planned_s * kept))
                is_due = spared_s >= run_s - 1e-6
                spared_s -= run_s if is_due else 0.0
                for part in _split(piece, run_s / piece.planned_s if is_due else 0.0, walk_kmh):
                    _add(eased, part)
        else:
            _add(eased, step)
    what = Say.EASE_WALKING()
    return tuple(eased), what


def _add(steps: list[Step], step: Step) -> None:
    """Adds a step; a walk by time goes on from the one before it."""
    if steps and _is_timed_walk(step) and _is_timed_walk(steps[-1]):
        step = replace(step, duration_s=steps.pop().planned_s + step.planned_s)
    steps.append(step)


def _split(step: Step, kept: float, walk_kmh: float) -> list[Step]:
    """The first share of a run is run, the rest walked."""
    runs = [_share_of(step, kept)] if kept else []
    walk_s = step.planned_s - _length_s(runs)
    walk = Step(Kind.WALK, min(walk_kmh, step.speed_kmh), duration_s=step.planned_s)
    if walk_s <= 1e-6:
        return runs
    return [*runs, replace(walk, duration_s=walk_s, incline_percent=step.incline_percent)]


def _share_of(step: Step, share: float) -> Step:
    if step.distance_m is not None:
        return replace(step, distance_m=step.distance_m * share, timed=False)
    length_s = step.planned_s * share
    return replace(step, duration_s=_on_grid(length_s) if share < 1 else length_s)


def _is_timed_walk(step: Step) -> bool:
    return step.kind is Kind.WALK and step.duration_s is not None and step.until_bpm is None


def _parts(steps: Sequence[Step]) -> tuple[list[Step], list[Step], list[Step]]:
    """The steps before the main part, the main part, and the steps after it."""
    main = [i for i, step in enumerate(steps) if step.kind not in AROUND]
    first, last = main[0], main[-1] + 1
    return list(steps[:first]), list(steps[first:last]), list(steps[last:])


def _rounds(main: Sequence[Step]) -> list[list[Step]]:
    """The main part as rounds: each begins where a run begins after a walk."""
    found: list[list[Step]] = [[]]
    for step in main:
        if step.kind.is_running and found[-1] and not found[-1][-1].kind.is_running:
            found.append([])
        found[-1].append(step)
    if len(found) > 1 and not any(step.kind.is_running for step in found[0]):
        return [[*found[0], *found[1]], *found[2:]]
    return found


def _share(part: Sequence[Step]) -> float:
    return sum(s.planned_s for s in part if s.kind.is_running) / _length_s(part)


def _length_s(steps: Sequence[Step]) -> float:
    return sum(step.planned_s for step in steps)


def _scaled(step: Step, factor: float) -> Step:
    if step.distance_m is not None:
        return replace(step, distance_m=step.distance_m * factor, timed=False)
    length_s = step.planned_s * factor
    return replace(step, duration_s=_on_grid(length_s) if step.kind.is_running else length_s)


def _on_grid(seconds: float) -> float:
    """Cut to the grid, unless that leaves nothing."""
    return seconds // _GRID_S * _GRID_S or seconds


def _minutes(seconds: float) -> str:
    return f"{round(seconds / 60)} min"
