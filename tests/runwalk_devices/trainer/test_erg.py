"""The governor of a target power, on riders whose legs are known."""

import random
from itertools import pairwise

import pytest

from runwalk_devices.simulator.rider import Brake, Rider
from runwalk_devices.trainer.erg import EASY_W, LET_GO_RPM, ErgGovernor

STEP_S = 120
SETTLED_S = 10


def rider_of(draw: random.Random) -> tuple[Rider, float]:
    """A rider drawn from what legs and flywheels are like, and what power the legs can keep."""
    strongest_nm, cadence_rpm = draw.uniform(45, 90), draw.uniform(70, 100)
    rider = Rider(
        cadence_rpm=cadence_rpm,
        strongest_nm=strongest_nm,
        stiffness_nm_rpm=draw.uniform(1, 3),
        inertia_kg_m2=draw.uniform(10, 40),
    )
    return rider, strongest_nm * (1 - cadence_rpm / 220) * cadence_rpm * 0.1047


def ride(rider: Rider, governor: ErgGovernor, brake: Brake, t: int) -> None:
    asked_w = governor.next(t, rider.rpm)
    if asked_w is not None:
        brake.target_w = asked_w
    rider.advance(1.0, brake)


@pytest.mark.parametrize("seed", range(20))
def test_the_target_is_held_within_three_percent(seed: int) -> None:
    rider, capacity_w = rider_of(random.Random(seed))
    governor, brake, t = ErgGovernor(), Brake(), 0
    for step in range(4):
        target_w = (0.35 if step % 2 == 0 else 0.7) * capacity_w
        governor.aim(target_w)
        powers = []
        for second in range(STEP_S):
            ride(rider, governor, brake, t)
            t += 1
            if second >= SETTLED_S:
                powers.append(rider.power_w)
        if step:
            assert sum(powers) / len(powers) == pytest.approx(target_w, rel=0.03)


@pytest.mark.parametrize("share", [0.9, 1.2, 2.0])
def test_nobody_is_brought_to_a_standstill(share: float) -> None:
    for seed in range(20):
        rider, capacity_w = rider_of(random.Random(seed))
        governor, brake = ErgGovernor(), Brake()
        governor.aim(0.4 * capacity_w)
        slowest_rpm = 999.0
        for t in range(240):
            if t == 60:
                governor.aim(share * capacity_w)
            ride(rider, governor, brake, t)
            if t > 30:
                slowest_rpm = min(slowest_rpm, rider.rpm)
        assert slowest_rpm > 25, seed


def test_without_the_governor_they_are() -> None:
    rider, capacity_w = rider_of(random.Random(3))
    brake = Brake(target_w=0.4 * capacity_w)
    rider.advance(60, brake)
    brake.target_w = 1.2 * capacity_w
    rider.advance(60, brake)
    assert rider.rpm < 25


def test_a_rise_is_never_more_than_the_runners_limit() -> None:
    governor = ErgGovernor(largest_step=25)
    governor.aim(100)
    asked = [governor.next(t, 85.0) for t in range(5)]
    governor.aim(220)
    asked += [governor.next(t, 85.0) for t in range(5, 12)]
    given = [w for w in asked if w is not None]
    assert given[-1] == 220
    assert all(later - before <= 25 for before, later in pairwise(given))


def test_a_fall_is_at_once() -> None:
    governor = ErgGovernor(largest_step=25)
    governor.aim(200)
    for t in range(12):
        governor.next(t, 85.0)
    governor.aim(80)
    assert governor.next(12, 85.0) == 80


def test_below_a_cadence_it_is_let_go_and_comes_back_in_a_ramp() -> None:
    governor = ErgGovernor()
    governor.aim(200)
    for t in range(10):
        governor.next(t, 85.0)
    assert governor.next(10, LET_GO_RPM - 1) == EASY_W
    assert governor.let_go
    assert [governor.next(t, 60.0) for t in range(11, 20)] == [None] * 9
    back = [governor.next(t, 85.0) for t in range(20, 40)]
    rises = [w for w in back if w is not None]
    assert back[:3] == [None] * 3
    assert rises[-1] == 200
    assert len(rises) >= 6


def test_nobody_who_does_not_pedal_is_asked_for_anything() -> None:
    governor = ErgGovernor()
    governor.aim(150)
    assert [governor.next(t, 0.0) for t in range(10)] == [None] * 10
    assert governor.next(10, 80.0) == EASY_W


def test_a_trainer_without_a_cadence_keeps_its_target() -> None:
    governor = ErgGovernor(largest_step=500)
    governor.aim(150)
    assert governor.next(0, None) == 150
    assert governor.next(1, None) is None


def test_after_a_pause_it_is_asked_anew() -> None:
    governor = ErgGovernor(largest_step=500)
    governor.aim(150)
    governor.next(0, 80.0)
    governor.aim(None)
    assert governor.next(1, 80.0) is None
    governor.aim(150)
    assert governor.next(2, 80.0) == 150


@pytest.mark.parametrize("seed", [22, 69, 115, 174])
def test_a_rise_waits_for_legs_that_lag(seed: int) -> None:
    """At 30 W a second these riders fell behind, were let go, and came back a minute later."""
    rider, capacity_w = rider_of(random.Random(seed))
    governor, brake = ErgGovernor(), Brake()
    governor.aim(0.35 * capacity_w)
    for t in range(60):
        ride(rider, governor, brake, t)
    governor.aim(0.9 * capacity_w)
    powers, slowest_rpm = [], 999.0
    for t in range(60, 120):
        ride(rider, governor, brake, t)
        slowest_rpm = min(slowest_rpm, rider.rpm)
        powers.append(rider.power_w)
    assert slowest_rpm > 55
    assert sum(powers[10:]) / 50 == pytest.approx(0.9 * capacity_w, rel=0.06)


def test_a_resistance_is_governed_in_its_own_unit() -> None:
    governor = ErgGovernor(largest_step=3.0, easy=4.0)
    governor.aim(20.0)
    asked = [governor.next(t, 80.0) for t in range(8)]
    assert asked == [4.0, 7.0, 10.0, 13.0, 16.0, 19.0, 20.0, None]
    assert governor.next(8, 40.0) == 4.0
