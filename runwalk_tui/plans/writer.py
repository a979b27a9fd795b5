"""Writes a plan as the TOML that a person would write, in the folder of the runner's own."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import tomli_w
from msgspec.structs import asdict

from runwalk_tui.config.atomic import store
from runwalk_tui.config.paths import own_plans_folder
from runwalk_tui.config.settings import Settings
from runwalk_tui.plans.steps import SPEED_NAMES, zones_bpm
from runwalk_tui.units.format import clock, distance_text
from runwalk_tui.workout.plan import Plan, Step

LONGEST_ROUND = 24
"""Steps; what comes again after more than this is written twice."""

Part = tuple[int, tuple[Step, ...]]
"""A number of rounds, and the steps of one; a single round is written as its steps."""


def plan_toml(plan: Plan, settings: Settings) -> str:
    """The text of a plan's file; read with the same ``settings`` it gives the same plan.

    What repeats is written once, and a speed or a heart rate that the settings have a name for by
    its name. A distance keeps 9 decimals of a metre, all other numbers every digit.
    """
    head = {"title": plan.title} if plan.title != plan.name else {}
    if plan.about:
        head["about"] = plan.about
    lines = tomli_w.dumps(head).splitlines()
    if plan.maximum_kmh is not None:
        lines.append(f"maximum_kmh = {_number(plan.maximum_kmh)}")
    for times, steps in parts(plan.steps):
        lines += ["", "[[steps]]"] if lines else ["[[steps]]"]
        if times == 1:
            (step,) = steps
            lines += [f"{key} = {value}" for key, value in _entries(step, settings)]
        else:
            lines += [f"repeat = {times}", "steps = ["]
            lines += [f"    {inline}," for inline in _inline(steps, settings)]
            lines.append("]")
    return "\n".join(lines) + "\n"


def save_plan(plan: Plan, settings: Settings) -> Path:
    """Writes the file of a plan, whole or not at all, in place of one that is there.

    Args:
        plan: Its name is the file's.
        settings: Have the names of speeds and heart rates.

    Returns:
        Where it is.

    Raises:
        StoreError: If it cannot be written.
    """
    file = own_plans_folder() / f"{plan.name}.toml"
    store(file, plan_toml(plan, settings))
    return file


def parts(steps: Sequence[Step]) -> Iterator[Part]:
    """The steps in order, with what repeats together: always where that saves the most."""
    index = 0
    while index < len(steps):
        length, times = _round_at(steps, index)
        yield times, tuple(steps[index : index + length])
        index += length * times


def _round_at(steps: Sequence[Step], index: int) -> tuple[int, int]:
    """The steps of a round that begins at ``index``, and the number of such rounds."""
    best = (1, 1)
    for length in range(1, min(LONGEST_ROUND, (len(steps) - index) // 2) + 1):
        one, times = steps[index : index + length], 1
        while one == steps[index + times * length : index + (times + 1) * length]:
            times += 1
        if length * (times - 1) > best[0] * (best[1] - 1):
            best = (length, times)
    return best


def _inline(steps: Sequence[Step], settings: Settings) -> Iterator[str]:
    """Steps as inline tables; a round within a round is one too."""
    for times, inner in parts(steps):
        if times == 1:
            (step,) = inner
            pairs = ", ".join(f"{key} = {value}" for key, value in _entries(step, settings))
            yield f"{{ {pairs} }}"
        else:
            yield f"{{ repeat = {times}, steps = [{', '.join(_inline(inner, settings))}] }}"


def _entries(step: Step, settings: Settings) -> Iterator[tuple[str, str]]:
    """The keys of a step and their values."""
    yield "kind", f'"{step.kind}"'
    zones = {rates: name for name, rates in zones_bpm(settings).items()}
    if step.distance_m is not None:
        yield "distance", f'"{distance_text(step.distance_m)}"'
    elif step.until_bpm is None:
        yield "time", _time(step.planned_s)
    else:
        tops = {high: name for (_, high), name in zones.items()}
        name = tops.get(step.until_bpm)
        yield "until_bpm", str(step.until_bpm) if name is None else f'"{name}"'
        yield "at_most", _time(step.planned_s)
    speeds: dict[str, float] = asdict(settings.speeds)
    if step.speed_kmh != speeds[SPEED_NAMES[step.kind]]:
        names = [f'"{name}"' for name, kmh in speeds.items() if kmh == step.speed_kmh]
        yield "speed", next(iter(names), _number(step.speed_kmh))
    if step.incline_percent is not None:
        yield "incline", _number(step.incline_percent)
    if step.hold_bpm is not None:
        low_bpm, high_bpm = step.hold_bpm
        numbers = str(low_bpm) if low_bpm == high_bpm else f"[{low_bpm}, {high_bpm}]"
        name = zones.get(step.hold_bpm)
        yield "hold", numbers if name is None else f'"{name}"'
    if step.timed:
        yield "timed", "true"
    if step.power_w is not None:
        yield "power", _number(step.power_w)
    if step.rise_w is not None:
        yield "rise", _number(step.rise_w)
    if step.ftp_test is not None:
        yield "ftp_test", f'"{step.ftp_test}"'
    if step.resistance is not None:
        yield "resistance", _number(step.resistance)
    if step.resistance_percent is not None:
        yield "resistance", f'"{step.resistance_percent:g} %"'


def _time(seconds: float) -> str:
    """As a clock; under a minute in seconds, and with a fraction as a number."""
    if seconds != int(seconds):
        return _number(seconds)
    return f'"{clock(seconds)}"' if seconds >= 60 else f'"{seconds:.0f} s"'


def _number(value: float) -> str:
    """Every digit that it needs."""
    return f"{value:g}" if float(f"{value:g}") == value else repr(value)
