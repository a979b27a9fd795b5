"""Plans written as a person would, and read again as the very same."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runwalk_devices.transport.plain_text import plain
from runwalk_tui.config.paths import own_plans_folder
from runwalk_tui.config.settings import RunnerSettings, Settings, Speeds
from runwalk_tui.errors import StoreError
from runwalk_tui.plans.loader import load_plan
from runwalk_tui.plans.shipped import plans_folder
from runwalk_tui.plans.steps import zones_bpm
from runwalk_tui.plans.writer import parts, plan_toml, save_plan
from runwalk_tui.units.constants import METRES_PER_MILE
from runwalk_tui.workout.plan import Kind, Plan, Step, capped

SETTINGS = Settings(cap_kmh=20.0)
WARM_UP = Step(Kind.WARM_UP, 6.0, duration_s=300)
RUN = Step(Kind.RUN, 8.5, duration_s=90)
WALK = Step(Kind.WALK, 5.0, duration_s=30)
COOL_DOWN = Step(Kind.COOL_DOWN, 5.0, duration_s=300)


def test_a_plan_is_written_as_a_person_would_write_it() -> None:
    surge = Step(Kind.SURGE, 12.5, duration_s=120, incline_percent=1, hold_bpm=(148, 166))
    rest = Step(Kind.WALK, 6.0, duration_s=180, until_bpm=129)
    mile = Step(Kind.RUN, 8.5, distance_m=METRES_PER_MILE, timed=True)
    plan = Plan(
        "mine",
        'My "3:1"',
        (WARM_UP, *(RUN, WALK) * 4, RUN, *(surge, rest) * 2, mile, COOL_DOWN),
        about="A minute and a half.",
        maximum_kmh=13,
    )
    assert (
        plan_toml(plan, SETTINGS)
        == """\
title = "My \\"3:1\\""
about = "A minute and a half."
maximum_kmh = 13

[[steps]]
kind = "warm-up"
time = "5:00"

[[steps]]
repeat = 4
steps = [
    { kind = "run", time = "1:30" },
    { kind = "walk", time = "30 s" },
]

[[steps]]
kind = "run"
time = "1:30"

[[steps]]
repeat = 2
steps = [
    { kind = "surge", time = "2:00", speed = 12.5, incline = 1, hold = "zone 4" },
    { kind = "walk", until_bpm = "zone 2", at_most = "3:00", speed = "brisk" },
]

[[steps]]
kind = "run"
distance = "1 mi"
timed = true

[[steps]]
kind = "cool-down"
time = "5:00"
"""
    )


def test_rounds_within_rounds() -> None:
    inner = (RUN, WALK) * 3
    plan = Plan("n", "n", (*inner, COOL_DOWN) * 4)
    assert list(parts(plan.steps)) == [(4, (*inner, COOL_DOWN))]
    text = plan_toml(plan, SETTINGS)
    assert text.startswith("[[steps]]\nrepeat = 4\nsteps = [\n    { repeat = 3, steps = [{ kind")
    assert _again(plan, SETTINGS) == plan


@pytest.mark.parametrize("name", sorted(file.stem for file in plans_folder().glob("*.toml")))
def test_every_shipped_plan_can_be_written_and_is_no_longer_than_before(name: str) -> None:
    plan = load_plan(name, SETTINGS)
    assert _again(plan, SETTINGS) == plan
    assert len(plan_toml(plan, SETTINGS).splitlines()) <= 60


def test_a_plan_is_saved_among_the_runners_own() -> None:
    plan = Plan("mine", "Mine", (RUN,))
    file = save_plan(plan, SETTINGS)
    assert file == own_plans_folder() / "mine.toml"
    assert load_plan("mine", SETTINGS) == plan
    other = Plan("mine", "Mine, again", (RUN, WALK))
    save_plan(other, SETTINGS)
    assert load_plan("mine", SETTINGS) == other
    assert [each.name for each in own_plans_folder().iterdir()] == ["mine.toml"]


def test_a_folder_that_cannot_be_made_is_one_line(runwalk_home: Path) -> None:
    runwalk_home.mkdir()
    own_plans_folder().write_text("")
    with pytest.raises(StoreError, match="plans: cannot make this folder"):
        save_plan(Plan("mine", "Mine", (RUN,)), SETTINGS)


def _again(plan: Plan, settings: Settings) -> Plan:
    file = own_plans_folder() / f"{plan.name}.toml"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(plan_toml(plan, settings), encoding="utf-8")
    return load_plan(file, settings)


OTHERS = Settings(
    cap_kmh=20.0,
    speeds=Speeds(walk=4.8, brisk=4.8, run=9.3, surge=14),
    runner=RunnerSettings(max_bpm=201),
)
KINDS = st.sampled_from(Kind)
SPEEDS = st.sampled_from([4.8, 5.0, 6.0, 8.5, 9.3, 11.0, 14.0]) | st.floats(1, 20)
TIMES = st.integers(1, 4000).map(float) | st.floats(0.1, 4000)
INCLINES = st.none() | st.floats(-5, 15)
METRES = (
    st.integers(1, 20_000).map(float)
    | st.integers(1, 40).map(lambda quarters: quarters / 4 * METRES_PER_MILE)
    | st.decimals(1, 20_000, places=3).map(float)
)
RATES = st.integers(30, 230) | st.sampled_from([high for _, high in zones_bpm(SETTINGS).values()])
HOLDS = (
    st.none()
    | st.sampled_from(list(zones_bpm(SETTINGS).values()))
    | st.tuples(st.integers(30, 130), st.integers(131, 230))
    | st.integers(30, 230).map(lambda bpm: (bpm, bpm))
)
STEPS = (
    st.builds(Step, KINDS, SPEEDS, TIMES, incline_percent=INCLINES, hold_bpm=HOLDS)
    | st.builds(Step, KINDS, SPEEDS, TIMES, until_bpm=RATES)
    | st.builds(Step, KINDS, SPEEDS, distance_m=METRES, timed=st.booleans())
)
TEXTS = st.text(max_size=20).map(lambda text: plain(text).strip())
SEQUENCES = st.lists(STEPS, min_size=1, max_size=4).flatmap(
    lambda some: st.lists(st.sampled_from(some), min_size=1, max_size=12)
)


@given(
    st.builds(
        Plan,
        name=st.just("any"),
        title=TEXTS.map(lambda text: text or "any"),
        steps=st.lists(
            SEQUENCES.map(lambda each: each * 2) | SEQUENCES, min_size=1, max_size=3
        ).map(lambda lists: tuple(step for each in lists for step in each)),
        about=TEXTS,
        maximum_kmh=st.none() | st.floats(0.1, 20),
    ).filter(lambda plan: plan.planned_s <= 86_400),
    st.sampled_from([SETTINGS, OTHERS]),
)
def test_what_is_written_is_read_again_as_the_same(plan: Plan, settings: Settings) -> None:
    assert _again(plan, settings) == capped(plan, settings.cap_kmh)
