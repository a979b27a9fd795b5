"""What of a plan was done, what was passed over, and how long it will still take."""

import pytest

from runwalk_tui.workout import events as ev
from runwalk_tui.workout.completion import is_whole, left_s, spans_done
from runwalk_tui.workout.plan import Kind, Step
from runwalk_tui.workout.session import Phase
from tests.workout.model import Model, plan_of, run, walk


def started(*steps: Step) -> Model:
    model = Model(plan_of(*steps))
    model.start()
    return model


def test_a_plan_that_was_done_to_its_end_is_whole() -> None:
    model = started(walk(20), run(30), Step(Kind.WALK, 5.0, distance_m=60))
    model.run_to(Phase.ENDED, limit_s=300)
    assert is_whole(model.session)
    assert left_s(model.session) == 0


def test_who_skips_has_not_done_the_plan_and_what_was_passed_over_is_a_gap() -> None:
    model = started(walk(60), run(60), walk(60), run(60))
    model.run(20)
    for _ in range(3):
        model.act(ev.Act.SKIP)
        model.run(5)
    model.act(ev.Act.SKIP)
    model.run_to(Phase.ENDED, limit_s=60)
    assert model.session.outcome is ev.Outcome.FINISHED
    assert not is_whole(model.session)
    spans = spans_done(model.session)
    assert [begin for begin, _ in spans] == [0, 60, 120, 180]
    assert [end - begin for begin, end in spans] == pytest.approx([20, 5, 5, 5], abs=4)


def test_a_step_that_a_heart_rate_ends_was_done() -> None:
    model = started(walk(20), Step(Kind.WALK, 4.0, duration_s=120, until_bpm=220), run(30))
    model.run_to(Phase.ENDED, limit_s=300)
    assert model.session.done[1].active_s < 100
    assert is_whole(model.session)


def test_the_time_left_follows_what_is_added_and_what_is_passed_over() -> None:
    model = started(walk(100), run(100), walk(100))
    model.run(10)
    before = left_s(model.session)
    assert before == pytest.approx(300 - model.session.active_s)
    model.act(ev.Act.EXTEND, 30.0)
    assert left_s(model.session) == pytest.approx(before + 30)
    model.act(ev.Act.SKIP)
    model.run(5)
    assert left_s(model.session) == pytest.approx(200, abs=6)
    model.run(30)
    model.act(ev.Act.PAIN, 6)
    assert left_s(model.session) == pytest.approx(100, abs=5), "no run is left"
