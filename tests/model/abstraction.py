"""When two states count as one: what is left of them once sums, history and exact times are gone.

Times become ages, in the classes that the rules tell apart: ahead, now, up to 1, 3, 5, 10, 12, 20,
30 s ago, and longer. Speeds become standing, crawling, walking, running, too fast. What adds up
(distance, energy, heart beats, the steps that are done) is left out. A field that is added to the
session is taken in by the unit in its name. Two states that count as one may still differ in what
follows: the first that is found stands for all of them, so that a rule may be broken in a state
that is not looked at. What is looked at is real: events lead there from an armed session.
"""

from bisect import bisect_left
from collections.abc import Hashable, Mapping
from dataclasses import fields, is_dataclass
from enum import Enum

from runwalk_tui.workout.plan import Plan
from tests.model.alphabet import State

LEFT_OUT = frozenset(
    {
        *("heart", "odometer", "done", "runner", "plan", "last_cue", "coach", "opened_at", "name"),
        *("address", "detail", "trace", "lag", "metres", "counted_s", "distance_m", "counter_m"),
        *("counter_last_m", "energy_kcal", "time_s", "counted_at", "t", "began_t", "active_s"),
        *("climb_m", "beats", "samples", "began_active_s", "commanded_from_kmh", "kept_since"),
        *("hindered_at", "say", "counted", "dropped", "recent_kmh"),
    }
)
AGES_S = (-3.001, -0.001, 0.0, 1.0, 3.0, 5.0, 10.0, 12.0, 20.0, 30.0)
SPEEDS_KMH = (0.0, 2.0, 4.4, 6.5, 9.5)
LEFT_S = (0.0, 3.0, 10.0, 20.0)
MOMENTS = ("_at", "since", "until", "at")


def abstraction(state: State) -> Hashable:
    """What two states have in common that count as one."""
    session = state.session
    remaining_s = session.step_remaining_s
    left = None if remaining_s is None else bisect_left(LEFT_S, remaining_s)
    return _of("", session, session.t), _of("", state.memory, session.t), left


def _of(name: str, value: object, t: float) -> Hashable:
    match value:
        case None | bool() | str() | Enum():
            return value
        case int() | float():
            return _number(name, float(value), t)
        case Mapping():
            return tuple(sorted((str(key), _of("_kmh", each, t)) for key, each in value.items()))
        case tuple():
            return tuple(_of(name, each, t) for each in value[-3:])
        case Plan():
            return None
    if is_dataclass(value):
        return tuple(
            _of(field.name, getattr(value, field.name), t)
            for field in fields(value)
            if field.name not in LEFT_OUT
        )
    return str(value)


def _number(name: str, value: float, t: float) -> Hashable:
    if name.endswith("_kmh"):
        return bisect_left(SPEEDS_KMH, value)
    if name.endswith(MOMENTS) or name == "t":
        return bisect_left(AGES_S, t - value)
    if name.endswith("_s"):
        return bisect_left(AGES_S, value)
    return min(int(value), 3)
