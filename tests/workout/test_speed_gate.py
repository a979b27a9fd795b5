"""Every target is within every limit and on the machine's increment, and asked for in time."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runwalk_tui.workout import events as ev
from runwalk_tui.workout.belt import Belt
from runwalk_tui.workout.plan import Kind, Plan, Step
from runwalk_tui.workout.session import Session
from runwalk_tui.workout.speed_limits import (
    allowed_kmh,
    ceiling_kmh,
    increment_kmh,
    step_speed_kmh,
)
from tests.workout.model import Machine, Model, plan_of, run, started, walk

LIMITS = st.none() | st.integers(100, 2500).map(lambda hundredths: hundredths / 100)


def limited(
    cap_kmh: float = 12.0,
    plan_kmh: float | None = None,
    minimum_kmh: float | None = None,
    maximum_kmh: float | None = None,
    increment_kmh: float | None = None,
) -> Session:
    return Session(
        plan=Plan("p", "P", (Step(Kind.RUN, 8.0, duration_s=60),), maximum_kmh=plan_kmh),
        runner=ev.RunnerProfile(cap_kmh=cap_kmh),
        belt=Belt(minimum_kmh=minimum_kmh, maximum_kmh=maximum_kmh, increment_kmh=increment_kmh),
    )


@pytest.mark.parametrize(
    ("session", "wanted_kmh", "expected_kmh"),
    [
        (limited(), 8.2, 8.2),
        (limited(increment_kmh=0.01), 8.29, 8.29),
        (limited(), 15.0, 12.0),
        (limited(cap_kmh=20.0), 20.0, 20.0),
        (limited(cap_kmh=25.0), 23.0, 20.0),
        (limited(plan_kmh=9.0), 10.0, 9.0),
        (limited(maximum_kmh=6.43), 8.0, 6.4),
        (limited(minimum_kmh=0.96, maximum_kmh=6.43, increment_kmh=0.32), 5.0, 5.12),
        (limited(minimum_kmh=0.96, maximum_kmh=6.43, increment_kmh=0.32), 19.0, 6.4),
        (limited(minimum_kmh=0.96, maximum_kmh=6.43, increment_kmh=0.32), 0.1, 0.96),
        (limited(minimum_kmh=1.0, maximum_kmh=16.0, increment_kmh=0.5), 8.3, 8.5),
        (limited(minimum_kmh=0.8, maximum_kmh=16.0, increment_kmh=0.5), 12.0, 11.8),
        (limited(increment_kmh=1.0), 0.2, 1.0),
        (limited(), 0.1, 0.5),
        (limited(), 8.25, 8.2),
        (limited(minimum_kmh=0.0, maximum_kmh=0.0, increment_kmh=0.0), 8.0, 8.0),
        (limited(cap_kmh=7.999), 9.0, 7.9),
        (limited(cap_kmh=12.0, plan_kmh=15.0), 14.0, 12.0),
        (limited(cap_kmh=12.0, maximum_kmh=16.0), 14.0, 12.0),
    ],
)
def test_targets(session: Session, wanted_kmh: float, expected_kmh: float) -> None:
    assert allowed_kmh(session, wanted_kmh) == expected_kmh


@given(
    wanted_kmh=st.floats(-5, 60),
    cap_kmh=st.floats(1, 20),
    plan_kmh=LIMITS,
    minimum_kmh=st.none() | st.integers(50, 200).map(lambda n: n / 100),
    maximum_kmh=LIMITS,
    increment_kmh=st.none() | st.integers(1, 100).map(lambda n: n / 100),
)
def test_a_target_is_on_the_grid_and_below_every_limit_that_the_machine_can_meet(
    wanted_kmh: float,
    cap_kmh: float,
    plan_kmh: float | None,
    minimum_kmh: float | None,
    maximum_kmh: float | None,
    increment_kmh: float | None,
) -> None:
    session = limited(cap_kmh, plan_kmh, minimum_kmh, maximum_kmh, increment_kmh)
    target_kmh = allowed_kmh(session, wanted_kmh)
    hundredths = round(target_kmh * 100)
    base, increment = round((minimum_kmh or 0) * 100), round((increment_kmh or 0.1) * 100)
    assert hundredths / 100 == target_kmh > 0
    assert (hundredths - base) % increment == 0
    lowest_kmh = minimum_kmh or max(0.5, increment / 100)
    assert target_kmh <= max(ceiling_kmh(session) + 1e-6, lowest_kmh + increment / 100)
    if ceiling_kmh(session) >= lowest_kmh + increment / 100:
        assert target_kmh <= ceiling_kmh(session) + 1e-6
        assert allowed_kmh(session, target_kmh) == target_kmh
        if lowest_kmh <= wanted_kmh <= ceiling_kmh(session) - increment / 100:
            assert abs(target_kmh - wanted_kmh) <= increment / 200 + 0.005 + 1e-9


def test_a_ceiling_below_the_machines_lowest_speed_is_never_crossed() -> None:
    machine = Machine(minimum_kmh=3.0)
    model = Model(plan_of(walk(60, 5.0), maximum_kmh=2.0), machine)
    model.start()
    model.run(30)
    assert not model.asked_kmh()


def test_a_nudge_of_a_clamped_step_starts_from_where_it_is_clamped() -> None:
    session = replace(limited(), nudges_kmh={Kind.RUN: -0.5})
    fast = replace(
        session, plan=Plan("p", "P", (run(60, 15.0), run(60, 10.0), walk(60)), maximum_kmh=None)
    )
    assert [step_speed_kmh(fast, i) for i in range(3)] == [11.5, 9.5, 5.0]


def test_plans_faster_than_the_machine_run_at_its_limit() -> None:
    machine = Machine(minimum_kmh=0.96, maximum_kmh=6.43, increment_kmh=0.32)
    model = started(walk(60, 5.0), run(60, 12.0), walk(60, 0.1), machine=machine)
    model.run(170)
    assert [kmh for _, kmh in model.asked_kmh()] == [5.12, 6.4, 0.96]
    assert [e.speed_kmh for e in model.log if isinstance(e, ev.StepBegan)] == [5.12, 6.4, 0.96]


def test_the_range_of_the_machine_may_become_known_late() -> None:
    model = started(run(120, 11.0), machine=Machine(maximum_kmh=None))
    model.run(30)
    model.feed(ev.CapabilitiesRead(model.t, True, 0.8, 8.0, 0.1))
    assert model.asked_kmh() == [(10.0, 11.0), (model.t, 8.0)]


def test_increases_are_announced_and_decreases_are_not() -> None:
    model = started(walk(), run(), walk(), run())
    model.run(230)
    asked = model.asked_kmh()
    assert [kmh for _, kmh in asked] == [5.0, 8.5, 5.0, 8.5]
    told = [
        (e.t, e.speed_kmh, e.at, e.until) for e in model.log if isinstance(e, ev.IncreaseAnnounced)
    ]
    begins = [t for t, _ in model.began()]
    assert told[0] == (2.0, 5.0, 5.0, 25.0)
    assert told[1:] == [
        pytest.approx((begins[i] - 3, 8.5, begins[i], begins[i] + 2)) for i in (1, 3)
    ]
    assert [t for t, _ in asked[1:]] == pytest.approx(begins[1:])


def test_an_increase_never_goes_out_before_two_readings_of_a_moving_belt() -> None:
    model = started(run())
    moving = [e.t for e in model.log if isinstance(e, ev.BeltReading) and e.speed_kmh]
    model.run(5)
    assert len(moving) == 2
    assert model.asked_kmh() == [(moving[1], 8.5)]


def test_equal_speeds_are_not_asked_twice() -> None:
    model = started(walk(), Step(Kind.COOL_DOWN, 5.0, duration_s=60), run(), run())
    model.run(235)
    assert [kmh for _, kmh in model.asked_kmh()] == [5.0, 8.5]


def test_a_step_shorter_than_the_notice_is_not_made_faster_after_its_end() -> None:
    model = started(walk(60), run(2.0), walk(60), run(60))
    model.run(130)
    assert [kmh for _, kmh in model.asked_kmh()] == [5.0, 8.5, 5.0, 8.5]
    begins = [t for t, _ in model.began()]
    assert [t for t, _ in model.asked_kmh()][1:] == pytest.approx(begins[1:])


def test_neighbours_that_both_want_more_do_not_quarrel_about_the_announcement() -> None:
    machine = Machine(refuses={ev.Command.START}, telemetry_s=(0.1,))
    model = Model(plan_of(run(5.0, 8.0), run(20.0, 10.0)), machine)
    model.run(1)
    model.press_start()
    model.run(20)
    assert len(model.said(ev.IncreaseAnnounced)) <= 3
    assert model.asked_kmh()[-1][1] == 10.0


def test_a_decrease_of_a_moment_ago_is_not_taken_for_the_consoles() -> None:
    machine = Machine(telemetry_s=(0.9, 1.2, 2.0), ramp_kmh_s=1.0)
    model = started(walk(19.1, 5.0), walk(3.5, 3.0), run(0.3, 6.4), run(20, 6.4), machine=machine)
    model.run(40)
    assert [kmh for _, kmh in model.asked_kmh()] == [5.0, 3.0, 6.4]


@pytest.mark.parametrize(
    ("belt", "increment_kmh_"),
    [
        (Belt(), 0.1),
        (Belt(increment_kmh=0.5), 0.5),
        (Belt(increment_kmh=0.001), 0.01),
        (Belt(increment_kmh=0.1, coarse_kmh=0.5), 0.5),
        (Belt(increment_kmh=1.0, coarse_kmh=0.5), 1.0),
    ],
)
def test_the_smallest_change_is_the_coarser_of_what_it_says_and_what_it_does(
    belt: Belt, increment_kmh_: float
) -> None:
    assert increment_kmh(Session(belt=belt)) == increment_kmh_


@pytest.mark.parametrize(
    ("coarse_kmh", "wanted_kmh", "expected_kmh"),
    [
        (0.5, 8.3, 8.5),
        (0.5, 8.2, 8.0),
        (0.5, 8.4, 8.5),
        (0.5, 12.0, 11.5),
        (0.5, 0.2, 1.0),
        (None, 8.3, 8.3),
    ],
)
def test_a_belt_that_rounds_is_asked_for_what_it_does_and_never_above_the_ceiling(
    coarse_kmh: float | None, wanted_kmh: float, expected_kmh: float
) -> None:
    belt = Belt(minimum_kmh=0.8, maximum_kmh=16.0, increment_kmh=0.1, coarse_kmh=coarse_kmh)
    session = Session(belt=belt, runner=ev.RunnerProfile(cap_kmh=11.9))
    assert allowed_kmh(session, wanted_kmh) == expected_kmh


@pytest.mark.parametrize(
    ("coarse_kmh", "minimum_kmh", "wanted_kmh", "expected_kmh"),
    [
        (1.0, 1.0, 8.3, 8.0),
        (0.5, 1.0, 0.2, 1.0),
        (0.5, 1.0, 19.0, 12.0),
        (0.5, None, 0.2, 0.5),
    ],
)
def test_the_ends_of_a_belt_that_rounds_are_on_its_steps(
    coarse_kmh: float, minimum_kmh: float | None, wanted_kmh: float, expected_kmh: float
) -> None:
    belt = Belt(minimum_kmh=minimum_kmh, increment_kmh=0.1, coarse_kmh=coarse_kmh)
    assert allowed_kmh(Session(belt=belt), wanted_kmh) == expected_kmh
