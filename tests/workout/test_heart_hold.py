"""A heart held in a session: when it may lead the belt, within which range, and what is said."""

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from runwalk_devices.simulator.population import PopulationHeart
from runwalk_tui.workout import events as ev
from runwalk_tui.workout.heart_control_state import (
    HOLD_FASTEST_KMH,
    HeartAction,
    HeartControlSettings,
    Hold,
)
from runwalk_tui.workout.heart_hold import SLOWER_KMH
from runwalk_tui.workout.plan import Kind, Step
from runwalk_tui.workout.speed_gate import QUIET_KMH, QUIET_S
from tests.workout.model import Machine, plan_of, run, walk
from tests.workout.test_heart_control import Coached
from tests.workout.witness import Witness

TARGET_BPM = 145
WARM_UP = Step(Kind.WARM_UP, 5.5, duration_s=120)


def held(
    *,
    plan_kmh: float = 9.0,
    ideal_kmh: float = 10.0,
    hold: Hold = Hold.FULL,
    faster_kmh: float = HOLD_FASTEST_KMH,
    steps: tuple[Step, ...] = (),
    machine: Machine | None = None,
    cap_kmh: float = 12.0,
) -> Coached:
    """A warm-up, and a run held at 145 bpm by a heart that beats so at ``ideal_kmh``."""
    target = (TARGET_BPM, TARGET_BPM)
    plan = plan_of(*(steps or (WARM_UP, replace(run(1200, plan_kmh), hold_bpm=target), walk())))
    coaching = HeartControlSettings(hold=hold, faster_kmh=faster_kmh)
    profile = ev.RunnerProfile(coaching=coaching, cap_kmh=cap_kmh)
    model = Coached(plan, machine, profile=profile, witness=Witness())
    heart = PopulationHeart(TARGET_BPM, ideal_kmh, seed=2, from_kmh=0.0)

    def rate() -> int:
        return round(heart.advance(1.0, model.speed_kmh()))

    model.rate = rate
    model.start()
    return model


def rises(model: Coached) -> list[tuple[float, float, bool]]:
    """Each rise within the held run: when, by how much, and whether it was announced."""
    found, last_kmh, announced = [], 0.0, False
    for event in model.log:
        if isinstance(event, ev.IncreaseAnnounced):
            announced = True
        if isinstance(event, ev.SpeedAsked):
            if last_kmh and event.speed_kmh > last_kmh and event.t > 150:
                found.append((event.t, round(event.speed_kmh - last_kmh, 2), announced))
            last_kmh, announced = event.speed_kmh, False
    return found


def test_the_range_is_told_once_before_anything_follows() -> None:
    model = held()
    model.run(800)
    (told,) = model.said(ev.HoldRangeTold)
    assert isinstance(told, ev.HoldRangeTold)
    assert told.t == model.began()[1][0]
    assert (told.lowest_kmh, told.highest_kmh) == (9.0 - SLOWER_KMH, 9.0 + HOLD_FASTEST_KMH)
    says = [event.say for event in model.log if isinstance(event, ev.CueDue)]
    told_in = [say for say in says if "Heart rate 145. Speed 5 to 10 km/h" in say]
    assert told_in == ["Run, 20 minutes. Heart rate 145. Speed 5 to 10 km/h"]


def test_small_rises_are_quiet_and_seldom_and_larger_ones_announced() -> None:
    model = held()
    model.run(900)
    quiet = [(t, kmh) for t, kmh, announced in rises(model) if not announced]
    assert len(quiet) > 5
    assert all(kmh <= QUIET_KMH for _, kmh in quiet)
    assert all(after - before >= QUIET_S for (before, _), (after, _) in pairwise(quiet))
    assert all(announced for _, kmh, announced in rises(model) if kmh > QUIET_KMH)


def test_a_machine_of_coarse_steps_has_every_rise_announced() -> None:
    model = held(machine=Machine(increment_kmh=0.5), ideal_kmh=11.0)
    model.run(900)
    assert rises(model)
    assert all(announced for *_, announced in rises(model))


@pytest.mark.parametrize(
    ("limits", "highest_kmh"),
    [
        ({"cap_kmh": 9.6}, 9.6),
        ({"faster_kmh": 0.4}, 9.4),
        ({"machine": Machine(maximum_kmh=9.9)}, 9.9),
        ({"faster_kmh": 0.0}, 9.0),
    ],
    ids=str,
)
def test_no_limit_is_passed(limits: dict[str, Any], highest_kmh: float) -> None:
    model = held(ideal_kmh=14.0, **limits)
    model.run(900)
    assert max(kmh for _, kmh in model.asked_kmh()) == highest_kmh


def test_keys_and_hold_share_one_limit() -> None:
    model = held(ideal_kmh=15.0, faster_kmh=1.0)
    model.run(300)
    for _ in range(4):
        model.act(ev.Act.NUDGE, 0.5)
        model.run(20)
    assert max(kmh for _, kmh in model.asked_kmh()) == 10.0


def test_decrease_slows_and_speeds_up_by_nothing() -> None:
    model = held(hold=Hold.DECREASE, ideal_kmh=8.0)
    model.run(900)
    assert model.asked_kmh()[-1][1] < 8.6
    assert all(event.value < 0 for event in model.advice(HeartAction.HOLD))
    (told,) = model.said(ev.HoldRangeTold)
    assert isinstance(told, ev.HoldRangeTold)
    assert told.highest_kmh == 9.0


def test_a_shadow_tells_no_range_and_asks_for_nothing() -> None:
    model = held(hold=Hold.SHADOW)
    model.run(900)
    assert not model.said(ev.HoldRangeTold)
    assert model.advice(HeartAction.SHADOW)
    assert {kmh for _, kmh in model.asked_kmh()} == {5.5, 9.0}


def test_later_runs_begin_with_what_was_learnt_and_nothing_is_told_again() -> None:
    step = replace(run(240, 9.0), hold_bpm=(TARGET_BPM, TARGET_BPM))
    model = held(steps=(WARM_UP, *(step, walk(90)) * 4))
    model.run(120 + 4 * 330)
    assert len(model.said(ev.HoldRangeTold)) == 1
    began = [t for t, index in model.began() if index in (3, 5)]
    for t in began:
        asked = [kmh for at, kmh in model.asked_kmh() if t < at <= t + 240]
        assert asked
        assert max(asked) <= 11.0, "a heart on its way up is not driven on"


def test_after_a_doubt_the_plan_s_speed_holds_until_the_rate_is_known_again() -> None:
    model = held()
    model.run(400)
    assert model.asked_kmh()[-1][1] > 9.2
    model.heart_mode = "gone"
    model.run(20)
    assert model.asked_kmh()[-1][1] <= 9.0
    model.heart_mode = "true"
    back_at = model.t
    model.run(40)
    assert all(kmh <= 9.0 for t, kmh in model.asked_kmh() if t >= back_at)
    model.run(250)
    assert model.asked_kmh()[-1][1] > 9.2


def test_a_ceiling_is_kept_beside_a_target() -> None:
    """The law changes something every few seconds; that is no reason to wait with the ceiling."""
    model = held(ideal_kmh=9.0)
    coaching = replace(model.session.runner.coaching, ceiling_bpm=142)
    runner = replace(model.session.runner, coaching=coaching)
    model.runner.session = replace(model.session, runner=runner)
    model.run(500)
    assert [event.bpm >= 142 for event in model.advice(HeartAction.CEILING)] == [True]
    assert model.began()[-1][1] == 2


STRAPS: dict[str, Callable[[int, int], int | None]] = {
    "true": lambda s, true: true,
    "frozen": lambda s, true: 131,
    "half": lambda s, true: true // 2,
    "two values": lambda s, true: 130 + s % 2,
    "gone": lambda s, true: None,
    "twice": lambda s, true: min(254, 2 * true),
    "by turns": lambda s, true: true if s % 20 < 15 else None,
    "noise": lambda s, true: 90 + s * 7919 % 80,
}


@settings(max_examples=15, deadline=None)
@given(
    st.lists(st.sampled_from(sorted(STRAPS)), min_size=1, max_size=6),
    st.sampled_from([Hold.FULL, Hold.DECREASE]),
    st.sampled_from([7.0, 9.0, 14.0]),
    st.sampled_from([1.0, 3.0]),
)
def test_no_strap_leads_the_belt_beyond_what_was_told(
    straps: list[str], hold: Hold, ideal_kmh: float, faster_kmh: float
) -> None:
    model = held(hold=hold, ideal_kmh=ideal_kmh, faster_kmh=faster_kmh)
    true = model.rate
    model.rate = lambda: STRAPS[straps[int(model.t) // 60 % len(straps)]](int(model.t), true() or 0)
    model.run(500)
    highest_kmh = 9.0 + (faster_kmh if hold is Hold.FULL else 0.0)
    lowest_kmh = 9.0 - SLOWER_KMH
    asked = [kmh for t, kmh in model.asked_kmh() if t >= model.began()[1][0]]
    assert all(lowest_kmh <= kmh <= highest_kmh for kmh in asked)
