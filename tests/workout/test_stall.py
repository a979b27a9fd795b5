"""A program that stood still: what was due meanwhile is noticed late, and told as it was."""

from functools import reduce

import pytest

from runwalk_tui.workout import events as ev
from runwalk_tui.workout.belt import HOLD_S
from runwalk_tui.workout.engine import LATE_S
from runwalk_tui.workout.evolve import evolve
from runwalk_tui.workout.session import Phase, Session
from tests.workout.model import Machine, Model, plan_of, run, started, walk


def armed() -> Model:
    """Two seconds of the three before the belt is asked to start."""
    model = Model(plan_of(walk(), run()))
    model.run(2)
    model.act(ev.Act.START)
    model.run(1)
    return model


def before_the_run(seconds: float) -> Model:
    model = started(walk(), run(), walk())
    model.run_until(model.began()[0][0] + 60 - seconds)
    return model


def stalls(model: Model) -> list[tuple[float, float]]:
    return [(event.t, event.until) for event in model.log if isinstance(event, ev.Stalled)]


@pytest.mark.parametrize("seconds", [4.1, 10.0, 60.0, 3600.0])
def test_a_start_that_was_missed_is_never_made_up_for(seconds: float) -> None:
    model = armed()
    last_seen = model.session.t
    model.stall(seconds)
    assert stalls(model) == [(last_seen, model.t)]
    model.run(60)
    assert not model.said(ev.StartAsked)
    assert model.phase() is Phase.PAUSED
    assert model.session.pause_reason is ev.PauseReason.STALLED
    model.act(ev.Act.RESUME)
    model.run(20)
    assert model.phase() is Phase.RUNNING
    assert len(model.said(ev.StartAsked)) == 1


def test_a_start_a_little_late_is_a_start() -> None:
    model = armed()
    model.stall(2 + LATE_S - 0.1)
    model.run(20)
    assert not stalls(model)
    assert model.phase() is Phase.RUNNING


@pytest.mark.parametrize("seconds", [2.5, 4.5, 8.0])
def test_an_increase_that_was_missed_is_announced_anew_on_fresh_readings(seconds: float) -> None:
    model = before_the_run(0.2)
    asked = model.asked_kmh()
    model.stall(seconds)
    back = model.t
    assert len(model.began()) == 2, "the step began in time"
    assert model.asked_kmh() == asked
    model.run(8)
    fresh = [e.t for e in model.log if isinstance(e, ev.BeltReading) and e.t >= back]
    assert model.asked_kmh() == [*asked, (fresh[1] + 3, 8.5)]
    assert model.cues(ev.Cue.SPEED_UP)[-1] == (fresh[1], "Faster in 3")


def test_an_announcement_that_fell_into_the_gap_was_not_heard() -> None:
    model = before_the_run(3.5)
    asked = model.asked_kmh()
    model.stall(4.0)
    assert model.session.announced is None
    model.run(10)
    assert model.asked_kmh()[len(asked)][0] > model.cues(ev.Cue.SPEED_UP)[-1][0] + 2.99


def test_a_decrease_that_was_missed_is_asked_at_once() -> None:
    model = started(run(), walk())
    model.run_until(model.began()[0][0] + 59)
    asked, due = model.asked_kmh(), model.began()[0][0] + 60
    model.stall(6)
    assert model.asked_kmh() == [*asked, (pytest.approx(due), 5.0)]


def test_the_end_that_was_missed_stops_the_belt_at_once() -> None:
    model = started(walk(30))
    model.run_until(model.began()[0][0] + 29)
    model.stall(6)
    assert model.phase() is Phase.STOPPING
    model.run(20)
    assert model.session.belt_stopped


def test_what_was_not_measured_is_a_gap_and_a_minute_of_it_a_pause() -> None:
    model = started(walk(600))
    model.run(60)
    before, read_at = model.session, model.session.belt.read_at
    assert read_at is not None
    model.stall(60)
    paused = [e.t for e in model.log if isinstance(e, ev.ClockPaused)]
    assert paused == [read_at + 10 + 30]
    assert model.session.pause_reason is ev.PauseReason.LINK
    assert model.session.active_s == pytest.approx(before.active_s + read_at + 40 - before.t)
    gained_m = model.session.distance_m - before.distance_m
    assert gained_m <= HOLD_S * 5 / 3.6 + 1e-9
    assert model.session.belt.may_move
    assert model.cues(ev.Cue.ALARM)[-1] == (
        model.t,
        f"The program froze for {model.t - before.t:.0f} seconds. Belt may be moving",
    )
    model.run(20)
    assert model.phase() is Phase.PAUSED, "that waits for the runner"
    assert model.session.distance_m - before.distance_m - gained_m == pytest.approx(
        20 * 5 / 3.6, abs=5
    )


def test_a_short_gap_is_told_and_the_workout_goes_on() -> None:
    model = started(walk(600))
    model.run(60)
    model.stall(8)
    assert model.cues(ev.Cue.WARNING)[-1][1].startswith("The program froze for ")
    model.run(10)
    assert model.phase() is Phase.RUNNING
    assert not model.cues(ev.Cue.ALARM)
    assert model.session.stalled is None


def test_a_belt_that_was_to_start_meanwhile_is_no_belt_that_does_not() -> None:
    model = armed()
    model.run(2.5)
    assert model.said(ev.StartAsked)
    model.stall(10)
    model.run(5)
    assert model.phase() is Phase.RUNNING


def test_a_check_that_nobody_saw_says_nothing_of_the_treadmill() -> None:
    model = Model(plan_of(walk()), Machine(checked=False))
    model.run(2)
    model.act(ev.Act.START)
    model.run_to(Phase.CHECKING)
    model.stall(120)
    model.run(5)
    assert not model.said(ev.MachineChecked)
    assert model.phase() is Phase.PAUSED
    model.act(ev.Act.RESUME)
    model.run(60)
    assert model.phase() is Phase.RUNNING


@pytest.mark.parametrize("seconds", [3.0, 50.0])
def test_the_log_alone_gives_the_session(seconds: float) -> None:
    model = before_the_run(1)
    model.stall(seconds)
    model.run(60)
    model.act(ev.Act.STOP)
    model.stall(30)
    model.run(20)
    assert model.is_over()
    assert reduce(evolve, model.log, Session()) == model.session
