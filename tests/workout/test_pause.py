"""Pause and resume by the runner's key."""

import pytest

from runwalk_tui.workout import events as ev
from runwalk_tui.workout import sentences as say
from runwalk_tui.workout.session import Phase
from tests.workout.model import Machine, Model, plan_of, run, started, walk


def paused_at(after_s: float) -> Model:
    model = started(walk(), run(), walk())
    model.run(after_s)
    model.act(ev.Act.PAUSE)
    return model


def test_a_pause_stops_belt_and_clock_at_once() -> None:
    model = paused_at(20)
    assert [event.t for event in model.said(ev.PauseAsked)] == [model.t]
    active_s = model.session.active_s
    model.run(100)
    assert model.session.active_s == active_s
    assert model.speed_kmh() == 0
    assert model.session.pause_reason is ev.PauseReason.RUNNER


def test_a_second_pause_is_nothing() -> None:
    model = paused_at(20)
    model.act(ev.Act.PAUSE)
    model.run(20)
    assert len(model.said(ev.PauseAsked)) == len(model.said(ev.ClockPaused)) == 1


def test_a_pause_out_of_reach_is_asked_of_a_belt_that_was_left_moving() -> None:
    model = started(walk(), run(), walk())
    model.run(90)
    model.lose()
    model.run(35)
    assert not model.said(ev.PauseAsked)
    model.act(ev.Act.PAUSE)
    assert [event.t for event in model.said(ev.PauseAsked)] == [model.t]
    assert len(model.said(ev.ClockPaused)) == 1


def test_a_pause_of_a_belt_that_stands_already_asks_nothing() -> None:
    model = paused_at(20)
    model.run(30)
    model.act(ev.Act.PAUSE)
    assert len(model.said(ev.PauseAsked)) == 1


def test_a_pause_that_came_to_nothing_is_asked_anew() -> None:
    model = started(walk(), run(), walk())
    model.run(90)
    model.machine.ignores.add(ev.Command.PAUSE)
    model.act(ev.Act.PAUSE)
    model.run(6)
    model.act(ev.Act.PAUSE)
    assert [event.t for event in model.said(ev.PauseAsked)] == [model.t - 6, model.t]


def test_resume_starts_with_notice_and_asks_the_steps_speed_again() -> None:
    model = paused_at(80)
    model.run(20)
    resumed = model.t
    model.act(ev.Act.RESUME)
    model.run_to(Phase.RUNNING)
    model.run(5)
    assert [event.t for event in model.said(ev.StartAsked)][-1] == resumed + 3
    moving = [e.t for e in model.log if isinstance(e, ev.BeltReading) and e.speed_kmh]
    second = [t for t in moving if t > resumed][1]
    assert [asked for asked in model.asked_kmh() if asked[0] > resumed] == [(second, 8.5)]


def test_the_step_lasts_as_long_as_without_the_pause() -> None:
    model = paused_at(20)
    begun, paused = model.said(ev.ClockStarted)[0].t, model.t
    model.run(20)
    model.act(ev.Act.RESUME)
    model.run(60)
    resumed = model.said(ev.ClockStarted)[1].t
    assert model.began()[1][0] == pytest.approx(resumed + 60 - (paused - begun))


def test_going_on_while_the_belt_slows_down_is_kept_until_it_stands() -> None:
    model = paused_at(80)
    model.run(1.5)
    model.act(ev.Act.RESUME)
    assert model.phase() is Phase.PAUSED
    assert model.cues(ev.Cue.NOTICE)[-1][1] == say.KEPT
    assert len(model.said(ev.StartAsked)) == 1
    model.run(30)
    assert len(model.said(ev.StartAsked)) == 2


def test_a_belt_that_did_not_obey_the_pause_is_taken_up_again_on_the_runners_word() -> None:
    model = started(walk(), run(), machine=Machine(ignores={ev.Command.PAUSE}))
    model.run(20)
    model.act(ev.Act.PAUSE)
    model.run(15)
    said = [words for _, words in model.cues(ev.Cue.ALARM)]
    assert "The treadmill does not pause. Stopping the belt" in said
    model.run(15)
    assert model.phase() is Phase.PAUSED
    model.act(ev.Act.RESUME)
    assert model.phase() is Phase.RUNNING
    assert len(model.said(ev.StartAsked)) == 1


def test_the_console_may_end_a_pause_of_the_runners() -> None:
    model = paused_at(20)
    model.run(20)
    model.press_start()
    model.run(10)
    assert model.phase() is Phase.RUNNING
    assert len(model.said(ev.StartAsked)) == 1


def test_a_pause_forgets_a_change_that_was_coming() -> None:
    model = started(walk(), run())
    model.run(20)
    model.act(ev.Act.SKIP)
    model.run(1)
    model.act(ev.Act.PAUSE)
    model.run(20)
    model.act(ev.Act.RESUME)
    model.run(10)
    assert model.session.step is not None
    assert model.session.step.index == 0


def test_a_step_can_be_skipped_in_a_pause_and_begins_with_the_clock_standing() -> None:
    model = paused_at(20)
    model.run(20)
    model.act(ev.Act.SKIP)
    assert model.phase() is Phase.PAUSED
    assert model.began()[-1] == (model.t, 1)
    model.run(50)
    assert model.session.step_remaining_s == 60
    assert model.asked_kmh()[-1][1] == 5.0
    model.act(ev.Act.RESUME)
    model.run(12)
    assert model.asked_kmh()[-1][1] == 8.5


def test_a_glitch_of_a_belt_that_is_coming_to_a_stand_does_not_resume() -> None:
    model = started(run(), machine=Machine(stop_kmh_s=0.5))
    model.run(30)
    model.act(ev.Act.PAUSE)
    model.run(2)
    model.feed(ev.ConsoleReported(model.t, ev.Report.PAUSED))
    model.glitch = True
    model.run(6)
    assert model.speed_kmh() > 3
    assert model.phase() is Phase.PAUSED


def test_a_belt_that_the_console_just_started_is_not_slowing_down() -> None:
    model = paused_at(80)
    model.machine.countdown_s = 0.0
    model.run(8)
    model.lose()
    model.connect()
    model.press_start()
    model.run(1.5)
    model.act(ev.Act.RESUME)
    assert model.phase() is Phase.PAUSED, "one reading is one witness"
    assert model.cues(ev.Cue.NOTICE)[-1][1].startswith("The belt is starting")
    model.run(1)
    model.act(ev.Act.RESUME)
    assert model.phase() is Phase.RUNNING


def test_a_belt_restarted_at_its_console_is_taken_over_once_it_slows_no_more() -> None:
    model = started(run(), walk(), machine=Machine(tells=True, stop_kmh_s=0.5))
    model.run(25)
    model.press_stop()
    model.run(4)
    model.act(ev.Act.PAUSE)
    model.run(1)
    began = len(model.said(ev.ClockStarted))
    model.feed(ev.ConsoleReported(model.t, ev.Report.STARTED))
    model.run(1.1)
    assert model.session.belt.is_slowing
    assert model.phase() is Phase.PAUSED
    assert len(model.said(ev.ClockStarted)) == began


@pytest.mark.parametrize("asked", [True, False])
def test_a_pause_in_the_consoles_countdown_takes_its_start_back(asked: bool) -> None:
    model = Model(plan_of(run(), walk()), Machine(tells=True, countdown_s=5.0))
    model.run(5)
    if asked:
        model.act(ev.Act.START)
        model.run(1)
    model.press_start()
    model.run(2)
    model.act(ev.Act.PAUSE)
    model.run(20)
    assert not model.said(ev.ClockStarted)


@pytest.mark.parametrize("tells", [True, False])
def test_a_stop_in_the_place_of_a_pause_that_starts_the_belt_is_no_hand_at_its_console(
    tells: bool,
) -> None:
    """Some belts that stand paused are started by Stop: nobody goes on with the workout."""
    model = started(walk(), run(), walk(), machine=Machine(tells=tells))
    model.run(20)
    model.act(ev.Act.PAUSE)
    model.run(10)
    model.feed(ev.CommandProgressed(model.t, ev.Command.STOP, ev.Stage.SENT))
    if tells:
        model.feed(ev.ConsoleReported(model.t, ev.Report.STARTED))
    else:
        model.feed(ev.CommandProgressed(model.t, ev.Command.STOP, ev.Stage.CONFIRMED))
    model.start_by_itself()
    model.run(6)
    assert model.session.belt.is_moving
    assert model.phase() is Phase.PAUSED
    assert "moving by itself" in model.cues(ev.Cue.ALARM)[-1][1]


def test_a_belt_that_its_console_starts_long_after_a_stop_is_taken_over() -> None:
    model = started(walk(), run(), walk(), machine=Machine(tells=True))
    model.run(20)
    model.act(ev.Act.PAUSE)
    model.run(10)
    model.feed(ev.CommandProgressed(model.t, ev.Command.STOP, ev.Stage.CONFIRMED))
    model.run(2)
    model.press_start()
    model.run(6)
    assert model.phase() is Phase.RUNNING
