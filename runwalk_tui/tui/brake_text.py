"""The texts on the brake of a machine without a belt."""

from typing import NamedTuple

from runwalk_tui.plans.chart import heights_of, is_for_a_bike
from runwalk_tui.tui import sentences as shown
from runwalk_tui.tui import sentences_of_machines as machine_words
from runwalk_tui.workout.plan import Plan
from runwalk_tui.workout.power import SHARES, step_effort
from runwalk_tui.workout.session import Session


def length_and_effort(session: Session, index: int, length: str) -> str:
    """A step's length, with the power or the resistance that its brake will be told."""
    effort = step_effort(session, index)
    if effort.power_w is not None:
        return machine_words.LENGTH_AT_POWER.format(length=length, watts=effort.power_w)
    if effort.level is not None:
        return machine_words.LENGTH_AT_LEVEL.format(length=length, level=effort.level)
    return length


def not_stopped(session: Session) -> tuple[str, str]:
    """The words, and their colour, for a belt or a brake that may still be in force."""
    if session.machine.has_belt:
        return shown.BELT_NOT_CONFIRMED, "danger"
    return machine_words.BRAKE_NOT_CONFIRMED, "caution"


class Efforts(NamedTuple):
    """The targets of the steps for a brake: watts, levels, or shares of the rider's power.

    Attributes:
        values: One a step; none for a belt.
        has_numbers: They are what is asked for, to be written beside the bars.
    """

    values: tuple[float, ...] = ()
    has_numbers: bool = True


NO_EFFORTS = Efforts()


def session_efforts(session: Session) -> Efforts:
    """The efforts of a session's plan; shares where a plan mixes, or nothing can be asked."""
    plan = session.plan
    if plan is None or session.machine.has_belt:
        return NO_EFFORTS
    asked = [step_effort(session, index) for index in range(len(plan.steps))]
    powers = tuple(one.power_w for one in asked if one.power_w is not None)
    levels = tuple(one.level for one in asked if one.level is not None)
    if len(powers) == len(asked):
        return Efforts(powers)
    if len(levels) == len(asked):
        return Efforts(levels)
    shares = tuple(100 * SHARES[step.kind] for step in plan.steps)
    return Efforts(shares, has_numbers=False)


def plan_efforts(plan: Plan) -> Efforts:
    """The powers of a plan that has one for each step: it is for a bike."""
    return Efforts(tuple(heights_of(plan))) if is_for_a_bike(plan) else NO_EFFORTS
