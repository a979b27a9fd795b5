"""When heart-rate control acts and what it changes, condition by condition."""

from dataclasses import replace
from typing import Any

import pytest

from runwalk_tui.workout import events as ev
from runwalk_tui.workout.evolve import evolve
from runwalk_tui.workout.heart import Heart
from runwalk_tui.workout.heart_control import (
    before_the_end,
    begin_step,
    cool_down_ahead,
    on_heart,
    recovered_bpm,
    taken_back,
    walk_ahead,
)
from runwalk_tui.workout.heart_control_state import (
    HeartAction,
    HeartControlSettings,
    HeartControlState,
)
from runwalk_tui.workout.plan import Kind, Step
from runwalk_tui.workout.session import NOT_COUNTED, Change, Phase, Session, StepRecord
from tests.workout.model import plan_of, run, walk
from tests.workout.test_rules import belt, session

T = 100.0
LEAVE = HeartControlSettings(lengthen_walks=True, ease_runs=True, ceiling_bpm=170)


def beating(*bpm: int) -> Heart:
    """A heart that told these rates, one a second, the last one now."""
    first = T - len(bpm) + 1
    recent = tuple((first + n, rate) for n, rate in enumerate(bpm))
    return Heart(bpm=bpm[-1], read_at=T, same_since=T - 1, recent=recent)


def steady(bpm: int) -> Heart:
    return beating(*(bpm for _ in range(12)))


STEP = StepRecord(0, Kind.WALK, 70.0, 0.0, active_s=56.0)
WALK = session(
    step=STEP,
    heart=steady(160),
    runner=ev.RunnerProfile(coaching=LEAVE, max_bpm=185),
    belt=belt(lag=None),
)
"""A walk at the very moment at which the coach looks, four seconds before its end."""

LONGER = ev.CoachActed(T, HeartAction.LONGER_WALK, Kind.WALK, 15.0, 160.0)
SLOWER = ev.CoachActed(T, HeartAction.SLOWER_RUNS, Kind.RUN, -0.3, 160.0)


@pytest.mark.parametrize(
    ("changed", "follows"),
    [
        ({}, LONGER),
        ({"coach": HeartControlState(longer_s=45.0)}, LONGER),
        ({"coach": HeartControlState(longer_s=45.1)}, SLOWER),
        ({"coach": HeartControlState(longer_s=60.0, eased=True)}, None),
        ({"coach": HeartControlState(longer_s=60.0, offsets_kmh={Kind.RUN: -1.3})}, -0.2),
        ({"coach": HeartControlState(longer_s=60.0, offsets_kmh={Kind.RUN: -1.5})}, None),
        ({"coach": HeartControlState(longer_s=60.0, offsets_kmh={Kind.RUN: -1.234})}, -0.27),
        ({"heart": steady(129)}, None),
        ({"heart": steady(130)}, replace(LONGER, bpm=130.0)),
        ({"heart": Heart()}, None),
        ({"phase": Phase.PAUSED}, None),
        ({"change": Change(1, 104.0)}, None),
        ({"step": None}, None),
        ({"step": replace(STEP, active_s=56.1)}, None),
        ({"plan": plan_of(walk(60), walk(60))}, None),
        ({"plan": plan_of(walk(60))}, None),
        ({"plan": plan_of(replace(walk(60), until_bpm=110), run(60))}, None),
        ({"plan": plan_of(Step(Kind.WALK, 5.0, distance_m=80), run(60))}, None),
        ({"plan": plan_of(Step(Kind.WARM_UP, 5.0, duration_s=60), run(60))}, None),
    ],
    ids=str,
)
def test_what_follows_before_a_walk_ends(
    changed: dict[str, Any], follows: ev.CoachActed | float | None
) -> None:
    if isinstance(follows, float):
        follows = replace(SLOWER, value=follows)
    assert before_the_end(replace(WALK, **changed)) == follows


def test_only_what_the_runner_allows_follows_before_a_walk_ends() -> None:
    def allowing(lengthen_walks: bool = False, ease_runs: bool = False) -> Session:
        leave = HeartControlSettings(lengthen_walks=lengthen_walks, ease_runs=ease_runs)
        return replace(WALK, runner=ev.RunnerProfile(coaching=leave))

    assert before_the_end(allowing(lengthen_walks=True)) == LONGER
    assert before_the_end(allowing(ease_runs=True)) == SLOWER
    assert before_the_end(allowing()) is None


def test_a_heart_is_ready_below_the_floor_of_zone_three() -> None:
    assert recovered_bpm(WALK) == pytest.approx(0.7 * 185)


RUN = session(
    step=StepRecord(1, Kind.RUN, 70.0, 0.0, active_s=20.0),
    heart=steady(171),
    runner=ev.RunnerProfile(coaching=LEAVE),
    belt=belt(speed_kmh=8.5, commanded_kmh=8.5, in_force_kmh=8.5),
)
CEILING = ev.CoachActed(T, HeartAction.CEILING, Kind.RUN, 0.0, 171.0)
LAST_RUN = plan_of(walk(60), run(60))


@pytest.mark.parametrize(
    ("changed", "follows"),
    [
        ({}, CEILING),
        ({"heart": steady(170)}, replace(CEILING, bpm=170.0)),
        ({"heart": steady(169)}, None),
        ({"heart": beating(170, 171, 172, 172, 172, 172, 169, 172, 172, 172)}, None),
        ({"heart": beating(169, 169, 172, 172, 172, 172, 172)}, replace(CEILING, bpm=172.0)),
        ({"heart": Heart()}, None),
        ({"coach": HeartControlState(ceiling_at=40.0)}, CEILING),
        ({"coach": HeartControlState(ceiling_at=40.1)}, None),
        ({"step": None}, None),
        ({"step": replace(STEP, index=0)}, None),
        ({"phase": Phase.PAUSED}, None),
        ({"change": Change(2, 104.0)}, None),
        ({"runner": ev.RunnerProfile()}, None),
        ({"plan": LAST_RUN}, replace(CEILING, value=-3.5)),
        ({"plan": plan_of(walk(60), run(60, 4.5))}, CEILING),
    ],
    ids=str,
)
def test_the_ceiling(changed: dict[str, Any], follows: ev.CoachActed | None) -> None:
    assert on_heart(replace(RUN, **changed), T) == follows


HELD = plan_of(walk(60), replace(run(60), hold_bpm=(135, 145)), walk(60))
ADDED = HeartControlState(offsets_kmh={Kind.RUN: 0.4})
TILTED = HeartControlState(offsets_percent={Kind.RUN: 1.0})
DOUBT = Heart(bpm=150, read_at=T, contact=False)
BACK = ev.CoachActed(T, HeartAction.BACK, Kind.RUN, -0.4, 150.0)
LEVEL = ev.CoachActed(T, HeartAction.INCLINE, Kind.RUN, -1.0, 150.0)


@pytest.mark.parametrize(
    ("plan", "coach", "heart", "follows"),
    [
        (HELD, ADDED, steady(150), None),
        (HELD, ADDED, DOUBT, replace(BACK, bpm=0.0)),
        (LAST_RUN, ADDED, steady(150), BACK),
        (HELD, replace(ADDED, offsets_kmh={Kind.RUN: -0.4}), DOUBT, None),
        (HELD, replace(ADDED, offsets_kmh={Kind.RUN: 0.0}), DOUBT, None),
        (HELD, TILTED, steady(150), None),
        (HELD, TILTED, DOUBT, replace(LEVEL, bpm=0.0)),
        (LAST_RUN, TILTED, steady(150), LEVEL),
        (HELD, replace(TILTED, offsets_percent={Kind.RUN: -1.0}), DOUBT, None),
        (HELD, replace(TILTED, offsets_percent={Kind.RUN: 0.0}), DOUBT, None),
        (HELD, replace(TILTED, offsets_percent={Kind.RUN: 0.5}), DOUBT, -0.5),
        # What no step is to come of any more is left as it is.
        (plan_of(walk(60), walk(60)), ADDED, steady(150), None),
        (None, ADDED, steady(150), BACK),
        (None, TILTED, steady(150), LEVEL),
    ],
    ids=lambda value: "",
)
def test_what_a_rate_added_is_given_up(
    plan: Any, coach: HeartControlState, heart: Heart, follows: ev.CoachActed | float | None
) -> None:
    if isinstance(follows, float):
        follows = replace(LEVEL, value=follows, bpm=0.0)
    of = replace(RUN, plan=plan, coach=coach, heart=heart)
    assert taken_back(of, T) == follows
    assert taken_back(replace(of, phase=Phase.PAUSED), T) is None


def test_before_the_first_step_nothing_is_held_next() -> None:
    of = replace(RUN, plan=HELD, coach=ADDED, heart=steady(150), step=None)
    assert taken_back(of, T) == BACK
    assert taken_back(replace(of, coach=TILTED), T) == LEVEL


def test_the_walk_and_the_cool_down_ahead() -> None:
    plan = plan_of(walk(60), run(60), walk(60), Step(Kind.COOL_DOWN, 4.0, duration_s=60))
    of = replace(RUN, plan=plan)
    assert (walk_ahead(of), cool_down_ahead(of)) == (2, 3)
    last = replace(of, step=replace(STEP, index=3))
    assert (walk_ahead(last), cool_down_ahead(last)) == (None, None)
    for nothing in (replace(of, step=None), replace(of, plan=None)):
        assert walk_ahead(nothing) is cool_down_ahead(nothing) is None


NOTICE = ev.IncreaseAnnounced(99.0, 8.5, 102.0, 104.0, 1)
BUSY = replace(
    WALK,
    announced=NOTICE,
    counted=2,
    extra_s=5.0,
    nudges_kmh={Kind.RUN: 0.2, Kind.WALK: 0.1},
    belt=belt(refused_kmh=9.0),
    coach=HeartControlState(
        longer_s=15.0, offsets_kmh={Kind.RUN: 0.1}, quiet_kmh=8.0, raised_bpm={Kind.RUN: 150.0}
    ),
)


def test_a_longer_walk() -> None:
    after = evolve(BUSY, LONGER)
    assert after.extra_s == 20.0
    assert after.counted == NOT_COUNTED
    assert after.announced is None, "the run comes later than was said"
    assert after.coach.longer_s == 30.0
    assert after.coach.last == (HeartAction.LONGER_WALK, 15.0)
    assert after.coach.raised_bpm == {Kind.RUN: 150.0}
    own = replace(BUSY, announced=replace(NOTICE, index=0))
    assert evolve(own, LONGER).announced == own.announced
    assert evolve(replace(BUSY, step=None), LONGER).announced == NOTICE


def test_slower_runs() -> None:
    after = evolve(BUSY, SLOWER)
    assert after.coach.eased
    assert after.coach.acted_at == T
    assert after.coach.offsets_kmh == {Kind.RUN: -0.2}
    assert after.nudges_kmh == {Kind.RUN: -0.1, Kind.WALK: 0.1}
    assert after.announced is None
    assert after.belt.refused_kmh is None
    assert after.coach.quiet_kmh is None
    assert after.coach.raised_bpm == {}
    assert after.coach.last == (HeartAction.SLOWER_RUNS, -0.3)
    assert after.coach.ceiling_at is None


def test_a_ceiling_in_a_plan_with_a_walk_left_changes_no_speed() -> None:
    after = evolve(BUSY, CEILING)
    assert after.coach.ceiling_at == T
    assert after.announced == NOTICE
    assert after.nudges_kmh == BUSY.nudges_kmh
    assert not after.coach.eased


def test_a_shadow_changes_nothing_but_when_it_spoke() -> None:
    after = evolve(BUSY, ev.CoachActed(T, HeartAction.SHADOW, Kind.RUN, 0.1, 160.0))
    assert after.coach.acted_at == T
    assert after.nudges_kmh == BUSY.nudges_kmh
    assert after.announced == NOTICE
    assert after.coach.offsets_kmh == BUSY.coach.offsets_kmh


def test_an_incline_adds_up_in_tenths() -> None:
    tilted = replace(BUSY, coach=replace(BUSY.coach, offsets_percent={Kind.RUN: 0.52}))
    after = evolve(tilted, ev.CoachActed(T, HeartAction.INCLINE, Kind.RUN, 0.5, 160.0))
    assert after.coach.offsets_percent == {Kind.RUN: 1.0}
    assert after.coach.acted_at == T
    assert after.nudges_kmh == BUSY.nudges_kmh
    first = evolve(BUSY, ev.CoachActed(T, HeartAction.INCLINE, Kind.RUN, 0.5, 160.0))
    assert first.coach.offsets_percent == {Kind.RUN: 0.5}


def held(value: float) -> ev.CoachActed:
    return ev.CoachActed(T, HeartAction.HOLD, Kind.WALK, value, 160.0)


@pytest.mark.parametrize(
    ("action", "value", "quiet_kmh"),
    [
        (HeartAction.HOLD, 0.1, 5.2),
        (HeartAction.HOLD, 0.11, None),
        (HeartAction.HOLD, 0.0, None),
        (HeartAction.HOLD, -0.1, None),
        (HeartAction.BACK, 0.1, None),
    ],
)
def test_a_small_rise_of_a_held_rate_needs_no_notice(
    action: HeartAction, value: float, quiet_kmh: float | None
) -> None:
    after = evolve(BUSY, replace(held(value), advice=action))
    assert after.coach.quiet_kmh == quiet_kmh
    before = replace(BUSY, step=None)
    assert evolve(before, replace(held(value), advice=action)).coach.quiet_kmh is None


RAISING = {HeartAction.HOLD, HeartAction.SHADOW, HeartAction.INCLINE, HeartAction.POWER}


@pytest.mark.parametrize("action", list(HeartAction))
@pytest.mark.parametrize("value", [0.2, 0.0, -0.2])
def test_from_where_the_heart_was_raised_is_kept_until_it_answers(
    action: HeartAction, value: float
) -> None:
    raised = replace(
        BUSY.coach, raised_bpm={Kind.RUN: 150.0, Kind.WALK: 110.0}, raised_kmh={Kind.RUN: 0.0}
    )
    plan = plan_of(replace(walk(60), hold_bpm=(135, 145)), run(60))
    before = replace(BUSY, coach=raised, plan=plan)
    event = ev.CoachActed(T, action, Kind.RUN, value, 150.5)
    after = evolve(before, event).coach
    if action is HeartAction.LONGER_WALK:
        assert after.raised_bpm == raised.raised_bpm
    elif action in RAISING and value > 0:
        # It has come to its target: what is added now is another question.
        assert after.raised_bpm == {Kind.RUN: 150.5, Kind.WALK: 110.0}
        assert after.raised_kmh[Kind.RUN] == pytest.approx(0.1)
    else:
        assert after.raised_bpm == {Kind.WALK: 110.0}
        assert after.raised_kmh == {}


def test_a_heart_that_did_not_answer_is_counted_from_where_it_was() -> None:
    raised = replace(BUSY.coach, raised_bpm={Kind.WALK: 110.0}, raised_kmh={Kind.WALK: 0.3})
    plan = plan_of(replace(walk(60), hold_bpm=(135, 145)), run(60))
    before = replace(BUSY, coach=raised, plan=plan)
    same = evolve(before, replace(held(0.1), bpm=110.9)).coach
    assert (same.raised_bpm, same.raised_kmh) == ({Kind.WALK: 110.0}, {Kind.WALK: 0.3})
    new = evolve(before, replace(held(0.1), bpm=111.0)).coach
    assert (new.raised_bpm, new.raised_kmh) == ({Kind.WALK: 111.0}, {Kind.WALK: 0.0})


def test_each_step_is_looked_at_anew_and_what_was_changed_stays() -> None:
    coach = HeartControlState(
        longer_s=15.0,
        eased=True,
        acted_at=90.0,
        ceiling_at=91.0,
        quiet_kmh=8.0,
        offsets_kmh={Kind.RUN: 0.1},
    )
    after = begin_step(replace(BUSY, coach=coach)).coach
    assert after == HeartControlState(offsets_kmh={Kind.RUN: 0.1})
