"""What the largest thing on the screen says while a new treadmill is checked."""

from runwalk_tui.tui.run_status import moment_of
from runwalk_tui.units.constants import KMH_PER_MPH
from runwalk_tui.workout.events import Act
from runwalk_tui.workout.session import Phase
from tests.workout.model import Machine, Model, plan_of, run, walk


def _checking(machine: Machine) -> Model:
    model = Model(plan_of(walk(), run()), machine)
    model.run(2.0)
    model.act(Act.START)
    model.run_to(Phase.CHECKING)
    return model


def test_a_check_says_what_is_asked_and_why() -> None:
    model = _checking(Machine(checked=False))
    assert moment_of(model.session, "km").big == "CHECK"
    model.run(4)
    moment = moment_of(model.session, "km")
    assert moment.headline is not None
    assert (moment.label, moment.headline[0]) == ("asked, in km/h", "2.0")
    assert "does it obey?" in moment.lines[0][0]


def test_other_units_are_shown_with_what_to_press() -> None:
    model = _checking(Machine(checked=False, target_factor=KMH_PER_MPH))
    model.run(40)
    moment = moment_of(model.session, "km")
    words = " ".join(words for words, _ in moment.lines)
    assert moment.big == "MPH"
    assert moment.headline is not None
    assert moment.headline[0] == "U"
    assert "uses miles per hour" in words
    assert "asked 2.0, measured 3.2 km/h" in words


def test_a_belt_that_seems_to_obey_is_asked_for_its_distance() -> None:
    machine = Machine(checked=False, target_factor=KMH_PER_MPH, data_factor=KMH_PER_MPH)
    model = _checking(machine)
    while model.session.check is not None and model.session.check.agreed_at is None:
        model.run(0.5)
    assert "distance" in moment_of(model.session, "km").lines[0][0]
    model.run(40)
    words = " ".join(words for words, _ in moment_of(model.session, "km").lines)
    assert "uses miles per hour" in words
    assert "asked 2.0, by its distance 3.2 km/h" in words
