"""Stop works in every phase, and a session is over only when the belt was measured standing."""

from collections.abc import Callable

import pytest

from runwalk_tui.workout import events as ev
from runwalk_tui.workout.engine import Engine
from runwalk_tui.workout.session import Phase
from tests.workout.model import Machine, Model, plan_of, run, started, walk


def arming() -> Model:
    model = Model(plan_of(walk(), run()))
    model.run(2)
    return model


def starting() -> Model:
    model = arming()
    model.act(ev.Act.START)
    model.run(1)
    return model


def counting_down() -> Model:
    model = starting()
    model.run(3)
    return model


def running() -> Model:
    model = started(walk(), run(), walk())
    model.run(90)
    return model


def paused() -> Model:
    model = running()
    model.act(ev.Act.PAUSE)
    model.run(20)
    return model


PHASES = pytest.mark.parametrize("phase", [arming, starting, counting_down, running, paused])


@PHASES
def test_stop_in_every_phase(phase: Callable[[], Model]) -> None:
    model = phase()
    model.act(ev.Act.STOP)
    assert model.phase() is Phase.STOPPING
    assert [(e.t, e.outcome) for e in model.log if isinstance(e, ev.StopAsked)] == [
        (model.t, ev.Outcome.STOPPED)
    ]
    starts, asked = len(model.said(ev.StartAsked)), model.asked_kmh()
    model.run(30)
    assert (model.phase(), model.session.outcome) == (Phase.ENDED, ev.Outcome.STOPPED)
    assert model.session.belt_stopped
    assert model.speed_kmh() == 0
    assert (len(model.said(ev.StartAsked)), model.asked_kmh()) == (starts, asked)


@PHASES
def test_without_a_link_only_a_standing_belt_ends_the_session(phase: Callable[[], Model]) -> None:
    model = phase()
    was_still = model.session.belt.still
    model.lose()
    model.act(ev.Act.STOP)
    assert model.is_over() is was_still
    if not was_still:
        model.run(20)
        assert not model.is_over()
        assert "Press stop on the treadmill" in model.cues(ev.Cue.ALARM)[-1][1]


@PHASES
def test_everything_else_is_deaf_until_the_end(phase: Callable[[], Model]) -> None:
    model = phase()
    model.machine.ignores = {ev.Command.STOP}
    model.act(ev.Act.STOP)
    before = len(model.log)
    for act in (ev.Act.START, ev.Act.RESUME, ev.Act.PAUSE, ev.Act.SKIP, ev.Act.BACK):
        model.act(act)
    model.act(ev.Act.NUDGE, 1.0)
    model.act(ev.Act.EXTEND, 30)
    model.lose()
    model.connect()
    model.run(8)
    wishes = ev.StartAsked, ev.SpeedAsked, ev.PauseAsked, ev.InclineAsked, ev.StepBegan
    assert not [event for event in model.log[before:] if isinstance(event, wishes)]


def test_stop_can_be_pressed_again_and_keeps_its_first_outcome() -> None:
    model = running()
    model.pull_key()
    model.act(ev.Act.STOP)
    assert len(model.said(ev.StopAsked)) == 2
    model.run(30)
    assert model.session.outcome is ev.Outcome.ABORTED


def test_a_stop_that_is_not_confirmed_is_an_alarm_and_does_not_end() -> None:
    model = running()
    model.machine.ignores = {ev.Command.STOP}
    model.act(ev.Act.STOP)
    model.run(20)
    assert not model.is_over()
    assert model.cues(ev.Cue.ALARM)[-1][1] == "Belt may be moving. Press stop on the treadmill"
    assert not model.session.belt_stopped


def test_the_console_may_stop_what_the_program_could_not() -> None:
    model = running()
    model.machine.ignores = {ev.Command.STOP}
    model.act(ev.Act.STOP)
    model.run(20)
    model.press_stop()
    model.run(12)
    assert model.is_over()
    assert model.session.belt_stopped


def test_stop_after_a_loss_ends_once_the_belt_is_seen_to_stand_again() -> None:
    model = running()
    model.lose()
    model.act(ev.Act.STOP)
    model.press_stop()
    model.run(20)
    assert not model.is_over()
    model.connect()
    model.run(6)
    assert model.is_over()
    assert model.session.belt_stopped


@pytest.mark.parametrize(
    ("report", "value", "wakes"),
    [(ev.Report.SPEED_CHANGED, 1.3, True), (ev.Report.SPEED_CHANGED, 0.0, False)],
)
def test_a_belt_that_its_console_woke_in_a_pause_and_that_is_lost_is_not_said_to_stand(
    report: ev.Report, value: float | None, wakes: bool
) -> None:
    model = paused()
    assert model.session.belt.still
    model.feed(ev.ConsoleReported(model.t, report, value))
    model.lose()
    model.act(ev.Act.STOP)
    assert model.is_over() != wakes
    assert not model.session.belt_stopped, "it is out of sight"
    model.connect()
    model.run(12)
    assert model.session.belt_stopped


def test_the_end_of_the_plan_stops_the_belt_and_says_well_done_once_it_stands() -> None:
    model = started(walk(30))
    model.run(40)
    asked = [e for e in model.log if isinstance(e, ev.StopAsked)]
    assert [(e.t, e.outcome) for e in asked] == [
        pytest.approx((model.began()[0][0] + 30, ev.Outcome.FINISHED))
    ]
    ended = [e for e in model.log if isinstance(e, ev.SessionEnded)]
    assert [(e.outcome, e.belt_stopped) for e in ended] == [(ev.Outcome.FINISHED, True)]
    assert model.cues(ev.Cue.FINISHED) == [(ended[0].t, "Well done. Workout finished")]


def test_giving_up_ends_at_once_and_claims_no_standing_belt() -> None:
    model = running()
    model.machine.ignores = {ev.Command.STOP}
    model.act(ev.Act.STOP)
    model.run(10)
    model.act(ev.Act.ABANDON)
    assert model.is_over()
    assert not model.session.belt_stopped
    assert model.session.outcome is ev.Outcome.STOPPED


def test_giving_up_without_a_stop_has_failed() -> None:
    model = running()
    model.act(ev.Act.ABANDON)
    assert model.session.outcome is ev.Outcome.FAILED


def test_before_any_treadmill_was_seen_stop_ends_at_once() -> None:
    runner = Engine()
    runner.feed(ev.SessionOpened(0.0, plan_of(walk()), ev.RunnerProfile(), "2026", "test"))
    runner.feed(ev.LinkChanged(1.0, ev.Device.TREADMILL, ev.LinkState.SEARCHING))
    runner.feed(ev.RunnerActed(2.0, ev.Act.STOP))
    assert runner.session.phase is Phase.ENDED
    assert not runner.session.belt_stopped


def test_a_machine_that_takes_no_commands_ends_once_its_console_stopped_it() -> None:
    model = Model(plan_of(walk(10)), Machine(controllable=False))
    model.run(2)
    model.press_start()
    model.run(20)
    assert model.phase() is Phase.STOPPING
    assert "Press stop on the treadmill" in model.cues(ev.Cue.ALARM)[-1][1]
    model.press_stop()
    model.run(10)
    assert model.is_over()
    assert model.session.belt_stopped
    assert model.session.outcome is ev.Outcome.FINISHED
