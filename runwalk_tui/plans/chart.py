"""A plan drawn as its speed over time, in characters; the numbers behind it suit any drawing."""

from bisect import bisect_right
from collections import Counter
from itertools import accumulate
from typing import Literal

from runwalk_tui.units.constants import KMH_PER_MPH
from runwalk_tui.workout.frozen import dataclass
from runwalk_tui.workout.plan import Kind, Plan

EIGHTHS = " ▁▂▃▄▅▆▇█"
"""Blocks filled from the bottom."""

_TICKS_S = (10, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400, 21600)
_TICK_COLUMNS = 8


class TimeAxis:
    """Columns along a plan, in order of time; each step has one as long as there are enough.

    Where all steps are long enough the columns are equal shares of the time; a step that is too
    short for one pushes its neighbours aside.

    Args:
        plan: What lies along the axis.
        width: Columns, at least one.
        parts: Each column is divided into so many, which are counted in its place.
        times: Each column is counted so many times.
    """

    def __init__(self, plan: Plan, width: int, *, parts: int = 1, times: int = 1) -> None:
        width *= parts
        self.width = width * times
        self._times = (0.0, *accumulate(step.planned_s for step in plan.steps))
        count = len(plan.steps)
        total_s = self._times[-1]
        self._edges = [round(t / total_s * width) for t in self._times]
        if count <= width:
            for at in range(1, count):
                self._edges[at] = max(self._edges[at], self._edges[at - 1] + 1)
            for at in range(count - 1, 0, -1):
                self._edges[at] = min(self._edges[at], self._edges[at + 1] - 1)
            self.owners = [
                index for index in range(count) for _ in range(*self._edges[index : index + 2])
            ]
        else:
            self.owners = _owners(plan, width)
        if times > 1:
            self._edges = [edge * times for edge in self._edges]
            self.owners = [index for index in self.owners for _ in range(times)]

    def column(self, t: float) -> float:
        """The column of a moment of the plan, from the left."""
        t = min(max(t, 0.0), self._times[-1])
        index = min(bisect_right(self._times, t), len(self._times) - 1) - 1
        begin_s, end_s = self._times[index], self._times[index + 1]
        left, right = self._edges[index], self._edges[index + 1]
        return left + (t - begin_s) / (end_s - begin_s) * (right - left)


def profile_columns(plan: Plan, width: int) -> list[tuple[Kind, float]]:
    """Kind and speed in km/h for each of ``width`` columns, as `TimeAxis` has them.

    Of a plan for a bike, the power in watts in the place of the speed.
    """
    if width < 1:
        return []
    owners = TimeAxis(plan, width).owners
    heights = heights_of(plan)
    return [(plan.steps[index].kind, heights[index]) for index in owners]


def is_for_a_bike(plan: Plan) -> bool:
    """Return True if each step has a power."""
    return all(step.power_w is not None for step in plan.steps)


def heights_of(plan: Plan) -> list[float]:
    """The speed of each step in km/h; of a plan for a bike its power in watts."""
    if is_for_a_bike(plan):
        return [step.power_w or 0.0 for step in plan.steps]
    return [step.speed_kmh for step in plan.steps]


def draw_profile(
    plan: Plan, width: int, height: int, units: Literal["km", "mi"] = "km"
) -> list[str]:
    """The profile with its axes: ``height`` lines of at most ``width`` characters.

    The speeds on the left are in km/h, or in miles an hour, powers in watts; their axis begins
    above zero, so that walks and runs stand apart. At least 24 by 4 are needed for it to be worth
    looking at.
    """
    rows = max(1, height - 2)
    unit = "W" if is_for_a_bike(plan) else "km/h" if units == "km" else "mph"
    scale = _Scale.of(plan, rows)
    marks = scale.marks(plan, units)
    gutter = max(len(mark) for mark in (unit, *marks))
    columns = profile_columns(plan, max(1, width - gutter - 2))
    levels = [scale.eighths(speed_kmh) for _, speed_kmh in columns]
    lines = []
    for row, mark in enumerate(marks):
        below = (rows - 1 - row) * 8
        bars = "".join(EIGHTHS[min(8, max(0, level - below))] for level in levels)
        lines.append(f"{mark:>{gutter}} {'┤' if mark else '│'}{bars}".rstrip())
    ticks, labels = _time_axis(plan, len(columns))
    lines.append(f"{unit:>{gutter}} └{ticks}")
    lines.append(f"{'':{gutter}} {labels}".rstrip())
    return lines


@dataclass(frozen=True, slots=True)
class _Scale:
    """Places a speed on an axis of ``rows`` rows; the slowest fills about a third of them."""

    bottom_kmh: float
    top_kmh: float
    rows: int

    @classmethod
    def of(cls, plan: Plan, rows: int) -> "_Scale":
        speeds_kmh = heights_of(plan)
        slowest, fastest = min(speeds_kmh), max(speeds_kmh)
        bottom_kmh = max(0.0, slowest - (fastest - slowest) / 2) if fastest > slowest else 0.0
        return cls(bottom_kmh, fastest, rows)

    def eighths(self, speed_kmh: float) -> int:
        """Height of the speed's bar, at least 1."""
        share = (speed_kmh - self.bottom_kmh) / (self.top_kmh - self.bottom_kmh)
        return max(1, round(share * self.rows * 8))

    def marks(self, plan: Plan, units: Literal["km", "mi"]) -> list[str]:
        """For each row from the top: the fastest of the speeds whose bars end in it, or nothing."""
        marks = [""] * self.rows
        is_power = is_for_a_bike(plan)
        for speed_kmh in sorted(set(heights_of(plan))):
            row = (self.eighths(speed_kmh) - 1) // 8
            speed = speed_kmh if units == "km" else speed_kmh / KMH_PER_MPH
            marks[self.rows - 1 - row] = f"{speed_kmh:.0f}" if is_power else f"{speed:.1f}"
        return marks


def _owners(plan: Plan, width: int) -> list[int]:
    """The index of each column's step."""
    column_s = plan.planned_s / width
    shares: list[dict[int, float]] = [{} for _ in range(width)]
    middles: list[int] = []
    begin_s = 0.0
    for index, step in enumerate(plan.steps):
        end_s = begin_s + step.planned_s
        middles.append(min(width - 1, int((begin_s + end_s) / 2 / column_s)))
        for column in range(int(begin_s / column_s), min(width, int(end_s / column_s) + 1)):
            overlap_s = min(end_s, (column + 1) * column_s) - max(begin_s, column * column_s)
            shares[column][index] = overlap_s
        begin_s = end_s
    owners = [max(share, key=lambda index: share[index]) for share in shares]
    held = Counter(owners)
    for index, column in enumerate(middles):
        if not held[index] and held[owners[column]] > 1:
            held[owners[column]] -= 1
            held[index] = 1
            owners[column] = index
    return owners


def _time_axis(plan: Plan, width: int) -> tuple[str, str]:
    """The line with the ticks, and below it their times, the last with its unit."""
    total_s, axis = plan.planned_s, TimeAxis(plan, width)
    fitting = (tick_s for tick_s in _TICKS_S if tick_s * width / total_s >= _TICK_COLUMNS)
    tick_s = next(fitting, _TICKS_S[-1])
    ticks = ["─"] * width
    labels = [" "] * (width + 1)
    times = range(0, int(total_s) + 1, tick_s)
    for t in times:
        column = min(width - 1, round(axis.column(t)))
        ticks[column] = "┬" if t else "─"
        label, unit = _time_label(t, tick_s)
        begin = max(0, column + 1 - len(label) // 2) if t else 0
        if t == times[-1]:
            label = f"{label} {unit}"
            begin = max(0, min(begin, width + 1 - len(label)))
        labels[begin : begin + len(label)] = label
    return "".join(ticks), "".join(labels[: width + 1])


def _time_label(t: int, tick_s: int) -> tuple[str, str]:
    if tick_s < 60:
        return f"{t // 60}:{t % 60:02}", "min"
    if tick_s < 3600:
        return str(t // 60), "min"
    return str(t // 3600), "h"
