"""Each condition under which a heart rate may raise the speed, one at a time."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from runwalk_tui.workout import events as ev
from runwalk_tui.workout.belt import Belt
from runwalk_tui.workout.heart import Heart
from runwalk_tui.workout.heart_control_state import HeartAction, HeartControlState, Hold
from runwalk_tui.workout.heart_quality import (
    ALIVE_S,
    added_kmh,
    is_alive,
    is_answered,
    is_unbroken,
    may_ask,
    mean_bpm,
)
from runwalk_tui.workout.heart_response import (
    MEAN_GAIN_BPM_KMH,
    HeartResponse,
    begin,
    kmh_per_percent,
)
from runwalk_tui.workout.plan import Kind
from runwalk_tui.workout.session import Phase, Session, StepRecord
from tests.workout.model import plan_of, run
from tests.workout.test_heart_control import Coached, holding

PLANNED_KMH = 9.0


def told(
    model: Coached, seconds: int, rate: Callable[[int], int | None], *, contact: bool = True
) -> None:
    """A strap that tells exactly this, once a second; None is a second without a word."""
    model.heart_mode = "gone"
    for second in range(seconds):
        model.run(1.0)
        bpm = rate(second)
        if bpm is not None:
            model.feed(ev.HeartReading(model.t, bpm, contact))


def raises(model: Coached) -> list[ev.CoachActed]:
    return [event for event in model.advice(HeartAction.HOLD) if event.value > 0]


def fastest_kmh(model: Coached) -> float:
    return max(kmh for _, kmh in model.asked_kmh())


@pytest.mark.parametrize("bpm", [93, 96, 99, 102])
def test_a_rate_far_below_the_target_makes_nothing_faster(bpm: int) -> None:
    """A strap that counts every other beat of 186 to 204 tells a rate that lives and answers."""
    model = holding(Hold.FULL, bpm)
    told(model, 300, lambda second: bpm + second // 4 % 4)
    assert fastest_kmh(model) <= PLANNED_KMH


def test_a_rate_near_enough_does() -> None:
    model = holding(Hold.FULL, 120)
    told(model, 100, lambda second: 118 + second // 4 % 4)
    assert fastest_kmh(model) > PLANNED_KMH


@pytest.mark.parametrize("before_s", [17, 20, 22, 25])
def test_a_rate_that_freezes_raises_nothing_once_that_is_beyond_any_heart(before_s: int) -> None:
    """It freezes at an honest value, so long before the next step up is due."""
    model = holding(Hold.FULL, 120)
    told(model, 100, lambda second: 118 + second // 4 % 4)
    first = raises(model)[0].t
    model = holding(Hold.FULL, 120)
    froze_at = first + 45 - before_s
    told(
        model,
        200,
        lambda second: (
            (118 if model.t <= first else 125) + (3 if model.t >= froze_at else second // 4 % 4)
        ),
    )
    assert raises(model)[0].t == first
    assert [event.t for event in raises(model) if event.t > froze_at + ALIVE_S + 1] == []


def test_a_rate_that_breaks_off_again_and_again_makes_nothing_faster() -> None:
    model = holding(Hold.FULL, 120)
    told(model, 400, lambda second: 118 + second // 3 % 4 if second % 15 < 9 else None)
    assert fastest_kmh(model) <= PLANNED_KMH


@pytest.mark.parametrize("before_s", range(10))
def test_from_the_first_reading_off_the_skin_on_nothing_is_made_faster(before_s: int) -> None:
    """So long before the second in which it would be."""
    model = holding(Hold.FULL, 120)
    began = model.t
    told(model, 90, lambda second: 118 + second // 3 % 4)
    on_s = round(raises(model)[0].t - began) - 1 - before_s
    model = holding(Hold.FULL, 120)
    told(model, on_s, lambda second: 118 + second // 3 % 4)
    told(model, 60, lambda second: 118 + (second + on_s) // 3 % 4, contact=False)
    assert not raises(model)


def test_a_rate_that_has_just_come_is_watched_first() -> None:
    model = holding(Hold.FULL, 120)
    told(model, 100, lambda second: None)
    told(model, 44, lambda second: 118 + second // 3 % 4)
    assert not raises(model)
    told(model, 10, lambda second: 118 + (second + 44) // 3 % 4)
    assert raises(model)


@pytest.mark.parametrize("every_s", [1, 10, 13])
def test_two_values_alone_make_nothing_faster_not_even_once(every_s: int) -> None:
    model = holding(Hold.FULL, 120)
    told(model, 300, lambda second: 120 + second // every_s % 2)
    assert not raises(model)


T = 100.0


def heart(*rates: tuple[float, int]) -> Heart:
    """A heart that told these rates, its last one believed."""
    last = rates[-1][1] if rates else None
    return Heart(bpm=last, read_at=T, same_since=T - 1, recent=rates)


def each_second(*bpm: int) -> Heart:
    """The last of them at `T`."""
    first = T - len(bpm) + 1
    return heart(*((first + second, rate) for second, rate in enumerate(bpm)))


@pytest.mark.parametrize(
    ("given", "mean"),
    [
        (each_second(120, 122, 124, 126, 128, 130), 126),
        (each_second(120, 122, 124, 126, 128), None),
        (each_second(120, 226, 227, 228, 229, 230), None),
        (each_second(225, 226, 227, 228, 229, 230), 228),
        (each_second(226, 227, 228, 229, 230, 231), None),
        (replace(each_second(120, 122, 124, 126, 128, 130), contact=False), None),
        (heart((95.0, 120), (98.0, 122), (T, 124)), None),
        (heart((95.0, 120), (97.0, 122), (98.0, 123), (T, 124)), 123),
    ],
    ids=lambda given: "",
)
def test_a_mean_is_of_enough_trusted_rates(given: Heart, mean: float | None) -> None:
    assert mean_bpm(Session(heart=given), T, 5.0, 3) == mean


@pytest.mark.parametrize(
    ("rates", "unbroken"),
    [
        (((90.0, 120), (95.0, 135), (T, 120)), True),
        (((90.0, 120), (95.0, 136), (T, 121)), False),
        (((90.0, 120), (95.0, 104), (T, 110)), False),
        (((90.0, 120), (95.1, 120), (T, 120)), False),
        (((90.0, 120), (95.0, 120), (T, 120)), True),
        (((90.1, 120), (95.0, 120), (T, 120)), False),
        # One gap before the time that is looked at is none of its own.
        (((85.0, 120), (90.0, 200), (95.0, 200), (T, 200)), True),
        (((85.1, 120), (90.0, 200), (95.0, 200), (T, 200)), False),
        ((), False),
    ],
    ids=str,
)
def test_a_rate_is_unbroken_without_gaps_and_jumps(
    rates: tuple[tuple[float, int], ...], unbroken: bool
) -> None:
    assert is_unbroken(Heart(recent=rates), T, 10.0) is unbroken


LIVING = each_second(*(118 + second // 4 % 4 for second in range(60)))


@pytest.mark.parametrize(
    ("given", "bpm", "lowest_bpm", "alive"),
    [
        (LIVING, 120.0, 135.0, True),
        (replace(LIVING, same_since=84.0), 120.0, 135.0, True),
        (replace(LIVING, same_since=83.9), 120.0, 135.0, False),
        (LIVING, 120.0, 150.0, True),
        (LIVING, 119.9, 150.0, False),
        # Below the floor of the first zone, 50 % of 185, none runs.
        (LIVING, 92.5, 100.0, True),
        (LIVING, 92.4, 100.0, False),
        (each_second(*(118 + second // 4 % 2 for second in range(60))), 120.0, 135.0, False),
        (each_second(*(118 + second // 4 % 3 for second in range(60))), 120.0, 135.0, True),
        (each_second(118, *(119 + second // 4 % 2 for second in range(45))), 120.0, 135.0, False),
        (each_second(*(118 + second // 4 % 4 for second in range(45))), 120.0, 135.0, False),
    ],
    ids=lambda given: "" if isinstance(given, Heart) else str(given),
)
def test_a_heart_is_alive_that_lives_and_is_near_enough(
    given: Heart, bpm: float, lowest_bpm: float, alive: bool
) -> None:
    runner = ev.RunnerProfile(max_bpm=185)
    assert is_alive(Session(heart=given, runner=runner), T, bpm, lowest_bpm) is alive


def in_run(coach: HeartControlState, **changed: Any) -> Session:
    plan = plan_of(replace(run(600, 9.0), hold_bpm=(135, 145)), run(600, 9.0))
    step = StepRecord(0, Kind.RUN, 0.0, 0.0)
    belt = Belt(speed_kmh=9.0)
    whole = Session(phase=Phase.RUNNING, plan=plan, step=step, belt=belt, coach=coach)
    return replace(whole, **changed)


RAISED = HeartControlState(raised_bpm={Kind.RUN: 120.0})


@pytest.mark.parametrize(
    ("session", "bpm", "answered"),
    [
        (in_run(RAISED), 121.0, True),
        (in_run(RAISED), 120.9, False),
        (in_run(HeartControlState(raised_bpm={Kind.RUN: 134.5})), 135.0, True),
        (in_run(HeartControlState(raised_bpm={Kind.RUN: 134.5})), 134.9, False),
        (in_run(HeartControlState()), 50.0, True),
        (in_run(HeartControlState(raised_bpm={Kind.WALK: 120.0})), 50.0, True),
        (in_run(RAISED, step=None), 50.0, True),
        (in_run(RAISED, step=StepRecord(1, Kind.RUN, 0.0, 0.0)), 50.0, True),
    ],
    ids=lambda given: "" if isinstance(given, Session) else str(given),
)
def test_a_heart_answered_that_rose_or_came_to_its_target(
    session: Session, bpm: float, answered: bool
) -> None:
    assert is_answered(session, Kind.RUN, bpm) is answered


def test_what_was_added_is_the_speed_and_what_the_incline_costs() -> None:
    coach = HeartControlState(offsets_kmh={Kind.RUN: 0.3}, offsets_percent={Kind.RUN: 2.0})
    hill_kmh = 2.0 * kmh_per_percent(9.0, running=True)
    assert hill_kmh > 0
    assert added_kmh(in_run(coach), Kind.RUN) == pytest.approx(0.3 + hill_kmh)
    assert added_kmh(in_run(coach), Kind.WALK) == 0
    at_rest = in_run(coach, belt=Belt(speed_kmh=None))
    standing = in_run(coach, belt=Belt(speed_kmh=0.0))
    assert (
        added_kmh(at_rest, Kind.RUN)
        == added_kmh(standing, Kind.RUN)
        == pytest.approx(0.3 + 2.0 * kmh_per_percent(0.0, running=True))
    )


DEAF = replace(begin(T, 120.0, 9.0, 9.0, HeartResponse()), gain=MEAN_GAIN_BPM_KMH * 0.25 - 0.01)


@pytest.mark.parametrize(
    ("coach", "more_kmh", "may"),
    [
        (HeartControlState(), 0.5, True),
        (HeartControlState(), 0.51, False),
        # It has not answered 0.3 yet, or 0.2 of them.
        (replace(RAISED, offsets_kmh={Kind.RUN: 0.3}), 0.2, True),
        (replace(RAISED, offsets_kmh={Kind.RUN: 0.3}), 0.21, False),
        (
            replace(RAISED, offsets_kmh={Kind.RUN: 0.3}, raised_kmh={Kind.RUN: 0.1}),
            0.3,
            True,
        ),
        (
            replace(RAISED, offsets_kmh={Kind.RUN: 0.3}, raised_kmh={Kind.RUN: 0.1}),
            0.31,
            False,
        ),
        (HeartControlState(known=DEAF), 0.1, True),
        (HeartControlState(known=DEAF), 0.11, False),
        (HeartControlState(known=replace(DEAF, gain=MEAN_GAIN_BPM_KMH * 0.25)), 0.5, True),
    ],
    ids=lambda given: "" if isinstance(given, HeartControlState) else str(given),
)
def test_a_heart_that_does_not_answer_is_asked_for_no_more(
    coach: HeartControlState, more_kmh: float, may: bool
) -> None:
    assert may_ask(in_run(coach), 120.0, more_kmh) is may


def test_before_the_first_step_nothing_is_asked() -> None:
    assert not may_ask(in_run(HeartControlState(), step=None), 120.0, 0.1)
