"""No strap fools the coach: not one that is dead, half as fast, twice as fast, or just back."""

import random
from collections.abc import Callable
from dataclasses import replace

import pytest

from runwalk_devices.simulator.heart_model import Heart
from runwalk_tui.workout import events as ev
from runwalk_tui.workout.heart_control_state import HeartAction, HeartControlSettings, Hold
from runwalk_tui.workout.heart_quality import FASTEST_BPM
from runwalk_tui.workout.plan import Kind, Step
from tests.workout.model import run, walk
from tests.workout.test_heart_control import Coached, answering, coached, holding

PLANNED_KMH = 9.0

Rate = Callable[[float, int], int | None]
"""What a strap tells, by the seconds since the start and the true rate."""


def strapped(rate: Rate, seconds: float = 400.0) -> Coached:
    """A run held at 135 to 145 bpm, its heart told by a strap of this kind."""
    model = holding(Hold.FULL, 120, speed_kmh=PLANNED_KMH)
    heart, began = Heart(), model.t

    def told() -> int | None:
        heart.advance(1.0, model.speed_kmh())
        return rate(model.t - began, round(heart.bpm))

    model.rate = told
    model.run(seconds)
    return model


def fastest_kmh(model: Coached) -> float:
    return max(kmh for _, kmh in model.asked_kmh())


FALSE: dict[str, Rate] = {
    "half": lambda s, true: true // 2,
    "half now and then": lambda s, true: true // (1 + int(s) // 10 % 2),
    "twice": lambda s, true: 2 * true,
    "back and gone": lambda s, true: None if s % 65 < 40 else 112 + int(s) % 3,
    "back just before": lambda s, true: None if s % 50 < 38 else 112 + int(s) % 3,
    "one lone low beat after another": lambda s, true: 112 if int(s) % 20 == 0 else None,
    "a desk": lambda s, true: 40,
}


@pytest.mark.parametrize("rate", FALSE.values(), ids=FALSE)
def test_a_false_rate_makes_nothing_faster(rate: Rate) -> None:
    assert fastest_kmh(strapped(rate)) <= PLANNED_KMH


def test_a_rate_that_is_halved_from_some_time_on_makes_nothing_faster_then() -> None:
    model = strapped(lambda s, true: true // 2 if s > 100 else true)
    began = model.began()[0][0]
    before, after = (
        [kmh for t, kmh in model.asked_kmh() if (t - began > 100) is late] for late in (False, True)
    )
    assert max(after, default=0.0) <= min(PLANNED_KMH, before[-1])


DEAD: dict[str, Rate] = {
    "two values": lambda s, true: 120 + int(s) % 2,
    "three values": lambda s, true: 120 + int(s) % 3,
    "frozen but for a twitch": lambda s, true: 112 + (int(s) % 15 == 0),
    "two values by turns": lambda s, true: 118 + int(s) // 25 % 2,
}


@pytest.mark.parametrize("rate", DEAD.values(), ids=DEAD)
def test_a_heart_that_does_not_answer_is_not_asked_twice(rate: Rate) -> None:
    model = strapped(rate)
    assert len(model.advice(HeartAction.HOLD)) <= 1
    assert fastest_kmh(model) <= PLANNED_KMH + 0.2


def test_noise_leads_nowhere() -> None:
    noise = random.Random(1)
    assert fastest_kmh(strapped(lambda s, true: noise.randint(100, 140))) <= PLANNED_KMH


def test_a_heart_that_does_not_answer_is_not_asked_in_later_steps() -> None:
    steps = (replace(run(120, PLANNED_KMH), hold_bpm=(135, 145)), walk(30)) * 3
    model = coached(HeartControlSettings(hold=Hold.FULL), *steps)
    model.rate = lambda: 120 + int(model.t) % 3
    model.run(440)
    assert len(model.advice(HeartAction.HOLD)) <= 1


def test_a_rate_beyond_any_heart_slows_nothing() -> None:
    model = strapped(lambda s, true: FASTEST_BPM + 10 + int(s) % 4, 300)
    assert not model.said(ev.CoachActed)


@pytest.mark.parametrize(
    "coaching", [HeartControlSettings(True), HeartControlSettings(ease_runs=True)]
)
def test_one_reading_after_a_silence_changes_no_walk(coaching: HeartControlSettings) -> None:
    model = coached(coaching, run(60), walk(60), run(60))
    begin = model.began()[0][0]
    model.run_until(begin + 80)
    model.heart_mode = "gone"
    model.run_until(begin + 112)
    model.heart_mode = "true"
    model.run(20)
    assert not model.said(ev.CoachActed)


def test_a_run_without_a_target_has_the_plan_s_speed_again() -> None:
    held: Step = replace(run(300, PLANNED_KMH), hold_bpm=(135, 145))
    model = coached(HeartControlSettings(hold=Hold.FULL), held, walk(60), run(120, PLANNED_KMH))
    model.rate = answering(model, 118)
    model.run(390)
    assert fastest_kmh(model) > PLANNED_KMH
    began = [e for e in model.log if isinstance(e, ev.StepBegan) and e.kind is Kind.RUN]
    assert [e.speed_kmh for e in began] == [PLANNED_KMH, PLANNED_KMH]
    assert max(kmh for t, kmh in model.asked_kmh() if t > began[1].t - 30) == PLANNED_KMH
