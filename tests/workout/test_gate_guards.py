"""Each condition of the gate alone holds a speed back: everything else would let it through."""

from dataclasses import replace
from typing import Any

import pytest

from runwalk_tui.workout import events as ev
from runwalk_tui.workout.belt import Belt, BeltResponse
from runwalk_tui.workout.choice import told_speed_kmh
from runwalk_tui.workout.device_link import DeviceLink
from runwalk_tui.workout.heart import Heart
from runwalk_tui.workout.heart_control import on_heart, taken_back
from runwalk_tui.workout.heart_control_state import (
    HeartAction,
    HeartControlSettings,
    HeartControlState,
    Hold,
)
from runwalk_tui.workout.plan import Kind, Step
from runwalk_tui.workout.session import Change, Phase, Session, advance
from runwalk_tui.workout.speed_gate import govern, is_faster, is_known_to_stand, lead_s, may_start
from tests.workout.model import Machine, Model, plan_of, run, started, walk
from tests.workout.test_heart_control import holding


def due() -> Session:
    """A run whose faster speed was announced 3 s ago: it is to be asked now."""
    model = started(run(60, 5.0), walk(60))
    model.run(20)
    model.act(ev.Act.NUDGE, 1.0)
    model.run(2.9)
    t = model.t + 0.1
    session = replace(model.session, t=t)
    assert govern(session, t) == [ev.SpeedAsked(t, 6.0)]
    return session


@pytest.mark.parametrize(
    "changed",
    [
        {"ready": False},
        {"checked": False},
        {"controllable": False},
        {"obeys": False},
        {"speed_kmh": 0.0},
        {"lost_since": 1.0},
        {"refused_kmh": 6.0},
        {"commanded_kmh": 6.0},
        {"stopping_at": 1.0},
        {"maximum_kmh": 5.5, "minimum_kmh": 5.8},
        {"read_at": 1.0},
        {"fresh_moving": 1},
        {"fresh_moving": 0},
    ],
    ids=str,
)
def test_a_belt_of_which_one_thing_is_wrong_is_asked_for_nothing(
    changed: dict[str, Any],
) -> None:
    session = due()
    asked = govern(replace(session, belt=replace(session.belt, **changed)), session.t)
    assert not [event for event in asked if isinstance(event, ev.SpeedAsked)]


@pytest.mark.parametrize(
    "changed",
    [
        {"phase": Phase.PAUSED},
        {"phase": Phase.STOPPING},
        {"step": None},
        {"override_kmh": 5.0},
        {"announced": None},
    ],
    ids=str,
)
def test_a_session_of_which_one_thing_is_wrong_asks_for_nothing(
    changed: dict[str, Any],
) -> None:
    session = due()
    asked = govern(replace(session, **changed), session.t)
    assert not [event for event in asked if isinstance(event, ev.SpeedAsked)]


@pytest.mark.parametrize(
    "heart",
    [
        Heart(),
        Heart(bpm=120, read_at=1.0),
        Heart(bpm=120, read_at=10_000.0, contact=False, same_since=9_999.0),
        Heart(bpm=120, read_at=10_000.0, same_since=9_999.0, leapt=True),
    ],
    ids=["none", "silent", "off the skin", "a leap"],
)
def test_a_speed_that_rests_on_a_heart_in_doubt_is_not_asked(heart: Heart) -> None:
    session = due()
    added = replace(session, coach=HeartControlState(offsets_kmh={Kind.RUN: 0.5}))
    sure = Heart(bpm=120, read_at=session.t, same_since=session.t - 1)
    assert govern(replace(added, heart=sure), session.t)
    assert govern(replace(added, heart=heart), session.t) == []
    slowed = replace(session, coach=HeartControlState(offsets_kmh={Kind.RUN: -0.5}), heart=heart)
    assert govern(slowed, session.t), "what makes it slower rests on nothing"


@pytest.mark.parametrize(
    ("measured_kmh", "commanded_kmh", "target_kmh", "faster"),
    [
        (0.0, 8.0, 7.0, False),
        (None, 8.0, 7.0, False),
        (6.0, 8.0, 7.0, True),
        (6.9, 8.0, 7.0, False),
        (8.0, 8.0, 8.1, True),
        (None, None, 7.0, False),
        (6.0, None, 7.0, True),
    ],
)
def test_what_is_faster(
    measured_kmh: float | None, commanded_kmh: float | None, target_kmh: float, faster: bool
) -> None:
    belt = Belt(speed_kmh=measured_kmh, commanded_kmh=commanded_kmh)
    assert is_faster(Session(belt=belt), target_kmh) == faster


def leading() -> Session:
    """A walk that ends in a run, on a belt whose pace is known."""
    model = started(walk(60), run(60), machine=Machine(lag=(1.0, 0.5, 0.5)))
    model.run(20)
    assert lead_s(model.session) > 0
    return model.session


@pytest.mark.parametrize(
    "changed",
    [
        {"override_kmh": 4.0},
        {"held_kmh": 4.0},
        {"change": Change(1, 100.0)},
        {"runner": ev.RunnerProfile(lead=False)},
        {"plan": plan_of(replace(walk(60), until_bpm=100), run(60))},
        {"plan": plan_of(Step(Kind.WALK, 5.0, distance_m=80, timed=True), run(60))},
        {"plan": plan_of(walk(60), walk(60))},
        {"plan": plan_of(walk(60))},
        {"step": None},
    ],
    ids=lambda changed: next(iter(changed)),
)
def test_a_step_is_led_into_only_as_planned(changed: dict[str, Any]) -> None:
    assert lead_s(replace(leading(), **changed)) == 0


def test_without_a_known_pace_there_is_no_lead() -> None:
    session = leading()
    assert lead_s(replace(session, belt=replace(session.belt, lag=None))) == 0
    slow = replace(session.belt, lag=BeltResponse(1.0, 0.01, 0.01))
    assert lead_s(replace(session, belt=slow)) == 10


@pytest.mark.parametrize(
    "changed",
    [
        {"controllable": False},
        {"obeys": False},
        {"lost_since": 1.0},
        {"stopping_at": 1.0},
        {"speed_kmh": 0.0},
        {"steady_since": 10_000.0},
        {"in_force_kmh": None, "commanded_kmh": 3.0, "commanded_at": 28.0},
    ],
    ids=str,
)
def test_a_console_s_word_is_believed_of_a_steady_belt_in_sight(
    changed: dict[str, Any],
) -> None:
    model = started(walk(60), run(60))
    model.run(20)
    session = model.session
    told = ev.ConsoleReported(model.t, ev.Report.SPEED_CHANGED, 4.0)
    assert told_speed_kmh(session, told) == 4.0
    assert told_speed_kmh(replace(session, phase=Phase.PAUSED), told) is None
    assert told_speed_kmh(session, replace(told, value=None)) is None
    assert told_speed_kmh(replace(session, belt=replace(session.belt, **changed)), told) is None


@pytest.mark.parametrize(
    ("belt", "stands"),
    [
        (Belt(), True),
        (Belt(still=True, zero_since=0.0, read_at=5.0), True),
        (Belt(still=False, zero_since=0.0, read_at=5.0), False),
        (Belt(still=True, zero_since=None, read_at=5.0), False),
        (Belt(still=True, zero_since=4.0, read_at=5.0), False),
        (Belt(still=False, zero_since=None, read_at=18.0), True),
    ],
)
def test_an_old_zero_counts_only_of_a_belt_that_was_still(belt: Belt, stands: bool) -> None:
    assert is_known_to_stand(Session(belt=belt), 20.0) == stands


@pytest.mark.parametrize(
    "changed",
    [
        {"ready": False},
        {"controllable": False},
        {"speed_kmh": 0.8},
        {"lost_since": 1.0, "still": False},
        {"read_at": 4.0, "still": False, "zero_since": 3.0},
    ],
    ids=str,
)
def test_one_thing_wrong_and_the_belt_is_not_started(changed: dict[str, Any]) -> None:
    model = Model(plan_of(walk(), run()))
    model.run(20)
    assert may_start(model.session)
    belt = replace(model.session.belt, **changed)
    assert not may_start(replace(model.session, belt=belt))
    for phase in set(Phase) - {Phase.ARMING, Phase.PAUSED}:
        assert not may_start(replace(model.session, phase=phase))
    assert not may_start(replace(model.session, plan=None))


@pytest.mark.parametrize(
    ("commanded_kmh", "speed_kmh", "stuck_kmh"),
    [(8.0, 5.0, 5.0), (8.0, 7.9, None), (8.0, 7.8, 7.8), (None, 5.0, None)],
)
def test_a_belt_is_stuck_off_its_target_and_not_at_it(
    commanded_kmh: float | None, speed_kmh: float, stuck_kmh: float | None
) -> None:
    belt = Belt(
        link=DeviceLink(),
        commanded_kmh=commanded_kmh,
        commanded_from_kmh=speed_kmh,
        speed_kmh=speed_kmh,
        read_at=20.0,
        steady_since=1.0,
    )
    assert belt.stuck_kmh == stuck_kmh


def test_the_coach_waits_while_a_change_is_fixed_or_the_clock_stands() -> None:
    model = holding(Hold.FULL, 170)
    model.rate = lambda: 170 + int(model.t) // 4 % 4
    while not model.advice(HeartAction.HOLD):
        before = model.session
        model.run(0.25)
    t = model.advice(HeartAction.HOLD)[0].t
    session = replace(advance(before, t), heart=model.session.heart)
    advice = on_heart(session, t)
    assert advice is not None
    assert advice.value < 0
    waits: list[dict[str, Any]] = [{"change": Change(1, t + 30)}, {"phase": Phase.PAUSED}]
    for changed in (*waits, {"step": None}):
        assert on_heart(replace(session, **changed), t) is None


def test_what_was_added_is_given_up_with_the_rate_at_which_it_is() -> None:
    model = holding(Hold.FULL, 140)
    model.run(10)
    added = replace(
        model.session, coach=HeartControlState(offsets_kmh={Kind.RUN: 0.4, Kind.SURGE: 0.0})
    )
    assert taken_back(added, model.t) is None
    doubted = replace(added, heart=replace(added.heart, contact=False))
    back = taken_back(doubted, model.t)
    assert back == ev.CoachActed(model.t, HeartAction.BACK, Kind.RUN, -0.4, 0.0)
    free = replace(added, plan=plan_of(run(900, 9.0), walk(60)))
    bpm = float(free.heart.bpm or 0)
    assert bpm >= 140
    assert taken_back(free, model.t) == ev.CoachActed(
        model.t, HeartAction.BACK, Kind.RUN, -0.4, bpm
    )
    assert taken_back(replace(free, phase=Phase.PAUSED), model.t) is None


def test_a_ceiling_makes_a_run_that_is_slower_than_a_walk_no_faster() -> None:
    model = holding(Hold.OFF, 170)
    slow = plan_of(Step(Kind.RUN, 4.0, duration_s=900))
    runner = ev.RunnerProfile(coaching=HeartControlSettings(ceiling_bpm=160))
    model.run(20)
    session = replace(model.session, plan=slow, runner=runner)
    advice = on_heart(session, model.t)
    assert advice is not None
    assert (advice.advice, advice.value) == (HeartAction.CEILING, 0.0)
