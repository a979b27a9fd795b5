"""A step of a plan in words."""

from runwalk_tui.tui import sentences as shown
from runwalk_tui.units.constants import Units
from runwalk_tui.units.format import clock, distance_left
from runwalk_tui.workout.plan import Step


def step_length(step: Step, units: Units) -> str:
    """The length of a step: a time, a distance, or the heart rate it waits for."""
    if step.distance_m is not None:
        return " ".join(distance_left(step.distance_m, units))
    assert step.duration_s is not None
    length = clock(step.duration_s)
    return shown.TO_HEART_RATE.format(bpm=step.until_bpm) if step.until_bpm is not None else length
