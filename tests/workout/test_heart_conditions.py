"""What the coach does on a heart rate: each limit and each condition at its edge."""

from dataclasses import replace
from typing import Any

import pytest

from runwalk_tui.workout import events as ev
from runwalk_tui.workout.evolve import evolve
from runwalk_tui.workout.heart import Heart
from runwalk_tui.workout.heart_control import before_the_end, on_heart, taken_back
from runwalk_tui.workout.heart_control_state import (
    HeartAction,
    HeartControlSettings,
    HeartControlState,
)
from runwalk_tui.workout.plan import Kind, Step
from runwalk_tui.workout.session import Phase, Session, StepRecord
from tests.workout.model import plan_of, run, walk

T = 100.0
BPM = 150


def beating(*at: float, bpm: int = BPM) -> Heart:
    """A heart that was told at these times."""
    recent = tuple((t, bpm) for t in at)
    last = at[-1] if at else None
    return Heart(
        bpm=bpm if at else None, read_at=last, same_bpm=bpm, same_since=90.0, recent=recent
    )


ALL = HeartControlSettings(lengthen_walks=True, ease_runs=True)
PROFILE = ev.RunnerProfile(max_bpm=200, coaching=ALL)
FLOOR_BPM = 140
"""The floor of zone 3: 70 % of the highest rate."""
WALKING = Session(
    t=T,
    phase=Phase.RUNNING,
    plan=plan_of(walk(60), run(60), walk(60)),
    runner=PROFILE,
    step=StepRecord(0, Kind.WALK, 0.0, 0.0, active_s=50.0),
    heart=beating(*range(96, 107)),
)
LONGER, SLOWER = (HeartAction.LONGER_WALK, 15.0), (HeartAction.SLOWER_RUNS, -0.3)


def act(session: Session) -> tuple[HeartAction, float] | None:
    found = before_the_end(session)
    return None if found is None else (found.advice, found.value)


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({}, LONGER),
        ({"longer_s": 45.0}, LONGER),
        ({"longer_s": 46.0}, SLOWER),
        ({"longer_s": 46.0, "eased": True}, None),
        ({"longer_s": 46.0, "offsets_kmh": {Kind.RUN: -1.2}}, SLOWER),
        ({"longer_s": 46.0, "offsets_kmh": {Kind.RUN: -1.3}}, (HeartAction.SLOWER_RUNS, -0.2)),
        ({"longer_s": 46.0, "offsets_kmh": {Kind.RUN: -1.5}}, None),
        ({"longer_s": 46.0, "offsets_kmh": {Kind.WALK: -1.5}}, SLOWER),
    ],
)
def test_a_walk_is_lengthened_then_the_runs_are_eased(
    changed: dict[str, Any], expected: tuple[HeartAction, float] | None
) -> None:
    assert act(replace(WALKING, coach=HeartControlState(**changed))) == expected


def test_the_heart_is_looked_at_a_second_before_the_run_would_be_announced() -> None:
    found = before_the_end(WALKING)
    assert found is not None
    assert found.t == T + 10 - 3 - 1


@pytest.mark.parametrize(
    ("at", "acts"),
    [
        ((100.5, 102.5, 104.5, 106.0), True),
        ((101.0, 102.5, 104.5, 106.0), True),
        ((100.5, 103.0, 105.5), False),
        ((101.5, 102.5, 104.5, 106.0), False),
    ],
)
def test_three_readings_of_five_seconds_are_a_rate(at: tuple[float, ...], acts: bool) -> None:
    """The look is at 106 s."""
    assert (act(replace(WALKING, heart=beating(*at))) is not None) is acts


@pytest.mark.parametrize(("bpm", "acts"), [(FLOOR_BPM, True), (FLOOR_BPM - 1, False)])
def test_a_heart_at_the_floor_has_not_come_down(bpm: int, acts: bool) -> None:
    heart = beating(*range(96, 107), bpm=bpm)
    assert (act(replace(WALKING, heart=heart)) is not None) is acts


@pytest.mark.parametrize(
    ("step", "acts"),
    [
        (walk(60), True),
        (run(60), False),
        (replace(walk(60), duration_s=None, distance_m=1000.0), False),
        (replace(walk(60), until_bpm=120), False),
    ],
)
def test_only_a_walk_by_time_is_lengthened(step: Step, acts: bool) -> None:
    session = replace(WALKING, plan=plan_of(step, run(60), walk(60)), distance_m=0.0)
    assert (act(session) is not None) is acts


HELD, FREE = replace(run(60), hold_bpm=(135, 145)), run(60)
TOLD = beating(99.0, T)


@pytest.mark.parametrize(
    ("name", "advice"),
    [
        ("offsets_kmh", HeartAction.BACK),
        ("offsets_percent", HeartAction.INCLINE),
        ("offsets_w", HeartAction.POWER),
    ],
)
@pytest.mark.parametrize(
    ("offset", "heart", "step", "bpm"),
    [
        (0.5, TOLD, HELD, None),
        (0.5, TOLD, FREE, float(BPM)),
        (0.5, beating(), HELD, 0.0),
        (0.5, beating(), FREE, 0.0),
        (-0.5, beating(), FREE, None),
        (0.0, beating(), FREE, None),
    ],
)
def test_what_a_heart_rate_added_is_given_up_in_doubt_or_where_none_is_held(
    name: str, advice: HeartAction, offset: float, heart: Heart, step: Step, bpm: float | None
) -> None:
    offsets: dict[str, Any] = {name: {Kind.RUN: offset}}
    coach = HeartControlState(**offsets)
    session = replace(
        WALKING,
        plan=plan_of(step, walk(60)),
        step=StepRecord(0, Kind.RUN, 0.0, 0.0, active_s=10.0),
        heart=heart,
        coach=coach,
    )
    back = ev.CoachActed(T, advice, Kind.RUN, -offset, bpm or 0.0)
    assert taken_back(session, T) == (None if bpm is None else back)
    assert on_heart(session, T) == (None if bpm is None else back)
    assert on_heart(replace(session, step=None), T) is None
    assert taken_back(replace(session, coach=HeartControlState()), T) is None
    assert taken_back(replace(session, phase=Phase.PAUSED), T) is None


def acted(session: Session, advice: HeartAction, value: float) -> HeartControlState:
    return evolve(session, ev.CoachActed(T, advice, Kind.RUN, value, float(BPM))).coach


def test_what_the_coach_added_is_summed_up() -> None:
    before = HeartControlState(
        offsets_kmh={Kind.RUN: 0.25, Kind.WALK: 1.0},
        offsets_percent={Kind.RUN: 0.5, Kind.WALK: 1.0},
        offsets_w={Kind.RUN: 20.0, Kind.WALK: 10.0},
    )
    session = replace(WALKING, coach=before)
    watts = acted(session, HeartAction.POWER, 5.0)
    assert (watts.offsets_w, watts.acted_at) == ({Kind.RUN: 25.0, Kind.WALK: 10.0}, T)
    tilt = acted(session, HeartAction.INCLINE, 1.0)
    assert (tilt.offsets_percent, tilt.acted_at) == ({Kind.RUN: 1.5, Kind.WALK: 1.0}, T)
    faster = acted(session, HeartAction.HOLD, 0.111)
    assert (faster.offsets_kmh, faster.acted_at) == ({Kind.RUN: 0.36, Kind.WALK: 1.0}, T)
    assert acted(session, HeartAction.SHADOW, 0.1).acted_at == T
    first = acted(WALKING, HeartAction.POWER, 5.0)
    assert first.offsets_w == {Kind.RUN: 5.0}


def test_keys_and_coach_make_one_speed_in_whole_hundredths() -> None:
    session = replace(WALKING, nudges_kmh={Kind.RUN: 0.25})
    after = evolve(session, ev.CoachActed(T, HeartAction.HOLD, Kind.RUN, 0.111, float(BPM)))
    assert after.nudges_kmh == {Kind.RUN: 0.36}


RUNNING = replace(
    WALKING,
    plan=plan_of(run(60, 9.0)),
    step=StepRecord(0, Kind.RUN, 0.0, 0.0, active_s=10.0),
    runner=ev.RunnerProfile(max_bpm=200, coaching=HeartControlSettings(ceiling_bpm=BPM)),
    heart=beating(94.5, 96.0, 97.5, 98.5, T),
)


@pytest.mark.parametrize(
    ("changed", "acts"),
    [
        ({}, True),
        ({"coach": HeartControlState(ceiling_at=40.0)}, True),
        ({"coach": HeartControlState(ceiling_at=40.1)}, False),
        ({"heart": beating(94.5, 96.0, 97.5, 98.5, T, bpm=BPM - 1)}, False),
        ({"heart": beating(94.5, 97.0, 99.5)}, False),
    ],
)
def test_a_ceiling_acts_once_a_minute(changed: dict[str, Any], acts: bool) -> None:
    found = on_heart(replace(RUNNING, **changed), T)
    assert (found is not None) is acts
    if found is not None:
        assert (found.advice, found.value) == (HeartAction.CEILING, -4.0)


def test_the_speed_at_the_ceiling_is_in_whole_hundredths() -> None:
    nudged = replace(RUNNING, nudges_kmh={Kind.RUN: 0.111})
    found = on_heart(nudged, T)
    assert found is not None
    assert found.value == round(found.value, 2)
