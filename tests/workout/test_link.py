"""Losses, silences and returns: what is said, what waits, what is never done."""

import pytest

from runwalk_tui.workout import events as ev
from runwalk_tui.workout.session import Phase
from tests.workout.model import Model, run, started, walk


def running() -> Model:
    """30 s into a run of 60 s, between two walks."""
    model = started(walk(), run(), walk(), run(), walk())
    model.run(90)
    return model


def before_the_run(seconds: float) -> Model:
    model = started(walk(), run(), walk())
    model.run_until(model.began()[0][0] + 60 - seconds)
    return model


def moving_readings(model: Model, after: float) -> list[float]:
    return [e.t for e in model.log if isinstance(e, ev.BeltReading) and e.t > after and e.speed_kmh]


@pytest.mark.parametrize("away_s", [5.0, 28.5])
def test_a_short_loss_alarms_and_the_workout_goes_on(away_s: float) -> None:
    model = running()
    asked, lost = model.asked_kmh(), model.t
    model.lose()
    assert model.cues(ev.Cue.ALARM) == [(lost, "Treadmill lost. Belt may be moving")]
    assert model.session.belt.may_move
    model.run(away_s)
    model.connect()
    model.run(1.1)
    assert model.phase() is Phase.RUNNING
    assert not model.said(ev.ClockPaused)
    assert model.asked_kmh() == asked, "the belt never left its speed"
    assert not model.session.belt.may_move


def test_a_loss_of_more_than_thirty_seconds_pauses_and_waits_for_the_runner() -> None:
    model = running()
    asked, lost = model.asked_kmh(), model.t
    model.lose()
    model.run(31)
    paused = next(e for e in model.log if isinstance(e, ev.ClockPaused))
    assert (paused.t, paused.reason) == (lost + 30, ev.PauseReason.LINK)
    assert "Paused. Belt may be moving" in model.cues(ev.Cue.ALARM)[-1][1]
    model.connect()
    model.run(60)
    assert model.phase() is Phase.PAUSED
    assert model.asked_kmh() == asked
    assert len(model.said(ev.StartAsked)) == 1
    model.act(ev.Act.RESUME)
    assert model.phase() is Phase.RUNNING
    assert len(model.said(ev.StartAsked)) == 1, "that belt moves"


@pytest.mark.parametrize("away_s", [5.0, 28.5])
def test_a_decrease_that_fell_into_the_loss_is_asked_at_the_first_reading(away_s: float) -> None:
    model = running()
    model.run_until(model.began()[1][0] + 58)
    asked = model.asked_kmh()
    model.lose()
    model.run(away_s)
    assert len(model.began()) == 3
    assert model.asked_kmh() == asked
    model.connect()
    returned = model.t
    model.run(5)
    assert model.asked_kmh() == [*asked, (moving_readings(model, returned - 0.001)[0], 5.0)]


def test_what_falls_due_within_a_loss_is_announced_after_it() -> None:
    """Said while nobody knows the belt, it would let the belt go faster at once."""
    model = before_the_run(2)
    model.lose()
    lost = model.t
    model.run(4)
    assert not [e for e in model.log if isinstance(e, ev.IncreaseAnnounced) and e.t >= lost]
    model.connect()
    returned = model.t
    model.run(10)
    told = [e for e in model.log if isinstance(e, ev.IncreaseAnnounced)][-1]
    assert told.t >= moving_readings(model, returned - 0.001)[1]
    assert model.asked_kmh()[-1] == pytest.approx((told.t + 3, 8.5))


def test_an_increase_that_fell_into_the_loss_waits_for_two_readings_and_the_notice() -> None:
    model = before_the_run(10)
    asked = model.asked_kmh()
    model.lose()
    model.run(20.5)
    model.connect()
    returned = model.t
    model.run(10)
    second = moving_readings(model, returned)[1]
    assert model.asked_kmh() == [*asked, (second + 3, 8.5)]
    assert model.cues(ev.Cue.SPEED_UP)[-1] == (second, "Faster in 3")


def test_an_increase_announced_before_a_loss_is_announced_again_after_it() -> None:
    model = before_the_run(2)
    model.lose()
    model.run(0.1)
    model.connect()
    model.run(10)
    told = [e for e in model.log if isinstance(e, ev.IncreaseAnnounced) and e.speed_kmh == 8.5]
    assert len(told) > 1
    assert model.asked_kmh()[-1][1] == 8.5
    assert model.asked_kmh()[-1][0] >= told[-1].t + 3


def test_a_belt_that_stands_on_return_pauses() -> None:
    model = running()
    model.lose()
    model.press_stop()
    model.run(20)
    model.connect()
    model.run(10)
    assert model.phase() is Phase.PAUSED
    assert len(model.said(ev.StartAsked)) == 1


def test_a_speed_chosen_at_the_console_during_the_loss_is_the_consoles() -> None:
    model = running()
    asked = model.asked_kmh()
    model.lose()
    model.press_speed(-2.0)
    model.run(10)
    model.connect()
    model.run(10)
    assert model.asked_kmh() == asked
    assert model.session.override_kmh == 6.5


def test_motion_after_a_pause_by_the_link_is_taken_up_only_once_the_belt_stood() -> None:
    model = running()
    model.lose()
    model.run(40)
    model.connect()
    model.run(20)
    assert model.phase() is Phase.PAUSED
    model.press_stop()
    model.run(12)
    model.press_start()
    model.run(8)
    assert model.phase() is Phase.RUNNING


def test_ages_of_the_telemetry_are_told_once_each() -> None:
    model = running()
    model.silent = True
    last = model.session.belt.read_at
    assert last is not None
    model.run(25)
    aged = [(e.t, e.age_s) for e in model.log if isinstance(e, ev.TelemetryAged)]
    assert aged == [(last + 3, 3), (last + 5, 5), (last + 10, 10)]
    assert (last + 3, "Treadmill silent") in model.cues(ev.Cue.WARNING)
    assert (last + 10, "Treadmill silent. Belt may be moving") in model.cues(ev.Cue.ALARM)
    model.silent = False
    model.run(3)
    assert model.session.belt.aged_s == 0


def test_silence_pauses_thirty_seconds_after_it_counts_as_a_loss() -> None:
    model = running()
    model.silent = True
    last = model.session.belt.read_at
    assert last is not None
    model.run(60)
    paused = [(e.t, e.reason) for e in model.log if isinstance(e, ev.ClockPaused)]
    assert paused == [(last + 40, ev.PauseReason.LINK)]


@pytest.mark.parametrize(("silent_s", "asked_in_time"), [(4.9, True), (5.4, False), (20.0, False)])
def test_telemetry_of_five_seconds_blocks_an_increase(silent_s: float, asked_in_time: bool) -> None:
    model = before_the_run(silent_s)
    last = model.session.belt.read_at
    assert last is not None
    change = model.began()[0][0] + 60
    if asked_in_time:
        model.run_until(last + 0.01)
    model.silent = True
    model.run_until(change + 0.5)
    asked = [t for t, kmh in model.asked_kmh() if kmh == 8.5]
    assert bool(asked) is (change - last <= 5)
    assert asked_in_time is bool(asked)


def test_a_decrease_does_not_wait_for_fresh_telemetry() -> None:
    model = running()
    change = model.began()[1][0] + 60
    model.run_until(change - 7)
    model.silent = True
    model.run_until(change + 0.5)
    assert model.asked_kmh()[-1] == pytest.approx((change, 5.0))


def test_silence_in_a_pause_alarms_unless_the_belt_was_seen_to_stand() -> None:
    standing, moving = running(), running()
    for model in (standing, moving):
        model.act(ev.Act.PAUSE)
    standing.run(12)
    for model in (standing, moving):
        model.silent = True
        model.run(12)
    assert not standing.cues(ev.Cue.ALARM)
    assert [say for _, say in moving.cues(ev.Cue.ALARM)] == ["Treadmill silent. Belt may be moving"]


def standing_in_a_pause() -> Model:
    model = running()
    model.act(ev.Act.PAUSE)
    model.run(15)
    assert model.session.belt.still
    return model


@pytest.mark.parametrize("ends", ["lost", "silent"])
@pytest.mark.parametrize(("after_s", "may_move"), [(2.0, True), (64.0, True), (66.0, False)])
def test_zeros_prove_nothing_of_a_belt_that_its_console_starts(
    after_s: float, may_move: bool, ends: str
) -> None:
    model = standing_in_a_pause()
    model.feed(ev.ConsoleReported(model.t, ev.Report.STARTED))
    if ends == "lost":
        model.run(after_s)
        model.lose()
    else:
        model.run(max(0.0, after_s - 10))
        model.silent = True
    model.run(11)
    assert model.session.belt.may_move is may_move
    assert bool(model.cues(ev.Cue.ALARM)) is may_move
    model.act(ev.Act.STOP)
    model.run(30)
    assert not model.session.belt_stopped
    cue = ev.Cue.ALARM if may_move or ends == "silent" else ev.Cue.WARNING
    assert "Belt may be moving" in model.cues(cue)[-1][1]


def test_a_belt_that_its_console_starts_out_of_sight_is_an_alarm_at_once_and_once() -> None:
    model = standing_in_a_pause()
    model.silent = True
    model.run(20)
    assert not model.cues(ev.Cue.ALARM)
    for _ in range(2):
        model.feed(ev.ConsoleReported(model.t, ev.Report.STARTED))
        model.run(1)
    assert [say for _, say in model.cues(ev.Cue.ALARM)] == ["Treadmill silent. Belt may be moving"]


@pytest.mark.parametrize("paused", [False, True])
@pytest.mark.parametrize(("silent_s", "starts"), [(4.0, True), (6.0, False)])
def test_nobody_starts_a_silent_belt_that_its_console_is_starting(
    silent_s: float, starts: bool, paused: bool
) -> None:
    model = standing_in_a_pause()
    model.feed(ev.ConsoleReported(model.t, ev.Report.STARTED))
    model.silent = True
    if paused:
        model.act(ev.Act.PAUSE)
    model.run(silent_s)
    model.act(ev.Act.RESUME)
    assert (model.phase() is Phase.STARTING) is starts


@pytest.mark.parametrize("stood", [False, True])
def test_a_link_that_flaps_is_told_anew_once_its_belt_may_be_moving(stood: bool) -> None:
    model = standing_in_a_pause() if stood else running()
    for _ in range(4):
        model.lose()
        model.run(2)
        model.connect()
        model.run(5)
    told = len(model.cues(ev.Cue.ALARM))
    assert told == (0 if stood else 3)
    model.feed(ev.ConsoleReported(model.t, ev.Report.STARTED))
    model.lose()
    model.run(1)
    assert len(model.cues(ev.Cue.ALARM)) == told + stood


def test_nobody_goes_on_with_a_belt_that_nobody_sees() -> None:
    model = running()
    model.act(ev.Act.PAUSE)
    model.silent = True
    model.run(7)
    model.act(ev.Act.RESUME)
    model.run(12)
    model.act(ev.Act.RESUME)
    assert model.phase() is Phase.PAUSED
    assert len(model.said(ev.StartAsked)) == 1
    warned = [say for _, say in model.cues(ev.Cue.WARNING)]
    assert warned.count("Treadmill silent. Belt may be moving") == 2


def test_a_lost_strap_is_a_word_and_nothing_more() -> None:
    model = running()
    before = model.phase()
    model.feed(ev.LinkChanged(model.t, ev.Device.STRAP, ev.LinkState.UP, "H10"))
    model.feed(ev.BatteryRead(model.t, ev.Device.STRAP, 84))
    model.feed(ev.LinkChanged(model.t, ev.Device.STRAP, ev.LinkState.LOST))
    assert model.cues(ev.Cue.WARNING)[-1] == (model.t, "Heart-rate strap lost")
    assert model.phase() is before
    assert model.session.belt.link.is_up
    assert model.session.heart.link.battery_percent == 84


def test_a_range_that_cannot_be_read_again_is_still_known() -> None:
    model = running()
    model.machine.maximum_kmh = model.machine.increment_kmh = None
    model.lose()
    model.connect()
    assert model.session.belt.maximum_kmh == 16.0
    assert model.session.belt.increment_kmh == 0.1


def test_a_belt_started_while_the_link_was_away_waits_for_the_runner() -> None:
    model = running()
    model.act(ev.Act.PAUSE)
    model.run(20)
    model.lose()
    model.press_start()
    model.run(10)
    model.connect()
    model.run(20)
    assert model.speed_kmh() > 0
    assert model.phase() is Phase.PAUSED


def test_an_announcement_that_lapsed_is_forgotten() -> None:
    model = before_the_run(5.5)
    model.silent = True
    change = model.began()[0][0] + 60
    model.run_until(change + 1)
    told = model.session.announced
    assert told is not None
    model.run_until(change + 3)
    assert model.session.announced is None
    assert model.session.belt.lost_since is None
    assert [kmh for _, kmh in model.asked_kmh()] == [5.0]


def test_nothing_is_asked_of_a_machine_before_it_is_known_what_it_can_do() -> None:
    model = running()
    change = model.began()[1][0] + 60
    model.run_until(change - 2)
    model.lose()
    model.run(4)
    asked, t = model.asked_kmh(), model.t
    model.feed(ev.LinkChanged(t, ev.Device.TREADMILL, ev.LinkState.UP))
    model.feed(ev.BeltReading(t + 0.1, 8.5))
    model.feed(ev.BeltReading(t + 0.2, 8.5))
    assert model.asked_kmh() == asked
    model.feed(ev.CapabilitiesRead(t + 0.3, True, 0.8, 16.0, 0.1))
    assert model.asked_kmh() == [*asked, (t + 0.3, 5.0)]


def test_a_belt_that_shows_a_little_less_than_asked_is_not_asked_again_after_a_loss() -> None:
    model = running()
    asked, told = model.asked_kmh(), len(model.said(ev.IncreaseAnnounced))
    model.lose()
    model.run(5)
    model.connect()
    for i in range(1, 8):
        model.feed(ev.BeltReading(model.t + i / 10, 8.45))
    assert model.asked_kmh() == asked
    assert len(model.said(ev.IncreaseAnnounced)) == told


@pytest.mark.parametrize(("silent_s", "starts"), [(1.9, True), (2.5, False), (5.5, False)])
def test_no_start_goes_out_on_a_zero_that_has_grown_old(silent_s: float, starts: bool) -> None:
    """The notice of 3 s counts: what matters is how old the zero is when Start is due."""
    model = standing_in_a_pause()
    model.silent = True
    model.run(silent_s)
    model.act(ev.Act.RESUME)
    model.run(4)
    assert len(model.said(ev.StartAsked)) == 1 + starts
    assert starts or "silent" in model.cues(ev.Cue.WARNING)[-1][1]


@pytest.mark.parametrize("after", ["a lost link", "10 s of silence"])
@pytest.mark.parametrize(("zeros", "starts"), [(0, False), (1, False), (2, True)])
def test_a_belt_that_was_out_of_sight_is_started_on_two_zeros(
    zeros: int, starts: bool, after: str
) -> None:
    model = standing_in_a_pause()
    model.silent = True
    if after == "a lost link":
        model.lose()
        model.run(4)
        model.connect()
    else:
        model.run(11)
    for _ in range(zeros):
        model.run(0.5)
        model.feed(ev.BeltReading(model.t, speed_kmh=0.0))
    model.act(ev.Act.RESUME)
    model.run(4)
    assert len(model.said(ev.StartAsked)) == 1 + starts


def test_a_standing_belt_that_is_left_out_of_reach_is_not_said_to_stand() -> None:
    """Switched off, or started at its console since: nobody knows."""
    model = standing_in_a_pause()
    model.lose()
    model.run(3)
    model.act(ev.Act.STOP)
    assert model.is_over()
    assert not model.session.belt_stopped
    assert not model.cues(ev.Cue.ALARM)
    assert model.cues(ev.Cue.WARNING)[-1][1] == "Ended. Belt may be moving"


@pytest.mark.parametrize(("silent_s", "told"), [(4.0, True), (6.0, False)])
def test_a_session_that_is_left_says_of_its_belt_only_what_it_sees(
    silent_s: float, told: bool
) -> None:
    model = standing_in_a_pause()
    model.silent = True
    model.run(silent_s)
    model.act(ev.Act.ABANDON)
    assert model.session.belt_stopped is told
