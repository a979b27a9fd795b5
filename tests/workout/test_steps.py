"""Skip, back, longer and the speed keys."""

import pytest

from runwalk_tui.workout import events as ev
from runwalk_tui.workout.plan import Kind
from runwalk_tui.workout.session import Phase
from tests.workout.model import Machine, Model, plan_of, run, started, walk


def in_the_run(seconds: float = 20.0, machine: Machine | None = None) -> Model:
    """So long into step 1 of walk, run, walk, run."""
    model = started(walk(), run(), walk(), run(), machine=machine)
    model.run_until(model.began()[0][0] + 60 + seconds)
    return model


def announced_to(model: Model, index: int) -> list[float]:
    return [e.t for e in model.log if isinstance(e, ev.IncreaseAnnounced) and e.index == index]


def test_skip_to_a_slower_step_acts_at_once() -> None:
    model = in_the_run()
    model.act(ev.Act.SKIP)
    assert model.began()[-1] == (model.t, 2)
    assert model.asked_kmh()[-1] == (model.t, 5.0)


def test_skip_to_a_faster_step_gives_three_seconds_notice() -> None:
    model = in_the_run()
    model.act(ev.Act.SKIP)
    model.run(20)
    skipped = model.t
    model.act(ev.Act.SKIP)
    assert model.session.step_remaining_s == 3
    model.run(5)
    assert model.began()[-1] == (skipped + 3, 3)
    assert announced_to(model, 3) == [skipped]
    assert model.asked_kmh()[-1] == (skipped + 3, 8.5)
    counted = [(t, say) for t, say in model.cues(ev.Cue.COUNTDOWN) if t >= skipped]
    assert counted == [(skipped, "3"), (skipped + 1, "2"), (skipped + 2, "1")]


def test_two_skips_pass_over_a_step() -> None:
    model = started(walk(), run(), walk(), run())
    model.run(20)
    model.act(ev.Act.SKIP)
    model.run(0.5)
    model.act(ev.Act.SKIP)
    assert model.began()[-1] == (model.t, 2)
    model.run(10)
    assert [kmh for _, kmh in model.asked_kmh()] == [5.0]


def test_what_was_announced_of_a_step_passed_over_lets_no_other_go_faster() -> None:
    model = started(walk(), run(), walk(), run())
    model.run_until(model.began()[0][0] + 57.5)
    assert announced_to(model, 1)
    model.act(ev.Act.SKIP)
    model.act(ev.Act.SKIP)
    nudged = model.t
    model.act(ev.Act.NUDGE, 0.5)
    model.run(10)
    assert model.asked_kmh()[-1] == (nudged + 3, 5.5)


def test_skip_never_makes_a_step_longer() -> None:
    model = started(walk(), run(), walk())
    ends = model.began()[0][0] + 60
    model.run_until(ends - 1)
    model.act(ev.Act.SKIP)
    model.run(5)
    assert model.began()[1] == pytest.approx((ends, 1))
    assert model.asked_kmh()[-1] == pytest.approx((ends, 8.5))
    assert [say for _, say in model.cues(ev.Cue.COUNTDOWN)] == ["3", "2", "1", "1"]


def test_skip_in_the_last_step_finishes() -> None:
    model = started(walk(), walk())
    model.run(20)
    model.act(ev.Act.SKIP)
    model.act(ev.Act.SKIP)
    assert model.phase() is Phase.STOPPING
    model.run(30)
    assert model.session.outcome is ev.Outcome.FINISHED
    assert model.session.belt_stopped


def test_back_begins_the_step_anew_and_twice_the_one_before() -> None:
    model = in_the_run()
    model.act(ev.Act.BACK)
    assert model.began()[-1] == (model.t, 1)
    assert model.session.step_remaining_s == 60
    model.run(4)
    model.act(ev.Act.BACK)
    assert model.began()[-1] == (model.t, 0)
    assert model.asked_kmh()[-1] == (model.t, 5.0)


def test_back_in_the_first_step_is_that_step() -> None:
    model = started(walk(), run())
    model.act(ev.Act.BACK)
    model.run(5)
    assert [index for _, index in model.began()] == [0, 0]


def test_back_to_a_faster_step_gives_notice() -> None:
    model = in_the_run()
    model.act(ev.Act.SKIP)
    model.run(4)
    pressed = model.t
    model.act(ev.Act.BACK)
    model.run(5)
    assert model.began()[-1] == (pressed + 3, 1)
    assert pressed in announced_to(model, 1)


def test_longer_moves_the_end_and_takes_back_the_announcement() -> None:
    model = started(walk(), run())
    ends = model.began()[0][0] + 60
    model.run_until(ends - 2)
    model.act(ev.Act.EXTEND, 30)
    assert model.session.announced is None
    assert model.session.step_remaining_s == pytest.approx(32)
    model.run(40)
    assert model.began()[1][0] == pytest.approx(ends + 30)
    assert announced_to(model, 1) == pytest.approx([ends - 3, ends + 27])
    assert [say for _, say in model.cues(ev.Cue.COUNTDOWN)] == ["3", "2", "3", "2", "1"]


def test_longer_can_be_taken_back_but_no_step_gets_shorter_than_planned() -> None:
    model = started(walk(), run())
    model.act(ev.Act.EXTEND, 30)
    model.act(ev.Act.EXTEND, 30)
    model.act(ev.Act.EXTEND, -30)
    assert model.session.extra_s == 30
    model.act(ev.Act.EXTEND, -300)
    assert model.session.extra_s == 0
    assert 0 <= model.session.step_progress <= 1


def test_longer_during_the_skip_stays_in_the_step() -> None:
    model = started(walk(), run())
    model.run(20)
    model.act(ev.Act.SKIP)
    model.run(1)
    model.act(ev.Act.EXTEND, 30)
    model.run(10)
    assert model.session.step is not None
    assert model.session.step.index == 0


def test_longer_while_starting_leaves_the_announcement_of_the_start() -> None:
    model = started(walk())
    model.run(20)
    model.act(ev.Act.PAUSE)
    model.run(20)
    model.act(ev.Act.RESUME)
    model.run(1)
    model.act(ev.Act.EXTEND, 30)
    model.act(ev.Act.RESUME)
    told = model.said(ev.IncreaseAnnounced)
    assert len(told) == 2
    model.run(10)
    assert model.asked_kmh()[-1][1] == 5.0


@pytest.mark.parametrize("value", [None, 0.0])
def test_longer_by_nothing_is_nothing(value: float | None) -> None:
    model = started(walk(), run())
    model.act(ev.Act.EXTEND, value)
    assert model.session.step_remaining_s == 60


def test_a_nudge_up_is_announced_and_asked_three_seconds_later() -> None:
    model = in_the_run()
    pressed = model.t
    model.act(ev.Act.NUDGE, 0.1)
    model.run(5)
    assert model.asked_kmh()[-1] == (pressed + 3, 8.6)
    assert model.cues(ev.Cue.SPEED_UP)[-1] == (pressed, "Faster in 3")


def test_a_nudge_down_acts_at_once() -> None:
    model = in_the_run()
    model.act(ev.Act.NUDGE, -0.5)
    assert model.asked_kmh()[-1] == (model.t, 8.0)


def test_a_nudge_is_for_every_step_of_its_kind_and_no_other() -> None:
    model = in_the_run()
    model.act(ev.Act.NUDGE, -0.5)
    model.run(130)
    assert [kmh for _, kmh in model.asked_kmh()] == [5.0, 8.5, 8.0, 5.0, 8.0]


def test_presses_add_up_and_only_the_last_sum_is_asked() -> None:
    model = in_the_run()
    for _ in range(5):
        model.act(ev.Act.NUDGE, 0.1)
        model.run(0.3)
    last = model.t - 0.3
    model.run(5)
    assert model.asked_kmh()[-1] == pytest.approx((last + 3, 9.0))
    assert len(model.asked_kmh()) == 3


def test_up_and_down_again_asks_nothing_and_up_once_more_gives_its_own_notice() -> None:
    model = in_the_run()
    model.act(ev.Act.NUDGE, 0.5)
    model.run(1)
    model.act(ev.Act.NUDGE, -0.5)
    model.run(1)
    pressed = model.t
    model.act(ev.Act.NUDGE, 0.5)
    model.run(5)
    assert model.asked_kmh()[-1] == (pressed + 3, 9.0)
    assert len(model.asked_kmh()) == 3


def test_nudges_stop_at_the_cap_and_come_back_at_the_first_press() -> None:
    model = in_the_run()
    for _ in range(20):
        model.act(ev.Act.NUDGE, 0.5)
    model.run(5)
    assert model.asked_kmh()[-1][1] == 12.0
    model.act(ev.Act.NUDGE, -0.1)
    assert model.asked_kmh()[-1] == (model.t, 11.9)


def test_nudges_stop_at_the_machines_lowest() -> None:
    model = in_the_run()
    for _ in range(30):
        model.act(ev.Act.NUDGE, -0.5)
    assert model.asked_kmh()[-1][1] == 0.8


def test_plus_on_a_step_beyond_the_cap_slows_no_other_step_of_its_kind() -> None:
    model = started(run(60, 15.0), run(60, 10.0))
    model.run(30)
    model.act(ev.Act.NUDGE, 0.5)
    model.run(40)
    assert [kmh for _, kmh in model.asked_kmh()] == [12.0, 10.0]


@pytest.mark.parametrize(("press_kmh", "asked_kmh"), [(0.1, 9.0), (-0.1, 8.0)])
def test_a_press_is_at_least_one_increment(press_kmh: float, asked_kmh: float) -> None:
    model = in_the_run(machine=Machine(minimum_kmh=1.0, increment_kmh=0.5))
    model.act(ev.Act.NUDGE, press_kmh)
    model.run(5)
    assert model.asked_kmh()[-1][1] == asked_kmh


def test_a_nudge_in_the_last_seconds_of_a_step_is_kept_for_the_next_of_its_kind() -> None:
    model = in_the_run(58.0)
    model.act(ev.Act.NUDGE, 0.5)
    model.run(130)
    assert [kmh for _, kmh in model.asked_kmh()] == [5.0, 8.5, 5.0, 9.0]
    assert model.session.nudges_kmh == {Kind.RUN: 0.5}


def test_a_nudge_in_a_pause_is_the_speed_to_go_on_with() -> None:
    model = in_the_run()
    model.act(ev.Act.PAUSE)
    model.run(20)
    model.act(ev.Act.NUDGE, -1.0)
    model.act(ev.Act.RESUME)
    model.run(12)
    assert model.asked_kmh()[-1][1] == 7.5


@pytest.mark.parametrize("act", [a for a in ev.Act if a not in (ev.Act.START, ev.Act.RESUME)])
def test_keys_before_the_start_start_nothing(act: ev.Act) -> None:
    model = Model(plan_of(walk(), run()))
    model.run(2)
    model.act(act, 1.0)
    model.run(30)
    wishes = ev.StartAsked, ev.SpeedAsked, ev.PauseAsked, ev.StepBegan
    assert not [event for event in model.log if isinstance(event, wishes)]


@pytest.mark.parametrize("act", list(ev.Act))
def test_keys_after_the_end_do_nothing(act: ev.Act) -> None:
    model = started(walk(5.0))
    model.run(30)
    assert model.is_over()
    session = model.session
    model.act(act, 1.0)
    model.run(30)
    assert model.phase() is Phase.ENDED
    assert model.session.outcome is session.outcome
    after = [
        e for e in model.log if e.t > session.t and isinstance(e, ev.StartAsked | ev.StopAsked)
    ]
    assert not after


def test_slower_just_before_the_change_does_not_delay_it() -> None:
    model = started(walk(), run())
    change = model.began()[0][0] + 60
    model.run_until(change - 2)
    model.act(ev.Act.NUDGE, -0.5)
    model.run(3)
    assert model.asked_kmh()[-2:] == [
        pytest.approx((change - 2, 4.5)),
        pytest.approx((change, 8.5)),
    ]


def test_the_countdown_of_a_skip_is_whole_whatever_the_moment() -> None:
    """Sums of seconds are not exact: at some moments, three later less three is before."""
    odd = next(t / 100 for t in range(2000, 4000) if t / 100 + 3 - 3 < t / 100)
    model = started(walk(), run())
    model.run_until(odd)
    model.act(ev.Act.SKIP)
    model.run(4)
    assert [say for _, say in model.cues(ev.Cue.COUNTDOWN)] == ["3", "2", "1"]
