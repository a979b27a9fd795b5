"""An increase has its three seconds of notice, counted from when the runner was told."""

import pytest

from runwalk_tui.workout import events as ev
from runwalk_tui.workout.engine import Engine
from runwalk_tui.workout.plan import Plan
from tests.workout.model import plan_of, run, walk

NOTICE_S = 3.0


def walking(plan: Plan) -> Engine:
    """A runner in the first step, on a belt that was checked."""
    runner = Engine()
    for event in (
        ev.SessionOpened(0, plan, ev.RunnerProfile(), "", "test"),
        ev.LinkChanged(0, ev.Device.TREADMILL, ev.LinkState.UP),
        ev.MachineKnown(0, checked=True),
        ev.CapabilitiesRead(0, controllable=True),
        ev.BeltReading(0.5, 0.0),
        ev.RunnerActed(1, ev.Act.START),
    ):
        runner.feed(event)
    for t in range(2, 8):
        runner.feed(ev.BeltReading(t, 0.0 if t < 6 else 5.0))
    return runner


@pytest.mark.parametrize("late_s", [0.0, 0.3, 1.5, 1.9, 2.5, 3.8])
@pytest.mark.parametrize("stalls_at_s", [-1.9, -0.5, 0.0])
def test_a_stall_does_not_cut_the_notice_short(late_s: float, stalls_at_s: float) -> None:
    runner = walking(plan_of(walk(40), run(60)))
    told: list[float] = []
    asked: list[float] = []
    began = next_at = runner.session.t
    due = None

    def happens(events: list[ev.Event], at: float) -> None:
        told.extend(at for e in events if isinstance(e, ev.CueDue) and " in 3" in e.say)
        asked.extend(at for e in events if isinstance(e, ev.SpeedAsked) and e.speed_kmh == 8.5)

    while next_at < began + 60:
        next_at += 0.25
        if due is None and (runner.session.step_remaining_s or 99) <= NOTICE_S - stalls_at_s + 0.25:
            due = next_at + late_s
            next_at = due
        happens(runner.advance(next_at), next_at)
        happens(runner.feed(ev.BeltReading(next_at, 8.5 if asked else 5.0)), next_at)
    assert len(asked) == 1
    assert told, "the runner was told"
    assert asked[0] - told[-1] >= NOTICE_S - 0.06


def test_a_reading_that_is_none_does_not_cut_the_notice_short() -> None:
    """One frame of 20 km/h makes a decrease of the increase that was announced."""
    runner = walking(plan_of(walk(40), run(60)))
    runner.feed(ev.BeltReading(10, 5.0))
    runner.feed(ev.CommandProgressed(10, ev.Command.SPEED, ev.Stage.CONFIRMED, 5.0))
    announced = runner.feed(ev.RunnerActed(11, ev.Act.NUDGE, 0.5))
    assert any(isinstance(e, ev.IncreaseAnnounced) for e in announced)
    asked = runner.feed(ev.BeltReading(12, 20.0))
    assert not [e for e in asked if isinstance(e, ev.SpeedAsked)]
