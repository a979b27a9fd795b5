"""A programme: workouts by week, each with an address, and which weeks ask for much more."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import accumulate

from runwalk_tui.training import sentences_of_rounds as texts
from runwalk_tui.workout.frozen import dataclass
from runwalk_tui.workout.plan import Plan, Step

_ADDRESS = re.compile(r"([^:/\\]+):([0-9]{1,3})\.([0-9]{1,2})")

_SLIVER = 1e-6
"""A rest of a step that is shorter than this, in seconds or metres, is rounding."""


@dataclass(frozen=True, slots=True, order=True)
class Address:
    """Workout ``number`` of ``week``, both from 1; written ``NAME:WEEK.NUMBER``."""

    programme: str
    week: int
    number: int

    def __str__(self) -> str:
        return f"{self.programme}:{self.week}.{self.number}"


def parse_address(text: str) -> Address | None:
    """The address that ``text`` is; None if it is none."""
    match = _ADDRESS.fullmatch(text)
    return Address(match[1], int(match[2]), int(match[3])) if match else None


@dataclass(frozen=True)
class Programme:
    """Weeks of workouts; each plan's name is its address.

    Attributes:
        name: What commands call it, as in ``c25k``.
        title: What people call it.
        weeks: At least one, each with at least one workout.
        about: A sentence for the one who chooses.
        days: How many workouts a week.
        rest_day: A day of rest belongs between two workouts.
        by_symptoms: A ladder back from an injury: each week is a rung, and how the body answers
            decides about the next one.
        is_published: Its growth is that of the source it is from, which is not warned of.

    Raises:
        ValueError: If a week is empty, or there is none.
    """

    name: str
    title: str
    weeks: tuple[tuple[Plan, ...], ...]
    about: str = ""
    days: int = 3
    rest_day: bool = True
    by_symptoms: bool = False
    is_published: bool = False

    def __post_init__(self) -> None:
        if not self.weeks or not all(self.weeks):
            raise ValueError(texts.NEEDS_WORKOUTS)

    @cached_property
    def plans(self) -> tuple[Plan, ...]:
        """Every workout in order; their places in it are the steps of progress."""
        return tuple(plan for week in self.weeks for plan in week)

    @cached_property
    def _places(self) -> dict[str, int]:
        return {plan.name: place for place, plan in enumerate(self.plans)}

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        return (0, *accumulate(len(week) for week in self.weeks[:-1]))

    def place_of(self, name: str | None) -> int | None:
        """The place of the workout with this address; None if it is none of these."""
        return None if name is None else self._places.get(name)

    def week_at(self, place: int) -> int:
        """The week, from 1, that a place belongs to; the last one beyond the end."""
        return sum(start <= place for start in self._starts)

    def start_of(self, week: int) -> int:
        """The place of the first workout of a week; a week out of range is the nearest one."""
        return self._starts[min(max(week, 1), len(self.weeks)) - 1]


def running_s(plan: Plan) -> float:
    """Seconds of running in a plan."""
    return sum(step.planned_s for step in plan.steps if step.kind.is_running)


def running_share(plan: Plan) -> float:
    """The share of running in a plan's time, 0 to 1; warm-up and cool-down count as time."""
    return running_s(plan) / plan.planned_s


def overloaded_weeks(programme: Programme) -> list[int]:
    """The weeks, from 1, that have both more running and more time than any of the four before.

    Source: progress one thing at a time: run time or total time grows, not both at once. A race is
    left out: it is what all of it is for.
    """
    sizes = [
        (
            sum(running_s(plan) for plan in week if not is_race(plan)),
            sum(plan.planned_s for plan in week if not is_race(plan)),
        )
        for week in programme.weeks
    ]
    return [
        index + 1
        for index in range(1, len(sizes))
        if all(
            sizes[index][way] > 1 + max(size[way] for size in sizes[max(0, index - 4) : index])
            for way in (0, 1)
        )
    ]


RACE_TITLE = "Race: "
"""The beginning of a race's title."""


def is_race(plan: Plan) -> bool:
    """Return True if a workout is a race."""
    return plan.title.startswith(RACE_TITLE)


def rounds(steps: Sequence[Step], total_s: float) -> tuple[Step, ...]:
    """The ``steps`` again and again until ``total_s`` is full; the last one may be cut short.

    Raises:
        ValueError: If there is no step, or one does not end by time.
    """
    if not all(step.duration_s is not None and step.until_bpm is None for step in steps):
        raise ValueError(texts.NEED_TIME)
    filled: list[Step] = []
    left_s = total_s
    for step in _endless(steps):
        if left_s <= _SLIVER:
            break
        filled.append(replace(step, duration_s=min(step.planned_s, left_s)))
        left_s -= step.planned_s
    return tuple(filled)


def rounds_over(steps: Sequence[Step], total_m: float) -> tuple[Step, ...]:
    """The ``steps`` again and again until ``total_m`` is full; the last one ends by distance.

    Raises:
        ValueError: If there is no step, or one ends by heart rate.
    """
    if any(step.until_bpm is not None for step in steps):
        raise ValueError(texts.NEED_TIME_OR_DISTANCE)
    filled: list[Step] = []
    left_m = total_m
    for step in _endless(steps):
        if left_m <= _SLIVER:
            break
        length_m = step.planned_s * step.speed_kmh / 3.6
        if length_m > left_m - _SLIVER:
            step = replace(step, duration_s=None, distance_m=left_m)
        filled.append(step)
        left_m -= length_m
    return tuple(filled)


def _endless(steps: Sequence[Step]) -> Iterator[Step]:
    if not steps:
        raise ValueError(texts.NEED_A_STEP)
    while True:
        yield from steps
