"""The response of a belt to its targets: learned from a log, used to ask in time."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple, Self

from runwalk_tui.units.averages import median
from runwalk_tui.workout.belt import HOLD_S, OFF_KMH, BeltResponse
from runwalk_tui.workout.events import (
    BeltReading,
    ClockPaused,
    Command,
    CommandProgressed,
    Device,
    Event,
    LinkChanged,
    SpeedAsked,
    SpeedOverridden,
    Stage,
    StopAsked,
)

LEAST_SAMPLES = 3
"""Fewer changes teach nothing."""

MOST_SAMPLES = 30
"""More changes than these weigh no more: machines age."""

LEAST_CHANGE_KMH = 0.8
"""In a smaller change a ramp cannot be told from a rounding."""

LONGEST_DELAY_S = 8.0
RAMPS_KMH_S = (0.05, 20.0)
"""Ramps outside these, in km/h a second, are discarded as foreign or badly measured."""

OFF_MEDIAN = 2.0
OFF_DELAY_S = 1.5
"""A ramp so many times the median, or a delay so far from it, is an outlier."""


class Sample(NamedTuple):
    """One change: when the belt began to follow, and how fast; upwards or downwards."""

    delay_s: float
    ramp_kmh_s: float
    is_up: bool


@dataclass(slots=True)
class _Change:
    """A target and what was measured until the belt came to it."""

    asked_at: float
    from_kmh: float
    to_kmh: float
    curve: list[tuple[float, float]] = field(default_factory=list)

    @property
    def latest_t(self) -> float:
        """The time after which a response teaches nothing any more."""
        ramp_s = abs(self.to_kmh - self.from_kmh) / RAMPS_KMH_S[0]
        return self.asked_at + LONGEST_DELAY_S + ramp_s

    def add(self, t: float, speed_kmh: float) -> bool:
        """Takes in a reading; returns True if the belt has arrived."""
        self.curve.append((t, speed_kmh))
        return abs(speed_kmh - self.to_kmh) <= OFF_KMH

    def to_its_end(self) -> Self:
        """Return the response to its end: the belt is as near to its target as its steps allow."""
        self.to_kmh = self.curve[-1][1]
        return self

    def sample(self) -> Sample | None:
        """Between a quarter and three quarters of the way: there no corner bends the ramp."""
        first, middle, last = (self._passes(part) for part in (0.25, 0.5, 0.75))
        if first is None or middle is None or last is None or last <= first:
            return None
        change_kmh = abs(self.to_kmh - self.from_kmh)
        ramp_kmh_s = change_kmh / 2 / (last - first)
        delay_s = middle - self.asked_at - change_kmh / 2 / ramp_kmh_s
        slowest, fastest = RAMPS_KMH_S
        if not slowest <= ramp_kmh_s <= fastest or delay_s > LONGEST_DELAY_S:
            return None
        return Sample(max(0.0, delay_s), ramp_kmh_s, self.to_kmh > self.from_kmh)

    def _passes(self, part: float) -> float | None:
        """The time when the belt passed ``part`` of the way, between two readings that count."""
        level = self.from_kmh + part * (self.to_kmh - self.from_kmh)
        for (before_t, before), (t, speed_kmh) in pairwise(self.curve):
            if min(before, speed_kmh) <= level <= max(before, speed_kmh) and before != speed_kmh:
                if t - before_t > HOLD_S:
                    return None
                return before_t + (level - before) / (speed_kmh - before) * (t - before_t)
        return None


class Changes:
    """Call it with each event of a session; it keeps no more of them than it needs.

    Attributes:
        samples: Every change that the belt followed to its end.
    """

    def __init__(self) -> None:
        self.samples: list[Sample] = []
        self._last: BeltReading | None = None
        self._change: _Change | None = None

    def __call__(self, event: Event) -> None:
        """Takes in an event."""
        match event:
            case SpeedAsked():
                self._change = _begun(event, self._last)
            case BeltReading(speed_kmh=float(speed_kmh)):
                self._last = event
                if self._change is not None and event.t > self._change.latest_t:
                    self._change = None
                if self._change is not None and self._change.add(event.t, speed_kmh):
                    self._arrived(self._change)
            case CommandProgressed(command=Command.SPEED, stage=Stage.CONFIRMED) if self._change:
                self._arrived(self._change.to_its_end())
            case SpeedOverridden() | ClockPaused() | StopAsked():
                self._change = None
            case LinkChanged(device=Device.TREADMILL):
                self._change = self._last = None

    def _arrived(self, change: _Change) -> None:
        sample = change.sample()
        self.samples += [sample] if sample is not None else []
        self._change = None


def samples(log: Iterable[Event]) -> list[Sample]:
    """Every change of a session that the belt followed to its end."""
    changes = Changes()
    for event in log:
        changes(event)
    return changes.samples


def _begun(asked: SpeedAsked, last: BeltReading | None) -> _Change | None:
    if last is None or not last.speed_kmh or asked.t - last.t > HOLD_S:
        return None
    if abs(asked.speed_kmh - last.speed_kmh) < LEAST_CHANGE_KMH:
        return None
    change = _Change(asked.t, last.speed_kmh, asked.speed_kmh)
    change.add(asked.t, last.speed_kmh)
    return change


def learn(log: Iterable[Event]) -> BeltResponse | None:
    """The lag of the belt of one session; None from too few changes."""
    return lag_of(samples(log))


def lag_of(every: Sequence[Sample]) -> BeltResponse | None:
    """Medians without outliers; None from too few changes."""
    if len(every) < LEAST_SAMPLES:
        return None
    delay_s = median(sample.delay_s for sample in every)
    kept: list[Sample] = []
    ramps: dict[bool, float] = {}
    for is_up in (True, False):
        same = [sample for sample in every if sample.is_up is is_up]
        if not same:
            continue
        usual = median(sample.ramp_kmh_s for sample in same)
        good = [
            sample
            for sample in same
            if usual / OFF_MEDIAN <= sample.ramp_kmh_s <= usual * OFF_MEDIAN
            and abs(sample.delay_s - delay_s) <= OFF_DELAY_S
        ]
        if good:
            ramps[is_up] = median(sample.ramp_kmh_s for sample in good)
        kept += good
    if len(kept) < LEAST_SAMPLES:
        return None
    up_kmh_s = ramps[True] if True in ramps else ramps[False]
    down_kmh_s = ramps.get(False, up_kmh_s)
    return BeltResponse(median(sample.delay_s for sample in kept), up_kmh_s, down_kmh_s, len(kept))


def merge(known: BeltResponse | None, new: BeltResponse) -> BeltResponse:
    """Return the response after one more session, each change weighing the same."""
    if known is None or known.samples == 0:
        return new
    weight = new.samples / (known.samples + new.samples)

    def mean(old: float, fresh: float) -> float:
        return old + weight * (fresh - old)

    return BeltResponse(
        mean(known.delay_s, new.delay_s),
        mean(known.up_kmh_s, new.up_kmh_s),
        mean(known.down_kmh_s, new.down_kmh_s),
        min(MOST_SAMPLES, known.samples + new.samples),
    )


ENOUGH = 2
"""So many speeds that came to nothing are no accident."""


class Obedience:
    """Call it with each event of a session.

    Attributes:
        followed: How many speeds the belt was seen to come to.
        refused: How many it did not come to, though nobody interfered.
    """

    def __init__(self) -> None:
        self.followed = self.refused = 0
        self._asked_kmh: float | None = None

    def __call__(self, event: Event) -> None:
        """Takes in an event."""
        match event:
            case SpeedAsked():
                self._asked_kmh = event.speed_kmh
            case CommandProgressed(command=Command.SPEED) if event.stage.is_end:
                if event.value is not None and event.value == self._asked_kmh:
                    self._asked_kmh = None
                    self.followed += event.stage is Stage.CONFIRMED
                    self.refused += event.stage is not Stage.CONFIRMED
            case SpeedOverridden() | ClockPaused() | StopAsked():
                self._asked_kmh = None
            case LinkChanged(device=Device.TREADMILL):
                self._asked_kmh = None

    @property
    def was_short(self) -> bool:
        """True if the belt came to one speed at the most, and to no other."""
        return self.followed <= 1 and self.refused >= ENOUGH
