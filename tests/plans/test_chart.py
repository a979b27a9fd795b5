"""The drawn profile: shares of time, and no short walk lost."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runwalk_tui.config.settings import Settings
from runwalk_tui.plans.chart import TimeAxis, draw_profile, profile_columns
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


@given(STEPS, st.integers(0, 60))
def test_every_step_has_a_column_as_long_as_there_are_enough(steps: list[Step], more: int) -> None:
    axis = TimeAxis(_plan(*steps), len(steps) + more)
    assert axis.owners == sorted(axis.owners)
    assert set(axis.owners) == set(range(len(steps)))


@given(STEPS, st.integers(1, 90), st.floats(0, 1))
def test_a_moment_lies_in_the_column_of_its_step(
    steps: list[Step], width: int, share: float
) -> None:
    plan = _plan(*steps)
    axis = TimeAxis(plan, width)
    assert axis.column(0) == 0
    assert axis.column(plan.planned_s) == pytest.approx(width)
    column = axis.column(share * plan.planned_s)
    assert 0 <= column <= width + 1e-9
    if len(steps) <= width and column < width:
        begin_s = plan.start_s(axis.owners[int(column)])
        assert begin_s - 1e-6 <= share * plan.planned_s + 1e-6


@pytest.mark.parametrize("columns", [12, 25, 40])
def test_all_seven_surges_are_drawn_in_half_columns(columns: int) -> None:
    plan = load_plan("surges", Settings())
    owners = TimeAxis(plan, columns, parts=2).owners
    surges = {index for index in owners if plan.steps[index].kind is Kind.SURGE}
    wanted = sum(step.kind is Kind.SURGE for step in plan.steps)
    assert len(owners) == 2 * columns
    assert len(surges) == wanted


def test_a_plan_of_powers_is_drawn_in_watts() -> None:
    steps = [(Kind.WARM_UP, 80.0), (Kind.RUN, 200.0), (Kind.WALK, 100.0)]
    plan = Plan(
        "p", "P", tuple(Step(kind, 8.0, duration_s=300, power_w=power) for kind, power in steps)
    )
    assert {value for _, value in profile_columns(plan, 30)} == {80.0, 200.0, 100.0}
    drawn = draw_profile(plan, 60, 10, "mi")
    assert drawn[-2].startswith("  W └")
    assert [line.split()[0] for line in drawn if "┤" in line] == ["200", "100", "80"]
