"""A workout as data: steps in order, repeats already expanded, speeds already numbers."""

from dataclasses import replace
from enum import StrEnum

from runwalk_tui.workout import sentences_of_plans as texts
from runwalk_tui.workout.frozen import dataclass


class Kind(StrEnum):
    """The kind of a step."""

    WARM_UP = "warm-up"
    RUN = "run"
    WALK = "walk"
    SURGE = "surge"
    COOL_DOWN = "cool-down"

    @property
    def is_running(self) -> bool:
        """True if the gait is running: the energy equations and the colours depend on it."""
        return self in (Kind.RUN, Kind.SURGE)


class FtpTest(StrEnum):
    """A test of functional threshold power that a step is part of."""

    RAMP = "ramp"
    TWENTY = "20 min"


@dataclass(frozen=True, slots=True)
class Step:
    """One stretch of a plan at one speed.

    A step ends by exactly one of time (``duration_s``), distance (``distance_m``) or heart rate
    (``until_bpm``: at or below; then ``duration_s`` is the longest it may take).

    Attributes:
        kind: What the runner does.
        speed_kmh: Belt speed wanted, above 0 and at most 20 km/h.
        duration_s: Length, or the longest length of a step by heart rate; above 0 s.
        distance_m: Length; above 0 m.
        until_bpm: Ends when a trustworthy heart rate is at or below this; 30 to 230 bpm.
        incline_percent: Incline wanted, -5 to 15 %; None leaves the machine as it is.
        hold_bpm: The heart rate to keep, lowest and highest, 30 to 230 bpm; twice the same is a
            target, None asks for none.
        timed: The time over its distance is what the workout is for.
        power_w: What to pedal on a bike, above 0 and at most 2000 W; None leaves it to the kind.
        resistance: A resistance on the machine's own scale, -1000 to 1000, in place of a power.
        resistance_percent: The same as a share of the machine's range, 0 to 100 %.
        rise_w: So many watts are added to its power after each minute, 1 to 100.
        ftp_test: Its power is measured for a test of functional threshold power.

    Raises:
        ValueError: If the ending is missing, double, or a number is out of its range.
    """

    kind: Kind
    speed_kmh: float
    duration_s: float | None = None
    distance_m: float | None = None
    until_bpm: int | None = None
    incline_percent: float | None = None
    hold_bpm: tuple[int, int] | None = None
    timed: bool = False
    power_w: float | None = None
    resistance: float | None = None
    resistance_percent: float | None = None
    ftp_test: FtpTest | None = None
    rise_w: float | None = None

    def __post_init__(self) -> None:
        if not 0 < self.speed_kmh <= 20:
            raise ValueError(texts.SPEED.format(kmh=self.speed_kmh))
        if self.duration_s is not None and not 0 < self.duration_s <= 86_400:
            raise ValueError(texts.TIME.format(seconds=self.duration_s))
        if self.distance_m is not None and not 0 < self.distance_m <= 200_000:
            raise ValueError(texts.DISTANCE.format(metres=self.distance_m))
        if self.power_w is not None and not 0 < self.power_w <= 2000:
            raise ValueError(texts.POWER.format(watts=self.power_w))
        self._check_resistance()
        if self.until_bpm is not None and not 30 <= self.until_bpm <= 230:
            raise ValueError(texts.HEART_RATE.format(bpm=self.until_bpm))
        if self.incline_percent is not None and not -5 <= self.incline_percent <= 15:
            raise ValueError(texts.INCLINE.format(percent=self.incline_percent))
        if self.hold_bpm is not None and not 30 <= self.hold_bpm[0] <= self.hold_bpm[1] <= 230:
            raise ValueError(texts.HOLD)
        if self.distance_m is None and self.duration_s is None:
            raise ValueError(
                texts.NEEDS_LONGEST if self.until_bpm is not None else texts.NEEDS_LENGTH
            )
        if self.distance_m is not None and (self.duration_s or self.until_bpm):
            raise ValueError(texts.ONE_END)
        if self.timed and self.distance_m is None:
            raise ValueError(texts.TIMED_NEEDS_DISTANCE)

    def _check_resistance(self) -> None:
        level, percent = self.resistance, self.resistance_percent
        if level is not None and not -1000 <= level <= 1000:
            raise ValueError(texts.RESISTANCE.format(level=level))
        if percent is not None and not 0 <= percent <= 100:
            raise ValueError(texts.RESISTANCE_SHARE.format(percent=percent))
        if self.rise_w is not None and (self.power_w is None or not 1 <= self.rise_w <= 100):
            raise ValueError(texts.RISE.format(watts=self.rise_w))
        if (self.power_w is not None) + (level is not None) + (percent is not None) > 1:
            raise ValueError(texts.POWER_OR_RESISTANCE)

    @property
    def has_resistance(self) -> bool:
        """True if it asks for a resistance rather than a power."""
        return self.resistance is not None or self.resistance_percent is not None

    @property
    def planned_s(self) -> float:
        """Seconds it is expected to take: exact by time, the longest by heart rate."""
        if self.duration_s is not None:
            return self.duration_s
        assert self.distance_m is not None
        return self.distance_m / (self.speed_kmh / 3.6)


def capped(plan: "Plan", cap_kmh: float) -> "Plan":
    """Return the plan with no speed above ``cap_kmh``."""
    limit_kmh = min(cap_kmh, cap_kmh if plan.maximum_kmh is None else plan.maximum_kmh)
    if all(step.speed_kmh <= limit_kmh for step in plan.steps):
        return plan
    steps = (replace(step, speed_kmh=min(step.speed_kmh, limit_kmh)) for step in plan.steps)
    return replace(plan, steps=tuple(steps))


@dataclass(frozen=True, slots=True)
class Plan:
    """A workout: a title and its steps in order.

    Attributes:
        name: What commands call it, as in ``1-2``.
        title: What people call it.
        about: A sentence for the one who chooses.
        steps: At least one, in order, repeats expanded.
        maximum_kmh: No target above this in the whole workout; None leaves it to the runner.

    Raises:
        ValueError: If there is no step.
    """

    name: str
    title: str
    steps: tuple[Step, ...]
    about: str = ""
    maximum_kmh: float | None = None

    def __post_init__(self) -> None:
        if not self.steps:
            raise ValueError(texts.NEEDS_STEPS)

    @property
    def planned_s(self) -> float:
        """Seconds the whole plan is expected to take."""
        return sum(step.planned_s for step in self.steps)

    @property
    def planned_m(self) -> float:
        """Metres the whole plan is expected to cover."""
        return sum(
            step.distance_m
            if step.distance_m is not None
            else step.planned_s * step.speed_kmh / 3.6
            for step in self.steps
        )

    def start_s(self, index: int) -> float:
        """Seconds from the plan's beginning to the beginning of step ``index``."""
        return sum(step.planned_s for step in self.steps[:index])

    def ordinal(self, index: int) -> tuple[int, int]:
        """The place of step ``index`` among its kind, and their number: the 3rd run of 8."""
        kind = self.steps[index].kind
        alike = [i for i, step in enumerate(self.steps) if step.kind is kind]
        return alike.index(index) + 1, len(alike)
