"""Each condition under which a heart rate may raise the speed, one at a time."""

from collections.abc import Callable

import pytest

from runwalk_tui.workout import events as ev
from runwalk_tui.workout.heart_control_state import HeartAction, Hold
from runwalk_tui.workout.heart_quality import ALIVE_S
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
