"""Changes fall on their second, and each is counted down."""

from random import Random

import pytest

from runwalk_tui.workout import events as ev
from runwalk_tui.workout.engine import Engine
from runwalk_tui.workout.plan import Kind, Plan, Step
from runwalk_tui.workout.schedule import upcoming
from runwalk_tui.workout.session import Phase
from tests.workout.model import Machine, Model, plan_of, run, started, walk


def _moving(plan: Plan) -> Engine:
    runner = Engine()
    runner.feed(ev.SessionOpened(0.0, plan, ev.RunnerProfile(), "2026", "test"))
    runner.feed(ev.LinkChanged(0.0, ev.Device.TREADMILL, ev.LinkState.UP))
    runner.feed(ev.MachineKnown(0.0, checked=True))
    runner.feed(ev.CapabilitiesRead(0.0, True, 0.8, 16.0, 0.1))
    runner.feed(ev.BeltReading(0.1, 0.0, elapsed_s=0))
    runner.feed(ev.BeltReading(0.2, 1.0, elapsed_s=1))
    return runner


def test_no_drift_in_two_hours_of_jittery_readings() -> None:
    lengths_s = (61.7, 33.3, 90.1, 0.3, 119.9)
    steps = [
        Step(Kind.RUN if i % 2 else Kind.WALK, 9.0 if i % 2 else 5.0, duration_s=lengths_s[i % 5])
        for i in range(118)
    ]
    plan = plan_of(*steps)
    assert plan.planned_s > 7_000
    runner, random, t = _moving(plan), Random(1), 0.2
    log: list[ev.Event] = []
    while runner.session.phase is Phase.RUNNING:
        t += 0.5 + random.uniform(-0.48, 0.48)
        log += runner.feed(ev.BeltReading(t, 7.0))
    changes = [e.t for e in log if isinstance(e, ev.StepBegan | ev.StopAsked)]
    expected = [0.2 + plan.start_s(i + 1) for i in range(len(steps))]
    assert changes == pytest.approx(expected, abs=1e-6, rel=0)


@pytest.mark.parametrize("duration_s", [60.0, 61.7, 10.1, 3.0])
def test_three_two_one_before_each_change_and_before_the_end(duration_s: float) -> None:
    model = started(walk(duration_s), run(duration_s), walk(duration_s))
    begins = model.began()[0][0]
    model.run(3 * duration_s + 1)
    counted = model.cues(ev.Cue.COUNTDOWN)
    ends = [begins + (i + 1) * duration_s for i in range(3)]
    assert [say for _, say in counted] == ["3", "2", "1"] * 3
    assert [t for t, _ in counted] == pytest.approx([e - n for e in ends for n in (3, 2, 1)])


def test_a_step_shorter_than_the_countdown_counts_what_is_left() -> None:
    model = started(walk(1.5), walk(60))
    model.run(10)
    assert [say for _, say in model.cues(ev.Cue.COUNTDOWN)] == ["1"]


def test_a_faster_step_is_announced_with_the_countdown_and_asked_at_the_change() -> None:
    model = started(walk(60), walk(60))
    begins = model.began()[0][0]
    model.run_until(begins + 58.5)
    model.act(ev.Act.PAUSE)
    model.run(20)
    model.act(ev.Act.RESUME)
    model.run(20)
    assert [say for _, say in model.cues(ev.Cue.COUNTDOWN)] == ["3", "2", "1"]
    resumed = model.said(ev.ClockStarted)[1].t
    assert model.began()[1][0] == pytest.approx(resumed + 1.5)


def test_a_woken_runner_dates_what_it_missed_with_its_own_time() -> None:
    runner = _moving(plan_of(walk(10), walk(10), walk(10)))
    log = runner.advance(12.0)
    began = [e for e in log if isinstance(e, ev.StepBegan)]
    assert [(e.t, e.index) for e in began] == [pytest.approx((10.2, 1))]


def test_what_is_dated_in_the_past_happens_now() -> None:
    runner = _moving(plan_of(walk(10)))
    runner.feed(ev.BeltReading(5.0, 1.0))
    log = runner.feed(ev.BeltReading(4.0, 1.2))
    assert [e.t for e in log if isinstance(e, ev.BeltReading)] == [5.0]
    assert runner.session.belt.speed_kmh == 1.2


def test_before_the_start_nothing_comes_by_itself() -> None:
    model = Model(plan_of(walk(30)), Machine(telemetry_s=(1000.0,)))
    assert Engine().next_deadline() is None
    model.run(1)
    assert model.phase() is Phase.ARMING
    assert upcoming(model.session) is None


def test_a_timed_step_is_counted_down_while_the_belt_says_nothing() -> None:
    model = started(walk(60), run(60))
    model.run_until(model.began()[0][0] + 50)
    model.silent = True
    model.run(12)
    assert [say for _, say in model.cues(ev.Cue.COUNTDOWN)] == ["3", "2", "1"]
