"""What a runner allows the program to change by the heart rate, and what it has changed so far."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from runwalk_tui.workout.plan import Kind

HOLD_FASTEST_KMH = 1.0
"""How far above the plan's speed a held heart rate may lead, with the runner's own keys."""


class Hold(StrEnum):
    """How far a step with a target heart rate may set the belt's speed by it.

    ``shadow`` only says what it would do; ``decrease`` slows down and never speeds up.
    """

    OFF = "off"
    SHADOW = "shadow"
    DECREASE = "decrease"
    FULL = "full"


class HeartAction(StrEnum):
    """What the coach did, or in `SHADOW` would have done."""

    LONGER_WALK = "longer walk"
    SLOWER_RUNS = "slower runs"
    CEILING = "ceiling"
    HOLD = "hold"
    SHADOW = "shadow"
    BACK = "back"


@dataclass(frozen=True, slots=True)
class HeartControlSettings:
    """What the runner allowed; by default nothing.

    Attributes:
        lengthen_walks: A walk may last longer until the heart has come down.
        ease_runs: Where it does not come down, the runs that follow may be slower.
        ceiling_bpm: A run becomes a walk when the heart rate reaches this; None is no ceiling.
        hold: What a step with a target heart rate may do to the speed.
    """

    lengthen_walks: bool = False
    ease_runs: bool = False
    ceiling_bpm: int | None = None
    hold: Hold = Hold.OFF


@dataclass(frozen=True)
class HeartControlState:
    """What was done so far.

    Attributes:
        longer_s: How much the running walk was lengthened.
        eased: The runs after it were made slower for it.
        acted_at: When the speed was last changed, or would have been.
        offsets_kmh: What the coach added to a kind of step's speed in all.
        raised_bpm: The heart rate at which a kind of step was made faster last, if it was not made
            slower since.
        slowed_in: The step in which the runner asked for less; None if that was none.
        last: The last advice and its number: seconds, km/h, or bpm.
    """

    longer_s: float = 0.0
    eased: bool = False
    acted_at: float | None = None
    offsets_kmh: Mapping[Kind, float] = field(default_factory=dict)
    raised_bpm: Mapping[Kind, float] = field(default_factory=dict)
    slowed_in: int | None = None
    last: tuple[HeartAction, float] | None = None
