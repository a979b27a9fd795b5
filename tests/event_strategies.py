"""Hypothesis strategies for events as they may stand in any journal."""

from dataclasses import fields
from typing import get_args, get_type_hints

from hypothesis import strategies as st

from runwalk_devices.transport.plain_text import plain
from runwalk_tui.workout.event_types import EVENT_TYPES
from runwalk_tui.workout.events import Event, RunnerProfile
from runwalk_tui.workout.plan import Kind, Plan, Step

FINITE = st.floats(allow_nan=False, allow_infinity=False)
TEXT = st.text(max_size=12).map(plain)
"""What others wrote comes in without what moves a cursor."""

STEPS = st.builds(
    Step,
    kind=st.sampled_from(Kind),
    speed_kmh=st.floats(0.1, 20),
    duration_s=st.floats(0.1, 86_400),
    until_bpm=st.none() | st.integers(30, 230),
    incline_percent=st.none() | st.floats(-5, 15),
) | st.builds(
    Step,
    kind=st.sampled_from(Kind),
    speed_kmh=st.floats(0.1, 20),
    distance_m=st.floats(0.1, 200_000),
    timed=st.booleans(),
)
PLANS = st.builds(
    Plan,
    name=TEXT,
    title=TEXT,
    steps=st.lists(STEPS, min_size=1, max_size=3).map(tuple),
    about=TEXT,
    maximum_kmh=st.none() | FINITE,
)
PROFILES = st.builds(RunnerProfile, TEXT, FINITE, FINITE, st.integers(100, 230))

_OF_TYPE: dict[object, st.SearchStrategy[object]] = {
    float: FINITE,
    int: st.integers(-(2**31), 2**31),
    str: TEXT,
    Plan: PLANS,
    RunnerProfile: PROFILES,
    type(None): st.none(),
    tuple[float, ...]: st.lists(FINITE, max_size=3).map(tuple),
}


def _of(hint: type) -> st.SearchStrategy[object]:
    if hint in _OF_TYPE:
        return _OF_TYPE[hint]
    parts = get_args(hint)
    return st.one_of([_of(part) for part in parts]) if parts else st.from_type(hint)


def events(event_type: type[Event] | None = None) -> st.SearchStrategy[Event]:
    """Events of one type, or of any, with finite numbers."""
    if event_type is None:
        return st.one_of([events(each) for each in EVENT_TYPES.values()])
    hints = get_type_hints(event_type)
    told = {each.name: _of(hints[each.name]) for each in fields(event_type)}
    return st.builds(event_type, **told)
