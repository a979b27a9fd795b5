"""Two sessions side by side: each repeat of one beside that of the other."""

from collections.abc import Iterator
from itertools import count
from typing import NamedTuple

from runwalk_tui.workout.plan import Kind
from runwalk_tui.workout.session import Session, StepRecord
from runwalk_tui.workout.summary import summarize


class Repeat(NamedTuple):
    """A step of one session and its counterpart in another; one of them may be missing.

    Attributes:
        kind: What both did.
        number: Which of its kind, from 1.
        mine, other: How each went.
    """

    kind: Kind
    number: int
    mine: StepRecord | None
    other: StepRecord | None

    @property
    def bpm_difference(self) -> float | None:
        """Mean heart rate of mine less that of the other; None without both."""
        if self.mine is None or self.other is None:
            return None
        return _difference(self.mine.mean_bpm, self.other.mean_bpm)

    @property
    def kmh_difference(self) -> float | None:
        """Mean speed of mine less that of the other, in km/h; None without both."""
        return _difference(kmh_of(self.mine), kmh_of(self.other))


def repeats(mine: Session, other: Session) -> list[Repeat]:
    """Each step of two sessions, paired with the one of the same kind and number.

    Two sessions of one plan pair up as the plan has it; of two plans, what they have in common
    does. The order is mine, then what the other has beyond.
    """
    left, right = dict(_numbered(mine)), dict(_numbered(other))
    keys = [*left, *(key for key in right if key not in left)]
    return [Repeat(*key, left.get(key), right.get(key)) for key in keys]


def kmh_of(step: StepRecord | None) -> float | None:
    """Mean speed of a step in km/h; None where nothing was measured."""
    if step is None or step.active_s <= 0 or step.distance_m <= 0:
        return None
    return step.distance_m / step.active_s * 3.6


def _numbered(session: Session) -> Iterator[tuple[tuple[Kind, int], StepRecord]]:
    counters = {kind: count(1) for kind in Kind}
    for step in summarize(session).steps:
        yield (step.kind, next(counters[step.kind])), step


def _difference(mine: float | None, other: float | None) -> float | None:
    return None if mine is None or other is None else mine - other
