"""The console wins: its speed holds until the step ends, its stop pauses, its key aborts."""

from dataclasses import replace

import pytest

from runwalk_tui.workout import events as ev
from runwalk_tui.workout.plan import Step
from runwalk_tui.workout.session import Phase
from tests.workout.model import Machine, Model, run, started, walk

SILENT = Machine(reports=False)
LIFTED = Machine(inclinable=True)
WISHES = ev.SpeedAsked | ev.InclineAsked | ev.StartAsked


def running(machine: Machine | None = None) -> Model:
    """30 s into a run of 60 s at 8.5 km/h, between two walks."""
    model = started(walk(), run(), walk(), run(), machine=machine)
    model.run(90)
    assert model.speed_kmh() == 8.5
    return model


def overrides(model: Model) -> list[float]:
    return [e.speed_kmh for e in model.log if isinstance(e, ev.SpeedOverridden)]


@pytest.mark.parametrize("by_kmh", [-2.0, -0.3, 0.5, 2.0])
def test_a_speed_chosen_at_the_console_holds_until_the_step_ends(by_kmh: float) -> None:
    model = running()
    asked = model.asked_kmh()
    model.press_speed(by_kmh)
    model.run(20)
    assert overrides(model) == [pytest.approx(8.5 + by_kmh, abs=0.01)]
    assert model.asked_kmh() == asked
    assert model.cues(ev.Cue.NOTICE)[-1][1] == "Your speed until this step ends"
    model.run(15)
    assert model.asked_kmh() == [*asked, pytest.approx((model.began()[2][0], 5.0))]


def test_each_further_press_is_followed() -> None:
    model = running()
    model.press_speed(-1.0)
    model.run(8)
    model.press_speed(-1.0)
    model.run(8)
    assert overrides(model) == [7.5, 6.5]
    assert model.session.override_kmh == 6.5


def test_after_the_step_the_next_one_gets_its_own_speed_with_notice() -> None:
    model = started(run(60, 8.0), run(60, 8.5))
    model.run(30)
    model.press_speed(-2.0)
    model.run(40)
    change = model.began()[1][0]
    assert model.asked_kmh()[-1] == pytest.approx((change, 8.5))
    announced = [e for e in model.log if isinstance(e, ev.IncreaseAnnounced)]
    assert announced[-1].t == pytest.approx(change - 3)


def test_a_nudge_counts_from_what_the_console_chose() -> None:
    model = running()
    model.press_speed(-2.0)
    model.run(10)
    model.act(ev.Act.NUDGE, 0.1)
    assert model.session.override_kmh is None
    model.run(5)
    assert model.asked_kmh()[-1][1] == 6.6
    model.act(ev.Act.NUDGE, -0.5)
    assert model.asked_kmh()[-1] == (model.t, 6.1)


def test_plus_beyond_the_cap_is_the_consoles_and_no_plus_key_slows_it_down() -> None:
    model = running()
    model.press_speed(5.0)
    model.run(16)
    assert overrides(model) == [13.5]
    asked = model.asked_kmh()
    model.act(ev.Act.NUDGE, 0.5)
    assert model.asked_kmh() == asked
    model.act(ev.Act.NUDGE, -0.5)
    assert model.asked_kmh() == [*asked, (model.t, 12.0)]


def test_skip_after_an_override_begins_the_next_step_at_its_speed() -> None:
    model = running()
    model.press_speed(-3.0)
    model.run(12)
    model.act(ev.Act.SKIP)
    assert model.asked_kmh()[-1] == (model.t, 5.0)
    model.act(ev.Act.BACK)
    model.run(4)
    assert model.asked_kmh()[-1][1] == 8.5


@pytest.mark.parametrize("by_kmh", [-0.1, 0.1, 1.0])
def test_a_speed_that_the_console_tells_holds_against_what_was_announced_before(
    by_kmh: float,
) -> None:
    model = running()
    asked = model.asked_kmh()
    model.act(ev.Act.NUDGE, 0.5)
    model.run(2.9)
    model.press_speed(by_kmh)
    model.feed(ev.ConsoleReported(model.t, ev.Report.SPEED_CHANGED, 8.5 + by_kmh))
    assert overrides(model) == [8.5 + by_kmh]
    model.run(15)
    assert model.asked_kmh() == asked
    model.act(ev.Act.NUDGE, 0.5)
    model.run(4)
    assert model.asked_kmh()[-1][1] == pytest.approx(9.0 + by_kmh)


def tells(model: Model, value: float | None) -> None:
    model.feed(ev.ConsoleReported(model.t, ev.Report.SPEED_CHANGED, value))


@pytest.mark.parametrize("value", [8.5, 8.45, None], ids=["as it runs", "rounded", "no value"])
def test_a_button_pressed_before_an_announced_increase_keeps_the_speed_that_the_belt_has(
    value: float | None,
) -> None:
    model = running()
    asked = model.asked_kmh()
    model.act(ev.Act.NUDGE, 0.5)
    model.run(2.9)
    tells(model, value)
    model.run(15)
    assert model.asked_kmh() == asked
    assert model.session.override_kmh == pytest.approx(8.5, abs=0.06)


@pytest.mark.parametrize("delta_kmh", [-0.1, 0.1])
@pytest.mark.parametrize("after_s", [0.1, 0.7, 1.5])
def test_a_key_just_after_the_console_set_what_it_does_not_name_waits_for_the_belt(
    after_s: float, delta_kmh: float
) -> None:
    model = running(Machine(ramp_kmh_s=1.5))
    asked = model.asked_kmh()
    model.press_speed(-2.0)
    tells(model, None)
    model.run(after_s)
    model.act(ev.Act.NUDGE, delta_kmh)
    model.run(10)
    assert [kmh for _, kmh in model.asked_kmh()[len(asked) :] if kmh > 6.7] == []
    assert model.speed_kmh() < 6.7


def test_a_button_pressed_before_an_increase_that_waits_for_sight_keeps_the_speed() -> None:
    """Between what was measured and what was asked before the link was lost."""
    model = started(walk(), run())
    model.run(58)
    model.lose()
    model.run(4)
    assert model.began()[-1][1] == 1
    model.connect()
    tells(model, 5.1)
    model.run(20)
    assert overrides(model) == [5.1]
    assert model.asked_kmh()[-1][1] == 5.0


def test_a_button_pressed_while_the_belt_tells_a_zero_that_is_denied_keeps_the_speed() -> None:
    model = started(walk(), run())
    model.run(58)
    model.silent = True
    model.feed(ev.BeltReading(model.t, 0.0))
    model.feed(ev.BeltReading(model.t + 0.5, None, contested=True))
    tells(model, 4.9)
    model.run(4)
    model.silent = False
    assert overrides(model) == [4.9]


def test_the_last_word_of_before_is_no_choice_on_a_new_connection() -> None:
    model = started(walk(), run())
    model.run(20)
    tells(model, 5.0)
    model.run(38)
    model.lose()
    model.run(4)
    model.connect()
    tells(model, 5.0)
    model.run(20)
    assert not overrides(model)
    assert model.asked_kmh()[-1][1] == 8.5


@pytest.mark.parametrize("every_s", [0.5, 1.0, 2.0, 5.0])
def test_a_machine_that_repeats_its_word_by_itself_is_not_its_console(every_s: float) -> None:
    model = started(walk(), run(), walk(), run())
    told_kmh = 0.0
    while model.phase() is Phase.RUNNING and model.t < 200:
        model.run(every_s)
        told_kmh = model.asked_kmh()[-1][1]
        tells(model, told_kmh)
    assert not overrides(model)
    assert [kmh for _, kmh in model.asked_kmh()] == [5.0, 8.5, 5.0, 8.5]


def test_a_button_is_heard_among_the_repetitions() -> None:
    model = started(walk(), run())
    for _ in range(50):
        model.run(1.0)
        tells(model, 5.0)
    model.act(ev.Act.NUDGE, 0.5)
    model.run(1.4)
    tells(model, 4.9)
    model.run(8)
    assert overrides(model) == [4.9]


def test_a_machine_that_tells_every_step_of_a_ramp_is_not_its_console() -> None:
    """A Urevo E1L does."""
    model = started(walk(), run(), machine=Machine(ramp_kmh_s=0.5))
    for _ in range(360):
        model.run(0.25)
        told_kmh = round(model.speed_kmh(), 1)
        model.feed(ev.ConsoleReported(model.t, ev.Report.SPEED_CHANGED, told_kmh))
    assert not overrides(model)
    assert [kmh for _, kmh in model.asked_kmh()] == [5.0, 8.5]


@pytest.mark.parametrize("before_s", [0.5, 2.5])
def test_a_press_just_before_the_change_ends_with_its_step(before_s: float) -> None:
    model = running()
    model.run_until(model.began()[1][0] + 60 - before_s)
    model.press_speed(-2.0)
    model.run(20)
    assert not overrides(model)
    assert model.asked_kmh()[-1][1] == 5.0
    assert model.session.plan_step is not None
    assert model.session.plan_step.kind == "walk"


def test_what_the_console_chose_holds_over_a_pause() -> None:
    model = running()
    model.press_speed(-2.0)
    model.run(10)
    model.act(ev.Act.PAUSE)
    model.run(20)
    model.act(ev.Act.RESUME)
    model.run(20)
    assert model.asked_kmh()[-1][1] == 6.5
    model.run(30)
    assert model.asked_kmh()[-1][1] == 5.0


@pytest.mark.parametrize("machine", [None, SILENT], ids=["reports", "silent"])
def test_a_console_stop_pauses_and_the_pause_is_dated_at_the_first_zero(
    machine: Machine | None,
) -> None:
    model = running(machine)
    asked = model.asked_kmh()
    model.press_stop()
    model.run(15)
    paused = next(e for e in model.log if isinstance(e, ev.ClockPaused))
    zeros = [e.t for e in model.log if isinstance(e, ev.BeltReading) and not e.speed_kmh]
    first_zero = next(t for t in zeros if t > model.t - 14)
    assert paused.reason is ev.PauseReason.CONSOLE
    assert paused.since == first_zero
    assert paused.t == (first_zero + 3 if machine is SILENT else first_zero)
    assert model.asked_kmh() == asked
    began = model.began()[0][0]
    assert model.session.active_s == pytest.approx(first_zero - began)


@pytest.mark.parametrize("machine", [None, SILENT], ids=["reports", "silent"])
def test_a_console_start_resumes_what_the_console_paused(machine: Machine | None) -> None:
    model = running(machine)
    model.press_stop()
    model.run(10)
    model.press_start()
    model.run(20)
    assert model.phase() is Phase.RUNNING
    assert len(model.said(ev.StartAsked)) == 1
    assert model.asked_kmh()[-1][1] == 8.5
    resumed = model.said(ev.ClockStarted)[-1].t
    assert model.asked_kmh()[-1][0] - resumed >= 3


def test_after_a_reported_stop_the_console_may_start_again_at_once() -> None:
    model = running(Machine(countdown_s=0.0))
    model.press_stop()
    model.run(6.5)
    model.press_start()
    model.run(3)
    assert model.phase() is Phase.RUNNING


@pytest.mark.parametrize("machine", [None, SILENT], ids=["reports", "silent"])
@pytest.mark.parametrize("before_s", [2.1, 3.1])
@pytest.mark.parametrize("following", [run(60, 9.5), walk(60, 3.0)], ids=["faster", "slower"])
def test_nothing_is_asked_of_a_belt_that_the_console_is_stopping(
    machine: Machine | None, before_s: float, following: Step
) -> None:
    model = started(run(60, 8.5), following, machine=machine)
    model.run_until(model.began()[0][0] + 60 - before_s)
    asked = model.asked_kmh()
    model.press_stop()
    model.run(20)
    assert len(model.began()) == 2, "the change falls within the stop"
    assert model.asked_kmh() == asked
    assert model.phase() is Phase.PAUSED


def test_noise_after_the_report_is_no_sign_that_the_belt_goes_on() -> None:
    model = running()
    model.run_until(model.began()[1][0] + 59)
    t = model.t
    asked = model.asked_kmh()
    runner = model.runner
    log = runner.feed(ev.ConsoleReported(t, ev.Report.STOPPED))
    log += runner.feed(ev.BeltReading(t + 0.1, 8.6))
    log += runner.advance(t + 2.0)
    assert [e for e in log if isinstance(e, ev.StepBegan)]
    assert not [e for e in log if isinstance(e, ev.SpeedAsked)]
    assert asked


def test_a_belt_that_ignores_its_console_is_left_to_the_runner_until_the_step_ends() -> None:
    model = running()
    asked = model.asked_kmh()
    model.feed(ev.ConsoleReported(model.t, ev.Report.STOPPED))
    model.run(14)
    assert overrides(model) == [8.5]
    model.act(ev.Act.NUDGE, 0.1)
    model.run(5)
    assert model.asked_kmh() == [*asked, pytest.approx((model.t - 2, 8.6), abs=0.01)]


def test_a_stop_reported_after_the_first_zero_pauses_as_of_that_zero() -> None:
    model = running(SILENT)
    t = model.t
    runner = model.runner
    runner.feed(ev.BeltReading(t + 0.5, 0.0))
    log = runner.feed(ev.ConsoleReported(t + 1.5, ev.Report.PAUSED))
    assert ev.ClockPaused(t + 1.5, ev.PauseReason.CONSOLE, since=t + 0.5) in log


def test_one_zero_among_moving_readings_is_a_glitch() -> None:
    model = running()
    asked = model.asked_kmh()
    for _ in range(3):
        model.glitch = True
        model.run(4)
    assert not model.said(ev.ClockPaused)
    assert model.asked_kmh() == asked
    assert not overrides(model)


@pytest.mark.parametrize("gap_s", [0.1, 0.5, 1.0])
@pytest.mark.parametrize("reported_after", [0, 1, 2, 3])
@pytest.mark.parametrize("following", [run(60, 9.5), walk(60, 2.0)], ids=["faster", "slower"])
@pytest.mark.parametrize("zeros", [1, 2, 3])
def test_false_zeros_within_a_stop_undo_it_no_more_than_one(
    gap_s: float, reported_after: int, following: Step, zeros: int
) -> None:
    """The belt is stopped at 8.5 km/h, reads zero a few times in between, and slows down on."""
    model = started(replace(run(60, 8.5), incline_percent=1.0), following, machine=LIFTED)
    model.run_until(model.began()[0][0] + 58)
    model.silent = True
    feed, t = model.runner.feed, model.t
    log: list[ev.Event] = []
    speeds = [8.5, 8.0, 7.5, *(zeros * [0.0]), *(x / 2 for x in range(13, -1, -1)), 0.0, 0.0, 0.0]
    for number, speed_kmh in enumerate(speeds):
        if number == 2 + reported_after:
            log += feed(ev.ConsoleReported(t, ev.Report.STOPPED))
        log += feed(ev.BeltReading(t, speed_kmh))
        t += gap_s
    asked = [e for e in log if isinstance(e, WISHES)]
    assert asked == [], "the console has the last word"
    log += feed(ev.BeltReading(t + 4, 0.0))
    assert model.phase() is Phase.PAUSED


@pytest.mark.parametrize("reported", [True, False])
def test_incline_is_not_asked_of_a_belt_that_is_being_stopped(reported: bool) -> None:
    machine = Machine(inclinable=True, reports=reported, stop_kmh_s=0.5)
    following = replace(run(60, 9.5), incline_percent=3.0)
    model = started(run(60, 8.5), following, machine=machine)
    model.run_until(model.began()[0][0] + 57)
    model.press_stop()
    model.run(25)
    assert len(model.began()) == 2
    assert model.said(ev.InclineAsked) == []


def test_a_glitch_at_the_very_change_only_delays_what_is_asked() -> None:
    model = running()
    change = model.began()[1][0] + 60
    model.run_until(change - 0.9)
    model.glitch = True
    model.run(10)
    (asked_at, asked_kmh) = model.asked_kmh()[-1]
    assert asked_kmh == 5.0
    assert change <= asked_at <= change + 1.5


def test_the_safety_key_aborts_for_good() -> None:
    model = running()
    model.pull_key()
    assert [e.outcome for e in model.log if isinstance(e, ev.StopAsked)] == [ev.Outcome.ABORTED]
    assert (model.t, "Safety key pulled") in model.cues(ev.Cue.ALARM)
    asked = model.asked_kmh()
    model.run(5)
    model.press_start()
    model.act(ev.Act.RESUME)
    model.run(60)
    assert model.phase() is Phase.ENDED
    assert model.session.outcome is ev.Outcome.ABORTED
    assert model.session.belt_stopped
    assert model.asked_kmh() == asked
    assert len(model.said(ev.StartAsked)) == 1


def test_an_increase_from_what_the_console_chose_is_in_time_although_that_is_not_settled() -> None:
    model = started(run(60, 8.5), run(60, 7.5), machine=Machine(ramp_kmh_s=2.0))
    model.run_until(model.began()[0][0] + 55)
    model.press_speed(-2.5)
    model.run(8)
    change = model.began()[1][0]
    told = [e for e in model.log if isinstance(e, ev.IncreaseAnnounced) and e.index == 1]
    assert told[0].t == pytest.approx(change - 3)
    assert model.asked_kmh()[-1] == pytest.approx((change, 7.5))


@pytest.mark.parametrize("stopped_s", [53.0, 54.5])
@pytest.mark.parametrize("following", [run(60, 9.5), walk(60, 3.0)], ids=["faster", "slower"])
def test_nothing_is_asked_of_a_belt_at_zero(following: Step, stopped_s: float) -> None:
    model = started(run(60, 8.5), following, machine=Machine(reports=False))
    model.run_until(model.began()[0][0] + stopped_s)
    asked = model.asked_kmh()
    model.press_stop()
    model.run(10)
    assert len(model.began()) == 2, "the change falls between the zero and the pause"
    assert model.asked_kmh() == asked


@pytest.mark.parametrize("stop_kmh_s", [0.3, 1.0])
def test_a_slow_stop_is_a_stop(stop_kmh_s: float) -> None:
    model = running(Machine(stop_kmh_s=stop_kmh_s))
    asked = model.asked_kmh()
    model.press_stop()
    model.run(30)
    assert not overrides(model)
    assert model.asked_kmh() == asked
    assert model.phase() is Phase.PAUSED


def test_an_increase_that_was_announced_is_off_once_the_console_decides() -> None:
    model = running(Machine(telemetry_s=(0.1,), ramp_kmh_s=4.0))
    model.act(ev.Act.NUDGE, 0.5)
    model.press_speed(-1.0)
    model.run(2.9)
    assert overrides(model) == [7.5]
    assert model.session.announced is None
    model.run(10)
    assert [kmh for _, kmh in model.asked_kmh()] == [5.0, 8.5]


@pytest.mark.parametrize("echoes", [True, False])
def test_a_tenth_beyond_a_target_is_the_consoles_once_the_target_was_told(echoes: bool) -> None:
    """Before that it may be the target itself, rounded by the machine."""
    model = started(walk(60, 5.0), run(60, 8.0), machine=Machine(tells=True))
    model.run_until(model.began()[0][0] + 60.1)
    assert model.asked_kmh()[-1][1] == 8.0
    if echoes:
        tells(model, 8.0)
    model.run(0.5)
    tells(model, 8.1)
    assert overrides(model) == ([8.1] if echoes else [])


def test_what_the_console_tells_while_the_link_is_set_up_is_its_choice() -> None:
    model = running()
    model.run(2)
    model.lose()
    model.run(8)
    model.feed(ev.LinkChanged(model.t, ev.Device.TREADMILL, ev.LinkState.CONNECTING))
    tells(model, 7.0)
    assert overrides(model) == [7.0]
