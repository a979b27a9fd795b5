"""The recovery of the heart rate in a walk."""

from typing import TYPE_CHECKING

from runwalk_tui.workout.frozen import dataclass
from runwalk_tui.workout.plan import Kind

if TYPE_CHECKING:
    from runwalk_tui.workout.session import StepRecord

POOR_FALL_BPM = 12
"""A fall of so much or less in the first minute of walking is poor.

Source: Cole et al.: Heart-rate recovery immediately after exercise as a predictor of mortality,
NEJM 1999, after tests to the maximum. A sign to go easier, never a diagnosis.
"""


@dataclass(frozen=True, slots=True)
class Recovery:
    """The recovery in one walk.

    Attributes:
        fall_bpm: Mean of the last 5 s of the run less that of the last 5 s of the walk.
        first_minute_fall_bpm: The fall in the first 60 s; None for a walk shorter than that.
    """

    fall_bpm: float
    first_minute_fall_bpm: float | None = None


def recovery_of(walk: "StepRecord") -> Recovery | None:
    """The recovery in a walk that ended; None for another kind, or without the heart rates."""
    if walk.kind is not Kind.WALK or walk.fall_bpm is None:
        return None
    return Recovery(walk.fall_bpm, walk.first_minute_fall_bpm)
