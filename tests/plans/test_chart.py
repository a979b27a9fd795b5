"""The drawn profile: shares of time, and no short walk lost."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runwalk_tui.config.settings import Settings
from runwalk_tui.plans.chart import draw_profile, profile_columns
from runwalk_tui.plans.loader import load_plan
from runwalk_tui.workout.plan import Kind, Plan, Step

STEPS = st.lists(
    st.builds(
        Step,
        st.sampled_from(Kind),
        st.floats(0.5, 20),
        duration_s=st.floats(1, 5000),
    ),
    min_size=1,
    max_size=30,
)


def _plan(*steps: Step) -> Plan:
    return Plan("any", "Any", steps)


def test_columns_are_equal_shares_of_the_time() -> None:
    plan = _plan(Step(Kind.RUN, 8.5, duration_s=60), Step(Kind.WALK, 5.0, duration_s=120))
    assert profile_columns(plan, 6) == [(Kind.RUN, 8.5)] * 2 + [(Kind.WALK, 5.0)] * 4


def test_the_larger_share_of_a_column_wins() -> None:
    plan = _plan(Step(Kind.RUN, 8.5, duration_s=140), Step(Kind.WALK, 5.0, duration_s=160))
    assert [kind for kind, _ in profile_columns(plan, 3)] == [Kind.RUN, Kind.WALK, Kind.WALK]


@pytest.mark.parametrize("width", [11, 20, 35, 72, 200])
def test_no_walk_of_a_minute_vanishes_from_an_hour(width: int) -> None:
    plan = load_plan("9-1", Settings())
    kinds = [kind for kind, _ in profile_columns(plan, width)]
    changes = sum(a is not b for a, b in pairwise(kinds))
    assert changes == len(plan.steps) - 1


@given(STEPS, st.integers(1, 200))
def test_columns_go_along_the_plan(steps: list[Step], width: int) -> None:
    plan = _plan(*steps)
    columns = profile_columns(plan, width)
    assert len(columns) == width
    whole = [(step.kind, step.speed_kmh) for step in steps]
    position = 0
    for column in columns:
        position = whole.index(column, position)


@given(STEPS, st.integers(24, 160), st.integers(4, 30))
def test_the_drawing_fits_its_place(steps: list[Step], width: int, height: int) -> None:
    lines = draw_profile(_plan(*steps), width, height)
    assert len(lines) == height
    assert max(map(len, lines)) <= width
    assert lines[-2].startswith("km/h └")


@given(STEPS)
def test_a_faster_step_is_drawn_at_least_as_high(steps: list[Step]) -> None:
    plan = _plan(*steps)
    lines = draw_profile(plan, 80, 10)
    bars = [line[6:].ljust(74) for line in lines[:8]]
    columns = profile_columns(plan, 74)
    heights = [sum(" ▁▂▃▄▅▆▇█".index(row[i]) for row in bars) for i in range(74)]
    ranked = sorted(zip((speed for _, speed in columns), heights, strict=True))
    assert [height for _, height in ranked] == sorted(heights)
    assert min(heights) >= 1


def test_the_axes_say_speeds_and_minutes_in_the_runners_units() -> None:
    plan = load_plan("1-2", Settings())
    text = "\n".join(draw_profile(plan, 78, 9))
    for mark in ("8.5 ┤", "6.0 ┤", "5.0 ┤", "km/h └", "25 min"):
        assert mark in text
    text = "\n".join(draw_profile(plan, 78, 9, "mi"))
    assert "5.3 ┤" in text
    assert "mph └" in text
