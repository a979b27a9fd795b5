"""A workout made easier: less of it, or more walking; nothing about it rises."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runwalk_tui.config.settings import Settings
from runwalk_tui.plans.loader import list_plans, load_plan
from runwalk_tui.plans.programmes import load_programme
from runwalk_tui.training.advice.easing import How, ease
from runwalk_tui.training.programmes.programme import running_s, running_share
from runwalk_tui.workout.plan import Kind, Plan, Step

SETTINGS = Settings()


def _minutes(plan: Plan) -> list[tuple[str, float]]:
    return [(step.kind.value, step.planned_s / 60) for step in plan.steps]


def test_shorter_leaves_the_ratio_and_drops_rounds() -> None:
    plan = load_plan("1-2", SETTINGS)
    easier, (what,) = ease(plan, How.SHORTER)
    assert easier.name == plan.name
    assert _minutes(easier) == [
        ("warm-up", 5),
        *[("run", 1), ("walk", 2)] * 4,
        ("cool-down", 5),
    ]
    assert what == "Shorter: 12 min of running and walking in place of 19 min."


def test_more_walking_takes_as_long_and_runs_a_third_less() -> None:
    plan = load_plan("twelve-weeks:12.1", SETTINGS)
    easier, (what,) = ease(plan, How.MORE_WALKING)
    assert easier.planned_s == plan.planned_s
    assert [step.duration_s for step in easier.steps[1:5]] == [160, 140] * 2
    assert [step.kind for step in easier.steps[1:5]] == [Kind.RUN, Kind.WALK] * 2
    assert "More walking" in what


def test_a_run_without_a_walk_is_broken_by_walks() -> None:
    easier, _ = ease(load_plan("c25k:5.3", SETTINGS), How.MORE_WALKING)
    assert [step.duration_s for step in easier.steps] == [300, 400, 200, 400, 200, 300]
    assert [step.kind for step in easier.steps[1:5]] == [Kind.RUN, Kind.WALK] * 2
    shorter, _ = ease(load_plan("c25k:5.3", SETTINGS), How.SHORTER)
    assert [step.duration_s for step in shorter.steps] == [300, 800, 300]


def test_there_are_no_surges_on_an_easy_day() -> None:
    for how in How:
        easier, changes = ease(load_plan("surges", SETTINGS), how)
        assert Kind.SURGE not in {step.kind for step in easier.steps}
        assert max(step.speed_kmh for step in easier.steps) == 8.5
        assert len(changes) == 2


def test_walking_alone_stays() -> None:
    plan = Plan("walk", "Walk", (Step(Kind.WALK, 5.0, duration_s=600),))
    assert ease(plan, How.SHORTER) == (plan, ())


def test_a_walk_before_the_first_run_stays_with_it() -> None:
    easier, _ = ease(load_plan("comeback:2.1", SETTINGS), How.SHORTER)
    kinds = [step.kind for step in easier.steps[1:-1]]
    assert kinds == [Kind.WALK, Kind.RUN, Kind.WALK, Kind.RUN, Kind.WALK]


def test_only_a_walk_by_time_takes_in_the_walk_that_a_run_gives_away() -> None:
    run = Step(Kind.RUN, 8.0, duration_s=120)
    for walk in (
        Step(Kind.WALK, 5.0, duration_s=60, until_bpm=120),
        Step(Kind.WALK, 5.0, distance_m=80),
    ):
        easier, _ = ease(Plan("any", "Any", (run, walk)), How.MORE_WALKING)
        assert [step.kind for step in easier.steps] == [Kind.RUN, Kind.WALK, Kind.WALK]
        assert easier.steps[2] == walk
    timed = Step(Kind.WALK, 5.0, duration_s=60)
    easier, _ = ease(Plan("any", "Any", (run, timed)), How.MORE_WALKING)
    assert [step.duration_s for step in easier.steps] == [80, 100]


def test_the_only_round_stays_with_the_walk_before_it_and_is_scaled() -> None:
    """Runs to whole five seconds, walks as they come."""
    main = (
        Step(Kind.WALK, 5.0, duration_s=400),
        Step(Kind.RUN, 8.0, duration_s=400),
        Step(Kind.WALK, 5.0, duration_s=400),
    )
    easier, _ = ease(Plan("any", "Any", main), How.SHORTER)
    assert [step.duration_s for step in easier.steps] == pytest.approx([800 / 3, 265, 800 / 3])


def test_ten_minutes_are_walked_more_and_not_made_shorter() -> None:
    main = (Step(Kind.RUN, 8.0, duration_s=120), Step(Kind.WALK, 5.0, duration_s=180)) * 2
    easier, said = ease(Plan("any", "Any", main), How.SHORTER)
    assert [step.duration_s for step in easier.steps] == [80, 220] * 2
    assert "walked" in said[0]
    longer, _ = ease(Plan("any", "Any", main * 2), How.SHORTER)
    assert longer.planned_s >= 600


def test_the_hardest_rounds_are_dropped_first() -> None:
    easier, _ = ease(load_plan("variable-5-1-3-1", SETTINGS), How.SHORTER)
    runs = [step.planned_s / 60 for step in easier.steps if step.kind is Kind.RUN]
    assert runs.count(3) > runs.count(5)


def _check(plan: Plan, how: How) -> None:
    easier, changes = ease(plan, how)
    assert changes
    assert running_s(easier) < running_s(plan)
    assert running_share(easier) <= running_share(plan) + 1e-9
    assert easier.planned_s <= plan.planned_s + 1e-6
    assert max(s.speed_kmh for s in easier.steps) <= max(s.speed_kmh for s in plan.steps)
    assert [s for s in easier.steps if s.kind in (Kind.WARM_UP, Kind.COOL_DOWN)] == [
        s for s in plan.steps if s.kind in (Kind.WARM_UP, Kind.COOL_DOWN)
    ]


@pytest.mark.parametrize("how", How)
def test_everything_that_ships_becomes_easier(how: How) -> None:
    plans = [entry.plan for entry in list_plans(SETTINGS) if entry.plan is not None]
    for name in ("c25k", "comeback", "marathon"):
        plans += load_programme(name, SETTINGS).plans
    for plan in plans:
        if running_s(plan):
            _check(plan, how)


MAIN = st.lists(
    st.one_of(
        st.builds(
            Step,
            st.sampled_from([Kind.RUN, Kind.WALK, Kind.SURGE]),
            st.floats(3, 15),
            duration_s=st.integers(10, 4000).map(float),
        ),
        st.builds(
            Step,
            st.sampled_from([Kind.RUN, Kind.WALK]),
            st.floats(3, 15),
            distance_m=st.floats(50, 5000),
        ),
    ),
    min_size=1,
    max_size=20,
)


@given(MAIN, st.sampled_from(How))
def test_whatever_is_run_becomes_easier(main: list[Step], how: How) -> None:
    steps = (Step(Kind.WARM_UP, 6.0, duration_s=300), *main)
    plan = Plan("any", "Any", steps)
    if any(step.kind.is_running for step in main):
        _check(plan, how)
