"""A step of a plan in words."""

from runwalk_tui.tui import sentences as shown
from runwalk_tui.tui import sentences_of_machines as machine_words
from runwalk_tui.units.constants import Units
from runwalk_tui.units.format import clock, distance_left
from runwalk_tui.workout.plan import Kind, Step
from runwalk_tui.workout.session import Session


def step_length(step: Step, units: Units) -> str:
    """The length of a step: a time, a distance, or the heart rate it waits for."""
    if step.distance_m is not None:
        return " ".join(distance_left(step.distance_m, units))
    assert step.duration_s is not None
    length = clock(step.duration_s)
    return shown.TO_HEART_RATE.format(bpm=step.until_bpm) if step.until_bpm is not None else length


def verb(session: Session, kind: Kind) -> str:
    """A kind of step as what to do, in large letters; without a belt nobody runs or walks."""
    return shown.VERBS[kind] if session.machine.has_belt else machine_words.EFFORT_VERBS[kind]


def step_name(session: Session, kind: Kind) -> str:
    """A kind of step as what it is."""
    return shown.STEPS[kind] if session.machine.has_belt else machine_words.EFFORTS[kind]
