"""The walking check: nothing goes faster than a walk before it is known what the machine obeys."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runwalk_tui.units.constants import KMH_PER_MPH
from runwalk_tui.workout import events as ev
from runwalk_tui.workout.session import Phase
from runwalk_tui.workout.walking_check import NEAR_KMH, outcomes, patience_ends_t, verdict, walk_kmh
from tests.workout.model import Machine, Model, plan_of, run, walk


def strange(**traits: object) -> Machine:
    """A machine that nobody checked."""
    machine = Machine(checked=False)
    for name, value in traits.items():
        setattr(machine, name, value)
    return machine


def checking(machine: Machine) -> Model:
    """A runner starts an unchecked machine, and its belt moves."""
    model = Model(plan_of(walk(), run(), walk()), machine)
    model.run(2.0)
    model.act(ev.Act.START)
    model.run_to(Phase.CHECKING)
    return model


def found(model: Model) -> ev.MachineChecked:
    (finding,) = (event for event in model.log if isinstance(event, ev.MachineChecked))
    return finding


@given(st.floats(0, 12), st.sampled_from((0.1, 0.32, 0.5)))
def test_the_speed_that_is_asked_tells_the_outcomes_apart(from_kmh: float, step: float) -> None:
    def allowed_kmh(kmh: float) -> float:
        return round(max(1, round(kmh / step)) * step, 2)

    asked_kmh = walk_kmh(from_kmh, allowed_kmh)
    assert asked_kmh <= 2.6 or asked_kmh <= from_kmh + 0.7
    speeds = [kmh for kmh, _, _ in outcomes(asked_kmh)]
    if step == 0.1:
        assert all(abs(kmh - from_kmh) > NEAR_KMH for kmh in speeds)
    for kmh, *factors in outcomes(asked_kmh):
        assert verdict(asked_kmh, kmh) == tuple(factors)
    assert verdict(asked_kmh, asked_kmh * 2) is None


@pytest.mark.parametrize("ramp_kmh_s", [0.3, 0.5, 2.0])
@pytest.mark.parametrize("telemetry_s", [0.1, 0.5, 1.0])
def test_a_machine_that_obeys_goes_on_at_once(ramp_kmh_s: float, telemetry_s: float) -> None:
    model = checking(strange(ramp_kmh_s=ramp_kmh_s, telemetry_s=(telemetry_s,)))
    model.run_to(Phase.RUNNING)
    finding = found(model)
    assert (finding.obeys, finding.target_factor, finding.data_factor) == (True, 1.0, 1.0)
    assert model.asked_kmh() == [(model.asked_kmh()[0][0], 2.0)]
    assert model.began()[0][0] == finding.t, "step 0 begins with the finding"
    model.run(10)
    assert [kmh for _, kmh in model.asked_kmh()] == [2.0, 5.0]
    told = [e for e in model.log if isinstance(e, ev.IncreaseAnnounced)][-1]
    assert model.asked_kmh()[1][0] - told.t >= 3
    assert model.session.belt.checked


@pytest.mark.parametrize(
    ("factors", "words"),
    [((KMH_PER_MPH, 1.0), "uses miles"), ((1.0, KMH_PER_MPH), "shows miles")],
)
def test_other_units_wait_for_the_runner(factors: tuple[float, float], words: str) -> None:
    machine = strange(target_factor=factors[0], data_factor=factors[1])
    model = checking(machine)
    model.run(60)
    finding = found(model)
    assert (finding.target_factor, finding.data_factor) == factors
    assert any(words in say for _, say in model.cues(ev.Cue.WARNING))
    assert model.session.check is not None
    assert model.session.check.awaits_choice
    model.run(300)
    assert model.phase() is Phase.CHECKING
    assert [kmh for _, kmh in model.asked_kmh()] == [2.0]
    for act in (ev.Act.SKIP, ev.Act.NUDGE, ev.Act.RESUME, ev.Act.EXTEND):
        model.act(act, 1.0)
    model.run(30)
    assert [kmh for _, kmh in model.asked_kmh()] == [2.0]
    model.act(ev.Act.ACCEPT_UNITS)
    assert model.phase() is Phase.RUNNING
    model.run(20)
    assert [kmh for _, kmh in model.asked_kmh()] == [2.0, 5.0]
    assert model.speed_kmh() == pytest.approx(5.0)
    model.lose()
    model.connect()
    model.run(60)
    assert model.speed_kmh() == pytest.approx(8.5), "accepted once is enough for the session"


def test_accepting_what_was_not_found_does_nothing() -> None:
    model = checking(strange())
    model.act(ev.Act.ACCEPT_UNITS)
    model.run(20)
    model.act(ev.Act.ACCEPT_UNITS)
    assert model.said(ev.UnitsAsked) == []


@pytest.mark.parametrize(
    "machine",
    [
        strange(ignores={ev.Command.SPEED}),
        strange(refuses={ev.Command.SPEED}),
        strange(target_factor=2.2),
        strange(ignores={ev.Command.SPEED}, start_kmh=2.0),
        strange(ignores={ev.Command.SPEED}, start_kmh=3.2),
        strange(ignores={ev.Command.SPEED}, start_kmh=1.24),
        strange(minimum_kmh=13.0),
    ],
    ids=["ignores", "refuses", "goes elsewhere", "at 2.0", "at 3.2", "at 1.24", "too fast"],
)
def test_who_does_not_obey_is_the_runners_to_drive(machine: Machine) -> None:
    model = checking(machine)
    model.run_to(Phase.RUNNING, 90)
    assert not found(model).obeys
    assert any("ignores commands" in say for _, say in model.cues(ev.Cue.WARNING))
    asked = len(model.asked_kmh())
    assert asked <= 1
    model.run(150)
    assert len(model.began()) == 3, "the workout goes on, and tells when to press"
    assert len(model.asked_kmh()) == asked
    assert not model.session.belt.checked


def test_a_machine_that_is_known_is_not_checked() -> None:
    model = Model(plan_of(walk(), run()), Machine(checked=True))
    model.start()
    model.run(10)
    assert model.said(ev.CheckBegan) == []
    assert [kmh for _, kmh in model.asked_kmh()] == [5.0]


def test_a_start_at_the_console_is_checked_likewise() -> None:
    model = Model(plan_of(walk(), run()), strange())
    model.run(4)
    model.press_start()
    model.run_to(Phase.CHECKING)
    model.run_to(Phase.RUNNING)
    assert found(model).obeys
    told = next(e for e in model.log if isinstance(e, ev.IncreaseAnnounced))
    assert model.asked_kmh()[0] == (told.at, 2.0)
    assert told.at - told.t >= 3


def test_a_belt_that_only_reports_needs_no_check() -> None:
    model = Model(plan_of(walk(), run()), strange(controllable=False))
    model.run(4)
    model.press_start()
    model.run_to(Phase.RUNNING)
    assert model.said(ev.CheckBegan) == []


@pytest.mark.parametrize("how", ["runner", "console", "key", "stop"])
def test_a_check_can_be_broken_off(how: str) -> None:
    model = checking(strange())
    model.run(3)
    match how:
        case "runner":
            model.act(ev.Act.PAUSE)
        case "console":
            model.press_stop()
        case "key":
            model.pull_key()
        case "stop":
            model.act(ev.Act.STOP)
    model.run(30)
    assert model.speed_kmh() == 0
    if how in ("key", "stop"):
        assert model.is_over()
        return
    assert model.phase() is Phase.PAUSED
    assert found_none(model)
    model.act(ev.Act.RESUME)
    model.run_to(Phase.RUNNING)
    assert len(model.said(ev.CheckBegan)) == 2, "checked anew"
    assert found(model).obeys


def found_none(model: Model) -> bool:
    return model.said(ev.MachineChecked) == []


@pytest.mark.parametrize("silent", [True, False])
def test_a_check_out_of_touch_pauses_and_begins_anew(silent: bool) -> None:
    model = checking(strange())
    model.run(3)
    if silent:
        model.silent = True
    else:
        model.lose()
    model.run(11)
    assert model.phase() is Phase.PAUSED
    assert model.session.pause_reason is ev.PauseReason.LINK
    model.silent = False
    model.connect()
    model.run(5)
    assert found_none(model)
    model.act(ev.Act.RESUME)
    model.run_to(Phase.RUNNING)
    assert len(model.said(ev.CheckBegan)) == 2


def test_units_can_be_accepted_in_a_pause() -> None:
    model = checking(strange(target_factor=KMH_PER_MPH))
    model.run(30)
    model.act(ev.Act.PAUSE)
    model.run(10)
    model.act(ev.Act.ACCEPT_UNITS)
    assert model.phase() is Phase.PAUSED
    model.act(ev.Act.RESUME)
    model.run_to(Phase.RUNNING)
    assert len(model.said(ev.CheckBegan)) == 1


def test_a_belt_that_its_console_stopped_was_not_found_to_disobey() -> None:
    """The stop is silent, and the last zero comes just before the end of all patience."""
    model = checking(strange(target_factor=3.0, reports=False, stop_kmh_s=0.5))
    while not model.asked_kmh():
        model.run(0.25)
    assert model.session.check is not None
    ends_t = patience_ends_t(model.session.check)
    assert ends_t is not None
    while ends_t - model.t > model.speed_kmh() / 0.5 + 1.5:
        model.run(0.1)
    model.press_stop()
    model.run_to(Phase.PAUSED, limit_s=30)
    assert not model.said(ev.MachineChecked)
    assert not model.said(ev.ClockStarted)


def test_the_clock_waits_for_motion_although_the_units_are_accepted() -> None:
    model = checking(strange(target_factor=KMH_PER_MPH, reports=False, stop_kmh_s=2.0))
    while not model.said(ev.MachineChecked):
        model.run(0.25)
    model.glitch = True
    model.run(1.0)
    assert model.session.belt.speed_kmh == 0
    model.act(ev.Act.ACCEPT_UNITS)
    assert model.phase() is Phase.CHECKING
    model.run(1.0)
    assert model.phase() is Phase.RUNNING


@pytest.mark.parametrize(
    ("lowest_kmh", "asked"), [(3.5, [3.5]), (4.0, [4.0]), (4.1, []), (5.0, [])]
)
def test_a_machine_whose_slowest_is_no_walk_is_not_asked(
    lowest_kmh: float, asked: list[float]
) -> None:
    model = checking(strange(minimum_kmh=lowest_kmh, start_kmh=lowest_kmh - 2))
    model.run(30)
    assert [kmh for _, kmh in model.asked_kmh()][:1] == asked


def test_the_announced_walk_is_asked_on_its_second_and_not_at_a_reading() -> None:
    """It is announced anew where the belt took longer to start than the first one holds."""
    model = checking(strange(telemetry_s=(0.7,), countdown_s=18.0))
    model.run(10)
    told = [e for e in model.log if isinstance(e, ev.IncreaseAnnounced)][-1]
    assert model.asked_kmh() == [(told.at, 2.0)]
    assert told.at not in [event.t for event in model.said(ev.BeltReading)]


@pytest.mark.parametrize("data_factor", [1.0, KMH_PER_MPH])
def test_a_finding_is_told_in_whole_hundredths(data_factor: float) -> None:
    model = checking(strange(target_factor=data_factor, data_factor=data_factor))
    model.run(60)
    measured_kmh = found(model).measured_kmh
    assert measured_kmh is not None
    assert measured_kmh == round(measured_kmh, 2) == pytest.approx(2.0 * data_factor, abs=0.006)
