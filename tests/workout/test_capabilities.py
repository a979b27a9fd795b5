"""The capability sheet says what a check found, and nothing that it did not."""

import pytest

from runwalk_tui.units.constants import KMH_PER_MPH
from runwalk_tui.workout import events as ev
from runwalk_tui.workout.capabilities import CHECK_PLAN, Sheet, in_words, sheet
from tests.workout.model import Machine, Model


def checked(machine: Machine, *, accept: bool = False) -> Sheet:
    machine.checked = False
    model = Model(CHECK_PLAN, machine)
    model.run(2.0)
    model.act(ev.Act.START)
    model.run(40)
    if accept:
        model.act(ev.Act.ACCEPT_UNITS)
    model.run(120)
    if not model.is_over():
        model.act(ev.Act.STOP)
        model.run(30)
    assert max([kmh for _, kmh in model.asked_kmh()], default=0) <= 4, "a walk and no more"
    return sheet(model.log)


def test_a_good_treadmill() -> None:
    found = checked(Machine(ramp_kmh_s=0.5, telemetry_s=(0.5,)))
    assert found.is_good
    assert (found.obeys, found.target_factor, found.data_factor) == (True, 1.0, 1.0)
    assert (found.minimum_kmh, found.maximum_kmh, found.increment_kmh) == (0.8, 16.0, 0.1)
    assert found.lag is not None
    assert found.lag.up_kmh_s == pytest.approx(0.5, rel=0.1)
    assert found.stop_works
    assert "It obeys, in km/h." in in_words(found)


@pytest.mark.parametrize("accept", [True, False])
def test_other_units(accept: bool) -> None:
    found = checked(Machine(target_factor=KMH_PER_MPH), accept=accept)
    assert found.target_factor == KMH_PER_MPH
    assert (found.accepted, found.is_good) == (accept, accept)
    assert any("miles per hour" in line for line in in_words(found))


@pytest.mark.parametrize("accept", [True, False])
def test_other_units_that_only_the_distance_tells(accept: bool) -> None:
    machine = Machine(target_factor=KMH_PER_MPH, data_factor=KMH_PER_MPH)
    found = checked(machine, accept=accept)
    assert (found.target_factor, found.data_factor) == (KMH_PER_MPH, KMH_PER_MPH)
    assert (found.accepted, found.verified, found.is_good) == (accept, accept, accept)
    words = " ".join(in_words(found))
    assert "counts and shows its speed in miles per hour" in words


@pytest.mark.parametrize("step_m", [1, 10, None, 10**6])
def test_what_was_not_verified_is_said(step_m: int | None) -> None:
    found = checked(Machine(counter_step_m=step_m, increment_kmh=0.16))
    assert found.is_good
    assert found.verified == (step_m in (1, 10))
    words = " ".join(in_words(found))
    assert ("Not verified" in words) == ("mph machine" in words) == (not found.verified)


def test_one_that_does_not_obey() -> None:
    found = checked(Machine(ignores={ev.Command.SPEED}))
    assert found.obeys is False
    assert not found.is_good
    assert any("ignores commands" in line for line in in_words(found))


def test_one_that_does_not_stop() -> None:
    found = checked(Machine(ignores={ev.Command.STOP}))
    assert found.stop_works is not True
    assert not found.is_good


def test_nothing_found_is_nothing_said() -> None:
    assert in_words(sheet([])) == [
        "No treadmill answered: switch it on, stand near it, and close other apps."
    ]
    only = Sheet("F80", "00:11", controllable=False)
    assert in_words(only)[-1].startswith("It only reports")
    still = checked(Machine(ignores={ev.Command.START}))
    assert any("did not move" in line for line in in_words(still))
