"""What screens say and draw of a machine without a belt."""

import pytest

from runwalk_tui.tui.brake_text import Efforts, plan_efforts, session_efforts
from runwalk_tui.tui.step_text import step_name, verb
from runwalk_tui.tui.widgets.speed_profile import ProfileFace
from runwalk_tui.workout import events as ev
from runwalk_tui.workout.brake import Brake
from runwalk_tui.workout.plan import Kind, Plan, Step
from runwalk_tui.workout.session import Session

STEPS = (Step(Kind.RUN, 8.5, duration_s=60), Step(Kind.WALK, 5.0, duration_s=60))
PLAN = Plan("p", "P", STEPS)
POWERED = Plan("q", "Q", (Step(Kind.RUN, 8.5, duration_s=60, power_w=180.0),))
POWER = Brake(takes_power=True)
LEVELS = Brake(levels=(0.0, 20.0, 1.0))


def session(machine: ev.MachineKind, brake: Brake) -> Session:
    return Session(plan=PLAN, machine=machine, brake=brake, runner=ev.RunnerProfile(ftp_w=200))


@pytest.mark.parametrize(
    ("machine", "brake", "efforts"),
    [
        (ev.MachineKind.TREADMILL, Brake(), Efforts()),
        (ev.MachineKind.BIKE, POWER, Efforts((150.0, 90.0))),
        (ev.MachineKind.ELLIPTICAL, LEVELS, Efforts((8.0, 4.0))),
        (ev.MachineKind.ROWER, Brake(), Efforts((75.0, 45.0), has_numbers=False)),
    ],
)
def test_a_plan_is_drawn_by_what_its_brake_is_asked_for(
    machine: ev.MachineKind, brake: Brake, efforts: Efforts
) -> None:
    found = session_efforts(session(machine, brake))
    assert found == efforts
    face = ProfileFace(PLAN, (), None, (), 185, "km", efforts=found)
    written = [face.text(value) for value in face.values]
    expected = {"treadmill": ["8.5", "5.0"], "rower": ["", ""]}
    assert written == expected.get(machine, [f"{value:.0f}" for value in efforts.values])


def test_a_plan_of_powers_alone_is_for_a_bike() -> None:
    assert plan_efforts(POWERED) == Efforts((180.0,))
    assert plan_efforts(PLAN) == Efforts()


def test_nobody_runs_without_a_belt() -> None:
    bike, belt = session(ev.MachineKind.BIKE, POWER), session(ev.MachineKind.TREADMILL, Brake())
    assert [verb(bike, kind) for kind in (Kind.RUN, Kind.WALK)] == ["WORK", "EASY"]
    assert [verb(belt, kind) for kind in (Kind.RUN, Kind.WALK)] == ["RUN", "WALK"]
    assert step_name(bike, Kind.RUN) == "interval"
