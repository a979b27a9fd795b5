"""The belt starts on the runner's word and on nothing else."""

import pytest

from runwalk_tui.workout import events as ev
from runwalk_tui.workout.engine import Engine
from runwalk_tui.workout.session import Phase
from tests.workout.model import Machine, Model, plan_of, run, started, walk


def armed(machine: Machine | None = None) -> Model:
    model = Model(plan_of(walk(), run()), machine)
    model.run(2.0)
    return model


def starts(model: Model) -> list[float]:
    return [event.t for event in model.said(ev.StartAsked)]


def test_start_is_asked_three_seconds_after_the_key_and_announced() -> None:
    model = armed()
    model.act(ev.Act.START)
    model.run(2.9)
    assert not starts(model)
    model.run(0.2)
    assert starts(model) == [5.0]
    assert model.cues(ev.Cue.READY) == [(2.0, "The belt starts in 3 seconds")]
    assert [(e.t, e.index) for e in model.log if isinstance(e, ev.IncreaseAnnounced)] == [(2.0, 0)]


@pytest.mark.parametrize(("notice_s", "at"), [(5.0, 7.0), (1.0, 5.0), (0.0, 5.0), (-4.0, 5.0)])
def test_notice_may_be_longer_but_never_shorter(notice_s: float, at: float) -> None:
    model = armed()
    model.act(ev.Act.START, notice_s)
    model.run(10)
    assert starts(model) == [at]


def test_a_second_start_is_no_second_start() -> None:
    model = armed()
    for _ in range(10):
        model.act(ev.Act.START)
        model.run(0.7)
    model.run(20)
    assert starts(model) == [5.0]
    assert len(model.cues(ev.Cue.READY)) == 1


def test_zeros_of_the_countdown_are_no_pause_and_the_clock_begins_with_motion() -> None:
    model = armed(Machine(countdown_s=12.0))
    model.act(ev.Act.START)
    model.run_to(Phase.RUNNING)
    assert not model.said(ev.ClockPaused)
    began = model.said(ev.ClockStarted)[0].t
    assert began == pytest.approx(19.0), "motion has two witnesses"
    assert model.began() == [(began, 0)]
    assert model.session.active_s < 1


def test_without_motion_the_start_is_given_up_and_never_repeated() -> None:
    model = armed(Machine(ignores={ev.Command.START}))
    model.act(ev.Act.START)
    model.run(120)
    assert [(e.t, e.reason) for e in model.log if isinstance(e, ev.ClockPaused)] == [
        (25.0, ev.PauseReason.NO_MOTION)
    ]
    assert starts(model) == [5.0]


def test_a_refused_start_is_said_at_once_and_the_console_may_start_the_belt_instead() -> None:
    model = armed(Machine(refuses={ev.Command.START}))
    model.act(ev.Act.START)
    model.run(4)
    assert model.phase() is Phase.PAUSED
    assert "The treadmill refused start" in [say for _, say in model.cues(ev.Cue.WARNING)]
    model.run(4)
    model.press_start()
    model.run(6)
    assert model.phase() is Phase.RUNNING
    assert not model.said(ev.PauseAsked)


def test_the_console_may_start_the_workout() -> None:
    model = armed()
    model.press_start()
    model.run(60)
    assert model.phase() is Phase.RUNNING
    assert not starts(model)
    asked_at, asked_kmh = model.asked_kmh()[0]
    announced = [e for e in model.log if isinstance(e, ev.IncreaseAnnounced)]
    assert asked_kmh == 5.0
    assert asked_at - announced[0].t >= 3


@pytest.mark.parametrize("paused", [False, True], ids=["armed", "paused"])
def test_a_belt_that_nobody_started_is_an_alarm_and_the_runners_to_take_over(paused: bool) -> None:
    model = armed(Machine(tells=True))
    if paused:
        model.act(ev.Act.START)
        model.run_to(Phase.RUNNING)
        model.run(20)
        model.press_stop()
    model.run(80)
    asked = len(model.asked_kmh())
    phase = model.phase()
    model.start_by_itself()
    model.run(30)
    assert [say for _, say in model.cues(ev.Cue.ALARM)] == [
        "The belt is moving by itself. Stop it, or press start to continue"
    ]
    assert model.phase() is phase
    assert len(model.asked_kmh()) == asked
    model.act(ev.Act.START)
    assert model.phase() is Phase.RUNNING
    model.run(10)
    assert model.asked_kmh()[-1][1] == 5.0


@pytest.mark.parametrize("says", [ev.Report.STARTED, ev.Report.STOPPED])
def test_a_console_that_says_anything_of_a_start_was_used_by_the_runner(says: ev.Report) -> None:
    """Some consoles say stopped when they are started."""
    model = armed(Machine(tells=True, reports=False))
    model.feed(ev.ConsoleReported(model.t, says))
    model.press_start()
    model.run(10)
    assert model.phase() is Phase.RUNNING
    assert not model.cues(ev.Cue.ALARM)


BY_ITSELF = "The belt is moving by itself. Stop it, or press start to continue"


def test_a_belt_that_comes_slowly_to_move_by_itself_is_an_alarm_like_any_other() -> None:
    """Ten readings a second of a belt that gains 0.3 km/h a second, after a faster run."""
    slow = Machine(tells=True, telemetry_s=(0.1,), ramp_kmh_s=0.3, start_kmh=0.8)
    model = started(walk(), machine=slow)
    model.run(20)
    model.press_stop()
    model.run(30)
    for n in range(20):
        model.feed(ev.BeltReading(model.t + 0.1 * n, round(0.03 * (n + 1), 2)))
    assert [say for _, say in model.cues(ev.Cue.ALARM)] == [BY_ITSELF]


@pytest.mark.parametrize("speeds_kmh", [(0.8, 0.6, 0.8), (0.8, 0.8, 0.8)], ids=["wavers", "keeps"])
def test_a_speed_that_wavers_does_not_hide_that_the_belt_moves_by_itself(
    speeds_kmh: tuple[float, ...],
) -> None:
    model = started(walk(), machine=Machine(tells=True))
    model.run(20)
    model.press_stop()
    model.run(30)
    for n, kmh in enumerate((*speeds_kmh, 0.8, 0.8, 0.8)):
        model.feed(ev.BeltReading(model.t + n, kmh))
    assert [say for _, say in model.cues(ev.Cue.ALARM)] == [BY_ITSELF]


def test_a_belt_that_began_to_move_while_it_was_out_of_sight_is_an_alarm() -> None:
    model = started(walk(), machine=Machine(tells=True))
    model.run(20)
    model.act(ev.Act.PAUSE)
    model.run(20)
    model.lose()
    model.start_by_itself()
    model.run(10)
    model.connect()
    model.run(10)
    assert model.phase() is Phase.PAUSED
    assert [say for _, say in model.cues(ev.Cue.ALARM)] == [BY_ITSELF]
    model.act(ev.Act.RESUME)
    assert model.phase() is Phase.RUNNING


def test_a_belt_that_rested_after_a_lost_link_and_moves_again_is_an_alarm() -> None:
    model = started(walk(), machine=Machine(tells=True))
    model.run(20)
    model.lose()
    model.run(40)
    model.connect()
    model.press_stop()
    model.run(20)
    model.lose()
    model.start_by_itself()
    model.run(10)
    model.connect()
    model.run(10)
    assert model.phase() is Phase.PAUSED
    assert model.cues(ev.Cue.ALARM)[-1][1] == BY_ITSELF


def test_a_belt_without_counters_is_believed_to_move_on_its_second_reading() -> None:
    model = armed(Machine(counter_step_m=None, reports=False))
    model.press_start()
    model.run_to(Phase.RUNNING)
    moving = [e.t for e in model.log if isinstance(e, ev.BeltReading) and e.speed_kmh]
    assert [e.t for e in model.said(ev.ClockStarted)] == moving[1:2]


def test_a_start_that_its_console_takes_back_is_none() -> None:
    model = armed(Machine(tells=True))
    model.press_start()
    model.run(1)
    model.press_stop()
    model.run(1)
    model.start_by_itself()
    model.run(20)
    assert model.phase() is Phase.ARMING
    assert len(model.cues(ev.Cue.ALARM)) == 1


def test_a_belt_that_its_console_starts_within_the_notice_is_not_started_again() -> None:
    """On some machines a second start undoes the first."""
    model = armed(Machine(tells=True))
    model.act(ev.Act.START)
    model.run(1)
    model.press_start()
    model.run(20)
    assert not starts(model)
    assert model.phase() is Phase.RUNNING
    assert model.asked_kmh()[-1][1] == 5.0


def test_a_belt_that_moves_when_the_runner_arms_is_taken_over_only_on_his_word() -> None:
    model = armed(Machine(speed_at_first_kmh=6.0))
    model.run(60)
    assert model.phase() is Phase.ARMING
    model.act(ev.Act.START)
    assert model.phase() is Phase.RUNNING
    model.run(10)
    assert not starts(model)
    assert model.asked_kmh() == [(62.0, 5.0)]


def test_a_belt_that_moves_is_made_faster_only_with_notice() -> None:
    model = Model(plan_of(run()), Machine(speed_at_first_kmh=6.0))
    model.run(10)
    model.act(ev.Act.START)
    model.run(10)
    assert model.asked_kmh() == [(13.0, 8.5)]


def test_no_start_without_a_treadmill() -> None:
    model = armed()
    model.lose()
    model.act(ev.Act.START)
    model.run(60)
    model.connect()
    model.run(60)
    assert not starts(model)
    assert "The treadmill is not connected" in [say for _, say in model.cues(ev.Cue.WARNING)]


def test_a_link_lost_before_the_start_calls_it_off_for_good() -> None:
    model = armed()
    model.act(ev.Act.START)
    model.run(1)
    model.lose()
    model.connect()
    model.run(60)
    assert not starts(model)
    assert model.phase() is Phase.PAUSED
    assert model.session.pause_reason is ev.PauseReason.LINK


@pytest.mark.parametrize("pauses", [True, False])
def test_a_stop_at_the_console_calls_the_start_off(pauses: bool) -> None:
    model = armed()
    model.act(ev.Act.START)
    model.run(1)
    model.press_stop(pauses=pauses)
    model.run(60)
    assert not starts(model)
    assert model.session.pause_reason is ev.PauseReason.CONSOLE


def test_a_safety_key_calls_everything_off() -> None:
    model = armed()
    model.act(ev.Act.START)
    model.run(1)
    model.pull_key()
    model.run(60)
    assert not starts(model)
    assert model.session.outcome is ev.Outcome.ABORTED
    model.act(ev.Act.START)
    model.run(60)
    assert not starts(model)


@pytest.mark.parametrize("after_s", [0.5, 2.9])
def test_a_pause_before_the_start_calls_it_off(after_s: float) -> None:
    model = armed()
    model.act(ev.Act.START)
    model.run(after_s)
    model.act(ev.Act.PAUSE)
    model.run(60)
    assert not starts(model)
    assert not model.said(ev.PauseAsked)


def test_a_pause_within_the_countdown_pauses_a_belt_that_starts_all_the_same() -> None:
    model = armed(Machine(countdown_s=5.0, ignores={ev.Command.PAUSE}))
    model.act(ev.Act.START)
    model.run(4)
    model.act(ev.Act.PAUSE)
    model.run(10)
    assert [event.t for event in model.said(ev.PauseAsked)] == [6.0, pytest.approx(11.0)]
    assert model.cues(ev.Cue.ALARM)[0][1].startswith("The belt started anyway")
    assert model.phase() is Phase.PAUSED
    assert not model.asked_kmh()


def test_zeros_of_the_countdown_are_no_standing_belt() -> None:
    model = armed(Machine(countdown_s=10.0))
    model.act(ev.Act.START)
    model.run(9)
    model.lose()
    assert model.session.belt.may_move
    assert "Belt may be moving" in model.cues(ev.Cue.ALARM)[0][1]
    model.act(ev.Act.STOP)
    assert model.phase() is Phase.STOPPING, "nobody has seen that belt stand"


def test_a_machine_that_takes_no_commands_is_started_at_its_console() -> None:
    model = armed(Machine(controllable=False))
    model.act(ev.Act.START)
    model.run(10)
    assert model.cues(ev.Cue.NOTICE) == [(2.0, "Press start on the treadmill")]
    model.press_start()
    model.run(200)
    assert [index for _, index in model.began()] == [0, 1]
    wishes = ev.StartAsked, ev.SpeedAsked, ev.InclineAsked, ev.PauseAsked
    assert not [event for event in model.log if isinstance(event, wishes)]
    assert [say for _, say in model.cues(ev.Cue.COUNTDOWN)] == ["3", "2", "1"] * 2
    assert not model.said(ev.IncreaseAnnounced)


def test_the_heart_rate_screen_drives_no_belt() -> None:
    runner = Engine()
    log = runner.feed(ev.SessionOpened(0.0, None, ev.RunnerProfile(), "2026", "test"))
    log += runner.feed(ev.LinkChanged(0.0, ev.Device.TREADMILL, ev.LinkState.UP))
    log += runner.feed(ev.CapabilitiesRead(0.0, True, 0.8, 16.0, 0.1))
    log += runner.feed(ev.BeltReading(1.0, 0.0))
    log += runner.feed(ev.RunnerActed(2.0, ev.Act.START))
    log += runner.feed(ev.BeltReading(9.0, 1.0))
    assert runner.session.phase is Phase.ARMING
    assert {type(event) for event in log[3:]} == {ev.BeltReading, ev.RunnerActed}


def test_no_start_while_the_belt_may_be_moving_unseen() -> None:
    """One zero, and then nothing for ten seconds: nobody knows."""
    model = Model(plan_of(walk(600)))
    model.start()
    model.run(30)
    model.glitch = True
    model.run(1.0)
    model.silent = True
    model.run(15)
    assert model.phase() is Phase.PAUSED
    assert model.session.belt.speed_kmh == 0
    model.act(ev.Act.RESUME)
    model.run(10)
    assert len(starts(model)) == 1


@pytest.mark.parametrize("waits_s", [1.5, 6.0])
def test_no_start_on_the_word_of_a_zero_that_is_long_ago(waits_s: float) -> None:
    """One zero may be a glitch; then silence, in which the notice may run out."""
    model = Model(plan_of(walk(600)))
    model.start()
    model.run(30)
    model.glitch = True
    model.run(1.0)
    model.silent = True
    model.run(3.5)
    assert model.phase() is Phase.PAUSED
    model.run(waits_s - 1.5)
    model.act(ev.Act.RESUME)
    model.run(5)
    assert len(starts(model)) == 1
    assert model.phase() is Phase.PAUSED
    words = [say for kind in (ev.Cue.ALARM, ev.Cue.WARNING) for _, say in model.cues(kind)]
    assert any("may be moving" in say for say in words)


def test_faster_while_starting_is_announced_anew() -> None:
    model = armed()
    model.act(ev.Act.START)
    model.run(1)
    model.act(ev.Act.NUDGE, 1.0)
    assert not model.session.nudges_kmh, "there is no step yet"
    model.run_to(Phase.RUNNING)
    model.run(20)
    model.act(ev.Act.PAUSE)
    model.run(20)
    model.act(ev.Act.RESUME)
    model.run(1)
    model.act(ev.Act.NUDGE, 1.0)
    model.run(20)
    told = [e for e in model.log if isinstance(e, ev.IncreaseAnnounced)][-1]
    assert (told.speed_kmh, told.t > model.said(ev.StartAsked)[-1].t) == (6.0, True)
    assert model.asked_kmh()[-1] == (told.t + 3, 6.0)


def test_a_console_that_reports_a_stop_while_counting_down_proves_no_standing_belt() -> None:
    """Some machines say stopped when they are started."""
    model = armed(Machine(countdown_s=10.0))
    model.act(ev.Act.START)
    model.run(4)
    model.feed(ev.ConsoleReported(model.t, ev.Report.STOPPED))
    assert not model.session.belt.still
    model.run_to(Phase.RUNNING)
    model.run(20)
    assert model.asked_kmh()[-1][1] == 5.0


def test_an_old_report_of_the_console_does_not_keep_a_moving_belt_from_being_taken_over() -> None:
    model = armed(Machine(speed_at_first_kmh=6.0))
    model.feed(ev.ConsoleReported(model.t, ev.Report.STOPPED))
    model.run(1)
    model.act(ev.Act.START)
    assert model.phase() is Phase.ARMING, "it may still come to a stop"
    model.run(13)
    model.act(ev.Act.START)
    assert model.phase() is Phase.RUNNING


def test_a_start_that_takes_effect_while_the_link_is_away_is_left_running() -> None:
    model = armed(Machine(countdown_s=5.0))
    model.act(ev.Act.START)
    model.run(5)
    model.lose()
    model.run(5)
    model.connect()
    model.run(20)
    assert model.phase() is Phase.PAUSED
    assert model.speed_kmh() > 0
    assert not model.said(ev.PauseAsked)
    model.act(ev.Act.RESUME)
    assert model.phase() is Phase.RUNNING


def test_a_belt_of_which_nothing_was_read_is_not_said_to_stand() -> None:
    """It may have started as asked: a machine that says nothing says no zero either."""
    model = armed()
    model.silent = True
    model.act(ev.Act.START)
    model.run(26)
    paused = [event.reason for event in model.log if isinstance(event, ev.ClockPaused)]
    assert paused == [ev.PauseReason.LINK]
    assert "The belt did not start" not in [say for _, say in model.cues(ev.Cue.WARNING)]
    assert [say for _, say in model.cues(ev.Cue.ALARM)] == ["Treadmill silent. Belt may be moving"]


def test_a_belt_that_may_move_unseen_is_not_started() -> None:
    """One zero, then the link breaks and is back at once, silent: nothing says that it stands."""
    model = Model(plan_of(run(60), walk(60)))
    model.start()
    model.run(20)
    model.act(ev.Act.PAUSE)
    while model.session.belt.speed_kmh:
        model.run(0.25)
    model.lose()
    model.silent = True
    model.run(0.3)
    model.connect()
    model.act(ev.Act.START)
    model.run(3.5)
    assert model.phase() is Phase.PAUSED
    assert len(starts(model)) == 1
    assert "may be moving" in model.cues(ev.Cue.WARNING)[-1][1]
    model.silent = False
    model.run(5)
    model.act(ev.Act.START)
    model.run(3.5)
    assert len(starts(model)) == 2


def test_after_one_zero_and_silence_no_belt_is_known_to_stand() -> None:
    model = Model(plan_of(run(60), walk(60)))
    model.run(0.5)
    model.silent = True
    model.run(30)
    model.act(ev.Act.START)
    model.run(10)
    assert not starts(model)


@pytest.mark.parametrize("pauses_too", [False, True])
def test_a_start_that_takes_effect_after_the_console_has_paused_it_is_told(
    pauses_too: bool,
) -> None:
    """It was paused at the console in its countdown, and the belt starts regardless."""
    model = armed(Machine(tells=True, countdown_s=8.0))
    model.act(ev.Act.START)
    model.run(4)
    model.feed(ev.ConsoleReported(model.t, ev.Report.STARTED))
    model.run(1)
    model.feed(ev.ConsoleReported(model.t, ev.Report.PAUSED))
    assert model.phase() is Phase.PAUSED
    if pauses_too:
        model.act(ev.Act.PAUSE)
    model.run(9)
    alarms = [say for _, say in model.cues(ev.Cue.ALARM)]
    assert len(alarms) == 1
    assert alarms[0].startswith("The belt started anyway" if pauses_too else "The belt is moving")
    assert bool(model.said(ev.PauseAsked)) is pauses_too


def test_a_belt_that_its_console_stops_as_it_sets_off_does_not_move_by_itself() -> None:
    model = armed(Machine(tells=True, stop_kmh_s=0.2))
    model.act(ev.Act.START)
    model.run(3)
    while not model.session.belt.is_moving:
        model.run(0.5)
    model.press_stop()
    model.run(12)
    assert not model.cues(ev.Cue.ALARM)
