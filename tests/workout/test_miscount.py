"""A machine that takes and tells miles per hour seems to obey; its distance gives it away."""

import pytest

from runwalk_tui.units.constants import KMH_PER_MPH
from runwalk_tui.workout import events as ev
from runwalk_tui.workout.session import Phase
from runwalk_tui.workout.walking_check import DISTANCE_S
from tests.workout.model import Machine, Model, plan_of, run, walk


def both(**traits: object) -> Machine:
    machine = Machine(checked=False, target_factor=KMH_PER_MPH, data_factor=KMH_PER_MPH)
    for name, value in traits.items():
        setattr(machine, name, value)
    return machine


def checking(machine: Machine) -> Model:
    model = Model(plan_of(walk(), run(), walk()), machine)
    model.run(2.0)
    model.act(ev.Act.START)
    model.run_to(Phase.CHECKING)
    return model


def findings(model: Model) -> list[ev.MachineChecked]:
    return [event for event in model.log if isinstance(event, ev.MachineChecked)]


@pytest.mark.parametrize("telemetry_s", [0.1, 0.5, 1.0, 2.0])
@pytest.mark.parametrize("step_m", [1, 10])
def test_the_check_finds_out_and_waits_for_the_runner(step_m: int, telemetry_s: float) -> None:
    model = checking(both(counter_step_m=step_m, telemetry_s=(telemetry_s,)))
    model.run(60)
    (finding,) = findings(model)
    assert (finding.target_factor, finding.data_factor) == (KMH_PER_MPH, KMH_PER_MPH)
    assert finding.asked_kmh == 2.0
    assert finding.measured_kmh == pytest.approx(3.22, abs=0.25), "by its distance"
    assert any("uses miles" in say for _, say in model.cues(ev.Cue.WARNING))
    model.run(300)
    assert model.phase() is Phase.CHECKING
    assert [kmh for _, kmh in model.asked_kmh()] == [2.0]
    model.act(ev.Act.ACCEPT_UNITS)
    model.run(40)
    assert model.speed_kmh() == pytest.approx(5.0)
    model.run(50)
    assert model.speed_kmh() == pytest.approx(8.5)
    assert len(findings(model)) == 1
    assert model.said(ev.DistanceCompared)[-1] == ev.DistanceCompared(
        model.said(ev.DistanceCompared)[-1].t, 1.0
    ), "what is converted agrees with the distance"


@pytest.mark.parametrize(
    ("step_m", "within_s"), [(None, 12), (1, 22), (10, 50), (10**6, 12 + DISTANCE_S)]
)
def test_an_honest_machine_is_believed_after_its_distance_or_without_one(
    step_m: int | None, within_s: float
) -> None:
    model = checking(Machine(checked=False, counter_step_m=step_m, telemetry_s=(0.5,)))
    began = model.t
    model.run_to(Phase.RUNNING, 90)
    assert model.t - began <= within_s
    (finding,) = findings(model)
    assert (finding.obeys, finding.target_factor, finding.data_factor) == (True, 1.0, 1.0)
    compared = [e for e in model.log if isinstance(e, ev.DistanceCompared)]
    assert [e.data_factor for e in compared] == ([1.0] if step_m in (1, 10) else [])


@pytest.mark.parametrize("step_m", [1, 10, 100])
def test_a_later_workout_finds_out_and_walks_until_the_runner_chooses(step_m: int) -> None:
    """It was checked when nobody compared, or with a counter that goes by 100 m."""
    model = Model(plan_of(run(300, 8.5), walk(300)), both(checked=True, counter_step_m=step_m))
    model.start()
    model.run_to(Phase.CHECKING, 120)
    (finding,) = findings(model)
    assert (finding.target_factor, finding.data_factor) == (KMH_PER_MPH, KMH_PER_MPH)
    assert model.asked_kmh()[-1] == (finding.t, 2.0), "a decrease, at once"
    began, active_s = len(model.began()), model.session.active_s
    for act in (ev.Act.SKIP, ev.Act.BACK, ev.Act.START, ev.Act.RESUME):
        model.act(act)
    model.run(120)
    assert model.speed_kmh() == pytest.approx(2.0 * KMH_PER_MPH)
    assert model.asked_kmh()[-1][1] == 2.0
    assert model.session.active_s == active_s, "the clock stands"
    model.act(ev.Act.ACCEPT_UNITS)
    model.run(30)
    assert model.phase() is Phase.RUNNING
    assert model.speed_kmh() == pytest.approx(8.5)
    assert len(model.began()) == began


def test_a_speed_from_the_console_stays_while_the_runner_is_asked() -> None:
    model = Model(plan_of(run(300, 8.5), walk(300)), both(checked=True, counter_step_m=100))
    model.start()
    while model.session.belt.in_force_kmh is None:
        model.run(1)
    model.press_speed(-3.0)
    model.run_to(Phase.CHECKING, 120)
    assert model.session.override_kmh is not None
    assert model.asked_kmh()[-1][1] == 8.5, "nothing since"


@pytest.mark.parametrize("how", ["pause", "console", "lose"])
def test_who_pauses_instead_is_asked_again(how: str) -> None:
    model = Model(plan_of(run(300, 8.5), walk(300)), both(checked=True))
    model.start()
    model.run_to(Phase.CHECKING, 60)
    model.run(20)
    match how:
        case "pause":
            model.act(ev.Act.PAUSE)
        case "console":
            model.press_stop()
        case "lose":
            model.lose()
    model.run(40)
    model.connect()
    model.run(5)
    assert model.phase() is Phase.PAUSED
    model.act(ev.Act.RESUME)
    model.run(60)
    assert model.phase() is Phase.CHECKING
    assert max(kmh for _, kmh in model.asked_kmh()[-2:]) <= 2.5
    model.act(ev.Act.ACCEPT_UNITS)
    model.run(40)
    assert model.speed_kmh() == pytest.approx(8.5)


def test_who_drives_the_belt_alone_is_not_stopped_by_it() -> None:
    model = Model(plan_of(run(), walk()), both(checked=True, controllable=False))
    model.run(4)
    model.press_start()
    model.run_to(Phase.RUNNING)
    model.press_speed(4)
    model.run(60)
    assert findings(model) == []
    assert model.phase() is Phase.RUNNING
