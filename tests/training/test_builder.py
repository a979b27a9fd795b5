"""Workouts out of rounds: what fits into a time, what is refused, and what always holds."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runwalk_tui.plans import steps as steptables
from runwalk_tui.training.programmes.builder import (
    MOST_STEPS,
    Paces,
    Round,
    Spec,
    SpecError,
    build,
    by_distance,
    hard,
    run_walk,
    sprint,
    surges,
)
from runwalk_tui.training.programmes.ratios import LADDER, Ratio, minutes
from runwalk_tui.workout.plan import Kind, Step

PACES = Paces()


def lengths(spec: Spec) -> list[float]:
    return [step.planned_s for step in build(spec)]


def ratio(run_min: float, walk_min: float) -> Round:
    return run_walk(minutes(run_min, walk_min), PACES)


def test_half_an_hour_of_2_1() -> None:
    assert lengths(Spec((ratio(2, 1),), total_s=1800)) == [300, *[120, 60] * 6, 120, 300]


def test_what_no_round_fills_goes_to_the_cool_down() -> None:
    assert lengths(Spec((ratio(1, 2),), total_s=1800)) == [300, *[60, 120] * 6, 60, 360]


def test_the_last_run_may_be_shorter() -> None:
    assert lengths(Spec((ratio(10, 1),), total_s=2400)) == [300, 600, 60, 600, 60, 480, 300]
    assert lengths(Spec((ratio(10, 1),), total_s=2040)) == [300, 600, 60, 600, 480]


def test_repeats_are_runs_and_the_last_walk_is_the_cool_down() -> None:
    assert lengths(Spec((ratio(4, 1),), repeats=3)) == [300, 240, 60, 240, 60, 240, 300]


def test_a_ratio_that_changes_half_way() -> None:
    steps = build(Spec((ratio(5, 1), ratio(3, 1)), total_s=2700))
    runs = [step.duration_s for step in steps if step.kind is Kind.RUN]
    assert runs == [300] * 3 + [180] * 4
    assert sum(step.planned_s for step in steps) == 2700
    by_number = build(Spec((ratio(5, 1), ratio(3, 1)), repeats=7))
    assert [s.duration_s for s in by_number if s.kind is Kind.RUN] == [300] * 4 + [180] * 3


def test_surges_begin_after_easy_running() -> None:
    steps = build(Spec((surges(30, 90, 60, PACES),), repeats=2, easy_s=180))
    assert [(step.kind, step.planned_s) for step in steps] == [
        (Kind.WARM_UP, 300),
        (Kind.RUN, 180),
        (Kind.SURGE, 30),
        (Kind.RUN, 90),
        (Kind.WALK, 60),
        (Kind.SURGE, 30),
        (Kind.RUN, 90),
        (Kind.COOL_DOWN, 300),
    ]


def test_a_break_every_mile() -> None:
    steps = build(Spec((by_distance(1609.344, 60, PACES),), repeats=2))
    assert [step.distance_m for step in steps] == [None, 1609.344, None, 1609.344, None]


def test_hard_intervals_end_when_the_heart_is_down() -> None:
    _, run, walk, *_ = build(Spec((hard(120, 180, PACES, (148, 166), 129),), repeats=3))
    assert run == Step(Kind.SURGE, 11.0, duration_s=120, hold_bpm=(148, 166))
    assert walk == Step(Kind.WALK, 5.0, duration_s=180, until_bpm=129)


def test_an_incline_is_for_the_main_part_and_the_cool_down_is_level_again() -> None:
    steps = build(Spec((ratio(1, 1),), repeats=2, incline_percent=2))
    assert [step.incline_percent for step in steps] == [None, 2, 2, 2, 0]


SPEC = Spec((ratio(1, 1),), total_s=1800)


@pytest.mark.parametrize(
    ("spec", "key", "words"),
    [
        (replace(SPEC, repeats=5), "total", "either a total time or repeats"),
        (replace(SPEC, total_s=None), "total", "either a total time or repeats"),
        (replace(SPEC, total_s=599), "total", "9:59 is not within 10:00 and 6:00:00"),
        (replace(SPEC, total_s=21_601), "total", "6:00:01 is not within"),
        (replace(SPEC, total_s=None, repeats=0), "repeats", "0 is not within 1 and 200"),
        (replace(SPEC, total_s=None, repeats=201), "repeats", "201 is not within"),
        (replace(SPEC, warm_up_s=0), "warm_up", "0:00 is not within 1:00 and 30:00"),
        (replace(SPEC, cool_down_s=1801), "cool_down", "30:01 is not within"),
        (replace(SPEC, incline_percent=16), "incline", "16 % is not within -5 and 15 %"),
        (replace(SPEC, paces=Paces(run_kmh=5.0)), "run", "5 km/h is not above the walk's 5"),
        (replace(SPEC, paces=Paces(surge_kmh=21)), "surge", "21 km/h is not above 0 and at most"),
        (
            Spec((ratio(20, 5),), total_s=1500),
            "total",
            "25:00 leaves no room for a round between warm-up and cool-down; make it 30:00 or more",
        ),
        (
            Spec((run_walk(Ratio(5, 5), PACES),), total_s=21_600),
            "rounds",
            "steps, more than 2000",
        ),
    ],
)
def test_what_cannot_be_says_what_to_change(spec: Spec, key: str, words: str) -> None:
    with pytest.raises(SpecError) as caught:
        build(spec)
    assert caught.value.key == key
    assert words in str(caught.value)


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: ratio(1, 5), "1:5 is not within 1:4 and 10:1"),
        (lambda: ratio(11, 1), "11:1 is not within 1:4 and 10:1"),
        (lambda: run_walk(Ratio(4, 4), PACES), "0:04 is not within 0:05 and 1:00:00"),
        (lambda: run_walk(Ratio(60, 3601), PACES), "1:00:01 is not within"),
        (lambda: surges(30, 90, 0, PACES), "0:00 is not within"),
        (lambda: sprint(91, 120, PACES), "91 s is too long; make it 90 s or less"),
        (lambda: sprint(60, 30, PACES), "a walk at least as long as itself"),
        (lambda: by_distance(50, 60, PACES), "50 m is not within 100 m and 20 km"),
        (lambda: hard(120, 180, PACES, (148, 166), 150), "150 bpm is no rest from 148 bpm"),
    ],
)
def test_a_round_has_bounds(make: Callable[[], Round], words: str) -> None:
    with pytest.raises(SpecError) as caught:
        make()
    assert caught.value.key == "rounds"
    assert words in str(caught.value)


def test_every_rung_of_the_ladder_can_be_built() -> None:
    for rung in LADDER:
        assert len(build(Spec((run_walk(rung, PACES),), total_s=3600))) >= 5


def test_a_plan_file_takes_as_many_steps() -> None:
    assert MOST_STEPS == steptables.MOST_STEPS


ROUNDS = (
    st.builds(
        lambda walk_s, share: run_walk(Ratio(round(walk_s * share), walk_s), PACES),
        st.integers(20, 300),
        st.floats(0.3, 9.5),
    )
    | st.builds(surges, *[st.integers(5, 120)] * 3, st.just(PACES))
    | st.builds(by_distance, st.integers(100, 5000), st.integers(30, 60), st.just(PACES))
    | st.builds(lambda burst_s: sprint(burst_s, 2 * burst_s, PACES), st.integers(5, 90))
)


@given(
    st.lists(ROUNDS, min_size=1, max_size=3).map(tuple),
    st.integers(600, 21_600),
    st.integers(60, 900),
    st.integers(60, 900),
    st.sampled_from([0, 180]),
)
def test_a_total_is_kept_to_the_second(
    rounds: tuple[Round, ...], total_s: int, warm_up_s: int, cool_down_s: int, easy_s: int
) -> None:
    spec = Spec(
        rounds, total_s=total_s, warm_up_s=warm_up_s, cool_down_s=cool_down_s, easy_s=easy_s
    )
    try:
        steps = build(spec)
    except SpecError:
        return
    first, *main, last = steps
    assert sum(step.planned_s for step in steps) == pytest.approx(total_s, abs=1)
    assert (first.kind, last.kind) == (Kind.WARM_UP, Kind.COOL_DOWN)
    assert first.duration_s == warm_up_s
    assert last.planned_s >= cool_down_s - 1
    assert main[-1].kind.is_running
    longest_s = max(sum(step.planned_s for step in each) for each in rounds)
    assert last.planned_s - cool_down_s <= longest_s + 1


@given(st.lists(ROUNDS, min_size=1, max_size=3).map(tuple), st.integers(1, 200))
def test_repeats_are_shared_out_evenly(rounds: tuple[Round, ...], repeats: int) -> None:
    if repeats < len(rounds):
        with pytest.raises(SpecError):
            build(Spec(rounds, repeats=repeats))
        return
    steps = build(Spec(rounds, repeats=repeats))
    walks = [step for step in steps if step.kind is Kind.WALK]
    assert len(walks) == repeats - 1
    assert (
        len(steps)
        == 2
        + sum(
            len(each) * (repeats // len(rounds) + (index < repeats % len(rounds)))
            for index, each in enumerate(rounds)
        )
        - 1
    )
