"""A write is not success: refused and unconfirmed commands are told and not repeated."""

import pytest

from runwalk_tui.workout import events as ev
from runwalk_tui.workout.plan import Kind, Step
from tests.workout.model import Machine, Model, run, started, walk

FATES = pytest.mark.parametrize(
    ("machine", "word"),
    [
        (Machine(refuses={ev.Command.SPEED}), "refused"),
        (Machine(ignores={ev.Command.SPEED}), "did not confirm"),
    ],
    ids=["refused", "ignored"],
)


@FATES
def test_a_speed_that_came_to_nothing_is_told_and_not_asked_again_in_its_step(
    machine: Machine, word: str
) -> None:
    model = started(walk(60), walk(60), machine=machine)
    model.run(50)
    assert model.asked_kmh() == [(10.0, 5.0)]
    assert f"The treadmill {word} the speed" in [say for _, say in model.cues(ev.Cue.WARNING)]
    assert model.session.belt.refused_kmh == 5.0
    assert model.session.belt.commanded_kmh is None


@FATES
def test_the_next_step_asks_again_with_notice(machine: Machine, word: str) -> None:
    model = started(walk(60), walk(60), machine=machine)
    model.run(80)
    change = model.began()[1][0]
    assert model.asked_kmh()[1:] == [pytest.approx((change, 5.0))]
    told = [e.t for e in model.log if isinstance(e, ev.IncreaseAnnounced) and e.index == 1]
    assert told == [pytest.approx(change - 3)]


@FATES
def test_a_target_that_was_refused_is_no_measure_of_what_is_faster(
    machine: Machine, word: str
) -> None:
    """The belt does 0.8: going to 7 is no decrease from the 8.5 that never came."""
    model = started(run(60, 8.5), run(60, 7.0), machine=machine)
    model.run(80)
    change = model.began()[1][0]
    told = [e.t for e in model.log if isinstance(e, ev.IncreaseAnnounced) and e.index == 1]
    assert told == [pytest.approx(change - 3)]
    assert model.asked_kmh()[-1] == pytest.approx((change, 7.0))


def test_a_target_that_the_belt_does_not_follow_is_no_measure_of_what_is_faster() -> None:
    """Told to do 8.5 it keeps its 0.8, and may follow yet: 5.0 is less, and faster."""
    machine = Machine(ignores={ev.Command.SPEED})
    model = started(run(20), walk(20), machine=machine)
    model.run(35)
    (_, first_kmh), (asked_at, asked_kmh) = model.asked_kmh()
    assert (first_kmh, asked_kmh) == (8.5, 5.0)
    told = [e.t for e in model.log if isinstance(e, ev.IncreaseAnnounced) and e.index == 1]
    assert told == [pytest.approx(asked_at - 3)]


def test_a_slower_key_does_not_raise_a_belt_that_does_not_follow() -> None:
    """Told to do 8.5 it stays at 5.0, and the console slows it down: its speed is in force."""
    model = started(walk(60), run(60), machine=Machine(ignores={ev.Command.SPEED}))
    model.run(80)
    change, asked = model.began()[1][0], len(model.asked_kmh())
    assert model.asked_kmh()[-1] == pytest.approx((change, 8.5))
    model.press_speed(-0.3)
    slowest = model.speed_kmh() - 0.3
    model.act(ev.Act.NUDGE, -1.0)
    model.run(6)
    assert all(kmh <= slowest for _, kmh in model.asked_kmh()[asked:])
    assert model.session.override_kmh == pytest.approx(slowest)


def test_a_nudge_is_a_new_wish_and_asked_with_notice() -> None:
    model = started(walk(60), machine=Machine(refuses={ev.Command.SPEED}))
    model.run(30)
    nudged = model.t
    model.act(ev.Act.NUDGE, 0.5)
    model.run(10)
    (_, _), (asked_at, asked_kmh) = model.asked_kmh()
    assert asked_kmh == 1.3, "from the speed in force"
    assert asked_at >= nudged + 3


def test_a_refused_decrease_is_told_and_leaves_the_belt_to_the_runner() -> None:
    model = started(run(60), walk(60))
    model.run(30)
    model.machine.refuses = {ev.Command.SPEED}
    model.run(80)
    assert [kmh for _, kmh in model.asked_kmh()] == [8.5, 5.0]
    assert model.speed_kmh() == 8.5
    assert model.cues(ev.Cue.WARNING)[-1][1] == "The treadmill refused the speed"


def test_a_command_overtaken_by_another_is_no_warning() -> None:
    model = started(run(60), walk(60))
    model.run(5)
    model.act(ev.Act.SKIP)
    model.run(1)
    unknown = [
        e.value
        for e in model.log
        if isinstance(e, ev.CommandProgressed) and e.stage is ev.Stage.UNKNOWN
    ]
    assert unknown == [8.5]
    assert not model.cues(ev.Cue.WARNING)
    assert model.session.belt.commanded_kmh == 5.0


def test_a_confirmation_that_comes_late_is_not_taken_for_another_target() -> None:
    model = started(run(60), walk(60))
    model.run(30)
    model.act(ev.Act.SKIP)
    model.feed(ev.CommandProgressed(model.t, ev.Command.SPEED, ev.Stage.CONFIRMED, 8.5))
    assert model.session.belt.in_force_kmh is None
    model.run(30)
    assert model.session.override_kmh is None


def test_what_is_confirmed_in_a_pause_is_not_in_force_after_it() -> None:
    model = started(run(60))
    model.run(5)
    model.act(ev.Act.PAUSE)
    model.feed(ev.CommandProgressed(model.t, ev.Command.SPEED, ev.Stage.CONFIRMED, 8.5))
    model.run(20)
    model.act(ev.Act.RESUME)
    model.run(20)
    assert not model.said(ev.SpeedOverridden)
    assert model.asked_kmh()[-1][1] == 8.5


def test_a_pause_that_is_refused_while_the_belt_moves_is_told() -> None:
    model = started(run(60), machine=Machine(refuses={ev.Command.PAUSE}))
    model.run(20)
    model.act(ev.Act.PAUSE)
    model.run(2)
    assert model.cues(ev.Cue.ALARM)[-1][1] == "The treadmill has no pause. Stopping the belt"


def test_inclines_are_asked_once_and_wait_for_the_link() -> None:
    hill = Step(Kind.WALK, 5.0, duration_s=60, incline_percent=4.0)
    flat = Step(Kind.WALK, 5.0, duration_s=60)
    model = started(hill, flat, hill, machine=Machine(inclinable=True))
    asked: list[ev.Event] = model.said(ev.InclineAsked)
    assert [(e.t, getattr(e, "incline_percent", None)) for e in asked] == [
        (model.began()[0][0], 4.0)
    ]
    model.run(100)
    assert len(model.said(ev.InclineAsked)) == 1
    level = Step(Kind.WALK, 5.0, duration_s=60, incline_percent=0.0)
    model = started(hill, level, machine=Machine(inclinable=True))
    model.run(55)
    model.lose()
    model.run(15)
    assert len(model.said(ev.InclineAsked)) == 1
    model.connect()
    model.run(3)
    assert len(model.said(ev.InclineAsked)) == 2


def test_an_incline_that_is_refused_is_the_last_one() -> None:
    hills = [Step(Kind.WALK, 5.0, duration_s=30, incline_percent=p) for p in (2.0, 4.0, 6.0)]
    model = started(*hills, machine=Machine(inclinable=True))
    model.feed(ev.CommandProgressed(model.t, ev.Command.INCLINE, ev.Stage.REJECTED, 2.0))
    model.run(45)
    model.lose()
    model.run(3)
    model.connect()
    model.run(45)
    assert [index for _, index in model.began()] == [0, 1, 2]
    assert len(model.said(ev.InclineAsked)) == 1
    assert "The treadmill refused the incline" in [say for _, say in model.cues(ev.Cue.WARNING)]


def test_a_machine_without_incline_is_not_asked_for_one() -> None:
    model: Model = started(Step(Kind.WALK, 5.0, duration_s=60, incline_percent=4.0))
    model.run(30)
    assert not model.said(ev.InclineAsked)


def test_an_older_command_for_the_same_speed_does_not_undo_the_newer_one() -> None:
    """What was under way when the console stopped the belt is overtaken after it started."""
    model = started(run(120))
    model.run(15)
    model.press_stop()
    model.run(12)
    model.press_start()
    while len(model.asked_kmh()) < 2:
        model.run(0.25)
    model.feed(ev.CommandProgressed(model.t, ev.Command.SPEED, ev.Stage.UNKNOWN, 8.5, "overtaken"))
    model.run(25)
    assert model.session.belt.commanded_kmh == 8.5
    assert model.session.belt.refused_kmh is None
    model.act(ev.Act.BACK)
    model.run(5)
    assert [kmh for _, kmh in model.asked_kmh()] == [8.5, 8.5]


def test_a_late_confirmation_within_a_pause_puts_nothing_in_force() -> None:
    model = started(run(60), machine=Machine(ignores={ev.Command.SPEED}))
    model.run(50)
    assert model.session.belt.refused_kmh == 8.5
    model.act(ev.Act.PAUSE)
    model.feed(ev.CommandProgressed(model.t, ev.Command.SPEED, ev.Stage.CONFIRMED, 8.5))
    assert model.session.belt.commanded_kmh is None


def test_no_pain_is_noted_as_none() -> None:
    model = started()
    model.act(ev.Act.PAIN, 0)
    assert model.session.pain == 0


def test_the_end_of_one_that_was_overtaken_is_not_that_of_the_same_target_asked_anew() -> None:
    model = started(walk(60), run(60), walk(60))
    model.run(20)
    (first,) = model.asked_kmh()
    model.feed(ev.SpeedAsked(model.t, first[1]))
    overtaken = ev.CommandProgressed(
        model.t, ev.Command.SPEED, ev.Stage.UNKNOWN, first[1], "overtaken"
    )
    model.feed(overtaken)
    assert model.session.belt.commanded_kmh == first[1]
    assert model.session.belt.refused_kmh is None
    assert not model.cues(ev.Cue.WARNING)
