"""The settings of heart-rate control, and its changes so far."""

from collections.abc import Mapping
from dataclasses import field
from enum import StrEnum

from runwalk_tui.workout.frozen import dataclass
from runwalk_tui.workout.heart_response import HeartEstimate
from runwalk_tui.workout.plan import Kind

HOLD_FASTEST_KMH = 1.0
"""The most that a held heart rate and the runner's keys may add to the plan's speed.

The runner may allow more or less. A plan that is 8 bpm off needs no more for most hearts.
"""


class Hold(StrEnum):
    """The permission of a step with a target heart rate to set the belt's speed by it.

    ``shadow`` only says what it would do; ``decrease`` slows down and never speeds up.
    """

    OFF = "off"
    SHADOW = "shadow"
    DECREASE = "decrease"
    FULL = "full"


class HoldBy(StrEnum):
    """The control that holds a heart rate; the incline only in steps that name one."""

    SPEED = "speed"
    INCLINE = "incline"


class HeartAction(StrEnum):
    """An action of heart-rate control, or in `SHADOW` one that it would have taken."""

    LONGER_WALK = "longer walk"
    SLOWER_RUNS = "slower runs"
    CEILING = "ceiling"
    HOLD = "hold"
    SHADOW = "shadow"
    BACK = "back"
    INCLINE = "incline"
    POWER = "power"


@dataclass(frozen=True, slots=True)
class HeartControlSettings:
    """The changes that the runner allows; by default none.

    Attributes:
        lengthen_walks: A walk may last longer until the heart has come down.
        ease_runs: Where it does not come down, the runs that follow may be slower.
        ceiling_bpm: A run becomes a walk when the heart rate reaches this; None is no ceiling.
        hold: What a step with a target heart rate may do to the speed.
        faster_kmh: How far above the plan's speed that may lead, with the runner's own keys.
        hold_by: What is turned for it.
        console_heart: The heart rate of a treadmill's console is as good as a strap's.
    """

    lengthen_walks: bool = False
    ease_runs: bool = False
    ceiling_bpm: int | None = None
    hold: Hold = Hold.OFF
    faster_kmh: float = HOLD_FASTEST_KMH
    hold_by: HoldBy = HoldBy.SPEED
    console_heart: bool = False


@dataclass(frozen=True)
class HeartControlState:
    """The changes made so far.

    Attributes:
        longer_s: How much the running walk was lengthened.
        eased: The runs after it were made slower for it.
        acted_at: When the speed was last changed, or would have been.
        offsets_kmh: What the coach added to a kind of step's speed in all.
        raised_bpm: The heart rate from which on a kind of step was made faster without an answer
            yet, if it was not made slower since.
        raised_kmh: What had been added to its load then, as km/h.
        offsets_percent: What was added to a kind of step's incline.
        offsets_w: What was added to a kind of step's power on a bike.
        ceiling_at: When the ceiling acted last in this step.
        slowed_in: The step in which the runner asked for less; None if that was none.
        last: The last advice and its number: seconds, km/h, or bpm.
        known: What the heart has taught in the held steps; None before the first reading.
        told_kmh, told_at: The range of speeds that the runner was told last, and when.
        told_percent: The range of inclines that the runner was told last.
        told_w: The range of powers that the runner was told last.
        quiet_kmh: The speed that the last rise was for, if it was small enough for no notice.
    """

    longer_s: float = 0.0
    eased: bool = False
    acted_at: float | None = None
    offsets_kmh: Mapping[Kind, float] = field(default_factory=dict)
    raised_bpm: Mapping[Kind, float] = field(default_factory=dict)
    raised_kmh: Mapping[Kind, float] = field(default_factory=dict)
    offsets_percent: Mapping[Kind, float] = field(default_factory=dict)
    offsets_w: Mapping[Kind, float] = field(default_factory=dict)
    ceiling_at: float | None = None
    slowed_in: int | None = None
    last: tuple[HeartAction, float] | None = None
    known: HeartEstimate | None = None
    told_kmh: tuple[float, float] | None = None
    told_at: float = 0.0
    told_percent: tuple[float, float] | None = None
    told_w: tuple[float, float] | None = None
    quiet_kmh: float | None = None
